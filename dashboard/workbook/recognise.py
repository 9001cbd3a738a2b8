"""Recognise a sheet's table by the words of its headings, wherever they stand, with the evidence."""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.periods import Period
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.chosen_columns import choose_columns
from dashboard.workbook.columns import TARGET_ROLES, HeadingReader, heading_text
from dashboard.workbook.evidence import evidence_of, nearest_headings, what_is_lacking
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.heading_rows import known_cells
from dashboard.workbook.headings import writes_years_dashed, year_in
from dashboard.workbook.layouts import BENCHMARK_GROUP, MIN_KNOWN_COLUMNS, TARGET_GROUP
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.ordered_periods import date_by_order
from dashboard.workbook.parts_of_area import names_part
from dashboard.workbook.several_tables import FoundTable, councils_own, find_tables, says_whole
from dashboard.workbook.table import Column, SheetMatch, Table, UnknownHeading
from dashboard.workbook.unread_columns import UnreadColumns

__all__ = ["Column", "SheetMatch", "Table", "UnknownHeading", "nearest_heading", "recognise_sheet"]

_SECTION = re.compile(r"[^-:]*[-:]\s*(.+)")
NAMES_COVERED = "Another heading covers the column of the measures' names."
NO_PERIOD = "Its heading row has no month or quarter column."
OF_A_PART = "Its table is about a part of the council's area, such as a locality or a team, so it was not read."
IS_A_LIST = "It lists one figure a row, with the period in a column: it is no table with a measure a row."


def recognise_sheet(grid: Grid, as_at: Period | None, lexicon: Lexicon = BUILT_IN) -> SheetMatch:
    """Look for a measure-per-row table; never guess: without its headings the sheet is unrecognised.

    ``as_at`` gives a year to month headings that print none, and its month to those headed "Latest".
    """
    reader = HeadingReader(as_at=as_at, lexicon=lexicon)
    found = find_tables(grid, reader)
    if not found:
        return _unrecognised(grid, reader, what_is_lacking(grid, reader))
    whole = [] if _is_a_parts(grid, found) else councils_own(found)
    if not whole:
        return _of_a_part(grid, found)
    made = [(one, _table(one, reader)) for one in whole]
    one, table = next(((one, table) for one, table in made if not _fault(table)), made[0])
    if fault := _fault(table):
        return _unrecognised(grid, reader, fault, table)
    return SheetMatch(
        sheet=grid.name,
        table=table,
        evidence=evidence_of(table),
        other_tables=tuple(other.first_cell for other in found if other is not one),
        unknown_headings=(*table.unknown, *table.unread),
    )


def _is_a_parts(grid: Grid, found: list[FoundTable]) -> bool:
    """Tell a sheet whose own name is a part's, unless a table of it says that it is the whole council's."""
    return names_part(grid.name) and not any(says_whole(one) for one in found)


def _of_a_part(grid: Grid, found: list[FoundTable]) -> SheetMatch:
    """Leave a part's sheet out, and not merely warn of it.

    Read as the council's its figures would stand in every report, and beside the council's own sheet they would make
    every figure differ from itself. A council's own sheet that is taken for a part's is named, with the cell to change.
    """
    line = next((one.line for one in found if one.line is not None), None)
    return SheetMatch(sheet=grid.name, table=None, evidence=OF_A_PART, part_cell=line.name if line else "A1")


def nearest_heading(grid: Grid, lexicon: Lexicon = BUILT_IN) -> GridCell | None:
    """Find the first heading of a row that has several, in a sheet that is no table."""
    reader = HeadingReader(as_at=None, lexicon=lexicon)
    rows = (known_cells(grid, row, reader) for row in grid.rows)
    return next((known[0] for known in rows if len(known) >= MIN_KNOWN_COLUMNS), None)


def _unrecognised(grid: Grid, reader: HeadingReader, why: str, table: Table | None = None) -> SheetMatch:
    unknown, words = nearest_headings(grid, reader)
    return SheetMatch(
        sheet=grid.name,
        table=None,
        evidence=" ".join(part for part in (why, words) if part),
        unknown_headings=table.unknown if table is not None and table.unknown else unknown,
    )


def _fault(table: Table) -> str:
    """Say why headings make no table that can be read; empty where they do."""
    if table.column(ColumnRole.NAME) is None:
        return NAMES_COVERED
    periods = table.columns_of(ColumnRole.PERIOD)
    if not periods:
        return NO_PERIOD
    return IS_A_LIST if table.column(ColumnRole.PERIOD_LABEL) and all(c.is_relative for c in periods) else ""


def _table(found: FoundTable, reader: HeadingReader) -> Table:
    grid, block, last_row, rows = found.grid, found.block, found.last_row, found.block.rows
    cells = [cell for row in rows for cell in grid.row_cells(row)]
    reader = replace(reader, dashed_years=writes_years_dashed(heading_text(cell) for cell in cells))
    targets = any(TARGET_GROUP.search(cell.text) for cell in cells)
    columns = tuple(
        column for index in grid.columns if (column := reader.column(grid, rows, index, speaks_of_targets=targets))
    )
    body = range(rows.stop, last_row + 1)
    knows_region = reader.lexicon.our_region is not None
    chosen = choose_columns(_with_shared_years(columns, cells), grid, body, reader.as_at, knows_region=knows_region)
    name = next((column for column in chosen if column.role is ColumnRole.NAME), None)
    unread = UnreadColumns(grid, rows, body, columns, chosen, reader.lexicon)
    return Table(
        sheet=grid.name,
        first_row=block.first,
        heading_end=block.end,
        last_row=last_row,
        columns=date_by_order(chosen, reader.as_at, unread.holds_figures),
        section=_section(name) or grid.name,
        unknown=unread.unknown(),
        unread=unread.unread(),
        other_marks=unread.other_marks(),
        unheaded=unread.unheaded(),
        repeated_rows=found.again,
    )


def _section(name: Column | None) -> str:
    """Give the section's title where it stands inside the heading of the names: "INDICATORS - FRONT DOOR"."""
    found = _SECTION.fullmatch(name.heading) if name else None
    return found[1].strip() if found else ""


def _with_shared_years(columns: tuple[Column, ...], cells: list[GridCell]) -> tuple[Column, ...]:
    """Give columns without a year that of the sheet's one benchmarking or target heading.

    Where columns were moved away from under their group heading, that heading still says their year, as long as the
    sheet has only one of its kind.
    """
    years: dict[ColumnRole, Period] = {}
    texts = {cell.text for cell in cells}
    for role, pattern in ((ColumnRole.BENCHMARK, BENCHMARK_GROUP), (ColumnRole.TARGET, TARGET_GROUP)):
        named = {year for text in texts if pattern.search(text) and (year := year_in(text))}
        if len(named) == 1:
            years[role] = named.pop()

    def completed(column: Column) -> Column:
        role = ColumnRole.TARGET if column.role in TARGET_ROLES else column.role
        return column if column.period is not None or role not in years else replace(column, period=years[role])

    return tuple(completed(column) for column in columns)
