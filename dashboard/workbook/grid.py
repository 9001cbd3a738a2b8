"""A workbook as plain values: only the cells that are present, with what a reader of scorecards needs of each."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | float | int | bool | datetime | None

# Excel's yellow and light yellow: the fill by which the scorecard marks a figure changed since the last issue.
YELLOW_FILLS = frozenset({"FFFF00", "FFFF99", "FFFFCC"})
_ERROR_TEXT = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)")
_FORMULA_TAG = re.compile(rb"<f[ >]")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell: what it holds and how it is shown."""

    row: int
    column: int
    value: CellValue
    number_format: str = "General"
    yellow: bool = False
    font: str = ""
    uncalculated: bool = False

    @property
    def name(self) -> str:
        """Give the cell's address, such as F23."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """Give the cell's words with spaces folded; empty for a number or nothing."""
        return fold(self.value) if isinstance(self.value, str) else ""

    @property
    def is_error(self) -> bool:
        """Tell whether the cell shows an Excel error such as #DIV/0!."""
        return isinstance(self.value, str) and bool(_ERROR_TEXT.fullmatch(self.value.strip()))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is printed in the cell."""
        return not self.uncalculated and (self.value is None or (isinstance(self.value, str) and not self.text))


def fold(text: str) -> str:
    """Fold every run of white space, non-breaking spaces and line ends included, to one space."""
    return " ".join(text.replace("\u00a0", " ").split())


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One sheet: its present cells by row and column, and each merged-away cell's anchor."""

    name: str
    visible: bool
    cells: Mapping[tuple[int, int], GridCell]
    anchors: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> GridCell:
        """Give the cell itself; an empty one where nothing is present."""
        return self.cells.get((row, column)) or GridCell(row=row, column=column, value=None)

    def shown(self, row: int, column: int) -> GridCell:
        """Give the cell whose words stand there: the anchor's for a merged-away cell."""
        return self.cell(*self.anchors.get((row, column), (row, column)))

    def is_merged_away(self, row: int, column: int) -> bool:
        """Tell whether the place is covered by a merge that starts elsewhere."""
        return (row, column) in self.anchors

    @cached_property
    def _by_row(self) -> dict[int, list[GridCell]]:
        filled = sorted((place for place, cell in self.cells.items() if not cell.is_empty))
        return {row: [self.cells[place] for place in places] for row, places in groupby(filled, key=itemgetter(0))}

    @property
    def rows(self) -> list[int]:
        """List the rows that hold something, in order."""
        return list(self._by_row)

    def row_cells(self, row: int) -> list[GridCell]:
        """List a row's cells that hold something, left to right."""
        return self._by_row.get(row, [])

    @cached_property
    def columns(self) -> list[int]:
        """List the columns that hold something, in order."""
        return sorted({cell.column for cells in self._by_row.values() for cell in cells})


def read_grids(content: bytes, progress: Callable[[str], None] | None = None) -> tuple[Grid, ...]:
    """Read every sheet of a workbook that has passed the guard.

    ``progress`` is told "Reading sheet 3 of 6". Values are those Excel last calculated; a formula that was never
    calculated is marked, for it has none.
    """
    book = load_workbook(io.BytesIO(content), data_only=True)
    formulas = load_workbook(io.BytesIO(content)) if _has_formulas(content) else None
    grids = []
    for position, sheet in enumerate(book.worksheets, start=1):
        if progress:
            progress(f"Reading sheet {position} of {len(book.worksheets)}")
        grids.append(_read_grid(sheet, formulas))
    return tuple(grids)


def _has_formulas(content: bytes) -> bool:
    with ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(_FORMULA_TAG.search(package.read(name)) for name in sheets)


def _read_grid(sheet: Worksheet, formulas: Workbook | None) -> Grid:
    # The dictionary of present cells, not the extent: one coloured cell at XFD1048576 must not make 17 billion.
    present = sheet._cells
    formula_sheet = formulas[sheet.title] if formulas else None
    cells = {
        place: _read_cell(cell, formula_sheet)
        for place, cell in present.items()
        if not isinstance(cell, MergedCell) and (cell.value is not None or formula_sheet is not None)
    }
    return Grid(
        name=sheet.title,
        visible=sheet.sheet_state == "visible",
        cells={place: cell for place, cell in cells.items() if cell.value is not None or cell.uncalculated},
        anchors=_anchors(sheet),
    )


def _read_cell(cell: OpenpyxlCell, formula_sheet: Worksheet | None) -> GridCell:
    value = cell.value
    uncalculated = value is None and formula_sheet is not None and _is_formula(formula_sheet, cell)
    return GridCell(
        row=cell.row,
        column=cell.column,
        value=value
        if isinstance(value, str | float | int | bool | datetime)
        else (None if value is None else str(value)),
        number_format=cell.number_format or "General",
        yellow=_is_yellow(cell),
        font=(cell.font.name or "") if cell.font is not None else "",
        uncalculated=uncalculated,
    )


def _is_yellow(cell: OpenpyxlCell) -> bool:
    if cell.fill is None or cell.fill.fill_type != "solid":
        return False
    color = cell.fill.fgColor
    # Older templates name a colour by its place in Excel's palette; the two digits in front are only its opacity.
    rgb = COLOR_INDEX[color.indexed] if color.type == "indexed" and color.indexed < len(COLOR_INDEX) else color.rgb
    return isinstance(rgb, str) and rgb[-6:].upper() in YELLOW_FILLS


def _is_formula(sheet: Worksheet, cell: OpenpyxlCell) -> bool:
    found = sheet._cells.get((cell.row, cell.column))
    return found is not None and found.data_type == "f"


def _anchors(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    anchors = {}
    for merged in sheet.merged_cells.ranges:
        anchor = (merged.min_row, merged.min_col)
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, merged.max_col + 1):
                if (row, column) != anchor:
                    anchors[row, column] = anchor
    return anchors
