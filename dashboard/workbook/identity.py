"""Find which report a workbook is: its title, as-at month, issue and date issued, from the words on its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboard.catalogue.schema import Catalogue, Report
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.plain_text import plain_characters
from dashboard.vocabulary import ReportId
from dashboard.workbook.grid import Grid, GridCell, fold
from dashboard.workbook.headings import date_in
from dashboard.workbook.report_months import month_in_file_name, report_months

# Titles and document details stand at the top of a sheet; measure names further down are no titles.
TITLE_ROWS = 12
_NUMBER_OF = r"(?:issue|version|ver|v|revision|rev)\.?\s*(?:no\.?|number)?"
_ISSUE = re.compile(rf"(?:status\s*:?\s*)?{_NUMBER_OF}\s*:?\s*(\d{{1,2}})(?:\.\d{{1,2}})?", re.IGNORECASE)
_ISSUE_LABEL = re.compile(rf"{_NUMBER_OF}\s*:?", re.IGNORECASE)
# At the end of a longer title the number is set off: "Monthly Performance Report (Issue 2)", "... - v2".
_ISSUE_IN_TITLE = re.compile(rf".*[\s(\[,:\-]{_NUMBER_OF}\s*(\d{{1,2}})(?:\.\d{{1,2}})?\s*[)\]]?", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:report\s+)?(?:date\s+(?:of\s+)?(?:issued?|published|publication|produced|released?|report)"
    r"|(?:issued|published|produced|released)(?:\s+(?:on|date))?|(?:issue|publication|release)\s+date|report\s+date)",
    re.IGNORECASE,
)
# Figures "as at the month's end" are now and then drawn in its last week; an earlier date is another issue's.
_ISSUED_BEFORE_THE_END = timedelta(days=7)
_AS_AT_WORDS = re.compile(r"\bas (?:at|of)\b|\bend(?:ing|ed)?\b|\bperiod\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a file is: a report as at a month, an issue of it, and when it was issued."""

    report: Report
    title: str
    as_at: Period
    issue_number: int
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the officer says of a workbook that does not say it itself; it never overrules what is printed.

    With evidence it is what the sheets leave no doubt about, in words, and nobody has said it yet.
    """

    report: ReportId | None = None
    as_at: Period | None = None
    report_evidence: str = ""
    as_at_evidence: str = ""


def find_identity(
    grids: tuple[Grid, ...], catalogue: Catalogue, declared: Declared = Declared(), filename: str = ""
) -> tuple[Identity | None, list[Issue]]:
    """Identify the report, or say what is missing.

    What the workbook does not print is taken from ``declared``, with a warning that says so; a declaration that
    contradicts it is refused. ``filename`` gives hints only.
    """
    titles = [cell for grid in grids if grid.visible for cell in _title_cells(grid)]
    named, of_report = _known_report(titles, catalogue, declared)
    as_at, of_month = _as_at(titles, grids, declared, filename)
    issues = [*of_report, *of_month]
    if named is None or as_at is None:
        return None, [issue for issue in issues if issue.kind.refuses_file]
    report, title = named
    issued, of_date = _issued_on(grids, titles, as_at)
    issues += of_date
    number = _issue_number(grids, titles)
    return Identity(report=report, title=title, as_at=as_at, issue_number=number, issued_on=issued), issues


def find_as_at(grids: tuple[Grid, ...], declared: Declared = Declared()) -> Period | None:
    """Find the as-at month that the visible sheets' titles agree on, else the one declared."""
    return _as_at([cell for grid in grids if grid.visible for cell in _title_cells(grid)], grids, declared)[0]


def is_front_sheet(grid: Grid) -> bool:
    """Tell a front sheet by its document details: a date issued or an issue's number."""
    texts = [cell.text for cell in _title_cells(grid)]
    return any(_dated_label(text) or _ISSUE.fullmatch(text) for text in texts)


def _dated_label(text: str) -> bool:
    label = _DATE_LABEL.match(text)
    behind = text[label.end() :].strip(" :-") if label else ""
    return label is not None and (not behind or date_in(behind) is not None)


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


def _known_report(
    titles: list[GridCell], catalogue: Catalogue, declared: Declared
) -> tuple[tuple[Report, str] | None, list[Issue]]:
    """Give the report and its title as printed, else the declared report under its own name."""
    named = _report_of(titles, catalogue)
    said = catalogue.report(declared.report) if declared.report is not None else None
    if named is None and said is not None and declared.report_evidence:
        what = f"No sheet has the title of a known report, but {declared.report_evidence}: it was read as that."
        return (said, said.name), [Issue(code="report-told-by-measures", what=what)]
    if named is None and said is not None:
        what = f"No sheet says which report this is; it was declared to be the {said.name}."
        return (said, said.name), [Issue(code="report-declared", what=what)]
    if named is None:
        known = ", ".join(report.name for report in catalogue.reports)
        return None, [Issue(code="unknown-report", what=f"No sheet has the title of a known report ({known}).")]
    if said is not None and said.id != named[0].id:
        what = f"It was declared to be the {said.name}, but a sheet has the title of the {named[0].name}."
        return None, [Issue(code="report-disagrees", what=what)]
    return named, []


