"""Find which report a workbook is: its title, as-at month, issue and date issued, from the words on its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.schema import Catalogue, Report
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.plain_text import plain_characters
from dashboard.workbook.grid import Grid, GridCell, fold
from dashboard.workbook.headings import as_at_month, date_in, quarter_of

# Titles and document details stand at the top of a sheet; measure names further down are no titles.
TITLE_ROWS = 12
_ISSUE = re.compile(r"(?:status:?\s*)?issue\s*(?:no\.?|number)?:?\s*(\d{1,2})", re.IGNORECASE)
_DATE_LABEL = re.compile(r"date\s+(?:of\s+)?issued?|issued(?:\s+on)?|date\s+published", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a file is: a report as at a month, an issue of it, and when it was issued."""

    report: Report
    title: str
    as_at: Period
    issue_number: int
    issued_on: date | None


def find_identity(grids: tuple[Grid, ...], catalogue: Catalogue) -> tuple[Identity | None, list[Issue]]:
    """Identify the report, or say what is missing."""
    titles = [cell for grid in grids if grid.visible for cell in _title_cells(grid)]
    named = _report_of(titles, catalogue)
    if named is None:
        known = ", ".join(report.name for report in catalogue.reports)
        return None, [Issue(code="unknown-report", what=f"No sheet has the title of a known report ({known}).")]
    report, title = named
    as_at, issues = _as_at(titles, grids)
    if as_at is None:
        return None, issues
    issue_number = next(
        (int(found[1]) for cell in titles if (found := _ISSUE.search(cell.text)) and len(cell.text) < 20), 1
    )
    issued = _issued_on(grids, titles)
    return Identity(report=report, title=title, as_at=as_at, issue_number=issue_number, issued_on=issued), issues


def find_as_at(grids: tuple[Grid, ...]) -> Period | None:
    """Find the as-at month that the visible sheets' titles agree on, if any."""
    return _as_at([cell for grid in grids if grid.visible for cell in _title_cells(grid)], grids)[0]


def is_front_sheet(grid: Grid) -> bool:
    """Tell a front sheet by its document details: a date issued or an issue's number."""
    texts = [cell.text for cell in _title_cells(grid)]
    return any(_DATE_LABEL.fullmatch(text.rstrip(":")) or _ISSUE.fullmatch(text) for text in texts)


def _title_cells(grid: Grid) -> Iterator[GridCell]:
    for row in grid.rows:
        if row > TITLE_ROWS:
            return
        yield from (cell for cell in grid.row_cells(row) if cell.text)


def _report_of(titles: Iterable[GridCell], catalogue: Catalogue) -> tuple[Report, str] | None:
    """Take the report whose title words all stand in one cell; the one with most words where several do."""
    best: tuple[Report, str] | None = None
    for cell in titles:
        text = plain_characters(cell.text).casefold()
        for report in catalogue.reports:
            if not all(fold(words).casefold() in text for words in report.title_words):
                continue
            if best is None or _length(report) > _length(best[0]):
                best = (report, cell.text)
    return best


def _length(report: Report) -> int:
    return sum(len(words) for words in report.title_words)


def _as_at(titles: list[GridCell], grids: tuple[Grid, ...]) -> tuple[Period | None, list[Issue]]:
    months = {month for cell in titles if (month := as_at_month(cell.text))}
    if not months:
        # A quarterly report is as at the last month of the quarter that its title names.
        months = {
            found.last_month for cell in titles if (found := quarter_of(cell.text)) and not _is_heading(cell, grids)
        }
    if not months:
        return None, [Issue(code="as-at-missing", what="No sheet says which month the figures are as at.")]
    if len(months) > 1:
        named = " and ".join(month.words for month in sorted(months, key=lambda month: month.start))
        return None, [Issue(code="as-at-disagrees", what=f"The sheets are as at different months: {named}.")]
    return months.pop(), []


def _is_heading(cell: GridCell, grids: tuple[Grid, ...]) -> bool:
    """Tell a quarter's column heading from a title: headings stand several in a row."""
    rows = [grid.row_cells(cell.row) for grid in grids if grid.cell(cell.row, cell.column) is cell]
    return any(sum(quarter_of(other.text) is not None for other in row) > 1 for row in rows)


def _issued_on(grids: tuple[Grid, ...], titles: list[GridCell]) -> date | None:
    """Take the date beside the words "Date Issued", else the one day that a title names."""
    for grid in grids:
        for cell in _title_cells(grid):
            if _DATE_LABEL.fullmatch(cell.text.rstrip(":")):
                beside = [other for other in grid.row_cells(cell.row) if other.column > cell.column]
                found = next((day for other in beside if (day := date_in(other.value))), None)
                if found:
                    return found
    days = {day for cell in titles if (day := date_in(cell.text))}
    return days.pop() if len(days) == 1 else None
