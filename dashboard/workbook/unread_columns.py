"""Find the columns that hold figures of measures and are not read, so that each can be named."""

from __future__ import annotations

from dashboard.vocabulary import ColumnRole
from dashboard.workbook.columns import TARGET_ROLES, heading_path, heading_text
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import date_in
from dashboard.workbook.lexicon import Lexicon
from dashboard.workbook.marks import read_rag
from dashboard.workbook.table import Column, UnknownHeading

# What a measure-per-row table reads of a column: its figures, its marks, or what says of what they are.
FIGURE_ROLES = (
    ColumnRole.PERIOD,
    ColumnRole.YEAR_TO_DATE,
    ColumnRole.YEAR_END,
    ColumnRole.YEAR,
    ColumnRole.BENCHMARK,
    ColumnRole.SAME_PERIOD_LAST_YEAR,
)
MARK_ROLES = (ColumnRole.DOT, ColumnRole.RAG)
# Columns in which a number is no figure. A second one of a kind may be the measures' counts ("No." beside "%").
_LABELS = frozenset({ColumnRole.NUMBER, ColumnRole.NAME, ColumnRole.POLARITY, ColumnRole.NOTE})
_OF_A_PERIOD = TARGET_ROLES | frozenset(MARK_ROLES)


def is_figure(cell: GridCell) -> bool:
    """Tell a cell that prints a figure: a number, or a text of digits without a word, such as "45%" or "41/104"."""
    if cell.uncalculated or (isinstance(cell.value, int | float) and not isinstance(cell.value, bool)):
        return True
    text = cell.text
    is_numeric = any(character.isdigit() for character in text) and not any(map(str.isalpha, text))
    return is_numeric and date_in(text) is None


class UnreadColumns:
    """Sorts the columns under one heading by whether their figures are read, and why not.

    ``found`` are all columns as their headings have them, ``kept`` those the table was left with; ``body`` are the rows
    under the headings.
    """

    def __init__(
        self,
        grid: Grid,
        rows: range,
        body: range,
        found: tuple[Column, ...],
        kept: tuple[Column, ...],
        lexicon: Lexicon,
    ) -> None:
        self._grid = grid
        self._rows = rows
        self._lexicon = lexicon
        self._found = {column.index: column for column in found}
        self._kept = {column.index: column for column in kept}
        name = next((column for column in kept if column.role is ColumnRole.NAME), None)
        self._body = [row for row in grid.rows if row in body]
        self._measures = [row for row in self._body if name and not grid.cell(row, name.index).is_empty]

    def unknown(self) -> tuple[UnknownHeading, ...]:
        """List columns with a heading of their own and something under it that no heading words know.

        Benchmark columns that could not be told apart are as good as unknown.
        """
        return tuple(
            self._heading(index)
            for index in self._grid.columns
            if self._is_unknown(index) and self._headings(index) and self._is_filled(index)
        )

    def unread(self) -> tuple[UnknownHeading, ...]:
        """List columns of figures with known words that a table with a measure a row does not read."""
        return tuple(
            self._heading(index)
            for index, column in self._found.items()
            if not self._is_unknown(index) and not self._is_other_mark(index) and self._holds_unread(index, column)
        )

    def other_marks(self) -> tuple[Column, ...]:
        """List the filled targets and marks that gave way to those of the latest period."""
        return tuple(
            column
            for index, column in self._found.items()
            if self._is_other_mark(index) and not self._is_unknown(index) and self._is_filled(index)
        )

    def unheaded(self) -> tuple[str, ...]:
        """Say where the headings should stand of columns that hold figures of measures under none of their own."""
        return tuple(
            self._grid.cell(self._rows.stop - 1, index).name
            for index in self._grid.columns
            if self._is_unknown(index) and not self._headings(index) and any(map(is_figure, self._cells(index)))
        )

    def holds_figures(self, column: Column) -> bool:
        """Tell whether a column has a figure in a measure's row."""
        return any(map(is_figure, self._cells(column.index)))

    def _is_unknown(self, index: int) -> bool:
        column = self._found.get(index)
        return column is None or (column.role is ColumnRole.BENCHMARK and index not in self._kept)

    def _is_other_mark(self, index: int) -> bool:
        column = self._found[index]
        if index in self._kept or column.role not in _OF_A_PERIOD:
            return False
        # A second direction or RAG without a period over it is one that words cannot tell apart; figures are no marks.
        return column.about is not None or not self.holds_figures(column)

    def _holds_unread(self, index: int, column: Column) -> bool:
        role = self._kept[index].role if index in self._kept else None
        if role in _LABELS or self._lexicon.is_ignored(column.heading):
            return False
        figures = [cell for cell in self._cells(index) if is_figure(cell)]
        if role is None or role not in (*FIGURE_ROLES, *_OF_A_PERIOD):
            return bool(figures)
        if role not in MARK_ROLES:
            return False
        # A number is no direction, and a rating only by its fill.
        return any(not cell.text and read_rag(cell, self._lexicon) is None for cell in figures)

    def _headings(self, index: int) -> list[GridCell]:
        cells = (self._grid.cell(row, index) for row in self._rows)
        return [cell for cell in cells if not cell.is_empty]

    def _heading(self, index: int) -> UnknownHeading:
        # A heading merged down from above the heading rows has no cell of its own in them.
        path = heading_path(self._grid, self._rows, index)[-1:]
        return UnknownHeading(cell=(self._headings(index) or path)[-1].name, text=" ".join(map(heading_text, path)))

    def _cells(self, index: int) -> list[GridCell]:
        return [self._grid.cell(row, index) for row in self._measures]

    def _is_filled(self, index: int) -> bool:
        return any(
            not self._grid.cell(row, index).is_empty and not self._grid.is_merged_away(row, index) for row in self._body
        )
