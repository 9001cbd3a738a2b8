"""Recognise a sheet's table by the words of its headings, wherever they stand, with the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.periods import Period
from dashboard.vocabulary import AreaRole, ColumnRole
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import as_at_month, month_of, quarter_of, year_in
from dashboard.workbook.layouts import (
    BENCHMARK_GROUP,
    GROUP_WORDS,
    MIN_KNOWN_COLUMNS,
    TARGET_GROUP,
    heading_words,
)

# Header blocks have two or three rows; more than this is not a heading.
MAX_HEADING_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One recognised column: its role, the period or area its heading names, and the heading's words and cell."""

    index: int
    role: ColumnRole
    heading: str
    cell: str
    period: Period | None = None
    area: AreaRole | None = None

    def lacks_year(self, as_at: Period) -> bool:
        """Tell a year column that cannot be placed: no year, one that cannot be read, or a year to date of another.

        A year-to-date or year-end heading without any figure in it is about the as-at month's own year.
        """
        if self.role is ColumnRole.YEAR_TO_DATE and self.period not in (None, as_at.financial_year):
            return True
        if self.role in (ColumnRole.YEAR_TO_DATE, ColumnRole.YEAR_END) and self.period is None:
            return any(character.isdigit() for character in self.heading)
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A measure-per-row table: heading rows, recognised columns, section name, and its last row.

    ``unknown`` are the heading cells of filled columns whose heading is not known.
    """

    sheet: str
    first_row: int
    heading_end: int
    last_row: int
    columns: tuple[Column, ...]
    section: str
    unknown: tuple[str, ...] = ()

    def column(self, role: ColumnRole) -> Column | None:
        """Find the first column with a role."""
        return next((column for column in self.columns if column.role is role), None)

    def columns_of(self, *roles: ColumnRole) -> tuple[Column, ...]:
        """List the columns with any of the roles, left to right."""
        return tuple(column for column in self.columns if column.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMatch:
    """What one sheet was recognised as: a table, the front sheet, or why neither.

    ``second_table_row`` is where a further table starts.
    """

    sheet: str
    table: Table | None
    evidence: str
    second_table_row: int | None = None
    is_front: bool = False


def recognise_sheet(grid: Grid, as_at: Period | None) -> SheetMatch:
    """Look for a measure-per-row table; never guess: without its headings the sheet is unrecognised.

    ``as_at`` gives a year to month headings that print none.
    """
    anchors = [row for row in grid.rows if _is_heading_row(grid, row)]
    if not anchors:
        return SheetMatch(sheet=grid.name, table=None, evidence=_what_is_lacking(grid))
    end_of_first = _heading_end(grid, anchors[0])
    further = [row for row in anchors if row > end_of_first]
    table = _build_table(grid, anchors[0], (further[0] - 1) if further else max(grid.rows), as_at)
    if table.column(ColumnRole.NAME) is None:
        evidence = "Another heading covers the column of the measures' names."
        return SheetMatch(sheet=grid.name, table=None, evidence=evidence)
    if not table.columns_of(ColumnRole.PERIOD):
        return SheetMatch(sheet=grid.name, table=None, evidence="Its heading row has no month or quarter column.")
    return SheetMatch(
        sheet=grid.name, table=table, evidence=_evidence(table), second_table_row=further[0] if further else None
    )


def is_name_heading(cell: GridCell) -> bool:
    """Tell whether a cell heads the column of measure names."""
    words = heading_words(cell.text, ()) if cell.text else None
    return words is not None and words.role is ColumnRole.NAME


def nearest_heading(grid: Grid) -> GridCell | None:
    """Find the first heading of a row that has several, in a sheet that is no table."""
    for row in grid.rows:
        known = [cell for cell in grid.row_cells(row) if _classify(cell, (), None) is not None]
        if len(known) >= MIN_KNOWN_COLUMNS:
            return known[0]
    return None


def _is_heading_row(grid: Grid, row: int) -> bool:
    cells = grid.row_cells(row)
    if not any(is_name_heading(cell) for cell in cells):
        return False
    known = [cell for cell in cells if _classify(cell, (), None) is not None or GROUP_WORDS.search(cell.text)]
    return len(known) >= MIN_KNOWN_COLUMNS


def _build_table(grid: Grid, anchor: int, last_row: int, as_at: Period | None) -> Table:
    first, end = _heading_start(grid, anchor), _heading_end(grid, anchor)
    columns = tuple(
        column for index in grid.columns if (column := _recognise_column(grid, range(first, end + 1), index, as_at))
    )
    name = next((column for column in columns if column.role is ColumnRole.NAME), None)
    section = (name.heading.partition("-")[2].strip() if name else "") or grid.name
    return Table(
        sheet=grid.name,
        first_row=first,
        heading_end=end,
        last_row=last_row,
        columns=_with_shared_years(_without_repeated_keys(columns), _group_years(grid, range(first, end + 1))),
        section=section,
        unknown=_unknown_columns(grid, range(first, end + 1), last_row, {column.index for column in columns}),
    )


def _unknown_columns(grid: Grid, rows: range, last_row: int, known: set[int]) -> tuple[str, ...]:
    """Find columns with a heading of their own and something under it that no heading words know."""
    found = []
    for index in grid.columns:
        headings = [grid.cell(row, index) for row in rows if not grid.cell(row, index).is_empty]
        filled = any(
            not grid.cell(row, index).is_empty and not grid.is_merged_away(row, index)
            for row in grid.rows
            if rows.stop <= row <= last_row
        )
        if index not in known and headings and filled:
            found.append(headings[-1].name)
    return tuple(found)


def _heading_start(grid: Grid, anchor: int) -> int:
    """Take in the rows just above that hold only group headings, such as the year over the months."""
    row = anchor
    while row > 1 and anchor - row < MAX_HEADING_ROWS:
        cells = grid.row_cells(row - 1)
        groups = [cell for cell in cells if _is_group_heading(cell)]
        if not cells or len(groups) < len(cells):
            break
        row -= 1
    return row


def _heading_end(grid: Grid, anchor: int) -> int:
    """Take in the rows below that are still heading: known words in them, nothing in the name's column."""
    name = next(cell for cell in grid.row_cells(anchor) if is_name_heading(cell))
    end = anchor
    for below in range(anchor + 1, anchor + MAX_HEADING_ROWS + 1):
        cells = grid.row_cells(below)
        known = [cell for cell in cells if _classify(cell, ("target",), None) is not None or _is_year_group(cell)]
        if not grid.cell(below, name.column).is_empty or len(known) * 2 < len(cells):
            break
        # A blank row is heading only where more heading follows: its group headings were taken out.
        end = below if cells else end
    return end


