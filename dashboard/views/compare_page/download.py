"""The figures of a comparison as numbers, for CSV and Excel: one year's or every year's, with what explains them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.benchmarks.spread import ranks
from dashboard.formatting import BASIS_WORDS, MISSING_WORDS
from dashboard.judge.beside import Comparison
from dashboard.judge.comparison import Position, judge_position
from dashboard.periods import Period
from dashboard.precision import round_half_up
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.compare_page.build import Ground
from dashboard.views.compare_page.notes import build_sources
from dashboard.views.compare_page.rows import averages_of, key_of, wider_of
from dashboard.views.compare_page.scene import Scene, make_scene
from dashboard.views.compare_page.verdicts import A_TOTAL, CHANCE_NOTE
from dashboard.views.compare_page.view import CompareView
from dashboard.views.compare_page.words import average_label, has_totals
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import comparisons_of_year
from dashboard.views.comparing.measure import Measure
from dashboard.vocabulary import AreaCode, Missing, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadRow:
    """One area's figure of one year.

    ``value``, ``change`` (on the year before) and ``difference`` (ours less theirs) are in the measure's unit, of
    percentages in points; ``no_figure`` is the reason where there is no value. ``position`` says how ours stands, and
    ``clear`` whether that is more than chance (yes, no, cannot say), empty where it is not judged.
    """

    year: str
    area: str
    code: str
    region: str
    neighbour: int | None
    rank: int | None
    value: float | None
    decimals: int
    no_figure: str
    numerator: float | None
    denominator: float | None
    change: float | None
    difference: float | None
    position: str
    clear: str
    note: str
    edition: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareDownload:
    """A table of figures with the facts that explain it, as pairs of a name and its words."""

    title: str
    unit: Unit
    unit_words: str
    decimals: int
    facts: tuple[tuple[str, str], ...]
    rows: tuple[DownloadRow, ...]


def build_download(ground: Ground, view: CompareView, *, all_years: bool) -> CompareDownload:
    """Gather what a view shows; ``all_years`` adds every other year of the same authorities, the newest first."""
    series = ground.series
    years = [year for year in reversed(series.years) if all_years or str(year) == view.year.id]
    scenes = [_scene(ground, view, year) for year in years]
    span = "every year published" if all_years else view.year.words
    return CompareDownload(
        title=f"{view.name}, {span}",
        unit=ground.measure.unit,
        unit_words=ground.measure.unit_words,
        decimals=ground.measure.decimals,
        facts=_facts(ground, scenes),
        rows=tuple(row for scene in scenes for row in _rows(scene)),
    )


def _scene(ground: Ground, view: CompareView, year: Period) -> Scene:
    picked = AreaCode(view.choices.neighbour.id) if view.choices.neighbour else None
    return make_scene(ground.book, ground.measure, ground.series.year(year), view.against, picked)


def _facts(ground: Ground, scenes: Sequence[Scene]) -> tuple[tuple[str, str], ...]:
    measure, session = ground.measure, ground.session
    shown = [one for scene in scenes for one in _shown(scene)]
    sources = build_sources(session, shown)
    methods = dict.fromkeys(f"{scene.year.period.words}: {scene.year.average.words}" for scene in scenes)
    return (
        ("Measure", measure.name),
        ("Meaning", measure.definition),
        ("Unit", f"{measure.unit_words}; differences and changes of percentages are in points"),
        ("Time", BASIS_WORDS[measure.basis]),
        ("Ours", session.our_name),
        ("More than chance", CHANCE_NOTE),
        *(("Neighbours’ figure", words) for words in methods),
        *(("Source and licence", source) for source in sources),
        ("As it stood", "now" if ground.as_of == NOW else as_of_phrase(ground.as_of)),
        ("Demonstration", " ".join((session.catalogue.council.demonstration or "").split())),
    )


def _shown(scene: Scene) -> list[AreaFigure]:
    wider = (one for one in (scene.year.region, scene.year.england) if one is not None)
    return [*scene.listed(), *wider]


def _rows(scene: Scene) -> list[DownloadRow]:
    places = ranks({a.area: a.value for a in scene.year.authorities if a.value is not None}, scene.measure.polarity)
    judged = {one.other.key: one for one in comparisons_of_year(scene.year, scene.measure)}
    wider = {one.area: judged.get(key) for key, one in wider_of(scene.year)}
    rows = [_row(scene, one, places, wider.get(one.area)) for one in _shown(scene)]
    return [*rows, *(_average_row(scene, one, judged.get(key_of(one))) for one in averages_of(scene.year))]


def _row(scene: Scene, figure: AreaFigure, places: Mapping[AreaCode, int], judged: Comparison | None) -> DownloadRow:
    year, ours = scene.year, scene.year.ours
    is_ours = figure.area == ours.area
    is_total = figure in (year.region, year.england) and has_totals(year, scene.measure.unit)
    beside = None if is_ours or is_total else figure.value
    notes = ("provisional" if figure.provisional else "", A_TOTAL if is_total else "", figure.note)
    return DownloadRow(
        year=year.period.words,
        area=figure.name,
        code=figure.area,
        region=scene.regions.get(figure.area, ""),
        neighbour=scene.neighbour_places.get(figure.area),
        rank=places.get(figure.area),
        value=figure.value,
        decimals=figure.decimals,
        no_figure=_reason(figure.value, figure.missing),
        numerator=figure.numerator,
        denominator=figure.denominator,
        change=figure.change,
        difference=_difference(ours, beside, figure.decimals),
        position="ours" if is_ours else _position(judged, ours, beside, figure.decimals, scene.measure),
        clear=_clear(judged),
        note="; ".join(part for part in notes if part),
        edition=figure.edition,
    )


def _average_row(scene: Scene, average: ComparatorFigure, judged: Comparison | None) -> DownloadRow:
    year, places, value = scene.year, scene.year.average_decimals, average.value
    return DownloadRow(
        year=year.period.words,
        area=average_label(average.method),
        code="",
        region="",
        neighbour=None,
        rank=None,
        value=None if value is None else float(round_half_up(value, places)),
        decimals=places,
        no_figure=_reason(value, average.missing),
        numerator=None,
        denominator=None,
        change=None,
        difference=_difference(year.ours, value, places),
        position=_position(judged, year.ours, value, places, scene.measure),
        clear=_clear(judged),
        note=average.words,
        edition=None,
    )


def _reason(value: float | None, missing: Missing | None) -> str:
    return "" if value is not None else MISSING_WORDS[missing or Missing.NO_FIGURE]


def _difference(ours: AreaFigure, value: float | None, decimals: int) -> float | None:
    if ours.value is None or value is None:
        return None
    places = max(ours.decimals, decimals)
    return float(round_half_up(ours.value, places) - round_half_up(value, places))


def _position(judged: Comparison | None, ours: AreaFigure, value: float | None, decimals: int, measure: Measure) -> str:
    """Give the position; of single authorities, which are not judged further, by the printed figures alone."""
    plain = judge_position(ours.value, value, measure.polarity, max(ours.decimals, decimals))
    return (judged.position if judged else plain).value.replace("_", " ")


def _clear(judged: Comparison | None) -> str:
    return judged.clear.value.replace("_", " ") if judged and judged.position is not Position.CANNOT_SAY else ""
