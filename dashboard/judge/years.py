"""Years that may be set beside each other: those between which the definition did not change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dashboard.judge.measured import Measured
from dashboard.judge.series import Point, a_year_before
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import YearOnYear
from dashboard.periods import Period, PeriodKind
from dashboard.vocabulary import Basis


def since_redefined(measured: Measured, years: Iterable[Point]) -> tuple[Point, ...]:
    """Keep the years counted wholly by the definition of the latest one."""
    given = tuple(years)
    if not given:
        return ()
    last = max((one.start for one in measured.redefined if one.start <= given[-1].period.end), default=date.min)
    return tuple(point for point in given if point.period.start >= last)


def without_redefinition(
    measured: Measured, basis: Basis, latest: Period, apart: YearOnYear | None
) -> YearOnYear | None:
    """Say of a change on a year before that the definition changed between or within the two windows, where it did."""
    if apart is None:
        return None
    first = first_day(basis, apart.period)
    changed = [one for one in measured.redefined if first < one.start <= latest.end]
    if not changed:
        return apart
    last = max(changed, key=lambda one: one.start)
    return replace(apart, clear=Clear.CANNOT_SAY, interval=None, past=None, moves=0, p_value=None, redefined=last)


def first_day(basis: Basis, period: Period) -> date:
    """Give the first day of the stretch that a figure covers: twelve months, the year so far, or its own period."""
    if basis is Basis.ROLLING_12_MONTHS and period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        return a_year_before(period).shift(1).start
    return period.financial_year.start if basis is Basis.YEAR_TO_DATE else period.start


def is_of_a_year(basis: Basis, period: Period) -> bool:
    """Tell a figure that covers twelve months, so that yearly moves say how far it moves."""
    return first_day(basis, period) == a_year_before(period.last_month).shift(1).start
