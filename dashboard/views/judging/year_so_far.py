"""The counts of the year up to a month, and how many the whole year is expected to be out of."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.benchmarks.years import months_of
from dashboard.catalogue.schema import Indicator
from dashboard.judge.case import YearSoFar
from dashboard.judge.series import Point
from dashboard.periods import Period, PeriodKind
from dashboard.views.judging.own_series import OwnSeries
from dashboard.vocabulary import Basis, Unit

# Forms of which the year's target says what the rest of the year must bring; a stock at month end has no year.
OF_A_YEAR = frozenset({Basis.IN_MONTH, Basis.IN_QUARTER, Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS})

SeriesOf = Callable[[Basis], OwnSeries]


def year_so_far(
    indicator: Indicator, basis: Basis, period: Period, series: SeriesOf, report: str | None
) -> YearSoFar | None:
    """Count the year up to a period; None where its counts, or those of the year before, are not known.

    Its target is the one of the year to date, else that of the form judged. At the year's end nothing is ahead.
    """
    year = period.financial_year
    is_of_year = basis in OF_A_YEAR and period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER)
    if not is_of_year or indicator.unit is not Unit.PER_CENT or period.end == year.end:
        return None
    counts = _so_far(period.last_month, series)
    expected = _whole_year(year.shift(-1), series)
    if counts is None or expected is None:
        return None
    target = None if basis is Basis.YEAR_TO_DATE else indicator.target_for(year, Basis.YEAR_TO_DATE, report)
    return YearSoFar(
        numerator=counts[0],
        denominator=counts[1],
        expected_denominator=expected,
        expected_from=year.shift(-1),
        target=target,
    )


def _so_far(month: Period, series: SeriesOf) -> tuple[float, float] | None:
    """Give the counts of the year to date: its own, else those of its months where every one is known."""
    own = series(Basis.YEAR_TO_DATE).by_period.get(month)
    counts = _counts(own)
    if counts is not None:
        return counts
    known = series(Basis.IN_MONTH).by_period
    months = [one for one in months_of(month.financial_year) if one.start <= month.start]
    each = [_counts(known.get(one)) for one in months]
    found = [one for one in each if one is not None]
    if len(found) < len(months):
        return None
    return sum(one[0] for one in found), sum(one[1] for one in found)


def _counts(point: Point | None) -> tuple[float, float] | None:
    if point is None or point.numerator is None or point.denominator is None:
        return None
    return point.numerator, point.denominator


def _whole_year(year: Period, series: SeriesOf) -> float | None:
    """Give what a whole year was out of: as published, else as it stood in March, else as its months add up."""
    march = year.last_month
    stated = (
        (Basis.FINANCIAL_YEAR, year), (Basis.YEAR_TO_DATE, march), (Basis.ROLLING_12_MONTHS, march),
    )  # fmt: skip
    for basis, period in stated:
        whole = _denominator(series(basis), period)
        if whole is not None:
            return whole
    monthly = series(Basis.IN_MONTH)
    each = [_denominator(monthly, month) for month in months_of(year)]
    return None if None in each else sum(one for one in each if one is not None)


def _denominator(series: OwnSeries, period: Period) -> float | None:
    point = series.by_period.get(period)
    if point is not None and point.denominator is not None:
        return point.denominator
    return series.denominators.get(period)
