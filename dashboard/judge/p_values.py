"""The p-values by which the list of what stands out is drawn up; they are for that list alone and never shown.

Those beside a benchmark are the intervals' own tests turned round: below 0.05 where the 95 % interval leaves the
benchmark out (Wilson, Byar from ten, exact Poisson below). A change is tested by its score, with the two pooled.
"""

from __future__ import annotations

import math
from collections.abc import Callable

# The functions beneath ``scipy.stats``, which itself takes half a second to import.
from scipy.special import chdtrc, ndtri, pdtr, pdtrc

from dashboard.judge.intervals import BYAR_FROM, SMALLEST_TAIL

Counts = tuple[float, float]


def proportion_p_value(numerator: float, denominator: float, benchmark: float, *, widened: float = 1) -> float:
    """Test a proportion against a benchmark (0 to 1) by its score; ``widened`` shrinks z for over-dispersion."""
    if not 0 < benchmark < 1:
        return 1.0 if numerator == benchmark * denominator else 0.0
    error = math.sqrt(benchmark * (1 - benchmark) / denominator)
    return _two_sided((numerator / denominator - benchmark) / error / widened)


def rate_p_value(count: float, population: float, benchmark: float, *, widened: float = 1) -> float:
    """Test a count against a benchmark, the rate per one of the population."""
    expected = benchmark * population
    if expected <= 0:
        return 1.0 if count <= 0 else 0.0
    if count >= BYAR_FROM:
        return _two_sided(_byar_z(count, expected) / widened)
    at_least = float(pdtrc(count - 1, expected)) if count >= 1 else 1.0
    tail = min(float(pdtr(count, expected)), at_least)
    return _two_sided(max(0.0, -float(ndtri(max(tail, SMALLEST_TAIL)))) / widened)


def change_p_value(later: Counts, earlier: Counts) -> float:
    """Test the change between two proportions, each a count and what it is out of."""
    return _pooled(later, earlier, lambda share: share * (1 - share))


def rate_change_p_value(later: Counts, earlier: Counts) -> float:
    """Test the change between two rates, each a count and its population."""
    return _pooled(later, earlier, lambda rate: rate)


def trend_p_value(chi_squared: float) -> float:
    """Turn the five-year test's chi-squared, of one degree of freedom, into its p-value."""
    return float(chdtrc(1, chi_squared))


def _pooled(later: Counts, earlier: Counts, variance_of: Callable[[float], float]) -> float:
    """Hold the gap between two figures against the spread they would have, were they one."""
    level = (later[0] + earlier[0]) / (later[1] + earlier[1])
    variance = variance_of(level) * (1 / later[1] + 1 / earlier[1])
    return _two_sided((later[0] / later[1] - earlier[0] / earlier[1]) / math.sqrt(variance)) if variance > 0 else 1.0


def _byar_z(count: float, expected: float) -> float:
    """Give the z at which an end of Byar's interval comes to lie on the count expected."""
    if expected < count:
        return max(0.0, 3 * math.sqrt(count) * (1 - 1 / (9 * count) - math.cbrt(expected / count)))
    above = count + 1
    return max(0.0, 3 * math.sqrt(above) * (math.cbrt(expected / above) - 1 + 1 / (9 * above)))


def _two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))
