"""A comparison as CSV and as an Excel workbook: the figures as numbers, and all that explains them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.plain_text import as_plain_cell
from dashboard.reports.cells import difference_format, figure_format, number_cell, text_cell
from dashboard.reports.files import fixed_package
from dashboard.views.compare_page.download import CompareDownload, DownloadRow

FIGURES, ABOUT = "Figures", "About"
# Excel shows a CSV file's letters right only where this mark opens it.
BYTE_ORDER_MARK = "\ufeff"
ABOUT_WIDTHS = (22, 110)
# An Office file must bear a date; a download is made anew each time, and the same figures give the same file.
DATED = date(2000, 1, 1)

_Value = str | float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column: its heading, its width in Excel, what it holds, and how a number in it is shown."""

    heading: str
    width: float
    of: Callable[[DownloadRow], _Value]
    format_of: Callable[[CompareDownload, DownloadRow], str] = lambda _download, _row: "0"


def _figure(download: CompareDownload, row: DownloadRow) -> str:
    return figure_format(download.unit, row.decimals)


def _difference(_download: CompareDownload, row: DownloadRow) -> str:
    return difference_format(row.decimals)


def _count(_download: CompareDownload, _row: DownloadRow) -> str:
    return "#,##0"


_COLUMNS = (
    _Column(heading="Year", width=14, of=lambda row: row.year),
    _Column(heading="Rank (1 is best)", width=9, of=lambda row: row.rank),
    _Column(heading="Authority or area", width=34, of=lambda row: row.area),
    _Column(heading="Code", width=12, of=lambda row: row.code),
    _Column(heading="Figure", width=10, of=lambda row: row.value, format_of=_figure),
    _Column(heading="Why there is no figure", width=20, of=lambda row: row.no_figure),
    _Column(heading="Numerator", width=12, of=lambda row: row.numerator, format_of=_count),
    _Column(heading="Denominator", width=12, of=lambda row: row.denominator, format_of=_count),
    _Column(heading="Change on the year before", width=12, of=lambda row: row.change, format_of=_difference),
    _Column(heading="Ours less this figure", width=12, of=lambda row: row.difference, format_of=_difference),
    _Column(heading="Ours beside it", width=12, of=lambda row: row.position),
    _Column(heading="More than chance", width=12, of=lambda row: row.clear),
    _Column(heading="Neighbour (1 is the closest)", width=12, of=lambda row: row.neighbour),
    _Column(heading="Region", width=26, of=lambda row: row.region),
    _Column(heading="Note", width=34, of=lambda row: row.note),
    _Column(heading="Edition", width=9, of=lambda row: row.edition),
)


def compare_csv(download: CompareDownload) -> bytes:
    """Write the facts, an empty line, and the table; UTF-8, and no text that a spreadsheet would run."""
    lines = io.StringIO(newline="")
    lines.write(BYTE_ORDER_MARK)
    writer = csv.writer(lines, lineterminator="\r\n")
    for name, words in download.facts:
        if words:
            writer.writerow([name, as_plain_cell(words)])
    writer.writerow([])
    writer.writerow([column.heading for column in _COLUMNS])
    for row in download.rows:
        writer.writerow([_written(column.of(row)) for column in _COLUMNS])
    return lines.getvalue().encode("utf-8")


def _written(value: _Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return as_plain_cell(value)
    # Written out in full, never as 1.2e+06.
    return format(Decimal(repr(value)).normalize(), "f")


def compare_xlsx(download: CompareDownload) -> bytes:
    """Write a workbook of two sheets: the figures, ready to be sorted and printed, and what explains them."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # a new workbook begins with one sheet of cells
        raise TypeError(type(sheet))
    _write_figures(sheet, download)
    _write_facts(book.create_sheet(ABOUT), download)
    content = io.BytesIO()
    book.save(content)
    return fixed_package(content.getvalue(), DATED)


def _write_figures(sheet: Worksheet, download: CompareDownload) -> None:
    sheet.title = FIGURES
    for place, column in enumerate(_COLUMNS, start=1):
        heading = text_cell(sheet.cell(1, place), column.heading)
        heading.font, heading.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[heading.column_letter].width = column.width
    for line, row in enumerate(download.rows, start=2):
        for place, column in enumerate(_COLUMNS, start=1):
            _write_cell(sheet, line, place, download, row, column)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    _lay_out(sheet, download.title)
    sheet.print_title_rows = "1:1"


def _write_cell(
    sheet: Worksheet, line: int, place: int, download: CompareDownload, row: DownloadRow, column: _Column
) -> None:
    value, cell = column.of(row), sheet.cell(line, place)
    if isinstance(value, str):
        if value:
            text_cell(cell, value)
    elif value is not None:
        number_cell(cell, value, column.format_of(download, row))


def _write_facts(sheet: Worksheet, download: CompareDownload) -> None:
    facts: Sequence[tuple[str, str]] = [("Title", download.title), *(fact for fact in download.facts if fact[1])]
    for line, (name, words) in enumerate(facts, start=1):
        text_cell(sheet.cell(line, 1), name).font = Font(bold=True)
        text_cell(sheet.cell(line, 2), words).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("AB", ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _lay_out(sheet, download.title)


def _lay_out(sheet: Worksheet, title: str) -> None:
    """Print one page wide, with the title above and page numbers beneath."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # An ampersand begins a code in a header.
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_HeaderFooterPart(text=title.replace("&", "&&")))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=_HeaderFooterPart(text="Page &P of &N"))
