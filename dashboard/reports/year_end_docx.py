"""Write the year-end report as a Word document: the house format first, then the good and the declining lists."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Length

from dashboard.judge.verdict import Clear
from dashboard.reports.docx_parts import keep_whole, saved
from dashboard.reports.paper_docx import (
    GridColumn,
    GridRow,
    StatusCell,
    add_bullet,
    add_grid,
    add_heading,
    add_notes,
    add_text,
    new_paper,
)
from dashboard.views.year_end import words
from dashboard.views.year_end.view import NextStep, NotSaid, YearEndView, YearRow, YearTable
from dashboard.vocabulary import Rag

# What share of the width each column takes, in any unit.
MEASURE, FIGURE, CHANGE, STATUS = 7.4, 2.95, 3.05, 3.35
# More names than this are counted by theme: the workbook names them all.
NAMED = 5
# An empty cell is read out as "blank".
NO_FIGURE, NOT_COMPARED = "no figure", "not compared"
IN_THE_WORKBOOK = "The workbook of this report names each of them."
# What stands under a change, in few words; the paper says once what it means that nothing does.
_CHANCE = {words.CHANCE_WORDS[Clear.YES]: "clear", words.CHANCE_WORDS[Clear.NO]: "could be chance"}


def year_end_docx(view: YearEndView) -> bytes:
    """Give the document's bytes; the same view gives the same bytes."""
    document, width = new_paper(view.head, turned=False)
    if view.empty:
        add_text(document, view.empty)
        return saved(document, view.head.data_date)
    for line in (*view.notices, *view.lead):
        add_text(document, line)
    if any(row.chance == words.CHANCE_WORDS[Clear.CANNOT_SAY] for row in (*view.well, *view.worried)):
        add_text(document, words.UNSAID_CHANCE)
    _write_list(document, words.WELL, view.well, view.more_well, words.NO_WELL)
    _write_list(document, words.WORRIED, view.worried, view.more_worried, words.NO_WORRIED)
    _write_next(document, view.doing)
    for table in view.tables:
        _write_table(document, view, table, width)
    _write_not_said(document, view.not_said)
    add_notes(document, "About this paper", view.about)
    return saved(document, view.head.data_date)


def _write_list(document: WordDocument, heading: str, rows: Sequence[YearRow], more: str, none: str) -> None:
    add_heading(document, heading)
    for row in rows:
        add_bullet(document, row.words, bold=f"{row.name}: ")
    if more or not rows:
        add_text(document, more or none)


def _write_next(document: WordDocument, steps: Sequence[NextStep]) -> None:
    add_heading(document, words.NEXT)
    add_text(document, words.NEXT_LEAD if steps else words.NO_NEXT)
    for step in steps:
        owner = f" ({step.owner})" if step.owner else ""
        add_bullet(document, " ".join(step.lines), bold=f"{step.name}{owner}: ")


def _write_table(document: WordDocument, view: YearEndView, table: YearTable, width: Length) -> None:
    add_heading(document, table.title)
    keep_whole(add_text(document, table.lead))
    # Where nothing has a target a column would say so in every row.
    has_target = any(row.rag.state is not Rag.NO_TARGET or row.target != row.rag.word for row in table.rows)
    columns = (
        GridColumn(heading="Measure", share=MEASURE),
        GridColumn(heading=view.before_heading, share=FIGURE, is_number=True),
        GridColumn(heading=view.now_heading, share=FIGURE, is_number=True),
        GridColumn(heading="Change", share=CHANGE, is_number=True),
        *((GridColumn(heading="Against target", share=STATUS),) if has_target else ()),
    )
    title = f"{table.title}: {view.before_heading} and {view.now_heading}"
    add_grid(document, title, columns, [_row(row, len(columns)) for row in table.rows], width)


def _row(row: YearRow, columns: int) -> GridRow:
    name = f"{row.name}\n{row.detail}"
    change = f"{row.change.text}\n{_CHANCE.get(row.chance, '')}" if row.change.text else NOT_COMPARED
    status = StatusCell(chip=row.rag, below=row.target if row.target != row.rag.word else "")
    return GridRow(cells=(name, row.before.text or NO_FIGURE, row.now.text, change, status)[:columns])


def _write_not_said(document: WordDocument, groups: Sequence[NotSaid]) -> None:
    if not groups:
        return
    add_heading(document, words.NOT_SAID)
    for group in groups:
        is_short = len(group.measures) <= NAMED
        said = words.not_said_words(group.measures) if is_short else words.not_said_counts(group.themes)
        add_bullet(document, said if is_short else f"{said} {IN_THE_WORKBOOK}", bold=f"{group.reason}: ")
