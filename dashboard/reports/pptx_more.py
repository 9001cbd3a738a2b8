"""Titles that fit, and paragraphs that go on over as many slides as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pptx.presentation import Presentation as Slides
from pptx.slide import Slide

from dashboard.reports.pptx_parts import FLOOR, MARGIN, ROOM, TOP, Box, add_slide, add_text
from dashboard.reports.pptx_text import LINE_HEIGHT, Said, count_lines, cut_to_fit, height_of, shortened

_TITLE_SIZES = (18.0, 16.0, 14.0)
_GAP = 7.0


def title_of(words: str) -> tuple[Said, float]:
    """Set a title in letters as large as two lines allow; give the height that it takes."""
    for size in _TITLE_SIZES:
        if count_lines(words, ROOM, size, bold=True) <= 2:
            break
    else:
        words = shortened(words, ROOM, 2, size, bold=True)
    said = Said(words=words, size=size, bold=True)
    return said, said.height(ROOM) + 2


def add_more(
    slides: Slides, title: str, said: Sequence[Said], *, add: Callable[[Slide], None] = lambda _: None
) -> None:
    """Write paragraphs over as many slides as they need; one longer than a slide is parted between words."""
    left = list(said)
    while left:
        head, height = title_of(title)
        top = TOP + height + _GAP
        taken, left = _taken(left, FLOOR - top)
        slide = add_slide(slides, head, height)
        add(slide)
        add_text(slide, Box(left=MARGIN, top=top, width=ROOM, height=height_of(taken, ROOM)), taken, title)


def _taken(said: list[Said], room: float) -> tuple[list[Said], list[Said]]:
    """Take what one slide holds; a heading is never left alone at its foot."""
    taken: list[Said] = []
    for place, one in enumerate(said):
        if height_of((*taken, one), ROOM) > room:
            if not taken:
                return _parted(said, room)
            if taken[-1].bold and not taken[-1].bullet and len(taken) > 1:
                return taken[:-1], said[place - 1 :]
            return taken, said[place:]
        taken.append(one)
    return taken, []


def _parted(said: list[Said], room: float) -> tuple[list[Said], list[Said]]:
    one = said[0]
    lines = int((room - one.before) / (one.size * LINE_HEIGHT))
    head, tail = cut_to_fit(one.words, ROOM - 24, lines, one.size, bold=one.bold)
    rest = [replace(one, words=tail)] if tail else []
    return [replace(one, words=head)], [*rest, *said[1:]]
