"""Parts that Word papers of measures share: the page with its head, tables of words and statuses, and lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from dashboard.charts.tokens import LIGHT
from dashboard.reports.docx_parts import (
    SMALL,
    add_page_numbers,
    as_heading_row,
    describe_table,
    keep_whole,
    lay_out_a4,
    new_document,
    shade,
)
from dashboard.reports.printable import printable
from dashboard.reports.status_marks import rag_mark
from dashboard.views.paper_head import PaperHead
from dashboard.views.parts import RagChip

MARGIN = Cm(1.8)
BEFORE_ITEM = Pt(6)
# Keeps a number apart from the words of the next column.
AFTER_NUMBER = Cm(0.15)
DRAFT = "Draft comment: "
NUMBER = " number"
TABLE_TEXT, TABLE_SMALL = "Table text", "Table small print"
RULE_SPACE = Pt(2)
# Widths of rules in eighths of a point.
HAIR, THICK = "4", "12"
# What the schema wants after a table's and a cell's borders (ECMA-376, CT_TblPr and CT_TcPr): Word is strict about it.
_AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")
_AFTER_CELL_BORDERS = ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCell:
    """A status with small print beneath it, such as its target."""

    chip: RagChip
    below: str = ""


GridCell = str | RagChip | StatusCell


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """One column of a table: its heading, its share of the width, and whether it holds numbers."""

    heading: str
    share: float
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row of a table; ``note`` stands under it across the whole width, empty for none."""

    cells: tuple[GridCell, ...]
    note: str = ""


def new_paper(head: PaperHead, *, turned: bool) -> tuple[WordDocument, Length]:
    """Make a document with its head and page numbers; give it with the width left to write on."""
    document = new_document(title=head.name, author=head.council, day=head.data_date)
    width = lay_out_a4(document, margin=MARGIN, turned=turned)
    add_text(document, head.council, style="Subtitle")
    add_text(document, head.title, style="Title")
    for name, said in head.lines:
        add_text(document, said, bold=f"{name}: ")
    if head.demonstration:
        document.add_paragraph().add_run(printable(head.demonstration)).italic = True
    add_page_numbers(document, printable(head.name))
    return document, width


def add_text(document: WordDocument, words: str, *, bold: str = "", style: str | None = None) -> Paragraph:
    """Write a paragraph; ``bold`` opens it."""
    line = document.add_paragraph(style=style)
    if bold:
        line.add_run(printable(bold)).bold = True
    line.add_run(printable(words))
    return line


def add_heading(document: WordDocument, words: str) -> Paragraph:
    """Write a heading that a reader can go to."""
    heading: Paragraph = document.add_heading(printable(words), level=1)
    return heading


def add_notes(document: WordDocument, heading: str, lines: Iterable[str]) -> None:
    """Write small print under a heading; nothing where there is none."""
    given = [line for line in lines if line]
    if given:
        add_heading(document, heading)
    for line in given:
        add_text(document, line, style=SMALL)


def add_item(document: WordDocument, name: str, words: str) -> None:
    """Write one measure's words, its name first in bold."""
    line = add_text(document, words, bold=f"{name}. ")
    line.paragraph_format.space_before = BEFORE_ITEM


def add_bullet(document: WordDocument, words: str, *, bold: str = "") -> Paragraph:
    """Write one entry of a list."""
    return add_text(document, words, bold=bold, style="List Bullet")


def add_grid(
    document: WordDocument, title: str, columns: Sequence[GridColumn], rows: Sequence[GridRow], width: Length
) -> None:
    """Write a table with a heading row that repeats, and words that are read out in its place."""
    _add_table_styles(document)
    grid = document.add_table(rows=1, cols=len(columns))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    described = f"{len(rows)} rows. Columns: {', '.join(column.heading for column in columns)}."
    describe_table(grid, printable(title), printable(described))
    wide = _widths(columns, width)
    for column, each in zip(grid.columns, wide, strict=True):
        column.width = each
    _fill_heading(grid.rows[0], columns, wide)
    for row in rows:
        _fill(grid.add_row(), row, columns, wide)
        if row.note:
            _write_note(grid.add_row(), row.note, Length(sum(wide)))
    _rule(grid)


