"""Write the briefing as a workbook: the tables on one sheet, numbers as numbers, every figure's source on another."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.tokens import LIGHT
from dashboard.formatting import UNIT_WORDS, capital
from dashboard.reports.cells import difference_format, figure_format, number_cell, text_cell
from dashboard.reports.files import fixed_package
from dashboard.views.briefing.view import BriefingCell, BriefingDifference, BriefingRow, BriefingTable, BriefingView
from dashboard.vocabulary import Unit

TABLES, SOURCES = "Comparison tables", "Sources"
A4 = 9  # Excel's number for the paper size
NAMES_WIDTH, YEAR_WIDTH, NOTE_WIDTH = 36, 22, 40
SOURCE_COLUMNS = (
    ("Measure", 30), ("Area", 26), ("Year", 10), ("Shown", 20), ("Figure", 10), ("Unit", 10), ("Covers", 24),
    ("Cell", 8), ("Number", 9), ("Source", 64), ("File", 30), ("Sheet", 20), ("Place", 12), ("Edition", 9),
)  # fmt: skip
# Points of Excel's usual letters and of a line of them; bold ones are so much wider.
_LETTER_POINTS, _LINE_POINTS, _BOLD_LETTER = 11, 15.5, 1.12
# Letters of plain prose that a unit of width holds: it is as wide as a figure, most letters are narrower.
_LETTERS_A_UNIT = 1.1

_FONT = "Arial"
_PLAIN, _BOLD, _TITLE = (
    Font(name=_FONT, size=11),
    Font(name=_FONT, size=11, bold=True),
    Font(name=_FONT, size=14, bold=True),
)
_QUIET = Font(name=_FONT, size=11, color=LIGHT.secondary.removeprefix("#"))
_ITALIC = Font(name=_FONT, size=11, italic=True)
_LINK = Font(name=_FONT, size=11, color=LIGHT.link.removeprefix("#"), underline="single")
_OURS = PatternFill("solid", fgColor=LIGHT.panel.removeprefix("#"))
_THICK = Border(bottom=Side("medium", color=LIGHT.text.removeprefix("#")))
_THIN = Border(bottom=Side("thin", color=LIGHT.rule.removeprefix("#")))
_WRAP = Alignment(wrap_text=True, vertical="top")
_NOTE = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")


def briefing_xlsx(view: BriefingView) -> bytes:
    """Give the workbook's bytes; the same view gives the same bytes."""
    book = Workbook()
    tables, sources = book.worksheets[0], book.create_sheet(SOURCES)
    tables.title = TABLES
    placed = _TablesSheet(tables, view).write()
    _write_sources(sources, placed)
    book.properties.title, book.properties.creator = f"{view.council}: {view.title}", view.council
    book.properties.language = "en-GB"
    stream = io.BytesIO()
    book.save(stream)
    return fixed_package(stream.getvalue(), view.data_date)


class _TablesSheet:
    """Writes the tables one under another and remembers at which cell each figure stands."""

    def __init__(self, sheet: Worksheet, view: BriefingView) -> None:
        self._sheet = sheet
        self._view = view
        self._years = max(len(table.columns) for table in view.tables)
        self._last = 2 + self._years
        self._row = 1
        self._placed: list[tuple[BriefingTable, BriefingRow, int, str]] = []

    def write(self) -> Sequence[tuple[BriefingTable, BriefingRow, int, str]]:
        """Write all; give table, row, year's place and cell of every figure."""
        view = self._view
        self._line(f"{view.council}: {view.title}", _TITLE)
        for name, said in view.header:
            self._line(f"{name}: {said}")
        if view.demonstration:
            self._line(view.demonstration, _ITALIC)
        for number, table in enumerate(view.tables, start=1):
            self._row += 1
            self._table(table, number)
        self._row += 1
        for line in (*view.notes, *view.lists, *view.editions, *view.licences):
            self._line(line, _QUIET)
        self._set_up()
        return self._placed

    def _table(self, table: BriefingTable, number: int) -> None:
        self._line(f"Table {number}: {table.caption}", _BOLD)
        self._line(f"{table.meaning} {table.direction}.", _QUIET)
        heading_row = self._row
        self._heading(table)
        for row in table.rows:
            self._figures(table, row, heading_row)
        for sentence in table.sentences:
            self._line(sentence, _BOLD)
        for note in table.notes:
            self._line(note, _QUIET)

    def _heading(self, table: BriefingTable) -> None:
        labels = [f"\n{column.label}" if column.label else "" for column in table.columns]
        words = [f"{column.heading}{label}" for column, label in zip(table.columns, labels, strict=True)]
        if table.difference_heading:
            points = " (points)" if table.unit is Unit.PER_CENT else ""
            words.append(f"{table.difference_heading}{points}")
        for place, heading in enumerate(("Area", *words), start=1):
            cell = text_cell(self._sheet.cell(self._row, place), heading)
            cell.font, cell.border = _BOLD, _THICK
            cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="left" if place == 1 else "right")
        self._sheet.row_dimensions[self._row].height = _LINE_POINTS * (3 if any(labels) else 1.2)
        self._row += 1

    def _figures(self, table: BriefingTable, row: BriefingRow, heading_row: int) -> None:
        text_cell(self._sheet.cell(self._row, 1), row.name)
        marks: list[str] = []
        for place, cell in enumerate(row.cells):
            self._figure(place + 2, cell, figure_format(table.unit, cell.decimals))
            self._placed.append((table, row, place, f"{get_column_letter(place + 2)}{self._row}"))
            label = cell.label if table.marks_in_cells[place] else ""
            marks += _marks(table.columns[place].heading, label, cell.was)
        if row.difference is not None:
            self._figure(len(row.cells) + 2, row.difference, difference_format(row.difference.decimals))
            marks += _marks("Difference", row.difference.label, row.difference.was)
        for place in range(1, len(row.cells) + 2 + (row.difference is not None)):
            cell_ = self._sheet.cell(self._row, place)
            cell_.border, cell_.alignment = _THIN, _WRAP if place == 1 else _RIGHT
            cell_.font = _BOLD if row.is_ours else _PLAIN
            if row.is_ours:
                cell_.fill = _OURS
        if marks:
            self._head_notes(heading_row)
            beside = text_cell(self._sheet.cell(self._row, self._last + 1), "; ".join(marks))
            beside.font, beside.alignment = _QUIET, _NOTE
            self._sheet.row_dimensions[self._row].height = _height("; ".join(marks), NOTE_WIDTH, _QUIET)
        self._row += 1

    def _head_notes(self, heading_row: int) -> None:
        cell = text_cell(self._sheet.cell(heading_row, self._last + 1), "Note")
        cell.font, cell.border, cell.alignment = (
            _BOLD,
            _THICK,
            Alignment(vertical="bottom", horizontal="left", indent=1),
        )

    def _figure(self, column: int, figure: BriefingCell | BriefingDifference, number_format: str) -> None:
        cell = self._sheet.cell(self._row, column)
        if figure.value is None:
            text_cell(cell, figure.text)
        else:
            number_cell(cell, figure.value, number_format)

    def _line(self, words: str, font: Font | None = None) -> None:
        """Write words across the table's width, the row as high as they need."""
        cell = text_cell(self._sheet.cell(self._row, 1), words)
        cell.alignment = _WRAP
        font = font or _PLAIN
        cell.font = font
        self._sheet.merge_cells(start_row=self._row, start_column=1, end_row=self._row, end_column=self._last)
        width = NAMES_WIDTH + YEAR_WIDTH * (self._last - 1)
        self._sheet.row_dimensions[self._row].height = _height(words, width, font)
        self._row += 1

    def _set_up(self) -> None:
        """Set widths, what stays in sight, and A4 one page wide."""
        sheet = self._sheet
        sheet.column_dimensions["A"].width = NAMES_WIDTH
        for place in range(2, self._last + 1):
            sheet.column_dimensions[get_column_letter(place)].width = YEAR_WIDTH
        sheet.column_dimensions[get_column_letter(self._last + 1)].width = NOTE_WIDTH
        sheet.freeze_panes = "B2"
        _print_on_a4(sheet, title=self._view.title, turned=True)


