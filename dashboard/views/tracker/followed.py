"""The measures that a tracker follows in a month: each with its form, its judgement and its latest figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.catalogue.presenting import Tracker, TrackerMeasure, TrackerTheme
from dashboard.catalogue.schema import Indicator
from dashboard.judge.judgement import Judgement
from dashboard.judge.series import spacing_of
from dashboard.periods import Period
from dashboard.views.figures import Shown
from dashboard.views.ground import Ground, MonthGround
from dashboard.views.judging.own_series import our_own
from dashboard.vocabulary import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One measure of a theme as at the tracker's month.

    ``judged`` is its latest figure's judgement, None where it has none at all; ``past`` are all its figures that stand,
    and ``shown`` the latest.
    """

    theme: TrackerTheme
    indicator: Indicator
    basis: Basis
    as_at: Period
    judged: Judgement | None
    shown: Shown | None
    past: tuple[Shown, ...]

    @property
    def period(self) -> Period | None:
        """Give the latest figure's period."""
        return self.judged.case.latest.period if self.judged else None

    @property
    def has_figure(self) -> bool:
        """Tell whether the latest period has a figure."""
        return self.judged is not None and self.judged.case.latest.value is not None

    @property
    def is_of_month(self) -> bool:
        """Tell whether the latest period ends with the tracker's month."""
        return self.period is not None and self.period.end == self.as_at.end

    @property
    def is_late(self) -> bool:
        """Tell whether a later period had ended by the month and nothing is stated of it.

        Quarterly figures are not late in the months between.
        """
        if self.judged is None or self.period is None:
            return False
        step = spacing_of([point.period for point in self.judged.case.points])
        return self.period.shift(step).end <= self.as_at.end


def months_of(ground: Ground, tracker: Tracker) -> tuple[Period, ...]:
    """List the months of which a report states any of a tracker's measures, the latest first; else every month.

    Another report may be out sooner, or go back further, than those that the tracker is made from.
    """
    measures = _measures(tracker)
    figures, numbers = ground.figures, {edition.number for edition in ground.scorecards}
    stated = figures["indicator"].isin(measures) & figures["edition"].isin(numbers)
    codes = set(figures.loc[stated, "as_at"].unique())
    return tuple(month for month in ground.months if str(month) in codes) or ground.months


def opening_month(ground: Ground, tracker: Tracker) -> Period:
    """Give the month that the tracker opens at: the latest of which most of its measures are stated."""
    return ground.newest_full(months_of(ground, tracker), _measures(tracker))


def _measures(tracker: Tracker) -> set[str]:
    return {str(measure.indicator) for theme in tracker.themes for measure in theme.measures}


def follow(month: MonthGround, tracker: Tracker) -> tuple[Followed, ...]:
    """Judge the measures of the tracker's themes at a month, in the tracker's order.

    Raises:
        StoreError: when the comparators cannot be read.
    """
    return tuple(one for theme in tracker.themes_at(month.as_at) for one in _of_theme(month, theme))


def _of_theme(month: MonthGround, theme: TrackerTheme) -> Iterator[Followed]:
    for measure in theme.measures:
        indicator = month.session.catalogue.indicator(measure.indicator)
        if indicator is not None:
            yield _followed(month, theme, indicator, measure)


def _followed(month: MonthGround, theme: TrackerTheme, indicator: Indicator, measure: TrackerMeasure) -> Followed:
    basis = measure.basis or _first_form(month, indicator)
    past = _past(month, indicator, basis)
    judged = month.reading.judged(indicator, basis) if past else None
    latest = judged.case.latest.period if judged else None
    return Followed(
        theme=theme,
        indicator=indicator,
        basis=basis,
        as_at=month.as_at,
        judged=judged,
        shown=next((one for one in reversed(past) if one.figure.period == latest), None),
        past=past,
    )


def _first_form(month: MonthGround, indicator: Indicator) -> Basis:
    """Give the first form that has figures, as the measure's own page does."""
    with_figures = (form for form in indicator.forms if _past(month, indicator, form))
    return next(with_figures, indicator.forms[0])


def _past(month: MonthGround, indicator: Indicator, basis: Basis) -> tuple[Shown, ...]:
    session = month.session
    return tuple(our_own(session, month.standing.series(indicator.id, basis, session.our_code)))