def _is_group_heading(cell: GridCell) -> bool:
    """Tell a group heading, such as the year over the months, from a sheet's title."""
    return bool(GROUP_WORDS.search(cell.text)) and len(cell.text) < 60 and as_at_month(cell.text) is None


def _is_year_group(cell: GridCell) -> bool:
    return year_in(cell.text) is not None


def _recognise_column(grid: Grid, rows: range, index: int, as_at: Period | None) -> Column | None:
    """Classify a column by its lowest heading, the ones above it as groups."""
    path: list[GridCell] = []
    for row in rows:
        shown = grid.shown(row, index)
        if not shown.is_empty and (not path or path[-1] != shown):
            path.append(shown)
    if not path:
        return None
    leaf, groups = path[-1], tuple(cell.text for cell in path[:-1])
    if leaf.column != index:
        # Only a group heading reaches over this column: it is a spacer, not a column of the table.
        return None
    found = _classify(leaf, groups, as_at)
    if found is None and _speaks_of_targets(grid, rows):
        # "Amber" moved away from under its target heading is still a tolerance.
        found = _classify(leaf, (*groups, "target"), as_at)
    return found


def _speaks_of_targets(grid: Grid, rows: range) -> bool:
    return any(TARGET_GROUP.search(cell.text) for row in rows for cell in grid.row_cells(row))


def _classify(leaf: GridCell, groups: tuple[str, ...], as_at: Period | None) -> Column | None:
    above = " ".join(groups)
    group_year = year_in(above) or (as_at.financial_year if as_at else None)

    def column(role: ColumnRole, period: Period | None = None, area: AreaRole | None = None) -> Column:
        return Column(index=leaf.column, role=role, heading=leaf.text, cell=leaf.name, period=period, area=area)

    if (words := heading_words(leaf.text, groups)) is not None:
        return column(words.role, _year_for(words.role, leaf.text, above), words.area)
    if (period := month_of(leaf.value, group_year) or quarter_of(leaf.text, group_year)) is not None:
        return column(ColumnRole.PERIOD, period)
    if (year := year_in(leaf.text)) is not None and len(leaf.text) <= len("Financial year 2018/2019"):
        return column(ColumnRole.YEAR, year)
    return None


