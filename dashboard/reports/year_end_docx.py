"""Write the year-end report as a Word document: the house format first, then the good and the declining lists."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Length

from dashboard.reports.docx_parts import keep_whole
from dashboard.reports.paper_docx import (
    GridColumn,
    GridRow,
    add_bullet,
    add_grid,
    add_heading,
    add_notes,
    add_text,
    new_paper,
    saved,
)
from dashboard.views.year_end import words
from dashboard.views.year_end.view import NextStep, NotSaid, YearEndView, YearRow, YearTable
from dashboard.vocabulary import Rag

# What share of the width each column takes, in any unit.
MEASURE, FIGURE, CHANGE, CHANCE, TARGET, STATUS = 8.2, 3.4, 3.2, 3.6, 4.3, 3.5


def year_end_docx(view: YearEndView) -> bytes:
    """Give the document's bytes; the same view gives the same bytes."""
    document, width = new_paper(view.head, turned=True)
    if view.empty:
        add_text(document, view.empty)
        return saved(document, view.head)
    for line in (*view.notices, *view.lead):
        add_text(document, line)
    _write_list(document, words.WELL, view.well, view.more_well, words.NO_WELL)
    _write_list(document, words.WORRIED, view.worried, view.more_worried, words.NO_WORRIED)
    _write_next(document, view.doing)
    for table in view.tables:
        _write_table(document, view, table, width)
    _write_not_said(document, view.not_said)
    add_notes(document, "About this paper", view.about)
    return saved(document, view.head)


def _write_list(document: WordDocument, heading: str, rows: Sequence[YearRow], more: str, none: str) -> None:
    add_heading(document, heading)
    for row in rows:
        add_bullet(document, row.words, bold=f"{row.name}: ")
    if more or not rows:
        add_text(document, more or none)


def _write_next(document: WordDocument, steps: Sequence[NextStep]) -> None:
    add_heading(document, words.NEXT)
    for step in steps:
        owner = f" ({step.owner})" if step.owner else ""
        keep_whole(add_text(document, owner, bold=step.name))
        for line in step.lines:
            add_bullet(document, line)
    if not steps:
        add_text(document, words.NO_NEXT)


def _write_table(document: WordDocument, view: YearEndView, table: YearTable, width: Length) -> None:
    add_heading(document, table.title)
    keep_whole(add_text(document, table.lead))
    # Where nothing has a target two columns would say so in every row.
    has_target = any(row.rag.state is not Rag.NO_TARGET or row.target != row.rag.word for row in table.rows)
    columns = (
        GridColumn(heading="Measure", share=MEASURE),
        GridColumn(heading=view.before_heading, share=FIGURE, is_number=True),
        GridColumn(heading=view.now_heading, share=FIGURE, is_number=True),
        GridColumn(heading="Change", share=CHANGE, is_number=True),
        GridColumn(heading="More than chance?", share=CHANCE),
        *(
            (GridColumn(heading="Target", share=TARGET), GridColumn(heading="Status", share=STATUS))
            if has_target
            else ()
        ),
    )
    title = f"{table.title}: {view.before_heading} and {view.now_heading}"
    add_grid(document, title, columns, [_row(row, len(columns)) for row in table.rows], width)


def _row(row: YearRow, columns: int) -> GridRow:
    name = f"{row.name}\n{row.detail}"
    cells = (name, row.before.text, row.now.text, row.change.text, row.chance, row.target, row.rag)
    return GridRow(cells=cells[:columns])


def _write_not_said(document: WordDocument, groups: Sequence[NotSaid]) -> None:
    if not groups:
        return
    add_heading(document, words.NOT_SAID)
    for group in groups:
        add_bullet(document, words.not_said_words(group.measures), bold=f"{group.reason}: ")