def _add_table_styles(document: WordDocument) -> None:
    """Add the styles of paragraphs in cells, which keep their distance from the rules, once to a document."""
    if TABLE_TEXT in [style.name for style in document.styles]:
        return
    for name, base in ((TABLE_TEXT, "Normal"), (TABLE_SMALL, SMALL)):
        for is_number in (False, True):
            style = document.styles.add_style(f"{name}{NUMBER if is_number else ''}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, lay_out = document.styles[base], style.paragraph_format
            lay_out.space_before = lay_out.space_after = RULE_SPACE
            if is_number:
                lay_out.alignment, lay_out.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, AFTER_NUMBER


def _widths(columns: Sequence[GridColumn], width: Length) -> list[Length]:
    whole = sum(column.share for column in columns)
    return [Length(int(width * column.share / whole)) for column in columns]


def _fill_heading(word: _Row, columns: Sequence[GridColumn], wide: Sequence[Length]) -> None:
    as_heading_row(word)
    for cell, column, each in zip(word.cells, columns, wide, strict=True):
        cell.vertical_alignment, cell.width = WD_ALIGN_VERTICAL.BOTTOM, each
        _write(cell, column.heading, is_number=column.is_number, bold=True)
        _border(cell._tc.get_or_add_tcPr(), "w:tcBorders", ("w:bottom",), THICK, LIGHT.text, _AFTER_CELL_BORDERS)


def _fill(word: _Row, row: GridRow, columns: Sequence[GridColumn], wide: Sequence[Length]) -> None:
    _keep_together(word)
    for cell, column, content, each in zip(word.cells, columns, row.cells, wide, strict=True):
        cell.width = each
        if isinstance(content, RagChip):
            _write_status(cell, StatusCell(chip=content))
        elif isinstance(content, StatusCell):
            _write_status(cell, content)
        else:
            _write(cell, content, is_number=column.is_number)
        for paragraph in cell.paragraphs if row.note else ():
            keep_whole(paragraph)


def _write_note(word: _Row, note: str, width: Length) -> None:
    """Write words across a row, whose cells are made one: python-docx's own joining takes ten times as long."""
    _keep_together(word)
    first, *rest = word._tr.tc_lst
    for one in rest:
        word._tr.remove(one)
    first.grid_span, first.width = 1 + len(rest), width
    paragraph = word.cells[0].paragraphs[0]
    paragraph._p.style = _style_id(TABLE_TEXT)
    paragraph.add_run(DRAFT).italic = True
    paragraph.add_run(printable(note))


def _write(cell: _Cell, words: str, *, is_number: bool, bold: bool = False) -> None:
    """Write words in a cell; what stands below a line's end is small print beneath them."""
    first, _, small = words.partition("\n")
    paragraphs = [cell.paragraphs[0], *([cell.add_paragraph()] if small else [])]
    for paragraph, said, style in zip(paragraphs, (first, small), (TABLE_TEXT, TABLE_SMALL), strict=False):
        # By its id: python-docx looks a style's name up through the whole list, for every paragraph anew.
        paragraph._p.style = _style_id(f"{style}{NUMBER if is_number else ''}")
        if said:
            paragraph.add_run(printable(said)).bold = bold or None


def _write_status(cell: _Cell, status: StatusCell) -> None:
    chip, mark = status.chip, rag_mark(status.chip)
    _write(cell, f"{mark.words}\n{status.below}".strip(), is_number=False, bold=chip.state.is_rated)
    if chip.state.is_rated:
        cell.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(mark.colour.removeprefix("#"))
        shade(cell, mark.ground)


def _style_id(name: str) -> str:
    """Give a style's id as python-docx makes it of its name."""
    return name.replace(" ", "")


def _keep_together(word: _Row) -> None:
    word._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rule(grid: Table) -> None:
    """Draw a thin rule under every row; the heading has drawn its own."""
    _border(grid._tbl.tblPr, "w:tblBorders", ("w:bottom", "w:insideH"), HAIR, LIGHT.rule, _AFTER_TABLE_BORDERS)


def _border(
    properties: BaseOxmlElement, tag: str, sides: Sequence[str], width: str, colour: str, before: Sequence[str]
) -> None:
    borders = OxmlElement(tag)
    for side in sides:
        line = OxmlElement(side)
        for name, value in (("w:val", "single"), ("w:sz", width), ("w:space", "0"), ("w:color", colour[1:])):
            line.set(qn(name), value)
        borders.append(line)
    properties.insert_element_before(borders, *before)
