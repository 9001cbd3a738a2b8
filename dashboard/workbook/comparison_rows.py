"""Read comparison tables: one measure a table, an area a row, a full year beside an in-year figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.issues import Issue
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Kind, Missing
from dashboard.workbook.cells import read_difference, read_figure
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import year_in
from dashboard.workbook.layouts import IN_YEAR
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.matching import Match, Matcher
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table_rows import with_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonTable:
    """A recognised comparison table: its title cell, heading row and the rows below."""

    title: GridCell
    heading_row: int
    first_column: int
    last_row: int


def find_comparison_tables(grid: Grid, lexicon: Lexicon = BUILT_IN) -> tuple[ComparisonTable, ...]:
    """Find every heading row with an area column and a year, and the title in the nearest row above it."""
    tables = []
    for row in grid.rows:
        cells = grid.row_cells(row)
        if len(cells) < 2 or not _is(cells[0], ColumnRole.AREA, lexicon) or not any(year_in(c.text) for c in cells[1:]):
            continue
        above = [r for r in grid.rows if r < row]
        title = grid.row_cells(above[-1])[0] if above else None
        if title is not None and title.text:
            tables.append(
                ComparisonTable(
                    title=title, heading_row=row, first_column=cells[0].column, last_row=_last_row(grid, row, cells[0])
                )
            )
    return tuple(tables)


def _is(cell: GridCell, role: ColumnRole, lexicon: Lexicon) -> bool:
    words = lexicon.heading(cell.text)
    return words is not None and words.role is role


def _last_row(grid: Grid, heading: int, area_heading: GridCell) -> int:
    """Follow the rows down to the first without an area label."""
    row = heading
    while not grid.cell(row + 1, area_heading.column).is_empty:
        row += 1
    return row


class ComparisonReader:
    """Reads one comparison table against the catalogue, collecting rows and issues."""

    def __init__(
        self,
        grid: Grid,
        table: ComparisonTable,
        matcher: Matcher,
        our_names: frozenset[str],
        lexicon: Lexicon = BUILT_IN,
    ) -> None:
        self._grid = grid
        self._table = table
        self._matcher = matcher
        self._our_names = our_names
        self._lexicon = lexicon
        self.issues: list[Issue] = []

    def read(self) -> list[DraftRow]:
        """Read the table's cells; an unknown measure or area is left out with an issue."""
        title = self._table.title
        match = self._matcher.match(title.text)
        if match is None:
            self.issues.append(self._matcher.unknown_issue(title.text, self._grid.name, title.name))
            return []
        rows = range(self._table.heading_row + 1, self._table.last_row + 1)
        return [draft for row in rows for draft in self._read_row(row, match)]

    def _read_row(self, row: int, match: Match) -> Iterator[DraftRow]:
        label = self._grid.cell(row, self._table.first_column)
        area = AreaRole.OURS if label.text.casefold() in self._our_names else self._lexicon.area_role(label.text)
        if area is None:
            what = f"{label.text!r} is not an area of the comparison; its row is left out."
            self.issues.append(Issue(code="benchmark-unknown-area", what=what, sheet=self._grid.name, cell=label.name))
            return
        years: list[str] = []
        for heading in self._grid.row_cells(self._table.heading_row)[1:]:
            if _is(heading, ColumnRole.DIFFERENCE, self._lexicon):
                yield self._difference(row, heading, area, match, " to ".join(years[:2]))
            elif (year := year_in(heading.text)) is not None:
                years.append(str(year))
                yield self._figure(row, heading, area, match, str(year))

    def _draft(self, row: int, heading: GridCell, area: AreaRole, match: Match, period: str) -> DraftRow:
        cell = self._grid.cell(row, heading.column)
        return DraftRow(
            sheet=self._grid.name,
            cell=cell.name,
            printed_no="",
            printed_name=self._table.title.text,
            indicator=match.indicator.id,
            kind=Kind.DIFFERENCE,
            period=period,
            basis=match.alias.basis,
            area=area,
            text=cell.text,
        )

    def _figure(self, row: int, heading: GridCell, area: AreaRole, match: Match, year: str) -> DraftRow:
        in_year = bool(IN_YEAR.search(heading.text))
        ours = Kind.YEAR_TO_DATE if in_year else Kind.PREVIOUS_YEAR
        draft = self._draft(row, heading, area, match, year)
        draft = replace(
            draft,
            kind=ours if area is AreaRole.OURS else Kind.BENCHMARK,
            basis=match.alias.basis if in_year else Basis.FINANCIAL_YEAR,
        )
        shown = self._grid.shown(row, heading.column)
        reading = read_figure(
            shown, match.indicator.unit, sentence=Missing.NOT_AVAILABLE, missing_words=self._lexicon.missing
        )
        if reading.fault:
            self.issues.append(Issue(code=reading.fault, what=reading.fault_words, sheet=draft.sheet, cell=draft.cell))
        return with_reading(draft, reading, yellow=self._grid.cell(row, heading.column).yellow)

    def _difference(self, row: int, heading: GridCell, area: AreaRole, match: Match, period: str) -> DraftRow:
        draft = self._draft(row, heading, area, match, period)
        shown = self._grid.shown(row, heading.column)
        if missing := self._lexicon.missing_word(shown.text):
            return replace(draft, missing=missing)
        return with_reading(draft, read_difference(shown), yellow=False)
