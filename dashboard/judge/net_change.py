"""The change of a stock from one month's end to the next: the children who came less those who left."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.judge.counts import CHILDREN_OF_A_RATE, Counts
from dashboard.judge.separate import Derivation, NotSeparate, Separate, WhyNotSeparate, as_separate, left_out
from dashboard.judge.series import Point, spacing_of
from dashboard.vocabulary import Unit


def net_changes(points: Sequence[Point], unit: Unit) -> Separate | NotSeparate:
    """Give the change of a stock since the period before; of a rate, per 10,000 of the present population."""
    if unit not in {Unit.COUNT, Unit.FULL_TIME_EQUIVALENT, Unit.RATE_PER_10000}:
        return NotSeparate(reason=WhyNotSeparate.SHARE_OF_A_STOCK)
    if all(point.value is None for point in points):
        return NotSeparate(reason=WhyNotSeparate.NO_FIGURES)
    stocks = {point.period: found for point in points if (found := _stock(point, unit)) is not None}
    if not stocks:
        return NotSeparate(reason=WhyNotSeparate.NO_COUNTS)
    step = spacing_of([point.period for point in points])
    changes = [_net_change(point, stocks.get(point.period), stocks.get(point.period.shift(-step))) for point in points]
    return as_separate(changes, Derivation.NET_CHANGE)


def _stock(point: Point, unit: Unit) -> Counts | None:
    if point.value is None or unit is not Unit.RATE_PER_10000:
        return None if point.value is None else Counts(top=point.value)
    if not point.denominator or point.denominator < 0:
        return None
    printed = point.value * point.denominator / CHILDREN_OF_A_RATE
    return Counts(top=printed if point.numerator is None else point.numerator, population=point.denominator)


def _net_change(point: Point, now: Counts | None, before: Counts | None) -> Point:
    if now is None or before is None:
        return left_out(point)
    change = now.minus(before).top
    if now.population is None:
        return Point(period=point.period, value=change)
    value = change * CHILDREN_OF_A_RATE / now.population
    return Point(period=point.period, value=value, numerator=change, denominator=now.population)
