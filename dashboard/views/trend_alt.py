"""What a chart says to those who cannot see it: its finding, its spread, the usual range and what stands out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dashboard.formatting import plural
from dashboard.views.indicator import ComparatorLevel, RangeBand, TrendPoint
from dashboard.views.indicator_more import EventMark

# Region, statistical neighbours and England.
COMPARATOR_COUNT = 3


def alt_words(
    finding: str,
    subtitle: str,
    points: Sequence[TrendPoint],
    levels: Sequence[ComparatorLevel] = (),
    ranges: Sequence[RangeBand] = (),
    events: Sequence[EventMark] = (),
) -> str:
    """Say in words what a chart shows."""
    figures = [point for point in points if point.value is not None]
    if not figures:
        return f"{subtitle}: no figures."
    low, high = min(figures, key=lambda p: p.value or 0.0), max(figures, key=lambda p: p.value or 0.0)
    spread = f"From {low.words} ({low.label}) at the lowest to {high.words} ({high.label}) at the highest."
    usual = f"Usual range {ranges[-1].words}." if ranges else ""
    beside = " ".join(f"{level.label}, {level.source}." for level in levels[:COMPARATOR_COUNT])
    parts = (f"{finding}.", spread, usual, *_marked(points), _restated_words(points), beside, *_noted(events))
    return " ".join(part for part in parts if part)


def _marked(points: Sequence[TrendPoint]) -> Iterator[str]:
    """Say which points stand out of the usual range, each stretch once: "Getting worse: Sep 2019 to Mar 2020."."""
    stretches: dict[str, list[str]] = {}
    for words, run in groupby(points, key=lambda point: point.mark_words):
        marked = list(run)
        if words:
            first, last = marked[0].label, marked[-1].label
            stretches.setdefault(words, []).append(first if len(marked) == 1 else f"{first} to {last}")
    return (f"{words}: {', '.join(spans)}." for words, spans in stretches.items())


def _restated_words(points: Sequence[TrendPoint]) -> str:
    """Say which points wear the ring; what they were is in the table beneath."""
    restated = [point.label for point in points if point.restated]
    if not restated:
        return ""
    return f"{plural(len(restated), 'figure')} restated since first published: {', '.join(restated)}."


def _noted(events: Sequence[EventMark]) -> Iterator[str]:
    """Say the dated notes, whose letters alone stand in the chart."""
    return (f"{event.name}, {event.day}: {event.what}." for event in events)
