"""Write the quarterly council-plan report as a Word document: what is off target first, then a table by section."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Length

from dashboard.reports.docx_parts import saved
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
from dashboard.views.council_plan.view import CouncilPlanView, PlanRow, PlanSection
from dashboard.views.council_plan.words import NONE_OFF_TARGET

# What share of the width each column takes, in any unit.
MEASURE, FIGURE, TARGET, STATUS, DIRECTION = 5.4, 2.15, 3.2, 2.9, 2.6


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
    for notice in view.notices:
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
    add_heading(document, section.name)
    years = (view.previous_heading,) if view.previous_heading else ()
    columns = (
        GridColumn(heading="Measure", share=MEASURE),
        *(GridColumn(heading=one, share=FIGURE, is_number=True) for one in (*years, *view.quarter_headings)),
        GridColumn(heading="Target", share=TARGET),
        GridColumn(heading="Status", share=STATUS),
        GridColumn(heading="Direction", share=DIRECTION),
    )
    rows = [_row(view, row) for row in section.rows]
    add_grid(document, f"{section.name}: figures by quarter, target, status and direction", columns, rows, width)


def _row(view: CouncilPlanView, row: PlanRow) -> GridRow:
    figures = (*((row.previous,) if view.previous_heading else ()), *row.quarters)
    name = f"{row.title}\n{row.detail}"
    return GridRow(
        cells=(name, *(one.text for one in figures), row.target, row.rag, travel_mark(row.travel).words),
        note=row.commentary,
    )
