"""The five-year trend test of yearly figures, as Fingertips marks recent trends.

Source: Office for Health Improvement and Disparities, "Recent trends" (fingertips-open, TrendMarkerCalculator).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.periods import Period

YEARS = 5
# The 99.8 % point of chi-squared with one degree of freedom.
THRESHOLD = 9.549535706083239
# From the width of a 95 % interval to its standard error: twice 1.96.
WIDTH_OF_95 = 3.92


class YearsTrend(StrEnum):
    """What five years in a row say."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiveYears:
    """The test's answer with its chi-squared; None where it cannot be worked out.

    ``first`` and ``last`` are the years tested, where known; ``reason`` says in words why it cannot be worked out.
    """

    trend: YearsTrend
    chi_squared: float | None
    first: Period | None = None
    last: Period | None = None
    reason: str = ""


CANNOT_SAY = FiveYears(trend=YearsTrend.CANNOT_SAY, chi_squared=None)


def proportion_trend(counts: Sequence[float], denominators: Sequence[float]) -> FiveYears:
    """Test five yearly proportions in order of time, by their counts; each count is above nought and below its whole.

    The direction must hold with each single year left out, by the unweighted slope of the log odds.
    """
    whole = zip(counts, denominators, strict=True)
    if len(counts) != YEARS or any(not 0 < count < total for count, total in whole):
        return CANNOT_SAY
    chi_squared = _chi_squared_of_counts(counts, denominators)
    odds = [math.log(count / (total - count)) for count, total in zip(counts, denominators, strict=True)]
    return _answer(chi_squared, odds, [1.0] * YEARS)


def measured_trend(values: Sequence[float], intervals_95: Sequence[tuple[float, float]]) -> FiveYears:
    """Test five yearly figures in order of time by the weighted slope, each weighted by its 95 % interval."""
    if len(values) != YEARS or any(high <= low for low, high in intervals_95):
        return CANNOT_SAY
    weights = [(WIDTH_OF_95 / (high - low)) ** 2 for low, high in intervals_95]
    slope, error = _slope(list(range(YEARS)), values, weights)
    return _answer((slope / error) ** 2, values, weights)


def _answer(chi_squared: float, values: Sequence[float], weights: Sequence[float]) -> FiveYears:
    years = range(YEARS)
    slope = _slope(list(years), values, weights)[0]
    slopes = [_without(year, values, weights) for year in years]
    is_steady = all(part * slope > 0 for part in slopes)
    if chi_squared <= THRESHOLD or not is_steady:
        return FiveYears(trend=YearsTrend.NO_CLEAR_CHANGE, chi_squared=chi_squared)
    trend = YearsTrend.INCREASING if slope > 0 else YearsTrend.DECREASING
    return FiveYears(trend=trend, chi_squared=chi_squared)


def _without(year: int, values: Sequence[float], weights: Sequence[float]) -> float:
    kept = [one for one in range(YEARS) if one != year]
    return _slope(kept, [values[one] for one in kept], [weights[one] for one in kept])[0]


def _chi_squared_of_counts(counts: Sequence[float], totals: Sequence[float]) -> float:
    years = range(1, YEARS + 1)
    of_all, out_of_all = math.fsum(counts), math.fsum(totals)
    timed = math.fsum(count * year for count, year in zip(counts, years, strict=True))
    timed_totals = math.fsum(total * year for total, year in zip(totals, years, strict=True))
    squared = math.fsum(total * year * year for total, year in zip(totals, years, strict=True))
    above = out_of_all * (out_of_all * timed - of_all * timed_totals) ** 2
    below = of_all * (out_of_all - of_all) * (out_of_all * squared - timed_totals**2)
    return above / below


def _slope(times: Sequence[int], values: Sequence[float], weights: Sequence[float]) -> tuple[float, float]:
    """Give the weighted slope and its standard error."""
    total = math.fsum(weights)
    mean_time = math.fsum(w * t for w, t in zip(weights, times, strict=True)) / total
    mean_value = math.fsum(w * v for w, v in zip(weights, values, strict=True)) / total
    spread = math.fsum(w * (t - mean_time) ** 2 for w, t in zip(weights, times, strict=True))
    joint = math.fsum(w * (t - mean_time) * (v - mean_value) for w, t, v in zip(weights, times, values, strict=True))
    return joint / spread, math.sqrt(1 / spread)
