"""Direction of travel: the direction of performance since the period before, with reference to polarity."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.periods import Period
from dashboard.precision import round_half_up
from dashboard.vocabulary import Basis, Polarity, Rag, Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelJudgement:
    """The state, and where the number itself went: -1 down, 0 level, 1 up, None where there is no comparison."""

    state: Travel
    moved: int | None


def judge_travel(
    current: float | None,
    previous: float | None,
    *,
    polarity: Polarity,
    rag: Rag,
    decimals: int,
    target: float | None = None,
) -> TravelJudgement:
    """Compare two figures as they are shown, that is rounded to ``decimals``.

    A decline is "still within limits of target" unless the current figure is rated red. ``target`` is the figure a
    close-to-target measure should be near. Source: the key of the scorecard ("Direction of travel represents the
    direction of performance since the previous month with reference to the polarity of good performance"); the state
    for an unchanged figure with a polarity is ours, for the key has none.
    """
    if current is None or previous is None:
        return TravelJudgement(state=Travel.NO_COMPARISON, moved=None)
    now, before = round_half_up(current, decimals), round_half_up(previous, decimals)
    moved = (now > before) - (now < before)
    if polarity is Polarity.NO_POLARITY:
        return TravelJudgement(state=_PLAIN[moved], moved=moved)
    gain = moved
    if polarity is Polarity.LOWER_IS_BETTER:
        gain = -moved
    elif polarity is Polarity.CLOSE_TO_TARGET:
        if target is None:
            return TravelJudgement(state=Travel.NO_COMPARISON, moved=moved)
        distance, earlier = abs(float(now) - target), abs(float(before) - target)
        gain = (distance < earlier) - (distance > earlier)
    return TravelJudgement(state=_performance(gain, rag), moved=moved)


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
