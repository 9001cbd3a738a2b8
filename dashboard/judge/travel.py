"""Direction of travel: the direction of performance since the period before, with reference to polarity."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.bands import bands
from dashboard.catalogue.schema import Target
from dashboard.judge.rag import level_as_shown
from dashboard.judge.series import Point
from dashboard.periods import Period
from dashboard.precision import round_half_up
from dashboard.vocabulary import Basis, Polarity, Rag, Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The direction of travel, the period it is since, and by how much the figures as shown differ (now less then).

    ``moved`` is where the number itself went: -1 down, 0 level, 1 up, None where there is no comparison.
    """

    state: Travel
    moved: int | None
    since: Period | None = None
    change: float | None = None


def direction_of(
    current: float | None,
    before: Point | None,
    *,
    polarity: Polarity,
    rag: Rag,
    decimals: int,
    target: Target | None,
    level: float | None = None,
) -> Direction:
    """Compare a figure with an earlier one, both as they are shown, that is rounded to ``decimals``.

    A decline is "still within limits of target" unless the current figure is rated red. Close to target, what counts
    is the distance from the whole green range, inside which every figure is as good as another. ``level`` is the
    figure that a relative target is set by. Source: the key of the scorecard ("Direction of travel represents the
    direction of performance since the previous month with reference to the polarity of good performance"); the state
    for an unchanged figure with a polarity is ours, for the key has none.
    """
    since = before.period if before is not None else None
    if current is None or before is None or before.value is None:
        return Direction(state=Travel.NO_COMPARISON, moved=None, since=since)
    now, then = round_half_up(current, decimals), round_half_up(before.value, decimals)
    moved = (now > then) - (now < then)
    state = _PLAIN[moved]
    if polarity is not Polarity.NO_POLARITY:
        gain = {Polarity.HIGHER_IS_BETTER: moved, Polarity.LOWER_IS_BETTER: -moved}.get(polarity)
        if gain is None:
            gain = _nearer(float(now), float(then), target, polarity, level_as_shown(level, decimals))
        state = Travel.NO_COMPARISON if gain is None else _performance(gain, rag)
    return Direction(state=state, moved=moved, since=since, change=float(now - then))


def _nearer(now: float, then: float, target: Target | None, polarity: Polarity, level: float | None) -> int | None:
    """Tell whether a figure is nearer to green than the earlier one (1), as near (0) or further (-1)."""
    found = bands(target, polarity, level)
    if found is None:
        return None
    distance, earlier = found.distance(now), found.distance(then)
    return (distance < earlier) - (distance > earlier)


def is_comparable_step(basis: Basis, current: Period, before: Period) -> bool:
    """Tell whether a figure has a direction since an earlier one: a year to date starts again every April."""
    return basis is not Basis.YEAR_TO_DATE or current.financial_year == before.financial_year


_PLAIN = {1: Travel.INCREASE_NO_POLARITY, 0: Travel.STABLE_NO_POLARITY, -1: Travel.DECREASE_NO_POLARITY}


def _performance(gain: int, rag: Rag) -> Travel:
    if gain == 0:
        return Travel.STABLE_WITH_POLARITY
    if gain > 0:
        return Travel.IMPROVEMENT
    return Travel.DECLINE_NOT_ON_TARGET if rag is Rag.RED else Travel.DECLINE_WITHIN_LIMITS
