"""One measure on the tracker: name, figure, status, whether it is news, small trend, sentence, questions."""

from __future__ import annotations

from typing import Protocol

from dashboard.formatting import capital
from dashboard.ui.components import bullets, folded, rag_chip, titled_figure, travel_mark
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import indicator_link
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.spark_parts import spark_html
from dashboard.views.tracker.line_words import about_line, revised_words
from dashboard.views.tracker.view import Standout, TrackerLine
from dashboard.vocabulary import Basis, IndicatorId


class _Named(Protocol):
    @property
    def indicator(self) -> IndicatorId: ...
    @property
    def basis(self) -> Basis: ...


def measure_link(name: str, measure: _Named, month: str, as_of: str) -> Html:
    """Link a measure's name to its own page, for the same form, month and moment."""
    href = indicator_link(measure.indicator, measure.basis.value, month or None, as_of or None)
    return element("a", name, href=href, target="_self")


def line_html(line: TrackerLine, *, month: str, as_of: str = "", big: bool = False) -> Html:
    """Write one measure; ``big`` opens out what stands out, the others keep their words folded."""
    name = element("h3", measure_link(line.name, line, month, as_of))
    about = element("p", about_line(line), class_="sc-tr-basis")
    states = element("div", signal_mark(line.year_mark or line.signal), _rating(line), class_="sc-tr-states")
    trend = element("div", spark_html(line.spark), class_="sc-tr-trend")
    told = (
        _told(line)
        if big
        else join([_why_here(line), folded("More about this", element("div", _told(line), _travel(line)))])
    )
    size = "sc-tr-big" if big else "sc-tr-small"
    parts = (element("div", name, about, class_="sc-tr-name"), _figure(line), states, trend)
    return element("article", *parts, element("div", told, class_="sc-tr-told"), class_=f"sc-tr {size}")


def _figure(line: TrackerLine) -> Html:
    # Each breaks as a whole where the column is narrow.
    told = [element("span", part, class_="sc-tr-whole") for part in (line.counts, line.about) if part]
    counted = join([told[0], " · ", told[1]]) if len(told) > 1 else join(told)
    older = element("span", f"latest is {line.period}", class_="sc-tr-older") if line.is_older else ""
    return element(
        "div",
        element("span", titled_figure(line.figure), class_="sc-tr-number"),
        older,
        element("span", counted, class_="sc-tr-counted") if counted else "",
        class_="sc-tr-figure",
    )


def _rating(line: TrackerLine) -> Html:
    beside = element("span", line.rating, class_="sc-tr-target") if line.rating else ""
    return element("span", rag_chip(line.rag), beside, class_="sc-tr-rating")


def _told(line: TrackerLine) -> Html:
    parts = [element("p", line.sentence, class_="sc-tr-said") if line.sentence else ""]
    if line.also:
        parts.append(element("p", line.also, class_="sc-tr-also"))
    if line.comparison and line.comparison not in line.sentence:
        parts.append(element("p", line.comparison, class_="sc-tr-compared"))
    if line.standout is not Standout.REVISED:
        parts.extend(_revised(line))
    if line.questions:
        parts.append(folded("Questions you could ask", bullets(line.questions)))
    return join(parts)


def _revised(line: TrackerLine) -> list[Html]:
    words = revised_words(line)
    return [element("p", words, class_="sc-tr-revised")] if words else []


def _why_here(line: TrackerLine) -> Html:
    """Say in the open why a measure is in a part that its mark does not tell of."""
    if line.standout is Standout.REVISED:
        return join(_revised(line))
    if line.standout is not Standout.APART or not line.reasons:
        return Html("")
    return element("p", f"{capital(', '.join(line.reasons))}.", class_="sc-tr-why")


def _travel(line: TrackerLine) -> Html:
    if not line.travel.word:
        return Html("")
    return element("p", "On the figure before: ", travel_mark(line.travel), class_="sc-tr-travel")
