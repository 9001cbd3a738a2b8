"""The trend chart as a still picture: SVG that needs no script, for paper and for many charts on one page.

It draws what the interactive chart draws, every line labelled at its end. Colours are written out, so that it stands
alone in a file as in an ``<img>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from textwrap import wrap

from dashboard.charts.axis import Axis, axis_of
from dashboard.charts.labels import LABEL_HEIGHT, Label, Span, place_labels
from dashboard.charts.lines import BAND_SHARE, COMPARATOR_DASHES, RANGE_LABEL, comparator_colour, mark_colour
from dashboard.charts.tokens import FONT, Palette
from dashboard.charts.words import has_figures
from dashboard.judge.signal import SignalState
from dashboard.views.indicator import ComparatorLevel, RangeBand, TrendPoint, TrendView

TOP, BOTTOM = 10, 26
# The height of a letter's line, and the usual width of a letter, in letters' sizes.
LINE, LETTER = 1.2, 0.5
_MARK = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSize:
    """The picture's sides, the room left and right of the plot, and the size of its letters, all in one measure.

    ``most_ticks`` is how many words fit under the line without touching.
    """

    width: int = 820
    height: int = 190
    left: int = 52
    right: int = 258
    letters: float = 13
    most_ticks: int = 8

    @property
    def plot_width(self) -> int:
        """Give the room that the line has across."""
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        """Give the room that the line has down."""
        return self.height - TOP - BOTTOM

    @property
    def letters_a_line(self) -> int:
        """Give how many letters fit beside the plot."""
        return int((self.right - 8) / (self.letters * LETTER))


# For a whole page's width on a screen or a printed page.
WIDE = PrintSize()
# For A4 in Word, 18 cm wide: there the letters come out at nearly 10 points, and most labels keep to one line, since
# five of two lines would have no room beside each other.
A4 = PrintSize(width=640, height=164, left=46, right=254, letters=12, most_ticks=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _EndLabel:
    """Words at the right, in the colour of the line that they name, at the height of its value."""

    words: str
    value: float
    colour: str


def draw_print_trend(view: TrendView, colours: Palette, size: PrintSize = WIDE) -> str:
    """Draw a trend; empty where there is no figure to draw."""
    if not has_figures(view):
        return ""
    picture = _Picture(view, colours, size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}" '
        f'font-family="{escape(FONT)}" font-size="{size.letters:g}">{"".join(picture.parts())}</svg>'
    )


class _Picture:
    """One trend with its scales: across by date, down by value."""

    def __init__(self, view: TrendView, colours: Palette, size: PrintSize) -> None:
        self.view = view
        self.colours = colours
        self.size = size
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
        return round(self.size.left + self.size.plot_width * min(max(place, 0.0), 1.0), 1)

    def edge(self, day: date) -> float:
        """Place where the stretch of a day begins."""
        half = self.size.plot_width / len(self.view.points) / 2
        return round(min(max(self.across(day) - half, self.size.left), self.size.left + self.size.plot_width), 1)

    def down(self, value: float) -> float:
        """Place a value, the top of the axis at the top of the plot."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return round(TOP + self.size.plot_height * (1 - share), 1)

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
            yield self.rule((self.size.left, down, self.size.left + self.size.plot_width, down), self.colours.hairline)
            yield self.words(self.size.left - 6, down + 4, f"{tick:,g}{self.view.unit_suffix}", anchor="end")

    def ticks(self) -> Iterator[str]:
        """Name as many periods as fit, counted back from the last one."""
        points = self.view.points
        every = -(-len(points) // self.size.most_ticks)
        for point in points[(len(points) - 1) % every :: every]:
            yield self.words(self.across(point.start), self.size.height - 8, point.label, anchor="middle")

    def breaks(self) -> Iterator[str]:
        """Draw the numbered rules."""
        for mark in self.view.breaks:
            at = self.edge(mark.at)
            yield self.rule((at, TOP, at, TOP + self.size.plot_height), self.colours.secondary, dash="2,3")
            yield self.words(at + 3, TOP + 10, str(mark.number))

    def events(self) -> Iterator[str]:
        """Draw a thin stem with its letter for each dated note."""
        for mark in self.view.events:
            at = self.across(mark.at)
            yield self.rule((at, TOP, at, TOP + self.size.plot_height), self.colours.secondary, width=0.8, dash="1,3")
            yield self.words(at + 3, TOP + self.size.plot_height - 4, mark.letter)

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
        wanted = [
            Label(
                wanted=TOP + self.size.plot_height - self.down(one.value),
                across=every,
                tall=LABEL_HEIGHT + (len(self._lines(one.words)) - 1) * self.size.letters * LINE,
            )
            for one in named
        ]
        placed = place_labels(wanted, height=self.size.plot_height)
        for one, middle in zip(named, placed, strict=True):
            yield from self._label(one, TOP + self.size.plot_height - middle)

    def _label(self, one: _EndLabel, middle: float) -> Iterator[str]:
        """Write a label about its middle, in as many lines as it needs."""
        across, size = self.size.left + self.size.plot_width + 8, self.size
        lines = self._lines(one.words)
        first = middle + 4 - (len(lines) - 1) * size.letters * LINE / 2
        for place, words in enumerate(lines):
            yield self.words(across, round(first + place * size.letters * LINE, 1), words, colour=one.colour)

    def _lines(self, words: str) -> list[str]:
        return wrap(words, self.size.letters_a_line, break_long_words=False)

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
            words = f"{RANGE_LABEL} {stretch.words.split(', ')[0]}"
            found.append(_EndLabel(words=words, value=stretch.level, colour=self.colours.secondary))
        return found
