"""Make the trend the size of a word: the last printed figures, their usual range, and what the picture says."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.formatting import plural, uncapital
from dashboard.judge.case import Case
from dashboard.judge.judgement import Judgement
from dashboard.judge.said_figures import figure_or_counts
from dashboard.judge.series import Point
from dashboard.judge.signal import SignalState
from dashboard.views.indicator import RangeBand
from dashboard.views.signal_words import signal_mark_of
from dashboard.views.spark import SparkView
from dashboard.views.usual_range import is_of_printed_points, judged_words, ranges_of

# Two years of months: enough to see a level and a season, few enough for a picture the size of a word.
PERIODS_SHOWN = 24
NO_FIGURES = "No figures"
NO_SPARK = SparkView(values=(), words=NO_FIGURES)


def spark_of(judgement: Judgement | None) -> SparkView:
    """Draw the printed figures up to the one judged, 24 periods at most; None has none.

    The usual range is that of the latest stretch, and only where the points judged are the printed ones: what was
    taken out of a figure of twelve months is no line that the range could lie behind.
    """
    if judgement is None:
        return NO_SPARK
    points = _shown(judgement.case.points)
    band, state = _range_of(judgement), _state_of(judgement)
    said = [_words(judgement.case, points), _range_words(judgement, band)]
    if state is not None:
        said.append(uncapital(signal_mark_of(judgement).word))
    return SparkView(
        values=tuple(point.value for point in points),
        words="; ".join(part for part in said if part),
        low=band.low if band else None,
        high=band.high if band else None,
        state=state,
    )


def _shown(points: Sequence[Point]) -> tuple[Point, ...]:
    """Keep the last periods, those before the first figure left out; one without a figure stays a gap."""
    last = points[-PERIODS_SHOWN:]
    first = next((place for place, point in enumerate(last) if point.value is not None), len(last))
    return tuple(last[first:])


def _range_of(judgement: Judgement) -> RangeBand | None:
    """Give the range that holds at the end of the line; None where the latest stretch has too few figures."""
    if not is_of_printed_points(judgement):
        return None
    last, signal = next(reversed(ranges_of(judgement)), None), judgement.signal
    return last if last is not None and signal.periods and last.end == signal.periods[-1].end else None


def _state_of(judgement: Judgement) -> SignalState | None:
    state = judgement.signal.state
    return state if state.stands_out and is_of_printed_points(judgement) else None


def _words(case: Case, points: Sequence[Point]) -> str:
    """Say from when to when and from how much to how much; a last period without a figure is said to have none."""
    known = [point for point in points if point.value is not None]
    if not known:
        return NO_FIGURES
    first, last = known[0], known[-1]
    missing = "" if points[-1] is last else f"; no figure for {points[-1].period.words}"
    if first is last:
        return f"{first.period.words}: {_figure(case, first)}, the only figure{missing}"
    gaps = sum(point.value is None for point in points[: points.index(last)])
    without = f", {plural(gaps, 'period')} without a figure" if gaps else ""
    span = f"{first.period.words} to {last.period.words}"
    return f"{span}: from {_figure(case, first)} to {_figure(case, last)}{without}{missing}"


def _figure(case: Case, point: Point) -> str:
    return figure_or_counts(case.measured, point.value or 0.0, point.numerator, point.denominator)


def _range_words(judgement: Judgement, band: RangeBand | None) -> str:
    if band is None:
        return ""
    low, high = (judged_words(judgement.case, judgement.signal.derivation, end) for end in (band.low, band.high))
    return f"usual range {low} to {high}" if low != high else f"always {low}"
