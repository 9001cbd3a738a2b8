"""Notice what two sheets print with different figures: an out-of-date copy, or one measure on rows that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from dashboard.issues import Issue
from dashboard.precision import same_figure
from dashboard.vocabulary import FIGURE_KINDS, Kind
from dashboard.workbook.rows import DraftRow

# A sheet is another's copy when this much of the smaller one's measures stand on both.
_MOSTLY = 0.5
# With fewer measures in conflict, each is named at its own cell instead.
_MIN_CONFLICTS = 2
# Two rows are not one measure's when more than this much of the figures that both print differ.
_HALF = 0.5
_ROW = re.compile(r"\d+")
_COPY_NAME = re.compile(r"\(\d+\)\s*$|\bcopy\b|\bold\b|\bprevious\b|\blast\b|\bsuperseded\b|\bdraft\b", re.IGNORECASE)

_Figures = dict[tuple[str, str, str, str], DraftRow]
_Months = dict[str, DraftRow]


def find_stale_copies(rows: Iterable[DraftRow], sheets: Iterable[str]) -> list[Issue]:
    """Name each pair of read sheets that print mostly the same measures with different figures.

    The file is refused: which of the two is right cannot be told from the workbook.
    """
    by_sheet: dict[str, _Figures] = {sheet: {} for sheet in sheets}
    for row in rows:
        if row.kind in FIGURE_KINDS and row.value is not None and row.sheet in by_sheet:
            by_sheet[row.sheet][row.indicator, row.basis, row.area, row.period] = row
    pairs = combinations(by_sheet.items(), 2)
    return [_issue(one, other) for (one, first), (other, second) in pairs if _is_copy(first, second)]


def _is_copy(first: _Figures, second: _Figures) -> bool:
    measures = [{key[:2] for key in figures} for figures in (first, second)]
    conflicts = {key[:2] for key in first.keys() & second.keys() if not _same(first[key], second[key])}
    shared = measures[0] & measures[1]
    return len(conflicts) >= _MIN_CONFLICTS and len(shared) >= _MOSTLY * min(map(len, measures))


def _same(one: DraftRow, other: DraftRow) -> bool:
    if one.value is None or other.value is None:
        return False
    return same_figure(one.value, one.decimals, other.value, other.decimals)


def _issue(one: str, other: str) -> Issue:
    """Place the issue on the sheet whose name is a copy's, else on the later one."""
    copied, original = (one, other) if _COPY_NAME.search(one) and not _COPY_NAME.search(other) else (other, one)
    what = f"The sheets {original!r} and {copied!r} print the same measures with different figures."
    return Issue(code="stale-copy", what=what, sheet=copied, cell="A1")


def leave_out_repeated(
    rows: Iterable[DraftRow], name_cells: Mapping[tuple[str, int], str]
) -> tuple[tuple[DraftRow, ...], tuple[Issue, ...]]:
    """Leave out a measure that stands on two sheets with mostly different figures, and name both rows.

    Which is right cannot be told, so neither is read, as where both stand on one sheet. A single figure in which two
    rows differ is left to be named at its own cells. ``name_cells`` gives the cell of the name by sheet and row.
    """
    rows = tuple(rows)
    places: dict[tuple[str, str], dict[tuple[str, int], _Months]] = {}
    for row in rows:
        place = (row.sheet, _row_of(row))
        if row.kind is Kind.VALUE and row.value is not None and place in name_cells:
            places.setdefault((row.indicator, row.basis), {}).setdefault(place, {})[row.period] = row
    pairs = (pair for months in places.values() for pair in combinations(months.items(), 2))
    repeated = {place: next(iter(m.values())) for pair in pairs if _differ(pair[0][1], pair[1][1]) for place, m in pair}
    issues = [_repeated_issue(row, name_cells[place]) for place, row in repeated.items()]
    return tuple(row for row in rows if (row.sheet, _row_of(row)) not in repeated), tuple(issues)


def _differ(first: _Months, second: _Months) -> bool:
    shared = first.keys() & second.keys()
    conflicts = sum(not _same(first[period], second[period]) for period in shared)
    return conflicts >= _MIN_CONFLICTS and conflicts > len(shared) * _HALF


def _row_of(row: DraftRow) -> int:
    found = _ROW.search(row.cell)
    return int(found[0]) if found else 0


def _repeated_issue(row: DraftRow, name_cell: str) -> Issue:
    what = f"{row.printed_name!r} stands on two sheets with different figures."
    return Issue(code="duplicate-measure", what=what, sheet=row.sheet, cell=name_cell)
