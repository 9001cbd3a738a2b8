"""Every measure to choose from, grouped by theme."""

from __future__ import annotations

from itertools import groupby

from dashboard.ui.html import Html, element, join
from dashboard.ui.links import indicator_link
from dashboard.ui.readers import MeasureChoice


def measure_list_html(measures: tuple[MeasureChoice, ...]) -> Html:
    """Write the list, each measure a link to its page."""
    themes = groupby(measures, key=lambda measure: measure.theme)
    return join([element("h1", "Choose a measure"), *(_theme(name, list(found)) for name, found in themes)])


def _theme(name: str, measures: list[MeasureChoice]) -> Html:
    links = (element("li", element("a", one.name, href=indicator_link(one.id), target="_self")) for one in measures)
    return join([element("h2", name), element("ul", *links, class_="sc-picker")])
