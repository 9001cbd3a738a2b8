"""Find the month that a report is as at, in the many ways in which titles and front sheets say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from dashboard.periods import MONTH_NAMES, Period, month
from dashboard.plain_text import plain_characters
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import as_at_month, date_in, month_of, period_of, quarter_of, year_in
from dashboard.workbook.lexicon import BUILT_IN

# Words before a month that make it the report's own: "Month ending 30 September 2019", "Data to September 2019".
_MONTH_LABEL = (
    r"(?:(?:position|performance|data|figures?|snapshot)\s+)?as\s+(?:at|of)|(?:month|period|quarter)\s*-?\s*end(?:ing|ed)?"
    r"|(?:position|performance|data|figures?|snapshot)\s+(?:up\s+)?(?:to|at|for)|(?:up\s+)?to\s+(?:the\s+)?end\s+of"
    r"|(?:at|for)\s+(?:the\s+)?(?:month\s+)?end\s+of|(?:report(?:ing)?|data)\s+(?:month|period)|period(?:\s+covered)?"
    r"|month(?:\s+of)?"
)
_LABELLED = re.compile(
    rf"(?:^|.*[\s(\-:])(?:{_MONTH_LABEL})\b\s*(?:date)?\s*[:\-]?\s*(?:the\s+)?(?:end\s+of\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(rf"(?:{_MONTH_LABEL})(?:\s+date)?\s*[:\-]?", re.IGNORECASE)
# A title with one of these words and one month is about that month, when nothing says it more plainly.
_TITLE_WORD = re.compile(r"performance|scorecard|report|dashboard|dataset|data\s*set|monthly|month", re.IGNORECASE)
# Months beside these words are when the report was made, shown or compared, not what it is about.
_OTHER_MONTH = re.compile(
    r"\b(?:issue|publish|produc|print|updat|refresh|meeting|board|committee|cabinet|panel|next|since|compar|from|target|due"
    r"|draft|version|created|extract|baseline|previous|obsolete|note)",
    re.IGNORECASE,
)
_BEGINNINGS = "|".join(name[:3] for name in MONTH_NAMES)
_MONTH_AND_YEAR = re.compile(
    rf"\b(?:{_BEGINNINGS})[a-z]{{0,6}}\.?[\s\-/',_]*(?:(?:19|20)\d{{2}}|\d{{2}})(?!\d)|(?:19|20)\d{{2}}-\d{{2}}(?![\d/])",
    re.IGNORECASE,
)
_NUMBERED_MONTH = re.compile(r"\b(?:month|period|m|p)\s*(1[0-2]|0?[1-9])\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}")
_ISO_DAY = re.compile(r"((?:19|20)\d{2})-(\d{2})-\d{2}")
# A title is a phrase; a longer text is a note.
TITLE_CHARACTERS = 120


def report_months(titles: Iterable[GridCell], grids: tuple[Grid, ...]) -> set[Period]:
    """Give the months that the titles say the report is as at: those said most plainly, so several disagree.

    "As at", "Month ending", "Period:" and their like come first, then the quarter that a title names, then the one
    month in a title such as "September 2019 performance report".
    """
    titles = list(titles)
    plainly = {found for cell in titles if (found := _labelled(cell, grids))}
    if plainly:
        return plainly
    quarters = {quarter_of(cell.text) for cell in titles if not _is_heading(cell, grids)}
    if months := {quarter.last_month for quarter in quarters if quarter is not None}:
        return months
    return {found for cell in titles if (found := _in_title(cell.text))}


def month_in_file_name(name: str) -> Period | None:
    """Find the one month in a file's name: a hint for a person, never a decision."""
    stem = name.rsplit(".", 1)[0].replace("_", " ")
    found = set(_months_in(stem))
    return found.pop() if len(found) == 1 else None


def _labelled(cell: GridCell, grids: tuple[Grid, ...]) -> Period | None:
    text = plain_characters(cell.text)
    if (found := as_at_month(text)) is not None:
        return found
    if _LABEL_ALONE.fullmatch(text):
        return _beside(cell, grids)
    said = _LABELLED.fullmatch(text) if len(text) <= TITLE_CHARACTERS else None
    if said is None or _OTHER_MONTH.search(text) or _is_heading(cell, grids):
        return None
    months = list(_months_in(said["rest"]))
    # "April 2019 to September 2019" is as at its last month.
    return months[-1] if months else _numbered(text)


def _beside(cell: GridCell, grids: tuple[Grid, ...]) -> Period | None:
    """Read the one month to the right of a label; several are the headings of a table."""
    for grid in grids:
        if grid.cell(cell.row, cell.column) is cell:
            values = [other for other in grid.row_cells(cell.row) if other.column > cell.column]
            months = [found for other in values if (found := _month_of_cell(other))]
            beside = bool(months) and _month_of_cell(values[0]) is not None
            return months[0] if beside and len(months) == 1 and not _names_measures(cell, grid) else None
    return None


def _names_measures(cell: GridCell, grid: Grid) -> bool:
    """Tell a row of headings, in which "Data period" heads a column, from a label and its value."""
    found = (BUILT_IN.heading(other.text) for other in grid.row_cells(cell.row) if other.text)
    return any(words is not None and words.role is ColumnRole.NAME for words in found)


def _month_of_cell(cell: GridCell) -> Period | None:
    if isinstance(cell.value, datetime):
        return month(cell.value.year, cell.value.month)
    return next(_months_in(cell.text), None) if cell.text else None


def _in_title(text: str) -> Period | None:
    plain = plain_characters(text)
    if len(plain) > TITLE_CHARACTERS or not _TITLE_WORD.search(plain) or _OTHER_MONTH.search(plain):
        return None
    found = set(_months_in(plain))
    return found.pop() if len(found) == 1 else (_numbered(plain) if not found else None)


def _months_in(text: str) -> Iterator[Period]:
    """Read every month in a text, those of whole days included."""
    for found in _DAY_FIRST.finditer(text):
        if iso := _ISO_DAY.fullmatch(found[0]):
            named = month_of(f"{iso[1]}-{iso[2]}")
        else:
            day = date_in(found[0])
            named = month(day.year, day.month) if day else None
        if named is not None:
            yield named
    rest = _DAY_FIRST.sub(" ", text)
    for found in _MONTH_AND_YEAR.finditer(rest):
        if (named := month_of(found[0].replace("_", " ").replace(",", " "))) is not None:
            yield named


def _numbered(text: str) -> Period | None:
    """Read "Month 6 2019/20": months are counted from April."""
    found, year = _NUMBERED_MONTH.search(text), year_in(text)
    if found is None or year is None:
        return None
    april = month(year.start.year, year.start.month)
    return april.shift(int(found[1]) - 1)


def _is_heading(cell: GridCell, grids: tuple[Grid, ...]) -> bool:
    """Tell the heading of a month's or quarter's column from a title: headings stand several in a row."""
    rows = [grid.row_cells(cell.row) for grid in grids if grid.cell(cell.row, cell.column) is cell]
    return any(sum(_is_period(other) for other in row) > 1 for row in rows)


def _is_period(cell: GridCell) -> bool:
    return quarter_of(cell.text) is not None or period_of(cell.value) is not None
