"""One measure on a slide: laid out so that all of it fits, and going on to another slide where it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from pptx.presentation import Presentation as Slides
from pptx.slide import Slide

from dashboard.charts.tokens import LIGHT
from dashboard.charts.words import has_figures
from dashboard.reports.pptx_more import add_more, title_of
from dashboard.reports.pptx_parts import (
    BODY,
    FLOOR,
    MARGIN,
    ROOM,
    SMALL,
    TOP,
    Box,
    Grid,
    add_chip,
    add_notes,
    add_rule,
    add_slide,
    add_table,
    add_text,
)
from dashboard.reports.pptx_text import Said, height_of, width_of
from dashboard.reports.pptx_trend import add_trend, legend_height, trend_notes
from dashboard.reports.status_marks import Mark, rag_mark, signal_mark, travel_mark
from dashboard.views.clinic.pack import PackSheet, notes_of
from dashboard.views.clinic.view import Draft

WELL, WORRIED, NEXT = "What’s working well", "What are we worried about", "What do we need to do next"
NEITHER = "Neither good nor bad"
NOTHING = "No figure here says so."
NO_CHART = "There is no figure to draw yet."
COMPARE = "How do we compare?"
NEXT_COLUMNS = (NEXT, "Who", "By when")
_GAP = 7.0
_BIG = 26.0
_CHIP = 20.0
# Points that a chart needs to be read, those that suit it, and those beyond which it only grows emptier.
_LEAST_CHART, _GOOD_CHART, _MOST_CHART = 132.0, 215.0, 250.0
# Widths of the comparison and of what is to be done, tried until the slide holds all: the first that does is taken.
_BESIDE_WIDTHS = (292.0, 310.0, 330.0, 350.0, 370.0, 400.0)
_NOBODY_WIDTH = 240.0
_NEXT_WIDTHS = (300.0, 320.0, 340.0, 270.0, 380.0)
# The share of the width that what works well has beside what worries; one above the other at 1.
_WELL_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.35, 0.65, 0.27, 0.74, 1.0)
_WHO, _WHEN = 54.0, 62.0
_RULE, _BELOW_TABLE = 2.0, 6.0


class _Place(StrEnum):
    """Where what is neither good nor bad stands: beneath both columns, or beneath one of them."""

    BELOW = "below"
    WELL = "well"
    WORRIED = "worried"


class _Aside(StrEnum):
    """What stands under the chart rather than under the comparison."""

    NOTHING = "nothing"
    CAUTION = "caution"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Middle:
    """The chart and what stands beside it: the widths, and the height that the words need."""

    beside: Grid | None
    beside_width: float
    below: tuple[Said, ...]
    aside: tuple[Said, ...]
    needed: float

    @property
    def chart_width(self) -> float:
        """Give what is left for the chart."""
        return ROOM - self.beside_width - 2 * _GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class _House:
    """The house format: what works and worries side by side, what is neither beneath, what is next at the right."""

    well: tuple[Said, ...]
    worried: tuple[Said, ...]
    neither: tuple[Said, ...]
    next: Grid
    left_width: float
    well_width: float
    worried_width: float
    stacked: bool

    @property
    def columns_height(self) -> float:
        """Give the height of the two columns."""
        well, worried = height_of(self.well, self.well_width), height_of(self.worried, self.worried_width)
        return (well + _RULE + _GAP + worried if self.stacked else max(well, worried)) + _RULE + 2

    @property
    def height(self) -> float:
        """Give the height of all of it."""
        left = self.columns_height + (height_of(self.neither, self.left_width) if self.neither else 0)
        return max(left, sum(self.next.heights)) + 4


def add_sheet(slides: Slides, one: PackSheet, council: str) -> None:
    """Add the slide of a measure, and others where it has more to say than one can hold."""
    title, height = title_of(one.sheet.trend.title)
    top = TOP + height + 2
    slide = add_slide(slides, title, height)
    top = _add_meta(slide, one, top)
    top = _add_states(slide, one, top)
    middle, house, rest = _fitted(one, council, FLOOR - top)
    height = min(max(FLOOR - top - house.height - _GAP, middle.needed), max(_MOST_CHART, middle.needed))
    _add_middle(slide, one, council, middle, Box(left=MARGIN, top=top, width=ROOM, height=height))
    _add_house(slide, house, top + height + _GAP)
    add_notes(slide, notes_of(one))
    add_more(slides, f"{one.sheet.name} (continued)", rest)


def _add_meta(slide: Slide, one: PackSheet, top: float) -> float:
    said = Said(words=f"{one.opening} · {one.meta}", colour=LIGHT.secondary)
    add_text(slide, Box(left=MARGIN, top=top, width=ROOM, height=said.height(ROOM)), (said,), "What it is")
    return top + said.height(ROOM) + 4


def _add_states(slide: Slide, one: PackSheet, top: float) -> float:
    """Write the figure, which is read first, then each status with what belongs to it; give where they end."""
    sheet = one.sheet
    target = sheet.target if sheet.target != sheet.rag.word else ""
    figure = sheet.figure.text
    parts = (
        ("Against target", rag_mark(sheet.rag), target),
        ("Is it news?", signal_mark(sheet.signal), ""),
        ("Direction of travel", travel_mark(sheet.travel), sheet.travel_since),
    )
    first = ROOM * 0.28
    each = (ROOM - first) / len(parts)
    size = next((size for size in (_BIG, 20.0, 16.0) if width_of(figure, size, bold=True) < first - _GAP), BODY)
    said = [
        Said(words=figure, size=size, bold=True),
        Said(words=" · ".join(part for part in (sheet.period, one.figure_note) if part)),
    ]
    heights = [height_of(said, first - _GAP)]
    add_text(slide, Box(left=MARGIN, top=top, width=first - _GAP, height=heights[0]), said, "Latest figure")
    for place, (name, mark, detail) in enumerate(parts):
        box = Box(left=MARGIN + first + each * place, top=top, width=each - _GAP, height=0)
        heights.append(_add_state(slide, box, name, mark, detail))
    return top + max(heights) + _GAP


def _add_state(slide: Slide, box: Box, name: str, mark: Mark, detail: str) -> float:
    label = Said(words=name, colour=LIGHT.secondary)
    at = box.top + label.height(box.width) + 2
    add_text(slide, Box(left=box.left, top=box.top, width=box.width, height=label.height(box.width)), (label,), name)
    words = Said(words=mark.words, bold=True, colour=mark.colour)
    width = min(width_of(words.words, words.size, bold=True) + 20, box.width)
    height = max(_CHIP, words.height(width - 8) + 5)
    chip = Box(left=box.left, top=at, width=width, height=height)
    add_chip(slide, chip, words, ground=mark.ground, edge=mark.edge, name=f"{name}: {mark.words}")
    at += height + 3
    if detail:
        said = Said(words=detail)
        add_text(slide, Box(left=box.left, top=at, width=box.width, height=said.height(box.width)), (said,), name)
        at += said.height(box.width)
    return at - box.top


def _fitted(one: PackSheet, council: str, room: float) -> tuple[_Middle, _House, list[Said]]:
    """Try layouts until one holds all; else what stands beneath goes on to another slide, the least needed first."""
    widths = _BESIDE_WIDTHS if one.beside else (_NOBODY_WIDTH,)
    middles = [_middle(one, council, *shape[:1], under=shape[1]) for shape in product(widths, _Aside)]
    least = min(middles, key=lambda each: each.needed)
    shapes = list(product(_NEXT_WIDTHS, _WELL_SHARES, _Place))
    for kept in _kept(one):
        houses = [_house(kept, *shape) for shape in shapes]
        lowest = min(houses, key=lambda each: each.height)
        # The first layout that leaves the chart comfortable, else the lowest.
        wanted = room - max(least.needed, _GOOD_CHART) - _GAP
        house = next((each for each in houses if each.height <= wanted), lowest)
        for middle in middles:
            if middle.needed + house.height + _GAP <= room:
                return middle, house, kept.rest
    return least, house, kept.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What stands on the first slide, and what goes on."""

    well: tuple[Draft, ...]
    worried: tuple[Draft, ...]
    neither: tuple[Draft, ...]
    doing: tuple[Draft, ...]
    rest: list[Said]


