"""Series for the judge's tests: months, and the windows, years so far and stocks that the same months make."""

import random
from itertools import accumulate

from dashboard.judge.series import Point, gap
from dashboard.periods import Period, month

APRIL_2018 = month(2018, 4)


def percentage(period: Period, numerator: float, denominator: float) -> Point:
    value = 100 * numerator / denominator if denominator else None
    return Point(period=period, value=value, numerator=numerator, denominator=denominator)


def number(period: Period, count: float) -> Point:
    return Point(period=period, value=count)


def line(values, first: Period = APRIL_2018) -> list[Point]:
    """Put values one after the other from a period on; None is a gap."""
    return [
        gap(first.shift(at)) if value is None else number(first.shift(at), value) for at, value in enumerate(values)
    ]


def shares(counts, first: Period = APRIL_2018) -> list[Point]:
    """Make percentages of (count, out of) pairs, one a period; None is a gap."""
    return [
        gap(first.shift(at)) if pair is None else percentage(first.shift(at), *pair) for at, pair in enumerate(counts)
    ]


def totals(pairs) -> tuple[float, float]:
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def windows_of(counts, length: int = 12) -> list[tuple[float, float]]:
    """Add up every ``length`` months in a row; the first window is that of the first ``length`` months."""
    return [totals(counts[at - length : at]) for at in range(length, len(counts) + 1)]


def years_so_far(counts, first: Period = APRIL_2018) -> list[tuple[float, float]]:
    """Add up from each April on."""
    added = []
    for at, pair in enumerate(counts):
        starts = not added or first.shift(at).start == first.shift(at).financial_year.start
        added.append(pair if starts else totals([added[-1], pair]))
    return added


def without(points, *places: int) -> list[Point]:
    """Make gaps of the points at these places."""
    return [gap(point.period) if at in places else point for at, point in enumerate(points)]


def values(points) -> list[float | None]:
    return [point.value for point in points]


def counts_of(points) -> list[tuple[float | None, float | None]]:
    return [(point.numerator, point.denominator) for point in points]


def stable_months(seed: int, months: int = 24, share: float = 0.21, cases: int = 310) -> list[tuple[int, int]]:
    """Draw the counts of a process that never changes: cases vary by a tenth, each counts with the same chance."""
    draw = random.Random(seed)
    sizes = [round(cases * draw.uniform(0.9, 1.1)) for _ in range(months)]
    return [(sum(draw.random() < share for _ in range(size)), size) for size in sizes]


def stable_stock(seed: int, months: int = 24, level: int = 600) -> list[int]:
    """Draw a stock that as many children join as leave, by chance."""
    draw = random.Random(seed)
    return list(accumulate((round(draw.gauss(0, 8)) for _ in range(months)), initial=level))[1:]
