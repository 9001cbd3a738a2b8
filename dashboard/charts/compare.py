"""Where everything of the compare chart stands: an axis of figures, dots, comparators' lines and quarters on it.

Places are per cent of the axis, so that the picture fits any width; what is drawn there is written in ``dashboard/ui``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from dashboard.charts.axis import Axis, fit_axis
from dashboard.views.compare_page.view import CompareChart, CompareLine, ComparePoint, QuarterBand

# A line right of the middle has its label on its left, where nothing speaks against it.
MIDDLE = 50.0
# A letter's width in per cent of the axis: 7.3 of 660 pixels, and 6.7 of a phone's 358.
LETTER_WIDE, LETTER_NARROW = 1.1, 1.9
# Dots of the strip nearer than this, in per cent of the axis, go beside each other: a dot's width on a wide screen.
DOT_WIDTH = 1.5
# Of the strip's height, how far from its middle a dot may lie, and how far two beside each other are apart.
STRIP_REACH = 40.0
# The dots' middle lies below the strip's own: the quarters' words stand above them.
STRIP_MIDDLE = 58.0
LANE_STEP = 9.0
# A quarter narrower than these has no room for its words, or for the first of them; the key has them all.
ROOM_FOR_WORDS, ROOM_FOR_A_WORD = 15.0, 7.5
# More ticks than these crowd each other on a narrow screen: every other one then.
MOST_TICKS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One tick of the axis: its place and its words."""

    across: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """One authority's row with its dot."""

    point: ComparePoint
    across: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDot:
    """One dot of the strip; ``down`` is per cent of the strip's height."""

    point: ComparePoint
    across: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """One comparator's line; its label stands in row ``slot`` above the plot, on the line's left where ``is_left``."""

    line: CompareLine
    across: float
    slot: int
    is_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBand:
    """One quarter of all authorities; ``words`` are those for which it has room, ``narrow_words`` on a phone."""

    band: QuarterBand
    start: float
    end: float
    words: str
    narrow_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePlot:
    """The whole picture, placed. ``crop_words`` says where the axis starts, empty where that is 0."""

    rows: tuple[PlacedRow, ...]
    strip: tuple[PlacedDot, ...]
    lines: tuple[PlacedLine, ...]
    bands: tuple[PlacedBand, ...]
    ticks: tuple[Tick, ...]
    crop_words: str


def place_compare(chart: CompareChart) -> ComparePlot:
    """Place a chart; nothing is worked out that the view does not hold."""
    points = (*chart.rows, *chart.strip)
    bands = chart.bands if chart.strip else ()
    figures = [*(point.value for point in points), *(line.value for line in chart.lines)]
    figures += [edge for band in bands for edge in (band.low, band.high)]
    axis = fit_axis(figures, chart.unit_suffix)
    start = f"{axis.low:,g}{chart.unit_suffix}"
    lines = [_across(line.value, axis) for line in chart.lines]
    return ComparePlot(
        rows=tuple(PlacedRow(point=point, across=_across(point.value, axis)) for point in chart.rows),
        strip=_strip(chart.strip, axis),
        lines=_lines(chart.lines, axis),
        bands=tuple(_band(band, axis, lines) for band in bands),
        ticks=tuple(
            Tick(across=_across(tick, axis), words=f"{tick:,g}{chart.unit_suffix}") for tick in _spaced(axis.ticks)
        ),
        crop_words=f"The axis starts at {start}, not at 0." if axis.low != 0 else "",
    )


def _across(value: float, axis: Axis) -> float:
    return round((value - axis.low) / (axis.high - axis.low) * 100, 2)


def _spaced(ticks: Sequence[float]) -> Sequence[float]:
    return ticks if len(ticks) <= MOST_TICKS else ticks[::2]


def _strip(points: Iterable[ComparePoint], axis: Axis) -> tuple[PlacedDot, ...]:
    """Pile the dots of like figures up from the strip's middle, so that none hides another."""
    lanes: list[float] = []
    placed: list[tuple[ComparePoint, float, int]] = []
    for point in sorted(points, key=lambda one: one.value):
        across = _across(point.value, axis)
        free = next((lane for lane, end in enumerate(lanes) if across - end >= DOT_WIDTH), len(lanes))
        lanes[free : free + 1] = [across]
        placed.append((point, across, free))
    step = min(LANE_STEP, STRIP_REACH / max(1, (len(lanes) + 1) // 2))
    return tuple(
        PlacedDot(point=point, across=across, down=round(STRIP_MIDDLE + _side(lane) * step, 2))
        for point, across, lane in placed
    )


def _side(lane: int) -> int:
    """Take lanes in turn above and below the middle: 0, 1, -1, 2, -2."""
    away = (lane + 1) // 2
    return away if lane % 2 else -away


def _lines(lines: Sequence[CompareLine], axis: Axis) -> tuple[PlacedLine, ...]:
    """Stack the labels, each to the side and in the row where the fewest lines run through them."""
    at = [_across(line.value, axis) for line in lines]
    sides = product((False, True), repeat=len(lines))
    layouts = [list(zip(way, rows, strict=True)) for way in sides for rows in permutations(range(len(lines)))]
    best = min(layouts, key=lambda layout: _cost(lines, at, layout))
    return tuple(
        PlacedLine(line=line, across=across, slot=slot, is_left=is_left)
        for line, across, (is_left, slot) in zip(lines, at, best, strict=True)
    )


def _cost(lines: Sequence[CompareLine], at: Sequence[float], layout: Sequence[tuple[bool, int]]) -> tuple[float, float]:
    """Reckon how badly labels lie: lines through them, words beyond the axis; then how far rows are out of order."""
    crossed = beyond = disorder = 0.0
    for place, (line, across, (is_left, slot)) in enumerate(zip(lines, at, layout, strict=True)):
        start, end = (across - _width(line), across) if is_left else (across, across + _width(line))
        beyond += max(0.0, -start) + max(0.0, end - 100.0)
        for other, (_, other_slot) in zip(at, layout, strict=True):
            crossed += other_slot < slot and start < other < end
        disorder += is_left != (across > MIDDLE)
        disorder += abs(slot - place) / 100
    return crossed * 100 + beyond, disorder


def _width(line: CompareLine) -> float:
    """Reckon a label's width in per cent of the axis, on a wide screen or a phone, whichever is the more."""
    wide, narrow = (len(f"{name} {line.words}") for name in (line.name, line.short_name))
    return max(wide * LETTER_WIDE, narrow * LETTER_NARROW)


def _band(band: QuarterBand, axis: Axis, lines: Sequence[float]) -> PlacedBand:
    start, end = _across(band.low, axis), _across(band.high, axis)
    first, *_ = band.words.split()
    width = end - start
    wide = band.words if width >= ROOM_FOR_WORDS else first if width >= ROOM_FOR_A_WORD else ""
    return PlacedBand(
        band=band,
        start=start,
        end=end,
        words=_clear(wide, (start + end) / 2, LETTER_WIDE, lines),
        narrow_words=_clear(first if width >= ROOM_FOR_WORDS else "", (start + end) / 2, LETTER_NARROW, lines),
    )


def _clear(words: str, middle: float, letter: float, lines: Sequence[float]) -> str:
    """Leave out words that a comparator's line would run through; the key has them."""
    reach = len(words) * letter / 2
    return "" if any(abs(line - middle) < reach for line in lines) else words
