"""The vertical axis: how far it reaches, and the sentence that says so where it does not start at 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from dashboard.views.indicator import TrendView

# Below this share of the highest figure, starting at 0 costs little and misleads nobody.
ZERO_BASED_BELOW = 0.5
TICKS_WANTED = 5
HEADROOM = 0.08
NICE_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
FULL_SHARE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From where to where the axis runs, and its ticks' distance."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Give the places of the ticks."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + place * self.step, 6) for place in range(count + 1))


def axis_of(view: TrendView) -> Axis:
    """Fit the axis to what is drawn: figures, the usual range, comparators, targets and tolerances."""
    return fit_axis(_drawn(view), view.unit_suffix)


def fit_axis(figures: Sequence[float], unit_suffix: str) -> Axis:
    """Fit an axis to figures: from 0 where that costs little, else round about them; never past 100 per cent."""
    low, high = (min(figures), max(figures)) if any(figures) else (0.0, 1.0)
    # A flat line still needs room: a twentieth of its level.
    spread = (high - low) or abs(high) / 20
    if 0 <= low < ZERO_BASED_BELOW * high:
        low = 0.0
        spread = high
    step = _nice_step(spread * (1 + 2 * HEADROOM) / TICKS_WANTED)
    bottom = low if low == 0 else max(floor((low - HEADROOM * spread) / step) * step, 0.0 if low > 0 else -float("inf"))
    top = ceil((high + HEADROOM * spread) / step) * step
    if unit_suffix == "%" and high <= FULL_SHARE < top:
        top = FULL_SHARE
    return _whole_steps(bottom, top, step)


def axis_words(view: TrendView) -> str:
    """Say where the axis starts, when it leaves 0 out."""
    axis = axis_of(view)
    if axis.low <= 0 <= axis.high:
        return ""
    low = f"{axis.low:,g}{view.unit_suffix}".replace("-", "−")
    return f"The vertical axis starts at {low}, not at 0."


def _drawn(view: TrendView) -> list[float]:
    figures = [point.value for point in view.points if point.value is not None]
    figures += [level.value for level in view.comparators]
    figures += [end for band in view.ranges for end in (band.low, band.high)]
    for band in view.targets:
        ends = (band.target, band.green_low, band.green_high, band.amber_low, band.amber_high)
        figures += [end for end in ends if end is not None]
    return figures


def _nice_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return float(next(nice * power for nice in NICE_STEPS if nice * power >= rough * 0.999))


def _whole_steps(bottom: float, top: float, step: float) -> Axis:
    """Let the bottom give way where the top is fixed, so that the ticks fall on both ends."""
    count = ceil(round((top - bottom) / step, 6))
    return Axis(low=round(max(top - count * step, min(bottom, 0.0)), 6), high=round(top, 6), step=step)
