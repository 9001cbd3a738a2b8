"""What the compare page's address asks for, settled: measure, year, list, method, whom, and the neighbour picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from dashboard.areas import AreaBook, neighbour_list_words
from dashboard.benchmarks.compare import NEIGHBOUR_METHODS
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.formatting import capital
from dashboard.intake.session import Session
from dashboard.periods import Period, parse_period
from dashboard.views.as_of import said_back
from dashboard.views.comparators import is_comparable
from dashboard.views.compare_page.view import Against, MeasureLink
from dashboard.views.comparing.measure import Measure, YearComparison, measure_of
from dashboard.views.scorecard import Choice

# The methods as the address writes them.
METHOD_CODES: dict[ComparatorMethod, str] = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "mean",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "median",
    ComparatorMethod.POOLED_NEIGHBOURS: "pooled",
}
# How a button says it in a word.
METHOD_SHORT: dict[ComparatorMethod, str] = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "average",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "median",
    ComparatorMethod.POOLED_NEIGHBOURS: "counted together",
}
_METHOD_WORDS: dict[ComparatorMethod, str] = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "Average: each neighbour counts alike",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "Median: the neighbour in the middle",
    ComparatorMethod.POOLED_NEIGHBOURS: "All neighbours counted together, as if one authority",
}
# Names nearer than this are worth offering for one that is not known.
NEAR_ENOUGH = 0.4
NEAREST_OFFERED = 3
# How the measures are headed that the catalogue does not name.
FURTHER = "More measures from the Local Authority Interactive Tool"


def find_measure(session: Session, measure_id: str, further: Sequence[Measure]) -> Measure | None:
    """Find a measure by its id, in the catalogue or among the further ones; None where it is in neither."""
    indicator = session.catalogue.indicator(measure_id)
    if indicator is not None:
        return measure_of(indicator)
    return next((one for one in further if one.id == measure_id), None)


def list_measures(session: Session, further: Sequence[Measure]) -> tuple[MeasureLink, ...]:
    """List the measures that can be compared: the catalogue's by theme and name, then the further ones."""
    catalogue = session.catalogue
    places = {theme.id: (place, theme.name) for place, theme in enumerate(catalogue.themes)}
    found = sorted(
        (one for one in catalogue.indicators if is_comparable(one)),
        key=lambda one: (places[one.theme][0], one.name.casefold()),
    )
    ours = (MeasureLink(id=one.id, name=one.name, group=places[one.theme][1]) for one in found)
    return (*ours, *(MeasureLink(id=one.id, name=one.name, group=FURTHER) for one in further))


def nearest_measures(asked: str, measures: Sequence[MeasureLink]) -> tuple[MeasureLink, ...]:
    """Offer the measures whose id or name is nearest to one that is not known."""
    by_word = {word: one for one in measures for word in (str(one.id), one.name.casefold())}
    found = get_close_matches(asked.casefold(), by_word, n=2 * NEAREST_OFFERED, cutoff=NEAR_ENOUGH)
    unique = {by_word[word].id: by_word[word] for word in found}
    return tuple(unique.values())[:NEAREST_OFFERED]


def settle_year(years: Sequence[Period], asked: str | None) -> tuple[Period, str]:
    """Give the year asked for, else the latest, with what is to be said about it; ``years`` is not empty."""
    latest = years[-1]
    if not asked:
        return latest, ""
    try:
        wanted = parse_period(asked)
    except ValueError:
        return latest, f"{said_back(asked)} is no year such as {latest}; {latest.words} is shown."
    if wanted in years:
        return wanted, ""
    return latest, f"Nothing is published for {wanted.words}; {latest.words} is shown."


def settle_list(book: AreaBook, asked: str | None) -> tuple[str | None, str]:
    """Give the list asked for, None for the one that serves the year, with what is to be said about it."""
    if not asked or asked in {info.id for info in book.lists}:
        return asked or None, ""
    return None, f"There is no neighbour list {said_back(asked)}; the one that serves the year is used."


def settle_method(asked: str | None) -> tuple[ComparatorMethod | None, str]:
    """Give the method asked for, None for the catalogue's own, with what is to be said about it."""
    if not asked:
        return None, ""
    found = next((method for method, code in METHOD_CODES.items() if code == asked), None)
    said = "" if found else f"There is no method {said_back(asked)} for the neighbours’ figure; the usual one is used."
    return found, said


def settle_against(asked: str | None) -> tuple[Against, str]:
    """Give whom to compare with, the neighbours where nothing else is asked for."""
    if not asked or asked in set(Against):
        return Against(asked or Against.NEIGHBOURS), ""
    return Against.NEIGHBOURS, f"There is nobody called {said_back(asked)} to compare with; our neighbours are shown."


def year_choices(years: Iterable[Period]) -> tuple[Choice, ...]:
    """List the years, the newest first."""
    return tuple(
        Choice(id=str(year), words=year.words) for year in sorted(years, key=lambda y: y.sort_key, reverse=True)
    )


def list_choices(book: AreaBook, year: Period) -> tuple[Choice, ...]:
    """List the neighbour lists, that which serves the year first, without a name in the address."""
    serving = neighbour_list_words(book.list_for(year))
    usual = Choice(id="", words=f"The list that serves {year.words}: {serving}")
    named = (Choice(id=info.id, words=capital(info.words)) for info in reversed(book.lists))
    return (usual, *named)


def method_choices(usual: ComparatorMethod) -> tuple[Choice, ...]:
    """List the methods; the catalogue's own needs no name in the address."""
    return tuple(
        Choice(id="" if method is usual else METHOD_CODES[method], words=_METHOD_WORDS[method])
        for method in NEIGHBOUR_METHODS
    )


def against_choices(region: str) -> tuple[Choice, ...]:
    """List whom ours can be set against; the region only where we lie in one."""
    our_region = "Our region" if region else ""
    named = {Against.NEIGHBOURS: "Our neighbours", Against.REGION: our_region, Against.ALL: "All authorities"}
    return tuple(
        Choice(id="" if one is Against.NEIGHBOURS else one.value, words=words) for one, words in named.items() if words
    )


def neighbour_choices(year: YearComparison) -> tuple[Choice, ...]:
    """List whom one can pick: the neighbours as their list orders them, then everyone else by name."""
    near = {one.area for one in (*year.neighbours, year.ours)}
    others = sorted((one for one in year.authorities if one.area not in near), key=lambda one: one.name)
    return tuple(Choice(id=one.area, words=one.name) for one in (*year.neighbours, *others))


def usual_method(measure: Measure) -> ComparatorMethod:
    """Give the method that the catalogue states for the neighbours' figure, else the mean."""
    stated = measure.indicator.comparators.statistical_neighbours.method if measure.indicator else None
    return stated if stated in NEIGHBOUR_METHODS else ComparatorMethod.MEAN_OF_NEIGHBOURS
