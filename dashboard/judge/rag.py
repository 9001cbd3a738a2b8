"""RAG: a figure against its year's target and tolerance."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.bands import Bands, bands
from dashboard.catalogue.schema import Target
from dashboard.judge.targets import target_words
from dashboard.precision import round_half_up
from dashboard.vocabulary import Polarity, Rag, Unit

NO_TARGET = "no target set"
NO_FIGURE = "no figure"
TARGET_IN_WORDS = "the target is in words, so no figure can be held against it"
NO_LEVEL = "the figure that the target is relative to is not known"

# An average is shown with one decimal more than the figures it is taken over, and two at most.
LEVEL_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RagJudgement:
    """A rating, the target in words ("22% or less", empty where none is set), and in words why it is not rated."""

    state: Rag
    target: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    unit: Unit
    polarity: Polarity


def rate(
    value: float | None,
    target: Target | None,
    *,
    polarity: Polarity,
    unit: Unit,
    decimals: int,
    level: float | None = None,
    level_reason: str = "",
) -> RagJudgement:
    """Rate a figure as it is shown, that is rounded to ``decimals``.

    ``level`` is the figure that a relative target is set
    by, ``level_reason`` why there is none. Source: the key of the monthly scorecard, "RAG (in month)".
    """
    if target is None:
        return RagJudgement(state=Rag.NO_TARGET, reason=NO_TARGET)
    shown_level = level_as_shown(level, decimals)
    words = target_words(target, _Measure(unit=unit, polarity=polarity), shown_level)
    if value is None:
        return RagJudgement(state=Rag.NO_FIGURE, target=words, reason=NO_FIGURE)
    found = bands(target, polarity, shown_level)
    if found is None:
        reason = TARGET_IN_WORDS if target.relative_to is None else level_reason or NO_LEVEL
        return RagJudgement(state=Rag.NOT_RATED, target=words, reason=reason)
    return RagJudgement(state=colour_of(found, float(round_half_up(value, decimals))), target=words)


def colour_of(found: Bands, shown: float) -> Rag:
    """Give the colour of a figure, rounded as it is shown: green is tried first, and what is in neither is red."""
    if found.green.contains(shown):
        return Rag.GREEN
    return Rag.AMBER if found.is_within_tolerance(shown) else Rag.RED


def level_as_shown(level: float | None, decimals: int) -> float | None:
    """Round a comparator's figure as an average of figures of so many decimals is shown: 20.01 beside 21.3."""
    if level is None:
        return None
    return float(round_half_up(level, max(decimals, min(decimals + 1, LEVEL_DECIMALS))))
