"""What is still needed to meet the year's target; no other forecast is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.periods import MONTHS_IN_YEAR
from dashboard.vocabulary import Polarity

# Last year's number of cases tells how many are left only while this year goes at a like pace: by half at most (our
# choice; 4,861 of last year's 4,920 after eleven months would leave 59 where a month has 440).
LEAST_OF_PACE, MOST_OF_PACE = 0.5, 2.0


class YearAhead(StrEnum):
    """Whether the year's target can still be met or missed."""

    SECURED = "secured"
    OUT_OF_REACH = "out_of_reach"
    NEEDS = "needs"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredRate:
    """The percentage needed over the rest of the year, with what has been so far, both out of 100."""

    state: YearAhead
    needed: float | None
    so_far: float | None


def required_rate(
    numerator: float, denominator: float, expected_denominator: float, target: float, polarity: Polarity
) -> RequiredRate:
    """Work out the percentage that the rest of the year must have for the whole year to meet its target.

    ``expected_denominator`` is the whole year's, such as last year's; ``target`` is a percentage.
    """
    so_far = 100 * numerator / denominator if denominator > 0 else None
    left = expected_denominator - denominator
    if left <= 0 or not polarity.has_better_end:
        return RequiredRate(state=YearAhead.CANNOT_SAY, needed=None, so_far=so_far)
    needed = 100 * (target / 100 * expected_denominator - numerator) / left
    return RequiredRate(state=_state(needed, polarity), needed=needed, so_far=so_far)


def required_rate_at_pace(
    numerator: float, denominator: float, expected_denominator: float, months: int, target: float, polarity: Polarity
) -> RequiredRate:
    """Work out the same, and say nothing where this year's own pace of its first ``months`` would say another thing."""
    found = required_rate(numerator, denominator, expected_denominator, target, polarity)
    pace = denominator * MONTHS_IN_YEAR / months
    left, left_at_pace = expected_denominator - denominator, pace - denominator
    own = required_rate(numerator, denominator, pace, target, polarity)
    is_like = LEAST_OF_PACE * left_at_pace <= left <= MOST_OF_PACE * left_at_pace
    if is_like and own.state is found.state:
        return found
    return RequiredRate(state=YearAhead.CANNOT_SAY, needed=None, so_far=found.so_far)


def _state(needed: float, polarity: Polarity) -> YearAhead:
    if polarity is Polarity.LOWER_IS_BETTER:
        if needed < 0:
            return YearAhead.OUT_OF_REACH
        return YearAhead.SECURED if needed >= 100 else YearAhead.NEEDS
    if needed > 100:
        return YearAhead.OUT_OF_REACH
    return YearAhead.SECURED if needed <= 0 else YearAhead.NEEDS
