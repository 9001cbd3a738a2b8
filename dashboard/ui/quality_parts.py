"""The parts of the Data quality page: the months of sections and measures as tables, and the lists beneath."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.formatting import capital, plural
from dashboard.ui.components import bullets, folded, hidden, notice, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.issue_titles import TITLES
from dashboard.ui.links import catalogue_link, history_link, indicator_link, quality_link
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.quality.releases import Due
from dashboard.views.quality.view import (
    HELD,
    STATE_WORDS,
    AcceptedLine,
    CellState,
    Disagreement,
    ListedFigure,
    MeasureMonths,
    QualityCell,
    QualityView,
    ReportLine,
    ReviewLine,
    SectionCell,
    SectionSummary,
    SourceFigure,
)

# A list opens up to this many lines; a longer one is folded under its count.
OPEN_UP_TO = 12
# Beside its word each state has a sign, so that a pattern is seen without its shade.
SIGNS: dict[CellState, str] = {
    CellState.FIGURE: "",
    CellState.LATE: "◷",
    CellState.PROVISIONAL: "~",
    CellState.SUPPRESSED: "∗",
    CellState.MISSING: "✕",
    CellState.NO_REPORT: "–",
    CellState.NOT_DUE: "",
}
KEY: dict[CellState, str] = {
    CellState.LATE: "first stated by an edition of a later month",
    CellState.PROVISIONAL: "stands until the published figure comes",
    CellState.SUPPRESSED: "left out so that nobody can be recognised",
    CellState.MISSING: "due, and no figure was given; the reason stands in the cell where there is one",
    CellState.NO_REPORT: "no report that carries it is loaded for this month or a later one",
    CellState.NOT_DUE: "before the first figure, not its frequency, no longer reported, or not applicable: left blank",
}
DUE_SIGNS = {Due.OVERDUE: "✕", Due.NOT_LOADED: "✕", Due.THIS_MONTH: "◷"}


def quality_html(view: QualityView) -> Html:
    """Write the whole page beneath its heading and picker."""
    parts = _PARTS if view.section is None else _PARTS_OF_A_SECTION
    return join([_months(view), element("div", *(part(view) for part in parts), class_="sc-q-lists")])


def heading_html(view: QualityView) -> Html:
    """Write the page's name and what there is in a sentence, and what could not be shown."""
    said = [element("h1", "Data quality"), element("p", view.lead) if view.lead else Html("")]
    if view.instead:
        said.append(notice(view.instead, tone="warning"))
    if view.empty:
        said.append(notice(view.empty, title="No months to show"))
    return join(said)


def _months(view: QualityView) -> Html:
    if not view.months:
        return Html("")
    if view.section is None:
        intro = "Of the figures due in each month, how many are there. Choose a section for its measures."
        return section("What is there, month by month?", element("p", intro), _section_table(view), _key(short=True))
    if not view.rows:
        said = element("p", "Our reports have stated nothing of the measures of this section.")
        return section(f"{view.section.words}, month by month", said)
    back = element("p", element("a", "All sections", href=quality_link(), target="_self"))
    return section(f"{view.section.words}, month by month", back, _key(short=False), _measure_table(view))


def _key(*, short: bool) -> Html:
    """Explain the signs; the short key is that of the sections' table, which counts."""
    if short:
        return element(
            "p", "✓ all there. ◷ some came late. Otherwise so many of those due are there.", class_="sc-legend"
        )
    lines = (element("div", element("dt", _mark(state)), element("dd", said)) for state, said in KEY.items())
    return element("dl", *lines, class_="sc-quality-key")


def _mark(state: CellState) -> Html:
    sign = element("span", SIGNS[state], aria_hidden="true") if SIGNS[state] else ""
    said = join([sign, " " if sign else "", STATE_WORDS[state]])
    return element("span", said, class_=f"sc-q-mark sc-q-{state.value.replace('_', '-')}")


def _grid(caption: str, heads: Iterable[str], rows: Iterable[str]) -> Html:
    cells = (element("th", *_head(name), scope="col") for name in heads)
    table = element(
        "table",
        element("caption", caption, class_="sc-hidden"),
        element("thead", element("tr", *cells)),
        element("tbody", *rows),
        class_="sc-quality",
    )
    return element("div", table, class_="sc-table-scroll", tabindex="0", role="region", aria_label=caption)


def _head(name: str) -> tuple[str, ...]:
    """Set the year of a month beneath it."""
    month, _, year = name.rpartition(" ")
    return (f"{month} ", element("span", year)) if month and year.isdecimal() else (name,)


def _section_table(view: QualityView) -> Html:
    rows = (_section_row(one, view.months) for one in view.summary)
    return _grid("Figures that are there, of those due, by section and month", ("Section", "All", *view.months), rows)


