"""Every measure to choose from, grouped by theme."""

from __future__ import annotations

from itertools import groupby

from dashboard.ui.html import Html, element, join
from dashboard.ui.links import indicator_link
from dashboard.ui.readers import MeasureChoice


def measure_list_html(measures: tuple[MeasureChoice, ...], as_of: str = "") -> Html:
    """Write the list, each measure a link to its page at the moment shown."""
    themes = groupby(measures, key=lambda measure: measure.theme)
    return join([element("h1", "Choose a measure"), *(_theme(name, list(found), as_of) for name, found in themes)])


def _theme(name: str, measures: list[MeasureChoice], as_of: str) -> Html:
    links = (_link(one, as_of) for one in measures)
    return join([element("h2", name), element("ul", *(element("li", link) for link in links), class_="sc-picker")])


def _link(measure: MeasureChoice, as_of: str) -> Html:
    return element("a", measure.name, href=indicator_link(measure.id, as_of=as_of), target="_self")
