"""Find figures of another month under this month's heading: a column pasted again, or a whole sheet moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.editions.lines import Line, Past, PrintedLines, is_same, period_of
from dashboard.formatting import plural
from dashboard.issues import Issue
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.vocabulary import Basis
from dashboard.workbook.rows import DraftRow

# A figure repeats the month before about one time in twelve in a real scorecard, whole numbers below ten and 0% or 100%
# left aside (measured on the demonstration's thirteen issues). Five of five by chance: once in 250,000 columns.
MIN_REPEATED = 5
# Figures that agree with another month and not with their own are no chance at all; ten leave room for a few repeats.
MIN_MOVED = 10
NEARLY_ALL = 0.9
# Whole numbers below this, and 0% and 100%, repeat too often to prove anything.
SMALL_NUMBER = 10
WHOLE = 100

_YEAR_BASES = frozenset({Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR})
_MOVES = (
    (-1, "the month before"),
    (1, "the month after"),
    (-MONTHS_IN_YEAR, "the year before"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """One printed figure, the period it is held against, and whether that period has the same figure."""

    row: DraftRow
    period: Period
    other: Period
    same: bool


def check_pasted(printed: PrintedLines, past: Past, as_at: Period) -> list[Issue]:
    """List figures that belong to another month: the whole workbook moved, else a sheet's latest column pasted again.

    The store decides whether a workbook is moved; a pasted column is seen against the sheet's own month before, or the
    store's where the sheet does not print it.
    """
    moved = _moved(printed, past)
    return [moved] if moved else _repeated_columns(printed, past, as_at)


def _moved(printed: PrintedLines, past: Past) -> Issue | None:
    """Find a workbook whose figures are those of the store, but a month later or earlier, or a year."""
    for steps, words in _MOVES:
        pairs = list(_held_against(printed, past, steps))
        same = [pair for pair in pairs if pair.same]
        # One month alone may be a pasted column, which is said of its own sheet.
        enough_months = len({pair.period for pair in same}) > 1 or steps == -MONTHS_IN_YEAR
        if len(same) >= MIN_MOVED and len(same) >= NEARLY_ALL * len(pairs) and enough_months:
            first = min(same, key=lambda pair: pair.period.start)
            what = (
                f"{len(same)} of {plural(len(pairs), 'figure')} are those published for {words}: what stands under "
                f"{first.period.words} was published for {first.other.words}."
            )
            return Issue(code="months-shifted", what=what, sheet=first.row.sheet, cell=first.row.cell)
    return None


def _held_against(printed: PrintedLines, past: Past, steps: int) -> Iterator[_Pair]:
    """Hold each month's figure against the store's figure so many months away, where the two months differ there."""
    for line, months in printed.items():
        stored = past.lines.get(line, {})
        for period, row in months.items():
            other = period.shift(steps)
            there = stored.get(other) if period.kind is PeriodKind.MONTH else None
            here = stored.get(period)
            if there is None or row.value is None or _is_common(there.value):
                continue
            if here is None or not is_same(here.value, there.value):
                yield _Pair(row=row, period=period, other=other, same=is_same(row.value, there.value))


def _repeated_columns(printed: PrintedLines, past: Past, as_at: Period) -> list[Issue]:
    sheets: dict[str, list[_Pair]] = {}
    for pair in _beside_the_period_before(printed, past, as_at):
        sheets.setdefault(pair.row.sheet, []).append(pair)
    found = [issue for pairs in sheets.values() if (issue := _repeated_column(pairs)) is not None]
    if found:
        return found
    # Sheets with few measures prove nothing one by one.
    whole = _repeated_column([pair for pairs in sheets.values() for pair in pairs])
    return [whole] if whole else []


def _beside_the_period_before(printed: PrintedLines, past: Past, as_at: Period) -> Iterator[_Pair]:
    for line, periods in printed.items():
        latest = max(periods, key=lambda period: period.end)
        if latest.end != as_at.end or line[1] in _YEAR_BASES:
            continue
        row, other = periods[latest], _period_before(periods[latest], latest)
        before = _figure_of(line, other, printed, past)
        if row.value is not None and before is not None and not (_is_common(row.value) and _is_common(before)):
            yield _Pair(row=row, period=latest, other=other, same=is_same(row.value, before))


def _period_before(row: DraftRow, latest: Period) -> Period:
    """Give the period of the column before: a month's figure in a quarter's column has one three months back."""
    in_quarters = period_of(row.period).kind is PeriodKind.QUARTER and latest.kind is PeriodKind.MONTH
    return latest.shift(-MONTHS_IN_QUARTER if in_quarters else -1)


def _figure_of(line: Line, period: Period, printed: PrintedLines, past: Past) -> float | None:
    row = printed[line].get(period)
    if row is not None:
        return row.value
    stored = past.figure(line, period)
    return stored.value if stored else None


def _repeated_column(pairs: list[_Pair]) -> Issue | None:
    same = [pair for pair in pairs if pair.same]
    if len(same) < MIN_REPEATED or len(same) < NEARLY_ALL * len(pairs):
        return None
    first = same[0]
    what = (
        f"{len(same)} of {plural(len(pairs), 'figure')} for {first.period.words} are the very figures of "
        f"{first.other.words}."
    )
    return Issue(code="column-pasted-again", what=what, sheet=first.row.sheet, cell=first.row.cell)


def _is_common(value: float) -> bool:
    return value in (0, WHOLE) or (abs(value) < SMALL_NUMBER and float(value).is_integer())
