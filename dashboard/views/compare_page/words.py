"""The sentences of the compare page: the answer, our standing, the neighbour picked, and each chart's finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.benchmarks.spread import FEWEST_FOR_BANDS, Band
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.formatting import MISSING_WORDS, format_counts, format_difference, format_figure, listed
from dashboard.judge.comparison import Position, judge_position
from dashboard.judge.words import position_words
from dashboard.periods import Period, PeriodKind
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure, YearComparison
from dashboard.vocabulary import Missing, Polarity, Unit

# Of these the figure of many places is no sum.
_SHARES = (Unit.PER_CENT, Unit.RATE_PER_10000)
REGION_KEY, NEIGHBOURS_KEY, ENGLAND_KEY = "region", "statistical_neighbours", "england"

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# Under a chart there is room to say more than the word in a table's cell does.
REASONS: dict[Missing, str] = {
    Missing.SUPPRESSED: "suppressed, so that nobody can be recognised",
    Missing.UNRELIABLE: "not reliable enough to publish",
    Missing.NOT_AVAILABLE: "not available",
    Missing.ROUNDS_TO_ZERO: "rounds to nought",
    Missing.NO_FIGURE: "no figure is published",
}

BAND_WORDS: dict[Band, str] = {
    Band.A: "the best quarter",
    Band.B: "the second quarter",
    Band.C: "the third quarter",
    Band.D: "the last quarter",
}

WAY_WORDS: dict[Polarity, str] = {
    Polarity.LOWER_IS_BETTER: "Lower is better",
    Polarity.HIGHER_IS_BETTER: "Higher is better",
    Polarity.CLOSE_TO_TARGET: "Neither high nor low is good in itself",
    Polarity.NO_POLARITY: "Neither high nor low is good in itself",
}

_NAMED_YEARS = (PeriodKind.ACADEMIC_YEAR, PeriodKind.CALENDAR_YEAR)

# What the middle of the sentence calls the neighbours' figure, by how it came about.
_AVERAGE_NAMES: dict[ComparatorMethod, str] = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "the average of {who}",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "the middle figure (median) of {who}",
    ComparatorMethod.POOLED_NEIGHBOURS: "{who} counted together",
}
_AVERAGE_LABELS: dict[ComparatorMethod, str] = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "Our neighbours’ average",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "Our neighbours’ median",
    ComparatorMethod.POOLED_NEIGHBOURS: "Our neighbours together",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A comparator that has a figure: its key, its name in a sentence and over a line, its figure and how it came."""

    key: str
    phrase: str
    name: str
    short_name: str
    value: float
    decimals: int
    method: str


def has_totals(year: YearComparison, unit: Unit) -> bool:
    """Tell whether the region's and England's figures are sums of their authorities', to be set beside none of them.

    A country's average is never above the highest authority's; its sum is.
    """
    known = [one.value for one in year.authorities if one.value is not None]
    england = year.england.value if year.england is not None else None
    return unit not in _SHARES and england is not None and bool(known) and england > max(known)


def parties_of(year: YearComparison, unit: Unit) -> tuple[Party, ...]:
    """List the comparators of a year that have a figure to set ours beside: neighbours, region, England."""
    found = []
    if year.average.value is not None:
        found.append(
            Party(
                key=NEIGHBOURS_KEY,
                phrase=average_phrase(year.average),
                name=average_label(year.average.method),
                short_name="Neighbours",
                value=year.average.value,
                decimals=year.average_decimals,
                method=year.average.words,
            )
        )
    if has_totals(year, unit):
        return tuple(found)
    found += _published_party(REGION_KEY, "Region", year.region)
    found += _published_party(ENGLAND_KEY, "England", year.england)
    return tuple(found)


def _published_party(key: str, short_name: str, figure: AreaFigure | None) -> list[Party]:
    if figure is None or figure.value is None:
        return []
    method = figure.note or "published, counted across the whole area"
    return [
        Party(
            key=key,
            phrase=figure.name,
            name=figure.name,
            short_name=short_name,
            value=figure.value,
            decimals=figure.decimals,
            method=method,
        )
    ]


def average_phrase(average: ComparatorFigure) -> str:
    """Name the neighbours' figure in a sentence: "the average of nine of our ten statistical neighbours"."""
    all_of = f"our {count_words(average.of)} statistical neighbours"
    who = all_of if average.n == average.of else f"{count_words(average.n)} of {all_of}"
    return _AVERAGE_NAMES[average.method].format(who=who)


def average_label(method: ComparatorMethod) -> str:
    """Name the neighbours' figure over its line."""
    return _AVERAGE_LABELS[method]


def count_words(count: int) -> str:
    """Write small counts as words."""
    return NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else f"{count:,}"


def reason_words(missing: Missing | None) -> str:
    """Say why there is no figure, where there is room for a few words."""
    return REASONS.get(missing or Missing.NO_FIGURE) or MISSING_WORDS[missing or Missing.NO_FIGURE]


def written(figure: AreaFigure, measure: Measure) -> str:
    """Write a figure, or the word for its absence."""
    if figure.value is None:
        return MISSING_WORDS[figure.missing or Missing.NO_FIGURE]
    return format_figure(figure.value, measure.unit, figure.decimals)


