"""Write the briefing as a Word document: real headings and table headers, 12 point, A4, sources numbered at the end."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from dashboard.reports.docx_parts import (
    SMALL,
    add_page_numbers,
    as_heading_row,
    describe_table,
    keep_whole,
    lay_out_a4,
    new_document,
    rule_rows,
    saved,
    shade,
)
from dashboard.views.briefing.view import BriefingCell, BriefingDifference, BriefingRow, BriefingTable, BriefingView

MARGIN = Cm(2)
# More years than these need the page turned.
UPRIGHT_YEARS = 3
# The part of the page's width that the names take.
NAMES_SHARE = 0.28
AFTER_TABLE = Pt(6)


def briefing_docx(view: BriefingView) -> bytes:
    """Give the document's bytes; the same view gives the same bytes."""
    document = new_document(title=f"{view.council}: {view.title}", author=view.council, day=view.data_date)
    is_turned = any(len(table.columns) > UPRIGHT_YEARS for table in view.tables)
    width = lay_out_a4(document, margin=MARGIN, turned=is_turned)
    _write_head(document, view)
    for number, table in enumerate(view.tables, start=1):
        _write_table(document, table, number, width)
    _write_sources(document, view)
    _write_about(document, view)
    return saved(document, view.data_date)


def _write_head(document: WordDocument, view: BriefingView) -> None:
    document.add_paragraph(view.council, style="Subtitle")
    document.add_paragraph(view.title, style="Title")
    for name, said in view.header:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(said)
    if view.demonstration:
        document.add_paragraph().add_run(view.demonstration).italic = True
    add_page_numbers(document, f"{view.council}: {view.title}")


def _write_table(document: WordDocument, table: BriefingTable, number: int, width: Length) -> None:
    document.add_heading(table.title, level=1)
    keep_whole(document.add_paragraph(f"{table.meaning} {table.direction}."))
    keep_whole(document.add_paragraph(f"Table {number}: {table.caption}", style="Caption"))
    headings = [(column.heading, column.label) for column in table.columns]
    headings += [(table.difference_heading, "")] if table.difference_heading else []
    grid = document.add_table(rows=1, cols=1 + len(headings))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    describe_table(grid, table.caption, " ".join(table.sentences))
    _fill_heading(grid.rows[0], headings)
    for row in table.rows:
        _fill_row(grid.add_row(), row, table.marks_in_cells)
    _set_widths(grid, width)
    rule_rows(grid)
    for place, sentence in enumerate(table.sentences):
        line = document.add_paragraph()
        line.add_run(sentence).bold = True
        line.paragraph_format.space_before = None if place else AFTER_TABLE
    for note in table.notes:
        document.add_paragraph(note, style=SMALL)


def _fill_heading(row: _Row, headings: Sequence[tuple[str, str]]) -> None:
    as_heading_row(row)
    for cell in row.cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    row.cells[0].paragraphs[0].add_run("Area").bold = True
    for cell, (words, label) in zip(row.cells[1:], headings, strict=True):
        paragraph = _right(cell.paragraphs[0])
        paragraph.add_run(words).bold = True
        if label:
            _right(cell.add_paragraph(label, style=SMALL))


def _fill_row(word: _Row, row: BriefingRow, marks_in_cells: Sequence[bool]) -> None:
    word.cells[0].paragraphs[0].add_run(row.name).bold = row.is_ours
    for place, (cell, marked) in enumerate(zip(row.cells, marks_in_cells, strict=True), start=1):
        paragraph = _write_figure(word.cells[place], cell, bold=row.is_ours)
        paragraph.add_run(f"\u00a0[{cell.source.number}]").font.superscript = True
        _write_marks(word.cells[place], cell.label if marked else "", cell.was)
    if row.difference is not None:
        _write_figure(word.cells[-1], row.difference, bold=row.is_ours)
        _write_marks(word.cells[-1], row.difference.label, row.difference.was)
    if row.is_ours:
        for cell_ in word.cells:
            shade(cell_)
    for cell_ in word.cells:
        for paragraph in cell_.paragraphs:
            keep_whole(paragraph)


def _write_figure(word: _Cell, figure: BriefingCell | BriefingDifference, *, bold: bool) -> Paragraph:
    paragraph = _right(word.paragraphs[0])
    paragraph.add_run(figure.text).bold = bold and figure.value is not None
    return paragraph


def _write_marks(word: _Cell, label: str, was: str) -> None:
    for words in (label, f"was: {was}" if was else ""):
        if words:
            _right(word.add_paragraph(words, style=SMALL))


def _right(paragraph: Paragraph) -> Paragraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _set_widths(grid: Table, width: Length) -> None:
    names = Length(int(width * NAMES_SHARE))
    each = Length((width - names) // (len(grid.columns) - 1))
    for place, column in enumerate(grid.columns):
        column.width = each if place else names
        for cell in column.cells:
            cell.width = each if place else names


def _write_sources(document: WordDocument, view: BriefingView) -> None:
    document.add_heading("Sources", level=1)
    sources = {source.number: source for table in view.tables for source in table.sources}
    for number in sorted(sources):
        line = document.add_paragraph(f"[{number}]\t{sources[number].words}", style=SMALL)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(1), Cm(-1)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(1))


def _write_about(document: WordDocument, view: BriefingView) -> None:
    document.add_heading("About these figures", level=1)
    for note in view.notes:
        document.add_paragraph(note, style=SMALL)
    for heading, lines in (("Statistical neighbours", view.lists), ("Editions used", view.editions)):
        if lines:
            document.add_heading(heading, level=2)
        for line in lines:
            document.add_paragraph(line, style=SMALL)
    for licence in view.licences:
        document.add_paragraph(licence, style=SMALL)
