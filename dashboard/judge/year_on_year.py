"""This year's figure against that of a year before, and the five-year trend of yearly figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.judge.chance import COUNTS_DISAGREE, NO_COUNTS, TOO_FEW, Counted, counted
from dashboard.judge.five_years import CANNOT_SAY, YEARS, FiveYears, YearsTrend, measured_trend, proportion_trend
from dashboard.judge.intervals import Interval
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point, a_year_before, full_calendar
from dashboard.judge.verdict import Clear
from dashboard.judge.windows import year_apart
from dashboard.periods import Period
from dashboard.precision import round_half_up

# One earlier move is no range.
FEWEST_MOVES = 2

# What ``counted`` says of one figure, said of the two.
NO_COUNTS_OF_TWO = "not all the counts behind the two are known"
_OF_TWO = {
    NO_COUNTS: NO_COUNTS_OF_TWO,
    COUNTS_DISAGREE: "the counts behind the two figures do not give them as printed",
    TOO_FEW: "one of the two figures rests on fewer than 10 cases",
}
_OF_FIVE = {
    NO_COUNTS: "the counts behind all five years are not known",
    COUNTS_DISAGREE: "the counts behind the five years do not give their figures as printed",
    TOO_FEW: "one of the five years rests on fewer than 10 cases",
}
TOO_FEW_YEARS = f"there are not {YEARS} years in a row with a figure"
REDEFINED = "its definition changed within the five years"
NONE_OR_ALL = "in one of the five years there were none, or all"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOnYear:
    """The figure of a year before, the change since (ours now less ours then), and whether it is more than chance.

    ``change`` is that between the two figures as they are shown, so that it is what a reader works out from them; the
    interval is of the counts, exact. ``interval`` is the range the change lies in allowing for chance, where both
    windows' counts are known; else ``past`` are the least and the greatest of ``moves`` earlier yearly moves, where two
    or more are known. ``p_value`` serves the list of what stands out alone. ``reason`` says why it cannot be said
    whether it is chance. ``redefined`` is the period of a change of definition between the two.
    """

    period: Period
    value: float
    change: float
    clear: Clear
    numerator: float | None = None
    denominator: float | None = None
    interval: Interval | None = None
    past: tuple[float, float] | None = None
    moves: int = 0
    p_value: float | None = None
    reason: str = ""
    redefined: Period | None = None


def judge_year_on_year(
    measured: Measured, points: Sequence[Point], whole_years: Sequence[Point] = ()
) -> YearOnYear | None:
    """Compare the latest point with the one a year before; None where either has no figure.

    Neighbouring windows of a rolling figure are never compared. ``whole_years`` are our own yearly figures; of those
    only moves between years in a row that ended before the latest point count.
    """
    apart = year_apart(points)
    if apart is None or apart[0].value is None or apart[1].value is None:
        return None
    latest, before = apart
    change = _move(before, latest, measured.decimals)
    found = YearOnYear(
        period=before.period,
        value=apart[1].value,
        change=change or 0.0,
        clear=Clear.CANNOT_SAY,
        numerator=before.numerator,
        denominator=before.denominator,
    )
    now, then = counted(measured, latest), counted(measured, before)
    if isinstance(now, Counted) and isinstance(then, Counted):
        return _by_counts(found, now, then)
    why = next(one for one in (now, then) if isinstance(one, str))
    return _by_past_moves(replace(found, reason=_OF_TWO.get(why, why)), measured, latest, whole_years)


def judge_five_years(measured: Measured, whole_years: Sequence[Point]) -> FiveYears:
    """Test the latest five of our own yearly figures, which are oldest first with gaps.

    Years not yet known at the end are left off; a gap among the five cannot be bridged. Percentages are tested by their
    counts, rates by their intervals.
    """
    years = _last_five(whole_years)
    if years is None:
        return replace(CANNOT_SAY, reason=TOO_FEW_YEARS)
    first, last = years[0].period, years[-1].period
    cannot_say = replace(CANNOT_SAY, first=first, last=last)
    if any(first.start < change.start <= last.end for change in measured.redefined):
        return replace(cannot_say, reason=REDEFINED)
    counts = [counted(measured, year) for year in years]
    known = [one for one in counts if isinstance(one, Counted)]
    if len(known) < YEARS:
        why = next(one for one in counts if isinstance(one, str))
        return replace(cannot_say, reason=_OF_FIVE.get(why, why))
    found = _trend_of(known)
    reason = NONE_OR_ALL if found.trend is YearsTrend.CANNOT_SAY else ""
    return replace(found, first=first, last=last, reason=reason)


def _by_counts(found: YearOnYear, now: Counted, then: Counted) -> YearOnYear:
    """Call a change clear that its interval shows the way the two figures as shown lie."""
    interval = now.change_interval(then)
    is_clear = interval.lower > 0 if found.change > 0 else found.change < 0 and interval.upper < 0
    return replace(
        found, interval=interval, clear=Clear.YES if is_clear else Clear.NO, p_value=now.change_p_value(then)
    )


def _by_past_moves(found: YearOnYear, measured: Measured, latest: Point, whole_years: Sequence[Point]) -> YearOnYear:
    """Add how far the yearly figures moved before, where two moves or more are known."""
    earlier = [year for year in full_calendar(whole_years) if year.period.end < latest.period.end]
    by_period = {year.period: year for year in earlier}
    moves = [_move(by_period.get(a_year_before(year.period)), year, measured.decimals) for year in earlier]
    known = [move for move in moves if move is not None]
    return replace(found, past=(min(known), max(known)), moves=len(known)) if len(known) >= FEWEST_MOVES else found


def _move(before: Point | None, after: Point, decimals: int) -> float | None:
    """Give the change between two figures as they are shown; None where either has none."""
    if before is None or before.value is None or after.value is None:
        return None
    return float(round_half_up(after.value, decimals) - round_half_up(before.value, decimals))


def _last_five(whole_years: Sequence[Point]) -> list[Point] | None:
    calendar = list(full_calendar(whole_years))
    while calendar and calendar[-1].value is None:
        calendar.pop()
    years = calendar[-YEARS:]
    return years if len(years) == YEARS and all(year.value is not None for year in years) else None


def _trend_of(counts: Sequence[Counted]) -> FiveYears:
    if not counts[0].is_rate:
        return proportion_trend([one.top for one in counts], [one.bottom for one in counts])
    intervals = [one.interval() for one in counts]
    return measured_trend([one.value for one in counts], [(one.lower, one.upper) for one in intervals])
