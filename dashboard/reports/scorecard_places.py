"""Where everything stands on a section's sheet, and how a sheet of the scorecard workbook is printed."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.reports.scorecard_styles import ExactSheet
from dashboard.views.workbook.view import Headings, WorkbookView

TITLE_ROW, NOTICE_ROW, GROUP_ROW, HEADING_ROW, FIRST_ROW = range(5)
NUMBERS_AT, NAMES, GOOD_IS, NOTE, FIRST_MONTH = range(5)
# Excel's number for the paper size.
# Paper sizes as a workbook numbers them: a year's months with targets and benchmarks are read on A3 alone.
A4, A3 = 9, 8
# A footer holds 255 letters, its codes and page numbers among them; what is longer would be dropped whole.
MOST_FOOTER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where each group of columns begins, counted from 0."""

    months: int
    years: int
    year_note: int
    travel: int
    rag: int
    targets: int
    previous: int
    benchmarks: int
    end: int

    @property
    def last_month(self) -> int:
        """Give the column of the latest month."""
        return self.years - 1


def places_of(headings: Headings) -> Places:
    """Lay the columns out from left to right, as printed."""
    months = FIRST_MONTH
    years = months + len(headings.months)
    year_note = years + len(headings.years)
    travel = year_note + bool(headings.year_note)
    targets = travel + 2
    previous = targets + (3 if headings.targets else 0)
    benchmarks = previous + len(headings.previous)
    return Places(
        months=months,
        years=years,
        year_note=year_note,
        travel=travel,
        rag=travel + 1,
        targets=targets,
        previous=previous,
        benchmarks=benchmarks,
        end=benchmarks + len(headings.benchmarks),
    )


def print_on_a4(
    sheet: ExactSheet,
    view: WorkbookView,
    *,
    last: tuple[int, int] | None = None,
    one_page: bool = False,
    paper: int = A4,
) -> None:
    """Set a sheet to A4 or ``paper`` across, one page wide, with the page's number and what the paper is at its foot.

    ``one_page`` is for a sheet of pictures: upright, and all of it on one page.
    """
    if not one_page:
        sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 1 if one_page else 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    said = _shortly(f"{view.head.council}: {view.head.title}", MOST_FOOTER - len(view.issue)) + f", {view.issue}"
    said = said.replace("&", "&&")
    sheet.set_footer(f"&L&8{said}&R&8Page &P of &N")
    sheet.hide_gridlines(2)
    if last is not None:
        sheet.print_area(0, 0, *last)


def _shortly(words: str, most: int) -> str:
    """Cut words to at most so many letters, an ampersand counting twice as a footer writes it."""
    while len(words) + words.count("&") > most:
        words = f"{words[:-2].rstrip()}…"
    return words


def quoted(name: str) -> str:
    """Write a sheet's name as a formula does."""
    return "'" + name.replace("'", "''") + "'"
