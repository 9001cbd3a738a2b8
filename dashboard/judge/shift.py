"""Which way a change goes, in one place: better or worse by polarity, higher or lower where neither end is good."""

from __future__ import annotations

from enum import StrEnum

from dashboard.vocabulary import Polarity


class Shift(StrEnum):
    """Which way a figure moved; each is the word for it."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


def shift_of(change: float, polarity: Polarity) -> Shift:
    """Name a change that is not nought."""
    is_up = change > 0
    if not polarity.has_better_end:
        return Shift.HIGHER if is_up else Shift.LOWER
    return Shift.BETTER if is_up == (polarity is Polarity.HIGHER_IS_BETTER) else Shift.WORSE
