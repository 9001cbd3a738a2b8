"""Write the quarterly council-plan report as a Word document: what is off target first, then a table by section."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Length

from dashboard.reports.docx_parts import keep_whole, saved
from dashboard.reports.paper_docx import (
    GridColumn,
    GridRow,
    add_grid,
    add_heading,
    add_item,
    add_notes,
    add_text,
    new_paper,
)
from dashboard.reports.status_marks import travel_mark
from dashboard.views.council_plan.view import CouncilPlanView, PlanFigure, PlanRow, PlanSection
from dashboard.views.council_plan.words import NONE_OFF_TARGET

# What share of the width each column takes, in any unit.
# No word of a figure's cell breaks: the longest is that of "not applicable", beside four quarters and a year.
MEASURE, FIGURE, TARGET, STATUS, DIRECTION = 4.5, 2.65, 3.0, 2.9, 2.6
# What a cell reads that has no figure to hold: an empty one is read out as "blank".
NO_FIGURE = "–"
SAID_ABOVE = "see “{heading}” above."


def council_plan_docx(view: CouncilPlanView) -> bytes:
    """Give the document's bytes; the same view gives the same bytes."""
    document, width = new_paper(view.head, turned=True)
    if view.empty:
        add_text(document, view.empty)
    else:
        _write_summary(document, view, width)
        for section in view.sections:
            _write_section(document, view, section, width)
        add_notes(document, "About this paper", view.about)
    return saved(document, view.head.data_date)


def _write_summary(document: WordDocument, view: CouncilPlanView, width: Length) -> None:
    add_heading(document, "In short")
    add_text(document, view.lead)
    for notice in (*view.notices, view.unsaid):
        if notice:
            add_text(document, notice)
    add_grid(
        document,
        "How many measures have each status",
        (
            GridColumn(heading="Status", share=4),
            GridColumn(heading="Measures", share=2.5, is_number=True),
            GridColumn(heading="What it means", share=14),
        ),
        [GridRow(cells=(one.rag, str(one.count), one.words)) for one in view.counts],
        width,
    )
    add_heading(document, view.off_target_heading)
    for row in view.off_target:
        add_item(document, row.title, row.commentary)
    if not view.off_target:
        add_text(document, NONE_OFF_TARGET)


def _write_section(document: WordDocument, view: CouncilPlanView, section: PlanSection, width: Length) -> None:
    """Write a section's measures; those told once a year stand in a table of their own, without quarters."""
    add_heading(document, section.name)
    quarterly = [row for row in section.rows if not row.is_yearly]
    yearly = [row for row in section.rows if row.is_yearly]
    if quarterly:
        rows = [_row(view, row, row.quarters) for row in quarterly]
        columns = _columns(
            view, [GridColumn(heading=one, share=FIGURE, is_number=True) for one in view.quarter_headings]
        )
        add_grid(document, f"{section.name}: figures by quarter, target, status and direction", columns, rows, width)
    if yearly:
        rows = [_row(view, row, (row.year,)) for row in yearly]
        columns = _columns(view, [GridColumn(heading=view.year_heading, share=2 * FIGURE, is_number=True)])
        title = f"{section.name}: figures told once a year, target, status and direction"
        keep_whole(add_text(document, "", bold=view.year_heading))
        add_grid(document, title, columns, rows, width)


def _columns(view: CouncilPlanView, figures: Sequence[GridColumn]) -> list[GridColumn]:
    previous = (
        [GridColumn(heading=view.previous_heading, share=FIGURE, is_number=True)] if view.previous_heading else []
    )
    return [
        GridColumn(heading="Measure", share=MEASURE),
        *previous,
        *figures,
        GridColumn(heading="Target", share=TARGET),
        GridColumn(heading="Status", share=STATUS),
        GridColumn(heading="Direction", share=DIRECTION),
    ]


def _row(view: CouncilPlanView, row: PlanRow, figures: Sequence[PlanFigure]) -> GridRow:
    every = (*((row.previous,) if view.previous_heading else ()), *figures)
    name, direction = f"{row.title}\n{row.detail}", f"{travel_mark(row.travel).words}\n{row.since}".strip()
    # The comment of what is off target has been said in full.
    note = SAID_ABOVE.format(heading=view.off_target_heading) if row in view.off_target else row.commentary
    cells = (name, *(one.words or NO_FIGURE for one in every), row.target, row.rag, direction)
    return GridRow(cells=cells, note=note)
