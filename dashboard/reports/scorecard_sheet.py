"""Write one section of the scorecard workbook as printed: title, headings, measures, key."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from dashboard.charts.marks import RAG_SHAPES
from dashboard.reports.scorecard_marks import follow_edits, write_key
from dashboard.reports.scorecard_places import (
    A3,
    FIRST_ROW,
    GROUP_ROW,
    HEADING_ROW,
    NAMES,
    NOTICE_ROW,
    TITLE_ROW,
    places_of,
    print_on_a4,
)
from dashboard.reports.scorecard_styles import (
    CHANGED,
    HEADING,
    RAG_LOOKS,
    TITLE,
    ExactSheet,
    Styles,
    as_words,
    shown_before,
    shown_behind,
)
from dashboard.views.workbook.view import (
    SheetCell,
    WorkbookRow,
    WorkbookSheet,
    WorkbookView,
    YearCell,
    YearForm,
)

BODY = {"valign": "top", "border": 1, "border_color": "#C6CACC"}
NUMBERS = {**BODY, "align": "right"}
WORDS = {**BODY, "text_wrap": True}
CENTRED = {**WORDS, "align": "center"}
# Narrow columns, so that a year's months fit a page's width in letters that can be read.
WIDTHS = {"number": 5, "good": 7.5, "note": 11.5, "month": 7, "year": 8.5, "travel": 11.5, "target": 8.5, "earlier": 8}
_NAME_WIDTH, _LINE = 34, 13.5
# Letters that fit a line of a column, by its width.
_LETTERS_A_UNIT = 1.05


class SectionWriter:
    """Writes one section on its sheet."""

    def __init__(self, sheet: ExactSheet, view: WorkbookView, section: WorkbookSheet, styles: Styles) -> None:
        self._sheet = sheet
        self._view = view
        self._section = section
        self._styles = styles
        self._at = places_of(view.headings)

    def write(self) -> None:
        """Write all of it."""
        self._set_up()
        self._headings()
        for place, row in enumerate(self._section.rows):
            self._row(FIRST_ROW + place, row)
        follow_edits(self._sheet, self._styles, self._at, len(self._section.rows))
        write_key(self._sheet, self._styles, self._view, self._section)

    def _set_up(self) -> None:
        sheet, at, view = self._sheet, self._at, self._view
        sheet.set_column(0, 0, WIDTHS["number"])
        sheet.set_column(NAMES, NAMES, _NAME_WIDTH)
        sheet.set_column(2, 2, WIDTHS["good"])
        sheet.set_column(3, 3, WIDTHS["note"])
        sheet.set_column(at.months, at.last_month, WIDTHS["month"] if view.headings.monthly else WIDTHS["travel"])
        if at.years < at.travel:
            sheet.set_column(at.years, at.travel - 1, WIDTHS["year"])
        sheet.set_column(at.travel, at.rag, WIDTHS["travel"])
        if at.targets < at.previous:
            sheet.set_column(at.targets, at.previous - 1, WIDTHS["target"])
        if at.previous < at.end:
            sheet.set_column(at.previous, at.end - 1, WIDTHS["earlier"])
        sheet.freeze_panes(FIRST_ROW, NAMES + 1)
        sheet.repeat_rows(TITLE_ROW, HEADING_ROW)
        print_on_a4(sheet, view, last=(FIRST_ROW + len(self._section.rows) + 9, at.end - 1), paper=A3)
        text = self._styles.of
        sheet.write_string(TITLE_ROW, 0, view.sheet_title, text(TITLE))
        if view.head.demonstration:
            sheet.write_string(NOTICE_ROW, 0, view.head.demonstration, text(italic=True))

    def _headings(self) -> None:
        names, at, format_ = self._view.headings, self._at, self._styles.of(HEADING)
        self._sheet.set_row(GROUP_ROW, 26)
        self._sheet.set_row(HEADING_ROW, 40)
        tall = {
            0: "NO.",
            NAMES: f"INDICATORS - {self._section.section.upper()}",
            2: "GOOD PERF IS",
            3: names.note,
            at.travel: names.travel,
            at.rag: names.rag,
        }
        for column, words in tall.items():
            self._sheet.merge_range(GROUP_ROW, column, HEADING_ROW, column, "", format_)
            self._sheet.write_string(GROUP_ROW, column, words, format_)
        year_note = (names.year_note,) if names.year_note else ()
        targets = ("Red", "Amber", "Target\nGreen") if names.targets else ()
        self._group(at.months, names.month_group, (*names.months, *names.years, *year_note))
        self._group(at.targets, names.targets, targets)
        self._group(at.previous, "YR ON YR TREND", names.previous)
        self._group(at.benchmarks, names.benchmark_group, names.benchmarks)

    def _group(self, first: int, words: str, headings: tuple[str, ...]) -> None:
        """Write headings under one that is merged over them."""
        format_ = self._styles.of(HEADING)
        if len(headings) > 1:
            self._sheet.merge_range(GROUP_ROW, first, GROUP_ROW, first + len(headings) - 1, "", format_)
        if headings:
            self._sheet.write_string(GROUP_ROW, first, words, format_)
        for column, heading in enumerate(headings, start=first):
            self._sheet.write_string(HEADING_ROW, column, heading, format_)

    def _row(self, place: int, row: WorkbookRow) -> None:
        at, text = self._at, self._text
        self._sheet.set_row(place, _LINE * _lines(row))
        anew = {"bg_color": CHANGED} if row.changed else {}
        text(place, 0, row.number, {**BODY, **anew})
        text(place, NAMES, row.name, {**WORDS, **anew})
        text(place, 2, row.good_is, CENTRED)
        text(place, 3, row.note, WORDS)
        for column, cell in enumerate(row.months, start=at.months):
            self._figure(place, column, cell)
        for column, year in enumerate(row.years, start=at.years):
            self._year(place, column, year)
        if row.year_note:
            text(place, at.year_note, row.year_note, {**WORDS, "indent": 1})
        look = {"num_format": shown_behind(row.travel.word)} if row.arrow != "-" else {}
        text(place, at.travel, row.arrow, {**CENTRED, **look})
        text(place, at.rag, row.rag.word, {**CENTRED, **_rag_look(row)})
        if self._view.headings.targets:
            self._tolerances(place, row)
        for column, cell in enumerate((*row.previous, *row.benchmarks), start=at.previous):
            self._figure(place, column, cell)

    def _text(self, row: int, column: int, words: str, look: dict[str, Any]) -> None:
        """Write words as words, whatever they begin with."""
        format_ = self._styles.of(look, as_words(words))
        if words:
            self._sheet.write_string(row, column, words, format_)
        else:
            self._sheet.write_blank(row, column, None, format_)

    def _figure(self, row: int, column: int, cell: SheetCell) -> None:
        look = {"bg_color": CHANGED} if cell.changed else {}
        if cell.number is None:
            self._text(row, column, cell.text, {**NUMBERS, "text_wrap": True, "font_size": 8, **look})
            return
        format_ = self._styles.of(NUMBERS, look, num_format=cell.number_format)
        self._sheet.write_number(row, column, cell.number, format_)

    def _year(self, row: int, column: int, year: YearCell) -> None:
        """Write a year's figure, as a formula over the months where it comes from them."""
        if year.form is YearForm.TYPED or year.cell.is_blank:
            self._figure(row, column, year.cell)
            return
        first, last = self._at.months, self._at.last_month
        latest = last if year.month < 0 else first + year.month
        formula = f"={xl_rowcol_to_cell(row, latest)}"
        if year.form is YearForm.SUM:
            formula = f"=SUM({xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)})"
        number = year.cell.number
        format_ = self._styles.of(NUMBERS, num_format=year.cell.number_format, text_wrap=number is None)
        self._sheet.write_formula(row, column, formula, format_, number if number is not None else year.cell.text)

    def _tolerances(self, place: int, row: WorkbookRow) -> None:
        column, bands = self._at.targets, row.tolerances
        if bands.instead:
            format_ = self._styles.of(CENTRED)
            self._sheet.merge_range(place, column, place, column + 2, "", format_)
            self._sheet.write_string(place, column, bands.instead, format_)
            return
        for offset, words in enumerate((bands.red, bands.amber, bands.green)):
            self._text(place, column + offset, words, CENTRED)

    def rating_range(self) -> str:
        """Give the cells of the section's ratings, for the summary's formulas."""
        last = FIRST_ROW + len(self._section.rows) - 1
        return str(xl_range_abs(FIRST_ROW, self._at.rag, last, self._at.rag))


def _lines(row: WorkbookRow) -> int:
    """Give how many lines a row needs: merged and formatted cells make no room for themselves."""
    bands = row.tolerances
    beside = max(len(words) for words in (bands.red, bands.amber, bands.green))
    figures = (*row.months, *(year.cell for year in row.years), *row.previous, *row.benchmarks)
    words = max((len(cell.text) for cell in figures), default=0)
    wide = (
        (len(row.name), _NAME_WIDTH),
        (beside, WIDTHS["target"]),
        (len(row.note), WIDTHS["note"]),
        (words, WIDTHS["month"]),
    )
    lines = (math.ceil(letters / (width * _LETTERS_A_UNIT)) for letters, width in wide)
    return max(2, *lines)


def _rag_look(row: WorkbookRow) -> dict[str, Any]:
    shape = RAG_SHAPES.get(row.rag.state)
    return {**RAG_LOOKS[row.rag.state], "bold": True, "num_format": shown_before(shape)} if shape else {}
