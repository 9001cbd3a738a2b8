"""How often a figure is worth looking at: whether a week's, month's or quarter's movement can tell news from chance.

The rule is ours. From the figures' own moving ranges come XmR limits, beyond which one figure stands out (2.66 mean
moving ranges, as NHS England teaches). Chance falls with the square root of the time counted, so a quarter's average
need move only 1 / √3 as far as a month's to stand out, and a week must move √(52 / 12) times as far. Against these
stands how far the usual level (the average of a year) has really moved: a period in which such a change would show at
once is worth looking at. Percentages also need 30 cases, as for every judgement of a percentage. Of a figure that comes
quarterly nothing is said of shorter periods.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from dashboard.judge.case import Case
from dashboard.judge.frequency_words import (
    YEARS_OF_TWO_LEVELS,
    Frequency,
    Grounds,
    advice_words,
    cannot_be_told_words,
    rare_words,
    short_words,
    too_early_words,
)
from dashboard.judge.separate import DIFFERENCES, NotSeparate, WhyNotSeparate
from dashboard.judge.series import WEEKS_IN_YEAR, Point, full_calendar, periods_in_year, spacing_of
from dashboard.judge.signal import CASES_NEEDED, POINTS_NEEDED
from dashboard.judge.windows import separate_periods, since_the_last
from dashboard.judge.xmr import DEFAULT_RULES, Limits, XmrRules, limits_of
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, PeriodKind
from dashboard.vocabulary import Unit

# A year's average bears gaps in up to a quarter of its periods (ours).
SHARE_OF_A_LEVEL = 3 / 4

_MONTHS_COUNTED = {
    Frequency.WEEKLY: MONTHS_IN_YEAR / WEEKS_IN_YEAR,
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: MONTHS_IN_QUARTER,
}
_OF_KIND = {
    PeriodKind.WEEK: Frequency.WEEKLY,
    PeriodKind.MONTH: Frequency.MONTHLY,
    PeriodKind.QUARTER: Frequency.QUARTERLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How often to look, in one sentence with its grounds and in a short one for members (``members``).

    ``frequency`` is the shortest period whose movement can tell news from chance; yearly where none can, None where it
    cannot be told. ``shows_from`` is how far a week's, a month's or a quarter's figure must lie from the usual level to
    stand out, in the figure's unit (of numbers: per month). ``level_moved`` is how far the usual level has moved, or
    the change that was said to matter. ``cases`` is the usual number of cases in each; ``usual_move`` the mean move
    from one figure to the next; ``figures`` how many there are.
    """

    frequency: Frequency | None
    sentence: str
    members: str
    figures: int
    usual_move: float | None = None
    level_moved: float | None = None
    shows_from: Mapping[Frequency, float]
    cases: Mapping[Frequency, float]


def frequency_of(case: Case) -> Advice:
    """Say how often a case's measure is worth looking at, from its figures of separate periods, season taken out.

    Windows that overlap are taken apart where their counts allow it; where they do not, it cannot be told.
    """
    measured = case.measured
    found = separate_periods(
        case.points,
        case.basis,
        unit=measured.unit,
        seasonal=measured.seasonal,
        known=case.known,
        can_exceed_100=measured.can_exceed_100,
        rebase_at=measured.rebases,
    )
    if isinstance(found, NotSeparate):
        return _cannot_say(cannot_be_told_words(is_yearly=found.reason is WhyNotSeparate.WHOLE_YEARS), 0)
    # Where another level or definition begins, the step to it says nothing of how far the level moves by itself.
    return advise_frequency(
        since_the_last(measured.rebases, found.points),
        unit=measured.unit,
        decimals=measured.decimals,
        rules=measured.rules,
        cases_needed=measured.cases_needed,
        are_differences=found.derivation in DIFFERENCES,
    )


