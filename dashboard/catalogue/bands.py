"""The bands that a target comes to, however its tolerance is stated.

Which ends count: those of green and amber as the catalogue states them; the end of a tolerance, of a near miss and the
floor standard themselves are within tolerance. A figure equal to the comparator's, both as shown, is not above it, so
it is off a relative target ("Above ...") unless ``or_equal`` is said or a tolerance takes it in.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.targets import Bound, Target
from dashboard.precision import FULL_PRECISION, PER_CENT, round_half_up
from dashboard.vocabulary import Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """What is green and what is amber; green is tried first, and what is in neither is red."""

    green: Bound
    amber: Bound | None

    def distance(self, shown: float) -> float:
        """Give how far a figure lies from green, 0 inside it; an end of it is not away from it."""
        below = self.green.low - shown if self.green.low is not None else 0
        above = shown - self.green.high if self.green.high is not None else 0
        return _tidy(max(below, above, 0))

    def is_within_tolerance(self, shown: float) -> bool:
        """Tell whether a figure that is not green is amber; printed bands may leave a gap to green (98-99.9%, 100%)."""
        green, amber = self.green, self.amber
        if amber is None:
            return False
        if amber.contains(shown):
            return True
        in_gap_below = amber.high is not None and green.low is not None and amber.high < shown < green.low
        in_gap_above = amber.low is not None and green.high is not None and green.high < shown < amber.low
        return in_gap_below or in_gap_above


def bands(target: Target | None, polarity: Polarity, level: float | None = None) -> Bands | None:
    """Work out a target's bands; None where there is none, or none that can be worked out.

    ``level`` is the figure that a relative target is set by, as it is shown.
    """
    green = _green(target, polarity, level)
    if target is None or green is None:
        return None
    return Bands(green=green, amber=_amber(target, green, polarity))


def _green(target: Target | None, polarity: Polarity, level: float | None) -> Bound | None:
    if target is None or target.relative_to is None or level is None:
        return target.green if target is not None else None
    match polarity:
        case Polarity.HIGHER_IS_BETTER:
            return Bound(at_least=level) if target.or_equal else Bound(above=level)
        case Polarity.LOWER_IS_BETTER:
            return Bound(at_most=level) if target.or_equal else Bound(below=level)
        case Polarity.CLOSE_TO_TARGET:
            return Bound(at_least=level, at_most=level)
        case Polarity.NO_POLARITY:
            return None


def _amber(target: Target, green: Bound, polarity: Polarity) -> Bound | None:
    if target.amber is not None:
        return target.amber
    # Where green is open at an end, no figure is short of it on that side.
    low = None if polarity is Polarity.LOWER_IS_BETTER else _outer_end(target, green.low, -1)
    high = None if polarity is Polarity.HIGHER_IS_BETTER else _outer_end(target, green.high, 1)
    if low is not None and high is not None:
        return Bound(at_least=low, at_most=high)
    if low is not None:
        return Bound(at_least=low, below=green.at_least, at_most=green.above)
    if high is not None:
        return Bound(at_most=high, above=green.at_most, at_least=green.below)
    return None


def _outer_end(target: Target, end: float | None, outwards: int) -> float | None:
    """Give where amber ends on one side of green, itself included."""
    if end is None:
        return None
    if target.tolerance is not None:
        return _tidy(end + outwards * target.tolerance)
    if target.near_miss is not None:
        return _tidy(end + outwards * abs(end) * target.near_miss / PER_CENT)
    return target.floor


def _tidy(value: float) -> float:
    """Give back the decimal figure that was meant: 22.1 less 0.1 is 22, not 22.000000000000004."""
    return float(round_half_up(value, FULL_PRECISION))
