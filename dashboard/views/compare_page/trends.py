"""The small lines of the compare page: each neighbour's years beside ours, region and England, and their table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.formatting import MISSING_WORDS, unit_suffix
from dashboard.periods import MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.views.compare_page.scene import Scene
from dashboard.views.compare_page.view import Part, SmallBreak, SmallMultiples, SmallPanel, TrendRow
from dashboard.views.compare_page.words import ENGLAND_KEY, REGION_KEY, has_totals, in_words, written
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure
from dashboard.views.comparing.series import ComparatorSeries
from dashboard.views.parts import FigureCell
from dashboard.vocabulary import Missing

_Years = Sequence[Period]
# Of a single year there is no movement to speak of.
FEWEST_FOR_A_MOVE = 2


def years_shown(series: ComparatorSeries) -> tuple[Period, ...]:
    """List every year from the first published to the last, those between without any figure too."""
    if not series.years:
        return ()
    first, last = series.years[0], series.years[-1]
    step = MONTHS_IN_YEAR if first.kind is PeriodKind.MONTH else 1
    years = [first]
    while years[-1].start < last.start:
        years.append(years[-1].shift(step))
    return tuple(years)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTrend:
    """One area's figures by year; ``key`` is the part it plays, or which comparator it is."""

    name: str
    key: str
    words: str
    by_year: Mapping[Period, AreaFigure]


def read_trends(scene: Scene, series: ComparatorSeries) -> tuple[AreaTrend, ...]:
    """Read the years of ours, the neighbours, the one picked, region and England."""
    shown = [(scene.year.ours, Part.OURS.value), *_shown(scene)]
    return tuple(
        AreaTrend(
            name=one.name,
            key=key,
            words=written(one, scene.measure),
            by_year={each.period: each for each in series.trend(one.area)},
        )
        for one, key in shown
    )


def build_small(scene: Scene, years: _Years, trends: Sequence[AreaTrend]) -> SmallMultiples:
    """Build the small lines of the others beside ours, which comes first in ``trends``; all on the same axes."""
    ours, *others = trends
    if has_totals(scene.year, scene.measure.unit):
        # On the axis of a country's total no authority's line could be told from nought.
        others = [one for one in others if one.key not in (REGION_KEY, ENGLAND_KEY)]
    return SmallMultiples(
        title=_title(scene, years, ours, next((one for one in others if one.key == ENGLAND_KEY), None)),
        subtitle=f"{scene.measure.name}, {scene.measure.unit_words}. In each picture ours is the thin grey line.",
        years=tuple(_label(year) for year in years),
        chosen=years.index(scene.year.period) if scene.year.period in years else None,
        ours=_values(ours, years),
        panels=tuple(_panel(scene, one, years) for one in others),
        breaks=_breaks(scene.measure, years),
        unit_suffix=unit_suffix(scene.measure.unit),
    )


def _title(scene: Scene, years: _Years, ours: AreaTrend, england: AreaTrend | None) -> str:
    """State where ours and England began and ended, the first and last year in which ours has a figure."""
    known = [year for year in years if _has_figure(ours, year)]
    if len(known) < FEWEST_FOR_A_MOVE or _breaks(scene.measure, known):
        return f"Each since {in_words(years[0])}" if len(years) > 1 else "Each in the one year published"
    said = [_from_to(known, "ours", ours, scene.measure)]
    if england is not None and all(_has_figure(england, year) for year in (known[0], known[-1])):
        said.append(_from_to(known, england.name, england, scene.measure))
    return f"From {in_words(known[0])} to {in_words(known[-1])} {' and '.join(said)}"


def _has_figure(trend: AreaTrend, year: Period) -> bool:
    return year in trend.by_year and trend.by_year[year].value is not None


def _from_to(years: _Years, name: str, trend: AreaTrend, measure: Measure) -> str:
    first, last = (trend.by_year[year] for year in (years[0], years[-1]))
    began, ended = written(first, measure), written(last, measure)
    return f"{name} was {began} in both" if began == ended else f"{name} went from {began} to {ended}"


def _label(year: Period) -> str:
    """Write a year under a small line; what kind of year it is stands above all of them."""
    *_, label = year.short_words.split(" year ")
    return label


def _shown(scene: Scene) -> list[tuple[AreaFigure, str]]:
    """List whose years are shown, in the order of closeness, with the key of each picture."""
    areas = {one.area: (one, scene.part(one).value) for one in scene.year.neighbours}
    if scene.picked is not None:
        areas.setdefault(scene.picked.area, (scene.picked, Part.PICKED.value))
    wider = [(scene.year.region, REGION_KEY), (scene.year.england, ENGLAND_KEY)]
    return [*areas.values(), *((one, key) for one, key in wider if one is not None)]


def _values(trend: AreaTrend, years: _Years) -> tuple[float | None, ...]:
    return tuple(found.value if (found := trend.by_year.get(year)) else None for year in years)


def _panel(scene: Scene, trend: AreaTrend, years: _Years) -> SmallPanel:
    return SmallPanel(
        name=trend.name,
        key=trend.key,
        words=trend.words,
        alt=_alt(trend, years, scene.measure),
        values=_values(trend, years),
    )


def _alt(trend: AreaTrend, years: _Years, measure: Measure) -> str:
    """Say a line's first and last figure, its lowest and its highest."""
    found = (trend.by_year.get(year) for year in years)
    known = [one for one in found if one is not None and one.value is not None]
    if not known:
        return f"{trend.name}: no figures."
    low, high = (pick(known, key=lambda one: one.value or 0.0) for pick in (min, max))
    said = [f"{written(one, measure)} in {one.period.words}" for one in (known[0], known[-1])]
    ends = " to ".join(said) if len(known) > 1 else said[0]
    between = f"; lowest {written(low, measure)}, highest {written(high, measure)}" if len(known) > 1 else ""
    return f"{trend.name}: {ends}{between}."


def _breaks(measure: Measure, years: _Years) -> tuple[SmallBreak, ...]:
    """Place each change of definition before the first year that it touches."""
    if measure.indicator is None:
        return ()
    found = [
        (next((place for place, year in enumerate(years) if year.end >= change.since.start), 0), change)
        for change in measure.indicator.breaks
        if not change.bases or measure.basis in change.bases
    ]
    inside = [(place, change) for place, change in found if place > 0]
    return tuple(
        SmallBreak(position=place, number=number, note=" ".join(change.note.split()))
        for number, (place, change) in enumerate(inside, start=1)
    )


def build_trend_rows(scene: Scene, years: _Years, trends: Sequence[AreaTrend]) -> tuple[TrendRow, ...]:
    """List the same figures year by year, ours first, with the reason where there is none."""
    return tuple(
        TrendRow(name=one.name, part=_part(one.key), figures=_cells(one.by_year, years, scene.measure))
        for one in trends
    )


def _part(key: str) -> Part:
    return Part(key) if key in set(Part) else Part.OTHER


def _cells(by_year: Mapping[Period, AreaFigure], years: _Years, measure: Measure) -> tuple[FigureCell, ...]:
    return tuple(
        FigureCell(text=written(by_year[year], measure), missing=by_year[year].missing)
        if year in by_year
        else FigureCell(text=MISSING_WORDS[Missing.NO_FIGURE], missing=Missing.NO_FIGURE)
        for year in years
    )
