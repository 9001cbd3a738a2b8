"""The usual range as the chart draws it: bands, the points that stand out, and where a level was begun anew.

Figures are judged by uncut limits; drawn, they are cut to what the unit can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.catalogue.schema import Break, Indicator, Rebase
from dashboard.formatting import format_date, format_difference, format_figure, one_line
from dashboard.judge.case import Case
from dashboard.judge.judgement import Judgement
from dashboard.judge.said_figures import PER_CENT_MOST
from dashboard.judge.separate import DIFFERENCES, Derivation
from dashboard.judge.signal import Signal, SignalState, state_of
from dashboard.judge.xmr import Limits, Segment
from dashboard.periods import Period
from dashboard.views.indicator import BreakMark, RangeBand
from dashboard.views.signal_words import rule_word
from dashboard.vocabulary import Basis, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMark:
    """How a point stands out, and the words for it."""

    state: SignalState
    words: str


def is_of_printed_points(judgement: Judgement | None) -> bool:
    """Tell whether the points judged are the printed ones, so that the printed line has the usual range."""
    return judgement is not None and judgement.signal.derivation is Derivation.AS_PRINTED


def ranges_of(judgement: Judgement) -> tuple[RangeBand, ...]:
    """List the range of each stretch that has figures enough; a trial range is not drawn."""
    return tuple(
        _band(judgement, segment, segment.limits)
        for segment in _settled(judgement.signal)
        if segment.limits is not None
    )


def marks_of(judgement: Judgement) -> dict[Period, PointMark]:
    """Give every point that stood out of its own stretch's range, the earlier ones too."""
    signal = judgement.signal
    if signal.chart is None:
        return {}
    polarity = judgement.case.measured.polarity
    places = [place for segment in _settled(signal) for place in range(segment.first, segment.end)]
    found = ((signal.periods[place], signal.chart.rules[place]) for place in places)
    return {
        period: PointMark(state=state_of(rule, polarity), words=rule_word(rule, polarity))
        for period, rule in found
        if rule is not None
    }


def judged_words(case: Case, derivation: Derivation | None, value: float) -> str:
    """Write a point that is judged: a difference with its sign, in points where it is one of percentages."""
    write = format_difference if derivation in DIFFERENCES else format_figure
    return write(value, case.measured.unit, case.measured.decimals)


def rules_of(indicator: Indicator, basis: Basis, first: Period, last: Period) -> tuple[BreakMark, ...]:
    """List the changes of definition and the levels begun anew within a series, numbered in the order of time."""
    changes: tuple[Break | Rebase, ...] = (*indicator.breaks, *indicator.rebases)
    within = [
        change
        for change in changes
        if first.start < change.since.start <= last.end and (not change.bases or basis in change.bases)
    ]
    return tuple(
        BreakMark(at=change.since.start, number=number, note=_note(change), cuts_line=isinstance(change, Break))
        for number, change in enumerate(sorted(within, key=lambda one: one.since.start), start=1)
    )


def _note(change: Break | Rebase) -> str:
    if isinstance(change, Break):
        return one_line(change.note)
    reason = one_line(change.reason).rstrip(".")
    decided = f"decided on {format_date(change.decided_on)} by: {change.by}"
    return f"A new usual level from {change.since.words}: {reason} ({decided})."


def _settled(signal: Signal) -> Iterator[Segment]:
    """List the stretches of which members see the range and what stands out of it: those with figures enough."""
    if signal.chart is not None:
        yield from (segment for segment in signal.chart.segments if segment.points >= signal.needed)


def _band(judgement: Judgement, segment: Segment, limits: Limits) -> RangeBand:
    case, signal = judgement.case, judgement.signal
    low, high = _cut(case, signal.derivation, limits)
    ends = [judged_words(case, signal.derivation, end) for end in (low, high)]
    level = judged_words(case, signal.derivation, limits.mean)
    return RangeBand(
        start=signal.periods[segment.first].start,
        end=signal.periods[segment.end - 1].end,
        level=limits.mean,
        low=low,
        high=high,
        words=f"{ends[0].removesuffix(' points')} to {ends[1]}, usual level {level}",
    )


def _cut(case: Case, derivation: Derivation | None, limits: Limits) -> tuple[float, float]:
    """Cut a range at 0 and, of percentages, at 100; differences have no bounds."""
    measured = case.measured
    if derivation in DIFFERENCES or measured.can_exceed_100:
        return limits.lower, limits.upper
    low = limits.lower if measured.unit is Unit.AVERAGE else max(limits.lower, 0.0)
    return low, min(limits.upper, PER_CENT_MOST) if measured.unit is Unit.PER_CENT else limits.upper