def _section_row(one: SectionSummary, months: Sequence[str]) -> Html:
    name = element("a", one.name, href=quality_link(one.id), target="_self")
    measures = element("span", plural(one.measures, "measure"), class_="sc-q-basis")
    held = sum(cell.held for cell in one.cells)
    bare = sum(bool(cell.due) and not cell.held for cell in one.cells)
    # A phone has no room for months of which it can only say that nothing is there: it says how many.
    nothing = element("span", f"Nothing for {plural(bare, 'month')}", class_="sc-q-phone") if bare else ""
    cells = (_section_cell(cell, month) for cell, month in zip(one.cells, months, strict=True))
    total = element("td", f"{held:,} of {one.due:,}", class_="sc-num", data_label="All months")
    return element("tr", element("th", name, measures, nothing, scope="row"), total, *cells)


def _section_cell(cell: SectionCell, month: str) -> Html:
    if not cell.due:
        return element("td", hidden("not due"), class_="sc-q-not-due", title=cell.title)
    late = element("span", "◷", hidden(f" {cell.late} late"), class_="sc-q-sign") if cell.late else ""
    if cell.held == cell.due:
        text, tone = join(["✓ ", f"{cell.due}", late]), "late" if cell.late else "figure"
    else:
        text, tone = join([f"{cell.held} of {cell.due}", late]), "missing" if cell.held else "no-report sc-q-nothing"
    said = element("span", text)  # one piece, so that a phone sets it against the month
    return element("td", said, class_=f"sc-num sc-q-{tone}", title=cell.title, data_label=month)


def _measure_table(view: QualityView) -> Html:
    rows = (_measure_row(row, view.months) for row in view.rows)
    words_ = view.section.words if view.section else ""
    return _grid(f"Each measure of {words_} by month", ("Measure", "There", *view.months), rows)


def _measure_row(row: MeasureMonths, months: Sequence[str]) -> Html:
    name = element("a", row.name, href=indicator_link(row.indicator, basis=row.basis), target="_self")
    late = element("span", f"{row.late} late", class_="sc-q-word") if row.late else ""
    held = element("span", f"{row.held} of {row.due}", late)
    there = element("td", held, class_="sc-num", data_label="There")
    head = element("th", name, element("span", row.basis_words, class_="sc-q-basis"), scope="row")
    cells = (_cell(cell, month) for cell, month in zip(row.cells, months, strict=True))
    return element("tr", head, there, *cells)


def _cell(cell: QualityCell, month: str) -> Html:
    name = f"sc-num sc-q-{cell.state.value.replace('_', '-')}"
    if cell.state is CellState.NOT_DUE:
        return element("td", hidden("not due"), class_=name, title=cell.title)
    if cell.state is CellState.FIGURE:
        return element("td", cell.text, class_=name, title=cell.title)
    sign = element("span", SIGNS[cell.state], aria_hidden="true", class_="sc-q-sign")
    if cell.state in HELD:
        # A figure that is late or provisional says so beneath it; a reason says itself.
        said = element("span", STATE_WORDS[cell.state], class_="sc-q-word")
        return element("td", element("span", sign, cell.text, said), class_=name, title=cell.title, data_label=month)
    reason = element("span", sign, cell.text)
    return element("td", reason, class_=f"{name} sc-q-reason", title=cell.title, data_label=month)


# ------------------------------------------------------------------------------------------------------
# The lists
# ------------------------------------------------------------------------------------------------------


def _list(title: str, about: str, count: int, none: str, table: Html) -> Html:
    """Write a list under its heading with its count; a long one is folded."""
    if not count:
        return section(title, element("p", none))
    shown = table if count <= OPEN_UP_TO else _long(f"Show all {count}", table)
    return section(f"{title} ({count})", element("p", about), shown)


def _long(summary: str, table: Html) -> Html:
    """Fold a long list away; a sheet of paper says where it is."""
    on_paper = element("p", "The list is on the page Data quality.", class_="sc-q-on-paper")
    return join([element("div", folded(summary, table), class_="sc-q-long"), on_paper])


def _measure(indicator: str, name: str) -> Html:
    return element("a", name, href=indicator_link(indicator), target="_self")


def _source(one: SourceFigure) -> Html:
    place = element("span", one.place, class_="sc-q-basis")
    return element("span", element("strong", one.figure), element("span", one.source, class_="sc-q-said"), place)


def _disagreements(view: QualityView) -> Html:
    columns = words("Measure", "Of what", "Shown", "The other source", "Why the first is shown")
    rows = (_disagreement(one) for one in view.disagreements)
    about = (
        "Both figures stay stored. A difference is no fault of either: records are put right between a month's report "
        "and the year's return, and two sources may count differently."
    )
    if view.section is None:
        about += " Printed averages of neighbours are checked when a section is chosen."
    table = table_html("Figures that two sources give differently", columns, rows)
    found = _list("Where do sources disagree?", about, len(view.disagreements), "No two sources disagree.", table)
    return join([found, bullets(view.unchecked)]) if view.unchecked else found


