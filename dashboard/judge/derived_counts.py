"""Counts worked out from a printed percentage and what it is out of, where only one whole number can be meant.

Where a sheet prints only the percentage, the measure that the catalogue names as its denominator gives it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dashboard.judge.series import Point
from dashboard.periods import Period
from dashboard.precision import FULL_PRECISION, PER_CENT, round_half_up


def with_derived_counts(
    points: Sequence[Point], decimals: Mapping[Period, int | None], denominators: Mapping[Period, float]
) -> tuple[Point, ...]:
    """Put the counts behind percentages where they are certain; those printed stay.

    Where no whole number at all gives some figure of the series, its denominator is not the one it is linked to, or
    has changed since: then none is worked out, for the rest would fit by accident. With one decimal the count is
    certain below about a thousand cases.
    """
    made = []
    for point in points:
        denominator = denominators.get(point.period)
        if point.value is None or denominator is None or _has_counts(point):
            made.append(point)
            continue
        found = _counts_behind(point.value, decimals.get(point.period), denominator)
        if not found:
            return tuple(points)
        made.append(replace(point, numerator=found[0], denominator=denominator) if len(found) == 1 else point)
    return tuple(made)


def _has_counts(point: Point) -> bool:
    return point.numerator is not None or point.denominator is not None


def _counts_behind(value: float, decimals: int | None, denominator: float) -> tuple[int, ...]:
    """List the whole numbers that round, half up, to a printed percentage, two at the most: two are as good as many.

    ``decimals`` is the precision printed, None where that is not known; a value that is stored finer than it was
    printed is taken as it is stored.
    """
    if not 0 < denominator < math.inf or denominator != int(denominator) or not 0 <= value <= PER_CENT:
        return ()
    places = FULL_PRECISION if decimals is None else max(decimals, _stored_places(value))
    printed = round_half_up(value, places)
    near = math.floor(value * denominator / PER_CENT)
    # A count and its neighbours: where two of these do not fit, none further away does.
    tried = range(max(0, near - 1), min(int(denominator), near + 2) + 1)
    fitting = [count for count in tried if round_half_up(PER_CENT * count / denominator, places) == printed]
    return tuple(fitting[:2])


def _stored_places(value: float) -> int:
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return min(FULL_PRECISION, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
