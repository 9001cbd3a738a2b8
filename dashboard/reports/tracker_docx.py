"""Write the members' tracker as a Word document: real headings and table headers, 12 point, A4, ready to be edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard.charts.marks import RAG_COLOURS, RAG_SHAPES
from dashboard.charts.picture import png_of
from dashboard.charts.sparkline import WIDTH, draw_sparkline
from dashboard.charts.tokens import LIGHT
from dashboard.reports.docx_parts import (
    add_page_numbers,
    add_picture,
    as_heading_row,
    describe_table,
    keep_whole,
    new_document,
    rule_rows,
    saved,
)
from dashboard.reports.status_marks import SIGNAL_COLOURS, SIGNAL_SHAPES
from dashboard.reports.tracker_fit import Arranged, Density, arrange, fit
from dashboard.views.parts import RagChip, SignalMark
from dashboard.views.spark import SparkView
from dashboard.views.tracker.paper_view import PaperGroup, PaperLine, TrackerPaper

SIDE, TOP, BOTTOM = Mm(14), Mm(12), Mm(14)
PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
SPARK_WIDTH, SPARK_WIDTH_IN_TABLE = Mm(32), Mm(25)
VERDICT_POINTS, FIGURE_POINTS = 14, 15
BULLETS = "List Bullet"
# Points before and after the paragraphs of each style: closer than other papers, for the one side or two.
_SPACE = {"Title": (0, 2), "Heading 1": (7, 2), "Heading 2": (4, 0), "Normal": (0, 1), BULLETS: (0, 1)}
# Shares of the width: name, figure, target, news, and where there is one the trend.
_COLUMNS = (0.425, 0.14, 0.25, 0.185)
_COLUMNS_WITH_TREND = (0.33, 0.12, 0.22, 0.18, 0.15)


def tracker_docx(paper: TrackerPaper) -> bytes:
    """Give the document's bytes; the same paper gives the same bytes on one machine.

    It shows as much as the PDF does: Word breaks its sides much alike.
    """
    density = fit(paper)
    shown = arrange(paper, density)
    document = new_document(title=f"{paper.council}: {paper.title}", author=paper.council, day=paper.data_date)
    width = _lay_out(document)
    _write_head(document, paper, density)
    if density.sentences:
        _write_news(document, shown)
    elif shown.news:
        document.add_heading("What stands out", level=1)
        _write_runs(document, shown.news)
    _write_changes(document, paper, shown)
    _write_rest(document, shown, width)
    if paper.measures:
        _write_foot(document, paper, shown)
    add_page_numbers(document, paper.foot)
    return saved(document, paper.data_date)


def _lay_out(document: WordDocument) -> Length:
    """Set A4 with narrow margins and close spacing; give the width left to write on."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance = section.footer_distance = Mm(7)
    for name, (before, after) in _SPACE.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.line_spacing = 1.0
    return Length(PAGE_WIDTH - 2 * SIDE)


def _write_head(document: WordDocument, paper: TrackerPaper, density: Density) -> None:
    document.add_paragraph(f"{paper.council} · {paper.audience}", style="Subtitle")
    document.add_paragraph(f"{paper.title}, {paper.theme}" if paper.theme else paper.title, style="Title")
    _write_lines(document, [" · ".join(part for part in (paper.edition, paper.moment) if part)])
    if paper.verdict:
        verdict = document.add_paragraph().add_run(paper.verdict)
        verdict.bold, verdict.font.size = True, Pt(VERDICT_POINTS)
    _write_lines(document, [paper.targets if density.notes else "", paper.instead, paper.notice])
    if paper.demonstration:
        document.add_paragraph().add_run(paper.demonstration).italic = True
    _write_lines(document, [paper.empty])
    if paper.nothing:
        document.add_heading("Nothing stands out", level=1)
        document.add_paragraph(paper.nothing)


def _write_lines(document: WordDocument, lines: Iterable[str]) -> None:
    for words in lines:
        if words:
            document.add_paragraph(words)


def _write_news(document: WordDocument, shown: Arranged) -> None:
    for group in shown.news:
        document.add_heading(f"{group.title} ({len(group.lines)})", level=1)
        for line in group.lines:
            _write_measure(document, line, shown)


def _write_measure(document: WordDocument, line: PaperLine, shown: Arranged) -> None:
    document.add_heading(line.name, level=2)
    facts = keep_whole(document.add_paragraph())
    figure = facts.add_run(line.figure)
    figure.bold, figure.font.size = True, Pt(FIGURE_POINTS)
    facts.add_run(f"{_counted(line)}  ")
    _add_signal(facts, line.signal)
    facts.add_run("  ")
    _add_chip(facts, line.rag)
    if any(value is not None for value in line.spark.values):
        facts.add_run("\t")
        facts.paragraph_format.tab_stops.add_tab_stop(Length(PAGE_WIDTH - 2 * SIDE), WD_TAB_ALIGNMENT.RIGHT)
        _add_spark(facts, line.spark, SPARK_WIDTH)
    target = f"Target {line.target} · " if line.target else ""
    keep_whole(document.add_paragraph(f"{target}{line.about}"))
    revised = "" if shown.has_every_revision else line.revised
    told = document.add_paragraph(" ".join(part for part in (line.sentence, *line.further, revised) if part))
    asked = line.questions[: shown.density.questions]
    if asked:
        keep_whole(told)
        if len(asked) > 1:
            _bold(keep_whole(document.add_paragraph()), "Questions you could ask")
            _write_bullets(document, asked)
        else:
            ask = document.add_paragraph()
            _bold(ask, "Ask: ")
            ask.add_run(asked[0])