def _kept(one: PackSheet) -> Iterator[_Kept]:
    sheet = one.sheet
    yield _Kept(well=sheet.well, worried=sheet.worried, neither=sheet.neither, doing=sheet.doing, rest=[])
    rest = _section(NEITHER, sheet.neither)
    yield _Kept(well=sheet.well, worried=sheet.worried, neither=(), doing=sheet.doing, rest=rest)
    more = [*_section(WELL, sheet.well), *_section(WORRIED, sheet.worried), *rest]
    seen = (Draft(words="On the next slide."),)
    yield _Kept(well=seen, worried=seen, neither=(), doing=sheet.doing, rest=more)
    yield _Kept(well=seen, worried=seen, neither=(), doing=seen, rest=[*more, *_section(NEXT, sheet.doing)])


def _section(title: str, drafts: Sequence[Draft]) -> list[Said]:
    if not drafts:
        return []
    return [Said(words=title, bold=True, before=4), *(Said(words=one.words, bullet=True, before=1) for one in drafts)]


def _house(kept: _Kept, next_width: float, share: float, place: _Place) -> _House:
    neither = tuple(_section(NEITHER, kept.neither))
    left = ROOM - next_width - 2 * _GAP
    rows = tuple((Said(words=one.words), Said(words=""), Said(words="")) for one in kept.doing)
    if not rows:
        rows = ((Said(words=NOTHING, colour=LIGHT.secondary), Said(words=""), Said(words="")),)
    return _House(
        well=_column(WELL, kept.well, LIGHT.improvement) + (neither if place is _Place.WELL else ()),
        worried=_column(WORRIED, kept.worried, LIGHT.concern) + (neither if place is _Place.WORRIED else ()),
        neither=neither if place is _Place.BELOW else (),
        next=Grid(widths=(next_width - _WHO - _WHEN, _WHO, _WHEN), heading=NEXT_COLUMNS, rows=rows),
        left_width=left,
        well_width=left if share == 1 else (left - _GAP) * share,
        worried_width=left if share == 1 else (left - _GAP) * (1 - share),
        stacked=share == 1,
    )


