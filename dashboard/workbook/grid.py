"""A workbook as plain values: only the cells that are present, with what a reader of scorecards needs of each.

Nothing of the parser is known here: the grids come from a child process (``parse.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from dashboard.workbook.colours import is_yellow

CellValue = str | float | int | bool | datetime | None
Place = tuple[int, int]
# First row, first column, last row, last column.
Span = tuple[int, int, int, int]

_ERROR_TEXT = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)")
_LETTERS = 26


def column_letters(column: int) -> str:
    """Give a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, last = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + last) + letters
    return letters


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell: what it holds and how it is shown; ``fill`` is a solid fill's six hex digits, empty for none."""

    row: int
    column: int
    value: CellValue
    number_format: str = "General"
    fill: str = ""
    font: str = ""
    uncalculated: bool = False

    @property
    def name(self) -> str:
        """Give the cell's address, such as F23."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def yellow(self) -> bool:
        """Tell whether the cell is filled in a yellow, by which a scorecard marks a figure changed since last issue."""
        return is_yellow(self.fill)

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
    """One sheet: its present cells by row and column, each merged-away cell's anchor, and what of it is hidden."""

    name: str
    visible: bool
    cells: Mapping[Place, GridCell]
    anchors: Mapping[Place, Place] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

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

    @cached_property
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


def anchors_of(spans: Iterable[Span]) -> dict[Place, Place]:
    """Give the anchor, a merge's first cell, of every other place that the merges cover."""
    return {
        (row, column): (first_row, first_column)
        for first_row, first_column, last_row, last_column in spans
        for row in range(first_row, last_row + 1)
        for column in range(first_column, last_column + 1)
        if (row, column) != (first_row, first_column)
    }
