"""What stands round the compare page's pictures: the answer, the notes, the tables and the list of measures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dashboard.formatting import plural
from dashboard.ui.compare_chart import compare_chart_html, small_multiples_html
from dashboard.ui.components import bullets, folded, notice, titled_figure
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import compare_link, indicator_link
from dashboard.ui.paper_parts import folded_on_paper
from dashboard.ui.restated_notes import restated_legend
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.compare_page.view import CompareRow, CompareView, MeasureLink, Part, TrendRow
from dashboard.views.compare_page.words import sentence
from dashboard.views.indicator import IndicatorView

COLUMNS = (
    Column(name="Authority"),
    number("Rank"),
    number("Figure"),
    Column(name="Counts", extra="sc-nowrap"),
    number("On the year before"),
    *words("Beside ours"),
    Column(name="Neighbour", extra="sc-nowrap"),
    Column(name="Region", extra="sc-source"),
)
# A longer list of measures is folded away, so that the page's end can be reached.
LONG_LIST = 45
# So is a definition longer than a few lines; some of the interactive tool's fill a page.
LONG_DEFINITION = 400

_ROW_CLASSES = {Part.OURS: "sc-ours", Part.PICKED: "sc-picked"}
_ROW_WORDS = {Part.OURS: "ours", Part.PICKED: "picked"}


def answer_html(view: CompareView) -> Html:
    """Write the measure's name, the answer for members, our standing and the line of the neighbour picked."""
    picked = element("p", view.picked, class_="sc-cmp-picked-line") if view.picked else ""
    return join(
        [
            element("h1", f"How do we compare? {view.name}"),
            element("p", view.answer, class_="sc-answer", role="status"),
            element("p", view.standing, class_="sc-cmp-standing") if view.standing else "",
            picked,
            bullets(view.alerts, "sc-notes sc-cmp-alerts") if view.alerts else "",
        ]
    )


def instead_html(view: CompareView) -> Html:
    """Say what the address asks for and does not get."""
    return join(notice(said, tone="warning") for said in view.instead)


def chart_html(view: CompareView) -> Html:
    """Draw the main chart with its table."""
    chart = compare_chart_html(view.chart) if view.chart else ""
    return join([chart, table_of(view)])


def table_of(view: CompareView) -> Html:
    """Write the table under the main chart, folded where it is long."""
    legend = restated_legend() if any(row.figure.restated_from for row in view.rows) else ""
    note = element("p", legend, class_="sc-legend") if legend else ""
    table = join([table_html(view.caption, COLUMNS, (_row(row) for row in view.rows), show_caption=True), note])
    return folded_on_paper(f"The figures as a table ({plural(len(view.rows), 'line')})", table)


def _row(row: CompareRow) -> Row:
    tag = _ROW_WORDS.get(row.part, "")
    name = join([row.name, *_tag(tag)])
    cells = (
        element("span", name),
        row.rank,
        titled_figure(row.figure),
        row.counts,
        row.change,
        row.beside,
        row.neighbour,
        row.region,
    )
    return Row(cells=cells, class_=_ROW_CLASSES.get(row.part))


def _tag(words: str) -> list[Html | str]:
    """Say in a word what part an authority plays; the blank keeps it from running into the name when read out."""
    return [" ", element("span", words, class_="sc-cmp-tag")] if words else []


def trends_html(view: CompareView, *, dark: bool) -> Html:
    """Draw the small lines, with every year's figures folded beneath them."""
    if view.small is None:
        return Html("")
    columns = (Column(name="Area"), *(number(year) for year in view.small.years))
    table = table_html(view.trends_caption, columns, (_trend_row(row) for row in view.trends), show_caption=True)
    return join([small_multiples_html(view.small, dark=dark), folded_on_paper("Every year as a table", table)])


def _trend_row(row: TrendRow) -> Row:
    tag = _ROW_WORDS.get(row.part, "")
    name = element("span", row.name, *_tag(tag))
    return Row(cells=(name, *(titled_figure(cell) for cell in row.figures)), class_=_ROW_CLASSES.get(row.part))


def notes_html(view: CompareView, as_of: str) -> Html:
    """Say what the comparison means, how it is made, and where its figures come from."""
    is_short = len(view.definition) <= LONG_DEFINITION
    about = [view.definition] if view.definition and is_short else []
    more = Html("") if is_short else folded("How the measure is defined", element("p", view.definition))
    method = [sentence(f"Neighbours’ figure: {view.method_words}")] if view.method_words else []
    sources = [f"Source: {source}." for source in view.sources]
    return join([bullets([*about, *view.notes, *method, *sources], "sc-notes"), more, _page_link(view, as_of)])


def _page_link(view: CompareView, as_of: str) -> Html:
    if not view.has_page:
        return Html("")
    link = element("a", f"{view.name}: our own figures", href=indicator_link(view.id, as_of=as_of), target="_self")
    return element("p", link)


def compare_more_html(view: IndicatorView, as_of: str) -> Html:
    """Link a measure's page to its comparison in the same year; nothing where nobody can be compared with."""
    if not view.comparison:
        return Html("")
    address = compare_link(view.id, view.comparison[0].period, as_of)
    words = "Each neighbour by name, our region, every authority, and the years before"
    return element("p", element("a", words, href=address, target="_self"))


def not_found_html(view: CompareView, as_of: str) -> Html:
    """Say that there is no such measure, and which are nearest."""
    nearest = join((_measure(one, as_of) for one in view.nearest), ", ")
    said = join([view.not_found, " Nearest: ", nearest, "."]) if view.nearest else view.not_found
    return notice(said, tone="warning", title="There is no such measure")


def empty_html(view: CompareView, as_of: str) -> Html:
    """Say why there is nothing to compare."""
    heading = element("h1", f"How do we compare? {view.name}")
    return join([heading, notice(view.empty, title="Nothing to compare with"), _page_link(view, as_of)])


def measures_html(measures: Iterable[MeasureLink], as_of: str) -> Html:
    """List the measures that can be compared, by group, each a link."""
    groups = groupby(measures, key=lambda one: one.group)
    parts = [_group(name, list(found), as_of) for name, found in groups]
    if not parts:
        return notice("The catalogue holds no measure that anybody else publishes.", title="Nothing to compare with")
    return join([element("h1", "How do we compare? Choose a measure"), *parts])


def _group(name: str, measures: list[MeasureLink], as_of: str) -> Html:
    links = element("ul", *(element("li", _measure(one, as_of)) for one in measures), class_="sc-picker")
    if len(measures) > LONG_LIST:
        return folded(f"{name} ({len(measures)})", links)
    return join([element("h2", name), links])


def _measure(one: MeasureLink, as_of: str) -> Html:
    return element("a", one.name, href=compare_link(one.id, as_of=as_of), target="_self")