def _as_at(
    titles: list[GridCell], grids: tuple[Grid, ...], declared: Declared, filename: str = ""
) -> tuple[Period | None, list[Issue]]:
    months = report_months(titles, grids)
    if len(months) > 1:
        return None, [_months_disagree(months, grids)]
    printed, said = (months.pop() if months else None), declared.as_at
    if printed is not None and said not in (None, printed):
        what = f"It was declared to be as at {said.words}, but the sheets say {printed.words}." if said else ""
        return None, [Issue(code="as-at-disagrees", what=what)]
    if printed is not None:
        return printed, []
    if said is not None and declared.as_at_evidence:
        what = f"No sheet says which month the figures are as at, but {declared.as_at_evidence}."
        return said, [Issue(code="as-at-told-by-columns", what=what)]
    if said is not None:
        what = f"No sheet says which month the figures are as at; it was declared to be {said.words}."
        return said, [Issue(code="as-at-declared", what=what)]
    hinted = month_in_file_name(filename)
    hint = f"The file's name says {hinted.words}, which is not relied upon." if hinted else ""
    return None, [Issue(code="as-at-missing", what="No sheet says which month the figures are as at.", hint=hint)]


def _months_disagree(months: set[Period], grids: tuple[Grid, ...]) -> Issue:
    """Name each month with the first sheet that says it; the place is where the fewest sheets say a month."""
    said: dict[Period, list[tuple[str, str]]] = {month: [] for month in sorted(months, key=lambda month: month.start)}
    for grid in (grid for grid in grids if grid.visible):
        for cell in _title_cells(grid):
            for month in report_months([cell], grids) & months:
                said[month].append((grid.name, cell.name))
    named = " and ".join(f"{month.words} ({places[0][0]})" if places else month.words for month, places in said.items())
    sheet, cell_name = min((places for places in said.values() if places), key=len, default=[("", "")])[0]
    what = f"The sheets are as at different months: {named}."
    return Issue(code="as-at-disagrees", what=what, sheet=sheet, cell=cell_name)


def _issue_number(grids: tuple[Grid, ...], titles: list[GridCell]) -> int:
    """Read "Issue 2", "Version 2.0", "v2", or a label with the number beside it; 1 where none is printed."""
    for cell in titles:
        text = plain_characters(cell.text).strip("[]() ")
        found = _ISSUE.fullmatch(text) or _ISSUE_IN_TITLE.fullmatch(plain_characters(cell.text))
        number = found[1] if found else (_number_beside(cell, grids) if _ISSUE_LABEL.fullmatch(text) else None)
        if number is not None:
            return max(1, int(float(number)))
    return 1


def _number_beside(cell: GridCell, grids: tuple[Grid, ...]) -> str | None:
    beside = _next_to(cell, grids)
    value = str(beside.value).strip() if beside is not None and not isinstance(beside.value, datetime) else ""
    return value if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", value) else None


def _next_to(cell: GridCell, grids: tuple[Grid, ...]) -> GridCell | None:
    """Give the next filled cell to the right of a cell of one of the sheets."""
    for grid in grids:
        if grid.cell(cell.row, cell.column) is cell:
            return next((other for other in grid.row_cells(cell.row) if other.column > cell.column), None)
    return None


def _issued_on(grids: tuple[Grid, ...], titles: list[GridCell], as_at: Period) -> tuple[date | None, list[Issue]]:
    """Take the date beside or behind words such as "Date Issued", else the one later day that a title names.

    A date from before the month's end is another issue's, left on the front sheet, and would put figures before their
    time.
    """
    earliest = as_at.end - _ISSUED_BEFORE_THE_END
    for cell in titles:
        labelled = _labelled_date(cell, grids)
        if labelled is None:
            continue
        if labelled >= earliest:
            return labelled, []
        said = f"{labelled.day} {labelled:%B %Y}"
        what = f"The date issued is {said}, but {as_at.words} had not ended then; it is not used."
        sheet = next(grid.name for grid in grids if grid.cell(cell.row, cell.column) is cell)
        return None, [Issue(code="issue-date-too-early", what=what, sheet=sheet, cell=cell.name)]
    # The day that the figures are as at is not the day of issue.
    days = {day for cell in titles if not _AS_AT_WORDS.search(cell.text) and (day := date_in(cell.text))}
    return (days.pop() if len(days) == 1 and min(days) >= earliest else None), []


def _labelled_date(cell: GridCell, grids: tuple[Grid, ...]) -> date | None:
    label = _DATE_LABEL.match(cell.text)
    if label is None:
        return None
    behind = cell.text[label.end() :].strip(" :-")
    beside = _next_to(cell, grids) if not behind else None
    return date_in(behind) if behind else (date_in(beside.value) if beside else None)
