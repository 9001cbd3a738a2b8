"""How often a figure is worth looking at: whether a week's, month's or quarter's movement can tell news from chance.

The rule is ours. From the months' own moving ranges come XmR limits, beyond which one month stands out (2.66 mean
moving ranges, as NHS England teaches). Chance falls with the square root of the time counted, so a quarter's average
need move only 1 / √3 as far to stand out, and a week must move √(52 / 12) times as far. Against these stands how far
the usual level (the average of twelve months) has really moved: a period in which such a change would show at once is
worth looking at. Percentages also need 30 cases, as for every judgement of a percentage.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from dashboard.judge.frequency_words import (
    MONTHS_OF_TWO_LEVELS,
    RARE_WORDS,
    Frequency,
    Grounds,
    advice_words,
    too_early_words,
)
from dashboard.judge.series import WEEKS_IN_YEAR, Point, full_calendar
from dashboard.judge.signal import POINTS_NEEDED
from dashboard.judge.xmr import DEFAULT_RULES, XmrRules, limits_of
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, PeriodKind
from dashboard.vocabulary import Unit

# An average of twelve months bears gaps in up to a quarter of them (ours).
FIGURES_OF_A_LEVEL = 9

_MONTHS_COUNTED = {
    Frequency.WEEKLY: MONTHS_IN_YEAR / WEEKS_IN_YEAR,
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: MONTHS_IN_QUARTER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How often to look, in one sentence, with what it rests on.

    ``frequency`` is the shortest period whose movement can tell news from chance; yearly where none can, None where it
    cannot be told. ``shows_from`` is how far a week's, a month's or a quarter's figure must lie from the usual level to
    stand out, in the figure's unit (of numbers: per month). ``level_moved`` is how far the usual level has moved, or
    the change that was said to matter. ``cases`` is the usual number of cases in each; ``usual_move`` the mean move
    from one month to the next; ``months`` the months with a figure.
    """

    frequency: Frequency | None
    sentence: str
    months: int
    usual_move: float | None = None
    level_moved: float | None = None
    shows_from: Mapping[Frequency, float]
    cases: Mapping[Frequency, float]


def advise_frequency(
    points_in_month: Iterable[Point],
    *,
    unit: Unit,
    decimals: int = 1,
    matters: float | None = None,
    rules: XmrRules = DEFAULT_RULES,
) -> Advice:
    """Say whether weekly, monthly or quarterly movement of an indicator means anything, from its months.

    ``matters`` is a change worth knowing of, such as the way left to a target; without it the indicator's own usual
    level says how far it has moved. A season is to be taken out first.

    Raises:
        ValueError: when the points are not months.
    """
    points = _months(points_in_month)
    values = [point.value for point in points]
    figures = [value for value in values if value is not None]
    limits = limits_of(values, rules)
    if len(figures) < POINTS_NEEDED or limits is None:
        return _cannot_say(too_early_words(len(figures)), len(figures))
    if unit is Unit.COUNT and median(figures) == 0:
        return _cannot_say(RARE_WORDS, len(figures))
    reach = limits.upper - limits.mean
    shows = {period: reach / math.sqrt(months) for period, months in _MONTHS_COUNTED.items()}
    cases = _cases(points) if unit is Unit.PER_CENT else {}
    moved = _level_moved(values) if matters is None else matters
    grounds = Grounds(unit=unit, decimals=decimals, shows=shows, cases=cases, moved=moved, own_level=matters is None)
    chosen = _choose(grounds)
    return Advice(
        frequency=chosen,
        sentence=advice_words(chosen, grounds, len(figures)),
        months=len(figures),
        usual_move=reach / rules.factor,
        level_moved=moved,
        shows_from=shows,
        cases=cases,
    )


def _months(points: Iterable[Point]) -> tuple[Point, ...]:
    calendar = full_calendar(points)
    if any(point.period.kind is not PeriodKind.MONTH for point in calendar):
        raise ValueError("the frequency is advised from months")
    return calendar


def _cannot_say(sentence: str, months: int) -> Advice:
    return Advice(frequency=None, sentence=sentence, months=months, shows_from={}, cases={})


def _cases(points: Sequence[Point]) -> dict[Frequency, float]:
    sizes = [point.denominator for point in points if point.denominator is not None]
    return {period: median(sizes) * months for period, months in _MONTHS_COUNTED.items()} if sizes else {}


def _level_moved(values: Sequence[float | None]) -> float | None:
    """Give the gap between the highest and the lowest average of twelve months; None below two years."""
    windows = {
        at: [value for value in values[at : at + MONTHS_IN_YEAR] if value is not None]
        for at in range(len(values) - MONTHS_IN_YEAR + 1)
    }
    levels = {at: fmean(window) for at, window in windows.items() if len(window) >= FIGURES_OF_A_LEVEL}
    if not levels or max(levels) - min(levels) < MONTHS_OF_TWO_LEVELS - MONTHS_IN_YEAR:
        return None
    return max(levels.values()) - min(levels.values())


def _choose(grounds: Grounds) -> Frequency | None:
    moved = grounds.moved
    if moved is None:
        return None
    if grounds.is_constant:
        return Frequency.MONTHLY
    telling = (period for period, far in grounds.shows.items() if far <= moved and grounds.has_cases(period))
    return next(telling, Frequency.YEARLY)


__all__ = ["Advice", "Frequency", "advise_frequency"]
