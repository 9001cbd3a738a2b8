"""The table of the compare page: every authority shown, its counts, its change, and how ours stands beside it."""

from __future__ import annotations

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.formatting import MISSING_WORDS, format_counts, format_difference, format_figure
from dashboard.views.compare_page.scene import Scene
from dashboard.views.compare_page.view import CompareRow, Part
from dashboard.views.compare_page.words import average_label, beside_words, gap_words, has_totals, rank_words, written
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure
from dashboard.views.figures import change_word, history_words, restated_from
from dashboard.views.parts import FigureCell
from dashboard.vocabulary import Missing

A_TOTAL = "A total, so ours is not set beside it"


def build_rows(scene: Scene) -> tuple[CompareRow, ...]:
    """List the authorities in the order of the chart, then the comparators."""
    year = scene.year
    wider = [_published_row(scene, one) for one in (year.region, year.england) if one is not None]
    average = [_average_row(scene, year.average)] if year.neighbours else []
    return (*(_authority_row(scene, one) for one in scene.listed()), *average, *wider)


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


def _published_row(scene: Scene, figure: AreaFigure) -> CompareRow:
    is_total = figure.value is not None and has_totals(scene.year, scene.measure.unit)
    return CompareRow(
        name=figure.name,
        part=Part.OTHER,
        figure=cell_of(figure, scene.measure),
        counts=format_counts(figure.numerator, figure.denominator),
        change=change_words(figure, scene.measure),
        beside=A_TOTAL if is_total else beside_words(scene.year.ours, figure, scene.measure),
    )


def _average_row(scene: Scene, average: ComparatorFigure) -> CompareRow:
    year, measure = scene.year, scene.measure
    if average.value is None:
        text = MISSING_WORDS[average.missing or Missing.NO_FIGURE]
    else:
        text = format_figure(average.value, measure.unit, year.average_decimals)
    return CompareRow(
        name=average_label(average.method),
        part=Part.OTHER,
        figure=FigureCell(text=text, missing=average.missing, title=average.words),
        beside=gap_words(year.ours, average.value, year.average_decimals, measure),
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
