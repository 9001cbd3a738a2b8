"""RAG: a figure against its year's target and tolerance."""

from __future__ import annotations

from dashboard.catalogue.schema import Bound, Target
from dashboard.precision import round_half_up
from dashboard.vocabulary import Rag


def judge_rag(value: float | None, target: Target | None, decimals: int) -> Rag:
    """Rate a figure as it is shown, that is rounded to ``decimals``.

    Green is tried first, then amber; what is in neither is red. A target that is only words ("Above Stat Neighbour
    Average") is not rated. Source: the key of the monthly scorecard, "RAG (in month)".
    """
    if target is None:
        return Rag.NO_TARGET
    if target.green is None:
        return Rag.NOT_RATED
    if value is None:
        return Rag.NO_FIGURE
    shown = float(round_half_up(value, decimals))
    if target.green.contains(shown):
        return Rag.GREEN
    return Rag.AMBER if _within_tolerance(shown, target.green, target.amber) else Rag.RED


def _within_tolerance(shown: float, green: Bound, amber: Bound | None) -> bool:
    """Tell whether a figure short of green is in amber; printed bands may leave a gap between them (98-99.9%, 100%)."""
    if amber is None:
        return False
    if amber.contains(shown):
        return True
    in_gap_below = amber.high is not None and green.low is not None and amber.high < shown < green.low
    in_gap_above = amber.low is not None and green.high is not None and green.high < shown < amber.low
    return in_gap_below or in_gap_above
