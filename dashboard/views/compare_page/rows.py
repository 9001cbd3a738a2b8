"""The table of the compare page: every authority shown, its counts, its change, and how ours stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.formatting import MISSING_WORDS, format_counts, format_difference, format_figure
from dashboard.judge.beside import Comparison
from dashboard.views.compare_page.scene import Scene
from dashboard.views.compare_page.verdicts import verdict_words
from dashboard.views.compare_page.view import CompareRow, Part
from dashboard.views.compare_page.words import (
    ENGLAND_KEY,
    NEIGHBOURS_KEY,
    REGION_KEY,
    average_label,
    beside_words,
    rank_words,
    written,
)
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import POOLED_KEY
from dashboard.views.comparing.measure import Measure, YearComparison
from dashboard.views.figures import change_word, history_words, restated_from
from dashboard.views.parts import FigureCell
from dashboard.vocabulary import Missing


def build_rows(scene: Scene, comparisons: Iterable[Comparison]) -> tuple[CompareRow, ...]:
    """List the authorities in the order of the chart, then the comparators, which ours is judged beside."""
    year = scene.year
    beside = {one.other.key: verdict_words(one, year.ours, scene.measure) for one in comparisons}
    return (
        *(_authority_row(scene, one) for one in scene.listed()),
        *(_average_row(scene, one, beside) for one in averages_of(year)),
        *(_published_row(scene, key, one, beside) for key, one in wider_of(year)),
    )


def averages_of(year: YearComparison) -> tuple[ComparatorFigure, ...]:
    """List the neighbours' figure by the method picked, and beneath it what they are when counted together."""
    if not year.neighbours:
        return ()
    is_more = year.pooled.value is not None and year.average.method is not year.pooled.method
    return (year.average, year.pooled) if is_more else (year.average,)


def wider_of(year: YearComparison) -> tuple[tuple[str, AreaFigure], ...]:
    """List region and England with the key of each."""
    return tuple((key, one) for key, one in ((REGION_KEY, year.region), (ENGLAND_KEY, year.england)) if one is not None)


def key_of(average: ComparatorFigure) -> str:
    """Give the key that a figure of the neighbours is judged under."""
    return POOLED_KEY if average.method is ComparatorMethod.POOLED_NEIGHBOURS else NEIGHBOURS_KEY


def _authority_row(scene: Scene, figure: AreaFigure) -> CompareRow:
    part = scene.part(figure)
    place = scene.neighbour_places.get(figure.area)
    return CompareRow(
        name=figure.name,
        part=part,
        figure=cell_of(figure, scene.measure),
        rank=scene.place(figure),
        counts=format_counts(figure.numerator, figure.denominator),
        change=change_words(figure, scene.measure),
        beside="" if part is Part.OURS else beside_words(scene.year.ours, figure, scene.measure),
        neighbour=f"{rank_words(place)} of {len(scene.year.neighbours)}" if place else "",
        region=scene.regions.get(figure.area, ""),
    )


def _published_row(scene: Scene, key: str, figure: AreaFigure, beside: Mapping[str, str]) -> CompareRow:
    return CompareRow(
        name=figure.name,
        part=Part.OTHER,
        figure=cell_of(figure, scene.measure),
        counts=format_counts(figure.numerator, figure.denominator),
        change=change_words(figure, scene.measure),
        beside=beside.get(key, ""),
    )


def _average_row(scene: Scene, average: ComparatorFigure, beside: Mapping[str, str]) -> CompareRow:
    year, measure = scene.year, scene.measure
    if average.value is None:
        text = MISSING_WORDS[average.missing or Missing.NO_FIGURE]
    else:
        text = format_figure(average.value, measure.unit, year.average_decimals)
    return CompareRow(
        name=average_label(average.method),
        part=Part.OTHER,
        figure=FigureCell(text=text, missing=average.missing, title=average.words),
        beside=beside.get(key_of(average), ""),
    )


def cell_of(figure: AreaFigure, measure: Measure) -> FigureCell:
    """Make the cell of one figure, with what was stated before where that differs."""
    text = written(figure, measure)
    history = history_words(figure.history, measure, figure.decimals)
    changed = f"{change_word(figure.history)}: {history}" if history else ""
    provisional = "provisional" if figure.provisional else ""
    return FigureCell(
        text=text,
        missing=figure.missing,
        title="; ".join(part for part in (f"{figure.name}: {text}", provisional, changed) if part),
        restated_from=restated_from(figure.history, measure, figure.decimals),
        history=history,
    )


def change_words(figure: AreaFigure, measure: Measure) -> str:
    """Write the change on the year before; empty where the two years cannot be compared."""
    if figure.change is None:
        return ""
    return format_difference(figure.change, measure.unit, figure.decimals)
