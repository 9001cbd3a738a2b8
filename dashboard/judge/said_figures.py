"""The figures of a judgement's sentences, each written once: with its unit, its counts, its usual level and range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from dashboard.formatting import format_counts, format_difference, format_figure, plural
from dashboard.judge import phrases
from dashboard.judge.case import OtherFigure
from dashboard.judge.chance import FEWEST_CASES
from dashboard.judge.separate import DIFFERENCES, Derivation
from dashboard.judge.series import a_year_before
from dashboard.judge.to_say import ToSay
from dashboard.periods import APRIL, MONTH_NAMES, MONTHS_IN_QUARTER, Period, PeriodKind
from dashboard.precision import round_half_up
from dashboard.vocabulary import Basis, Unit

PER_CENT_MOST = 100.0
POINTS = " points"
# At most so many decimals more, to tell a point from the end of a range it lies beyond.
MORE_DECIMALS = 2
# Periods whose name needs an article within a sentence: "the week of 3 February 2020".
_WITH_ARTICLE = frozenset({PeriodKind.WEEK, PeriodKind.ACADEMIC_YEAR, PeriodKind.CALENDAR_YEAR})
_PRINTED_AS_JUDGED = frozenset({Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER})


class InUnit(Protocol):
    """Anything whose figures have a unit and so many decimals: a measure, or a figure to say."""

    @property
    def unit(self) -> Unit:
        """Give what one unit of the figures is."""

    @property
    def decimals(self) -> int:
        """Give the decimals shown."""


def because(reason: str) -> str:
    """Put a reason in words behind a colon; nothing where there is none."""
    return f": {reason.strip().rstrip('.')}" if reason.strip() else ""


def period_words(period: Period) -> str:
    """Say a period within a sentence: "March 2020", "the week of 3 February 2020", "2018/19"."""
    return f"the {period.words}" if period.kind in _WITH_ARTICLE else period.words


def when(period: Period, basis: Basis) -> str:
    """Say when a figure was: "in March 2020", "in the 12 months to March 2020", "at the end of March 2020"."""
    until = period.last_month
    template = phrases.WHEN.get(basis, phrases.IN_PERIOD)
    if basis is Basis.YEAR_TO_DATE and until.start.month == APRIL:
        template = phrases.IN_PERIOD
    is_in_one_year = until.start.year == until.financial_year.start.year
    first = MONTH_NAMES[APRIL - 1] if is_in_one_year else f"{MONTH_NAMES[APRIL - 1]} {until.start.year - 1}"
    return template.format(period=period_words(period), month=until.words, first=first)


def is_too_few(said: InUnit, denominator: float | None) -> bool:
    """Tell whether a percentage rests on too few cases to be shown."""
    return said.unit is Unit.PER_CENT and denominator is not None and denominator < FEWEST_CASES


def written(said: InUnit, value: float, decimals: int | None = None) -> str:
    """Write a figure in the indicator's unit: "92.9%", "104.6 per 10,000", "12.5 days"."""
    places = said.decimals if decimals is None else decimals
    return f"{format_figure(value, said.unit, places)}{_ending(said.unit, value, places)}"


def difference(said: InUnit, value: float, decimals: int | None = None) -> str:
    """Write a signed difference; of percentages in points, and nought without a sign."""
    places = said.decimals if decimals is None else decimals
    shown = float(round_half_up(value, places))
    return f"{format_difference(shown, said.unit, places)}{_ending(said.unit, value, places)}"


def printed(said: ToSay, decimals: int | None = None) -> str:
    """Write the figure itself, a number with what it counts: "640 children"."""
    value = said.value or 0.0
    noun = said.counted if said.unit is Unit.COUNT and round_half_up(value, said.decimals) != 1 else ""
    return f"{written(said, value, decimals)} {noun}".rstrip()


def the_figure(said: ToSay) -> str:
    """Write the figure itself with its period: "640 children at the end of March 2020"."""
    return f"{printed(said)} {when(said.period, said.basis)}"


def counts_words(said: ToSay) -> str:
    """Write the counts with what they count: "3 of 9 children"; without the part, only that they are few."""
    counts = format_counts(said.numerator, said.denominator) or phrases.FEWER_THAN.format(number=FEWEST_CASES)
    noun = said.counted or (phrases.CASES[said.denominator != 1] if said.denominator is not None else phrases.CASES[1])
    return f"{counts} {noun}"


def figure_or_counts(said: InUnit, value: float, numerator: float | None, denominator: float | None) -> str:
    """Write a figure of ours, or its counts alone where they are too few for a percentage."""
    counts = format_counts(numerator, denominator)
    return counts if counts and is_too_few(said, denominator) else written(said, value)


def ours(said: InUnit, other: OtherFigure) -> str:
    """Write our own figure that is held beside a comparator's; empty where there is none."""
    point = other.ours
    if point is None or point.value is None:
        return ""
    return figure_or_counts(said, point.value, point.numerator, point.denominator)


