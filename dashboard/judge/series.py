"""A series of figures in the order of time, in which a missing period has a place of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.vocabulary import Missing

WEEKS_IN_YEAR = 52

_PERIODS_IN_YEAR = {
    PeriodKind.WEEK: WEEKS_IN_YEAR,
    PeriodKind.MONTH: MONTHS_IN_YEAR,
    PeriodKind.QUARTER: MONTHS_IN_YEAR // MONTHS_IN_QUARTER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period's figure in its unit (percentages as 92.9), or a gap, with the counts behind it where known.

    A gap without a reason is one for which no figure is stored. ``decimals`` are those its source prints, where known.
    """

    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    missing: Missing | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        if self.value is not None and self.missing is not None:
            raise ValueError(f"{self.period}: give a value or the reason why there is none, not both")
        if not (_is_number(self.value) and _is_number(self.numerator) and _is_number(self.denominator)):
            raise ValueError(f"{self.period}: a figure that is not a number is a gap, with its reason")


def _is_number(value: float | None) -> bool:
    return value is None or math.isfinite(value)


def gap(period: Period, missing: Missing | None = None) -> Point:
    """Make a point without a figure."""
    return Point(period=period, value=None, missing=missing or Missing.NO_FIGURE)


def full_calendar(points: Iterable[Point]) -> tuple[Point, ...]:
    """Put points in order of time, with a gap for every period between the first and the last that has none.

    Raises:
        ValueError: when they are of several kinds of period, or a period stands twice.
    """
    given = sorted(points, key=lambda point: point.period.start)
    if len({point.period.kind for point in given}) > 1:
        raise ValueError("a series has one kind of period")
    by_start = {point.period.start: point for point in given}
    if len(by_start) < len(given):
        raise ValueError("a period stands more than once in the series")
    if not given:
        return ()
    step, last = spacing_of([point.period for point in given]), given[-1].period
    # A calendar is filled once for each thing that is judged, and most have no gap.
    if given[0].period.shift(step * (len(given) - 1)) == last:
        return tuple(given)
    filled, period = [], given[0].period
    while period.start <= last.start:
        filled.append(by_start.get(period.start) or gap(period))
        period = period.shift(step)
    return tuple(filled)


def spacing_of(periods: Sequence[Period]) -> int:
    """Give how many periods lie from one to the next: 1, or 3 for months that only ever stand a quarter apart.

    A council plan prints the last month of each quarter: the two months between are no gaps, for nobody reports them.
    """
    if len(periods) < 2 or periods[0].kind is not PeriodKind.MONTH:
        return 1
    numbers = [period.month_number for period in periods]
    first = min(numbers)
    steps = {(number - first) % MONTHS_IN_QUARTER for number in numbers}
    return MONTHS_IN_QUARTER if steps == {0} else 1


def periods_in_year(kind: PeriodKind) -> int:
    """Give how many periods of a kind lie between one and the same one a year later; weeks count as 52."""
    return _PERIODS_IN_YEAR.get(kind, 1)


def a_year_before(period: Period) -> Period:
    """Give the same period of the year before."""
    return period.shift(-periods_in_year(period.kind))
