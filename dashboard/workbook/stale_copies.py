"""Notice a sheet that is an out-of-date copy of another: the same measures and periods with other figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from dashboard.issues import Issue
from dashboard.precision import same_figure
from dashboard.vocabulary import FIGURE_KINDS
from dashboard.workbook.rows import DraftRow

# A sheet is another's copy when this much of the smaller one's measures stand on both.
_MOSTLY = 0.5
# With fewer measures in conflict, each is named at its own cell instead.
_MIN_CONFLICTS = 2
_COPY_NAME = re.compile(r"\(\d+\)\s*$|\bcopy\b|\bold\b|\bprevious\b|\blast\b|\bsuperseded\b|\bdraft\b", re.IGNORECASE)

_Figures = dict[tuple[str, str, str, str], DraftRow]


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
