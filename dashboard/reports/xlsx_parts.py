"""What workbooks are made of: one set of styles, headings that repeat in print, text that no spreadsheet runs."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import TracebackType
from typing import Self

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.charts.tokens import LIGHT
from dashboard.plain_text import as_plain_cell
from dashboard.reports.files import fixed_package
from dashboard.reports.printable import printable
from dashboard.reports.status_marks import rag_mark
from dashboard.views.paper_head import PaperHead
from dashboard.views.parts import RagChip

# One property of a cell's format, as XlsxWriter names them.
Property = str | float | bool

A4 = 9  # Excel's number for the paper size
FONT = "Arial"
BODY_POINTS, HEADING_POINTS, TITLE_POINTS = 11, 12, 16
# How a heading within a sheet is written.
HEADING: Mapping[str, Property] = {"bold": True, "font_size": HEADING_POINTS}
_EXCEL_NAME_LENGTH = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
# Points of a line of our letters, and letters of prose that a unit of a column's width holds.
LINE_POINTS, LETTERS_A_UNIT = 15, 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading and width; ``is_number`` sets it to the right."""

    heading: str
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number to write with its format; the words stand in its place where there is none."""

    value: float | None
    words: str
    number_format: str = "General"


Cell = str | Number | RagChip | None


class Book:
    """A workbook being written; the same content gives the same bytes."""

    def __init__(self, *, title: str, author: str, day: date) -> None:
        self._stream = io.BytesIO()
        self._day = day
        self._book = Workbook(self._stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        moment = datetime.combine(day, time(), UTC)
        self._book.set_properties({"title": title, "author": author, "created": moment, "language": "en-GB"})
        self._formats: dict[tuple[tuple[str, Property], ...], Format] = {}

    def __enter__(self) -> Self:
        """Give the book itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the workbook, whose bytes are then ready."""
        self._book.close()

    @property
    def content(self) -> bytes:
        """Give the workbook's bytes, once it is closed."""
        return fixed_package(self._stream.getvalue(), self._day)

    def sheet(self, name: str, *, landscape: bool = True) -> Worksheet:
        """Add a sheet fit for A4 paper, one page wide, with its name and the page's number at the foot."""
        sheet = self._book.add_worksheet(_NO_NAME.sub(" ", name)[:_EXCEL_NAME_LENGTH])
        sheet.set_paper(A4)
        (sheet.set_landscape if landscape else sheet.set_portrait)()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.hide_gridlines(2)
        return sheet

    def style(self, **properties: Property) -> Format:
        """Give a format in our letters, made once for the same properties."""
        given = {"font_name": FONT, "font_size": BODY_POINTS, "valign": "top", **properties}
        key = tuple(sorted(given.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(given)
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, words: str, **properties: Property) -> None:
        """Write a text as text, whatever it begins with: it is shown as it stands and never run."""
        clean = printable(words)
        if not clean:
            sheet.write_blank(row, column, None, self.style(**properties))
            return
        # Excel's own mark for a text that looks like a formula; without it, editing the cell would run it.
        mark = {"quote_prefix": True} if as_plain_cell(clean) != clean else {}
        sheet.write_string(row, column, clean, self.style(**properties, **mark))

    def cell(self, sheet: Worksheet, row: int, column: int, content: Cell, **properties: Property) -> None:
        """Write one cell: a text, a number with its format, or a rating with its shape, word and colours."""
        ruled: dict[str, Property] = {"bottom": 1, "bottom_color": LIGHT.rule, **properties}
        if isinstance(content, RagChip):
            mark = rag_mark(content)
            if content.state.is_rated:
                ruled |= {"bold": True, "font_color": mark.colour, "bg_color": mark.ground}
            self.text(sheet, row, column, mark.words, text_wrap=True, **ruled)
        elif isinstance(content, Number):
            self._number(sheet, row, column, content, ruled)
        else:
            self.text(sheet, row, column, content or "", text_wrap=True, **ruled)

    def _number(self, sheet: Worksheet, row: int, column: int, content: Number, ruled: Mapping[str, Property]) -> None:
        if content.value is None:
            self.text(sheet, row, column, content.words, text_wrap=True, align="right", indent=1, **ruled)
        else:
            style = self.style(num_format=content.number_format, align="right", indent=1, **ruled)
            sheet.write_number(row, column, content.value, style)

    def head(self, sheet: Worksheet, head: PaperHead, *, row: int = 0) -> int:
        """Write a paper's head; give the row after it."""
        self.text(sheet, row, 0, head.name, bold=True, font_size=TITLE_POINTS)
        sheet.set_row(row, TITLE_POINTS * 1.5)
        for name, said in head.lines:
            row += 1
            self.text(sheet, row, 0, f"{name}: {said}")
        if head.demonstration:
            row += 1
            self.text(sheet, row, 0, head.demonstration, italic=True)
        return row + 2

    def table(
        self,
        sheet: Worksheet,
        row: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        is_main: bool = True,
    ) -> int:
        """Write a table; give the row after it.

        The ``is_main`` table of a sheet has filters, and its heading is frozen and repeated on every printed page.
        """
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            side: dict[str, Property] = {"align": "right", "indent": 1} if column.is_number else {"align": "left"}
            self.text(sheet, row, place, column.heading, bold=True, text_wrap=True, valign="bottom", **side,
                      bottom=2, bg_color=LIGHT.panel)  # fmt: skip
        sheet.set_row(row, LINE_POINTS * max(_lines(one.heading, one.width * 0.9) for one in columns))
        for down, cells in enumerate(rows, start=1):
            for place, content in enumerate(cells):
                self.cell(sheet, row + down, place, content)
            sheet.set_row(row + down, LINE_POINTS * _height(cells, columns))
        if is_main and rows:
            sheet.autofilter(row, 0, row + len(rows), len(columns) - 1)
            sheet.freeze_panes(row + 1, 0)
            sheet.repeat_rows(row)
        return row + len(rows) + 2

    def lines(
        self, sheet: Worksheet, row: int, lines: Sequence[str], widths: Sequence[float], **properties: Property
    ) -> int:
        """Write sentences one under another across the columns of a sheet, each as high as it needs; give the next row.

        The columns are those of ``widths``, which are set.
        """
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for line in lines:
            if len(widths) > 1:
                sheet.merge_range(row, 0, row, len(widths) - 1, "", self.style(text_wrap=True, **properties))
            self.text(sheet, row, 0, line, text_wrap=True, **properties)
            sheet.set_row(row, LINE_POINTS * _lines(line, sum(widths)))
            row += 1
        return row

    def pairs(self, sheet: Worksheet, row: int, pairs: Sequence[tuple[str, str]], widths: tuple[float, float]) -> int:
        """Write names, each with the words that belong to it in the next column; give the next row."""
        for name, words in pairs:
            self.cell(sheet, row, 0, name, bold=True)
            self.cell(sheet, row, 1, words)
            sheet.set_row(row, LINE_POINTS * max(_lines(name, widths[0] * 0.9), _lines(words, widths[1])))
            row += 1
        return row


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """Count the lines of a row's tallest cell: no spreadsheet sizes rows of a file it has not opened."""
    return max(_lines(_words(one), column.width) for one, column in zip(cells, columns, strict=True))


def _words(content: Cell) -> str:
    if isinstance(content, RagChip):
        return rag_mark(content).words
    return content.words if isinstance(content, Number) else content or ""


def _lines(words: str, width: float) -> int:
    """Count the lines a text takes, broken between words."""
    room, count = max(width * LETTERS_A_UNIT, 1), 0
    for paragraph in words.split("\n") or [""]:
        used = 0.0
        count += 1
        for word in paragraph.split():
            if used and used + 1 + len(word) > room:
                count, used = count + 1, 0.0
            used += len(word) + (1 if used else 0)
    return count
