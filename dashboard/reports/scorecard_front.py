"""Write the front sheet of the scorecard workbook, and its summary: ratings counted by formula, and what stands out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from dashboard.charts.marks import RAG_SHAPES
from dashboard.charts.tokens import LIGHT
from dashboard.reports.scorecard_marks import follow_rating
from dashboard.reports.scorecard_places import FIRST_ROW, places_of, print_on_a4, quoted
from dashboard.reports.scorecard_styles import (
    HEADING,
    LEFT,
    LINK,
    QUIET,
    RAG_LOOKS,
    TITLE,
    ExactSheet,
    Styles,
    as_words,
    shown_before,
)
from dashboard.views.workbook.view import SheetCell, WorkbookRow, WorkbookView
from dashboard.vocabulary import Rag

_WIDE, _LETTERS, _LINE = 110, 130, 13.5
# Letters of a line over the four columns that the sentences are merged over, and over all eight.
_STANDING_LETTERS, _LINE_LETTERS = 88, 150
RATINGS_CAPTION = "Ratings of the latest figures, counted from the sheets: they follow when a rating is changed there"
RATINGS_KEY = (
    "Green is on target, amber within tolerance and red off target, as the tolerances of each sheet say; the other "
    "columns are of measures that are not rated."
)
NOTHING = "Nothing is off target and nothing stands out."


def write_front(sheet: ExactSheet, view: WorkbookView, styles: Styles) -> None:
    """Write whose report it is, as at when, which issue, and the notes."""
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, _WIDE)
    # The first column is a margin: who hears the sheet begins where its words do.
    sheet.set_selection(0, 1, 0, 1)
    print_on_a4(sheet, view)
    _say(sheet, (0, 1), view.head.council, styles, font_color=LIGHT.secondary)
    _say(sheet, (1, 1), view.title, styles, **TITLE)
    _say(sheet, (2, 1), view.as_at or view.empty, styles, bold=True, font_size=12)
    if view.head.demonstration:
        _say(sheet, (4, 1), view.head.demonstration, styles, italic=True)
    if view.empty:
        return
    _say(sheet, (6, 1), "Document Details", styles, bold=True)
    row = _pairs(sheet, 7, (("Status", view.issue),), styles)
    _say(sheet, (row, 1), "Date Issued", styles, **LEFT)
    issued = datetime.fromisoformat(view.issued_on)
    sheet.write_datetime(row, 2, issued, styles.of(LEFT, num_format="d mmmm yyyy"))
    row = _pairs(sheet, row + 1, view.details, styles)
    _say(sheet, (row + 1, 1), "Notes", styles, bold=True)
    row = _pairs(sheet, row + 2, view.notes, styles)
    _say(sheet, (row + 1, 1), "Sheets", styles, bold=True)
    for place, section in enumerate(view.sheets, start=row + 2):
        sheet.write_url(
            place, 1, f"internal:{quoted(section.name)}!A1", styles.of(LINK), string=f"Sheet {place - row - 1}"
        )
        _say(sheet, (place, 2), section.section, styles, **LEFT)


def _say(sheet: ExactSheet, place: tuple[int, int], words: str, styles: Styles, **look: Any) -> None:  # noqa: ANN401 - the library's own properties
    """Write words that stay words when their cell is edited, whatever they begin with."""
    sheet.write_string(*place, words, styles.of(look, as_words(words)))


def _pairs(sheet: ExactSheet, row: int, pairs: Sequence[tuple[str, str]], styles: Styles) -> int:
    """Write names with what is said of each, one a row; give the row after them."""
    for place, (name, said) in enumerate(pairs, start=row):
        _say(sheet, (place, 1), name, styles, **LEFT)
        _say(sheet, (place, 2), said, styles, **LEFT)
        sheet.set_row(place, _LINE * (1 + len(said) // _LETTERS))
    return row + len(pairs)


class SummaryWriter:
    """Writes the summary: no row of it has the headings of a scorecard, so that no loader takes it for one."""

    def __init__(self, sheet: ExactSheet, view: WorkbookView, styles: Styles, ratings: Sequence[str]) -> None:
        self._sheet = sheet
        self._view = view
        self._styles = styles
        self._ratings = ratings
        self._at = places_of(view.headings)

    def write(self) -> None:
        """Write all of it."""
        sheet, view = self._sheet, self._view
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 7, 15)
        print_on_a4(sheet, view)
        sheet.write_string(0, 0, f"{view.head.title}: summary", self._styles.of(TITLE))
        sheet.write_string(1, 0, view.as_at, self._styles.of(bold=True))
        if view.head.demonstration:
            sheet.write_string(2, 0, view.head.demonstration, self._styles.of(italic=True))
        row = self._counts(4)
        for words in view.summary:
            row = self._line(row, words)
        self._standing_out(row + 1)

    def _line(self, row: int, words: str) -> int:
        self._sheet.merge_range(row, 0, row, 7, "", self._styles.of(LEFT))
        self._sheet.write_string(row, 0, words, self._styles.of(LEFT))
        self._sheet.set_row(row, _LINE * (1 + len(words) // _LINE_LETTERS))
        return row + 1

    def _counts(self, row: int) -> int:
        """Count the ratings of each section; give the row after them."""
        sheet, styles, view = self._sheet, self._styles, self._view
        sheet.write_string(row, 0, RATINGS_CAPTION, styles.of(bold=True))
        headings = ("Section", *(heading for heading, _ in view.rag_words), "All")
        for column, heading in enumerate(headings):
            sheet.write_string(row + 1, column, heading, styles.of(HEADING))
        first = row + 2
        for place, section in enumerate(view.sheets, start=first):
            link = f"internal:{quoted(section.name)}!A1"
            sheet.write_url(place, 0, link, styles.of(LINK), string=section.section)
            words = [one.rag.word for one in section.rows]
            counts = [words.count(word) for _, word in view.rag_words]
            source = f"{quoted(section.name)}!{self._ratings[place - first]}"
            for column, ((_, word), count) in enumerate(zip(view.rag_words, counts, strict=True), start=1):
                sheet.write_formula(place, column, f'=COUNTIF({source},"{word}")', styles.of(num_format="0"), count)
            self._sum(place, len(headings) - 1, xl_range(place, 1, place, len(headings) - 2), sum(counts))
        last = first + len(view.sheets)
        self._totals(first, last)
        return self._line(last + 1, RATINGS_KEY) + 1

    def _totals(self, first: int, last: int) -> None:
        rows = [row for section in self._view.sheets for row in section.rows]
        words = [row.rag.word for row in rows]
        self._sheet.write_string(last, 0, "All sections", self._styles.of(bold=True, top=1))
        for column, (_, word) in enumerate(self._view.rag_words, start=1):
            self._sum(last, column, xl_range(first, column, last - 1, column), words.count(word), bold=True)
        column = len(self._view.rag_words) + 1
        self._sum(last, column, xl_range(first, column, last - 1, column), len(rows), bold=True)

    def _sum(self, row: int, column: int, cells: str, count: int, *, bold: bool = False) -> None:
        look = {"bold": True, "top": 1} if bold else {"bold": True}
        self._sheet.write_formula(row, column, f"=SUM({cells})", self._styles.of(look, num_format="0"), count)

    def _standing_out(self, row: int) -> None:
        """List what is off target or stands out, each with its figure and rating taken from its sheet."""
        sheet, styles = self._sheet, self._styles
        sheet.write_string(row, 0, "What stands out, and what is off target", styles.of(bold=True))
        if not self._view.standing_out:
            sheet.write_string(row + 1, 0, NOTHING, styles.of(LEFT))
            return
        for place, choice in enumerate(self._view.standing_out, start=row + 1):
            section = self._view.sheets[choice.sheet]
            self._stands_out(place, section.name, FIRST_ROW + choice.row, section.rows[choice.row])
        ratings = (row + 1, 6, row + len(self._view.standing_out), 6)
        follow_rating(sheet, styles, ratings)

    def _stands_out(self, place: int, name: str, source: int, row: WorkbookRow) -> None:
        sheet, styles = self._sheet, self._styles
        said = f"{row.name}. {row.signal.title}"
        link = f"internal:{quoted(name)}!{xl_rowcol_to_cell(source, 0)}"
        line = {"top": 1, "top_color": LIGHT.rule}
        sheet.write_url(place, 0, link, styles.of(LINK, line), string=f"{name}: {row.number or source + 1}")
        sheet.merge_range(place, 1, place, 4, "", styles.of(LEFT, line))
        sheet.write_string(place, 1, said, styles.of(LEFT, line, as_words(said)))
        sheet.set_row(place, _LINE * math.ceil(len(said) / _STANDING_LETTERS))
        self._figure(place, name, source, row.months[-1] if row.months else SheetCell())
        rating = f"={quoted(name)}!{xl_rowcol_to_cell(source, self._at.rag, row_abs=True, col_abs=True)}"
        look = {**RAG_LOOKS.get(row.rag.state, {}), **line, "valign": "top", "align": "left", "indent": 1}
        if row.rag.state in RAG_SHAPES:
            look["num_format"] = shown_before(RAG_SHAPES[Rag(row.rag.state)])
        sheet.write_formula(place, 6, rating, styles.of(look), row.rag.word)
        sheet.write_string(place, 7, row.signal.word, styles.of(QUIET, line))

    def _figure(self, place: int, name: str, source: int, cell: SheetCell) -> None:
        if cell.is_blank:
            self._sheet.write_blank(place, 5, None, self._styles.of(top=1, top_color=LIGHT.rule))
            return
        formula = f"={quoted(name)}!{xl_rowcol_to_cell(source, self._at.last_month, row_abs=True, col_abs=True)}"
        format_ = self._styles.of(
            align="right", valign="top", top=1, top_color=LIGHT.rule, num_format=cell.number_format
        )
        held = cell.number if cell.number is not None else cell.text
        self._sheet.write_formula(place, 5, formula, format_, held)
