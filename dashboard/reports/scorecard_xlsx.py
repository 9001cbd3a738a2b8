"""Write the scorecard workbook: front sheet, summary, a sheet a section as printed, and native charts.

Numbers are numbers, texts are texts whatever they begin with, and every formula is written with its result, so that
the workbook says the same before and after it is calculated.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from xlsxwriter import Workbook

from dashboard.reports.files import fixed_package
from dashboard.reports.scorecard_charts import CHART_DATA, CHARTS, ChartWriter
from dashboard.reports.scorecard_front import SummaryWriter, write_front
from dashboard.reports.scorecard_sheet import SectionWriter
from dashboard.reports.scorecard_styles import ExactSheet, Styles
from dashboard.views.workbook.view import WorkbookSheet, WorkbookView

FRONT, SUMMARY = "Front Sheet", "Summary"
# What Excel allows in no sheet's name, and how long one may be.
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
# No text becomes a formula, a link or a number by what it looks like; nothing touches the disk.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def scorecard_xlsx(view: WorkbookView) -> bytes:
    """Give the workbook's bytes; the same view gives the same bytes."""
    view = replace(view, sheets=tuple(_named(view)))
    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.set_properties(
            {
                "title": view.head.name,
                "subject": " ".join(said for said in (view.as_at, view.issue) if said),
                "author": view.head.council,
                "company": view.head.council,
                "keywords": "scorecard",
            }
        )
        book.set_calc_mode("auto")
        _write(book, view)
    return fixed_package(stream.getvalue(), view.head.data_date)


def _write(book: Workbook, view: WorkbookView) -> None:
    styles = Styles(book)
    front = book.add_worksheet(FRONT, worksheet_class=ExactSheet)
    write_front(front, view, styles)
    if not view.sheets:
        return
    summary = book.add_worksheet(SUMMARY, worksheet_class=ExactSheet)
    ratings = []
    for section in view.sheets:
        writer = SectionWriter(book.add_worksheet(section.name, worksheet_class=ExactSheet), view, section, styles)
        writer.write()
        ratings.append(writer.rating_range())
    SummaryWriter(summary, view, styles, ratings).write()
    charts, data = (book.add_worksheet(name, worksheet_class=ExactSheet) for name in (CHARTS, CHART_DATA))
    ChartWriter(book, charts, data, view, styles).write()


def _named(view: WorkbookView) -> Iterator[WorkbookSheet]:
    """Give each section a sheet name that Excel allows and no other sheet has."""
    taken = {name.casefold() for name in (FRONT, SUMMARY, CHARTS, CHART_DATA, "History")}
    for section in view.sheets:
        plain = _NOT_IN_A_NAME.sub(" ", section.name).strip(" '")[:_LONGEST_NAME].strip(" '") or "Section"
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain[: _LONGEST_NAME - 4]} {number}", number + 1
        taken.add(name.casefold())
        yield replace(section, name=name)
