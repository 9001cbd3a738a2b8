"""Write the clinic as slides: an agenda, a slide for each measure with a chart that can be edited, what words mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from pptx.presentation import Presentation as Slides

from dashboard.charts.tokens import LIGHT
from dashboard.formatting import plural
from dashboard.reports.pptx_more import add_more, title_of
from dashboard.reports.pptx_parts import (
    FLOOR,
    MARGIN,
    ROOM,
    SMALL,
    TOP,
    Box,
    Grid,
    add_foot,
    add_notes,
    add_slide,
    add_table,
    add_text,
    new_slides,
    saved,
)
from dashboard.reports.pptx_sheet import add_sheet
from dashboard.reports.pptx_text import Said, height_of
from dashboard.reports.printable import file_title, printable
from dashboard.reports.status_marks import rag_mark, signal_mark
from dashboard.views.clinic.pack import ClinicPack, PackSheet, count_words

Progress = Callable[[str], None]
MEANS = "What the words mean, and where the figures come from"
_COLUMNS = ("Measure", "Latest figure", "Against target", "Is it news?", "Why it is here", "Answers for it")
# Widths of each column but the last, which has the rest: those under which the agenda is shortest are taken.
_WIDTHS = ((225.0, 190.0, 205.0, 215.0, 240.0), (80.0, 88.0, 58.0), (90.0, 118.0), (88.0, 126.0), (100.0, 110.0, 150.0))
_LEAST_LAST = 120.0
_ABOVE_TABLE = 6.0


def clinic_pptx(pack: ClinicPack, progress: Progress = lambda _: None) -> bytes:
    """Give the file's bytes; the same pack gives the same bytes. ``progress`` is told of each measure drawn."""
    pack = printable(pack)
    slides = new_slides(
        title=file_title(f"{pack.council}: {pack.title}"), author=file_title(pack.council), day=pack.data_date
    )
    _add_agenda(slides, pack)
    for place, one in enumerate(pack.sheets, start=1):
        progress(f"Drawing {place} of {plural(len(pack.sheets), 'measure')}")
        add_sheet(slides, one, pack.council)
    add_more(slides, MEANS, _closing(pack))
    total = len(slides.slides)
    for slide in slides.slides:
        add_foot(slide, pack.foot, total)
    return saved(slides, pack.data_date)


def _add_agenda(slides: Slides, pack: ClinicPack) -> None:
    """Write what the pack is and its measures, over as many slides as they need."""
    title, height = title_of(f"{pack.council}: {pack.title}")
    top = TOP + height + 4
    said = _head(pack)
    table_top = top + height_of(said, ROOM) + _ABOVE_TABLE
    if not pack.sheets:
        add_more(slides, title.words, said)
        return
    first, *others = _agenda(pack).pages(FLOOR - table_top, FLOOR - top)
    slide = add_slide(slides, title, height)
    add_text(slide, Box(left=MARGIN, top=top, width=ROOM, height=height_of(said, ROOM)), said, "About this pack")
    add_notes(slide, [*(words for words in (one.words for one in said)), *_reasons(pack)])
    if first.rows:
        add_table(slide, MARGIN, table_top, first, title="Table: agenda", description=_described(pack, first))
    for page in others:
        more, height = title_of(f"Agenda (continued), {pack.title[0].lower()}{pack.title[1:]}")
        slide = add_slide(slides, more, height)
        add_table(slide, MARGIN, top, page, title="Table: agenda", description=_described(pack, page))


def _head(pack: ClinicPack) -> list[Said]:
    """Write what the pack is: its figures on a line, what else there is to say of it on the next."""
    first, *others = (f"{name}: {words}" for name, words in pack.header)
    lines = [Said(words=words) for words in (first, " · ".join(others)) if words]
    said = [*pack.notices, *((pack.nothing,) if pack.nothing else ()), *pack.lead]
    demonstration = [Said(words=pack.demonstration, bold=True)] if pack.demonstration else []
    return [*lines, *demonstration, *(Said(words=words, before=4) for words in said)]


def _reasons(pack: ClinicPack) -> list[str]:
    return [f"{one.sheet.name}: {' '.join(one.reasons)}" for one in pack.sheets if one.reasons]


def _agenda(pack: ClinicPack) -> Grid:
    """Set the measures out; the period that all figures are of is said once, in the heading."""
    periods = {one.sheet.period for one in pack.sheets}
    name, figure, *others = _COLUMNS
    heading = (name, periods.pop() if len(periods) == 1 else figure, *others)
    is_said = not periods
    rows = tuple(_agenda_row(place, one, is_said=is_said) for place, one in enumerate(pack.sheets, start=1))
    tries = (Grid(widths=widths, heading=heading, rows=rows) for widths in _widths())
    return min(tries, key=lambda grid: sum(grid.heights))


def _widths() -> Iterator[tuple[float, ...]]:
    for widths in product(*_WIDTHS):
        last = ROOM - sum(widths)
        if last >= _LEAST_LAST:
            yield (*widths, last)


def _agenda_row(place: int, one: PackSheet, *, is_said: bool) -> tuple[Said, ...]:
    """Write a measure's row; ``is_said`` tells that the heading has the period."""
    sheet, rag, signal = one.sheet, rag_mark(one.sheet.rag), signal_mark(one.sheet.signal)
    return (
        Said(words=f"{place}. {sheet.name}"),
        Said(words=sheet.figure.text if is_said else f"{sheet.figure.text}, {sheet.period}"),
        Said(words=rag.words, bold=True, colour=rag.colour),
        Said(words=signal.words, bold=True, colour=signal.colour),
        Said(words=one.why),
        Said(words=one.owner),
    )


def _described(pack: ClinicPack, page: Grid) -> str:
    return f"{count_words(pack)}. On this slide: {'; '.join(row[0].words for row in page.rows)}."


def _closing(pack: ClinicPack) -> list[Said]:
    said = []
    for name, words in pack.meanings:
        said.append(Said(words=f"{name}: {words}", size=13, before=6))
    said += [Said(words=words, size=SMALL, colour=LIGHT.secondary, before=4) for words in pack.sources]
    return said