def _height(words: str, width: float, font: Font) -> float:
    """Give the height in points of words in a column: a spreadsheet fits no row to merged cells by itself."""
    size = float(font.size or _LETTER_POINTS) / _LETTER_POINTS
    room = width / (size * (_BOLD_LETTER if font.bold else 1)) * _LETTERS_A_UNIT
    return _LINE_POINTS * size * math.ceil(len(words) / room)


def _marks(where: str, label: str, was: str) -> Iterator[str]:
    if label:
        yield f"{where}: {label}"
    if was:
        yield f"{where} was: {was}"


def _print_on_a4(sheet: Worksheet, *, title: str, turned: bool) -> None:
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if turned else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = title.replace("&", "&&"), "Page &P of &N"
    sheet.HeaderFooter.oddFooter = footer


def _write_sources(sheet: Worksheet, placed: Sequence[tuple[BriefingTable, BriefingRow, int, str]]) -> None:
    """Write one row for each figure of the tables, linked to its cell."""
    for place, (heading, width) in enumerate(SOURCE_COLUMNS, start=1):
        cell = text_cell(sheet.cell(1, place), heading)
        cell.font, cell.border = _BOLD, _THICK
        sheet.column_dimensions[get_column_letter(place)].width = width
    for line, (table, row, place, where) in enumerate(placed, start=2):
        _write_source(sheet, line, table, row, place, where)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(SOURCE_COLUMNS))}{len(placed) + 1}"
    sheet.print_title_rows = "1:1"
    _print_on_a4(sheet, title=SOURCES, turned=True)


def _write_source(sheet: Worksheet, line: int, table: BriefingTable, row: BriefingRow, place: int, where: str) -> None:
    cell, column = row.cells[place], table.columns[place]
    source = cell.source
    covers = capital(cell.label) or column.label
    texts = {
        1: table.title, 2: row.name, 3: column.heading, 4: cell.text, 6: UNIT_WORDS[table.unit], 7: covers, 8: where,
        10: source.words, 11: source.file, 12: source.sheet, 13: source.cell,
    }  # fmt: skip
    for number, words in texts.items():
        written = text_cell(sheet.cell(line, number), words)
        written.alignment, written.font = _WRAP, _PLAIN
    numbers = {
        5: (cell.value, figure_format(table.unit, cell.decimals)),
        9: (source.number, "0"),
        14: (source.edition, "0"),
    }
    for number, (value, number_format) in numbers.items():
        if value is not None:
            written = number_cell(sheet.cell(line, number), value, number_format)
            written.alignment, written.font = _RIGHT, _PLAIN
    widest = dict(SOURCE_COLUMNS)["Source"]
    sheet.row_dimensions[line].height = max(2 * _LINE_POINTS, _height(source.words, widest, _PLAIN))
    sheet.cell(line, 8).hyperlink = Hyperlink(ref=sheet.cell(line, 8).coordinate, location=f"'{TABLES}'!{where}")
    sheet.cell(line, 8).font = _LINK
