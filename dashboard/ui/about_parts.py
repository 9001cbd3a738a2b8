"""The parts of the page on how judgements are made, with the very marks that the other pages show."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.ui.components import bullets, folded, rag_chip, section, travel_mark
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import ACCESSIBILITY_PATH, catalogue_link, quality_link
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.tables import Column, Row, table_html, words
from dashboard.views.about import AboutView, TrackerLine

RAG_LEAD = (
    "Red, amber and green say where a figure lies beside its target, and nothing else. A figure can be red and "
    "improving, or green and getting worse, so the two stand side by side."
)
TRAVEL_LEAD = (
    "The arrow shows where the number went since the month before; the word says whether that is good. It is shown "
    "because the printed scorecard has it. On a service that does not change at all it says “worse” half of the time, "
    "so no sentence rests on it."
)
SIGNAL_LEAD = (
    "Every figure goes up and down. These marks say whether the latest one did more than it does by itself. Only the "
    "latest mark is news."
)
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0, where it is named below. "
    "Figures of our own come from the council's reports; each page names the edition, file and cell."
)
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def about_html(view: AboutView) -> Html:
    """Write the page."""
    ratings = _key("Mark", ((rag_chip(chip), said) for chip, said in view.ratings), "What each rating means")
    directions = _key("Mark", ((travel_mark(one), said) for one, said in view.directions), "What each direction means")
    signals = _key("Mark", ((signal_mark(one), said) for one, said in view.signals), "What each mark of news means")
    read = folded("How to read the chart, in half a minute", bullets(view.how_to_read))
    return join(
        [
            element("h1", "How judgements are made"),
            element("p", "What each mark on these pages means, the rules in force, and what they cannot tell you."),
            section("Is it on target?", element("p", RAG_LEAD), ratings),
            section("Which way did it go?", element("p", TRAVEL_LEAD), directions),
            section("Is it news?", element("p", SIGNAL_LEAD), signals, element("p", view.by_chance), read),
            section("How do we compare?", bullets(view.comparing)),
            section("Which rules are in force?", *_rules(view)),
            section("What will these pages not do?", bullets(view.will_not)),
            section("Where do published figures come from?", *_sources(view)),
            _further(),
        ]
    )


def _key(head: str, pairs: Iterable[tuple[Html, str]], caption: str) -> Html:
    rows = (Row(cells=pair) for pair in pairs)
    return table_html(caption, (Column(name=head, extra="sc-nowrap"), *words("What it means")), rows)


def _rules(view: AboutView) -> list[Html]:
    parts = [bullets(view.rules)]
    if view.clinic:
        parts += [
            element("h3", "What is proposed for a performance clinic"),
            element("p", "A measure is proposed if any one of these holds:"),
            bullets(view.clinic),
        ]
    if view.trackers:
        parts += [element("h3", "What members follow"), _trackers(view.trackers)]
    return parts


def _trackers(lines: tuple[TrackerLine, ...]) -> Html:
    columns = words("Theme", "Tracker", "On it", "Measures")
    rows = (Row(cells=(one.theme, one.tracker, one.when, one.measures)) for one in lines)
    return table_html("Themes of the trackers", columns, rows)


def _sources(view: AboutView) -> list[Html]:
    if not view.sources:
        return [element("p", "No published statistics are declared in the catalogue.")]
    licence = element("p", LICENCE, " ", element("a", "Read the licence", href=OGL), ".")
    rows = (Row(cells=(one.source, one.licence, one.files)) for one in view.sources)
    return [licence, table_html("Published sources", words("Source", "Licence", "What is taken from it"), rows)]


def _further() -> Html:
    links = (
        element("a", "What each measure counts", href=catalogue_link(), target="_self"),
        element("a", "What is missing, late or in doubt", href=quality_link(), target="_self"),
        element("a", "Accessibility of these pages", href=ACCESSIBILITY_PATH, target="_self"),
    )
    return section("More", bullets(links))
