"""Read a measure-per-row table: every figure, target, RAG and direction cell of every measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Kind, Missing
from dashboard.workbook.cells import Reading, read_figure
from dashboard.workbook.grid import Grid
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.marks import read_rag, read_travel
from dashboard.workbook.matching import Matcher
from dashboard.workbook.measures import Measure, MeasureFinder
from dashboard.workbook.placing import REPEATING_BASES, latest_period, place
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table import Column, Table
from dashboard.workbook.target_rows import TARGET_BANDS, TargetReader
from dashboard.workbook.unread_columns import FIGURE_ROLES, MARK_ROLES

__all__ = ["REPEATING_BASES", "TableReader", "with_reading"]

# Columns of a measure's row that are read; a row with none of them filled is a note or a key, not a measure.
_READ_ROLES = (*FIGURE_ROLES, *TARGET_BANDS, *MARK_ROLES)


class TableReader:
    """Reads one recognised table against the catalogue, collecting rows and issues."""

    def __init__(self, grid: Grid, table: Table, matcher: Matcher, as_at: Period, lexicon: Lexicon = BUILT_IN) -> None:
        self._grid = grid
        self._table = table
        self._as_at = as_at
        self._lexicon = lexicon
        self._finder = MeasureFinder(grid, table, matcher, lexicon, _READ_ROLES)
        self._targets = TargetReader(grid, table, lexicon)
        self._latest = latest_period(table, as_at)
        self.issues: list[Issue] = []

    def read(self) -> list[DraftRow]:
        """Read every measure; rows of unknown measures and of a measure printed twice are left out with an issue."""
        measures = self._finder.find()
        self.issues += self._finder.issues
        rows = [row for measure in measures for row in self._read_measure(measure)]
        self.issues += [*self._targets.issues, *self._hidden_issues(measures)]
        return rows

    def _read_measure(self, measure: Measure) -> Iterator[DraftRow]:
        rag_column = self._table.column(ColumnRole.RAG)
        rag = read_rag(self._grid.cell(measure.row, rag_column.index), self._lexicon) if rag_column else None
        for column in self._table.columns_of(*_READ_ROLES):
            if column.role in TARGET_BANDS:
                year = column.period or self._as_at.financial_year
                draft = self._draft(measure, column, Kind.TARGET, year, Basis.FINANCIAL_YEAR)
                yield from self._targets.read(measure, column, draft)
            elif column.role is ColumnRole.RAG:
                yield self._mark(measure, column, str(rag or ""))
            elif column.role is ColumnRole.DOT:
                cell = self._grid.cell(measure.row, column.index)
                yield self._mark(measure, column, read_travel(cell, measure.polarity, rag, self._lexicon))
            elif (row := self._figure(measure, column)) is not None:
                yield row

    def _draft(self, measure: Measure, column: Column, kind: Kind, period: Period, basis: Basis) -> DraftRow:
        cell = self._grid.cell(measure.row, column.index)
        return DraftRow(
            sheet=self._grid.name,
            cell=cell.name,
            printed_no=measure.number,
            printed_name=measure.name,
            indicator=measure.match.indicator.id,
            kind=kind,
            period=str(period),
            basis=basis,
            area=column.area or AreaRole.OURS,
            text=cell.text,
        )

    def _mark(self, measure: Measure, column: Column, meaning: str) -> DraftRow:
        kind = Kind.RAG if column.role is ColumnRole.RAG else Kind.DOT
        draft = self._draft(measure, column, kind, self._latest, measure.basis)
        shown = self._grid.shown(measure.row, column.index)
        blank = Missing.NO_FIGURE if shown.is_empty else None
        return replace(
            draft, meaning=meaning, missing=None if meaning else self._lexicon.missing_word(shown.text) or blank
        )

    def _figure(self, measure: Measure, column: Column) -> DraftRow | None:
        placed = place(column, measure.basis, as_at=self._as_at, latest=self._latest)
        if placed is None:
            return None
        shown = self._grid.shown(measure.row, column.index)
        if placed.period is None:
            if not self._grid.cell(measure.row, column.index).is_empty:
                cell = self._grid.cell(measure.row, column.index).name
                self.issues.append(Issue(code="period-does-not-fit", what=placed.why, sheet=self._grid.name, cell=cell))
            return None
        draft = self._draft(measure, column, placed.kind, placed.period, placed.basis)
        is_month = placed.kind is Kind.VALUE and shown.column == column.index
        indicator = measure.match.indicator
        reading = read_figure(
            shown,
            indicator.unit,
            is_share=not indicator.can_exceed_100,
            sentence=None if is_month else Missing.NOT_AVAILABLE,
            missing_words=self._lexicon.missing,
        )
        is_merged_away = self._grid.is_merged_away(measure.row, column.index)
        if is_merged_away and reading.value is not None:
            # Words may stand for every cell that they are merged over; a number is one cell's.
            what = f"The figure in {shown.name} is merged over this cell: whether it is this column's too is not said."
            reading = Reading(missing=Missing.CELL_ERROR, fault="unreadable-figure", fault_words=what)
            self.issues.append(Issue(code="unreadable-figure", what=what, sheet=self._grid.name, cell=draft.cell))
        elif reading.fault and not is_merged_away:
            issue = Issue(code=reading.fault, what=reading.fault_words, sheet=self._grid.name, cell=draft.cell)
            self.issues.append(issue)
        return with_reading(draft, reading, yellow=self._grid.cell(measure.row, column.index).yellow)

    def _hidden_issues(self, measures: list[Measure]) -> Iterator[Issue]:
        """Say that hidden measures or columns were read: whoever checked the printed sheet has not seen them."""
        rows = [measure for measure in measures if measure.row in self._grid.hidden_rows]
        columns = [c for c in self._table.columns_of(*_READ_ROLES) if c.index in self._grid.hidden_columns]
        sheet = self._grid.name
        if rows:
            numbers = ", ".join(str(measure.row) for measure in rows)
            what = f"Hidden rows hold measures of the scorecard, which were read: row{_s(rows)} {numbers}."
            yield Issue(code="hidden-cells-read", what=what, sheet=sheet, cell=rows[0].name_cell)
        if columns:
            named = ", ".join(column.cell for column in columns)
            what = f"Hidden columns hold figures of the scorecard, which were read: headed in {named}."
            yield Issue(code="hidden-cells-read", what=what, sheet=sheet, cell=columns[0].cell)


def _s(items: list[Measure]) -> str:
    return "s" if len(items) > 1 else ""


def with_reading(draft: DraftRow, reading: Reading, *, yellow: bool) -> DraftRow:
    """Complete a draft with what its cell says."""
    return replace(
        draft,
        value=reading.value,
        missing=reading.missing,
        numerator=reading.numerator,
        denominator=reading.denominator,
        decimals=reading.decimals,
        restated=yellow,
        fault=reading.fault,
    )
