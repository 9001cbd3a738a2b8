"""Write the copy of a workbook that is kept in place of a file with words that may not be stored."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.workbook.grid import Grid, GridCell, Place
from dashboard.workbook.sheet_reader import FoundSheet


def write_kept_copy(sheets: Iterable[FoundSheet]) -> bytes:
    """Write the sheets that were read, every cell at its own address.

    Comments, hidden sheets and, beside a table's measures, every column that is not the scorecard's are left out. The
    grids must have been screened: see ``outside_cells.screen_sheets``.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for found in sheets:
        sheet = book.create_sheet(found.grid.name)
        for cell in _kept_cells(found):
            _write(sheet, cell)
        for first, last in _merges(found.grid).items():
            sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])
    if not book.worksheets:
        book.create_sheet()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _kept_cells(found: FoundSheet) -> Iterator[GridCell]:
    table = found.match.table
    own = {column.index for column in table.columns} if table else set()
    for cell in found.grid.cells.values():
        in_table = table is not None and table.first_row <= cell.row <= table.last_row
        if not in_table or cell.column in own:
            yield cell


def _write(sheet: Worksheet, cell: GridCell) -> None:
    written = sheet.cell(cell.row, cell.column)
    if isinstance(cell.value, str):
        # As text whatever it begins with: nothing in the copy is a formula.
        written.value = ILLEGAL_CHARACTERS_RE.sub("", cell.value)
        written.data_type = "s"
    else:
        written.value = cell.value
    written.number_format = cell.number_format
    if cell.font:
        # Wingdings draws letters as arrows.
        written.font = Font(name=cell.font)
    if cell.fill:
        written.fill = PatternFill("solid", fgColor=f"FF{cell.fill}")


def _merges(grid: Grid) -> dict[Place, Place]:
    """Find each merge's last cell by its first."""
    last: dict[Place, Place] = {}
    for place, anchor in grid.anchors.items():
        last[anchor] = max(place, last.get(anchor, anchor))
    return last
