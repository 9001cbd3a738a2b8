"""What stands out among many tests, and how many of many indicators are marked by chance alone.

Source: Benjamini and Hochberg 1995, "Controlling the False Discovery Rate". Only real tests have a share of it
(a benchmark, a change on a year, five years); a state by process limits is none and takes no part.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.precision import round_half_up

LEVEL = 0.05
# How often the latest of 24 separate, unchanging months is marked (4,000 simulated series; statistics.md §0).
LATEST_POINT_RATE = 0.018
# What a share of a level loses in binary fractions: less than this apart is on the level.
SAME_WITHIN = 1e-12

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested(Generic[Key]):
    """One test with what it was about; ``p_value`` is from 0 to 1, None or NaN where it could not be made."""

    key: Key
    p_value: float | None


def adjusted_p_values(tests: Iterable[Tested[Key]]) -> tuple[tuple[Key, float], ...]:
    """Give each test that was made with its p-value adjusted for all of them, in the order given.

    Raises:
        ValueError: when a p-value is below 0 or above 1.
    """
    made = [(test.key, test.p_value) for test in tests if test.p_value is not None and not math.isnan(test.p_value)]
    if not made:
        return ()
    if any(not 0 <= p_value <= 1 for _, p_value in made):
        raise ValueError("p-values must include only numbers between 0 and 1")
    adjusted = _adjusted([p_value for _, p_value in made])
    return tuple((key, value) for (key, _), value in zip(made, adjusted, strict=True))


def _adjusted(p_values: Sequence[float]) -> list[float]:
    """Multiply each by how many there are over its place from the least; none is above one that is greater."""
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted, least = list(p_values), 1.0
    for place in range(len(p_values), 0, -1):
        at = order[place - 1]
        least = min(least, p_values[at] * (len(p_values) / place))
        adjusted[at] = least
    return adjusted


def stands_out(tests: Iterable[Tested[Key]], level: float = LEVEL) -> tuple[Key, ...]:
    """Name the tests that stand out, in the order given; at most ``level`` of such a list is there by chance.

    Raises:
        ValueError: when a p-value is below 0 or above 1.
    """
    return tuple(key for key, value in adjusted_p_values(tests) if value <= level + SAME_WITHIN)


def expected_by_chance(indicators: int) -> int:
    """Give how many of so many unchanging indicators have their latest month marked all the same, rounded."""
    return int(round_half_up(indicators * LATEST_POINT_RATE, 0))
