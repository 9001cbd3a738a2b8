"""The counts behind our own published percentages where no release carries them, as far as they are certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dashboard.intake.session import Session
from dashboard.judge.derived_counts import with_derived_counts
from dashboard.judge.series import Point
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure
from dashboard.views.standing import stand
from dashboard.vocabulary import Unit

# Numerator and denominator by year.
YearCounts = Mapping[Period, tuple[float, float]]
CountsOf = Callable[[], YearCounts]


def our_counts(session: Session, measure: Measure, figures: Iterable[AreaFigure], *, as_of: AsOf) -> YearCounts:
    """Give numerator and denominator of the years of ours that lack them, by the measure that is their denominator.

    The same are behind a judgement of the year, so that every page says the same of it.
    """
    ours, indicator = tuple(figures), measure.indicator
    linked = indicator.denominator_indicator if indicator else None
    is_share = indicator is not None and measure.unit is Unit.PER_CENT and not indicator.can_exceed_100
    if linked is None or not is_share or all(one.numerator is not None for one in ours):
        return {}
    rows = session.store.figures(as_of=as_of, indicators=[linked], bases=[measure.basis], areas=[session.our_code])
    standing = stand(session, rows)
    wholes = {one.period: standing.value(linked, measure.basis, session.our_code, one.period) for one in ours}
    points = [
        Point(
            period=one.period,
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            missing=one.missing if one.value is None else None,
        )
        for one in ours
    ]
    known = {period: whole for period, whole in wholes.items() if whole is not None}
    made = with_derived_counts(points, {one.period: one.decimals for one in ours}, known)
    return counts_by_period(made)


def counts_by_period(points: Iterable[Point]) -> YearCounts:
    """Give the counts of the points that have both."""
    return {
        point.period: (point.numerator, point.denominator)
        for point in points
        if point.numerator is not None and point.denominator is not None
    }
