"""What slides are made of: A4 on its side, real titles, text that fits, tables with headings, words for pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.parts.chart import ChartPart
from pptx.presentation import Presentation as Slides
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from dashboard.charts.tokens import LIGHT
from dashboard.reports.files import fixed_package
from dashboard.reports.pptx_text import HANGING, LINE_HEIGHT, Said, height_of
from dashboard.reports.properties import LANGUAGE, set_properties

FONT = "Arial"
# A4 on its side, in points: it fills a printed page, and a projector shows it whole.
WIDTH, HEIGHT = 841.89, 595.28
MARGIN, TOP, FOOT = 28.0, 16.0, 22.0
ROOM = WIDTH - 2 * MARGIN
FLOOR = HEIGHT - FOOT - 2
SMALL, BODY = 10.0, 12.0
# The layout of the library's own template that has a title and nothing else.
_TITLE_ONLY = "Title Only"
_CELL_SIDE, _CELL_TOP = 4.0, 2.0
# LibreOffice makes every row of a table a little higher than its words and margins.
_CELL_SPARE = 1.4
# Widths of rules in English Metric Units: a point and a half, half a point.
_THICK, _HAIR = "19050", "6350"
_COLOUR: Callable[[int, int, int], RGBColor] = RGBColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a slide, in points from its left upper corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the widths of its columns in points, its heading and its rows; ``right`` are columns of numbers."""

    widths: tuple[float, ...]
    heading: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    right: frozenset[int] = frozenset()

    @property
    def width(self) -> float:
        """Give the width of the table."""
        return sum(self.widths)

    @property
    def heights(self) -> tuple[float, ...]:
        """Give each row's height, the heading's first."""
        return (self._height(_heading(self.heading)), *(self._height(row) for row in self.rows))

    def _height(self, row: Sequence[Said]) -> float:
        tallest = max(cell.height(width - 2 * _CELL_SIDE) for cell, width in zip(row, self.widths, strict=True))
        return tallest + 2 * _CELL_TOP + _CELL_SPARE

    def pages(self, first: float, other: float) -> list[Grid]:
        """Part the rows over pages with so much room on the first and on each other; each has the heading."""
        heading, *heights = self.heights
        parts: list[list[tuple[Said, ...]]] = [[]]
        left = first - heading
        for row, height in zip(self.rows, heights, strict=True):
            if height > left and (parts[-1] or len(parts) == 1):
                parts.append([])
                left = other - heading
            parts[-1].append(row)
            left -= height
        return [replace(self, rows=tuple(part)) for part in parts]


def _heading(names: Sequence[str]) -> tuple[Said, ...]:
    return tuple(Said(words=name, bold=True) for name in names)


def new_slides(*, title: str, author: str, day: date) -> Slides:
    """Make an empty file of A4 slides in British English, its properties dated by ``day``."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _keep_one_layout(slides)
    _set_fonts(slides)
    set_properties(slides.core_properties, title=title, author=author, day=day)
    return slides


def _keep_one_layout(slides: Slides) -> None:
    """Leave the layout with a title alone; its title stands where ours does."""
    master = slides.slide_master
    for layout in list(master.slide_layouts):
        if layout.name != _TITLE_ONLY:
            master.slide_layouts.remove(layout)
    for place in (master, master.slide_layouts[0]):
        for shape in list(place.placeholders):
            if shape.placeholder_format.idx:
                shape._element.getparent().remove(shape._element)
            else:
                put(shape, Box(left=MARGIN, top=TOP, width=ROOM, height=46))


def _set_fonts(slides: Slides) -> None:
    """Write Arial for both of the theme's fonts, and British English for every default."""
    for part in slides.slide_master.part.rels.values():
        if part.reltype.endswith("/theme"):
            theme = part.target_part
            blob = theme.blob
            for name in (b"Calibri", b"Cambria"):
                blob = blob.replace(b'<a:latin typeface="' + name, b'<a:latin typeface="' + FONT.encode())
            theme._blob = blob
    for root in (slides.element, slides.slide_master.element):
        for properties in root.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
            properties.set("lang", LANGUAGE)


def saved(slides: Slides, day: date) -> bytes:
    """Give the file's bytes: the same slides, the workbooks behind their charts too, always give the same."""
    for slide in slides.slides:
        for shape in slide.shapes:
            if isinstance(shape, GraphicFrame) and shape.has_chart:
                book = cast(ChartPart, shape.chart.part).chart_workbook.xlsx_part
                if book is not None:
                    book._blob = fixed_package(book.blob, day)
    stream = io.BytesIO()
    slides.save(stream)
    return fixed_package(stream.getvalue(), day)


def add_slide(slides: Slides, title: Said, height: float) -> Slide:
    """Add a slide with its title in the title's own place."""
    slide: Slide = slides.slides.add_slide(slides.slide_layouts[0])
    shape = slide.shapes.title
    if shape is None:
        raise LookupError("the layout has no title")
    put(shape, Box(left=MARGIN, top=TOP, width=ROOM, height=height))
    write(shape.text_frame, (title,))
    return slide


def put(shape: BaseShape, box: Box) -> None:
    """Set a shape in its place."""
    shape.left, shape.top, shape.width, shape.height = Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)


def add_text(slide: Slide, box: Box, said: Iterable[Said], name: str) -> None:
    """Write paragraphs in a box without frame or inner margin."""
    shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape.name = name
    write(shape.text_frame, said)


