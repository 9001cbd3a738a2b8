"""Write the quarterly council-plan report as a workbook: a summary, then every measure with numbers as numbers."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from dashboard.reports.cells import figure_format
from dashboard.reports.status_marks import travel_mark
from dashboard.reports.xlsx_parts import HEADING, Book, Cell, Column, Number
from dashboard.views.council_plan.view import CouncilPlanView, PlanFigure, PlanRow
from dashboard.views.council_plan.words import NONE_OFF_TARGET

SUMMARY, MEASURES = "Summary", "Measures"
SUMMARY_WIDTHS = (22, 11, 72)


def council_plan_xlsx(view: CouncilPlanView) -> bytes:
    """Give the workbook's bytes; the same view gives the same bytes."""
    with Book(title=view.head.name, author=view.head.council, day=view.head.data_date) as book:
        _write_summary(book, view)
        if view.rows:
            _write_measures(book, book.sheet(MEASURES), view)
    return book.content


def _write_summary(book: Book, view: CouncilPlanView) -> None:
    sheet = book.sheet(SUMMARY, landscape=False)
    row = book.head(sheet, view.head)
    if view.empty:
        book.lines(sheet, row, (view.empty,), SUMMARY_WIDTHS)
        return
    row = book.lines(sheet, row, (view.lead, *view.notices, *filter(None, (view.unsaid,))), SUMMARY_WIDTHS)
    columns = [
        Column(heading=heading, width=width, is_number=heading == "Measures")
        for heading, width in zip(("Status", "Measures", "What it means"), SUMMARY_WIDTHS, strict=True)
    ]
    counts = [(one.rag, Number(value=one.count, words=str(one.count)), one.words) for one in view.counts]
    row = book.table(sheet, row + 1, columns, counts, is_main=False)
    row = book.lines(sheet, row, (view.off_target_heading,), SUMMARY_WIDTHS, **HEADING)
    lines = [f"{one.title}. {one.commentary}" for one in view.off_target] or [NONE_OFF_TARGET]
    row = book.lines(sheet, row, lines, SUMMARY_WIDTHS)
    row = book.lines(sheet, row + 1, ("About this paper",), SUMMARY_WIDTHS, **HEADING)
    book.lines(sheet, row, view.about, SUMMARY_WIDTHS)


def _write_measures(book: Book, sheet: Worksheet, view: CouncilPlanView) -> None:
    row = book.head(sheet, view.head)
    book.table(
        sheet,
        row,
        _columns(view),
        [_cells(view, section.name, one) for section in view.sections for one in section.rows],
    )


def _columns(view: CouncilPlanView) -> list[Column]:
    years = [view.previous_heading] if view.previous_heading else []
    return [
        Column(heading="Section", width=14),
        Column(heading="Ref", width=7),
        Column(heading="Measure", width=28),
        Column(heading="Covers", width=14),
        Column(heading="Good is", width=10),
        *(Column(heading=one, width=11, is_number=True) for one in (*years, *view.quarter_headings)),
        *(Column(heading=one, width=16, is_number=True) for one in filter(None, (view.year_heading,))),
        Column(heading="Target", width=20),
        Column(heading="Status", width=17),
        Column(heading="Direction", width=14),
        Column(heading="Comment (draft)", width=56),
    ]


def _cells(view: CouncilPlanView, section: str, row: PlanRow) -> list[Cell]:
    years = [row.year] if view.year_heading else []
    figures = [*([row.previous] if view.previous_heading else []), *row.quarters, *years]
    return [
        section,
        row.ref,
        row.name,
        row.basis_words,
        row.good_is,
        *(_number(one, row) for one in figures),
        row.target,
        row.rag,
        travel_mark(row.travel).words,
        row.commentary,
    ]


def _number(figure: PlanFigure, row: PlanRow) -> Number:
    """Write a number as one; the year of a figure that is of no quarter is part of how it is shown."""
    year = f'" ({figure.of})"' if figure.of else ""
    return Number(
        value=figure.value, words=figure.words, number_format=f"{figure_format(row.unit, row.decimals)}{year}"
    )
