"""Comparison verdicts: where our figure stands beside another's, and whether the difference is more than chance."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.formatting import MISSING_WORDS
from dashboard.judge.case import OtherFigure, Scatter
from dashboard.judge.chance import Counted, counted, printed_decimals
from dashboard.judge.comparison import Position, judge_position
from dashboard.judge.intervals import LEVEL_95, LEVEL_998, Interval
from dashboard.judge.measured import Measured
from dashboard.judge.verdict import Beside, Clear, beside_benchmark
from dashboard.precision import round_half_up
from dashboard.vocabulary import Missing

# Of fewer authorities how far they scatter is itself too rough: of 30 it is known to about a quarter (√(2/30)).
FEWEST_AUTHORITIES = 30

THEIRS_MISSING = "their figure for {period} is {why}"
THEIRS_NONE = "there is no figure of theirs for {period}"
OURS_NONE = "we have no figure of our own for {period}"
OTHER_PERIODS = "ours is for {ours}, theirs for {theirs}"

_THEIRS = {
    Missing.NOT_A_NATIONAL_MEASURE: "it is not a national measure",
    Missing.ROUNDS_TO_ZERO: "their figure for {period} rounds to nought",
    Missing.CELL_ERROR: "their figure for {period} is an error in the workbook",
}
_HIGHER = frozenset({Beside.HIGHER, Beside.MUCH_HIGHER})
_LOWER = frozenset({Beside.LOWER, Beside.MUCH_LOWER})
_MUCH = frozenset({Beside.MUCH_HIGHER, Beside.MUCH_LOWER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparator's verdict, in its two parts.

    ``position`` is printed figure against printed figure, by polarity; ``clear`` whether the difference is more than
    chance, by ``interval``, the 95 % interval of ours (``outer``: the 99.8 % one, with ``is_much`` where that too is
    left). ``allowing_for_scatter`` is ``clear`` again where all authorities are known and differ more than chance.
    ``p_value`` serves the list of what stands out alone, and allows for scatter. ``reason`` says in words why they are
    not compared, or why it cannot be said whether it is chance.
    """

    other: OtherFigure
    position: Position
    clear: Clear
    interval: Interval | None = None
    outer: Interval | None = None
    is_much: bool = False
    allowing_for_scatter: Clear | None = None
    p_value: float | None = None
    reason: str = ""


def compare_all(measured: Measured, others: Iterable[OtherFigure]) -> tuple[Comparison, ...]:
    """Judge each comparator, in the order given."""
    return tuple(compare(measured, other) for other in others)


def compare(measured: Measured, other: OtherFigure) -> Comparison:
    """Judge one comparator.

    Figures that are the same as printed are never clearly different; where ours has no counts that give it, whether a
    difference is chance cannot be said. The comparator's figure is taken as exact but for its rounding.
    """
    ours, theirs = other.ours, other.value
    reason = _why_not_compared(other)
    if reason or ours is None or ours.value is None or theirs is None:
        return Comparison(other=other, position=Position.CANNOT_SAY, clear=Clear.CANNOT_SAY, reason=reason)
    decimals = printed_decimals(measured, ours)
    mine, their = _as_printed(ours.value, decimals), _as_printed(theirs, other.decimals)
    position = judge_position(mine, their, measured.polarity, max(decimals, other.decimals))
    counts = counted(measured, ours)
    if isinstance(counts, Counted):
        return _with_interval(Comparison(other=other, position=position, clear=Clear.NO), counts, theirs, mine - their)
    clear = Clear.NO if position is Position.SAME else Clear.CANNOT_SAY
    return Comparison(other=other, position=position, clear=clear, reason="" if clear is Clear.NO else counts)


def _why_not_compared(other: OtherFigure) -> str:
    """Say in words that follow a colon why two figures are not compared; empty where they are."""
    period = other.period.words
    if other.reason:
        return other.reason
    if other.value is None or not math.isfinite(other.value):
        return _without_theirs(other.missing, period)
    if other.ours is not None and other.ours.period != other.period:
        return OTHER_PERIODS.format(ours=other.ours.period.words, theirs=period)
    if other.ours is None or other.ours.value is None:
        return OURS_NONE.format(period=period)
    return ""


def _without_theirs(missing: Missing | None, period: str) -> str:
    if missing is None or missing is Missing.NO_FIGURE:
        return THEIRS_NONE.format(period=period)
    return _THEIRS.get(missing, THEIRS_MISSING).format(period=period, why=MISSING_WORDS[missing])


def _with_interval(found: Comparison, counts: Counted, theirs: float, gap: float) -> Comparison:
    """Add the intervals of ours, and by them whether the gap between the printed figures is more than chance."""
    inner, outer = counts.interval(LEVEL_95), counts.interval(LEVEL_998)
    verdict = beside_benchmark(inner, outer, theirs, half_digit=found.other.half_digit)
    clear = _clear(verdict, gap)
    scatter = _used(found.other.scatter)
    return replace(
        found,
        clear=clear,
        interval=inner,
        outer=outer,
        is_much=clear is Clear.YES and verdict in _MUCH,
        allowing_for_scatter=_allowing(counts, found.other, theirs, gap, scatter) if scatter else None,
        p_value=counts.benchmark_p_value(
            theirs, half_digit=found.other.half_digit, widened=math.sqrt(scatter.phi) if scatter else 1
        ),
    )


def _allowing(counts: Counted, other: OtherFigure, theirs: float, gap: float, scatter: Scatter) -> Clear:
    """Judge again with intervals as much wider as authorities differ more than chance would have them."""
    widened = math.sqrt(scatter.phi)
    inner, outer = (counts.interval(level, widened=widened) for level in (LEVEL_95, LEVEL_998))
    return _clear(beside_benchmark(inner, outer, theirs, half_digit=other.half_digit), gap)


def _used(scatter: Scatter | None) -> Scatter | None:
    """Give the scatter where it is of enough authorities, and more than chance alone would give."""
    is_used = scatter is not None and scatter.phi > 1 and scatter.authorities >= FEWEST_AUTHORITIES
    return scatter if is_used else None


def _clear(verdict: Beside, gap: float) -> Clear:
    """Call a difference clear that the interval shows the way the printed figures lie."""
    return Clear.YES if verdict in (_HIGHER if gap > 0 else _LOWER if gap < 0 else ()) else Clear.NO


def _as_printed(value: float, decimals: int) -> float:
    return float(round_half_up(value, decimals))
