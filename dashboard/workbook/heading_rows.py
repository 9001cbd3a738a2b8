"""Find the rows of a sheet that are headings, wherever they stand, and tell headings printed again from a new table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.catalogue.names import name_key
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.columns import HeadingReader, heading_text
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import as_at_month, year_in
from dashboard.workbook.layouts import GROUP_WORDS, MIN_KNOWN_COLUMNS
from dashboard.workbook.mark_words import word_key

# Header blocks have two or three rows; more than this is not a heading.
MAX_HEADING_ROWS = 5
# A group heading is a few words; a longer text over the headings is a title or a note.
_MAX_GROUP_LENGTH = 60
# So many filled rows at a sheet's top and above a table may hold its titles.
_TITLE_ROWS = 50
_CONTINUED = re.compile(r"\bcont(?:inued|'?d|\.)?\b|^page \d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBlock:
    """The rows of one heading; ``anchor`` is the one with the heading of the measures' names."""

    first: int
    anchor: int
    end: int
    name_column: int

    @property
    def rows(self) -> range:
        """List its rows."""
        return range(self.first, self.end + 1)


def find_heading_blocks(grid: Grid, reader: HeadingReader) -> list[HeadingBlock]:
    """Find every heading of a sheet, from the top; rows that belong to one start no other."""
    blocks: list[HeadingBlock] = []
    for row in grid.rows:
        if (not blocks or row > blocks[-1].end) and _is_heading_row(grid, row, reader):
            blocks.append(_block(grid, row, reader))
    return blocks


def is_name_heading(cell: GridCell, reader: HeadingReader) -> bool:
    """Tell whether a cell heads the column of measure names."""
    words = reader.lexicon.heading(cell.text) if cell.text else None
    return words is not None and words.role is ColumnRole.NAME


def known_cells(grid: Grid, row: int, reader: HeadingReader) -> list[GridCell]:
    """List the cells of a row that are headings of columns or of groups of columns."""
    return [
        cell
        for cell in grid.row_cells(row)
        if reader.classify(cell) is not None or (len(cell.text) < _MAX_GROUP_LENGTH and GROUP_WORDS.search(cell.text))
    ]


def _is_heading_row(grid: Grid, row: int, reader: HeadingReader) -> bool:
    cells = grid.row_cells(row)
    numbers = [cell for cell in cells if isinstance(cell.value, int | float)]
    # A row with more figures than headings is a measure's, whatever its name.
    if len(cells) < max(MIN_KNOWN_COLUMNS, 2 * len(numbers) + 1):
        return False
    return any(is_name_heading(cell, reader) for cell in cells) and len(known_cells(grid, row, reader)) >= max(
        MIN_KNOWN_COLUMNS, len(numbers) + 1
    )


def _block(grid: Grid, anchor: int, reader: HeadingReader) -> HeadingBlock:
    name = next(cell for cell in grid.row_cells(anchor) if is_name_heading(cell, reader))
    return HeadingBlock(
        first=_heading_start(grid, anchor, reader),
        anchor=anchor,
        end=_heading_end(grid, anchor, name.column, reader),
        name_column=name.column,
    )


def _heading_start(grid: Grid, anchor: int, reader: HeadingReader) -> int:
    """Take in the rows just above that hold only headings, such as the year over the months."""
    row = anchor
    while row > 1 and anchor - row < MAX_HEADING_ROWS:
        cells = grid.row_cells(row - 1)
        if not cells or not _are_groups(cells, grid, anchor, reader):
            break
        row -= 1
    return row


def _are_groups(cells: list[GridCell], grid: Grid, anchor: int, reader: HeadingReader) -> bool:
    """Tell a row of group headings, of which one or another may say something unknown ("Prior years").

    Such a one is merged over columns that are headed below, or stands over one beside more that are known.
    """
    unknown = [cell for cell in cells if not _stands_over_headings(cell, grid, reader)]
    if not unknown or len(unknown) == len(cells):
        return not unknown
    below = {cell.column for cell in grid.row_cells(anchor) if not is_name_heading(cell, reader)}
    few = len(unknown) * 2 < len(cells)
    return all(_may_be_group(cell) and len(_reach(cell, grid) & below) >= (1 if few else 2) for cell in unknown)


def _may_be_group(cell: GridCell) -> bool:
    """Tell a few words about no month: no figure, no title."""
    return bool(cell.text) and len(cell.text) < _MAX_GROUP_LENGTH and as_at_month(cell.text) is None


