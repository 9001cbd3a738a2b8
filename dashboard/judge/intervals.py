"""Confidence intervals of proportions, counts and rates, and of the difference of two of them.

Source: Public Health England's technical guide behind PHEindicatormethods: Wilson for proportions, Byar for counts and
rates of ten or more, exact Poisson below; Newcombe's method 10 for a difference of two proportions. Two rates are
joined as he joins two proportions (Zou and Donner 2008, "Construction of confidence limits about effect measures").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

# The functions beneath ``scipy.stats``, which itself takes half a second to import.
from scipy.special import chdtri, gammaincinv, ndtr, ndtri

# Byar's approximation serves counts of this many and more.
BYAR_FROM = 10
LEVEL_95, LEVEL_998 = 0.95, 0.998
# A tail smaller than this is nought in binary fractions, and its interval would have no end.
SMALLEST_TAIL = 1e-300


class IntervalMethod(StrEnum):
    """How an interval was worked out."""

    WILSON = "wilson"
    BYAR = "byar"
    EXACT_POISSON = "exact_poisson"
    NEWCOMBE = "newcombe"
    DIFFERENCE_OF_RATES = "difference_of_rates"
    FUNNEL = "funnel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The range within which the underlying level lies, in the figure's own unit."""

    lower: float
    upper: float
    level: float
    method: IntervalMethod

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in the range, its ends included."""
        return self.lower <= value <= self.upper


@cache
def z_value(level: float) -> float:
    """Give the number of standard deviations on either side that hold so much of a normal distribution."""
    return float(ndtri(1 - (1 - level) / 2))


def proportion_interval(
    numerator: float, denominator: float, level: float = LEVEL_95, *, scale: float = 100, widened: float = 1
) -> Interval:
    """Give Wilson's interval of a proportion, times ``scale``; ``widened`` stretches z for over-dispersion.

    Raises:
        ValueError: when the counts are negative, the denominator is nought, or there are more of than out of.
    """
    _check(numerator, denominator)
    # By the formula, which the tests hold against statsmodels: scipy also tests the share, a thousand times slower.
    low, high = _wilson(numerator / denominator, denominator, z_value(level) * widened)
    # None of them, or all of them: that end is exact, which binary fractions would miss by a hair.
    low, high = (low if numerator > 0 else 0.0), (high if numerator < denominator else 1.0)
    return Interval(lower=low * scale, upper=high * scale, level=level, method=IntervalMethod.WILSON)


def count_interval(
    count: float, level: float = LEVEL_95, *, per: float = 1, population: float = 1, widened: float = 1
) -> Interval:
    """Give the interval of a count, or of the rate ``per`` so many of a ``population``; ``widened`` stretches z.

    Raises:
        ValueError: when the count is negative or the population is not positive.
    """
    if count < 0 or population <= 0:
        raise ValueError("a count is not negative, and a population is more than nought")
    is_byar = count >= BYAR_FROM
    z = z_value(level) * widened
    low, high = _byar(count, z) if is_byar else _exact_poisson(count, z)
    method = IntervalMethod.BYAR if is_byar else IntervalMethod.EXACT_POISSON
    scale = per / population
    return Interval(lower=low * scale, upper=high * scale, level=level, method=method)


def difference_interval(
    later: tuple[float, float], earlier: tuple[float, float], level: float = LEVEL_95, *, scale: float = 100
) -> Interval:
    """Give Newcombe's interval of a later proportion less an earlier one; each is a count and what it is out of.

    Raises:
        ValueError: as ``proportion_interval``.
    """
    now, before = proportion_interval(*later, level, scale=1), proportion_interval(*earlier, level, scale=1)
    low, high = _joined(later[0] / later[1], now, earlier[0] / earlier[1], before)
    return Interval(lower=low * scale, upper=high * scale, level=level, method=IntervalMethod.NEWCOMBE)


def rate_difference_interval(
    later: tuple[float, float], earlier: tuple[float, float], level: float = LEVEL_95, *, per: float = 1
) -> Interval:
    """Give the interval of a later rate less an earlier one; each is a count and its population.

    Raises:
        ValueError: as ``count_interval``.
    """
    now, before = (count_interval(count, level, per=per, population=whole) for count, whole in (later, earlier))
    low, high = _joined(per * later[0] / later[1], now, per * earlier[0] / earlier[1], before)
    return Interval(lower=low, upper=high, level=level, method=IntervalMethod.DIFFERENCE_OF_RATES)


def _joined(now: float, of_now: Interval, before: float, of_before: Interval) -> tuple[float, float]:
    """Join the intervals of two figures to that of their difference, each end from the two ends that make it."""
    gap = now - before
    down = math.hypot(now - of_now.lower, of_before.upper - before)
    up = math.hypot(of_now.upper - now, before - of_before.lower)
    return gap - down, gap + up


def _check(numerator: float, denominator: float) -> None:
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator:g} of {denominator:g} is no proportion")


def _wilson(share: float, number: float, z: float) -> tuple[float, float]:
    middle = share + z * z / (2 * number)
    reach = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    whole = 1 + z * z / number
    return (middle - reach) / whole, (middle + reach) / whole


def _byar(count: float, z: float) -> tuple[float, float]:
    above = count + 1
    # So far stretched that the root turns round, the lower end is nought, not below it.
    low = count * max(0.0, 1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    return low, high


def _exact_poisson(count: float, z: float) -> tuple[float, float]:
    tail = max(float(ndtr(-z)), SMALLEST_TAIL)
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low, float(chdtri(2 * count + 2, tail)) / 2
