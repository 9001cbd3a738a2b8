"""Words for a rating, a direction of travel and a place beside another's figure; sentences are in ``phrases.py``."""

from __future__ import annotations

from dashboard.judge.comparison import Position
from dashboard.vocabulary import Rag, Travel

RAG_WORDS: dict[Rag, str] = {
    Rag.GREEN: "On target",
    Rag.AMBER: "Within tolerance",
    Rag.RED: "Off target",
    Rag.NO_TARGET: "No target set",
    Rag.NOT_RATED: "Not rated",
    Rag.NO_FIGURE: "No figure",
}

TRAVEL_WORDS: dict[Travel, str] = {
    Travel.IMPROVEMENT: "Better",
    Travel.DECLINE_WITHIN_LIMITS: "Worse, within limits",
    Travel.DECLINE_NOT_ON_TARGET: "Worse, off target",
    Travel.STABLE_WITH_POLARITY: "No change",
    Travel.INCREASE_NO_POLARITY: "Up",
    Travel.STABLE_NO_POLARITY: "No change",
    Travel.DECREASE_NO_POLARITY: "Down",
    Travel.NO_COMPARISON: "No comparison",
}

# A decline of a figure without a rating: no limits are set that it could be within.
UNRATED_DECLINE = "Worse"
UNRATED_DECLINE_TITLE = "Decline in performance; no target is set to hold it against"

TRAVEL_TITLES: dict[Travel, str] = {
    Travel.IMPROVEMENT: "Improvement in performance",
    Travel.DECLINE_WITHIN_LIMITS: "Decline in performance but still within limits of target",
    Travel.DECLINE_NOT_ON_TARGET: "Decline in performance, not on target",
    Travel.STABLE_WITH_POLARITY: "No change in performance",
    Travel.INCREASE_NO_POLARITY: "Increase in numbers (no good or bad performance)",
    Travel.STABLE_NO_POLARITY: "No change in numbers (no good or bad performance)",
    Travel.DECREASE_NO_POLARITY: "Decrease in numbers (no good or bad performance)",
    Travel.NO_COMPARISON: "There is no figure to compare with",
}


def travel_words(state: Travel, rag: Rag) -> tuple[str, str]:
    """Give a direction's word and its full sentence; without a rating there are no limits to be within."""
    if state is Travel.DECLINE_WITHIN_LIMITS and rag in (Rag.NO_TARGET, Rag.NOT_RATED):
        return UNRATED_DECLINE, UNRATED_DECLINE_TITLE
    return TRAVEL_WORDS[state], TRAVEL_TITLES[state]


POSITION_PHRASES: dict[Position, str] = {
    Position.BETTER: "better than",
    Position.WORSE: "worse than",
    Position.SAME: "the same as",
    Position.HIGHER: "higher than",
    Position.LOWER: "lower than",
    Position.CANNOT_SAY: "beside",
}


def position_words(position: Position, *, is_higher: bool, difference: str) -> str:
    """Say where ours stands beside another's figure, with which way the number lies and by how much."""
    if position is Position.CANNOT_SAY:
        return "Cannot say: one of the two has no figure"
    if position is Position.SAME:
        return "The same"
    side = "higher" if is_higher else "lower"
    judged = f" ({position})" if position in (Position.BETTER, Position.WORSE) else ""
    return f"Ours is {difference} {side}{judged}"
