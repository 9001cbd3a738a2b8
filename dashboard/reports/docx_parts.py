"""What Word documents are made of that python-docx has no words for: language, repeated headings, alternative text."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from dashboard.charts.tokens import LIGHT
from dashboard.reports.files import fixed_package
from dashboard.reports.properties import LANGUAGE, set_properties

FONT = "Arial"
SMALL = "Small print"
SHORT_SIDE, LONG_SIDE = Cm(21), Cm(29.7)  # of A4
BODY_POINTS, SMALL_POINTS = 12, 10
# Points of each style's letters, and of the space before and after a paragraph of it.
_STYLES = {
    "Normal": (BODY_POINTS, 0, 4),
    "Title": (16, 0, 6),
    "Subtitle": (BODY_POINTS, 0, 0),
    "Heading 1": (14, 12, 3),
    "Heading 2": (12, 8, 2),
    "Caption": (BODY_POINTS, 6, 4),
}
_BOLD = ("Title", "Heading 1", "Heading 2", "Caption")
_FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEME_SLOTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
# What the schema wants after a cell's borders and shading (ECMA-376, CT_TcPr): Word is strict about the order.
_AFTER_SHADING = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
# Widths of rules in eighths of a point.
_HAIR, _THICK = "4", "12"


def new_document(*, title: str, author: str, day: date) -> WordDocument:
    """Make an empty document in British English with our styles, its properties dated by ``day``."""
    document = Document()
    for name, (points, before, after) in _STYLES.items():
        _set_style(document, name, points, before, after)
    small = document.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = document.styles["Normal"]
    _set_style(document, SMALL, SMALL_POINTS, 0, 2)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    set_properties(document.core_properties, title=title, author=author, day=day)
    return document


def lay_out_a4(document: WordDocument, *, margin: Length, turned: bool) -> Length:
    """Set A4, on its side where it is ``turned``, with its margins; give the width left to write on."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG_SIDE, SHORT_SIDE) if turned else (SHORT_SIDE, LONG_SIDE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    return Length(section.page_width - 2 * margin)


def saved(document: WordDocument, day: date) -> bytes:
    """Give a document's bytes, its parts dated by ``day``: the same document gives the same bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return fixed_package(stream.getvalue(), day)


def as_heading_row(row: _Row) -> None:
    """Mark a row as the table's heading, repeated at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            keep_whole(paragraph)


def keep_whole(paragraph: Paragraph) -> Paragraph:
    """Keep a paragraph on the page of what follows it, without spacing that would spread a table."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def describe_table(table: Table, title: str, description: str) -> None:
    """Give a table the alternative text that is read out in place of it."""
    for tag, words in (("w:tblCaption", title), ("w:tblDescription", description)):
        part = OxmlElement(tag)
        part.set(qn("w:val"), words)
        table._tbl.tblPr.append(part)


def rule_rows(table: Table) -> None:
    """Draw a thick rule under the heading and a thin one under every other row; keep each row on one page."""
    for place, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            _rule_below(cell, _THICK if place == 0 else _HAIR, LIGHT.rule if place else LIGHT.text)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def add_picture(place: WordDocument | _Cell | Paragraph, png: bytes, width: Length, alt: str) -> Paragraph:
    """Put a picture in its place, with the words that are read out for it; give the paragraph it stands in.

    A cell's first paragraph is used while it is empty, so that the picture makes no empty line above it. An empty
    ``alt`` marks a picture that only decorates.
    """
    paragraph = _paragraph_for(place)
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=width)
    properties = shape._inline.docPr
    properties.set("descr", alt)
    if not alt:
        properties.append(_decorative())
    return paragraph


def _paragraph_for(place: WordDocument | _Cell | Paragraph) -> Paragraph:
    if isinstance(place, Paragraph):
        return place
    if isinstance(place, _Cell):
        last: Paragraph = place.paragraphs[-1]
        return place.add_paragraph() if last.runs else last
    return place.add_paragraph()


def _decorative() -> BaseOxmlElement:
    """Say as Word does since 2019 that a picture needs no words (MS-ODRAWXML, ``decorative``)."""
    listed = OxmlElement("a:extLst")
    extension = OxmlElement("a:ext")
    extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    mark = extension.makeelement(f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE})
    extension.append(mark)
    listed.append(extension)
    return listed


def shade(cell: _Cell, colour: str = LIGHT.panel) -> None:
    """Set a cell off with the panel's ground, or another colour."""
    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour.removeprefix("#"))):
        ground.set(qn(name), value)
    cell._tc.get_or_add_tcPr().insert_element_before(ground, *_AFTER_SHADING)


def add_page_numbers(document: WordDocument, words: str) -> None:
    """Write the paper's name and "page 2 of 3" at the foot of each page."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles[SMALL]
    foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
    foot.add_run(f"{words}. Page ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    shown = paragraph.add_run("1")
    field.append(shown._r)
    paragraph._p.append(field)


def _set_style(document: WordDocument, name: str, points: int, before: int, after: int) -> None:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    style.font.name, style.font.size = FONT, Pt(points)
    style.font.color.rgb = RGBColor.from_string(LIGHT.text.removeprefix("#"))
    style.font.bold, style.font.italic = name in _BOLD, False
    fonts: BaseOxmlElement = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in _FONT_SLOTS:
        fonts.set(qn(slot), FONT)
    for slot in _THEME_SLOTS:
        fonts.attrib.pop(qn(slot), None)
    paragraphs = style.element.get_or_add_pPr()
    for rule in paragraphs.findall(qn("w:pBdr")):
        paragraphs.remove(rule)  # the template draws a line under the title
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _rule_below(cell: _Cell, width: str, colour: str) -> None:
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", width), ("w:space", "0"), ("w:color", colour.removeprefix("#"))):
        bottom.set(qn(name), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().insert_element_before(borders, "w:shd", *_AFTER_SHADING)
