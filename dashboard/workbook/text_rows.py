"""A workbook's sheets as plain rows of text, for published tables that are read the same from CSV and from Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.guard import WorkbookFile
from dashboard.workbook.parse import parse_workbook

# Published tables are far narrower; a single cell far to the right must not make every row as wide as it.
MOST_COLUMNS = 256

TextRow = Sequence[str]
_EMPTY: TextRow = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSheet:
    """One visible sheet: its name and its rows from row 1 on, each from column A to its last filled cell."""

    name: str
    rows: Sequence[TextRow]


def text_sheets(file: WorkbookFile, progress: Callable[[str], None] | None = None) -> tuple[TextSheet, ...]:
    """Parse a guarded workbook, in a process of its own, into the text of its visible sheets.

    Whole numbers are without decimals (``372.0`` is "372"), days are as 2025-05-01, merged-away cells are blank.

    Raises:
        WorkbookError: when the workbook cannot be parsed.
    """
    return tuple(_as_text(grid) for grid in parse_workbook(file, progress) if grid.visible)


def _as_text(grid: Grid) -> TextSheet:
    last = grid.rows[-1] if grid.rows else 0
    rows = [_EMPTY] * last
    for row in grid.rows:
        rows[row - 1] = _row_text([cell for cell in grid.row_cells(row) if cell.column <= MOST_COLUMNS])
    return TextSheet(name=grid.name, rows=rows)


def _row_text(cells: Sequence[GridCell]) -> TextRow:
    texts = [""] * (cells[-1].column if cells else 0)
    for cell in cells:
        texts[cell.column - 1] = _cell_text(cell)
    return tuple(texts)


def _cell_text(cell: GridCell) -> str:
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell.text if isinstance(value, str) or value is None else str(value)
