"""Our own figures of one form of an indicator, as points with the counts behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.schema import Indicator
from dashboard.intake.session import Session
from dashboard.judge.derived_counts import with_derived_counts
from dashboard.judge.series import Point, full_calendar, gap, spacing_of
from dashboard.periods import Period, PeriodKind
from dashboard.views.comparing.area_figure import is_release_series
from dashboard.views.figures import Shown
from dashboard.views.standing import Standing
from dashboard.vocabulary import Basis, IndicatorId, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSeries:
    """What stands of one form, in the order of time and of one kind of period, gaps left out.

    ``denominators`` are those of the linked measure, where it is what the percentages are out of.
    """

    shown: Mapping[Period, Shown]
    points: tuple[Point, ...]
    by_period: Mapping[Period, Point]
    denominators: Mapping[Period, float]

    @property
    def kind(self) -> PeriodKind | None:
        """Give the kind of its periods; None where there are no figures."""
        return self.points[0].period.kind if self.points else None

    def up_to(self, period: Period | None) -> tuple[Point, ...]:
        """Give the points up to a period with every gap a point, the last being of that period.

        Without a period, up to the last that stands; empty where the series begins later or has other periods.
        """
        if period is None:
            return full_calendar(self.points)
        if period.kind is not self.kind:
            return ()
        known = [point for point in self.points if point.period.start <= period.start]
        if not known:
            return ()
        return full_calendar(known if known[-1].period == period else [*known, gap(period)])

    def step_at(self, period: Period) -> int:
        """Give how many periods lie between two columns of the report that states a figure: 3 for quarters."""
        latest = self.shown.get(period)
        if latest is None or period.kind is not PeriodKind.MONTH:
            return spacing_of([point.period for point in self.points])
        same = [
            at
            for at, one in self.shown.items()
            if one.edition == latest.edition and at.start < latest.figure.period.start
        ]
        if not same:
            return spacing_of([point.period for point in self.points])
        before = max(same, key=lambda at: at.start)
        return period.month_number - before.month_number


def drawn_on(indicator: Indicator) -> list[IndicatorId]:
    """List the measures whose figures a judgement rests on: its own, and the one that its percentages are out of."""
    return [one for one in (indicator.id, indicator.denominator_indicator) if one is not None]


def own_series(session: Session, standing: Standing, indicator: Indicator, basis: Basis) -> OwnSeries:
    """Gather our own figures of one form, with the counts stored or, where those are certain, worked out."""
    shown = of_one_kind(our_own(session, standing.series(indicator.id, basis, session.our_code)))
    points = tuple(_point(one) for one in shown)
    linked = _linked_denominators(session, standing, indicator, basis, points)
    decimals = {one.figure.period: one.figure.decimals for one in shown}
    counted = with_derived_counts(points, decimals, linked) if linked else points
    return OwnSeries(
        shown={one.figure.period: one for one in shown},
        points=counted,
        by_period={point.period: point for point in counted},
        denominators=linked if counted != points else {},
    )


def our_own(session: Session, shown: list[Shown]) -> list[Shown]:
    """Keep our own monthly line: a month that a national release gives once a year is no point of it.

    Full years are published by both; where no report of ours gives the form at all, the releases' figures are the line.
    """
    own = [
        one
        for one in shown
        if one.figure.period.kind is not PeriodKind.MONTH or not is_release_series(session, one.report)
    ]
    return own or shown


def of_one_kind(shown: list[Shown]) -> list[Shown]:
    """Keep the commonest kind of period where figures of one form stand under several."""
    kinds = Counter(one.figure.period.kind for one in shown)
    if len(kinds) < 2:
        return shown
    commonest = kinds.most_common(1)[0][0]
    return [one for one in shown if one.figure.period.kind is commonest]


def _point(shown: Shown) -> Point:
    figure = shown.figure
    return Point(
        period=figure.period,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        missing=figure.missing,
        decimals=figure.decimals,
    )


def _linked_denominators(
    session: Session, standing: Standing, indicator: Indicator, basis: Basis, points: Sequence[Point]
) -> dict[Period, float]:
    """Give the linked measure's stored counts of the same form and periods; empty for what is no plain share."""
    linked = indicator.denominator_indicator
    if linked is None or indicator.unit is not Unit.PER_CENT or indicator.can_exceed_100:
        return {}
    found = {point.period: standing.value(linked, basis, session.our_code, point.period) for point in points}
    return {period: value for period, value in found.items() if value is not None}
