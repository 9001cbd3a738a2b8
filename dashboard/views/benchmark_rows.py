"""The printed scorecard's four benchmark columns from published figures, each beside what a workbook printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from dashboard.catalogue.schema import Indicator
from dashboard.formatting import format_figure
from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.periods import Period
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import YearComparison
from dashboard.views.comparing.printed import PRINTED_AREAS, PRINTED_NAMES, PrintedBenchmarks
from dashboard.views.comparing.words import restated_average_words
from dashboard.views.figures import MEAN_DECIMALS, figure_words
from dashboard.views.indicator import BenchmarkRow
from dashboard.views.parts import FigureCell
from dashboard.vocabulary import AreaCode, Missing, Polarity

NOTHING_LOADED = "no national release with this year is loaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One benchmark worked out: the figure or why there is none, and how it came about."""

    value: float | None
    missing: Missing | None
    decimals: int
    method: str
    changed: str = ""


def benchmark_rows(
    indicator: Indicator,
    years: Iterable[YearComparison],
    printed: PrintedBenchmarks,
    published: Collection[Period],
) -> tuple[BenchmarkRow, ...]:
    """List the four benchmarks of each year for which any is worked out or printed.

    ``published`` are the years of which a national release is loaded.
    """
    rows: list[BenchmarkRow] = []
    for year in years:
        worked_out = benchmarks_of(indicator, year, is_published=year.period in published)
        on_paper = printed.of_year(year.period)
        if on_paper or any(one.value is not None for one in worked_out.values()):
            rows += [_row(indicator, year, area, worked_out[area], on_paper.get(area)) for area in PRINTED_AREAS]
    return tuple(rows)


def benchmarks_of(indicator: Indicator, year: YearComparison, *, is_published: bool) -> dict[AreaCode, Benchmark]:
    """Work out the four benchmarks of one year; each says why where there is nothing to work it out from."""
    average, kinds = year.average, indicator.comparators
    if not is_published:
        never = kinds.england.missing or kinds.statistical_neighbours.missing
        absent = _none(never or Missing.NO_FIGURE, "" if never else NOTHING_LOADED)
        return dict.fromkeys(PRINTED_AREAS, absent)
    return {
        STATISTICAL_NEIGHBOURS: Benchmark(
            value=average.value,
            missing=kinds.statistical_neighbours.missing or average.missing,
            decimals=year.average_decimals,
            method=average.words,
            changed=restated_average_words(year, indicator.unit),
        ),
        BEST_STATISTICAL_NEIGHBOUR: _best(indicator, year),
        ENGLAND: _england(year.england),
        NATIONAL_TOP_QUARTILE: _threshold(indicator, year),
    }


def _best(indicator: Indicator, year: YearComparison) -> Benchmark:
    best, named = year.best_neighbour, sum(one.value is not None for one in year.neighbours)
    if best is None:
        has_way = indicator.polarity in _BOUNDS
        why = year.average.words if has_way or not named else "there is no best: neither high nor low is good"
        return _none(Missing.NOT_AVAILABLE if has_way else Missing.NOT_APPLICABLE, why)
    ties = sum(one.value == best.value for one in year.neighbours) - 1
    shared = f" and {ties} more" if ties else ""
    return Benchmark(
        value=best.value,
        missing=None,
        decimals=best.decimals,
        method=f"{best.name}{shared}, best of {named} neighbours with a figure, {year.list_words}",
    )


def _england(england: AreaFigure | None) -> Benchmark:
    """Take England's published figure; one that only a workbook prints stands in the printed column."""
    if england is None or england.value is None or england.sheet:
        reason = england.missing if england is not None else None
        return _none(reason or Missing.NO_FIGURE, "no national figure is published for it")
    return Benchmark(
        value=england.value,
        missing=None,
        decimals=min(england.decimals, MEAN_DECIMALS),
        method=", ".join(part for part in ("published, counted across the whole country", england.note) if part),
    )


# A figure on an edge belongs to the quarter of lower figures, so where high is good the best quarter lies above it.
_BOUNDS = {Polarity.LOWER_IS_BETTER: "at or below", Polarity.HIGHER_IS_BETTER: "above"}


def _threshold(indicator: Indicator, year: YearComparison) -> Benchmark:
    if year.top_quartile is None:
        if indicator.polarity not in _BOUNDS:
            return _none(Missing.NOT_APPLICABLE, "there is no best quarter: neither high nor low is good")
        if not indicator.comparators.quartiles:
            return _none(Missing.NOT_APPLICABLE, "figures lie too close together for quarters")
        return _none(Missing.NOT_AVAILABLE, f"too few authorities with a figure ({year.ranked})")
    return Benchmark(
        value=year.top_quartile,
        missing=None,
        decimals=year.average_decimals,
        method=f"the best quarter of {year.ranked} authorities is {_BOUNDS[indicator.polarity]} this",
    )


def _none(reason: Missing, method: str) -> Benchmark:
    return Benchmark(value=None, missing=reason, decimals=0, method=method)


def _row(
    indicator: Indicator, year: YearComparison, area: AreaCode, one: Benchmark, printed: AreaFigure | None
) -> BenchmarkRow:
    text = figure_words(one.value, one.missing, indicator.unit, one.decimals)
    changed = f", restated: {one.changed}" if one.changed else ""
    before = year.average_before if one.changed else None
    disagrees = printed is not None and one.value is not None and not agrees(one, printed)
    return BenchmarkRow(
        name=PRINTED_NAMES[area],
        figure=FigureCell(
            text=text,
            missing=one.missing if one.value is None else None,
            title=f"{PRINTED_NAMES[area]}, {year.period.words}: {text}{changed}",
            restated_from=figure_words(before.value, before.missing, indicator.unit, one.decimals) if before else "",
            history=one.changed,
        ),
        year=year.period.words,
        method=one.method,
        printed=_printed_words(indicator, one, printed) if printed else "",
        printed_figure=_printed_figure(indicator, printed) if printed else "",
        printed_place=_printed_place(printed) if printed else "",
        disagrees=disagrees,
    )


def agrees(one: Benchmark, printed: AreaFigure) -> bool:
    """Tell whether a benchmark is the printed one: it rounds to it, whichever way a half goes."""
    if one.value is None or printed.value is None:
        return False
    coarser = Decimal(1).scaleb(-min(one.decimals, printed.decimals))
    return abs(Decimal(repr(one.value)) - Decimal(repr(printed.value))) * 2 <= coarser


def _printed_words(indicator: Indicator, one: Benchmark, printed: AreaFigure) -> str:
    """Say what was printed, where, and whether it agrees: "20.01%, the same (edition 14, …)"."""
    verdict = "" if one.value is None else ", the same" if agrees(one, printed) else ", which does not agree"
    return f"{_printed_figure(indicator, printed)}{verdict} ({_printed_place(printed)})"


def _printed_figure(indicator: Indicator, printed: AreaFigure) -> str:
    return format_figure(printed.value or 0.0, indicator.unit, min(printed.decimals, MEAN_DECIMALS))


def _printed_place(printed: AreaFigure) -> str:
    return f"edition {printed.edition}, {printed.source}"
