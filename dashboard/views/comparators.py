"""The parties of a comparison as the indicator page names them: ours, neighbours, region and England, year by year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.catalogue.schema import Comparator, ComparatorMethod, Indicator
from dashboard.formatting import format_counts, format_figure
from dashboard.observations import STATISTICAL_NEIGHBOURS
from dashboard.periods import Period
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import POOLED_KEY
from dashboard.views.comparing.measure import YearComparison
from dashboard.views.comparing.printed import PrintedBenchmarks
from dashboard.views.comparing.words import restated_average_words
from dashboard.views.figures import MEAN_DECIMALS, change_word, figure_words, history_words, restated_from
from dashboard.vocabulary import Missing

OURS_KEY = "ours"
REGION_KEY = "region"
NEIGHBOURS_KEY = "statistical_neighbours"
NEIGHBOURS_NAME = "Statistical neighbours"
POOLED_NAME = "Statistical neighbours, counted together"
ENGLAND_KEY = "england"

PUBLISHED = "published"
PUBLISHED_TOGETHER = "published, counted across the whole area"
PROVISIONAL = "provisional, from the scorecard"
PRINTED = "as printed on the scorecard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One party's figure of one full year: who, how it came about, or why there is none.

    ``key`` is ``ours``, ``region``, ``statistical_neighbours``, ``statistical_neighbours_pooled``, ``england`` or
    ``neighbour``. ``restated_from`` is the figure that stood before and ``changed`` says all of it, where the source
    restated the figure.
    """

    key: str
    who: str
    period: Period
    value: float | None
    missing: Missing | None
    method: str
    decimals: int
    counts: str = ""
    restated_from: str = ""
    changed: str = ""
    history: str = ""


def parties_of_year(indicator: Indicator, year: YearComparison, printed: PrintedBenchmarks) -> list[Compared]:
    """Give ours, the neighbours' average, region and England of a full year."""
    region, england = year.region, year.england
    return [
        one_area(OURS_KEY, indicator, year.ours),
        _neighbours(indicator, year, printed),
        *([one_area(REGION_KEY, indicator, region)] if region else []),
        *([one_area(ENGLAND_KEY, indicator, england)] if england else []),
    ]


def pooled_of_year(indicator: Indicator, year: YearComparison) -> Compared | None:
    """Give the neighbours counted together; None where they cannot be, and where that is their figure already."""
    pooled = year.pooled
    if (
        pooled.value is None
        or year.average.method is pooled.method
        or indicator.comparators.statistical_neighbours.missing
    ):
        return None
    return Compared(
        key=POOLED_KEY,
        who=POOLED_NAME,
        period=year.period,
        value=pooled.value,
        missing=None,
        method=pooled.words,
        decimals=year.average_decimals,
    )


def printed_average(indicator: Indicator, year: YearComparison, printed: PrintedBenchmarks) -> AreaFigure | None:
    """Give the neighbours' average that a scorecard prints, where none can be worked out."""
    if year.average.value is not None or indicator.comparators.statistical_neighbours.missing is not None:
        return None
    return printed.of_year(year.period).get(STATISTICAL_NEIGHBOURS)


def neighbours_of_year(indicator: Indicator, year: YearComparison) -> list[Compared]:
    """Give each statistical neighbour's figure of a full year, in the order of closeness."""
    return [one_area("neighbour", indicator, neighbour) for neighbour in year.neighbours]


def one_area(key: str, indicator: Indicator, figure: AreaFigure) -> Compared:
    """Give one area's figure with how it came about and what was said before."""
    decimals = min(figure.decimals, MEAN_DECIMALS)
    history = history_words(figure.history, indicator, decimals)
    return Compared(
        key=key,
        who=figure.name,
        period=figure.period,
        value=figure.value,
        missing=figure.missing,
        method=_method(key, figure),
        decimals=decimals,
        counts=format_counts(figure.numerator, figure.denominator),
        restated_from=restated_from(figure.history, indicator, decimals),
        changed=change_word(figure.history),
        history=history,
    )


def _method(key: str, figure: AreaFigure) -> str:
    """Say how a figure came about; where there is none, only what a reader must know of it."""
    if figure.edition is None:
        return figure.note
    plain = PROVISIONAL if figure.provisional else PRINTED if figure.sheet else PUBLISHED
    said = PUBLISHED_TOGETHER if plain == PUBLISHED and key in (REGION_KEY, ENGLAND_KEY) else plain
    return ", ".join(part for part in (said, figure.note) if part)


def _neighbours(indicator: Indicator, year: YearComparison, printed: PrintedBenchmarks) -> Compared:
    """Give the neighbours' average, else the average that a scorecard prints, else why there is none."""
    comparator: Comparator = indicator.comparators.statistical_neighbours
    average, before = year.average, year.average_before
    on_scorecard = printed_average(indicator, year, printed)
    if on_scorecard is not None:
        return replace(one_area(NEIGHBOURS_KEY, indicator, on_scorecard), period=year.period)
    earlier = restated_average_words(year, indicator.unit) if before is not None else ""
    was = figure_words(before.value, before.missing, indicator.unit, year.average_decimals) if before else ""
    return Compared(
        key=NEIGHBOURS_KEY,
        who=NEIGHBOURS_NAME,
        period=year.period,
        value=average.value,
        missing=(comparator.missing or average.missing) if average.value is None else None,
        method=average.words if comparator.missing is None else "",
        decimals=year.average_decimals,
        restated_from=was,
        changed="restated" if earlier else "",
        history=earlier,
    )


def is_comparable(indicator: Indicator) -> bool:
    """Tell whether any comparator has figures at all."""
    kinds = indicator.comparators
    methods = (kinds.region.method, kinds.statistical_neighbours.method, kinds.england.method)
    return any(method not in (None, ComparatorMethod.IN_YEAR_RETURN) for method in methods)


def written(one: Compared, indicator: Indicator) -> str:
    """Write a party's figure."""
    return format_figure(one.value or 0.0, indicator.unit, one.decimals)
