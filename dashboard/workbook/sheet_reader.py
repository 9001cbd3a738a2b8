"""Read a workbook's sheets one after another: each by the layout it has, into one list of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.catalogue.schema import ReportLayout
from dashboard.issues import Issue
from dashboard.periods import parse_period
from dashboard.vocabulary import ColumnRole, Kind
from dashboard.workbook.column_checks import check_columns
from dashboard.workbook.comparison_rows import ComparisonReader, ComparisonTable, find_comparison_tables
from dashboard.workbook.grid import Grid
from dashboard.workbook.identity import Identity, is_front_sheet
from dashboard.workbook.lexicon import Lexicon
from dashboard.workbook.long_rows import LongReader, LongTable, find_long_table
from dashboard.workbook.matching import Matcher
from dashboard.workbook.recognise import nearest_heading
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table import SheetMatch, Table
from dashboard.workbook.table_rows import TableReader

FRONT_SHEET_WORDS = "The front sheet: read for the report, its month, its issue and the date issued."


@dataclass(frozen=True, kw_only=True)
class FoundSheet:
    """One sheet with all that was found on it: a table of measures, a list of figures, comparison tables, or nothing.

    A table of measures is tried first, then a list, then comparisons.
    """

    grid: Grid
    match: SheetMatch
    long: LongTable | None
    comparisons: tuple[ComparisonTable, ...]

    @property
    def has_figures(self) -> bool:
        """Tell whether anything on a visible sheet can be read."""
        return self.grid.visible and bool(self.match.table or self.long or self.comparisons)


def find_on_sheet(grid: Grid, match: SheetMatch, lexicon: Lexicon) -> FoundSheet:
    """Look for every layout on one sheet."""
    table = match.table
    if match.part_cell:
        return FoundSheet(grid=grid, match=match, long=None, comparisons=())
    long = None if table and _prints_periods(table) else find_long_table(grid, lexicon)
    if long is not None:
        match = replace(match, table=None, evidence=long.evidence, is_list=True)
    return FoundSheet(grid=grid, match=match, long=long, comparisons=find_comparison_tables(grid, lexicon))


def _prints_periods(table: Table) -> bool:
    """Tell a table whose headings name months or quarters; in a list of figures "Actual" heads every period."""
    return any(not column.is_relative for column in table.columns_of(ColumnRole.PERIOD))


class SheetReader:
    """Reads sheet after sheet, collecting rows, issues and what each sheet was taken for."""

    def __init__(self, *, identity: Identity, matcher: Matcher, our_names: frozenset[str], lexicon: Lexicon) -> None:
        self._identity = identity
        self._matcher = matcher
        self._our_names = our_names
        self._lexicon = lexicon
        self.rows: list[DraftRow] = []
        self.issues: list[Issue] = []
        self.matches: list[SheetMatch] = []
        self.read_sheets: list[FoundSheet] = []
        # The cell of each measure's name, by sheet and row.
        self.name_cells: dict[tuple[str, int], str] = {}

    def read(self, found: FoundSheet) -> None:
        """Read one visible sheet."""
        before = len(self.matches)
        compares = self._identity.report.layout is ReportLayout.COMPARISON_TABLES
        if found.match.table is not None and not (compares and found.comparisons):
            self._table(found, found.match.table)
        elif found.long is not None:
            self._long(found, found.long)
        elif compares and found.comparisons:
            self._comparisons(found)
        elif is_front_sheet(found.grid):
            self.matches.append(replace(found.match, is_front=True, evidence=FRONT_SHEET_WORDS))
        else:
            self.matches.append(found.match)
            self.issues += _unrecognised_issues(found, self._lexicon)
            return
        self.read_sheets.append(replace(found, match=self.matches[before]))

    def _table(self, found: FoundSheet, table: Table) -> None:
        match = found.match
        first_heading = min(table.columns, key=lambda column: column.index).cell
        self.matches.append(match)
        self.issues += check_columns(table, self._identity)
        for cell in match.other_tables:
            what = f"This table was not read: of the tables on this sheet only the one at {first_heading} was."
            self.issues.append(Issue(code="second-table", what=what, sheet=match.sheet, cell=cell))
        reader = TableReader(found.grid, table, self._matcher, self._identity.as_at, self._lexicon)
        rows = reader.read()
        self.rows += rows
        if (names := table.column(ColumnRole.NAME)) is not None:
            held = filter(table.holds, found.grid.rows)
            self.name_cells |= {(match.sheet, row): found.grid.cell(row, names.index).name for row in held}
        self.issues += [*reader.issues, *_later_figures(rows, table, self._identity)]

    def _long(self, found: FoundSheet, long: LongTable) -> None:
        self.matches.append(found.match)
        reader = LongReader(found.grid, long, self._matcher, self._identity, self._our_names, self._lexicon)
        self.rows += reader.read()
        self.issues += reader.issues

    def _comparisons(self, found: FoundSheet) -> None:
        count = len(found.comparisons)
        evidence = f"{count} comparison table{'s' if count != 1 else ''}."
        self.matches.append(replace(found.match, evidence=evidence, is_list=True))
        for table in found.comparisons:
            reader = ComparisonReader(found.grid, table, self._matcher, self._our_names, self._lexicon)
            self.rows += reader.read()
            self.issues += reader.issues


def _unrecognised_issues(found: FoundSheet, lexicon: Lexicon) -> list[Issue]:
    """Say so where a sheet has a row of headings and yet is no table; other sheets, such as the front, have none."""
    match = found.match
    heading = nearest_heading(found.grid, lexicon)
    if heading is None or match.part_cell:
        return []
    return [Issue(code="sheet-not-recognised", what=match.evidence, sheet=match.sheet, cell=heading.name)]


def _later_figures(rows: list[DraftRow], table: Table, identity: Identity) -> list[Issue]:
    """Refuse a sheet with figures of months after the as-at month, at the month's heading.

    Columns that are still empty are no fault.
    """
    figures = (row for row in rows if row.kind is Kind.VALUE and row.value is not None)
    first = next((row for row in figures if parse_period(row.period).start > identity.as_at.end), None)
    if first is None:
        return []
    period = parse_period(first.period)
    what = f"The report is as at {identity.as_at.words}, but {first.printed_name!r} has a figure for {period.words}."
    heading = next((c.cell for c in table.columns_of(ColumnRole.PERIOD) if c.period == period), first.cell)
    return [Issue(code="months-do-not-match-as-at", what=what, sheet=first.sheet, cell=heading)]
