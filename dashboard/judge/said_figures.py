"""The figures of a judgement's sentences, each written once: with its unit, its counts, its usual level and range."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.formatting import format_counts, format_difference, format_figure, plural
from dashboard.judge import phrases
from dashboard.judge.separate import Derivation
from dashboard.judge.series import a_year_before
from dashboard.judge.to_say import ToSay
from dashboard.periods import MONTHS_IN_QUARTER, PeriodKind
from dashboard.precision import round_half_up
from dashboard.vocabulary import Unit

# Below this many cases a percentage is not shown (statistics.md §6, "Small denominators").
FEWEST_CASES = 10
PER_CENT_MOST = 100.0
# A derivation whose points are differences: they have a sign, and no bounds.
DIFFERENCES = frozenset({Derivation.NET_CHANGE, Derivation.SAME_MONTH_LAST_YEAR})
POINTS = " points"
# At most so many decimals more, to tell a point from the end of a range it lies beyond.
MORE_DECIMALS = 2


def is_too_few(said: ToSay, denominator: float | None) -> bool:
    """Tell whether a percentage rests on too few cases to be shown."""
    return said.unit is Unit.PER_CENT and denominator is not None and denominator < FEWEST_CASES


def written(said: ToSay, value: float) -> str:
    """Write a figure in the indicator's unit."""
    return format_figure(value, said.unit, said.decimals)


def counts_words(said: ToSay) -> str:
    """Write the counts with what they count: "3 of 9 children"; without the part, only that they are few."""
    counts = format_counts(said.numerator, said.denominator) or phrases.FEWER_THAN.format(number=FEWEST_CASES)
    return f"{counts} {said.counted}".rstrip()


def figure_or_counts(said: ToSay, value: float, numerator: float | None, denominator: float | None) -> str:
    """Write a figure of ours, or its counts alone where they are too few for a percentage."""
    counts = format_counts(numerator, denominator)
    return counts if counts and is_too_few(said, denominator) else written(said, value)


def with_counts(said: ToSay, value: float, numerator: float | None, denominator: float | None) -> str:
    """Write a figure followed by its counts where they are known: "21.2% (145 of 684)"."""
    shown, counts = figure_or_counts(said, value, numerator, denominator), format_counts(numerator, denominator)
    return f"{shown} ({counts})" if counts and counts != shown else shown


def judged_point(said: ToSay) -> str:
    """Write the point judged with its period: "92.1% in March 2020", "a change of +12 in March 2020"."""
    template = _by_derivation(phrases.FIGURES, said, phrases.FIGURE)
    value = judged_value(said)
    year_before = a_year_before(said.period).words
    shown = "" if value is None else _judged(said, value)
    return template.format(value=shown, period=said.period.words, year_before=year_before)


def judged_value(said: ToSay) -> float | None:
    """Give the value of the point judged, which is the figure itself unless it was worked out from others."""
    is_printed = said.signal.derivation in (None, Derivation.AS_PRINTED)
    return said.value if is_printed and said.signal.value is None else said.signal.value


def mean_words(said: ToSay) -> str:
    """Write the usual level."""
    return "" if said.signal.mean is None else _judged(said, said.signal.mean)


def has_range(said: ToSay) -> bool:
    """Tell whether there is a usual level with a range."""
    return None not in (said.signal.mean, said.signal.lower, said.signal.upper)


def is_constant(said: ToSay) -> bool:
    """Tell a series that never varied, as far as is shown: its range is one figure."""
    low, high = range_ends(said)
    return low == high


def range_ends(said: ToSay) -> tuple[str, str]:
    """Write the ends of the normal range, cut to what the unit can be: limits are worked out uncut."""
    low, high = said.signal.lower or 0.0, said.signal.upper or 0.0
    if said.signal.derivation in DIFFERENCES:
        return _judged(said, low).removesuffix(POINTS), _judged(said, high)
    if said.unit is Unit.PER_CENT and not said.can_exceed_100:
        high = min(high, PER_CENT_MOST)
    if said.unit is not Unit.AVERAGE and not said.can_exceed_100:
        low = max(low, 0.0)
    return _judged(said, low), _judged(said, high)


def range_of(said: ToSay) -> str:
    """Write the normal range within a sentence: "the normal range of 80.0% to 91.0%"."""
    if said.signal.derivation in phrases.RANGES:
        return range_with(said)
    return f"{phrases.RANGE} of {' to '.join(range_ends(said))}"


def range_with(said: ToSay) -> str:
    """Write the normal range with its figures in brackets."""
    name = _by_derivation(phrases.RANGES, said, phrases.RANGE).format(step=step_noun(said, 1))
    return f"{name} ({' to '.join(range_ends(said))})"


def level_name(said: ToSay) -> str:
    """Name the usual level by what the points judged are."""
    return _by_derivation(phrases.LEVELS, said, phrases.LEVEL).format(step=step_noun(said, 1))


def step_noun(said: ToSay, count: int) -> str:
    """Name one or more steps of the series: month, months."""
    return _nouns(said)[count != 1]


def steps(said: ToSay, count: int) -> str:
    """Write a number of steps: "7 months"; "several months" where it is not known."""
    one, many = _nouns(said)
    return plural(count, one, many) if count else phrases.SEVERAL.format(steps=many)


def span(said: ToSay, ends: tuple[float, float]) -> tuple[str, str]:
    """Write the two ends of a range of differences, the unit once: "−7.8", "+0.6 points"."""
    low, high = (format_difference(end, said.unit, said.decimals) for end in ends)
    return low.removesuffix(POINTS), high


def _nouns(said: ToSay) -> tuple[str, str]:
    is_quarterly = said.signal.spacing == MONTHS_IN_QUARTER
    return phrases.STEP_NOUNS[PeriodKind.QUARTER if is_quarterly else said.period.kind]


def _by_derivation(templates: Mapping[Derivation, str], said: ToSay, else_: str) -> str:
    derivation = said.signal.derivation
    return else_ if derivation is None else templates.get(derivation, else_)


def _judged(said: ToSay, value: float) -> str:
    write = format_difference if said.signal.derivation in DIFFERENCES else format_figure
    return write(value, said.unit, _judged_decimals(said))


def _judged_decimals(said: ToSay) -> int:
    """Give the decimals of a point and its range: more than usual where a point outside would look to lie on an end."""
    signal, value = said.signal, judged_value(said)
    if signal.rule is None or value is None:
        return said.decimals
    ends = [end for end in (signal.mean, signal.lower, signal.upper) if end is not None and end != value]
    enough = (
        decimals
        for decimals in range(said.decimals, said.decimals + MORE_DECIMALS)
        if all(round_half_up(end, decimals) != round_half_up(value, decimals) for end in ends)
    )
    return next(enough, said.decimals + MORE_DECIMALS)
