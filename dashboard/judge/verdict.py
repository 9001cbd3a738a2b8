"""Whether a figure beside a benchmark is news: the interval verdict, and how far authorities scatter on their own.

Source: Fingertips (a benchmark inside the 95 % interval is similar, its ends included; outside 99.8 % is much better or
worse) and Spiegelhalter's over-dispersion (z winsorised at 10 %, phi the mean of its squares, used where above 1).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from dashboard.judge.intervals import Interval

# The share of areas at either end whose z is pulled in before the scatter is measured.
WINSORISED = 0.1


class Clear(StrEnum):
    """Whether a difference is more than chance would give."""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot_say"


class Beside(StrEnum):
    """Where a figure lies beside a benchmark by its intervals; much is outside the wider one."""

    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"
    MUCH_HIGHER = "much_higher"
    MUCH_LOWER = "much_lower"


def beside_benchmark(inner: Interval, outer: Interval, benchmark: float, *, half_digit: float = 0) -> Beside:
    """Place a figure by its 95 % and 99.8 % intervals beside a benchmark taken as exact.

    ``half_digit`` is half the last digit that the benchmark is printed with: where moving it by so much changes the
    answer, the answer is the weaker one, and similar where it would be higher at one end and lower at the other.
    """
    answers = [_beside(inner, outer, benchmark + step) for step in (-half_digit, 0, half_digit)]
    if len({answer in _BELOW for answer in answers}) > 1:
        return Beside.SIMILAR
    return min(answers, key=_STRENGTH.__getitem__)


_BELOW = frozenset({Beside.LOWER, Beside.MUCH_LOWER})
_STRENGTH = {Beside.SIMILAR: 0, Beside.HIGHER: 1, Beside.LOWER: 1, Beside.MUCH_HIGHER: 2, Beside.MUCH_LOWER: 2}


def _beside(inner: Interval, outer: Interval, benchmark: float) -> Beside:
    if inner.holds(benchmark):
        return Beside.SIMILAR
    is_lower = inner.upper < benchmark
    if outer.holds(benchmark):
        return Beside.LOWER if is_lower else Beside.HIGHER
    return Beside.MUCH_LOWER if is_lower else Beside.MUCH_HIGHER


def scatter(shares: Sequence[tuple[float, float]], benchmark: float) -> float:
    """Measure how much more authorities differ than chance would have them: phi, never below 1.

    ``shares`` are numerator and denominator of every authority, ``benchmark`` the share (0 to 1) they are held against.
    """
    if not 0 < benchmark < 1:
        return 1.0
    return _mean_square(
        (part / whole - benchmark) / math.sqrt(benchmark * (1 - benchmark) / whole) for part, whole in shares if whole
    )


def scatter_of_rates(rates: Sequence[tuple[float, float]], benchmark: float) -> float:
    """Measure the same of rates: ``rates`` are count and population, ``benchmark`` the rate per one."""
    if benchmark <= 0:
        return 1.0
    return _mean_square((count / whole - benchmark) / math.sqrt(benchmark / whole) for count, whole in rates if whole)


def _mean_square(found: Iterable[float]) -> float:
    """Pull in the scores at either end, and give the mean of the squares, at least 1."""
    scores = sorted(found)
    if not scores:
        return 1.0
    ends = int(len(scores) * WINSORISED)
    low, high = scores[ends], scores[len(scores) - 1 - ends]
    return max(1.0, math.fsum(min(max(score, low), high) ** 2 for score in scores) / len(scores))
