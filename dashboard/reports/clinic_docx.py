"""Write the clinic as a Word document: an agenda, then a page for each measure with its chart and lines to write on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from dashboard.charts.axis import axis_words
from dashboard.charts.picture import png_of
from dashboard.charts.print_trend import A4, draw_print_trend
from dashboard.charts.tokens import LIGHT
from dashboard.charts.words import gap_words
from dashboard.formatting import plural
from dashboard.reports.docx_parts import (
    SMALL,
    SMALL_POINTS,
    add_page_numbers,
    add_picture,
    as_heading_row,
    describe_table,
    new_document,
    rule_rows,
    saved,
    shade,
)
from dashboard.reports.printable import file_title, printable
from dashboard.reports.status_marks import Mark, rag_mark, signal_mark, travel_mark
from dashboard.views.clinic.pack import ClinicPack, PackSheet, count_words
from dashboard.views.clinic.view import Draft
from dashboard.views.indicator import TrendView

Progress = Callable[[str], None]
WELL, WORRIED, NEXT = "What’s working well", "What are we worried about", "What do we need to do next"
NEITHER, NOTHING = "Neither good nor bad", "No figure here says so."
BEHIND, COMPARE = "What is behind it?", "How do we compare?"
MEANS = "What the words mean, and where the figures come from"
AGENDA_COLUMNS = ("Measure", "Latest figure", "Against target", "Is it news?", "Why it is here", "Answers for it")
RECENT_COLUMNS = ("Period", "Figure", "Counts", "Against target")
NEXT_COLUMNS = (NEXT, "Who", "By when")
SHORT_SIDE, LONG_SIDE, MARGIN = Cm(21), Cm(29.7), Cm(1.5)
WIDTH = Length(SHORT_SIDE - 2 * MARGIN)
# Letters of a page that must hold a whole measure; the agenda's are the same.
POINTS = 11
# Points between the drafts and what is to be done next.
_ABOVE_NEXT = 6
_SIZES = {"Heading 1": 13, SMALL: SMALL_POINTS}
_SHARES = {
    AGENDA_COLUMNS: (0.26, 0.14, 0.13, 0.14, 0.13, 0.2),
    NEXT_COLUMNS: (0.7, 0.17, 0.13),
}


def clinic_docx(pack: ClinicPack, progress: Progress = lambda _: None) -> bytes:
    """Give the document's bytes; the same pack gives the same bytes. ``progress`` is told of each measure drawn."""
    pack = printable(pack)
    document = new_document(
        title=file_title(f"{pack.council}: {pack.title}"), author=file_title(pack.council), day=pack.data_date
    )
    _lay_out(document)
    add_page_numbers(document, pack.foot)
    _write_agenda(document, pack)
    for place, one in enumerate(pack.sheets, start=1):
        progress(f"Drawing {place} of {plural(len(pack.sheets), 'measure')}")
        _write_sheet(document, one)
    _write_means(document, pack)
    return saved(document, pack.data_date)


