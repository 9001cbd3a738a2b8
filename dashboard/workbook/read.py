"""Read a whole workbook: which report it is, which sheets are tables, and every row of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.catalogue.schema import Catalogue, ReportLayout
from dashboard.errors import WorkbookError
from dashboard.issues import Issue, refuses
from dashboard.periods import parse_period
from dashboard.vocabulary import Kind
from dashboard.workbook.column_checks import check_columns
from dashboard.workbook.comparison_rows import ComparisonReader, find_comparison_tables
from dashboard.workbook.grid import Grid, read_grids
from dashboard.workbook.guard import WorkbookFile
from dashboard.workbook.identity import Identity, find_as_at, find_identity, is_front_sheet
from dashboard.workbook.matching import Matcher
from dashboard.workbook.recognise import SheetMatch, Table, nearest_heading, recognise_sheet
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table_rows import TableReader

FRONT_SHEET_WORDS = "The front sheet: read for the report, its month, its issue and the date issued."


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookRead:
    """What a workbook says: its identity (None when refused for want of one), its sheets, rows and issues."""

    file: WorkbookFile
    identity: Identity | None
    sheets: tuple[SheetMatch, ...]
    rows: tuple[DraftRow, ...]
    issues: tuple[Issue, ...]

    @property
    def is_refused(self) -> bool:
        """Tell whether an issue refuses the whole file."""
        return refuses(self.issues)


def read_workbook(
    file: WorkbookFile,
    catalogue: Catalogue,
    our_names: frozenset[str],
    progress: Callable[[str], None] | None = None,
) -> WorkbookRead:
    """Read a guarded workbook against the catalogue.

    ``our_names`` are the names, in lower case, by which comparison tables call our own authority.

    Raises:
        WorkbookError: when the file cannot be parsed at all.
    """
    grids = _parse(file, progress)
    as_at = find_as_at(grids)
    matches = tuple(recognise_sheet(grid, as_at) for grid in grids)
    comparisons = {grid.name: find_comparison_tables(grid) for grid in grids if grid.visible}
    hidden = [issue for grid, match in zip(grids, matches, strict=True) if (issue := _hidden_issue(grid, match))]
    if not any(m.table for m, g in zip(matches, grids, strict=True) if g.visible) and not any(comparisons.values()):
        return _refused(file, matches, [*hidden, _no_sheet_issue(grids)])
    identity, issues = find_identity(grids, catalogue)
    if identity is None:
        return _refused(file, matches, [*hidden, *issues])
    read = _Reader(
        identity=identity, matcher=Matcher(catalogue, identity.report.id, identity.as_at), our_names=our_names
    )
    for grid, match in zip(grids, matches, strict=True):
        if grid.visible:
            read.sheet(grid, match)
    return WorkbookRead(
        file=file,
        identity=identity,
        sheets=tuple(read.matches)
        + tuple(_hidden_match(m) for m, g in zip(matches, grids, strict=True) if not g.visible),
        rows=tuple(read.rows),
        issues=(*hidden, *issues, *read.issues),
    )


def _parse(file: WorkbookFile, progress: Callable[[str], None] | None) -> tuple[Grid, ...]:
    try:
        return read_grids(file.content, progress)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError) as fault:
        what = f"{file.name} cannot be read as a workbook."
        raise WorkbookError(what, (Issue(code="damaged-file", what=what),)) from fault


def _refused(file: WorkbookFile, matches: tuple[SheetMatch, ...], issues: list[Issue]) -> WorkbookRead:
    return WorkbookRead(file=file, identity=None, sheets=matches, rows=(), issues=tuple(issues))


def _no_sheet_issue(grids: tuple[Grid, ...]) -> Issue:
    first = next((grid for grid in grids if grid.visible), None)
    return Issue(
        code="no-scorecard-sheet",
        what="No sheet of this workbook is a scorecard.",
        sheet=first.name if first else "",
        cell="A1" if first else "",
    )


def _hidden_issue(grid: Grid, match: SheetMatch) -> Issue | None:
    if grid.visible or match.table is None:
        return None
    return Issue(
        code="hidden-sheet-ignored", what=f"The hidden sheet {grid.name!r} was not read.", sheet=grid.name, cell="A1"
    )


def _hidden_match(match: SheetMatch) -> SheetMatch:
    return replace(match, table=None, evidence="The sheet is hidden, so it was not read.")


class _Reader:
    """Reads sheet after sheet into one list of rows."""

    def __init__(self, *, identity: Identity, matcher: Matcher, our_names: frozenset[str]) -> None:
        self._identity = identity
        self._matcher = matcher
        self._our_names = our_names
        self.rows: list[DraftRow] = []
        self.issues: list[Issue] = []
        self.matches: list[SheetMatch] = []

    def sheet(self, grid: Grid, match: SheetMatch) -> None:
        if self._identity.report.layout is ReportLayout.COMPARISON_TABLES:
            self._comparison_sheet(grid, match)
        elif match.table is not None:
            self._table_sheet(grid, match, match.table)
        elif is_front_sheet(grid):
            self.matches.append(replace(match, is_front=True, evidence=FRONT_SHEET_WORDS))
        else:
            self.matches.append(match)
            self.issues += _unrecognised_issues(grid, match)

    def _table_sheet(self, grid: Grid, match: SheetMatch, table: Table) -> None:
        self.matches.append(match)
        self.issues += check_columns(table, self._identity)
        if match.second_table_row is not None:
            what = "A second table stands on this sheet; only the first was read."
            self.issues.append(
                Issue(code="second-table", what=what, sheet=grid.name, cell=f"A{match.second_table_row}")
            )
        reader = TableReader(grid, table, self._matcher, self._identity.as_at)
        rows = reader.read()
        self.rows += rows
        self.issues += [*reader.issues, *_later_figures(rows, self._identity)]

    def _comparison_sheet(self, grid: Grid, match: SheetMatch) -> None:
        tables = find_comparison_tables(grid)
        found = f"{len(tables)} comparison table{'s' if len(tables) != 1 else ''}." if tables else match.evidence
        self.matches.append(replace(match, evidence=found))
        for table in tables:
            reader = ComparisonReader(grid, table, self._matcher, self._our_names)
            self.rows += reader.read()
            self.issues += reader.issues


def _unrecognised_issues(grid: Grid, match: SheetMatch) -> list[Issue]:
    """Say so where a sheet has a row of headings and yet is no table; other sheets, such as the front, have none."""
    heading = nearest_heading(grid)
    if heading is None:
        return []
    return [Issue(code="sheet-not-recognised", what=match.evidence, sheet=grid.name, cell=heading.name)]


def _later_figures(rows: list[DraftRow], identity: Identity) -> list[Issue]:
    """Refuse a sheet with figures of months after the as-at month; columns that are still empty are no fault."""
    figures = (row for row in rows if row.kind is Kind.VALUE and row.value is not None)
    first = next((row for row in figures if parse_period(row.period).start > identity.as_at.end), None)
    if first is None:
        return []
    later = parse_period(first.period).words
    what = f"The report is as at {identity.as_at.words}, but {first.printed_name!r} has a figure for {later}."
    return [Issue(code="months-do-not-match-as-at", what=what, sheet=first.sheet, cell=first.cell)]