def add_chip(slide: Slide, box: Box, said: Said, *, ground: str, edge: str, name: str) -> None:
    """Write words on a ground of their own with round corners."""
    shape = slide.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    shape.name = name
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(ground)
    shape.line.color.rgb, shape.line.width = rgb(edge), Pt(1)
    _without_style(shape)
    write(shape.text_frame, (said,))
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.text_frame.margin_left = shape.text_frame.margin_right = Pt(_CELL_SIDE)


def add_rule(slide: Slide, box: Box, colour: str) -> None:
    """Draw a thin bar that only sets parts off; no reader is told of it."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape.name = "Rule"
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    _without_style(shape)
    _set_aside(shape)


def _without_style(shape: BaseShape) -> None:
    """Take off the theme's look, whose shadow is drawn even where a shape says that it has none."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _set_aside(shape: BaseShape) -> None:
    """Mark a shape as decoration (Office 2019 and later)."""
    properties = shape._element._nvXxPr.cNvPr
    outer, extension = OxmlElement("a:extLst"), OxmlElement("a:ext")
    extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    name = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    mark = extension.makeelement(name, {"val": "1"}, nsmap={"adec": name[1 : name.index("}")]})
    extension.append(mark)
    outer.append(extension)
    properties.append(outer)


def add_table(slide: Slide, left: float, top: float, grid: Grid, *, title: str, description: str) -> float:
    """Add a table with its heading row; give the height that it takes."""
    heights = grid.heights
    frame = slide.shapes.add_table(
        len(heights), len(grid.widths), Pt(left), Pt(top), Pt(grid.width), Pt(sum(heights))
    )  # fmt: skip
    describe(frame, title, description)
    table = frame.table
    _plain_style(frame)
    for place, width in enumerate(grid.widths):
        table.columns[place].width = Pt(width)
    for place, (row, height) in enumerate(zip((_heading(grid.heading), *grid.rows), heights, strict=True)):
        table.rows[place].height = Pt(height)
        for column, said in enumerate(row):
            _fill(table.cell(place, column), said, right=column in grid.right, heading=place == 0)
    return sum(heights)


def _plain_style(frame: GraphicFrame) -> None:
    """Leave out the banded style; the first row stays the heading."""
    properties: Any = cast(Any, frame._element).graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"


def _fill(cell: _Cell, said: Said, *, right: bool, heading: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(_CELL_TOP)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if heading else MSO_ANCHOR.TOP
    write(cell.text_frame, (said,), margins=False)
    if right:
        cell.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "r")
    line = OxmlElement("a:lnB")
    line.set("w", _THICK if heading else _HAIR)
    fill, colour = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    colour.set("val", (LIGHT.text if heading else LIGHT.rule).removeprefix("#"))
    fill.append(colour)
    line.append(fill)
    cell._tc.get_or_add_tcPr().append(line)


def describe(shape: BaseShape, title: str, description: str) -> None:
    """Give a chart, picture or table the words that are read out in place of it."""
    shape.name = title
    properties = shape._element._nvXxPr.cNvPr
    properties.set("descr", description)
    properties.set("title", title)


def write(frame: TextFrame, said: Iterable[Said], *, margins: bool = True) -> None:
    """Write paragraphs in a frame that neither grows nor shrinks them."""
    if margins:
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
        frame.vertical_anchor = MSO_ANCHOR.TOP
    for place, one in enumerate(said):
        further: Callable[[], _Paragraph] = frame.add_paragraph
        _write_paragraph(frame.paragraphs[0] if place == 0 else further(), one)


def _write_paragraph(paragraph: _Paragraph, said: Said) -> None:
    run = paragraph.add_run()
    run.text = said.words
    run.font.size, run.font.bold, run.font.name = Pt(said.size), said.bold, FONT
    run.font.color.rgb = rgb(said.colour)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    paragraph.space_before, paragraph.space_after = Pt(int(said.before)), Pt(0)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("algn", "l")
    if said.bullet:
        properties.set("marL", str(Pt(HANGING)))
        properties.set("indent", str(-Pt(HANGING)))
        dot = OxmlElement("a:buChar")
        dot.set("char", "•")
        properties.append(dot)


def add_foot(slide: Slide, words: str, total: int) -> None:
    """Write the paper's name and "page 2 of 22" at the slide's foot."""
    box = Box(left=MARGIN, top=HEIGHT - FOOT, width=ROOM, height=SMALL * LINE_HEIGHT + 2)
    shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape.name = "Foot"
    write(shape.text_frame, (Said(words=f"{words}. Page ", size=SMALL, colour=LIGHT.secondary),))
    paragraph = shape.text_frame.paragraphs[0]
    first = paragraph.runs[0]._r
    field, properties, text = OxmlElement("a:fld"), first.rPr, OxmlElement("a:t")
    field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    text.text = str(slide.slide_id - 255)
    field.append(deepcopy(properties))
    field.append(text)
    first.addnext(field)
    last = paragraph.add_run()
    last.text = f" of {total}"
    last._r.insert(0, deepcopy(properties))


def add_notes(slide: Slide, said: Sequence[str]) -> None:
    """Put the full words into the speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    frame.text = "\n".join(said)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", LANGUAGE)


def rgb(colour: str) -> RGBColor:
    """Read ``#RRGGBB``."""
    return _COLOUR(*bytes.fromhex(colour.removeprefix("#")))


def tall(said: Iterable[Said], width: float) -> float:
    """Give the height of a box for paragraphs, with a little to spare."""
    return height_of(said, width) + 2
