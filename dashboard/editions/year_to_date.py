"""Check that the year to date of a plain count is the sum of its months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.editions.lines import period_of
from dashboard.issues import Issue
from dashboard.periods import Period, PeriodKind, months_between, quarter
from dashboard.vocabulary import AreaRole, Basis, Kind, Unit
from dashboard.workbook.rows import DraftRow

_YEAR_KINDS = (Kind.YEAR_TO_DATE, Kind.YEAR_END)
# Only separate periods add up; a snapshot, a rolling figure or a count from April on does not.
_SEPARATE = frozenset({Basis.IN_MONTH, Basis.IN_QUARTER})
HALF = 0.5
# A year to date that is run again holds late entries that the months printed earlier do not ("Data reports are not
# dynamic", the scorecard's standing note): up to a hundredth of it is worth knowing and no more.
LATE_ENTRIES = 0.01

_Place = tuple[str, str]


def check_year_to_date(rows: Iterable[DraftRow], catalogue: Catalogue, as_at: Period) -> list[Issue]:
    """Compare each count's year to date or year end with its months, where the sheet prints all of them.

    Percentages, rates, averages and snapshots do not add up and are left alone. Where cells hold more decimals than
    they show, a sum may differ by half of the last one for each figure added. A difference as small as late entries
    make it is a note.
    """
    counts = {indicator.id: indicator for indicator in catalogue.indicators if indicator.unit is Unit.COUNT}
    rows = [row for row in rows if row.indicator in counts and row.area is AreaRole.OURS]
    periods = _periods(rows)
    issues = []
    for row in rows:
        if row.kind in _YEAR_KINDS and row.value is not None and period_of(row.period) == as_at.financial_year:
            parts = _parts(periods.get((row.sheet, row.printed_name), {}), as_at)
            if parts and (issue := _issue(row, parts, counts[row.indicator])):
                issues.append(issue)
    return issues


def _periods(rows: Iterable[DraftRow]) -> dict[_Place, dict[Period, DraftRow]]:
    found: dict[_Place, dict[Period, DraftRow]] = {}
    for row in rows:
        if row.kind is Kind.VALUE and row.basis in _SEPARATE and row.value is not None and not row.fault:
            found.setdefault((row.sheet, row.printed_name), {})[period_of(row.period)] = row
    return found


def _parts(printed: Mapping[Period, DraftRow], as_at: Period) -> list[DraftRow]:
    """List the year's months or quarters up to now; nothing where one of them has no figure on the sheet."""
    if not printed:
        return []
    year = as_at.financial_year
    wanted = months_between(period_of(f"{year.start:%Y-%m}"), as_at)
    if next(iter(printed)).kind is PeriodKind.QUARTER:
        quarters = (quarter(year.start.year, number) for number in range(1, 5))
        wanted = [one for one in quarters if one.end <= as_at.end]
    return [printed[one] for one in wanted] if all(one in printed for one in wanted) else []


def _issue(row: DraftRow, parts: list[DraftRow], indicator: Indicator) -> Issue | None:
    values = [part.value for part in parts if part.value is not None]
    total = sum(values)
    if row.value is None or abs(total - row.value) <= _leeway([row, *parts]):
        return None
    said = f"{indicator.name}: the year to date is {row.value:g}"
    what = f"{said}, but {parts[0].cell} to {parts[-1].cell} add up to {total:g}."
    if abs(total - row.value) <= LATE_ENTRIES * abs(row.value):
        return Issue(code="year-to-date-near-sum", what=what, sheet=row.sheet, cell=row.cell)
    return Issue(code="year-to-date-not-sum", what=what, sheet=row.sheet, cell=row.cell)


def _leeway(rows: list[DraftRow]) -> float:
    """Give how far a sum may be out by rounding: not at all where every figure is whole."""
    if all(row.value is not None and float(row.value).is_integer() for row in rows):
        return HALF / 10
    return sum(HALF * 10.0 ** -(row.decimals or 0) for row in rows)
