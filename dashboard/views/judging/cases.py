"""Gather from the store's figures everything that a judgement may rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import pandas as pd

from dashboard.catalogue.schema import Indicator, Target, Trajectory
from dashboard.intake.session import Session
from dashboard.judge.case import Case
from dashboard.judge.series import Point, full_calendar
from dashboard.judge.travel import is_comparable_step
from dashboard.periods import Period, PeriodKind
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.views.comparing.measure import measure_of
from dashboard.views.comparing.our_counts import counts_by_period
from dashboard.views.comparing.series import FULL_YEAR_BASES, ComparatorSeries
from dashboard.views.judging.as_reported import as_first_reported
from dashboard.views.judging.level import Level, level_of
from dashboard.views.judging.measured import measured_of
from dashboard.views.judging.others import Others
from dashboard.views.judging.own_series import OwnSeries, own_series
from dashboard.views.judging.year_so_far import year_so_far
from dashboard.views.standing import Standing
from dashboard.vocabulary import Basis, IndicatorId

CaseKey = tuple[IndicatorId, Basis, Period | None, int | None, bool]


class Cases:
    """The cases of what stands at one moment, each gathered when it is asked for and kept.

    ``report`` is the one whose targets hold; without, that of the edition which states each figure. ``figures`` are the
    store's rows at that moment, of every area, where they have been read; without, comparators are read here.
    ``comparators`` are everyone's figures of the measures for which they have been put together already. ``editions``
    are those that stand, where they are others than the store's: one to come may stand among them. ``shared`` gives
    everyone's figures to which the counts of our own years are added here: those differ with what is known of them.
    """

    def __init__(
        self,
        session: Session,
        standing: Standing,
        *,
        as_of: AsOf = NOW,
        report: str | None = None,
        figures: pd.DataFrame | None = None,
        comparators: Mapping[IndicatorId, ComparatorSeries] | None = None,
        editions: Sequence[Edition] | None = None,
        shared: Callable[[Indicator], ComparatorSeries] | None = None,
    ) -> None:
        self._session = session
        self._standing = standing
        self._as_of = as_of
        self._report = report
        self._figures = figures
        self._comparators = comparators or {}
        self._given_editions = editions
        self._shared = shared
        self._own: dict[tuple[IndicatorId, Basis], OwnSeries] = {}
        self._others: dict[IndicatorId, Others] = {}
        self._cases: dict[CaseKey, Case | None] = {}

    def case_of(
        self,
        indicator: Indicator,
        basis: Basis,
        period: Period | None = None,
        *,
        step: int | None = None,
        with_others: bool = True,
    ) -> Case | None:
        """Gather a period's case, that of the last that stands without one; None where no point stands up to it.

        ``step`` is how many periods earlier the direction of travel is since; without, it is told from the columns of
        the edition that states the figure. ``with_others`` adds the comparators.

        Raises:
            StoreError: when the comparators cannot be read.
        """
        key = (indicator.id, basis, period, step, with_others)
        if key not in self._cases:
            points = self.series(indicator, basis).up_to(period)
            self._cases[key] = self._made(indicator, basis, points, step, with_others=with_others) if points else None
        return self._cases[key]

    def series(self, indicator: Indicator, basis: Basis) -> OwnSeries:
        """Give our own figures of one form."""
        key = (indicator.id, basis)
        if key not in self._own:
            self._own[key] = own_series(self._session, self._standing, indicator, basis)
        return self._own[key]

    def _made(
        self, indicator: Indicator, basis: Basis, points: tuple[Point, ...], step: int | None, *, with_others: bool
    ) -> Case:
        series, latest = self.series(indicator, basis), points[-1]
        shown = series.shown.get(latest.period)
        report = self._report or (shown.report if shown else None)
        target = indicator.target_for(latest.period.financial_year, basis, report)
        level, reason = self._level(indicator, basis, latest.period, target)
        return Case(
            measured=measured_of(indicator, self._session.catalogue, basis, latest.period.kind),
            basis=basis,
            points=points,
            known=self._known_months(indicator, basis, latest.period),
            as_reported=as_first_reported(points, series.shown, self._editions),
            before=_before(points, basis, step or series.step_at(latest.period)),
            target=target,
            level=level,
            level_reason=reason,
            whole_years=self._whole_years(indicator, latest.period),
            year_so_far=year_so_far(indicator, basis, latest.period, lambda form: self.series(indicator, form), report),
            trajectory=_trajectory(indicator, basis, latest.period),
            others=self._beside(indicator).beside(latest, basis) if with_others else (),
            questions=indicator.questions_to_ask,
            is_provisional=bool(shown and shown.figure.provisional)
            and self._is_awaited(indicator, basis, latest.period),
        )

    @cached_property
    def _editions(self) -> Sequence[Edition]:
        if self._given_editions is not None:
            return self._given_editions
        return self._session.store.standing_editions(self._as_of)

    @cached_property
    def _rows(self) -> Mapping[str, pd.DataFrame]:
        """Give each indicator's rows, taken apart once: a release has a hundred thousand."""
        if self._figures is None:
            return {}
        return {str(name): rows for name, rows in self._figures.groupby("indicator", sort=False)}

    def _beside(self, indicator: Indicator) -> Others:
        if indicator.id not in self._others:
            own = None if self._figures is None else self._rows.get(str(indicator.id), self._figures.iloc[:0])
            self._others[indicator.id] = Others(
                self._session,
                indicator,
                as_of=self._as_of,
                figures=own,
                counts=lambda: counts_by_period(self.series(indicator, measure_of(indicator).basis).points),
                series=self._comparators.get(indicator.id),
                shared=self._shared,
            )
        return self._others[indicator.id]

    def _level(self, indicator: Indicator, basis: Basis, period: Period, target: Target | None) -> Level:
        if target is None or target.relative_to is None:
            return None, ""
        return level_of(self._beside(indicator), target.relative_to, period, basis)

    def _known_months(self, indicator: Indicator, basis: Basis, period: Period) -> tuple[Point, ...]:
        """Give single months, from which windows of twelve can be taken apart."""
        if basis is not Basis.ROLLING_12_MONTHS:
            return ()
        months, end = self.series(indicator, Basis.IN_MONTH), period.end
        if months.kind is not PeriodKind.MONTH:
            return ()
        return tuple(point for point in months.points if point.period.end <= end)

    def _is_awaited(self, indicator: Indicator, basis: Basis, period: Period) -> bool:
        """Tell whether a national figure is still to take a provisional one's place: none is, or it is out already."""
        if not indicator.published or basis in FULL_YEAR_BASES:
            return bool(indicator.published)
        years = self._whole_years(indicator, period)
        return not any(year.value is not None and year.period.end == period.end for year in years)

    def _whole_years(self, indicator: Indicator, period: Period) -> tuple[Point, ...]:
        """Give our yearly figures that had ended by then, in the form that is published."""
        published = measure_of(indicator).basis
        form = published if published in FULL_YEAR_BASES else Basis.FINANCIAL_YEAR
        series, end = self.series(indicator, form), period.end
        return full_calendar(point for point in series.points if point.period.end <= end)


def _before(points: tuple[Point, ...], basis: Basis, step: int) -> Point | None:
    """Give the point that the direction of travel is since; None where there is none to compare with."""
    latest = points[-1].period
    earlier = latest.shift(-step)
    found = next((point for point in reversed(points) if point.period == earlier), None)
    return found if found is not None and is_comparable_step(basis, latest, earlier) else None


def _trajectory(indicator: Indicator, basis: Basis, period: Period) -> Trajectory | None:
    """Give the trajectory of the form that began last by then, else the first to come."""
    found = sorted((one for one in indicator.trajectories if one.basis is basis), key=lambda one: one.since.start)
    begun = [one for one in found if one.since.start <= period.end]
    return begun[-1] if begun else next(iter(found), None)