def _disagreement(one: Disagreement) -> Row:
    by = element("span", f"Differs by {one.difference}", class_="sc-q-basis") if one.difference else ""
    other = element("span", _source(one.other), by)
    return Row(cells=(_measure(one.indicator, one.name), one.what, _source(one.shown), other, one.why))


def _figures(lines: Sequence[ListedFigure], caption: str) -> Html:
    columns = (*words("Measure", "Of what"), number("Figure"), *words("From", "File, sheet and cell"))
    rows = (
        Row(cells=(_measure(one.indicator, one.name), one.what, one.figure, one.source, one.place)) for one in lines
    )
    return table_html(caption, columns, rows)


def _provisional(view: QualityView) -> Html:
    about = "Each gives way to the published figure once that is loaded."
    table = _figures(view.provisional, "Provisional figures of ours")
    return _list("Which figures are provisional?", about, len(view.provisional), "None is.", table)


def _suppressed(view: QualityView) -> Html:
    about = "They are left out so that nobody can be recognised. That does not mean nought."
    table = _figures(view.suppressed, "Suppressed figures of ours")
    return _list("Which figures are suppressed?", about, len(view.suppressed), "None is.", table)


def reports_html(reports: Sequence[ReportLine]) -> Html:
    """Write which of our own reports are held, up to which month."""
    if not reports:
        return Html("")
    columns = (
        *words("Report"), number("Editions"), *words("First", "Latest", "Months not held between them"),
        Column(name="Issued after the month's end"),
    )  # fmt: skip
    rows = (Row(cells=(one.name, f"{one.editions:,}", one.first, one.latest, one.gaps, one.issued)) for one in reports)
    return section("Which reports are held?", table_html("Our own reports", columns, rows))


def _reports(view: QualityView) -> Html:
    return reports_html(view.reports)


def _accepted(view: QualityView) -> Html:
    columns = words("Edition", "What was found", "Where", "Why it was published")
    rows = (_accepted_row(one) for one in view.accepted)
    about = "Found by the checks when a file was published, in editions that stand, with the reason that was given."
    table = table_html("Found when published", columns, rows)
    return _list("What was found when files were published?", about, len(view.accepted), "Nothing was.", table)


def _accepted_row(one: AcceptedLine) -> Row:
    link = element(
        "a", f"{one.edition}", href=history_link(one.edition), target="_self", aria_label=f"Edition {one.edition}"
    )
    title = TITLES.get(one.code, one.code.replace("-", " ").capitalize())
    return Row(cells=(link, element("span", element("strong", title), ": ", one.what), one.place, one.reason or "–"))


def _reviews(view: QualityView) -> Html:
    about = f"Entries of the catalogue whose day of review has passed on {view.today}."
    table = _review_table(view.reviews, "Measures past their review date")
    late = _list("Which definitions are due for review?", about, len(view.reviews), "None is past its day.", table)
    if not view.reviews_soon:
        return late
    soon = _review_table(view.reviews_soon, "Measures to be reviewed within a month")
    return join([late, folded(f"Due within a month ({len(view.reviews_soon)})", soon)])


def _review_table(lines: Iterable[ReviewLine], caption: str) -> Html:
    rows = (Row(cells=(_entry(one.indicator, one.name), one.owner, one.day, one.words)) for one in lines)
    return table_html(caption, words("Measure", "Answers for it", "To be reviewed", "When"), rows)


def _entry(indicator: str, name: str) -> Html:
    return element("a", name, href=catalogue_link(indicator), target="_self")


def _never(view: QualityView) -> Html:
    rows = (Row(cells=(_entry(one.indicator, one.name), one.words)) for one in view.never)
    table = table_html("Measures without any figure of ours", words("Measure", "Where it should come from"), rows)
    about = "Measures of the catalogue for which no source has given a figure of ours."
    return _list("Which measures were never reported?", about, len(view.never), "Every measure has a figure.", table)


def _releases(view: QualityView) -> Html:
    columns = words("File of the release", "Newest figures held", "Next")
    rows = []
    for one in view.releases:
        sign = DUE_SIGNS.get(one.due)
        mark = element("span", sign, aria_hidden="true", class_="sc-q-sign") if sign else ""
        said = element("span", mark, capital(one.words), class_="sc-q-due" if sign else None)
        source = element("span", one.source, class_="sc-q-basis")
        rows.append(Row(cells=(join([one.name, source]), one.newest.words if one.newest else "none", said)))
    if not rows:
        return section("When are published statistics due?", element("p", "The catalogue names none."))
    about = (
        "A release is expected in its month of the year, about a year after the one held. Today is " + view.today + "."
    )
    table = table_html("Next expected releases", columns, rows)
    return section("When are published statistics due?", element("p", about), table)


_PARTS_OF_A_SECTION = (_disagreements, _provisional, _suppressed, _reviews, _never)
# What holds for every section alike stands once, on the page of them all.
_PARTS = (_reports, *_PARTS_OF_A_SECTION, _accepted, _releases)
