"""Counts behind figures, added up and taken apart: those of a window are the sum of those of its months."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.judge.series import Point
from dashboard.periods import Period
from dashboard.precision import PER_CENT
from dashboard.vocabulary import Missing, Unit

# Counts are whole numbers: what is nearer to one than this was only lost in binary fractions.
WHOLE_WITHIN = 1e-6
CHILDREN_OF_A_RATE = 10_000

# Units whose figure is one count over another, with what one over one makes.
_SCALES = {Unit.PER_CENT: PER_CENT, Unit.AVERAGE: 1, Unit.DAYS: 1}
# A sum of days or of caseloads need not be whole, nor is it part of what it is divided by.
_SUMS_OVER = frozenset({Unit.AVERAGE, Unit.DAYS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What adds up from month to month: the count, and what it is out of; a population stands as it is."""

    top: float
    bottom: float | None = None
    population: float | None = None

    def plus(self, other: Counts) -> Counts:
        """Add another stretch's counts; the population stays ours."""
        bottom = None if self.bottom is None or other.bottom is None else self.bottom + other.bottom
        return Counts(top=self.top + other.top, bottom=bottom, population=self.population)

    def minus(self, other: Counts) -> Counts:
        """Take another stretch's counts out; the population stays ours."""
        bottom = None if self.bottom is None or other.bottom is None else self.bottom - other.bottom
        return Counts(top=self.top - other.top, bottom=bottom, population=self.population)

    def agrees_with(self, other: Counts) -> bool:
        """Tell whether two add-ups of the same months come to the same counts."""
        gap = self.minus(other)
        return abs(gap.top) <= WHOLE_WITHIN and abs(gap.bottom or 0) <= WHOLE_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the figures of a unit come from counts; a percentage that is no share may pass 100."""

    unit: Unit
    can_exceed_100: bool = False

    def of(self, point: Point) -> Counts | None:
        """Give the counts behind a figure; None where they are not known.

        A month without cases has counts, nought of nought, though it has no percentage. Full-time equivalents have
        none: they are amounts at a moment, not events that add up.
        """
        if self.unit is Unit.COUNT:
            return None if point.value is None else Counts(top=point.value)
        top, bottom = point.numerator, point.denominator
        if top is None or bottom is None or (point.value is None and bottom != 0):
            return None
        if self.unit is Unit.RATE_PER_10000:
            return Counts(top=top, population=bottom) if bottom > 0 else None
        return Counts(top=top, bottom=bottom) if self.unit in _SCALES else None

    def is_sound(self, counts: Counts) -> bool:
        """Tell whether counts can be those of any month: whole, not negative, no more than what they are out of."""
        if not self._is_whole(counts) or counts.top < -WHOLE_WITHIN:
            return False
        if counts.bottom is None:
            return True
        if counts.bottom < -WHOLE_WITHIN:
            return False
        may_exceed = self.unit in _SUMS_OVER or self.can_exceed_100
        has_cases = counts.bottom > WHOLE_WITHIN
        return counts.top <= counts.bottom + WHOLE_WITHIN or (may_exceed and has_cases)

    def _is_whole(self, counts: Counts) -> bool:
        parts = [counts.bottom] if self.unit in _SUMS_OVER else [counts.top, counts.bottom]
        return all(abs(part - round(part)) <= WHOLE_WITHIN for part in parts if part is not None)

    def point(self, period: Period, counts: Counts) -> Point:
        """Make the figure of sound counts; a month without cases has none."""
        top = counts.top if self.unit in _SUMS_OVER else round(counts.top)
        if self.unit is Unit.COUNT:
            return Point(period=period, value=float(top))
        if counts.population is not None:
            value = top * CHILDREN_OF_A_RATE / counts.population
            return Point(period=period, value=value, numerator=top, denominator=counts.population)
        bottom = round(counts.bottom or 0)
        if bottom == 0:
            return Point(period=period, value=None, numerator=0, denominator=0, missing=Missing.NOT_APPLICABLE)
        value = top * _SCALES[self.unit] / bottom
        return Point(period=period, value=value, numerator=top, denominator=bottom)
