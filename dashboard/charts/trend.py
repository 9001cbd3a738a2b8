"""The trend chart: our months with their usual range, comparators over their own years, targets, breaks and gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

import plotly.graph_objects as go

from dashboard.charts.axis import Axis, axis_of
from dashboard.charts.drawn import DrawnFigure
from dashboard.charts.labels import Label, Span, place_labels
from dashboard.charts.rules import HALF_MONTH, break_numbers, break_rules, event_flags, event_stems, year_rules
from dashboard.charts.style import (
    COMPARATOR_DASHES,
    COMPARATOR_WIDTH,
    FONT_SIZE,
    LINE_WIDTH,
    POINT_SIZE,
    comparator_colour,
    template,
    translucent,
)
from dashboard.charts.tokens import Palette, palette
from dashboard.charts.usual_range import RANGE_LABEL, RING_SIZE, mark_traces, range_traces
from dashboard.charts.words import MONTH_WORD, period_word
from dashboard.periods import APRIL, MONTH_NAMES
from dashboard.views.indicator import ComparatorLevel, TargetBand, TrendPoint, TrendView

HEIGHT = 400
# A chart beneath the first is lower.
SMALL_HEIGHT = 280
MARGINS = {"l": 8, "r": 12, "t": 28, "b": 40}
# Width that a label is reckoned to take, as a share of the time shown: by its letters, up to a most; and the clearance
# it keeps from our line.
LETTER_SHARE = 0.0095
LABEL_SHARE = 0.26
CLEARANCE = 6.0
TICK_MONTHS = (1, 4, 7, 10)
# Names of quarters and years that a phone has room for, and how much of the time shown is kept free at either end.
LONGER_TICKS = 6
LONGER_ROOM = 0.08


def draw_trend(view: TrendView, *, dark: bool, height: int = HEIGHT) -> go.Figure:
    """Draw the trend of one indicator on one time basis; nothing is worked out that the view does not hold."""
    colours, axis = palette(dark=dark), axis_of(view)
    first, last = _time_shown(view)
    figure = DrawnFigure(layout=_layout(view, axis, first, last, dark=dark))
    figure.update_layout(height=height)
    scale = _Scale(axis=axis, height=height - MARGINS["t"] - MARGINS["b"])
    for usual in view.ranges:
        figure.add_traces(list(range_traces(usual, HALF_MONTH, colours)))
    for band in view.targets:
        figure.add_traces(list(_target_traces(band, axis, colours)))
    for level in view.comparators:
        figure.add_trace(
            _level_trace(level.key, level.start, level.end, level.value, f"{level.label}, {level.source}", colours)
        )
    figure.add_traces(list(_our_traces(view, colours)))
    figure.update_layout(
        shapes=[
            *(year_rules(first, last, colours) if period_word(view.points) != "year" else ()),
            *break_rules(view.breaks, colours),
            *event_stems(view.events, colours),
        ],
        annotations=[
            *_labels(view, scale, first, last, colours),
            *break_numbers(view.breaks, colours),
            *event_flags(view.events, first, last, colours),
        ],
    )
    return figure


def _time_shown(view: TrendView) -> tuple[date, date]:
    """Reach over our months and over each comparator's own year."""
    starts = [point.start for point in view.points] + [level.start for level in view.comparators]
    ends = [point.start for point in view.points] + [level.end for level in view.comparators]
    if not starts:
        raise ValueError("a trend needs at least one point or comparator")
    first, last = min(starts), max(ends)
    room = HALF_MONTH if period_word(view.points) == MONTH_WORD else max(HALF_MONTH, (last - first) * LONGER_ROOM)
    return first - room, last + room


def _layout(view: TrendView, axis: Axis, first: date, last: date, *, dark: bool) -> go.Layout:
    ticks = _ticks(view, first, last)
    return go.Layout(
        template=template(dark=dark),
        margin=MARGINS,
        uirevision="trend",
        hovermode="closest",
        hoverdistance=40,
        xaxis={
            "range": [first, last],
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "fixedrange": True,
            "tickangle": 0,
        },
        yaxis={
            "range": [axis.low, axis.high],
            "tickvals": list(axis.ticks),
            "ticktext": [f"{tick:,g}{view.unit_suffix}".replace("-", "−") for tick in axis.ticks],
            "fixedrange": True,
        },
    )


def _ticks(view: TrendView, first: date, last: date) -> dict[date, str]:
    """Name days beneath the axis: some months of every year, or as many quarters or years as have room."""
    word = period_word(view.points)
    if word not in _LONGER_TICKS:
        return {day: f"{MONTH_NAMES[day.month - 1][:3]}<br>{day.year}" for day in _tick_days(first, last)}
    every = ceil(len(view.points) / LONGER_TICKS)
    return {point.start: _LONGER_TICKS[word](point) for point in view.points[::-1][::every]}


