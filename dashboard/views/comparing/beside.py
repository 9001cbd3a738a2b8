"""The comparators of one year as they are judged: region, neighbours, neighbours together and England, with ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.judge.beside import Comparison, compare_all
from dashboard.judge.case import OtherFigure, Scatter
from dashboard.judge.measured import Measured
from dashboard.judge.overall import is_compared, overall_words
from dashboard.judge.series import Point
from dashboard.judge.verdict import scatter, scatter_of_rates
from dashboard.views.compare_page.words import ENGLAND_KEY, NEIGHBOURS_KEY, REGION_KEY, average_phrase, has_totals
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure, YearComparison
from dashboard.vocabulary import Unit

POOLED_KEY = "statistical_neighbours_pooled"
PUBLISHED_WHOLE = "published, counted across the whole area"
A_TOTAL_REASON = "it is a total of its authorities"
# So much of all authorities must have counts before it is said how widely they differ: a few of each year's are
# suppressed or not returned, while a release of one region has a tenth of them (our choice).
MOST_AUTHORITIES = 0.9


def comparisons_of_year(
    year: YearComparison, measure: Measure, printed: AreaFigure | None = None
) -> tuple[Comparison, ...]:
    """Judge ours beside each comparator of a year; ``printed`` as in ``others_of_year``."""
    return compare_all(measured_with(measure, year.ours.decimals), others_of_year(year, measure, printed))


def measured_with(measure: Measure, decimals: int) -> Measured:
    """Tell of a measure what judging it beside others needs to know, with the decimals that ours is given with."""
    return Measured(
        name=measure.name,
        unit=measure.unit,
        decimals=decimals,
        polarity=measure.polarity,
        can_exceed_100=measure.indicator is not None and measure.indicator.can_exceed_100,
    )


def overall_of_year(year: YearComparison, measure: Measure, comparisons: tuple[Comparison, ...]) -> str:
    """Say in one sentence how ours stands beside those it is compared with; empty where there is nobody.

    The neighbours counted together are only named where they say something else than the neighbours' average.
    """
    by_key = {one.other.key: one for one in comparisons if is_compared(one)}
    average, pooled = by_key.get(NEIGHBOURS_KEY), by_key.get(POOLED_KEY)
    if average and pooled and (average.position, average.clear) == (pooled.position, pooled.clear):
        del by_key[POOLED_KEY]
    return overall_words(measured_with(measure, year.ours.decimals), by_key.values())


def others_of_year(
    year: YearComparison, measure: Measure, printed: AreaFigure | None = None
) -> tuple[OtherFigure, ...]:
    """Give region, neighbours by the method picked, neighbours together and England, each beside ours of that year.

    ``printed`` is the neighbours' average that a scorecard prints of the year; it serves where none can be worked out.
    """
    found = scatter_of(year, measure.unit)
    return tuple(replace(one, scatter=found) for one in _others(year, measure, printed))


def _others(year: YearComparison, measure: Measure, printed: AreaFigure | None) -> Iterator[OtherFigure]:
    if year.region is not None:
        yield _published(REGION_KEY, year.region, year, measure)
    if year.average.value is None and printed is not None:
        yield replace(_published(NEIGHBOURS_KEY, printed, year, measure), who="our statistical neighbours", reason="")
    elif year.average.method is not ComparatorMethod.POOLED_NEIGHBOURS:
        yield _worked_out(NEIGHBOURS_KEY, year.average, year, measure)
    if year.pooled.value is not None or year.average.method is ComparatorMethod.POOLED_NEIGHBOURS:
        yield _worked_out(POOLED_KEY, year.pooled, year, measure)
    if year.england is not None:
        yield _published(ENGLAND_KEY, year.england, year, measure)


def _published(key: str, figure: AreaFigure, year: YearComparison, measure: Measure) -> OtherFigure:
    is_total = figure.value is not None and has_totals(year, measure.unit)
    return OtherFigure(
        key=key,
        who=figure.name,
        period=year.period,
        basis=measure.basis,
        value=figure.value,
        decimals=figure.decimals,
        ours=_ours(year),
        missing=figure.missing,
        method=figure.note or PUBLISHED_WHOLE,
        half_digit=half_digit(figure.decimals),
        is_provisional=figure.provisional,
        reason=A_TOTAL_REASON if is_total else "",
    )


def _worked_out(key: str, average: ComparatorFigure, year: YearComparison, measure: Measure) -> OtherFigure:
    """Give the neighbours' figure: the mean of rounded figures is as unsure as they are, what is counted is not."""
    is_counted = average.method is ComparatorMethod.POOLED_NEIGHBOURS
    coarsest = min((one.decimals for one in year.neighbours if one.area in average.members), default=measure.decimals)
    return OtherFigure(
        key=key,
        who=average_phrase(average),
        period=year.period,
        basis=measure.basis,
        value=average.value,
        decimals=year.average_decimals,
        ours=_ours(year),
        missing=average.missing,
        method=average.words,
        n=average.n,
        half_digit=0 if is_counted else half_digit(coarsest),
        is_provisional=any(one.provisional for one in year.neighbours if one.area in average.members),
    )


def _ours(year: YearComparison) -> Point:
    ours = year.ours
    return Point(
        period=year.period,
        value=ours.value,
        numerator=ours.numerator,
        denominator=ours.denominator,
        missing=ours.missing if ours.value is None else None,
        decimals=ours.decimals,
    )


def half_digit(decimals: int) -> float:
    """Give half the last digit of a figure published with so many decimals."""
    return float(0.5 * 10.0**-decimals)


def scatter_of(year: YearComparison, unit: Unit) -> Scatter | None:
    """Measure how widely authorities differ; None where not nearly all have counts, or it is neither share nor rate."""
    counts = [
        (one.numerator, one.denominator)
        for one in year.authorities
        if one.value is not None and one.numerator is not None and one.denominator
    ]
    if not counts or len(counts) < MOST_AUTHORITIES * len(year.authorities):
        return None
    benchmark = sum(part for part, _ in counts) / sum(whole for _, whole in counts)
    if unit is Unit.PER_CENT and 0 < benchmark < 1:
        return Scatter(phi=scatter(counts, benchmark), authorities=len(counts))
    is_rate = unit is Unit.RATE_PER_10000
    return Scatter(phi=scatter_of_rates(counts, benchmark), authorities=len(counts)) if is_rate else None
