"""Confidence intervals of proportions, counts and rates, and of the difference of two proportions.

Source: Public Health England's technical guide behind PHEindicatormethods: Wilson for proportions, Byar for counts and
rates of ten or more, exact Poisson below; Newcombe's method 10 for a difference of two proportions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from scipy.stats import binomtest, chi2, norm

# Byar's approximation serves counts of this many and more.
BYAR_FROM = 10
LEVEL_95, LEVEL_998 = 0.95, 0.998


class IntervalMethod(StrEnum):
    """How an interval was worked out."""

    WILSON = "wilson"
    BYAR = "byar"
    EXACT_POISSON = "exact_poisson"
    NEWCOMBE = "newcombe"


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


def z_value(level: float) -> float:
    """Give the number of standard deviations on either side that hold so much of a normal distribution."""
    return float(norm.ppf(1 - (1 - level) / 2))


def proportion_interval(
    numerator: float, denominator: float, level: float = LEVEL_95, *, scale: float = 100, widened: float = 1
) -> Interval:
    """Give Wilson's interval of a proportion, times ``scale``; ``widened`` stretches z for over-dispersion.

    Raises:
        ValueError: when the counts are negative, the denominator is nought, or there are more of than out of.
    """
    _check(numerator, denominator)
    if widened == 1 and numerator == int(numerator) and denominator == int(denominator):
        found = binomtest(int(numerator), int(denominator)).proportion_ci(level, method="wilson")
        low, high = float(found.low), float(found.high)
    else:
        low, high = _wilson(numerator / denominator, denominator, z_value(level) * widened)
    return Interval(
        lower=max(0.0, low) * scale, upper=min(1.0, high) * scale, level=level, method=IntervalMethod.WILSON
    )


def count_interval(
    count: float, level: float = LEVEL_95, *, per: float = 1, population: float = 1, widened: float = 1
) -> Interval:
    """Give the interval of a count, or of the rate ``per`` so many of a ``population``.

    Raises:
        ValueError: when the count is negative or the population is not positive.
    """
    if count < 0 or population <= 0:
        raise ValueError("a count is not negative, and a population is more than nought")
    is_byar = count >= BYAR_FROM
    low, high = _byar(count, z_value(level) * widened) if is_byar else _exact_poisson(count, level)
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
    p_now, p_before = later[0] / later[1], earlier[0] / earlier[1]
    gap = p_now - p_before
    down = math.hypot(p_now - now.lower, before.upper - p_before)
    up = math.hypot(now.upper - p_now, p_before - before.lower)
    return Interval(lower=(gap - down) * scale, upper=(gap + up) * scale, level=level, method=IntervalMethod.NEWCOMBE)


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
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    return low, high


def _exact_poisson(count: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2