def _column(title: str, drafts: Sequence[Draft], colour: str) -> tuple[Said, ...]:
    head = Said(words=title, bold=True, colour=colour, before=4)
    said = [Said(words=one.words, bullet=True, before=1) for one in drafts]
    return (head, *(said or [Said(words=NOTHING, colour=LIGHT.secondary, before=2)]))


def _middle(one: PackSheet, council: str, width: float, *, under: _Aside) -> _Middle:
    """Set the chart beside the comparison; what is ahead stands ``under`` the chart or the comparison."""
    sheet = one.sheet
    grid = _beside_grid(one, width) if one.beside else None
    head = () if grid else (Said(words=COMPARE, bold=True),)
    said = (*head, *((Said(words=one.beside_note, before=_BELOW_TABLE if grid else 0),) if one.beside_note else ()))
    more = tuple(Said(words=f"{name}: {words}", before=4) for name, words in sheet.ahead)
    caution = (Said(words=f"Bear in mind: {sheet.caution}", before=4),) if sheet.caution else ()
    notes = (Said(words=" ".join(trend_notes(sheet.trend, sheet.name)), size=SMALL, colour=LIGHT.secondary),)
    below = (*notes, *(more if under is _Aside.ALL else ()), *(caution if under is not _Aside.NOTHING else ()))
    aside = (*said, *(more if under is not _Aside.ALL else ()), *(caution if under is _Aside.NOTHING else ()))
    chart = ROOM - width - 2 * _GAP
    left = max(_LEAST_CHART, legend_height(sheet.trend, council, chart)) + height_of(below, chart) + 2
    right = (sum(grid.heights) if grid else 0) + height_of(aside, width)
    return _Middle(beside=grid, beside_width=width, below=below, aside=aside, needed=max(left, right))


def _beside_grid(one: PackSheet, width: float) -> Grid:
    """Give the columns their room: figures and periods what they need, names and verdicts the rest."""
    columns = list(zip(one.beside_columns, *one.beside, strict=True))
    wide = {place for place, column in enumerate(columns) if column[0] in ("Who", "Ours is")}
    taken = [
        0.0 if place in wide else min(max(_needs(cell) for cell in column) + 10, width * 0.24)
        for place, column in enumerate(columns)
    ]
    each = (width - sum(taken)) / len(wide)
    numbers = frozenset(place for place, column in enumerate(columns) if column[0].startswith(("Theirs", "Ours")))
    numbers -= wide
    return Grid(
        widths=tuple(each if place in wide else size for place, size in enumerate(taken)),
        heading=(COMPARE, *one.beside_columns[1:]),
        rows=tuple(tuple(Said(words=cell) for cell in row) for row in one.beside),
        right=numbers,
    )


def _needs(words: str) -> float:
    return max(width_of(words, BODY), width_of(words, BODY, bold=True) if words.isalpha() else 0)


def _add_middle(slide: Slide, one: PackSheet, council: str, middle: _Middle, box: Box) -> None:
    width = middle.chart_width
    below = height_of(middle.below, width)
    chart = Box(left=box.left, top=box.top, width=width, height=box.height - below - 2)
    if has_figures(one.sheet.trend):
        add_trend(slide, chart, one.sheet.trend, council)
    else:
        add_text(slide, chart, (Said(words=NO_CHART),), "No chart")
    notes = Box(left=box.left, top=chart.top + chart.height + 2, width=width, height=below)
    add_text(slide, notes, middle.below, "Notes to the chart")
    left, top = box.left + width + 2 * _GAP, box.top
    if middle.beside:
        said = "; ".join(": ".join(part for part in row if part) for row in one.beside)
        top += add_table(slide, left, top, middle.beside, title=f"Table: {COMPARE}", description=said)
    if middle.aside:
        height = height_of(middle.aside, middle.beside_width)
        aside = Box(left=left, top=top, width=middle.beside_width, height=height)
        add_text(slide, aside, middle.aside, COMPARE)


def _add_house(slide: Slide, house: _House, top: float) -> None:
    left, at = MARGIN, top
    columns = (
        (WELL, house.well, house.well_width, LIGHT.improvement),
        (WORRIED, house.worried, house.worried_width, LIGHT.concern),
    )
    for name, said, width, colour in columns:
        height = height_of(said, width)
        add_rule(slide, Box(left=left, top=at, width=width, height=_RULE), colour)
        add_text(slide, Box(left=left, top=at + _RULE, width=width, height=height), said, name)
        left, at = (left, at + _RULE + height + _GAP) if house.stacked else (left + width + _GAP, at)
    if house.neither:
        below, height = top + house.columns_height, height_of(house.neither, house.left_width)
        add_text(slide, Box(left=MARGIN, top=below, width=house.left_width, height=height), house.neither, NEITHER)
    said_next = " ".join(row[0].words for row in house.next.rows)
    right = MARGIN + house.left_width + 2 * _GAP
    add_table(slide, right, top, house.next, title=f"Table: {NEXT}", description=said_next)
