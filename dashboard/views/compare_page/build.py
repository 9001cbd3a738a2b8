"""Build the compare page's view: one measure and one year beside neighbours, region or all authorities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.areas import AreaBook
from dashboard.benchmarks.compare import NEIGHBOUR_METHODS
from dashboard.intake.session import Session
from dashboard.judge.beside import Comparison
from dashboard.observations import Observation
from dashboard.periods import PeriodKind
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW, as_of_phrase, said_back
from dashboard.views.comparators import is_comparable
from dashboard.views.compare_page.chart import build_chart
from dashboard.views.compare_page.choices import (
    METHOD_SHORT,
    against_choices,
    find_measure,
    list_choices,
    list_measures,
    method_choices,
    nearest_measures,
    neighbour_choices,
    settle_against,
    settle_list,
    settle_method,
    settle_year,
    usual_method,
    year_choices,
)
from dashboard.views.compare_page.notes import Known, build_alerts, build_notes, build_sources, newest_own
from dashboard.views.compare_page.rows import build_rows
from dashboard.views.compare_page.scene import Scene, make_scene
from dashboard.views.compare_page.trends import build_small, build_trend_rows, read_trends, years_shown
from dashboard.views.compare_page.view import Against, CompareChoices, CompareView, MeasureLink
from dashboard.views.compare_page.words import answer_words, picked_words, standing_words
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import comparisons_of_year, overall_of_year
from dashboard.views.comparing.lait_measures import lait_measures
from dashboard.views.comparing.series import ComparatorSeries, Measure
from dashboard.views.comparing.words import why_nobody
from dashboard.views.scorecard import Choice
from dashboard.views.standing import Standing, stand
from dashboard.vocabulary import AreaCode, AreaRole, Missing

NOTHING = Choice(id="", words="")
NO_CHOICES = CompareChoices(
    years=(), lists=(), list_=NOTHING, methods=(), method=NOTHING, against=(), neighbours=(), neighbour=None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every year of one comparison is built from, read once: the series, our newest figure, the year that runs."""

    session: Session
    measure: Measure
    book: AreaBook
    series: ComparatorSeries
    newest: Observation | None
    in_year: tuple[AreaFigure, ...]
    as_of: AsOf
    list_id: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFigures:
    """The store's rows of one measure at a moment, and what stands among them: the same for every list and method."""

    rows: pd.DataFrame
    standing: Standing


def read_figures(session: Session, measure: Measure, as_of: AsOf = NOW) -> MeasureFigures:
    """Read a measure's figures of all areas and years, on every time basis.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    rows = session.store.figures(as_of=as_of, indicators=[measure.id])
    return MeasureFigures(rows=rows, standing=stand(session, rows))


def lay_ground(
    session: Session,
    measure: Measure,
    figures: MeasureFigures,
    *,
    list_id: str | None = None,
    method: str | None = None,
    as_of: AsOf = NOW,
) -> Ground:
    """Lay the ground for one neighbour list and method.

    ``list_id`` and ``method`` (``mean``, ``median``, ``pooled``) are those picked; the usual ones stand in for what is
    not known, and ``instead`` says so.
    """
    book = session.area_book(as_of)
    (wanted_list, list_said), (wanted_method, method_said) = settle_list(book, list_id), settle_method(method)
    series = ComparatorSeries(
        session,
        measure,
        as_of=as_of,
        list_id=wanted_list,
        method=wanted_method,
        figures=figures.rows,
        standing=figures.standing,
        # A date asks what readers had been given by then, whichever release is loaded here.
        first_published=True,
    )
    newest = newest_own(session, measure, figures.rows, series.latest())
    return Ground(
        session=session,
        measure=measure,
        book=book,
        series=series,
        newest=newest,
        in_year=_in_year(series) if newest is not None else (),
        as_of=as_of,
        list_id=wanted_list or "",
        instead=tuple(said for said in (list_said, method_said) if said),
    )


def build_compare(
    session: Session,
    *,
    measure: str,
    period: str | None = None,
    list_id: str | None = None,
    method: str | None = None,
    against: str | None = None,
    neighbour: str | None = None,
    as_of: AsOf = NOW,
) -> CompareView:
    """Build the page; what is not asked for, or cannot be had, takes its usual value.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    further = lait_measures(session, as_of)
    found = find_measure(session, measure, further)
    if found is None:
        return unknown_measure(measure, list_measures(session, further))
    figures = read_figures(session, found, as_of)
    ground = lay_ground(session, found, figures, list_id=list_id, method=method, as_of=as_of)
    return build_year(ground, period=period, against=against, neighbour=neighbour)


def build_year(ground: Ground, *, period: str | None, against: str | None, neighbour: str | None) -> CompareView:
    """Build the page of one year on ground that is read already."""
    whom, whom_said = settle_against(against)
    if reason := _nothing_to_compare(ground):
        return _empty(ground, whom, reason)
    year, year_said = settle_year(ground.series.years, period)
    scene = make_scene(ground.book, ground.measure, ground.series.year(year), whom, _code(neighbour))
    if whom is Against.REGION and not scene.region_name:
        whom_said = "Our authority lies in no region; our neighbours are shown."
        scene = replace(scene, against=Against.NEIGHBOURS)
    picked_said = _picked_said(scene, neighbour)
    instead = tuple(said for said in (*ground.instead, year_said, whom_said, picked_said) if said)
    return _view(ground, scene, instead)


