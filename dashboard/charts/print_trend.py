"""The trend chart as a still picture: SVG that needs no script, for paper and for many charts on one page.

It draws what the interactive chart draws, every line labelled at its end. Colours are written out, so that it stands
alone in a file as in an ``<img>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from dashboard.charts.axis import Axis, axis_of
from dashboard.charts.labels import Label, Span, place_labels
from dashboard.charts.style import COMPARATOR_DASHES, comparator_colour
from dashboard.charts.tokens import FONT, Palette
from dashboard.charts.usual_range import BAND_SHARE, RANGE_LABEL, mark_colour
from dashboard.charts.words import has_figures
from dashboard.judge.signal import SignalState
from dashboard.views.indicator import ComparatorLevel, RangeBand, TrendPoint, TrendView

WIDTH, HEIGHT = 820, 190
LEFT, RIGHT, TOP, BOTTOM = 52, 258, 10, 26
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
FONT_SIZE = 13
# No more words under the line than fit without touching.
MOST_TICKS = 8
_MARK = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _EndLabel:
    """Words at the right, in the colour of the line that they name, at the height of its value."""

    words: str
    value: float
    colour: str


def draw_print_trend(view: TrendView, colours: Palette) -> str:
    """Draw a trend; empty where there is no figure to draw."""
    if not has_figures(view):
        return ""
    picture = _Picture(view, colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{escape(FONT)}" '
        f'font-size="{FONT_SIZE}">{"".join(picture.parts())}</svg>'
    )


class _Picture:
    """One trend with its scales: across by date, down by value."""

    def __init__(self, view: TrendView, colours: Palette) -> None:
        self.view = view
        self.colours = colours
        self.axis: Axis = axis_of(view)
        points = view.points
        days = (points[-1].start - points[0].start).days
        self.step = days / (len(points) - 1) if len(points) > 1 else 30.0

    def parts(self) -> Iterator[str]:
        """Draw from the back to the front."""
        yield from self.ranges()
        yield from self.grid()
        yield from self.ticks()
        yield from self.breaks()
        yield from self.events()
        yield from self.targets()
        yield from self.levels()
        yield from self.line()
        yield from self.marks()
        yield from self.labels()

    def across(self, day: date) -> float:
        """Place a day, kept within the plot; each point stands in the middle of its own stretch."""
        points = self.view.points
        place = ((day - points[0].start).days / self.step + 0.5) / len(points)
        return round(LEFT + PLOT_WIDTH * min(max(place, 0.0), 1.0), 1)

    def edge(self, day: date) -> float:
        """Place where the stretch of a day begins."""
        half = PLOT_WIDTH / len(self.view.points) / 2
        return round(min(max(self.across(day) - half, LEFT), LEFT + PLOT_WIDTH), 1)

    def down(self, value: float) -> float:
        """Place a value, the top of the axis at the top of the plot."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return round(TOP + PLOT_HEIGHT * (1 - share), 1)

    def rule(self, place: tuple[float, float, float, float], colour: str, *, width: float = 1, dash: str = "") -> str:
        """Draw a straight line."""
        x1, y1, x2, y2 = place
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"{dashed}/>'

    def words(self, across: float, down: float, words: str, *, anchor: str = "start", colour: str = "") -> str:
        """Write words."""
        fill = colour or self.colours.secondary
        return f'<text x="{across}" y="{down}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'

    def grid(self) -> Iterator[str]:
        """Draw the hairlines with their values."""
        for tick in self.axis.ticks:
            down = self.down(tick)
            yield self.rule((LEFT, down, LEFT + PLOT_WIDTH, down), self.colours.hairline)
            yield self.words(LEFT - 6, down + 4, f"{tick:,g}{self.view.unit_suffix}", anchor="end")

    def ticks(self) -> Iterator[str]:
        """Name as many periods as fit, counted back from the last one."""
        points = self.view.points
        every = -(-len(points) // MOST_TICKS)
        for point in points[(len(points) - 1) % every :: every]:
            yield self.words(self.across(point.start), HEIGHT - 8, point.label, anchor="middle")

    def breaks(self) -> Iterator[str]:
        """Draw the numbered rules."""
        for mark in self.view.breaks:
            at = self.edge(mark.at)
            yield self.rule((at, TOP, at, TOP + PLOT_HEIGHT), self.colours.secondary, dash="2,3")
            yield self.words(at + 3, TOP + 10, str(mark.number))

    def events(self) -> Iterator[str]:
        """Draw a thin stem with its letter for each dated note."""
        for mark in self.view.events:
            at = self.across(mark.at)
            yield self.rule((at, TOP, at, TOP + PLOT_HEIGHT), self.colours.secondary, width=0.8, dash="1,3")
            yield self.words(at + 3, TOP + PLOT_HEIGHT - 4, mark.letter)

    def ranges(self) -> Iterator[str]:
        """Draw the bands of the usual range with dashed edges and their level."""
        for band in self.view.ranges:
            first, last, top, bottom = *self._span(band), self.down(band.high), self.down(band.low)
            yield (
                f'<rect x="{first}" y="{top}" width="{round(last - first, 1)}" height="{round(bottom - top, 1)}" '
                f'fill="{self.colours.text}" fill-opacity="{BAND_SHARE}"/>'
            )
            for value, dash in ((band.low, "3,3"), (band.high, "3,3"), (band.level, "")):
                down = self.down(value)
                yield self.rule((first, down, last, down), self.colours.secondary, width=0.8, dash=dash)

    def targets(self) -> Iterator[str]:
        """Draw each year's target over its own year."""
        for band in self.view.targets:
            if band.target is not None:
                down = self.down(band.target)
                place = (*self._ends(band.start, band.end, down),)
                yield self.rule(place, self.colours.target, width=1.6, dash="1.5,3")

    def levels(self) -> Iterator[str]:
        """Draw each comparator over its own year."""
        for level in self.view.comparators:
            dash = COMPARATOR_DASHES.get(level.key, "").replace("px", "")
            place = self._ends(level.start, level.end, self.down(level.value))
            yield self.rule(place, comparator_colour(level.key, self.colours), width=2.2, dash=dash)

    def _ends(self, start: date, end: date, down: float) -> tuple[float, float, float, float]:
        return self.edge(start), down, self.edge(end), down

    def _span(self, band: RangeBand) -> tuple[float, float]:
        return self.edge(band.start), self.edge(band.end)

    def line(self) -> Iterator[str]:
        """Draw our own line with its points; a gap is a gap, and a change of definition cuts it."""
        for stretch in self._stretches():
            path = " ".join(f"{self.across(one.start)},{self.down(one.value or 0.0)}" for one in stretch)
            yield f'<polyline points="{path}" fill="none" stroke="{self.colours.line}" stroke-width="2"/>'
        for one in self.view.points:
            if one.value is not None and one.mark is None:
                yield self._dot(one, 2.4, self.colours.line)

    def _stretches(self) -> list[list[TrendPoint]]:
        cuts = {mark.at for mark in self.view.breaks if mark.cuts_line}
        stretches: list[list[TrendPoint]] = [[]]
        for one in self.view.points:
            if one.value is None or one.start in cuts:
                stretches.append([])
            if one.value is not None:
                stretches[-1].append(one)
        return [stretch for stretch in stretches if len(stretch) > 1]

    def _dot(self, one: TrendPoint, radius: float, colour: str) -> str:
        return (
            f'<circle cx="{self.across(one.start)}" cy="{self.down(one.value or 0.0)}" r="{radius}" fill="{colour}"/>'
        )

    def marks(self) -> Iterator[str]:
        """Draw the points that stand out, each state in its own shape."""
        for one in self.view.points:
            if one.mark is not None and one.value is not None:
                yield self._mark(one, one.mark)

    def _mark(self, one: TrendPoint, state: SignalState) -> str:
        x, y, colour, size = (
            self.across(one.start),
            self.down(one.value or 0.0),
            mark_colour(state, self.colours),
            _MARK,
        )
        if state is SignalState.IMPROVEMENT:
            inside = f'fill="{self.colours.ground}" stroke="{colour}" stroke-width="2"'
            return f'<circle cx="{x}" cy="{y}" r="{size}" {inside}/>{self._dot(one, size / 2, colour)}'
        corners = {
            SignalState.CONCERN: ((0, -size), (size, 0), (0, size), (-size, 0)),
            SignalState.NEUTRAL_HIGH: ((0, -size), (size, size), (-size, size)),
        }.get(state, ((0, size), (size, -size), (-size, -size)))
        return f'<polygon points="{" ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in corners)}" fill="{colour}"/>'

    def labels(self) -> Iterator[str]:
        """Name each line at the right, clear of the others."""
        named = self._named()
        every = Span(low=0.0, high=1.0)
        wanted = [Label(wanted=TOP + PLOT_HEIGHT - self.down(one.value), across=every) for one in named]
        for one, middle in zip(named, place_labels(wanted, height=PLOT_HEIGHT), strict=True):
            down = round(TOP + PLOT_HEIGHT - middle + 4, 1)
            yield self.words(LEFT + PLOT_WIDTH + 8, down, one.words, colour=one.colour)

    def _named(self) -> list[_EndLabel]:
        latest: dict[str, ComparatorLevel] = {}
        for level in sorted(self.view.comparators, key=lambda one: one.start):
            latest[level.key] = level
        found = [
            _EndLabel(
                words=f"{one.label}, {one.source.split(', ')[0]}",
                value=one.value,
                colour=comparator_colour(one.key, self.colours),
            )
            for one in latest.values()
        ]
        for band in self.view.targets[-1:]:
            if band.target is not None:
                found.append(_EndLabel(words=band.label, value=band.target, colour=self.colours.target))
        for stretch in self.view.ranges[-1:]:
            words = f"{RANGE_LABEL} {stretch.words.split(',')[0]}"
            found.append(_EndLabel(words=words, value=stretch.level, colour=self.colours.secondary))
        return found
