"""Write the year-end report as a workbook: the drafts on one sheet, every measure with numbers on another."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.reports.cells import difference_format, figure_format
from dashboard.reports.xlsx_parts import HEADING, Book, Cell, Column, Number
from dashboard.views.year_end import words
from dashboard.views.year_end.view import YearEndView, YearRow

SUMMARY, MEASURES = "Drafts", "Measures"
SUMMARY_WIDTHS = (34, 72)


def year_end_xlsx(view: YearEndView) -> bytes:
    """Give the workbook's bytes; the same view gives the same bytes."""
    with Book(title=view.head.name, author=view.head.council, day=view.head.data_date) as book:
        _write_drafts(book, view)
        if view.rows:
            _write_measures(book, view)
    return book.content


def _write_drafts(book: Book, view: YearEndView) -> None:
    sheet = book.sheet(SUMMARY, landscape=False)
    row = book.head(sheet, view.head)
    row = book.lines(sheet, row, (view.empty,) if view.empty else (*view.notices, *view.lead), SUMMARY_WIDTHS)
    for heading, pairs in () if view.empty else _parts(view):
        row = book.lines(sheet, row + 1, (heading,), SUMMARY_WIDTHS, **HEADING)
        row = book.pairs(sheet, row, pairs, SUMMARY_WIDTHS)
    if view.about:
        row = book.lines(sheet, row + 1, ("About this paper",), SUMMARY_WIDTHS, **HEADING)
        book.lines(sheet, row, view.about, SUMMARY_WIDTHS)


def _parts(view: YearEndView) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give each heading with its drafts: the measure in one column, the words to edit in the next."""
    for heading, rows, more, none in (
        (words.WELL, view.well, view.more_well, words.NO_WELL),
        (words.WORRIED, view.worried, view.more_worried, words.NO_WORRIED),
    ):
        pairs = [(row.name, row.words) for row in rows] or [("", none)]
        yield heading, [*pairs, ("", more)] if more else pairs
    steps = [
        (f"{step.name}\n{step.owner}".strip() if not place else "", line)
        for step in view.doing
        for place, line in enumerate(step.lines)
    ]
    yield words.NEXT, steps or [("", words.NO_NEXT)]
    if view.not_said:
        yield words.NOT_SAID, [(one.reason, words.not_said_words(one.measures)) for one in view.not_said]


def _write_measures(book: Book, view: YearEndView) -> None:
    sheet = book.sheet(MEASURES)
    row = book.head(sheet, view.head)
    columns = [
        Column(heading="Theme", width=18),
        Column(heading="Measure", width=30),
        Column(heading="Covers", width=18),
        Column(heading="Good is", width=12),
        Column(heading=view.before_heading, width=12, is_number=True),
        Column(heading=view.now_heading, width=12, is_number=True),
        Column(heading="Change (points for %)", width=12, is_number=True),
        Column(heading="Better or worse", width=12),
        Column(heading="More than chance?", width=16),
        Column(heading="Target", width=20),
        Column(heading="Status", width=18),
        Column(heading="Sentence (draft)", width=64),
    ]
    book.table(sheet, row, columns, [_cells(one) for one in view.rows])


def _cells(row: YearRow) -> list[Cell]:
    figure = figure_format(row.unit, row.decimals)
    return [
        row.theme,
        row.name,
        row.covers,
        row.good_is,
        Number(value=row.before.value, words=row.before.text, number_format=figure),
        Number(value=row.now.value, words=row.now.text, number_format=figure),
        Number(value=row.change.value, words=row.change.text, number_format=difference_format(row.decimals)),
        row.way,
        row.chance,
        row.target,
        row.rag,
        row.sentence,
    ]