def _quarter_words(point: TrendPoint) -> str:
    ends = (point.start.month - 1, point.start.month + 1)
    return f"{' to '.join(MONTH_NAMES[place][:3] for place in ends)}<br>{point.start.year}"


_LONGER_TICKS: dict[str, Callable[[TrendPoint], str]] = {
    "quarter": _quarter_words,
    "year": lambda point: point.label.rpartition(" ")[2],
}


def _tick_days(first: date, last: date) -> list[date]:
    months = [date(first.year + place // 12, place % 12 + 1, 1) for place in range(first.month - 1, first.month + 240)]
    shown = [day for day in months if first <= day <= last]
    every = (APRIL,) if len(shown) > 48 else TICK_MONTHS
    return [day for day in shown if day.month in every] or shown


def _our_traces(view: TrendView, colours: Palette) -> Iterator[go.Scatter]:
    """Draw one line for each stretch without a change of definition; a missing month leaves a gap."""
    for points in _stretches(view):
        yield _points_trace(points, "lines+markers", {"color": colours.line, "size": POINT_SIZE}, colours)
    restated = [point for point in view.points if point.restated and point.value is not None]
    if restated:
        yield _points_trace(restated, "markers", _restated_ring(restated, colours), colours)
    yield from mark_traces(view.points, [_said(point) for point in view.points], colours)


def _restated_ring(restated: Sequence[TrendPoint], colours: Palette) -> dict[str, object]:
    """Ring restated points; where one stands out as well, its mark has room within."""
    return {
        "symbol": "circle",
        "size": [RING_SIZE + 4 if point.mark else POINT_SIZE + 5 for point in restated],
        "color": colours.ground,
        "line": {"width": 2, "color": colours.text},
    }


def _points_trace(points: Sequence[TrendPoint], mode: str, marker: dict[str, object], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[point.start for point in points],
        y=[point.value for point in points],
        mode=mode,
        line={"color": colours.line, "width": LINE_WIDTH},
        marker=marker,
        connectgaps=False,
        customdata=[_said(point) for point in points],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _said(point: TrendPoint) -> str:
    """Say a point's figure with its period, as the pointer does."""
    words = ". ".join(part for part in (point.words, point.mark_words) if part)
    return _plain(f"{point.label}: {words}" if point.label else words)


def _stretches(view: TrendView) -> list[list[TrendPoint]]:
    edges = sorted(mark.at for mark in view.breaks if mark.cuts_line)
    by_stretch: dict[int, list[TrendPoint]] = {}
    for point in view.points:
        by_stretch.setdefault(sum(edge <= point.start for edge in edges), []).append(point)
    return list(by_stretch.values())


def _level_trace(key: str, start: date, end: date, value: float, words: str, colours: Palette) -> go.Scatter:
    """Draw a level over its own year only; a point every month gives the pointer something to find."""
    days = [start + (end - start) * place / 12 - HALF_MONTH for place in range(13)]
    return go.Scatter(
        x=days,
        y=[value] * len(days),
        mode="lines",
        line={
            "color": comparator_colour(key, colours),
            "width": COMPARATOR_WIDTH,
            "dash": COMPARATOR_DASHES.get(key, "solid"),
        },
        hovertemplate=f"{_plain(words)}<extra></extra>",
    )


def _target_traces(band: TargetBand, axis: Axis, colours: Palette) -> Iterator[go.Scatter]:
    start, end = band.start - HALF_MONTH, band.end - HALF_MONTH
    for low, high in _tolerances(band, axis):
        yield go.Scatter(
            x=[start, end, end, start],
            y=[low, low, high, high],
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillpattern=_hatching(colours),
            hoverinfo="skip",
        )
    if band.target is not None:
        yield go.Scatter(
            x=[start, end],
            y=[band.target, band.target],
            mode="lines",
            line={"color": colours.target, "width": 2, "dash": "2px,4px"},
            hovertemplate=f"{_plain(band.label)}<extra></extra>",
        )


def _tolerances(band: TargetBand, axis: Axis) -> list[tuple[float, float]]:
    """Give the stretches that are within tolerance but not on target; an open end reaches the chart's edge."""
    if band.amber_low is None and band.amber_high is None:
        return []
    low, high = _closed(band.amber_low, band.amber_high, axis)
    green_low, green_high = _closed(band.green_low, band.green_high, axis)
    beside = ((low, min(high, green_low)), (max(low, green_high), high))
    return [(bottom, top) for bottom, top in beside if bottom < top]


def _closed(low: float | None, high: float | None, axis: Axis) -> tuple[float, float]:
    return (axis.low if low is None else low, axis.high if high is None else high)


def _hatching(colours: Palette) -> dict[str, object]:
    ground, lines = translucent(colours.target, 0.03), translucent(colours.target, 0.28)
    return {"shape": "/", "fgcolor": lines, "bgcolor": ground, "size": 7, "solidity": 0.14}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """The axis, and over how many pixels it runs."""

    axis: Axis
    height: float

    def pixels(self, value: float) -> float:
        """Give a figure's height above the chart's floor."""
        return (value - self.axis.low) / (self.axis.high - self.axis.low) * self.height


def _labels(view: TrendView, scale: _Scale, first: date, last: date, colours: Palette) -> Iterator[dict[str, object]]:
    """Label each comparator at its latest line's end, each target where it first holds, and the latest usual range."""
    captions = list(_captions(view, first, colours))
    reaches = [(last - first) * min(len(caption.words) * LETTER_SHARE, LABEL_SHARE) for caption in captions]
    beside = [(one, reach, _anchor(one, reach, last)) for one, reach in zip(captions, reaches, strict=True)]
    anchors = [anchor for _, _, anchor in beside]
    labels = [_label(view, scale, caption, anchor, reach) for caption, reach, anchor in beside]
    middles = place_labels(labels, height=scale.height)
    for caption, anchor, label, middle in zip(captions, anchors, labels, middles, strict=True):
        yield {
            "x": caption.day,
            "y": caption.value,
            "yshift": middle - label.wanted,
            "xanchor": anchor,
            "yanchor": "middle",
            "xshift": 6 if anchor == "left" else -6,
            "text": _plain(caption.words),
            "showarrow": False,
            "font": {"color": caption.colour, "size": FONT_SIZE - 1},
            "bgcolor": translucent(colours.ground, 0.82),
            "borderpad": 1,
        }


def _anchor(caption: _Caption, reach: timedelta, last: date) -> str:
    return "right" if caption.day + reach > last else "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caption:
    """Words to set beside a line, where the line is, and in which colour."""

    day: date
    value: float
    words: str
    colour: str


def _captions(view: TrendView, first: date, colours: Palette) -> Iterator[_Caption]:
    lines = [
        _Caption(day=level.end - HALF_MONTH, value=level.value, words=level.label, colour=colour)
        for level in _latest_years(view.comparators)
        for colour in (comparator_colour(level.key, colours),)
    ]
    lines += [
        _Caption(day=max(band.start - HALF_MONTH, first), value=band.target, words=band.label, colour=colours.target)
        for band in _changed(view.targets)
        if band.target is not None
    ]
    yield from lines
    for usual in view.ranges[-1:]:
        day, taken = max(usual.start - HALF_MONTH, first), [line.value for line in lines]
        # Beside the edge that has the other lines further from it.
        edge = max((usual.high, usual.low), key=lambda end: min((abs(end - one) for one in taken), default=0.0))
        yield _Caption(day=day, value=edge, words=RANGE_LABEL, colour=colours.secondary)


def _latest_years(levels: Sequence[ComparatorLevel]) -> list[ComparatorLevel]:
    """Keep the latest year of each comparator: those before are in the key, and have its colour and dash."""
    return list({level.key: level for level in sorted(levels, key=lambda one: one.start)}.values())


def _label(view: TrendView, scale: _Scale, caption: _Caption, anchor: str, reach: timedelta) -> Label:
    left = caption.day if anchor == "left" else caption.day - reach
    right = left + reach
    return Label(
        wanted=scale.pixels(caption.value),
        across=Span(low=left.toordinal(), high=right.toordinal()),
        behind=tuple(_line_behind(view, scale, left, right)),
    )


def _changed(bands: Sequence[TargetBand]) -> list[TargetBand]:
    return [band for place, band in enumerate(bands) if place == 0 or band.label != bands[place - 1].label]


def _line_behind(view: TrendView, scale: _Scale, left: date, right: date) -> Iterator[Span]:
    """List the heights at which our own line passes behind a label."""
    for before, after in pairwise(view.points):
        if before.value is None or after.value is None or after.start < left or before.start > right:
            continue
        heights = (scale.pixels(before.value), scale.pixels(after.value))
        yield Span(low=min(heights) - CLEARANCE, high=max(heights) + CLEARANCE)


def _plain(words: str) -> str:
    """Take from words what Plotly would read as markup or as a placeholder."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("%{", "% {")