def theirs(said: InUnit, other: OtherFigure) -> str:
    """Write a comparator's figure with the decimals it is published with: "24.6%", "provisional 24.6%"."""
    value = "" if other.value is None else written(said, other.value, other.decimals)
    return phrases.PROVISIONAL_VALUE.format(value=value) if other.is_provisional else value


def with_counts(said: InUnit, value: float, numerator: float | None, denominator: float | None) -> str:
    """Write a figure followed by its counts where they are known: "21.2% (145 of 684)"."""
    shown, counts = figure_or_counts(said, value, numerator, denominator), format_counts(numerator, denominator)
    return f"{shown} ({counts})" if counts and counts != shown else shown


def judged_point(said: ToSay, *, in_run: bool = False) -> str:
    """Write the point judged with its period: "92.1% in March 2020", "+12 in March 2020, to 640"."""
    derivation = said.signal.derivation
    is_printed = said.basis in _PRINTED_AS_JUDGED
    is_brief = in_run or (derivation is Derivation.SAME_MONTH_LAST_YEAR and not is_printed)
    value = judged_value(said)
    template = _by_derivation(phrases.RUN_FIGURES if is_brief else phrases.FIGURES, said, phrases.FIGURE)
    if derivation is Derivation.NET_CHANGE and not is_brief and _is_nought(said, value):
        template = phrases.STAYED
    shown = printed(said, _judged_decimals(said) if value == said.value else None)
    is_quarterly = said.signal.spacing == MONTHS_IN_QUARTER
    period = period_words(said.period)
    return template.format(
        value="" if value is None else _judged(said, value),
        # A change has said the unit already.
        printed=bare(said, shown) if derivation is Derivation.NET_CHANGE and template is not phrases.STAYED else shown,
        when=when(said.period, said.basis),
        period=period,
        step_to=phrases.QUARTER_TO.format(period=period) if is_quarterly else period,
        change_on=_change_on(said, value),
    )


def _change_on(said: ToSay, value: float | None) -> str:
    """Say a difference from the year before: "+12 on March 2019", "the same as in March 2019"."""
    shown = "" if value is None else _judged(said, value)
    template = phrases.SAME_AS if _is_nought(said, value) else phrases.CHANGE_ON
    return template.format(value=shown, year_before=period_words(a_year_before(said.period)))


def _is_nought(said: ToSay, value: float | None) -> bool:
    """Tell a difference that is none as it is shown."""
    return value is not None and round_half_up(value, _judged_decimals(said)) == 0


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
    """Write the ends of the usual range, cut to what the unit can be: limits are worked out uncut."""
    low, high = said.signal.lower or 0.0, said.signal.upper or 0.0
    if said.signal.derivation in DIFFERENCES:
        return bare(said, _judged(said, low)).removesuffix(POINTS), bare(said, _judged(said, high))
    if said.unit is Unit.PER_CENT and not said.can_exceed_100:
        high = min(high, PER_CENT_MOST)
    if said.unit is not Unit.AVERAGE and not said.can_exceed_100:
        low = max(low, 0.0)
    return bare(said, _judged(said, low)), bare(said, _judged(said, high))


def range_of(said: ToSay) -> str:
    """Write the usual range within a sentence: "the usual range of 80.0% to 91.0%"."""
    if said.signal.derivation in phrases.RANGES:
        return range_with(said)
    return f"{phrases.RANGE} of {' to '.join(range_ends(said))}"


def range_with(said: ToSay) -> str:
    """Write the usual range with its figures in brackets."""
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


def bare(said: InUnit, text: str) -> str:
    """Take off a unit in words, which the figure before it has said: "104.6" for "104.6 per 10,000"."""
    ending = phrases.UNIT_ENDINGS.get(said.unit, "")
    return text.removesuffix(ending).removesuffix(ending.removesuffix("s"))


def span(said: ToSay, ends: tuple[float, float]) -> tuple[str, str]:
    """Write the two ends of a range of differences, the unit once: "−7.8", "+0.6 points"."""
    low, high = (difference(said, end) for end in ends)
    return bare(said, low).removesuffix(POINTS), bare(said, high)


def _ending(unit: Unit, value: float, decimals: int) -> str:
    ending = phrases.UNIT_ENDINGS.get(unit, "")
    return ending.removesuffix("s") if abs(round_half_up(value, decimals)) == 1 and not decimals else ending


def _nouns(said: ToSay) -> tuple[str, str]:
    is_quarterly = said.signal.spacing == MONTHS_IN_QUARTER
    return phrases.STEP_NOUNS[PeriodKind.QUARTER if is_quarterly else said.period.kind]


def _by_derivation(templates: Mapping[Derivation, str], said: ToSay, else_: str) -> str:
    derivation = said.signal.derivation
    return else_ if derivation is None else templates.get(derivation, else_)


def _judged(said: ToSay, value: float) -> str:
    write = difference if said.signal.derivation in DIFFERENCES else written
    return write(said, value, _judged_decimals(said))


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
