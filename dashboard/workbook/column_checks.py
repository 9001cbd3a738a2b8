"""Check the columns of a recognised table: months repeated, missing or out of order, years and headings not known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dashboard.issues import Issue
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.grid import column_letters
from dashboard.workbook.identity import Identity
from dashboard.workbook.table import Column, Table

_Dated = tuple[Column, Period]


def check_columns(table: Table, identity: Identity) -> list[Issue]:
    """List what is wrong with a table's headings."""
    return [*_month_issues(table, identity), *_undated_issues(table), *_unplaced_issues(table, identity)]


def _undated_issues(table: Table) -> list[Issue]:
    """Say which columns are left out because no heading gives their year."""
    benchmarks = [column for column in table.columns_of(ColumnRole.BENCHMARK) if column.period is None]
    if not benchmarks:
        return []
    what = "No heading says which year the benchmark columns are about; they are left out."
    # The year belongs in the group heading, in the first heading row over the first benchmark.
    cell = f"{column_letters(benchmarks[0].index)}{table.first_row}"
    return [Issue(code="benchmark-year-missing", what=what, sheet=table.sheet, cell=cell)]


def _unplaced_issues(table: Table, identity: Identity) -> list[Issue]:
    """Say which columns are left out because their heading, or its year, is not known."""
    years = [
        _year_issue(table, column, identity.as_at) for column in table.columns if column.lacks_year(identity.as_at)
    ]
    # The heading's own words are not echoed: a column that is not the scorecard's may hold anything.
    unknown = "This column's heading is not known, so nothing under it was read."
    unread = "This column holds figures, but its heading does not say which period or area they are of; none was read."
    bare = "This column holds figures but has no heading, so nothing under it was read."
    places = [
        *((heading.cell, unknown) for heading in table.unknown),
        *((heading.cell, unread) for heading in table.unread),
        *((cell, bare) for cell in table.unheaded),
    ]
    columns = [Issue(code="column-not-recognised", what=what, sheet=table.sheet, cell=cell) for cell, what in places]
    return [*years, *columns, *_other_marks(table)]


def _year_issue(table: Table, column: Column, as_at: Period) -> Issue:
    what = f"The year of this column is not known, or is not that of {as_at.words}; the column is left out."
    hint = ""
    if column.assumed_year:
        what = "The heading prints no year, and the order of the months does not tell it; the column is left out."
        hint = "Write each month with its year, such as Nov-18."
    return Issue(code="year-missing", what=what, sheet=table.sheet, cell=column.cell, hint=hint)


def _other_marks(table: Table) -> list[Issue]:
    """Say once which targets and marks are about another period than the latest, of which alone they are read."""
    if not table.other_marks:
        return []
    cells = [column.cell for column in table.other_marks]
    latest = "Of targets, RAG and direction of travel only the latest period's are read"
    what = f"{latest}: not those under {', '.join(cells)}."
    return [Issue(code="earlier-marks-not-read", what=what, sheet=table.sheet, cell=cells[0])]


def _month_issues(table: Table, identity: Identity) -> list[Issue]:
    dated = [(column, column.period) for column in table.columns_of(ColumnRole.PERIOD) if column.period]
    # "Latest" beside the same month's own column is no month headed twice: their figures must agree.
    printed = [(column, period) for column, period in dated if not column.is_relative]
    columns = _without_last_years(printed)
    repeated = _repeated_months(table, columns)
    return [
        *repeated,
        *_months_out_of_order(table, columns),
        # A month headed twice is one that another lacks: said once.
        *(() if repeated else _missing_months(table, columns)),
        *_as_at_issues(table, columns, identity, has_latest=len(printed) < len(dated)),
    ]


def _without_last_years(columns: list[_Dated]) -> list[_Dated]:
    """Leave out the one column of the same month or quarter a year before the latest, printed to compare with it."""
    if not columns:
        return columns
    _, latest = max(columns, key=lambda dated: dated[1].sort_key)
    steps = MONTHS_IN_YEAR if latest.kind is PeriodKind.MONTH else MONTHS_IN_YEAR // MONTHS_IN_QUARTER
    before = latest.shift(-steps)
    beside = {before.shift(-1), before.shift(1)}
    if beside & {period for _, period in columns}:
        return columns
    return [(column, period) for column, period in columns if period != before]


def _repeated_months(table: Table, columns: list[_Dated]) -> list[Issue]:
    issues = []
    for position, (column, period) in enumerate(columns):
        earlier = next((other for other, when in columns[:position] if when == period), None)
        if earlier is not None:
            what = f"{earlier.cell} and {column.cell} are both headed {period.short_words}."
            issues += [
                Issue(code="duplicate-month", what=what, sheet=table.sheet, cell=each.cell)
                for each in (earlier, column)
            ]
    return issues


def _months_out_of_order(table: Table, columns: list[_Dated]) -> list[Issue]:
    """Name the first month that stands before an earlier one; one issue says it for the sheet."""
    for (before, when), (_, then) in pairwise(columns):
        if then.start < when.start:
            what = f"{then.short_words} stands after {when.short_words}."
            return [Issue(code="month-out-of-order", what=what, sheet=table.sheet, cell=before.cell)]
    return []


def _missing_months(table: Table, columns: list[_Dated]) -> list[Issue]:
    """Say which months are lacking between the first and the last, and which quarters."""
    lacking = [*_lacking(columns, PeriodKind.MONTH), *_lacking(columns, PeriodKind.QUARTER)]
    if not lacking:
        return []
    what = f"No column is headed {', '.join(lacking)}."
    return [Issue(code="month-missing", what=what, sheet=table.sheet, cell=columns[0][0].cell)]


def _lacking(columns: list[_Dated], kind: PeriodKind) -> list[str]:
    found = sorted({period for _, period in columns if period.kind is kind}, key=lambda one: one.start)
    after = ((before.shift(1), then) for before, then in pairwise(found))
    return [step.words for first, then in after for step in _steps(first, then)]


def _steps(first: Period, until: Period) -> Iterator[Period]:
    while first.start < until.start:
        yield first
        first = first.shift(1)


def _as_at_issues(table: Table, columns: list[_Dated], identity: Identity, *, has_latest: bool) -> list[Issue]:
    """Refuse a sheet whose periods do not reach the as-at month.

    Where a column headed "Latest" holds that month (``has_latest``), the others may stop up to a quarter before it.
    """
    ends = {period.end for _, period in columns}
    reached = {identity.as_at.shift(-step).end for step in range(MONTHS_IN_QUARTER + 1 if has_latest else 1)}
    if not columns or ends & reached:
        return []
    (first, start), (_, last) = columns[0], columns[-1]
    kind = "months" if start.kind is PeriodKind.MONTH else "quarters"
    what = f"The report is as at {identity.as_at.words}, but the {kind} are {start.short_words} to {last.short_words}."
    return [Issue(code="months-do-not-match-as-at", what=what, sheet=table.sheet, cell=first.cell)]
