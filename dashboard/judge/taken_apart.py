"""Months taken out of figures that add them up: the year so far, and windows of twelve months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.judge.counts import Counting, Counts
from dashboard.judge.separate import Derivation, NotSeparate, Separate, WhyNotSeparate, as_separate, left_out
from dashboard.judge.series import Point, a_year_before, full_calendar, periods_in_year, spacing_of
from dashboard.periods import Period


def counts_of(points: Sequence[Point], counting: Counting) -> dict[Period, Counts] | WhyNotSeparate:
    """Give the counts behind figures that add up months, or why they cannot be taken apart."""
    counts = {point.period: found for point in points if (found := counting.of(point)) is not None}
    if not counts:
        has_none = all(point.value is None for point in points)
        return WhyNotSeparate.NO_FIGURES if has_none else WhyNotSeparate.NO_COUNTS
    return counts if all(map(counting.is_sound, counts.values())) else WhyNotSeparate.COUNTS_DISAGREE


def months_of_year_to_date(
    points: Sequence[Point], counts: Mapping[Period, Counts], counting: Counting
) -> Separate | NotSeparate:
    """Take each month out of the year so far; April is itself. Where a count fell, the month is a gap.

    A case recorded late counts in the month in which it was first printed.
    """
    step = spacing_of([point.period for point in points])
    months: list[Point] = []
    revised: list[Period] = []
    for point in points:
        of_month = _month_of_year(point.period, counts, step)
        if of_month is None:
            months.append(left_out(point))
        elif counting.is_sound(of_month):
            months.append(counting.point(point.period, of_month))
        else:
            months.append(left_out(point))
            revised.append(point.period)
    return as_separate(months, Derivation.MONTHS_OF_YEAR_TO_DATE, tuple(revised))


def _month_of_year(period: Period, counts: Mapping[Period, Counts], step: int) -> Counts | None:
    now, before = counts.get(period), counts.get(period.shift(-step))
    year = period.financial_year
    if now is None or period.shift(1 - step).start == year.start:
        return now
    if before is None or period.shift(-step).financial_year != year:
        return None
    return now.minus(before)


def months_of_rolling(
    points: Sequence[Point], windows: Mapping[Period, Counts], counting: Counting, known: Sequence[Point]
) -> Separate | NotSeparate:
    """Go from known months to later ones: a window is the one before, less its oldest month, plus the newest.

    A mistake would come back every twelve months, so one month that cannot be ends the attempt.
    """
    last, kind = points[-1].period, points[-1].period.kind
    single = {point.period: point for point in known if point.period.kind is kind and point.period.start <= last.start}
    months = {period: found for period, point in single.items() if (found := counting.of(point)) is not None}
    sums = _sums_of_a_year(months)
    if not sums:
        return NotSeparate(reason=WhyNotSeparate.NO_MONTHS_BEFORE)
    recovered = _recovered({**sums, **windows}, months)
    doubly_known = [
        *((sums[period], windows[period]) for period in sums.keys() & windows.keys()),
        *((months[period], recovered[period]) for period in months.keys() & recovered.keys()),
    ]
    are_sound = all(map(counting.is_sound, (*months.values(), *recovered.values())))
    if not are_sound or not all(one.agrees_with(other) for one, other in doubly_known):
        return NotSeparate(reason=WhyNotSeparate.COUNTS_DISAGREE)
    worked_out = {period: counting.point(period, counts) for period, counts in recovered.items()}
    by_period = {**{point.period: left_out(point) for point in points}, **single, **worked_out}
    return as_separate(full_calendar(by_period.values()), Derivation.MONTHS_OF_ROLLING)


def _sums_of_a_year(months: Mapping[Period, Counts]) -> dict[Period, Counts]:
    """Add up every twelve known months in a row, by the last of them."""
    sums: dict[Period, Counts] = {}
    in_a_row: list[Counts] = []
    before: Period | None = None
    total: Counts | None = None
    for period in sorted(months, key=lambda one: one.start):
        counts, length = months[period], periods_in_year(period.kind)
        if before is None or before.shift(1) != period:
            in_a_row, total = [], None
        in_a_row.append(counts)
        # The population stays that of the last.
        total = counts if total is None else counts.plus(total)
        if len(in_a_row) > length:
            total = total.minus(in_a_row[-length - 1])
        if len(in_a_row) >= length:
            sums[period] = total
        before = period
    return sums


def _recovered(windows: Mapping[Period, Counts], known: Mapping[Period, Counts]) -> dict[Period, Counts]:
    """Work out every month that can be, known or not, oldest first, for each leans on the one a year before."""
    recovered: dict[Period, Counts] = {}
    for period in sorted(windows, key=lambda one: one.start):
        year_before = a_year_before(period)
        before, oldest = windows.get(period.shift(-1)), known.get(year_before) or recovered.get(year_before)
        if before is not None and oldest is not None:
            # The window's own counts come first: a rate's population is that of its own period.
            recovered[period] = windows[period].minus(before).plus(oldest)
    return recovered
