"""Targets: the one figure that a target is about, and a target in words."""

from __future__ import annotations

from typing import Protocol

from dashboard.catalogue.bands import bands
from dashboard.catalogue.schema import Bound, Target
from dashboard.vocabulary import AreaRole, Polarity, Unit

# Nothing is more than all of it: "100%", not "100% or more".
WHOLE = 100

LEVEL_WORDS: dict[AreaRole, str] = {
    AreaRole.STATISTICAL_NEIGHBOURS: "the statistical neighbours' average",
    AreaRole.BEST_STATISTICAL_NEIGHBOUR: "the best statistical neighbour",
    AreaRole.ENGLAND: "the England figure",
    AreaRole.NATIONAL_TOP_QUARTILE: "the threshold of the best quarter of authorities",
    AreaRole.REGION: "the regional figure",
}


class Rated(Protocol):
    """A measure of which only the unit and the better direction matter."""

    @property
    def unit(self) -> Unit:
        """Give what one unit of its figures is."""

    @property
    def polarity(self) -> Polarity:
        """Give which way is good."""


def goal_of(target: Target | None, polarity: Polarity, level: float | None = None) -> float | None:
    """Give the one figure that a target is about: the end of green that is to be reached.

    None where good is close to the target or neither way, and where there are no bands.
    """
    found = bands(target, polarity, level)
    if found is None:
        return None
    ends = {Polarity.HIGHER_IS_BETTER: found.green.low, Polarity.LOWER_IS_BETTER: found.green.high}
    return ends.get(polarity)


def is_goal_enough(target: Target | None, polarity: Polarity, level: float | None = None) -> bool:
    """Tell whether a figure equal to the goal meets the target: 22 meets ``at_most: 22``, not ``below: 22``."""
    found, goal = bands(target, polarity, level), goal_of(target, polarity, level)
    return found is not None and goal is not None and found.green.contains(goal)


# ------------------------------------------------------------------------------------------------------
# In words
# ------------------------------------------------------------------------------------------------------


def target_words(target: Target | None, measure: Rated, level: float | None = None) -> str:
    """Say a target in words: "Below 22%", "90% or more", or its own words; empty where there is none.

    A relative one names the comparator, with its figure where it is known: "Above the statistical neighbours' average
    (20.0%)".
    """
    if target is None:
        return ""
    if target.relative_to is not None:
        return _relative_words(target, measure, level)
    if target.text:
        return target.text
    return bound_words(target.green, measure) if target.green else ""


def tolerance_words(target: Target | None, measure: Rated, level: float | None = None) -> str:
    """Say the amber band as a range: "22% to 26%"; empty where there is none."""
    found = bands(target, measure.polarity, level)
    if found is None or found.amber is None:
        return ""
    low = found.amber.low if found.amber.low is not None else found.green.high
    high = found.amber.high if found.amber.high is not None else found.green.low
    return " to ".join(_plain(end, measure.unit) for end in (low, high) if end is not None)


def bound_words(bound: Bound, measure: Rated) -> str:
    """Say a band with its ends as they count: "Below 22%", "10.8% or less", "10% to 15%"."""
    if bound.low is not None and bound.high is not None:
        return f"{_plain(bound.low, measure.unit)} to {_plain(bound.high, measure.unit)}"
    if bound.at_least is not None and bound.at_least == WHOLE and measure.unit is Unit.PER_CENT:
        return _plain(bound.at_least, measure.unit)
    if bound.at_least is not None:
        return f"{_plain(bound.at_least, measure.unit)} or more"
    if bound.at_most is not None:
        return f"{_plain(bound.at_most, measure.unit)} or less"
    if bound.below is not None:
        return f"Below {_plain(bound.below, measure.unit)}"
    return f"Above {_plain(bound.low, measure.unit)}" if bound.low is not None else ""


def _relative_words(target: Target, measure: Rated, level: float | None) -> str:
    sides = {Polarity.HIGHER_IS_BETTER: "above", Polarity.LOWER_IS_BETTER: "below"}
    side = sides.get(measure.polarity)
    opening = "Close to" if side is None else f"At or {side}" if target.or_equal else side.capitalize()
    whose = LEVEL_WORDS[target.relative_to] if target.relative_to is not None else ""
    return f"{opening} {whose}" + (f" ({_plain(level, measure.unit)})" if level is not None else "")


def _plain(value: float, unit: Unit) -> str:
    """Write a target's figure with no more decimals than it was set with."""
    return f"{value:g}%" if unit is Unit.PER_CENT else f"{value:,g}"