def _reach(cell: GridCell, grid: Grid) -> set[int]:
    """Give the columns that a cell stands over."""
    place = (cell.row, cell.column)
    return {cell.column} | {
        column for (row, column), anchor in grid.anchors.items() if anchor == place and row == place[0]
    }


def _stands_over_headings(cell: GridCell, grid: Grid, reader: HeadingReader) -> bool:
    """Tell a group heading, such as the year over the months, from a sheet's title."""
    if as_at_month(cell.text) is not None or len(cell.text) >= _MAX_GROUP_LENGTH:
        return False
    if GROUP_WORDS.search(cell.text):
        return True
    known = reader.classify(cell)
    if known is None or known.role is ColumnRole.NAME:
        return False
    # A month alone over the headings may be the sheet's title; over several columns it is theirs.
    return len(grid.row_cells(cell.row)) > 1 or (cell.row, cell.column) in grid.anchors.values()


def _heading_end(grid: Grid, anchor: int, name_column: int, reader: HeadingReader) -> int:
    """Take in the rows below that are still heading: known words in them, nothing in the name's column."""
    end = anchor
    for below in range(anchor + 1, anchor + MAX_HEADING_ROWS + 1):
        cells = grid.row_cells(below)
        known = [cell for cell in cells if _goes_on(cell, grid.cell(end, cell.column), reader)]
        if not grid.cell(below, name_column).is_empty or len(known) * 2 < len(cells):
            break
        # A blank row is heading only where more heading follows: its group headings were taken out.
        end = below if cells else end
    return end


def _goes_on(cell: GridCell, above: GridCell, reader: HeadingReader) -> bool:
    """Tell a further heading, or the rest of one broken over two cells, from a measure's row."""
    known = reader.classify(cell) or reader.classify(cell, ("target",))
    if known is not None or year_in(cell.text) is not None:
        return True
    joined = f"{heading_text(above)} {cell.text}"
    return bool(cell.text) and bool(above.text) and reader.lexicon.heading(joined) is not None


def repeats(grid: Grid, first: HeadingBlock, other: HeadingBlock, last_row: int) -> bool:
    """Tell headings printed again, as after a page break, from those of a second table.

    They are the same headings over the same columns; what stands right above them is a measure's row or the sheet's
    title again; and none of the measures below (to ``last_row``) was printed above.
    """
    if not _same_headings(grid, first, other) or not _follows_on(grid, first, other):
        return False
    above = set(measure_names(grid, first, range(first.end + 1, other.first)))
    return above.isdisjoint(measure_names(grid, first, range(other.end + 1, last_row + 1)))


def _same_headings(grid: Grid, first: HeadingBlock, other: HeadingBlock) -> bool:
    """Compare the words over each column; groups over them may have been left out."""
    said, again = ({(c.column, _key(c)) for row in b.rows for c in grid.row_cells(row)} for b in (first, other))
    leaves = {(c.column, _key(c)) for row in (first.anchor, first.end) for c in grid.row_cells(row)}
    return again <= said and leaves <= again


def _key(cell: GridCell) -> str:
    return word_key(heading_text(cell)) or str(cell.value)


def _follows_on(grid: Grid, first: HeadingBlock, other: HeadingBlock) -> bool:
    above = rows_among(grid, range(first.end + 1, other.first))
    if not above or is_measure_row(grid, first, above[-1]):
        return True
    # A sheet's title stands at its top, a table's right above it.
    before = rows_among(grid, range(first.first))
    titles = {
        word_key(cell.text) for row in before[:_TITLE_ROWS] + before[-_TITLE_ROWS:] for cell in grid.row_cells(row)
    }
    return all(word_key(cell.text) in titles or _CONTINUED.search(cell.text) for cell in grid.row_cells(above[-1]))


def rows_among(grid: Grid, rows: range) -> list[int]:
    """List the rows of a range that hold something, without a look at all the others."""
    return grid.rows[bisect_left(grid.rows, rows.start) : bisect_left(grid.rows, rows.stop)]


def measure_names(grid: Grid, block: HeadingBlock, rows: range) -> Iterator[str]:
    """Give the names of the measures in some rows, as they are compared."""
    for row in rows_among(grid, rows):
        if is_measure_row(grid, block, row):
            yield name_key(grid.cell(row, block.name_column).text)


def is_measure_row(grid: Grid, block: HeadingBlock, row: int) -> bool:
    """Tell a measure's row by its name and something right of it; a sub-heading has its words alone."""
    right = [cell for cell in grid.row_cells(row) if cell.column > block.name_column]
    return bool(grid.cell(row, block.name_column).text) and len(right) > 1
