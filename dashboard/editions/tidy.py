"""Turn the rows read from a workbook into observations: one figure a key, the rest checked or set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.formatting import BASIS_WORDS
from dashboard.issues import Issue
from dashboard.observations import Observation
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.precision import same_figure
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId, Kind, Missing
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table_rows import REPEATING_BASES

# Forms whose figure belongs to a month even where a quarter's column prints it.
_MONTHLY_FORMS = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE})
_IN_YEAR_BASES = frozenset(
    {Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS, Basis.MONTH_END, Basis.IN_QUARTER, Basis.IN_MONTH}
)

_Line = tuple[str, IndicatorId, Basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """The observations of one upload, and the issues met on the way.

    An observation that is ``no_figure`` says that the cell is blank; only a blank over a stored figure matters.
    ``refused`` counts the cells left out.
    """

    observations: tuple[Observation, ...]
    issues: tuple[Issue, ...]
    refused: int


def tidy_rows(rows: Iterable[DraftRow], as_at: Period, area_codes: Mapping[AreaRole, AreaCode]) -> Tidied:
    """Make observations of the figure rows; a key printed twice must agree with itself."""
    rows = list(rows)
    repeats = _repeating_latest(rows)
    compared = _compared_in_year(rows)
    repeating_cells = {(row.sheet, row.cell) for row in repeats}
    figures = [row for row in rows if _is_stored(row) and (row.sheet, row.cell) not in repeating_cells]
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for row in figures:
        if not row.fault:
            observation = _observation(row, as_at, area_codes, compared)
            groups.setdefault(observation.key, []).append(observation)
    kept: list[Observation] = []
    issues: list[Issue] = []
    refused = sum(bool(row.fault) for row in figures)
    for group in groups.values():
        chosen = _agreed(group)
        if chosen is None:
            issues += _conflict_issues(group)
            refused += len(group)
        else:
            kept.append(chosen)
    issues += _repeat_issues(repeats, kept)
    return Tidied(observations=tuple(kept), issues=tuple(issues), refused=refused)


def _is_stored(row: DraftRow) -> bool:
    return row.kind in (Kind.VALUE, Kind.PREVIOUS_YEAR, Kind.BENCHMARK, Kind.YEAR_TO_DATE, Kind.YEAR_END)


def _repeating_latest(rows: Iterable[DraftRow]) -> list[DraftRow]:
    """Find the year-to-date and year-end cells that repeat the latest month of a snapshot or rolling measure.

    A comparison table has no months beside it: there the in-year figure is the figure.
    """
    repeating = [row for row in rows if row.basis in REPEATING_BASES]
    monthly = {(row.sheet, row.indicator, row.basis) for row in repeating if row.kind is Kind.VALUE}
    return [
        row
        for row in repeating
        if row.kind in (Kind.YEAR_TO_DATE, Kind.YEAR_END) and (row.sheet, row.indicator, row.basis) in monthly
    ]


def _compared_in_year(rows: Iterable[DraftRow]) -> frozenset[_Line]:
    """Find the forms that a sheet compares with other areas during the year: all its figures are provisional."""
    return frozenset(_line(row) for row in rows if row.kind is Kind.BENCHMARK and row.basis in _IN_YEAR_BASES)


def _line(row: DraftRow) -> _Line:
    return (row.sheet, row.indicator, row.basis)


def _observation(
    row: DraftRow, as_at: Period, area_codes: Mapping[AreaRole, AreaCode], compared: frozenset[_Line]
) -> Observation:
    in_year = row.kind in (Kind.BENCHMARK, Kind.YEAR_TO_DATE) and _line(row) in compared
    return Observation(
        indicator=row.indicator,
        basis=row.basis,
        area=area_codes[row.area],
        period=stored_period(row, as_at),
        value=row.value,
        missing=row.missing,
        kind=row.kind,
        numerator=row.numerator,
        denominator=row.denominator,
        decimals=row.decimals,
        provisional=row.kind is Kind.YEAR_END or in_year,
        text=row.text,
        sheet=row.sheet,
        cell=row.cell,
    )


def stored_period(row: DraftRow, as_at: Period) -> Period:
    """Give the period a figure is stored under: a year to date under its as-at month, whatever its heading prints."""
    period = parse_period(row.period)
    if period.kind is PeriodKind.QUARTER and row.basis in _MONTHLY_FORMS:
        return period.last_month
    if period.kind is PeriodKind.QUARTER and row.basis is Basis.FINANCIAL_YEAR:
        return period.financial_year
    if period.kind is PeriodKind.FINANCIAL_YEAR and row.basis in _MONTHLY_FORMS:
        return as_at
    return period


def _agreed(group: list[Observation]) -> Observation | None:
    """Choose among cells with one key: the finest figure where they agree, or a reason; None where they differ."""
    figures = [one for one in group if one.value is not None]
    if not figures:
        return min(group, key=lambda one: one.missing is Missing.NO_FIGURE)
    finest = max(figures, key=lambda one: one.decimals if one.decimals is not None else -1)
    return finest if all(_agree(finest, other) for other in figures) else None


def _agree(one: Observation, other: Observation) -> bool:
    if one.value is None or other.value is None:
        return False
    return same_figure(one.value, one.decimals, other.value, other.decimals)


def _conflict_issues(group: list[Observation]) -> list[Issue]:
    """Name every cell that prints the figure: any of them may be the wrong one."""
    first, printed = group[0], [one for one in group if one.value is not None]
    places = "; ".join(f"{one.sheet}!{one.cell} {one.value:g}" for one in printed)
    when = f"{first.period.words} ({BASIS_WORDS[first.basis]})"
    what = f"The same measure is printed with different figures for {when}: {places}."
    return [Issue(code="same-key-different-values", what=what, sheet=one.sheet, cell=one.cell) for one in printed]


def _repeat_issues(repeats: list[DraftRow], kept: list[Observation]) -> list[Issue]:
    """Check that repeating cells repeat the row's latest month with a figure; a reason repeats nothing."""
    latest: dict[tuple[str, str, str], Observation] = {}
    for one in kept:
        if one.kind is Kind.VALUE and one.value is not None:
            place = (one.sheet, one.indicator, one.basis)
            if place not in latest or latest[place].period.start < one.period.start:
                latest[place] = one
    issues = []
    for row in repeats:
        month = latest.get((row.sheet, row.indicator, row.basis))
        if month is None or row.value is None or _repeats(row.value, row.decimals, month):
            continue
        latest_words = f"{month.value:g} for {month.period.words} (cell {month.cell})"
        what = f"{row.printed_name} prints {row.value:g} for the year, but {latest_words}."
        issues.append(Issue(code="year-to-date-disagrees", what=what, sheet=row.sheet, cell=row.cell))
    return issues


def _repeats(value: float, decimals: int | None, month: Observation) -> bool:
    return month.value is None or same_figure(value, decimals, month.value, month.decimals)
