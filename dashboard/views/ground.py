"""Our own figures at one moment, read once from the store and shared by every page of that moment."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from functools import cached_property

import pandas as pd

from dashboard.catalogue.schema import Indicator, ReportLayout
from dashboard.intake.session import Session
from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.periods import Period, PeriodKind
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import Standing, ended_by, figures_up_to, stand
from dashboard.vocabulary import AreaCode, IndicatorId

# Under these the printed scorecard's benchmarks are kept.
BENCHMARK_AREAS: tuple[AreaCode, ...] = (
    STATISTICAL_NEIGHBOURS,
    BEST_STATISTICAL_NEIGHBOUR,
    ENGLAND,
    NATIONAL_TOP_QUARTILE,
)

# A month is opened at once half as many measures are stated of it as of the fullest month (our choice): one report may
# be out before the others.
FULL_ENOUGH = 0.5

# A month's figures and judgements take some megabytes; readers ask for the latest few.
MONTHS_KEPT = 16


class Ground:
    """Our authority's figures, and the benchmarks printed beside them, as they stood at one moment.

    ``figures`` are the store's rows of every measure of the catalogue, for our area and the printed benchmarks'.
    What is worked out from them is kept: one ground serves every reader until the store moves on. Hold ``lock`` while
    a view is built, so that two readers who ask at once have each figure read and judged once.

    Without ``hindsight`` nothing that became known after the moment is said beside it, such as how many of its figures
    have been restated since.
    """

    def __init__(self, session: Session, as_of: AsOf = NOW, *, hindsight: bool = True) -> None:
        self.session = session
        self.as_of = as_of
        self.may_say_since = hindsight or as_of == NOW
        self.lock = threading.RLock()
        self._months: dict[Period, MonthGround] = {}
        self._comparators: dict[IndicatorId, ComparatorSeries] = {}

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Give the store's rows, read once; not to be changed."""
        measures = [indicator.id for indicator in self.session.catalogue.indicators]
        areas = [self.session.our_code, *BENCHMARK_AREAS]
        # By measure, too: a release may hold half a million figures of measures that no scorecard has.
        return self.session.store.figures(as_of=self.as_of, indicators=measures, areas=areas)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """List the editions that stood."""
        return tuple(self.session.store.standing_editions(self.as_of))

    @cached_property
    def scorecards(self) -> tuple[Edition, ...]:
        """List the standing editions of our own monthly and quarterly reports, in the order of month and issue."""
        layouts = {report.id: report.layout for report in self.session.catalogue.reports}
        found = [one for one in self.editions if one.as_at and layouts.get(one.report) is ReportLayout.MEASURE_PER_ROW]
        return tuple(sorted(found, key=lambda one: (str(one.as_at), one.issue_number, one.number)))

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """List the months as at which a report of ours stood, the latest first."""
        found = {one.as_at for one in self.scorecards if one.as_at and one.as_at.kind is PeriodKind.MONTH}
        return tuple(sorted(found, key=lambda month: month.sort_key, reverse=True))

    def newest_full(self, months: Sequence[Period], measures: Collection[str] | None = None) -> Period:
        """Give the newest of ``months``, the latest first, whose reports state most of what a month's reports state.

        ``measures`` are the ids that count, every measure without. Where no month is fuller it is the latest.
        """
        figures, numbers = self.figures, {edition.number for edition in self.scorecards}
        ours = figures[(figures["area"] == self.session.our_code) & figures["edition"].isin(numbers)]
        if measures is not None:
            ours = ours[ours["indicator"].isin(list(measures))]
        stated = ours.groupby("as_at")["indicator"].nunique()
        enough = FULL_ENOUGH * max((int(stated.get(str(month), 0)) for month in months), default=0)
        return next(month for month in months if stated.get(str(month), 0) >= enough)

    def comparators(self, indicator: Indicator) -> ComparatorSeries:
        """Give everyone's figures of a measure, which are the same whatever month ours are held against them."""
        with self.lock:
            if indicator.id not in self._comparators:
                self._comparators[indicator.id] = ComparatorSeries(
                    self.session, measure_of(indicator), as_of=self.as_of, first_published=True, year_by_year=True
                )
            return self._comparators[indicator.id]

    def month(self, as_at: Period) -> MonthGround:
        """Give what our reports up to a month stated, of periods that had ended by then."""
        with self.lock:
            found = self._months.pop(as_at, None) or MonthGround(self, as_at)
            self._months[as_at] = found
            while len(self._months) > MONTHS_KEPT:
                del self._months[next(iter(self._months))]
            return found


class MonthGround:
    """What our reports up to a month stated, with the figures of others as they stood at the ground's moment.

    The Indicator page reads a month in the same way, so that a measure reads alike on both.
    """

    def __init__(self, ground: Ground, as_at: Period) -> None:
        self.ground = ground
        self.as_at = as_at

    @property
    def session(self) -> Session:
        """Give the session of the ground."""
        return self.ground.session

    @property
    def as_of(self) -> AsOf:
        """Give the moment of the ground."""
        return self.ground.as_of

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Give the store's rows that were known at the month; not to be changed."""
        reports = [report.id for report in self.session.catalogue.reports]
        return ended_by(figures_up_to(self.ground.figures, reports, self.as_at), self.as_at)

    @cached_property
    def standing(self) -> Standing:
        """Settle which figures stood at the month."""
        return stand(self.session, self.figures)

    @cached_property
    def reading(self) -> Reading:
        """Give the judgements of what stood at the month, each made when it is asked for and kept."""
        return Reading(
            self.session,
            self.standing,
            as_of=self.as_of,
            editions=self.ground.editions,
            shared=self.ground.comparators,
        )

    @cached_property
    def editions(self) -> Sequence[Edition]:
        """List our own reports' editions of the month itself, the last to be recorded last."""
        return tuple(one for one in self.ground.scorecards if one.as_at == self.as_at)