def _code(neighbour: str | None) -> AreaCode | None:
    return AreaCode(neighbour) if neighbour else None


def _picked_said(scene: Scene, asked: str | None) -> str:
    if not asked or scene.picked is not None:
        return ""
    if asked == scene.year.ours.area:
        return "Ours is always shown: pick another authority to set beside it."
    return f"There is no authority {said_back(asked)} in {scene.year.period.words}; nobody is picked out."


def _view(ground: Ground, scene: Scene, instead: tuple[str, ...]) -> CompareView:
    year, measure = scene.year, scene.measure
    listed = scene.listed()
    comparisons = comparisons_of_year(year, measure)
    known = _known(ground, scene, comparisons)
    years, trends = years_shown(ground.series), read_trends(scene, ground.series)
    wider = [one for one in (year.region, year.england) if one is not None]
    return CompareView(
        id=measure.id,
        name=measure.name,
        year=Choice(id=str(year.period), words=year.period.words),
        against=scene.against,
        choices=_choices(ground, scene),
        answer=answer_words(year, measure, overall_of_year(year, measure, comparisons)),
        standing=standing_words(year, measure, shares_rank=scene.shares_rank),
        picked=picked_words(scene.picked, year.ours, measure) if scene.picked else "",
        method_words=year.average.words,
        method_short=f"{METHOD_SHORT[year.average.method]}, {year.list_words}",
        alerts=build_alerts(scene, known),
        notes=build_notes(scene, known),
        sources=build_sources(ground.session, [*listed, *wider]),
        instead=instead,
        chart=build_chart(scene),
        small=build_small(scene, years, trends),
        rows=build_rows(scene, comparisons),
        caption=f"{measure.name}, {measure.unit_words}, {year.period.words}",
        trends=build_trend_rows(scene, years, trends),
        trends_caption=f"{measure.name}, {measure.unit_words}: every year published",
        definition=measure.definition,
        has_page=measure.indicator is not None,
    )


def _known(ground: Ground, scene: Scene, comparisons: tuple[Comparison, ...]) -> Known:
    period = scene.year.period
    return Known(
        newest=ground.newest,
        in_year=ground.in_year,
        served_list=ground.book.list_for(period),
        comparisons=comparisons,
        region_mean=ground.series.region_mean(period),
    )


def _in_year(series: ComparatorSeries) -> tuple[AreaFigure, ...]:
    """Give the figures of the year that follows the newest one published, while it runs."""
    latest = series.latest()
    if latest is None or latest.kind is not PeriodKind.FINANCIAL_YEAR:
        return ()
    found = series.in_year(latest.shift(1))
    return tuple(found[role] for role in AreaRole if role in found)


def _choices(ground: Ground, scene: Scene) -> CompareChoices:
    year = scene.year
    lists, methods = list_choices(ground.book, year.period), method_choices(usual_method(ground.measure))
    picked = scene.picked
    return CompareChoices(
        years=year_choices(ground.series.years),
        lists=lists,
        list_=next((one for one in lists if one.id == ground.list_id), lists[0]),
        methods=methods,
        method=methods[NEIGHBOUR_METHODS.index(year.average.method)],
        against=against_choices(scene.region_name),
        neighbours=neighbour_choices(year),
        neighbour=Choice(id=picked.area, words=picked.name) if picked else None,
    )


def _nothing_to_compare(ground: Ground) -> str:
    """Say why there is nothing to compare, empty where there is something."""
    indicator = ground.measure.indicator
    if indicator is not None and not is_comparable(indicator):
        kinds = indicator.comparators
        reason = kinds.england.missing or kinds.statistical_neighbours.missing or Missing.NOT_AVAILABLE
        return f"Nobody else’s figures can be set beside this measure: {why_nobody(reason)}."
    if ground.series.years:
        return ""
    if ground.as_of != NOW:
        return f"No published figures of other authorities were held here {as_of_phrase(ground.as_of)}."
    return (
        "No published figures of other authorities are held for this measure yet. An officer can add them under "
        "Published statistics."
    )


def _empty(ground: Ground, against: Against, reason: str) -> CompareView:
    return CompareView(
        id=ground.measure.id,
        name=ground.measure.name,
        year=NOTHING,
        against=against,
        choices=NO_CHOICES,
        instead=ground.instead,
        definition=ground.measure.definition,
        empty=reason,
        has_page=ground.measure.indicator is not None,
    )


def unknown_measure(asked: str, measures: Sequence[MeasureLink]) -> CompareView:
    """Give an empty page that says so, with the nearest names of the measures that there are."""
    return CompareView(
        id=asked,
        name="",
        year=NOTHING,
        against=Against.NEIGHBOURS,
        choices=NO_CHOICES,
        not_found=f"There is no measure called {said_back(asked)}. It may have been renamed: choose it from the list.",
        nearest=nearest_measures(asked, measures),
    )
