"""What chance can do to a figure of ours: its interval by the counts behind it, or in words why it has none."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.judge.counts import CHILDREN_OF_A_RATE
from dashboard.judge.intervals import (
    LEVEL_95,
    Interval,
    count_interval,
    difference_interval,
    proportion_interval,
    rate_difference_interval,
)
from dashboard.judge.measured import Measured
from dashboard.judge.p_values import (
    change_p_value,
    proportion_p_value,
    rate_change_p_value,
    rate_p_value,
)
from dashboard.judge.series import Point
from dashboard.precision import PER_CENT, round_half_up
from dashboard.vocabulary import Unit

# Below this many cases a percentage means too little to be shown, or held against another (statistics.md §6, "Small
# denominators").
FEWEST_CASES = 10
# What lies this little beyond half a digit was only lost in binary fractions.
SAME_WITHIN = 1e-9

NO_COUNTS = "the counts behind our figure are not known"
COUNTS_DISAGREE = "the counts behind our figure do not give the figure as printed"
TOO_FEW = f"our figure rests on fewer than {FEWEST_CASES} cases"
MAY_EXCEED = "the measure can be more than 100%, so it is not one part of a whole"
NOT_A_SHARE = "the measure is not one count out of another"

_SCALES = {Unit.PER_CENT: PER_CENT, Unit.RATE_PER_10000: CHILDREN_OF_A_RATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counts behind a figure: a part of a whole, or events in a population (``is_rate``)."""

    top: float
    bottom: float
    is_rate: bool = False

    @property
    def value(self) -> float:
        """Give the exact figure that the counts make, in its unit."""
        return (CHILDREN_OF_A_RATE if self.is_rate else PER_CENT) * self.top / self.bottom

    def interval(self, level: float = LEVEL_95, *, widened: float = 1) -> Interval:
        """Give the range the figure's level lies in: Wilson of a percentage, Byar or exact of a rate."""
        if self.is_rate:
            return count_interval(self.top, level, per=CHILDREN_OF_A_RATE, population=self.bottom, widened=widened)
        return proportion_interval(self.top, self.bottom, level, widened=widened)

    def change_interval(self, before: Counted, level: float = LEVEL_95) -> Interval:
        """Give the range that the change since an earlier figure of the same kind lies in."""
        later, earlier = (self.top, self.bottom), (before.top, before.bottom)
        if self.is_rate:
            return rate_difference_interval(later, earlier, level, per=CHILDREN_OF_A_RATE)
        return difference_interval(later, earlier, level, scale=PER_CENT)

    def benchmark_p_value(self, benchmark: float, *, half_digit: float = 0, widened: float = 1) -> float:
        """Give the p-value beside a benchmark in the figure's unit, at the weakest that its rounding allows."""
        test, scale = (rate_p_value, CHILDREN_OF_A_RATE) if self.is_rate else (proportion_p_value, PER_CENT)
        nearest = min(max(self.value, benchmark - half_digit), benchmark + half_digit)
        return test(self.top, self.bottom, nearest / scale, widened=widened)

    def change_p_value(self, before: Counted) -> float:
        """Give the p-value of the change since an earlier figure of the same kind."""
        test = rate_change_p_value if self.is_rate else change_p_value
        return test((self.top, self.bottom), (before.top, before.bottom))


def counted(measured: Measured, point: Point) -> Counted | str:
    """Give the counts behind a figure; where chance cannot be worked out from any, say why in words.

    They are to give the figure at the decimals it is printed with: others are of another stretch of time or another
    definition.
    """
    scale = _SCALES.get(measured.unit)
    if scale is None:
        return NOT_A_SHARE
    if measured.unit is Unit.PER_CENT and measured.can_exceed_100:
        return MAY_EXCEED
    top, bottom = point.numerator, point.denominator
    if point.value is None or top is None or bottom is None:
        return NO_COUNTS
    if bottom < FEWEST_CASES:
        return TOO_FEW
    is_rate = measured.unit is Unit.RATE_PER_10000
    is_sound = top >= 0 and (is_rate or top <= bottom)
    if not is_sound or not _gives(scale * top / bottom, point.value, printed_decimals(measured, point)):
        return COUNTS_DISAGREE
    return Counted(top=top, bottom=bottom, is_rate=is_rate)


def printed_decimals(measured: Measured, point: Point) -> int:
    """Give the decimals a figure is known to: those shown, or the fewer that its source publishes it with (113)."""
    fewer, value = point.decimals, point.value
    if fewer is None or value is None or fewer >= measured.decimals:
        return measured.decimals
    # What is stored finer than it was printed is known as it is stored.
    return fewer if value == float(round_half_up(value, fewer)) else measured.decimals


def _gives(exact: float, value: float, decimals: int) -> bool:
    """Tell whether counts give a figure as it is shown; halves may have been rounded either way."""
    shown = float(round_half_up(value, decimals))
    return abs(exact - shown) <= 0.5 * 10.0**-decimals + SAME_WITHIN
