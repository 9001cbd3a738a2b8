"""XmR charts as NHS England teaches them ("Making Data Count"): limits, rules and assurance of separate periods.

Values stand in the order of time, one for each period, None where a period has no figure. A gap is never bridged: it
breaks runs and trends, and both moving ranges that touch it are left out.

Source of the rules: NHSRplotthedots (nhs-r-community), against whose answers they are tested; where the package is
wrong, ``docs/explanation/judgements.md`` lists what is done instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

# The factor of XmR limits: three standard deviations, each the mean moving range over 1.128, as NHS England rounds it.
LIMIT_FACTOR = 2.66
NEAR_SHARE = 2 / 3
# A moving range of this many mean moving ranges or more is screened out once (the upper limit of an mR chart).
SCREEN_FACTOR = 3.267
# Binary fractions make 0.1 + 0.2 more than 0.3: what differs by less than this share is the same figure.
SAME_WITHIN = 1e-9

Values = Sequence[float | None]


class Rule(StrEnum):
    """The rule by which a point stands out, and on which side."""

    OUTSIDE_ABOVE = "outside_above"
    OUTSIDE_BELOW = "outside_below"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_IN_THREE_ABOVE = "two_in_three_above"
    TWO_IN_THREE_BELOW = "two_in_three_below"
    SHIFT_ABOVE = "shift_above"
    SHIFT_BELOW = "shift_below"

    @property
    def is_high(self) -> bool:
        """Tell a point that stands out upwards from one that does downwards."""
        return self in _HIGH


_HIGH = frozenset({Rule.OUTSIDE_ABOVE, Rule.TREND_UP, Rule.TWO_IN_THREE_ABOVE, Rule.SHIFT_ABOVE})


class TwoInThree(StrEnum):
    """Which points count for "two in three": those between 2 and 3 sigma, or all beyond 2."""

    BETWEEN_2_AND_3_SIGMA = "between_2_and_3_sigma"
    BEYOND_2_SIGMA = "beyond_2_sigma"


@dataclass(frozen=True, slots=True, kw_only=True)
class XmrRules:
    """How a chart is made; the defaults are those of NHSRplotthedots.

    ``fix_after`` lets only the first so many points of each segment feed its limits.
    """

    screen: bool = True
    shift: int = 7
    trend: int = 7
    two_in_three: TwoInThree = TwoInThree.BETWEEN_2_AND_3_SIGMA
    fix_after: int | None = None
    factor: float = LIMIT_FACTOR


DEFAULT_RULES = XmrRules()
# NHS England's spreadsheet never screens, takes six points for a trend and every point beyond 2 sigma.
NHS_EXCEL_RULES = XmrRules(screen=False, trend=6, two_in_three=TwoInThree.BEYOND_2_SIGMA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The usual level and range of one segment; the near limits lie at two thirds of the way."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The points from ``first`` up to and without ``end``, with their limits; None below two points with figures."""

    first: int
    end: int
    limits: Limits | None
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class XmrChart:
    """A series with its segments and, for each point, the rule by which it stands out (None: it does not)."""

    values: tuple[float | None, ...]
    segments: tuple[Segment, ...]
    rules: tuple[Rule | None, ...]


def make_chart(values: Values, rules: XmrRules = DEFAULT_RULES, rebase_at: Iterable[int] = ()) -> XmrChart:
    """Make the chart; each position of ``rebase_at`` is the first of a new segment, across which nothing runs."""
    starts = sorted({0, *(at for at in rebase_at if 0 < at < len(values))})
    bounds = pairwise([*starts, len(values)])
    segments = tuple(_segment(values, first, end, rules) for first, end in bounds)
    marks = [mark for segment in segments for mark in _marks(values[segment.first : segment.end], segment, rules)]
    return XmrChart(values=tuple(values), segments=segments, rules=tuple(marks))


def limits_of(values: Values, rules: XmrRules = DEFAULT_RULES) -> Limits | None:
    """Work out a segment's limits; None where there are not two figures next to each other.

    Screening leaves out single moving ranges when the spread is worked out, never a point or its share in the mean.
    """
    base = values[: rules.fix_after] if rules.fix_after else values
    figures = [value for value in base if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(base) if a is not None and b is not None]
    if not ranges:
        return None
    mean, spread = _mean(figures), _mean(ranges)
    if rules.screen and spread > 0:
        # One jump in a series that else never moves would leave no range at all, and every point outside it.
        spread = _mean([moved for moved in ranges if moved < SCREEN_FACTOR * spread]) or spread
    reach = rules.factor * spread
    return Limits(
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        near_lower=mean - NEAR_SHARE * reach,
        near_upper=mean + NEAR_SHARE * reach,
    )


