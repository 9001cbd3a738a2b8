"""Hold the yellow cells of a sheet against the issue before: a figure that changed is marked, and only that one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.editions.lines import Line, period_of
from dashboard.editions.tidy import stored_period
from dashboard.formatting import plural
from dashboard.issues import Issue
from dashboard.periods import MONTHS_IN_QUARTER, Period, PeriodKind
from dashboard.precision import same_figure
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId, Kind
from dashboard.workbook.rows import DraftRow

# Cells named in one issue; the rest are counted.
NAMED = 10
# Marked figures are held to the last decimal of the cell: a change too small to be shown may still be marked.
UNSHOWN = 1e-6

_Key = tuple[Line, Period]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBefore:
    """The month and quarter figures that the issue just before printed; None where it printed a reason or a blank."""

    figures: Mapping[_Key, tuple[float | None, int | None]]


def step_of(rows: Iterable[DraftRow]) -> int:
    """Give how many months lie between two issues of a report: three where its columns are quarters."""
    kinds = {period_of(row.period).kind for row in rows if row.kind is Kind.VALUE}
    return MONTHS_IN_QUARTER if PeriodKind.QUARTER in kinds else 1


def issue_before(
    stored: pd.DataFrame, as_at: Period, issue_number: int, step: int, ours: AreaCode
) -> IssueBefore | None:
    """Find the issue just before in a report's rows of the store: an earlier one of this month, else the last month's.

    None where it is not there, so that nothing can be said about marks.
    """
    same_month = (stored["as_at"] == str(as_at)) & (stored["issue_number"] < issue_number)
    candidates = stored[same_month | (stored["as_at"] == str(as_at.shift(-step)))]
    if candidates.empty:
        return None
    last = candidates.sort_values(["as_at", "issue_number", "edition"])["edition"].iloc[-1]
    rows = candidates[candidates["edition"] == last]
    rows = rows[(rows["kind"] == str(Kind.VALUE)) & (rows["area"] == ours)]
    figures: dict[_Key, tuple[float | None, int | None]] = {}
    columns = (rows[name].tolist() for name in ("indicator", "basis", "period", "value", "decimals"))
    for indicator, basis, code, value, decimals in zip(*columns, strict=True):
        key = ((IndicatorId(indicator), Basis(basis)), period_of(code))
        figures[key] = (None if pd.isna(value) else value, None if pd.isna(decimals) else int(decimals))
    return IssueBefore(figures=figures)


def check_restated_marks(rows: Iterable[DraftRow], before: IssueBefore, as_at: Period) -> list[Issue]:
    """List figures that changed and are not yellow, and yellow ones that restate nothing.

    Several of one sheet are one issue; a workbook that marks nothing at all has one for all its sheets.
    """
    figures = [row for row in rows if row.kind is Kind.VALUE and row.area is AreaRole.OURS and not row.fault]
    unmarked = [row for row in figures if not row.restated and _is_restated(row, before, as_at)]
    idle = [row for row in figures if row.restated and _restates_nothing(row, before, as_at)]
    marks_nothing = not any(row.restated for row in rows)
    groups = [unmarked] if marks_nothing and unmarked else _by_sheet(unmarked)
    return [
        *(_unmarked_issue(group, several_sheets=len({row.sheet for row in group}) > 1) for group in groups),
        *(_idle_issue(group) for group in _by_sheet(idle)),
    ]


def _key(row: DraftRow, as_at: Period) -> _Key:
    return ((row.indicator, row.basis), stored_period(row, as_at))


def _is_restated(row: DraftRow, before: IssueBefore, as_at: Period) -> bool:
    """Tell a figure that changed; one that came where there was none is late, not restated."""
    old, decimals = before.figures.get(_key(row, as_at), (None, None))
    if old is None or row.value is None:
        return False
    return not same_figure(old, decimals, row.value, row.decimals)


def _restates_nothing(row: DraftRow, before: IssueBefore, as_at: Period) -> bool:
    """Tell a yellow figure that is new with this month, or is what the issue before printed."""
    if row.value is None:
        return False
    old, _ = before.figures.get(_key(row, as_at), (None, None))
    if old is None:
        return period_of(row.period).end == as_at.end
    return abs(old - row.value) < UNSHOWN


def _by_sheet(rows: Iterable[DraftRow]) -> list[list[DraftRow]]:
    sheets: dict[str, list[DraftRow]] = {}
    for row in rows:
        sheets.setdefault(row.sheet, []).append(row)
    return list(sheets.values())


def _unmarked_issue(rows: list[DraftRow], *, several_sheets: bool) -> Issue:
    first = rows[0]
    cells = _cells(rows, several_sheets=several_sheets)
    if len(rows) == 1:
        what = "This figure is not the one that the issue before printed, and its cell is not yellow."
    else:
        what = f"{len(rows)} figures are not those that the issue before printed, and their cells are not yellow: "
        what += f"{cells}."
    return Issue(code="restated-not-marked", what=what, sheet=first.sheet, cell=first.cell)


def _idle_issue(rows: list[DraftRow]) -> Issue:
    first = rows[0]
    if len(rows) == 1:
        what = "The cell is yellow, but its figure restates nothing."
    else:
        what = f"{plural(len(rows), 'cell')} are yellow, but their figures restate nothing: "
        what += f"{_cells(rows, several_sheets=False)}."
    return Issue(code="marked-not-restated", what=what, sheet=first.sheet, cell=first.cell)


def _cells(rows: list[DraftRow], *, several_sheets: bool) -> str:
    names = [f"{row.sheet}!{row.cell}" if several_sheets else row.cell for row in rows]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
