"""Which figures may be judged period by period: only those of separate stretches of time.

A figure over twelve months, over the year so far, or of all the children open at a month's end shares most of what it
counts with the figure before it. On a process that never changes its latest point would be flagged six times in ten.
Where the counts are known such a figure is taken apart; where they are not, the reason is given.

Source: ``statistics.md`` of the reference material, §0, §3 and §5; Fingertips asks the same of its trend markers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard.judge.counts import Counting
from dashboard.judge.net_change import net_changes
from dashboard.judge.separate import Derivation, NotSeparate, Separate, WhyNotSeparate, as_separate, left_out
from dashboard.judge.series import Point, a_year_before, full_calendar, periods_in_year, spacing_of
from dashboard.judge.taken_apart import counts_of, months_of_rolling, months_of_year_to_date
from dashboard.periods import Period, PeriodKind
from dashboard.vocabulary import Basis, Unit

__all__ = ["Derivation", "NotSeparate", "Separate", "WhyNotSeparate", "separate_periods", "year_apart"]

# What the first of two years is compared with is the second: a season needs both.
YEARS_OF_A_SEASON = 2

_MONTHS_OR_QUARTERS = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER})
_KINDS = {
    Basis.IN_WEEK: frozenset({PeriodKind.WEEK}),
    Basis.IN_MONTH: frozenset({PeriodKind.MONTH}),
    Basis.IN_QUARTER: frozenset({PeriodKind.QUARTER}),
    Basis.YEAR_TO_DATE: _MONTHS_OR_QUARTERS,
    Basis.ROLLING_12_MONTHS: _MONTHS_OR_QUARTERS,
    Basis.MONTH_END: _MONTHS_OR_QUARTERS,
}
_AS_PRINTED = frozenset({Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER})


def separate_periods(
    points: Iterable[Point],
    basis: Basis,
    *,
    unit: Unit,
    seasonal: bool = False,
    known: Iterable[Point] = (),
    can_exceed_100: bool = False,
    rebase_at: Iterable[Period] = (),
) -> Separate | NotSeparate:
    """Give the figures that may be judged period by period, or say why there are none.

    In-week, in-month and in-quarter figures are as printed. Others are taken apart where their counts allow it:
    percentages then come from the counts of the single months. ``known`` are figures of single months with counts,
    without which rolling windows cannot be taken apart. With ``seasonal`` each figure is the difference from the same
    period a year before (of percentages in points); its denominator is the smaller of the two.

    ``rebase_at`` are the periods from which on figures are another level: no difference is taken across one, and
    windows are taken apart since the last one alone.

    Raises:
        ValueError: when a period stands twice.
    """
    given = tuple(points)
    kinds = {point.period.kind for point in given}
    if basis not in _KINDS:
        return NotSeparate(reason=WhyNotSeparate.WHOLE_YEARS)
    if len(kinds) > 1 or kinds - _KINDS[basis]:
        return NotSeparate(reason=WhyNotSeparate.PERIODS_DO_NOT_FIT)
    counting = Counting(unit=unit, can_exceed_100=can_exceed_100)
    starts = frozenset(rebase_at)
    found = _take_apart(full_calendar(given), basis, counting, tuple(known), starts)
    return _without_season(found, starts) if seasonal and isinstance(found, Separate) else found


def year_apart(points: Iterable[Point]) -> tuple[Point, Point] | None:
    """Give the latest window and the one a year before it, which share no month; None where either has no figure.

    The latest is the last of the series: where it is a gap, no earlier one takes its place.
    """
    calendar = full_calendar(points)
    if not calendar:
        return None
    latest = calendar[-1]
    before = {point.period: point for point in calendar}.get(a_year_before(latest.period))
    if before is None or before.value is None or latest.value is None:
        return None
    return latest, before


def crosses(starts: Collection[Period], before: Period, after: Period) -> bool:
    """Tell whether another level begins after the start of one period and by the start of a later one."""
    return any(before.start < one.start <= after.start for one in starts)


def _take_apart(
    points: tuple[Point, ...],
    basis: Basis,
    counting: Counting,
    known: Sequence[Point],
    starts: frozenset[Period],
) -> Separate | NotSeparate:
    if basis in _AS_PRINTED:
        return Separate(points=points, derivation=Derivation.AS_PRINTED, underlying=Derivation.AS_PRINTED)
    if basis is Basis.MONTH_END:
        return _without_steps(net_changes(points, counting.unit), starts)
    if basis is Basis.ROLLING_12_MONTHS:
        # Two windows that count by different definitions say nothing of the month between them.
        points, known = since_the_last(starts, points), since_the_last(starts, known)
    counts = counts_of(points, counting)
    if isinstance(counts, WhyNotSeparate):
        return NotSeparate(reason=counts)
    if basis is Basis.YEAR_TO_DATE:
        return _without_steps(months_of_year_to_date(points, counts, counting), starts)
    return months_of_rolling(points, counts, counting, known)


def since_the_last(starts: Collection[Period], points: Sequence[Point]) -> tuple[Point, ...]:
    """Keep the points since the last beginning of another level that leaves any of them."""
    if not points:
        return ()
    last = max((one.start for one in starts if one.start <= points[-1].period.start), default=date.min)
    return tuple(point for point in points if point.period.start >= last)


def _without_steps(found: Separate | NotSeparate, starts: frozenset[Period]) -> Separate | NotSeparate:
    """Leave out the first figure of each level but where its year begins: it is a difference from the level before."""
    if isinstance(found, NotSeparate) or not starts:
        return found
    step = spacing_of([point.period for point in found.points])
    kept = [left_out(point) if _is_step(point.period, step, found, starts) else point for point in found.points]
    return as_separate(kept, found.derivation, found.revised)


def _is_step(period: Period, step: int, found: Separate, starts: frozenset[Period]) -> bool:
    before = period.shift(-step)
    is_own = found.derivation is Derivation.MONTHS_OF_YEAR_TO_DATE and before.financial_year != period.financial_year
    return not is_own and crosses(starts, before, period)


def _without_season(found: Separate, starts: frozenset[Period]) -> Separate | NotSeparate:
    """Take the same period of the year before from each figure."""
    figures = [point.period for point in found.points if point.value is not None]
    step = spacing_of([point.period for point in found.points])
    if not figures or len(figures) * step < YEARS_OF_A_SEASON * periods_in_year(figures[0].kind):
        return NotSeparate(reason=WhyNotSeparate.SEASON_NEEDS_TWO_YEARS)
    by_period = {point.period: point for point in found.points}
    differences = tuple(
        left_out(point)
        if crosses(starts, a_year_before(point.period), point.period)
        else _since_last_year(point, by_period.get(a_year_before(point.period)))
        for point in found.points
    )
    if all(point.value is None for point in differences):
        return NotSeparate(reason=WhyNotSeparate.SEASON_NEEDS_TWO_YEARS)
    return replace(found, points=differences, derivation=Derivation.SAME_MONTH_LAST_YEAR)


def _since_last_year(point: Point, before: Point | None) -> Point:
    if point.value is None or before is None or before.value is None:
        return left_out(point)
    sizes = [size for size in (point.denominator, before.denominator) if size is not None]
    smaller = min(sizes) if len(sizes) == 2 else None
    return Point(period=point.period, value=point.value - before.value, denominator=smaller)