def advise_frequency(
    points: Iterable[Point],
    *,
    unit: Unit,
    decimals: int = 1,
    matters: float | None = None,
    rules: XmrRules = DEFAULT_RULES,
    cases_needed: float = CASES_NEEDED,
    are_differences: bool = False,
) -> Advice:
    """Say whether weekly, monthly or quarterly movement of an indicator means anything, from separate periods.

    ``matters`` is a change worth knowing of, such as the way left to a target; without it the indicator's own usual
    level says how far it has moved. A season is to be taken out first: such figures, like the net changes of a stock,
    ``are_differences``, of which nought is nothing rare.

    Raises:
        ValueError: when the points are neither weeks, months nor quarters, or of several kinds.
    """
    calendar = full_calendar(points)
    base = _base_of(calendar)
    values = [point.value for point in calendar]
    figures = [value for value in values if value is not None]
    limits = limits_of(values, rules)
    if len(figures) < POINTS_NEEDED or limits is None:
        return _cannot_say(too_early_words(len(figures), base), len(figures))
    if unit is Unit.COUNT and not are_differences and median(figures) == 0:
        return _cannot_say(rare_words(base), len(figures))
    grounds = Grounds(
        unit=unit,
        decimals=decimals,
        base=base,
        shows=_shows_from(limits, base),
        cases=_cases(calendar, base) if unit is Unit.PER_CENT else {},
        cases_needed=cases_needed,
        moved=_level_moved(values, calendar) if matters is None else matters,
        own_level=matters is None,
    )
    return _advice(grounds, len(figures), usual_move=(limits.upper - limits.mean) / rules.factor)


def _shows_from(limits: Limits, base: Frequency) -> dict[Frequency, float]:
    """Give how far each period's figure must lie from the usual level to stand out."""
    reach = limits.upper - limits.mean
    return {period: reach * math.sqrt(1 / steps) for period, steps in _steps_counted(base).items()}


def _advice(grounds: Grounds, figures: int, *, usual_move: float) -> Advice:
    chosen = _choose(grounds)
    return Advice(
        frequency=chosen,
        sentence=advice_words(chosen, grounds, figures),
        members=short_words(chosen, grounds),
        figures=figures,
        usual_move=usual_move,
        level_moved=grounds.moved,
        shows_from=grounds.shows,
        cases=grounds.cases,
    )


def _base_of(calendar: Sequence[Point]) -> Frequency:
    """Give how often the figures come; months that only ever stand a quarter apart come quarterly."""
    if not calendar:
        return Frequency.MONTHLY
    periods = [point.period for point in calendar]
    if periods[0].kind not in _OF_KIND:
        raise ValueError("the frequency is advised from weeks, months or quarters")
    return Frequency.QUARTERLY if spacing_of(periods) == MONTHS_IN_QUARTER else _OF_KIND[periods[0].kind]


def _steps_counted(base: Frequency) -> dict[Frequency, float]:
    """Give how many of the figures' own periods each period holds; from quarters nothing is known of months.

    A week is worked out of months, for a month's figure is an average of its weeks'.
    """
    counted = {period: months / _MONTHS_COUNTED[base] for period, months in _MONTHS_COUNTED.items()}
    return {Frequency.QUARTERLY: 1} if base is Frequency.QUARTERLY else counted


def _cannot_say(sentence: str, figures: int) -> Advice:
    return Advice(frequency=None, sentence=sentence, members=sentence, figures=figures, shows_from={}, cases={})


def _cases(points: Sequence[Point], base: Frequency) -> dict[Frequency, float]:
    sizes = [point.denominator for point in points if point.denominator is not None]
    return {period: median(sizes) * steps for period, steps in _steps_counted(base).items()} if sizes else {}


def _level_moved(values: Sequence[float | None], calendar: Sequence[Point]) -> float | None:
    """Give the gap between the highest and the lowest average of a year; None where two years do not have one."""
    periods = [point.period for point in calendar]
    year = periods_in_year(periods[0].kind) // spacing_of(periods)
    windows = {
        at: [value for value in values[at : at + year] if value is not None] for at in range(len(values) - year + 1)
    }
    levels = {at: fmean(window) for at, window in windows.items() if len(window) >= SHARE_OF_A_LEVEL * year}
    if not levels or max(levels) - min(levels) < (YEARS_OF_TWO_LEVELS - 1) * year:
        return None
    return max(levels.values()) - min(levels.values())


def _choose(grounds: Grounds) -> Frequency | None:
    moved = grounds.moved
    if moved is None:
        return None
    if grounds.is_constant:
        return grounds.base
    telling = (period for period, far in grounds.shows.items() if far <= moved and grounds.has_cases(period))
    return next(telling, Frequency.YEARLY)


__all__ = ["Advice", "Frequency", "advise_frequency", "frequency_of"]
