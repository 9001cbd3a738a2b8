"""The usual range on a chart: its band, its level, and the points that stand out of it by shape and colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import plotly.graph_objects as go

from dashboard.charts.lines import BAND_SHARE, mark_colour
from dashboard.charts.lines import RANGE_LABEL as RANGE_LABEL
from dashboard.charts.style import POINT_SIZE, translucent
from dashboard.charts.tokens import Palette
from dashboard.judge.signal import SignalState
from dashboard.views.indicator import RangeBand, TrendPoint

EDGE_WIDTH = 1.0
EDGE_DASH = "3px,3px"
MARK_SIZE = POINT_SIZE + 5
RING_SIZE = POINT_SIZE + 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the points of a state are drawn; ``ring`` adds a circle round them."""

    symbol: str
    size: int
    ring: bool = False


SHAPES = {
    SignalState.IMPROVEMENT: Shape(symbol="circle", size=POINT_SIZE + 2, ring=True),
    SignalState.CONCERN: Shape(symbol="diamond", size=MARK_SIZE + 1),
    SignalState.NEUTRAL_HIGH: Shape(symbol="triangle-up", size=MARK_SIZE),
    SignalState.NEUTRAL_LOW: Shape(symbol="triangle-down", size=MARK_SIZE),
}


def range_traces(band: RangeBand, before: timedelta, colours: Palette) -> Iterator[go.Scatter]:
    """Draw one stretch's band with thin dashed edges, and its level; ``before`` is the gap that it begins in."""
    start, end = band.start - before, band.end - before
    yield go.Scatter(
        x=[start, end, end, start],
        y=[band.low, band.low, band.high, band.high],
        fill="toself",
        fillcolor=translucent(colours.text, BAND_SHARE),
        mode="lines",
        line={"width": 0},
        hoverinfo="skip",
    )
    for edge in (band.low, band.high):
        yield _line(start, end, edge, {"color": colours.secondary, "width": EDGE_WIDTH, "dash": EDGE_DASH})
    yield _line(start, end, band.level, {"color": colours.secondary, "width": EDGE_WIDTH})


def _line(start: object, end: object, value: float, line: dict[str, object]) -> go.Scatter:
    return go.Scatter(x=[start, end], y=[value, value], mode="lines", line=line, hoverinfo="skip")


def mark_traces(points: Sequence[TrendPoint], said: Sequence[str], colours: Palette) -> Iterator[go.Scatter]:
    """Draw the points that stand out, each state by its own shape and colour; ``said`` is what pointing at one says."""
    by_state: dict[SignalState, list[int]] = {}
    for place, point in enumerate(points):
        if point.mark is not None and point.value is not None:
            by_state.setdefault(point.mark, []).append(place)
    for state, places in by_state.items():
        yield from _state_traces(state, [points[place] for place in places], [said[place] for place in places], colours)


def _state_traces(
    state: SignalState, points: Sequence[TrendPoint], said: Sequence[str], colours: Palette
) -> Iterator[go.Scatter]:
    shape, colour = SHAPES[state], mark_colour(state, colours)
    where = {"x": [point.start for point in points], "y": [point.value for point in points], "mode": "markers"}
    if shape.ring:
        ring = {"symbol": "circle", "size": RING_SIZE, "color": colours.ground, "line": {"width": 2, "color": colour}}
        yield go.Scatter(**where, marker=ring, hoverinfo="skip")
    edge = {"width": 0 if shape.ring else 1.5, "color": colours.ground}
    yield go.Scatter(
        **where,
        marker={"symbol": shape.symbol, "size": shape.size, "color": colour, "line": edge},
        customdata=list(said),
        hovertemplate="%{customdata}<extra></extra>",
    )