def _segment(values: Values, first: int, end: int, rules: XmrRules) -> Segment:
    own = values[first:end]
    points = sum(value is not None for value in own)
    return Segment(first=first, end=end, limits=limits_of(own, rules), points=points)


def _marks(values: Values, segment: Segment, rules: XmrRules) -> list[Rule | None]:
    """Name for each point the first rule that applies: outside, trend, two in three, shift."""
    limits = segment.limits
    if limits is None:
        return [None] * len(values)
    sides = [side_of(value, limits.mean) for value in values]
    near = [_near_side(value, limits, rules.two_in_three) for value in values]
    by_rule = (
        [_outside_side(value, limits) for value in values],
        trend_sides(values, rules.trend),
        two_in_three_sides(near, sides),
        shift_sides(sides, rules.shift),
    )
    return [_first_rule(point) for point in zip(*by_rule, strict=True)]


_NAMED = (
    {1: Rule.OUTSIDE_ABOVE, -1: Rule.OUTSIDE_BELOW},
    {1: Rule.TREND_UP, -1: Rule.TREND_DOWN},
    {1: Rule.TWO_IN_THREE_ABOVE, -1: Rule.TWO_IN_THREE_BELOW},
    {1: Rule.SHIFT_ABOVE, -1: Rule.SHIFT_BELOW},
)


def _first_rule(point: Sequence[int]) -> Rule | None:
    return next((named[side] for named, side in zip(_NAMED, point, strict=True) if side), None)


def side_of(value: float | None, level: float) -> int:
    """Tell the side of a level on which a point lies: 1 above, -1 below, 0 on it or without a figure."""
    if value is None or math.isclose(value, level, rel_tol=SAME_WITHIN, abs_tol=SAME_WITHIN):
        return 0
    return 1 if value > level else -1


def _outside_side(value: float | None, limits: Limits) -> int:
    """Tell a point beyond a limit; one that lies on it is inside."""
    if side_of(value, limits.upper) > 0:
        return 1
    return -1 if side_of(value, limits.lower) < 0 else 0


def _near_side(value: float | None, limits: Limits, counted: TwoInThree) -> int:
    if counted is TwoInThree.BETWEEN_2_AND_3_SIGMA and _outside_side(value, limits):
        return 0
    if side_of(value, limits.near_upper) > 0:
        return 1
    return -1 if side_of(value, limits.near_lower) < 0 else 0


def shift_sides(sides: Sequence[int], length: int) -> list[int]:
    """Mark the runs of ``length`` points or more on one side of the mean; a point on the mean breaks a run."""
    return [side if side and size >= length else 0 for side, size in _runs(sides) for _ in range(size)]


def trend_sides(values: Values, length: int) -> list[int]:
    """Mark the trends of ``length`` points or more, each above (or below) the one before.

    Where one trend ends and the next begins in the same point, the later one has it.
    """
    steps = [0 if a is None or b is None else side_of(b, a) for a, b in pairwise(values)]
    marks = [0] * len(values)
    at = 0
    for side, size in _runs(steps):
        if side and size >= length - 1:
            marks[at : at + size + 1] = [side] * (size + 1)
        at += size
    return marks


def two_in_three_sides(near: Sequence[int], sides: Sequence[int]) -> list[int]:
    """Mark the points near a limit, of three in a row all on its side of the mean with two or more near it."""
    marks = [0] * len(near)
    for at in range(len(near) - 2):
        window = range(at, at + 3)
        side = sides[at]
        is_one_sided = side != 0 and all(sides[place] == side for place in window)
        close = [place for place in window if near[place] == side]
        if is_one_sided and len(close) >= 2:
            for place in close:
                marks[place] = side
    return marks


def _runs(sides: Iterable[int]) -> Iterator[tuple[int, int]]:
    return ((side, len(list(group))) for side, group in groupby(sides))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