def _write_bullets(document: WordDocument, lines: Sequence[str]) -> None:
    for words in lines:
        document.add_paragraph(words, style=BULLETS)


def _write_changes(document: WordDocument, paper: TrackerPaper, shown: Arranged) -> None:
    if paper.changes is None:
        return
    document.add_heading("What changed since last month", level=1)
    document.add_paragraph(" ".join(paper.changes.said))
    _write_bullets(document, shown.revisions)
    if shown.ratings:
        keep_whole(document.add_paragraph("Ratings that changed:"))
        _write_bullets(document, shown.ratings)


def _write_rest(document: WordDocument, shown: Arranged, width: Length) -> None:
    lines = shown.rows
    if not lines:
        return
    document.add_heading(shown.rest_title, level=1)
    if not shown.density.table:
        _write_runs(document, shown.rest)
        return
    headings = ["Measure", "Figure", "Against target", "Is it news?", *(["Trend"] if shown.density.trends else [])]
    grid = document.add_table(rows=1, cols=len(headings))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    describe_table(grid, shown.rest_title, "Each measure with its latest figure, its rating and whether it is news.")
    as_heading_row(grid.rows[0])
    for cell, words in zip(grid.rows[0].cells, headings, strict=True):
        _bold(cell.paragraphs[0], words)
    for line in lines:
        _fill_row([cell.paragraphs[0] for cell in grid.add_row().cells], line, shown.density)
    shares = _COLUMNS_WITH_TREND if shown.density.trends else _COLUMNS
    rule_rows(grid)
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Length(int(width * share))
        for cell in column.cells:
            cell.width = column.width
            spacing = cell.paragraphs[0].paragraph_format
            spacing.space_before = spacing.space_after = Pt(1)


def _fill_row(places: Sequence[Paragraph], line: PaperLine, density: Density) -> None:
    about = line.about if density.details else ""
    ask = f"Ask: {line.ask}" if density.asks and line.ask else ""
    places[0].add_run(". ".join(part.removesuffix(".") for part in (line.name, about, line.why, ask) if part))
    _bold(places[1], line.figure)
    counts = f"\n{line.counts}" if density.targets and line.counts else ""
    places[1].add_run(f"{counts}{_older(line)}")
    _add_chip(places[2], line.rag)
    if density.targets and line.target:
        places[2].add_run(f"\n{line.target}")
    _add_signal(places[3], line.signal)
    if density.trends:
        _add_spark(places[4], line.spark, SPARK_WIDTH_IN_TABLE)


def _write_runs(document: WordDocument, groups: Sequence[PaperGroup]) -> None:
    """Write measures one after the other in a paragraph, where there is no room for a line each."""
    for group in groups:
        document.add_heading(group.title, level=2)
        paragraph = document.add_paragraph()
        for place, line in enumerate(group.lines):
            paragraph.add_run(f"{'; ' if place else ''}{line.name} ")
            _bold(paragraph, line.figure)
            paragraph.add_run(f"{_older(line)} ")
            _add_chip(paragraph, line.rag)


def _write_foot(document: WordDocument, paper: TrackerPaper, shown: Arranged) -> None:
    density = shown.density
    if density.meanings or density.brief:
        document.add_heading("What the words mean", level=1)
    if density.meanings:
        for meaning in paper.meanings:
            _write_meanings(document.add_paragraph(), [meaning])
    elif density.brief:
        _write_meanings(document.add_paragraph(), paper.in_brief)
    _write_lines(document, [paper.by_chance if density.notes else "", paper.suppressed, shown.left_out])


def _write_meanings(paragraph: Paragraph, meanings: Iterable[tuple[str, str]]) -> None:
    for name, words in meanings:
        _bold(paragraph, f"{name}: ")
        paragraph.add_run(f"{words} ")


def _counted(line: PaperLine) -> str:
    counts = ", ".join(part for part in (line.counts, line.share) if part)
    return f"{f' ({counts})' if counts else ''}{_older(line)}"


def _older(line: PaperLine) -> str:
    return f" ({line.older})" if line.older else ""


def _bold(paragraph: Paragraph, words: str) -> Run:
    run = paragraph.add_run(words)
    run.bold = True
    return run


def _add_chip(paragraph: Paragraph, rag: RagChip) -> None:
    """Write a rating: shape, word and colours."""
    shape = RAG_SHAPES.get(rag.state, "")
    whole = rag.word.replace(" ", "\u00a0")
    run = paragraph.add_run(f"\u00a0{shape}\u00a0{whole}\u00a0" if shape else whole)
    if rag.state in RAG_COLOURS:
        colour, ground = RAG_COLOURS[rag.state]
        run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground.removeprefix("#"))):
            shading.set(qn(name), value)
        run._r.get_or_add_rPr().append(shading)


def _add_signal(paragraph: Paragraph, signal: SignalMark) -> None:
    """Write the news; only what stands out has a shape, a colour and bold letters."""
    colour = SIGNAL_COLOURS.get(signal.state)
    run = paragraph.add_run(f"{SIGNAL_SHAPES[signal.state]}\u00a0{signal.word}" if colour else signal.word)
    if colour:
        run.bold, run.font.color.rgb = True, RGBColor.from_string(colour.removeprefix("#"))


def _add_spark(paragraph: Paragraph, spark: SparkView, width: Length) -> None:
    if not any(value is not None for value in spark.values):
        return
    svg = draw_sparkline(
        spark.values, words=spark.words, colours=LIGHT, low=spark.low, high=spark.high, state=spark.state
    )
    add_picture(paragraph, png_of(svg, width=WIDTH), width, spark.words)