def _lay_out(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(1.1), Cm(1.4)
    section.header_distance = section.footer_distance = Cm(0.8)
    for name, before, after in (
        ("Normal", 0, 2),
        ("Heading 1", 0, 2),
        ("Heading 2", 3, 1),
        ("List Bullet", 0, 1),
        (SMALL, 0, 1),
    ):
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.size = Pt(_SIZES.get(name, POINTS))
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.line_spacing = 1.0


def _write_agenda(document: WordDocument, pack: ClinicPack) -> None:
    document.add_paragraph(f"{pack.council}: {pack.title}", style="Title")
    for name, words in pack.header:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(words)
    if pack.demonstration:
        document.add_paragraph().add_run(pack.demonstration).bold = True
    for words in (*pack.notices, pack.nothing, *pack.lead):
        if words:
            document.add_paragraph(words)
    if pack.sheets:
        _write_agenda_table(document, pack)


def _write_agenda_table(document: WordDocument, pack: ClinicPack) -> None:
    document.add_heading("Agenda", level=1)
    grid = _table(document, AGENDA_COLUMNS, WIDTH)
    describe_table(grid, count_words(pack), "; ".join(one.sheet.name for one in pack.sheets))
    for place, one in enumerate(pack.sheets, start=1):
        sheet, cells = one.sheet, _new_row(grid)
        _say(cells[0], f"{place}. {sheet.name}", bold=True)
        _say(cells[1], f"{sheet.figure.text}, {sheet.period}")
        _say_mark(cells[2], rag_mark(sheet.rag))
        _say_mark(cells[3], signal_mark(sheet.signal))
        _say(cells[4], one.why)
        _say(cells[5], one.owner)
    _finish(grid, WIDTH, _SHARES[AGENDA_COLUMNS])


def _write_sheet(document: WordDocument, one: PackSheet) -> None:
    sheet = one.sheet
    document.add_heading(sheet.trend.title, level=1).paragraph_format.page_break_before = True
    document.add_paragraph(f"{one.opening} · {one.meta}", style=SMALL)
    _write_states(document, one)
    picture = draw_print_trend(sheet.trend, LIGHT, A4)
    if picture:
        add_picture(document, png_of(picture, width=A4.width, ground=LIGHT.ground), WIDTH, sheet.trend.alt)
    document.add_paragraph(" ".join(_chart_notes(sheet.trend)), style=SMALL)
    _write_recent(document, one)
    _write_beside(document, one)
    for name, words in sheet.ahead:
        _named(document.add_paragraph(), name, words)
    if sheet.caution:
        _named(document.add_paragraph(), "Bear in mind", sheet.caution)
    lists = ((WELL, sheet.well), (WORRIED, sheet.worried), (NEITHER, sheet.neither))
    *_, last = (_write_list(document, title, drafts) for title, drafts in lists if drafts or title != NEITHER)
    last.paragraph_format.space_after = Pt(_ABOVE_NEXT)
    _write_next(document, one)


def _named(paragraph: Paragraph, name: str, words: str) -> None:
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(words)


def _write_states(document: WordDocument, one: PackSheet) -> None:
    """Set the figure and its statuses side by side, each with its word, shape and colour."""
    sheet = one.sheet
    columns = (sheet.period, "Against target", "Is it news?", "Direction of travel")
    grid = _table(document, columns, WIDTH)
    describe_table(grid, "The latest figure and its statuses", sheet.trend.title)
    cells = _new_row(grid)
    figure = _say(cells[0], sheet.figure.text, bold=True)
    figure.runs[0].font.size = Pt(18)
    if one.figure_note:
        _say(cells[0], one.figure_note)
    rag = rag_mark(sheet.rag)
    shade(cells[1], rag.ground)
    details = ("" if sheet.target == sheet.rag.word else sheet.target, "", sheet.travel_since)
    for cell, mark, detail in zip(
        cells[1:], (rag, signal_mark(sheet.signal), travel_mark(sheet.travel)), details, strict=True
    ):
        _say_mark(cell, mark)
        if detail:
            _say(cell, detail)
    _finish(grid, WIDTH, (0.25, 0.25, 0.25, 0.25))


def _chart_notes(trend: TrendView) -> list[str]:
    """Say what is plotted and what the chart's marks, notes, gaps and axis mean, as beneath the page's chart."""
    said = [
        f"{trend.subtitle}.",
        axis_words(trend),
        *(f"Note {mark.number}. {mark.note}" for mark in trend.breaks),
        *(f"{mark.letter}: {mark.what}, {mark.day}." for mark in trend.events),
        *gap_words(trend.points),
    ]
    return [words for words in said if words]


def _write_recent(document: WordDocument, one: PackSheet) -> None:
    """Set the latest periods side by side, one column each, so that they take three lines."""
    sheet = one.sheet
    if not sheet.recent:
        return
    rows = list(reversed(sheet.recent))
    grid = _table(document, (BEHIND, *(row.period for row in rows)), WIDTH)
    words = "; ".join(f"{row.period} {row.figure.text}" for row in rows)
    describe_table(grid, f"{sheet.name}: the latest figures and their counts", words)
    lines = (
        ("Figure", [row.figure.text for row in rows]),
        ("Counts", [row.counts for row in rows]),
        ("Against target", [rag_mark(row.rag).words for row in rows]),
    )
    for name, cells in lines:
        if any(cells):
            row = _new_row(grid)
            _say(row[0], name)
            for cell, said in zip(row[1:], cells, strict=True):
                _say(cell, said)
    first = 0.19
    _finish(grid, WIDTH, (first, *[(1 - first) / len(rows)] * len(rows)))
    # Without a paragraph between them Word takes two tables for one.
    if sheet.counts_note or one.beside:
        document.add_paragraph(sheet.counts_note, style=SMALL)


def _write_beside(document: WordDocument, one: PackSheet) -> None:
    if one.beside:
        columns = (COMPARE, *one.beside_columns[1:])
        grid = _table(document, columns, WIDTH)
        said = "; ".join(": ".join(part for part in row if part) for row in one.beside)
        describe_table(grid, f"{one.sheet.name}: beside others", said)
        for row in one.beside:
            for place, (cell, words) in enumerate(zip(_new_row(grid), row, strict=True)):
                paragraph = _say(cell, words)
                if columns[place].startswith(("Theirs", "Ours")) and columns[place] != "Ours is":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shares = (0.48, 0.14, 0.38) if len(columns) == 3 else (0.32, 0.13, 0.13, 0.17, 0.25)
        _finish(grid, WIDTH, shares)
        if one.beside_note:
            document.add_paragraph(one.beside_note, style=SMALL)
        return
    _named(document.add_paragraph(), COMPARE.rstrip("?"), one.beside_note)


def _write_list(document: WordDocument, title: str, drafts: Sequence[Draft]) -> Paragraph:
    """Write drafts under their title; give the last paragraph."""
    last: Paragraph = document.add_heading(title, level=2)
    if not drafts:
        last.add_run(f": {NOTHING[0].lower()}{NOTHING[1:]}").bold = False
    for one in drafts:
        last = document.add_paragraph(one.words, style="List Bullet")
    return last


def _write_next(document: WordDocument, one: PackSheet) -> None:
    """Ask what is to be done, with room to write who does it by when."""
    grid = _table(document, NEXT_COLUMNS, WIDTH)
    describe_table(grid, NEXT, "Questions drafted from the figures; who and by when are to be written in.")
    for draft in one.sheet.doing or (Draft(words=NOTHING),):
        _say(_new_row(grid)[0], draft.words)
    _finish(grid, WIDTH, _SHARES[NEXT_COLUMNS])


def _write_means(document: WordDocument, pack: ClinicPack) -> None:
    document.add_heading(MEANS, level=1).paragraph_format.page_break_before = True
    for name, words in pack.meanings:
        _named(document.add_paragraph(), name, words)
    for words in pack.sources:
        document.add_paragraph(words, style=SMALL)


def _table(document: WordDocument, columns: Sequence[str], width: Length) -> Table:
    grid: Table = document.add_table(rows=1, cols=len(columns))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for cell, name in zip(grid.rows[0].cells, columns, strict=True):
        _say(cell, name, bold=True)
        if name.startswith(("Theirs", "Ours")) and name != "Ours is":
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    as_heading_row(grid.rows[0])
    return grid


def _new_row(grid: Table) -> tuple[_Cell, ...]:
    """Add a row; give its cells."""
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it without types
    return row.cells


def _finish(grid: Table, width: Length, shares: Sequence[float]) -> None:
    """Set the columns' widths and the rules between rows."""
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Length(int(width * share))
        for cell in column.cells:
            cell.width = Length(int(width * share))
    rule_rows(grid)
    for row in grid.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0.5)


def _say(cell: _Cell, words: str, *, bold: bool = False) -> Paragraph:
    """Write a paragraph in a cell, in its first where that is still empty."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = first if not first.runs else cell.add_paragraph()
    paragraph.add_run(words).bold = bold
    return paragraph


def _say_mark(cell: _Cell, mark: Mark) -> None:
    run = _say(cell, mark.words, bold=True).runs[-1]
    run.font.color.rgb = RGBColor.from_string(mark.colour.removeprefix("#"))
