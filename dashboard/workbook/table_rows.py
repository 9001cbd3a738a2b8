"""Read a measure-per-row table: every figure, target, RAG and direction cell of every measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Kind, Missing, Polarity
from dashboard.workbook.bounds import PrintedBound, read_bound
from dashboard.workbook.cells import Reading, missing_in_sentence, missing_word, read_figure
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.marks import note_basis, printed_number, read_polarity, read_rag, read_travel
from dashboard.workbook.matching import Match, Matcher
from dashboard.workbook.recognise import Column, Table
from dashboard.workbook.rows import DraftRow

# Columns of a measure's row that are read; a row with none of them filled is a note or a key, not a measure.
_FIGURE_ROLES = (
    ColumnRole.PERIOD,
    ColumnRole.YEAR_TO_DATE,
    ColumnRole.YEAR_END,
    ColumnRole.YEAR,
    ColumnRole.BENCHMARK,
)
_TARGET_BANDS = {
    ColumnRole.TARGET_RED: "red",
    ColumnRole.TARGET_AMBER: "amber",
    ColumnRole.TARGET_GREEN: "green",
    ColumnRole.TARGET: "green",
}
_MARK_ROLES = (ColumnRole.DOT, ColumnRole.RAG)
_READ_ROLES = (*_FIGURE_ROLES, *_TARGET_BANDS, *_MARK_ROLES)

# Forms of which a year-to-date or year-end cell repeats the latest month (DESIGN §7, "Year to date").
REPEATING_BASES = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """One measure's row: where it stands, what it is, and what the sheet says of it."""

    row: int
    number: str
    name: str
    name_cell: str
    match: Match
    polarity: Polarity

    @property
    def basis(self) -> Basis:
        return self.match.alias.basis


