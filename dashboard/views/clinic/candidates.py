"""Which measures can go to a clinic: those with a figure at the month, each on the first form that has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.catalogue.schema import Indicator
from dashboard.judge.judgement import Judgement
from dashboard.periods import MONTHS_IN_YEAR, Period
from dashboard.views.ground import MonthGround
from dashboard.views.judging.own_series import our_own
from dashboard.views.trend import Series, fill_gaps
from dashboard.vocabulary import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One measure on one form; its last period is the month, or the last that had ended by it."""

    indicator: Indicator
    series: Series
    period: Period
    ground: MonthGround

    @property
    def judgement(self) -> Judgement:
        """Give the judgement of the last period.

        Raises:
            LookupError: when the series has no point there.
        """
        return self.judged(self.period, with_others=True)

    def judged(self, period: Period, *, with_others: bool = False) -> Judgement:
        """Give the judgement of a period of the series."""
        reading = self.ground.reading
        found = reading.judged(self.indicator, self.series.basis, period, with_others=with_others)
        if found is None:
            raise LookupError(f"{self.indicator.id} has no point up to {period}")
        return found

    @property
    def before(self) -> Iterator[Period]:
        """List the earlier periods of the series, the latest first."""
        return reversed([period for period, _ in self.series.points[:-1]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A measure without a figure at the month; ``last`` is the last period that has one, None without any."""

    indicator: Indicator
    last: Period | None


def find_candidates(ground: MonthGround) -> tuple[tuple[Candidate, ...], tuple[Absent, ...]]:
    """Part the catalogue's measures into those with a figure at the month and those without, in its order."""
    found = [candidate_of(ground, indicator) for indicator in ground.session.catalogue.indicators]
    candidates = tuple(one for one in found if isinstance(one, Candidate))
    return candidates, tuple(one for one in found if isinstance(one, Absent))


def candidate_of(ground: MonthGround, indicator: Indicator) -> Candidate | Absent:
    """Take the first form with a figure at the month; forms are never mixed."""
    every = [series for form in indicator.forms if (series := _series(ground, indicator, form)).points]
    for series in every:
        period, shown = series.points[-1]
        if shown is not None and _is_of(series, ground.as_at):
            return Candidate(indicator=indicator, series=series, period=period, ground=ground)
    ends = [period for series in every for period, shown in series.points if shown and shown.figure.value is not None]
    return Absent(indicator=indicator, last=max(ends, key=lambda period: period.end, default=None))


def _series(ground: MonthGround, indicator: Indicator, form: Basis) -> Series:
    session = ground.session
    return fill_gaps(indicator, form, our_own(session, ground.standing.series(indicator.id, form, session.our_code)))


def _is_of(series: Series, month: Period) -> bool:
    """Tell whether a series' last period is the last that had ended by a month, going by how far its periods lie apart.

    What is reported each quarter or once a year has a figure until the next one is due.
    """
    periods = [period for period, _ in series.points]
    last = periods[-1]
    step = next((step for step in range(1, MONTHS_IN_YEAR + 1) if last.shift(-step) in periods), 1)
    return last.shift(step).end > month.end
