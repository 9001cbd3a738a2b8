"""Build the trend of one indicator on one stated basis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.catalogue.bands import Bands, bands
from dashboard.catalogue.presenting import Event
from dashboard.catalogue.schema import Indicator
from dashboard.formatting import BASIS_WORDS, UNIT_WORDS, format_figure, uncapital, unit_suffix
from dashboard.judge.judgement import Judgement
from dashboard.judge.rag import level_as_shown
from dashboard.judge.targets import target_words
from dashboard.periods import Period, PeriodKind
from dashboard.views.comparators import Compared
from dashboard.views.figures import Shown, figure_words, restated_from
from dashboard.views.indicator import BreakMark, ComparatorLevel, TargetBand, TrendPoint, TrendView
from dashboard.views.indicator_events import events_within
from dashboard.views.judging.own_series import of_one_kind
from dashboard.views.trend_alt import alt_words
from dashboard.views.usual_range import PointMark, is_of_printed_points, marks_of, ranges_of, rules_of
from dashboard.vocabulary import Basis, Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One local series: its form, and every period from the first to the last, with a figure, a reason, or nothing."""

    indicator: Indicator
    basis: Basis
    points: tuple[tuple[Period, Shown | None], ...]

    @property
    def years(self) -> list[Period]:
        """List the financial years that the series touches, in order."""
        return sorted({period.financial_year for period, _ in self.points}, key=lambda year: year.start)

    @property
    def latest(self) -> tuple[Period, Shown | None] | None:
        """Give the last period, with a figure or without."""
        return self.points[-1] if self.points else None


def fill_gaps(indicator: Indicator, basis: Basis, shown: Iterable[Shown]) -> Series:
    """Put every period between the first and the last on the line, so that a gap looks like a gap."""
    by_period = {one.figure.period: one for one in of_one_kind(list(shown))}
    points: list[tuple[Period, Shown | None]] = []
    if by_period:
        period, last = min(by_period, key=lambda p: p.start), max(by_period, key=lambda p: p.start)
        step = _step(list(by_period))
        while period.start <= last.start:
            points.append((period, by_period.get(period)))
            period = period.shift(step)
    return Series(indicator=indicator, basis=basis, points=tuple(points))


def _step(periods: list[Period]) -> int:
    """Give the spacing of a series: months that only ever stand so far apart leave no gaps between them.

    A line may be drawn from year to year; what is judged needs at least quarters (``judge.series.spacing_of``).
    """
    if any(period.kind is not PeriodKind.MONTH for period in periods):
        return 1
    numbers = [period.month_number for period in periods]
    return math.gcd(*(number - min(numbers) for number in numbers)) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the chart shows, said above it, and the judgement of its latest figure; None where there is nothing to."""

    words: str
    judgement: Judgement | None


def build_trend(
    series: Series,
    comparators: Iterable[Compared],
    report: str | None,
    finding: Finding,
    events: Iterable[Event] = (),
) -> TrendView:
    """Build everything the chart draws; comparators lie over their own year only.

    The usual range and the points that stand out are drawn where the printed figures themselves are judged.
    """
    indicator, judgement = series.indicator, finding.judgement
    levels = tuple(_level(one, indicator) for one in comparators if one.value is not None)
    is_judged = judgement is not None and is_of_printed_points(judgement)
    marks = marks_of(judgement) if judgement and is_judged else {}
    points = tuple(_point(period, shown, indicator, marks.get(period)) for period, shown in series.points)
    ranges = ranges_of(judgement) if judgement and is_judged else ()
    subtitle = f"{indicator.name}, {BASIS_WORDS[series.basis]} ({UNIT_WORDS[indicator.unit]})"
    noted = events_within(events, [period for period, _ in series.points])
    return TrendView(
        title=finding.words,
        subtitle=subtitle,
        alt=alt_words(finding.words, subtitle, points, levels, ranges, noted),
        unit_suffix=unit_suffix(indicator.unit),
        decimals=indicator.decimal_places,
        points=points,
        comparators=levels,
        targets=_targets(series, report, judgement),
        breaks=_breaks(series),
        ranges=ranges,
        events=noted,
    )


def _point(period: Period, shown: Shown | None, indicator: Indicator, mark: PointMark | None) -> TrendPoint:
    figure = shown.figure if shown else None
    words = figure_words(
        figure.value if figure else None,
        figure.missing if figure else Missing.NO_FIGURE,
        indicator.unit,
        indicator.decimal_places,
    )
    before = restated_from(shown.history if shown else None, indicator, indicator.decimal_places)
    return TrendPoint(
        start=period.start,
        label=period.short_words,
        value=figure.value if figure else None,
        words=f"{words}, restated from {before}" if before else words,
        restated=bool(before),
        mark=mark.state if mark else None,
        mark_words=mark.words if mark else "",
    )


def _level(one: Compared, indicator: Indicator) -> ComparatorLevel:
    value = one.value if one.value is not None else 0.0
    return ComparatorLevel(
        key=one.key,
        label=f"{one.who} {format_figure(value, indicator.unit, one.decimals)}",
        value=value,
        start=one.period.start,
        end=one.period.end,
        source=", ".join(part for part in (one.period.words, one.method) if part),
    )


def _targets(series: Series, report: str | None, judgement: Judgement | None) -> tuple[TargetBand, ...]:
    """List each year's target in figures; one set by a comparator is drawn over the year judged only."""
    latest = judgement.case if judgement else None
    drawn = []
    for year in series.years:
        target = series.indicator.target_for(year, series.basis, report)
        level = latest.level if latest and latest.latest.period.financial_year == year else None
        level = level_as_shown(level, series.indicator.decimal_places)
        found = bands(target, series.indicator.polarity, level)
        if found is not None:
            words = target_words(target, series.indicator, level)
            drawn.append(_target_band(year, found, f"Target {year}: {uncapital(words)}"))
    return tuple(drawn)


def _target_band(year: Period, found: Bands, label: str) -> TargetBand:
    green, amber = found.green, found.amber
    return TargetBand(
        start=year.start,
        end=year.end,
        label=label,
        target=green.low if green.low is not None else green.high,
        green_low=green.low,
        green_high=green.high,
        amber_low=amber.low if amber else None,
        amber_high=amber.high if amber else None,
    )


def _breaks(series: Series) -> tuple[BreakMark, ...]:
    if not series.points:
        return ()
    return rules_of(series.indicator, series.basis, series.points[0][0], series.points[-1][0])
