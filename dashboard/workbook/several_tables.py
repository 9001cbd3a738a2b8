"""Find every table of a sheet, one below the other or side by side, and choose the council's own among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dashboard.vocabulary import ColumnRole
from dashboard.workbook.columns import HeadingReader
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.heading_rows import (
    HeadingBlock,
    find_heading_blocks,
    is_measure_row,
    is_name_heading,
    measure_names,
    repeats,
    rows_among,
)
from dashboard.workbook.headings import as_at_month
from dashboard.workbook.parts_of_area import names_makers, names_part, names_whole
from dashboard.workbook.table import Column

# How many lines above its headings may say what a table is about: a title, an as-at line, a remark and the place.
_MAX_LINES = 6
# A place's name is no longer than this; a longer line over a table is a title or a remark.
_MAX_PLACE_LENGTH = 40
_WHOLE, _UNNAMED, _OWN_LINE = range(3)
# Only so many tables are compared with one another; a scorecard's sheet has a few.
_MAX_COMPARED = 40
# Two tables hold the same measures when this much of the smaller one's stand in both.
_MOSTLY = 0.5


@dataclass(frozen=True, kw_only=True)
class FoundTable:
    """One table's place on a sheet: its columns' part of the grid, its headings, and the rows down to the next table.

    ``again`` are rows in which its headings are printed again; ``line`` is the cell above it, or its own heading, that
    names a part of the area.
    """

    grid: Grid
    block: HeadingBlock
    last_row: int
    again: frozenset[int] = frozenset()
    above: int = 0
    line: GridCell | None = None

    @property
    def first_cell(self) -> str:
        """Give the address of its first heading."""
        return self.grid.row_cells(self.block.first)[0].name

    @cached_property
    def names(self) -> frozenset[str]:
        """Give the names of its measures."""
        return frozenset(measure_names(self.grid, self.block, range(self.block.end + 1, self.last_row + 1)))


def find_tables(grid: Grid, reader: HeadingReader) -> list[FoundTable]:
    """Find a sheet's tables, those at the left first, each with the line that makes it a part's."""
    blocks = find_heading_blocks(grid, reader)
    found = [table for part, own in _side_by_side(grid, blocks, reader) for table in _from_the_top(part, own)]
    strict = [replace(table, line=_part_line(table, beside_another=False)) for table in found]
    return [table if table.line is not None else _as_a_teams(table, strict[:_MAX_COMPARED]) for table in strict]


def _as_a_teams(table: FoundTable, tables: list[FoundTable]) -> FoundTable:
    """Take a team's name for a part's where another table holds the same measures."""
    line = _part_line(table, beside_another=True) if len(tables) > 1 else None
    return replace(table, line=line) if line is not None and _has_twin(table, tables) else table


def councils_own(found: list[FoundTable]) -> list[FoundTable]:
    """List the tables that may be the council's, the likeliest first; else the first of the sheet.

    Where a part's is among them, one that says it is the whole council's comes first, then one without a line of its
    own: "Maltby" beside "North locality" may be a part's too, whose name is not known for one. So may "Maltby" alone
    beside a table of the same measures for the borough.
    """
    whole = [table for table in found if table.line is None]
    beside = len(whole) == len(found) and _doubt(found[0]) == _OWN_LINE
    if len(whole) < len(found) or (
        beside and any(says_whole(t) and _same_measures(found[0], t) for t in found[1:_MAX_COMPARED])
    ):
        return sorted(whole, key=_doubt)
    return whole[:1]


def says_whole(table: FoundTable) -> bool:
    """Tell a table under a line that says that it is the whole council's."""
    return table.line is None and any(names_whole(cell.text) for cell in _lines(table))


def _doubt(table: FoundTable) -> int:
    """Rank a table by its nearest line: the whole council's, none or a sheet's title, or words of its own."""
    nearest = next(_lines(table), None)
    if says_whole(table):
        return _WHOLE
    is_title = nearest is None or as_at_month(nearest.text) is not None or len(nearest.text) > _MAX_PLACE_LENGTH
    return _UNNAMED if is_title else _OWN_LINE


def _from_the_top(grid: Grid, blocks: list[HeadingBlock]) -> Iterator[FoundTable]:
    """Give the tables one below the other; headings printed again go on with the same one."""
    first, again, above = 0, set[int](), 0
    for position in range(1, len(blocks) + 1):
        is_last = position == len(blocks)
        if not is_last:
            end = blocks[position + 1].first - 1 if position + 1 < len(blocks) else max(grid.rows)
            if repeats(grid, blocks[first], blocks[position], end):
                again |= set(blocks[position].rows)
                continue
        last_row = max(grid.rows) if is_last else blocks[position].first - 1
        yield FoundTable(grid=grid, block=blocks[first], last_row=last_row, again=frozenset(again), above=above)
        above = _last_measure(grid, blocks[first], last_row)
        first, again = position, set()


