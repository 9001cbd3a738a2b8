"""Comparison: where our printed figure stands beside another's, by polarity."""

from __future__ import annotations

from enum import StrEnum

from dashboard.precision import round_half_up
from dashboard.vocabulary import Polarity

NOT_COMPARABLE = "not_comparable"


class Position(StrEnum):
    """Printed figure against printed figure; says nothing of chance, which is told apart from it."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_SAY = "cannot_say"

    @property
    def code(self) -> str:
        """Give the word that the command line prints: two figures without a position are ``not_comparable``."""
        return NOT_COMPARABLE if self is Position.CANNOT_SAY else str(self)


def judge_position(ours: float | None, theirs: float | None, polarity: Polarity, decimals: int) -> Position:
    """Place our figure beside another's of the same period, both as they are shown.

    Without a polarity (or with one that has no better end) the answer is only higher, lower or the same.
    """
    if ours is None or theirs is None:
        return Position.CANNOT_SAY
    mine, other = round_half_up(ours, decimals), round_half_up(theirs, decimals)
    if mine == other:
        return Position.SAME
    if polarity is Polarity.HIGHER_IS_BETTER:
        return Position.BETTER if mine > other else Position.WORSE
    if polarity is Polarity.LOWER_IS_BETTER:
        return Position.BETTER if mine < other else Position.WORSE
    return Position.HIGHER if mine > other else Position.LOWER
