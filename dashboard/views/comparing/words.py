"""Comparisons in words for members: our place among all authorities, an older comparator, a restated average."""

from __future__ import annotations

from dashboard.benchmarks.compare import ComparatorFigure, Mean
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.formatting import MISSING_WORDS, format_figure, listed
from dashboard.periods import Period
from dashboard.views.compare_page.words import BAND_WORDS, rank_words
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import YearComparison
from dashboard.views.figures import figure_words
from dashboard.vocabulary import Missing, Unit

# More neighbours than these are counted rather than named.
MOST_NAMED = 3

_WHY_NOBODY = {
    Missing.NOT_A_NATIONAL_MEASURE: "it is not a national measure, so nobody else publishes it",
    Missing.NOT_APPLICABLE: "numbers of places of different size do not compare",
}
_STATISTIC_WORDS = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "mean",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "median",
    ComparatorMethod.POOLED_NEIGHBOURS: "pooled figure",
}


def place_words(year: YearComparison, unit: Unit) -> str:
    """Say our place among all authorities; empty where we have none.

    "In 2018/19 ours (21.3%) was 82nd of 151 authorities (1st is best), in the third quarter of them."
    """
    ours = year.ours
    if ours.value is None or year.rank is None:
        return ""
    shared = sum(one.value == ours.value for one in year.authorities) > 1
    place = f"{rank_words(year.rank, shared=shared)} of {year.ranked} authorities (1st is best)"
    quarter = f", in {BAND_WORDS[year.band]} of them" if year.band else ""
    return f"In {year.period.words} ours ({_written(ours, unit)}) was {place}{quarter}."


def why_nobody(reason: Missing | None) -> str:
    """Say why nobody else's figures can be set beside a measure: "it is not a national measure"."""
    known = reason or Missing.NOT_AVAILABLE
    return _WHY_NOBODY.get(known) or f"they are {MISSING_WORDS[known]}"


def older_words(year: Period, ours: Period) -> str:
    """Say that the comparators' year ended before our latest figure; empty where it did not."""
    if year.end >= ours.end:
        return ""
    return f"Compared with {year.words}, the latest published; ours is {ours.words}."


def restated_average_words(year: YearComparison, unit: Unit) -> str:
    """Say what the neighbours' average was before a neighbour's figure changed; empty where none did.

    "was 29.83% (mean of 10), now 22.03% (mean of 9) since Doncaster's figure was withdrawn"
    """
    if year.average_before is None:
        return ""
    was = _average(year.average_before, unit, year.average_decimals)
    now = _average(year.average, unit, year.average_decimals)
    return f"was {was}, now {now} since {_changed(year.restated)}"


def region_words(region: AreaFigure | None, mean: Mean | None, unit: Unit, decimals: int) -> str:
    """Say how the region counted together and the plain mean of its authorities differ; empty where either lacks."""
    if region is None or region.value is None or mean is None:
        return ""
    plain = format_figure(mean.value, unit, decimals)
    return (
        f"{region.name} in {region.period.words}: {_written(region, unit)} counted as a whole, {plain} if each of its "
        f"{mean.n} authorities with a figure counted alike."
    )


def _average(figure: ComparatorFigure, unit: Unit, decimals: int) -> str:
    words = figure_words(figure.value, figure.missing, unit, decimals)
    return f"{words} ({_STATISTIC_WORDS[figure.method]} of {figure.n})"


def _changed(restated: tuple[AreaFigure, ...]) -> str:
    """Say whose figure changed how: withdrawn, restated, or published late."""
    kinds: dict[str, list[str]] = {}
    for one in restated:
        kinds.setdefault(_what_happened(one), []).append(one.name)
    return " and ".join(_said(names, happened) for happened, names in kinds.items())


def _what_happened(figure: AreaFigure) -> str:
    if figure.value is None:
        return "withdrawn"
    return "published late" if figure.history is not None and figure.history.came_late else "restated"


def _said(names: list[str], happened: str) -> str:
    if len(names) > MOST_NAMED:
        return f"the figures of {len(names)} neighbours were {happened}"
    whose = listed([f"{name}'{'' if name.endswith('s') else 's'}" for name in names])
    return f"{whose} figure{'s were' if len(names) > 1 else ' was'} {happened}"


def _written(figure: AreaFigure, unit: Unit) -> str:
    return figure_words(figure.value, figure.missing, unit, figure.decimals)
