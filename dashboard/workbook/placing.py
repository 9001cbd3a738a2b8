"""Say what a figure column holds for one measure: the kind of figure, its period and its time basis."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.formatting import BASIS_WORDS
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind, quarter
from dashboard.vocabulary import Basis, ColumnRole, Kind
from dashboard.workbook.table import Column, Table

# Forms of which a year-to-date or year-end cell repeats the latest month: it is checked against it and not stored.
REPEATING_BASES = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS})
_YEARLY = frozenset({Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR})
_MARCH = 3
_PERIODS_IN_YEAR = {
    PeriodKind.MONTH: MONTHS_IN_YEAR,
    PeriodKind.QUARTER: MONTHS_IN_YEAR // MONTHS_IN_QUARTER,
    PeriodKind.FINANCIAL_YEAR: 1,
    PeriodKind.ACADEMIC_YEAR: 1,
    PeriodKind.CALENDAR_YEAR: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a figure column holds for one measure; without ``period`` its figure cannot be placed, for ``why``."""

    kind: Kind
    basis: Basis
    period: Period | None = None
    why: str = ""


def latest_period(table: Table, as_at: Period) -> Period:
    """Give a table's own latest period up to the as-at month: the one its RAG and direction are about."""
    periods = [column.period for column in table.columns_of(ColumnRole.PERIOD) if column.period]
    reached = [period for period in periods if period.end <= as_at.end]
    return max(reached or periods or [as_at], key=lambda period: period.sort_key)


def place(column: Column, basis: Basis, *, as_at: Period, latest: Period) -> Placed | None:
    """Place a column for a measure on ``basis``; None where the column's year is not known.

    ``latest`` is the table's own latest period, from which the same period last year is counted.
    """
    period, this_year = column.period, as_at.financial_year
    if column.lacks_year(as_at):
        return None
    if column.role is ColumnRole.PERIOD and period is not None:
        return _in_period(Kind.VALUE, period, basis)
    if column.role is ColumnRole.SAME_PERIOD_LAST_YEAR:
        return _a_year_before(column, basis, latest)
    if column.role is ColumnRole.YEAR_TO_DATE:
        to_date = basis if basis in REPEATING_BASES else Basis.YEAR_TO_DATE
        return Placed(kind=Kind.YEAR_TO_DATE, period=period or this_year, basis=to_date)
    if column.role is ColumnRole.YEAR_END and (period or this_year) == this_year:
        whole = basis if basis in REPEATING_BASES else Basis.FINANCIAL_YEAR
        return Placed(kind=Kind.YEAR_END, period=this_year, basis=whole)
    if period is None:
        return None
    kind = Kind.BENCHMARK if column.role is ColumnRole.BENCHMARK else Kind.PREVIOUS_YEAR
    return Placed(kind=kind, period=period, basis=Basis.FINANCIAL_YEAR)


def _a_year_before(column: Column, basis: Basis, latest: Period) -> Placed:
    """Place the same period last year; the year that its heading may print must be that one."""
    placed = _in_period(Kind.PREVIOUS_YEAR, latest, basis)
    if placed.period is None:
        return placed
    before = placed.period.shift(-_PERIODS_IN_YEAR[placed.period.kind])
    if column.period is not None and before.financial_year != column.period:
        why = f"The heading names {column.period}, but the same period last year is {before.words}."
        return Placed(kind=Kind.PREVIOUS_YEAR, basis=basis, why=why)
    return Placed(kind=Kind.PREVIOUS_YEAR, basis=basis, period=before)


def _in_period(kind: Kind, period: Period, basis: Basis) -> Placed:
    """Fit a month or quarter to the measure's basis: a quarter's figure may stand under the month that ends it.

    An annual figure under a month other than March does not say which year it is about, nor an in-month figure under a
    quarter which month; neither is guessed.
    """
    if period.kind is PeriodKind.MONTH and basis is Basis.IN_QUARTER:
        ended = _quarter_ending(period)
        return Placed(kind=kind, basis=basis, period=ended, why="" if ended else _why(basis, period))
    if period.kind is PeriodKind.MONTH and basis is Basis.FINANCIAL_YEAR and period.start.month == _MARCH:
        return Placed(kind=kind, basis=basis, period=period.financial_year)
    fits = not (period.kind is PeriodKind.MONTH and basis in _YEARLY) and not (
        period.kind is PeriodKind.QUARTER and basis in (Basis.IN_MONTH, Basis.IN_WEEK)
    )
    return Placed(kind=kind, basis=basis, period=period if fits else None, why="" if fits else _why(basis, period))


def _quarter_ending(month: Period) -> Period | None:
    year = month.financial_year.start.year
    return next((found for number in range(1, 5) if (found := quarter(year, number)).last_month == month), None)


def _why(basis: Basis, period: Period) -> str:
    form = BASIS_WORDS[basis]
    stands = f"it stands under {period.short_words}, so it is left out"
    return f"By the catalogue the measure's time basis is '{form}', but {stands}."
