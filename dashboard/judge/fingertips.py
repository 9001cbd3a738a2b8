"""The other ways in which Fingertips compares a figure, for whoever has to match its pages.

It uses a target's two ways where an indicator has a goal instead of a benchmark, funnel limits on its funnel plots, and
overlapping intervals where both sides are samples of similar size. Nothing here is used to judge: whether two
intervals overlap is too strict a test (differences that are clear go unseen), so a figure is held against a benchmark
by its own interval (``verdict.beside_benchmark``), two figures by the interval of their difference
(``intervals.difference_interval``), and a target by the council's own bands (``rag``).

Source: fingertips-open, the classes named ``...Comparer``.
"""

from __future__ import annotations

import math
from enum import StrEnum

from dashboard.judge.intervals import LEVEL_95, Interval, IntervalMethod, z_value
from dashboard.judge.verdict import Beside
from dashboard.precision import PER_CENT
from dashboard.vocabulary import Polarity


class Category(StrEnum):
    """What Fingertips says of a figure beside a target or a benchmark."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"


def single_target(value: float, target: float, polarity: Polarity) -> Category:
    """Hold a figure against a target; one on it has met it (SingleValueTargetComparer)."""
    gain = value - target if polarity is Polarity.HIGHER_IS_BETTER else target - value
    return Category.BETTER if gain >= 0 else Category.WORSE


def single_target_with_interval(interval: Interval, target: float, polarity: Polarity) -> Category:
    """Hold a figure's interval against a target; one that lies in it is similar (SingleValueTargetComparer)."""
    if interval.holds(target):
        return Category.SIMILAR
    return category_of(Beside.HIGHER if interval.lower > target else Beside.LOWER, polarity)


def range_target(value: float, lower: float, upper: float, polarity: Polarity) -> Category:
    """Hold a figure against a target with two bounds, the upper not in its range (RangeTargetComparer)."""
    if lower <= value < upper:
        return Category.SIMILAR
    return category_of(Beside.HIGHER if value >= upper else Beside.LOWER, polarity)


def intervals_overlap(area: Interval, comparator: Interval) -> Beside:
    """Tell two figures whose intervals do not touch apart (DoubleOverlappingCIsComparer)."""
    if area.lower > comparator.upper:
        return Beside.HIGHER
    return Beside.LOWER if area.upper < comparator.lower else Beside.SIMILAR


def funnel_limits(benchmark: float, denominator: float, level: float = LEVEL_95) -> Interval:
    """Give the limits about a benchmark, both in per cent, within which figures of so many cases are similar to it.

    A figure lies outside them exactly where its Wilson interval leaves the benchmark out (SpcForProportionsComparer).
    """
    share = benchmark / PER_CENT
    reach = z_value(level) * math.sqrt(share * (1 - share) / denominator)
    low, high = max(0.0, share - reach), min(1.0, share + reach)
    return Interval(lower=low * PER_CENT, upper=high * PER_CENT, level=level, method=IntervalMethod.FUNNEL)


def category_of(beside: Beside, polarity: Polarity) -> Category:
    """Turn higher and lower into better and worse; both levels count alike."""
    if beside is Beside.SIMILAR:
        return Category.SIMILAR
    is_higher = beside in (Beside.HIGHER, Beside.MUCH_HIGHER)
    return Category.BETTER if is_higher == (polarity is Polarity.HIGHER_IS_BETTER) else Category.WORSE