class TableReader:
    """Reads one recognised table against the catalogue, collecting rows and issues."""

    def __init__(self, grid: Grid, table: Table, matcher: Matcher, as_at: Period) -> None:
        self._grid = grid
        self._table = table
        self._matcher = matcher
        self._as_at = as_at
        self.issues: list[Issue] = []
        self._shown_as_at = self._latest_period()

    def read(self) -> list[DraftRow]:
        """Read every measure; rows of unknown measures and of a measure printed twice are left out with an issue."""
        measures = list(self._measures())
        repeated = self._repeated(measures)
        kept = [measure for measure in measures if measure.name_cell not in repeated]
        return [row for measure in kept for row in self._read_measure(measure)]

    def _latest_period(self) -> Period:
        """Give the table's own latest period up to the as-at month: the one its RAG and direction are about."""
        periods = [column.period for column in self._table.columns_of(ColumnRole.PERIOD) if column.period]
        reached = [period for period in periods if period.end <= self._as_at.end]
        return max(reached or periods, key=lambda period: period.end)

    def _measures(self) -> Iterator[_Measure]:
        name_column, number_column = self._table.column(ColumnRole.NAME), self._table.column(ColumnRole.NUMBER)
        for row in self._grid.rows:
            if name_column is None or not self._table.heading_end < row <= self._table.last_row:
                continue
            name = self._grid.cell(row, name_column.index)
            if name.is_empty or not name.text or not self._has_content(row):
                continue
            number = printed_number(self._grid.cell(row, number_column.index)) if number_column else ""
            if (measure := self._measure(name, number)) is not None:
                yield measure

    def _has_content(self, row: int) -> bool:
        columns = self._table.columns_of(*_READ_ROLES, ColumnRole.POLARITY, ColumnRole.NOTE, ColumnRole.FREQUENCY)
        return any(not self._grid.cell(row, column.index).is_empty for column in columns)

    def _measure(self, name: GridCell, number: str) -> _Measure | None:
        match = self._matcher.match(name.text)
        if match is None:
            self.issues.append(self._matcher.unknown_issue(name.text, self._grid.name, name.name))
            return None
        if issue := self._matcher.number_issue(match, number, self._grid.name, name.name):
            self.issues.append(issue)
        if not self._basis_agrees(match, name.row):
            return None
        return _Measure(
            row=name.row,
            number=number,
            name=name.text,
            name_cell=name.name,
            match=match,
            polarity=self._polarity(match, name.row),
        )

    def _basis_agrees(self, match: Match, row: int) -> bool:
        """Check the monthly DATA NOTE against the catalogue; the first note column is about the months."""
        notes = [c for c in self._table.columns_of(ColumnRole.NOTE) if "month" in c.heading.casefold()]
        note = self._grid.cell(row, notes[0].index) if notes else None
        stated = note_basis(note.text) if note else None
        if note is None or stated is None or stated is match.alias.basis:
            return True
        what = (
            f"The sheet says {note.text!r}, the catalogue {match.alias.basis.replace('_', ' ')}; the row is left out."
        )
        self.issues.append(Issue(code="basis-disagrees", what=what, sheet=self._grid.name, cell=note.name))
        return False

    def _polarity(self, match: Match, row: int) -> Polarity:
        column = self._table.column(ColumnRole.POLARITY)
        cell = self._grid.cell(row, column.index) if column else None
        printed = read_polarity(cell) if cell else None
        if cell is None or printed is None:
            return match.indicator.polarity
        if printed is not match.indicator.polarity:
            ours = match.indicator.polarity.replace("_", " ")
            what = f"The sheet says good performance is {cell.text!r}; the catalogue says {ours}."
            self.issues.append(Issue(code="polarity-differs", what=what, sheet=self._grid.name, cell=cell.name))
        return printed

    def _repeated(self, measures: list[_Measure]) -> set[str]:
        """Find measures printed on more than one row: none of their rows is read."""
        places: dict[tuple[str, Basis], list[_Measure]] = {}
        for measure in measures:
            places.setdefault((measure.match.indicator.id, measure.basis), []).append(measure)
        repeated = [measure for group in places.values() if len(group) > 1 for measure in group]
        for measure in repeated:
            what = f"{measure.match.indicator.name} stands on more than one row."
            self.issues.append(
                Issue(code="duplicate-measure", what=what, sheet=self._grid.name, cell=measure.name_cell)
            )
        return {measure.name_cell for measure in repeated}

    def _read_measure(self, measure: _Measure) -> Iterator[DraftRow]:
        rag_column = self._table.column(ColumnRole.RAG)
        rag = read_rag(self._grid.cell(measure.row, rag_column.index)) if rag_column else None
        for column in self._table.columns_of(*_READ_ROLES):
            if column.role in _TARGET_BANDS:
                yield self._target(measure, column)
            elif column.role is ColumnRole.RAG:
                yield self._mark(measure, column, str(rag or ""))
            elif column.role is ColumnRole.DOT:
                cell = self._grid.cell(measure.row, column.index)
                yield self._mark(measure, column, read_travel(cell, measure.polarity, rag))
            elif (row := self._figure(measure, column)) is not None:
                yield row

    def _draft(self, measure: _Measure, column: Column, kind: Kind, period: Period, basis: Basis) -> DraftRow:
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

    def _mark(self, measure: _Measure, column: Column, meaning: str) -> DraftRow:
        kind = Kind.RAG if column.role is ColumnRole.RAG else Kind.DOT
        draft = self._draft(measure, column, kind, self._shown_as_at, measure.basis)
        shown = self._grid.shown(measure.row, column.index)
        missing = None if meaning else (missing_word(shown.text) or (Missing.NO_FIGURE if shown.is_empty else None))
        return replace(draft, meaning=meaning, missing=missing)

    def _target(self, measure: _Measure, column: Column) -> DraftRow:
        year = column.period or self._as_at.financial_year
        draft = self._draft(measure, column, Kind.TARGET, year, Basis.FINANCIAL_YEAR)
        draft = replace(draft, meaning=_TARGET_BANDS[column.role])
        shown = self._grid.shown(measure.row, column.index)
        if shown.is_empty:
            return replace(draft, missing=Missing.NO_FIGURE)
        bound = read_bound(shown, measure.polarity)
        if bound is None:
            return replace(draft, missing=missing_word(shown.text) or missing_in_sentence(shown.text))
        return _with_bound(draft, bound)

    def _figure(self, measure: _Measure, column: Column) -> DraftRow | None:
        placed = self._place(measure, column)
        if placed is None:
            return None
        kind, period, basis = placed
        draft = self._draft(measure, column, kind, period, basis)
        shown = self._grid.shown(measure.row, column.index)
        is_month = kind is Kind.VALUE and shown.column == column.index
        indicator = measure.match.indicator
        reading = read_figure(
            shown,
            indicator.unit,
            is_share=not indicator.can_exceed_100,
            sentence=None if is_month else Missing.NOT_AVAILABLE,
        )
        if reading.fault and not self._grid.is_merged_away(measure.row, column.index):
            issue = Issue(code=reading.fault, what=reading.fault_words, sheet=self._grid.name, cell=draft.cell)
            self.issues.append(issue)
        return with_reading(draft, reading, yellow=self._grid.cell(measure.row, column.index).yellow)

    def _place(self, measure: _Measure, column: Column) -> tuple[Kind, Period, Basis] | None:
        """Say what a figure column holds for this measure: kind, period and basis; None where its year is unknown."""
        period, basis = column.period, measure.basis
        this_year = self._as_at.financial_year
        if column.lacks_year(self._as_at):
            return None
        if column.role is ColumnRole.PERIOD and period is not None:
            return (Kind.VALUE, period, basis)
        if column.role is ColumnRole.YEAR_TO_DATE:
            return (Kind.YEAR_TO_DATE, period or this_year, basis if basis in REPEATING_BASES else Basis.YEAR_TO_DATE)
        if column.role is ColumnRole.YEAR_END and (period or this_year) == this_year:
            return (Kind.YEAR_END, this_year, basis if basis in REPEATING_BASES else Basis.FINANCIAL_YEAR)
        if period is None:
            return None
        kind = Kind.BENCHMARK if column.role is ColumnRole.BENCHMARK else Kind.PREVIOUS_YEAR
        return (kind, period, Basis.FINANCIAL_YEAR)


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


def _with_bound(draft: DraftRow, bound: PrintedBound) -> DraftRow:
    """Complete a target draft; the figure to reach is named on the green band only."""
    return replace(
        draft,
        value=bound.target if draft.meaning == "green" else None,
        low=bound.low,
        high=bound.high,
        low_included=bound.low_included,
        high_included=bound.high_included,
    )