def _last_measure(grid: Grid, block: HeadingBlock, last_row: int) -> int:
    rows = reversed(rows_among(grid, range(block.end + 1, last_row + 1)))
    return next((row for row in rows if is_measure_row(grid, block, row)), block.end)


def _lines(table: FoundTable) -> Iterator[GridCell]:
    """List the words above a table, the nearest first: below what stands over it, and on its side of the sheet.

    A row that names several places leads to other sheets or is a key; one that says who made the sheet is about them.
    """
    rows = rows_among(table.grid, range(table.above + 1, table.block.first))
    for row in reversed(rows[-_MAX_LINES:]):
        cells = [cell for cell in table.grid.row_cells(row) if cell.text]
        places = [cell for cell in cells if names_part(cell.text) or names_whole(cell.text)]
        if len(places) < 2 and not names_makers(" ".join(cell.text for cell in cells)):
            yield from cells


def _part_line(table: FoundTable, *, beside_another: bool) -> GridCell | None:
    """Find the nearest line that names a part; one that names the whole council ends the search."""
    heading = table.grid.cell(table.block.anchor, table.block.name_column)
    for cell in (heading, *_lines(table)):
        if names_whole(cell.text):
            return None
        if names_part(cell.text, beside_another=beside_another and cell is not heading):
            return cell
    return None


def _has_twin(table: FoundTable, tables: list[FoundTable]) -> bool:
    return any(_same_measures(table, other) for other in tables if other is not table)


def _same_measures(one: FoundTable, other: FoundTable) -> bool:
    smaller = min(len(one.names), len(other.names))
    return bool(smaller) and len(one.names & other.names) >= _MOSTLY * smaller


def _side_by_side(
    grid: Grid, blocks: list[HeadingBlock], reader: HeadingReader
) -> Iterator[tuple[Grid, list[HeadingBlock]]]:
    """Cut a sheet where a second table stands beside the first: the same months again, under names of its own."""
    cut = next((cut for block in blocks if (cut := _second_starts(grid, block, reader))), None)
    if cut is None:
        yield grid, blocks
        return
    left, right = (_part(grid, is_right=is_right, cut=cut) for is_right in (False, True))
    yield left, find_heading_blocks(left, reader)
    yield from _side_by_side(right, find_heading_blocks(right, reader), reader)


def _part(grid: Grid, *, is_right: bool, cut: int) -> Grid:
    """Give one side of a sheet; a merge across the cut reaches nothing on the other side."""
    cells = {place: cell for place, cell in grid.cells.items() if (place[1] >= cut) is is_right}
    anchors = {at: a for at, a in grid.anchors.items() if (at[1] >= cut) is (a[1] >= cut) is is_right}
    return replace(grid, cells=cells, anchors=anchors)


def _second_starts(grid: Grid, block: HeadingBlock, reader: HeadingReader) -> int | None:
    """Find the first column of a second table under one row of headings.

    The names may be printed a second time for the eye, so a second heading of names alone starts no table: the periods
    must be the first one's again, or the names beside each other differ.
    """
    names = [cell.column for cell in grid.row_cells(block.anchor) if is_name_heading(cell, reader)]
    found = [reader.column(grid, block.rows, index, speaks_of_targets=False) for index in grid.columns]
    periods = [column for column in found if column is not None and column.role is ColumnRole.PERIOD]
    for first, second in pairwise(names):
        left = {column.period for column in periods if first < column.index < second}
        right = {column.period for column in periods if column.index > second}
        if left and right and (left & right or not _same_names(grid, block, first, second)):
            return _numbers_before(second, found)
    return None


def _same_names(grid: Grid, block: HeadingBlock, first: int, second: int) -> bool:
    rows = [row for row in grid.rows if row > block.end and grid.cell(row, second).text]
    return sum(grid.cell(row, first).text == grid.cell(row, second).text for row in rows) > len(rows) * _MOSTLY


def _numbers_before(name: int, columns: list[Column | None]) -> int:
    """Take in the column of numbers right before the second table's names."""
    numbers = {column.index for column in columns if column is not None and column.role is ColumnRole.NUMBER}
    return name - 1 if name - 1 in numbers else name