def answer_words(year: YearComparison, measure: Measure, overall: str) -> str:
    """Say in one sentence how ours stands beside neighbours, region and England: ``overall``, or why it is not said."""
    if overall:
        return overall
    if year.ours.value is not None:
        said = written(year.ours, measure)
        return f"For {in_words(year.period)} ours was {said}; there is no figure to compare it with."
    parties = parties_of(year, measure.unit)
    named = [f"{party.phrase} ({format_figure(party.value, measure.unit, party.decimals)})" for party in parties]
    others = f" There is a figure for {listed(named)}." if named else ""
    return f"For {in_words(year.period)} there is no figure of ours: {reason_words(year.ours.missing)}.{others}"


def standing_words(year: YearComparison, measure: Measure, *, shares_rank: bool) -> str:
    """Say our place among all authorities, and where the middle half of them lie."""
    parts = []
    if year.rank is not None:
        parts.append(f"{rank_words(year.rank, shared=shares_rank)} of {year.ranked} authorities (1st is best)")
    spread = year.spread
    if spread is not None and spread.n >= FEWEST_FOR_BANDS:
        low, high = (
            format_figure(edge, measure.unit, spread_decimals(year, measure))
            for edge in (spread.lower_quartile, spread.upper_quartile)
        )
        whose = "" if parts else f" of {spread.n} authorities"
        parts.append(f"the middle half{whose} lie between {low} and {high}")
    return sentence("; ".join(parts)) if parts else ""


def in_words(period: Period) -> str:
    """Name a year within a sentence: "2018/19", "the school year 2023/24"."""
    return f"the {period.words}" if period.kind in _NAMED_YEARS else period.words


def sentence(words: str) -> str:
    """Write words as one sentence: a capital at its beginning and one full stop at its end."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def spread_decimals(year: YearComparison, measure: Measure) -> int:
    """Give the decimals of quartiles: those that the authorities' figures are published with, at the most."""
    return max((one.decimals for one in year.authorities if one.value is not None), default=measure.decimals)


def rank_words(rank: int, *, shared: bool = False) -> str:
    """Write a place: 1st, 82nd, joint 13th."""
    tens, ones = rank % 100, rank % 10
    ending = "th" if 10 < tens < 20 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    return f"{'joint ' if shared else ''}{rank}{ending}"


def picked_words(picked: AreaFigure, ours: AreaFigure, measure: Measure) -> str:
    """Say how ours stands beside one authority, with the counts behind its figure."""
    if picked.value is None:
        return f"{picked.name} has no figure for {in_words(picked.period)}: {reason_words(picked.missing)}."
    counts = format_counts(picked.numerator, picked.denominator)
    said = f"{picked.name}: {written(picked, measure)}{f' ({counts})' if counts else ''}."
    beside = beside_words(ours, picked, measure)
    return f"{said} {beside}." if beside else said


def gap_decimals(ours: AreaFigure, decimals: int) -> int:
    """Give the decimals of ours less a figure of so many decimals: those of the finer one."""
    return max(ours.decimals, decimals)


def beside_words(ours: AreaFigure, other: AreaFigure, measure: Measure) -> str:
    """Say how ours stands beside another's figure: "Ours is 2.1 points higher (worse)"."""
    return gap_words(ours, other.value, other.decimals, measure)


def gap_words(ours: AreaFigure, value: float | None, decimals: int, measure: Measure) -> str:
    """Say how ours stands beside a figure of so many decimals; empty where either has none."""
    if ours.value is None or value is None:
        return ""
    places = gap_decimals(ours, decimals)
    gap = ours.value - value
    difference = format_difference(abs(gap), measure.unit, places).removeprefix("+")
    position = judge_position(ours.value, value, measure.polarity, places)
    return position_words(position, is_higher=gap > 0, difference=difference)


def finding_words(ours: AreaFigure, others: Sequence[AreaFigure], whom: str, measure: Measure) -> str:
    """State a chart's finding: "Three of our ten neighbours have a better figure than ours, seven worse".

    ``whom`` names the others with ``{count}`` for their number: "our {count} neighbours". Empty where none compares.
    """
    positions = [
        judge_position(other.value, ours.value, measure.polarity, max(ours.decimals, other.decimals))
        for other in others
        if other.value is not None and ours.value is not None
    ]
    if not positions:
        return ""
    counts = [(state, positions.count(state)) for state in _ORDER if state in positions]
    (first, number), *rest = counts
    share = "all" if number == len(others) else count_words(number)
    opening = f"{share} of {whom.format(count=count_words(len(others)))} {_FIGURES[first, number == 1]}"
    absent = len(others) - len(positions)
    parts = [opening, *(f"{count_words(count)} {_SHORT[state]}" for state, count in rest)]
    said = ", ".join([*parts, *([f"{count_words(absent)} {'has' if absent == 1 else 'have'} none"] if absent else [])])
    return f"{said[:1].upper()}{said[1:]}"


_ORDER = (Position.BETTER, Position.HIGHER, Position.WORSE, Position.LOWER, Position.SAME)
_SHORT = {
    Position.BETTER: "better",
    Position.WORSE: "worse",
    Position.SAME: "the same",
    Position.HIGHER: "higher",
    Position.LOWER: "lower",
}
_FIGURES = {
    (state, one): f"{'has' if one else 'have'} {phrase} ours"
    for one in (True, False)
    for state, phrase in (
        (Position.BETTER, "a better figure than"),
        (Position.WORSE, "a worse figure than"),
        (Position.SAME, "the same figure as"),
        (Position.HIGHER, "a higher figure than"),
        (Position.LOWER, "a lower figure than"),
    )
}
