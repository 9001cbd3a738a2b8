"""Build the trend of one indicator on one stated basis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.catalogue.schema import Indicator
from dashboard.formatting import BASIS_WORDS, UNIT_WORDS, format_figure, plural, unit_suffix
from dashboard.periods import MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.views.comparators import Compared
from dashboard.views.figures import Shown, figure_words, restated_from, target_words
from dashboard.views.indicator import BreakMark, ComparatorLevel, TargetBand, TrendPoint, TrendView
from dashboard.vocabulary import Basis, Missing

# Region, statistical neighbours and England.
COMPARATOR_COUNT = 3


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
    by_period = {one.figure.period: one for one in shown}
    kinds = {period.kind for period in by_period}
    if len(kinds) != 1:
        # A form whose figures stand under periods of several kinds is shown on the commonest kind only.
        common = max(kinds, key=lambda kind: sum(p.kind is kind for p in by_period), default=PeriodKind.MONTH)
        by_period = {period: one for period, one in by_period.items() if period.kind is common}
    points: list[tuple[Period, Shown | None]] = []
    if by_period:
        period, last = min(by_period, key=lambda p: p.start), max(by_period, key=lambda p: p.start)
        step = _step(list(by_period))
        while period.start <= last.start:
            points.append((period, by_period.get(period)))
            period = period.shift(step)
    return Series(indicator=indicator, basis=basis, points=tuple(points))


def _step(periods: list[Period]) -> int:
    """Give the spacing of a series: months that only ever stand a quarter apart leave no gaps between them."""
    if any(period.kind is not PeriodKind.MONTH for period in periods):
        return 1
    numbers = [period.start.year * MONTHS_IN_YEAR + period.start.month for period in periods]
    return math.gcd(*(number - min(numbers) for number in numbers)) or 1


def build_trend(series: Series, comparators: Iterable[Compared], report: str | None, finding: str) -> TrendView:
    """Build everything the chart draws; comparators lie over their own year only."""
    indicator = series.indicator
    levels = tuple(_level(one, indicator) for one in comparators if one.value is not None)
    points = tuple(_point(period, shown, indicator) for period, shown in series.points)
    subtitle = f"{indicator.name}, {BASIS_WORDS[series.basis]} ({UNIT_WORDS[indicator.unit]})"
    return TrendView(
        title=finding,
        subtitle=subtitle,
        alt=_alt(finding, subtitle, points, levels),
        unit_suffix=unit_suffix(indicator.unit),
        decimals=indicator.decimal_places,
        points=points,
        comparators=levels,
        targets=_targets(series, report),
        breaks=_breaks(series),
    )


def _point(period: Period, shown: Shown | None, indicator: Indicator) -> TrendPoint:
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


def _targets(series: Series, report: str | None) -> tuple[TargetBand, ...]:
    bands = []
    for year in series.years:
        target = series.indicator.target_for(year, series.basis, report)
        if target is None or target.green is None:
            continue
        bands.append(
            TargetBand(
                start=year.start,
                end=year.end,
                label=f"Target {year}: {target_words(target, series.indicator).lower()}",
                target=target.green.low if target.green.low is not None else target.green.high,
                green_low=target.green.low,
                green_high=target.green.high,
                amber_low=target.amber.low if target.amber else None,
                amber_high=target.amber.high if target.amber else None,
            )
        )
    return tuple(bands)


def _breaks(series: Series) -> tuple[BreakMark, ...]:
    if not series.points:
        return ()
    first, last = series.points[0][0].start, series.points[-1][0].end
    found = [
        change
        for change in series.indicator.breaks
        if first < change.since.start <= last and (not change.bases or series.basis in change.bases)
    ]
    return tuple(
        BreakMark(at=change.since.start, number=number, note=" ".join(change.note.split()))
        for number, change in enumerate(found, start=1)
    )


def _alt(finding: str, subtitle: str, points: tuple[TrendPoint, ...], levels: tuple[ComparatorLevel, ...]) -> str:
    figures = [point for point in points if point.value is not None]
    if not figures:
        return f"{subtitle}: no figures."
    low, high = min(figures, key=lambda p: p.value or 0.0), max(figures, key=lambda p: p.value or 0.0)
    spread = f"From {low.words} ({low.label}) at the lowest to {high.words} ({high.label}) at the highest."
    beside = " ".join(f"{level.label}, {level.source}." for level in levels[:COMPARATOR_COUNT])
    return " ".join(part for part in (f"{finding}.", spread, _restated_words(points), beside) if part)


def _restated_words(points: tuple[TrendPoint, ...]) -> str:
    """Say which points wear the ring; what they were is in the table beneath."""
    restated = [point.label for point in points if point.restated]
    if not restated:
        return ""
    return f"{plural(len(restated), 'figure')} restated since first published: {', '.join(restated)}."
