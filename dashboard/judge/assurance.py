"""Assurance: whether a process as it stands will meet its target every month, some months or never."""

from __future__ import annotations

from enum import StrEnum

from dashboard.judge.xmr import Limits, side_of
from dashboard.vocabulary import Polarity


class Assurance(StrEnum):
    """What the usual range says of the target; none where there is no target or no better direction."""

    PASS = "pass"
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"
    NONE = "none"


_UPWARDS = {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1}


def judge_assurance(
    limits: Limits | None, target: float | None, polarity: Polarity, *, is_enough: bool = True
) -> Assurance:
    """Hold the last segment's limits against a target; a target on a limit is hit or miss.

    A series that never varies meets its target where its level does; ``is_enough`` tells whether a level on the target
    itself meets it ("90 or more"), or not ("below 22").
    """
    way = _UPWARDS.get(polarity)
    if limits is None or target is None or way is None:
        return Assurance.NONE
    if side_of(limits.upper, limits.lower) == 0:
        side = side_of(limits.mean, target) * way
        return Assurance.PASS if side > 0 or (side == 0 and is_enough) else Assurance.FAIL
    if side_of(target, limits.upper) > 0:
        return Assurance.FAIL if way > 0 else Assurance.PASS
    if side_of(target, limits.lower) < 0:
        return Assurance.PASS if way > 0 else Assurance.FAIL
    return Assurance.HIT_OR_MISS