def _year_for(role: ColumnRole, leaf: str, above: str) -> Period | None:
    """Give the year that a heading or the right kind of group above it prints for the column."""
    if own := year_in(leaf):
        return own
    if role is ColumnRole.BENCHMARK:
        return year_in(above) if BENCHMARK_GROUP.search(above) else None
    if role in _TARGET_ROLES:
        return year_in(above) if TARGET_GROUP.search(above) else None
    # A heading with figures of its own that are no year ("Year End (2018)") is not the group's year.
    is_year = role in (ColumnRole.YEAR_TO_DATE, ColumnRole.YEAR_END)
    return year_in(above) if is_year and not any(character.isdigit() for character in leaf) else None


_TARGET_ROLES = frozenset({ColumnRole.TARGET, ColumnRole.TARGET_RED, ColumnRole.TARGET_AMBER, ColumnRole.TARGET_GREEN})


def _group_years(grid: Grid, rows: range) -> dict[ColumnRole, Period]:
    """Find the year of the sheet's one benchmarking heading and of its one target heading.

    Where columns were moved away from under their group heading, that heading still says their year, as long as the
    sheet has only one of its kind.
    """
    found: dict[ColumnRole, Period] = {}
    texts = {cell.text for row in rows for cell in grid.row_cells(row)}
    for role, pattern in ((ColumnRole.BENCHMARK, BENCHMARK_GROUP), (ColumnRole.TARGET, TARGET_GROUP)):
        years = {year for text in texts if pattern.search(text) and (year := year_in(text))}
        if len(years) == 1:
            found[role] = years.pop()
    return found


def _with_shared_years(columns: tuple[Column, ...], years: dict[ColumnRole, Period]) -> tuple[Column, ...]:
    def completed(column: Column) -> Column:
        role = ColumnRole.TARGET if column.role in _TARGET_ROLES else column.role
        if column.period is not None or role not in years:
            return column
        return Column(
            index=column.index,
            role=column.role,
            heading=column.heading,
            cell=column.cell,
            period=years[role],
            area=column.area,
        )

    return tuple(completed(column) for column in columns)


_SINGLE_ROLES = frozenset({ColumnRole.NUMBER, ColumnRole.NAME, ColumnRole.POLARITY, ColumnRole.DOT, ColumnRole.RAG})


# Where a sheet has several RAG or direction columns, the one about the latest month or quarter is meant.
_LATEST_WORDS = re.compile(r"month|quarter|\bq[1-4]\b", re.IGNORECASE)


def _without_repeated_keys(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Keep one of each column there can be only one of: the one about the latest month, else the first."""
    chosen: dict[ColumnRole, Column] = {}
    for column in columns:
        best = chosen.setdefault(column.role, column)
        if _LATEST_WORDS.search(column.heading) and not _LATEST_WORDS.search(best.heading):
            chosen[column.role] = column
    return tuple(c for c in columns if c.role not in _SINGLE_ROLES or chosen[c.role] is c)


def _evidence(table: Table) -> str:
    periods = table.columns_of(ColumnRole.PERIOD)
    first, last = min(_starts(periods)), max(_starts(periods))
    return (
        f"Headings in row{'s' if table.heading_end > table.first_row else ''} {table.first_row}"
        f"{f' to {table.heading_end}' if table.heading_end > table.first_row else ''}: {len(table.columns)} columns, "
        f"{len(periods)} of them {first[1]} to {last[1]}."
    )


def _starts(periods: tuple[Column, ...]) -> list[tuple[object, str]]:
    return [(column.period.start, column.period.short_words) for column in periods if column.period]


def _what_is_lacking(grid: Grid) -> str:
    named = any(is_name_heading(cell) for cell in grid.cells.values())
    if named:
        return f"The measures' names have a heading, but fewer than {MIN_KNOWN_COLUMNS} other headings are known."
    return "No heading for the measures' names (such as INDICATORS or Performance Measure) was found."
