"""Find the columns of a report from what its edition states: months or quarters, year, earlier years, benchmarks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.intake.session import Session
from dashboard.observations import (
    BEST_STATISTICAL_NEIGHBOUR,
    ENGLAND,
    NATIONAL_TOP_QUARTILE,
    STATISTICAL_NEIGHBOURS,
    Observation,
)
from dashboard.periods import MONTHS_IN_QUARTER, Period, PeriodKind, month
from dashboard.views.workbook.view import Headings
from dashboard.vocabulary import AreaCode, AreaRole, Basis, Kind

# The benchmark headings of the printed scorecard, in its order; the region's comes after them where one is stated.
BENCHMARK_HEADINGS: dict[AreaCode, str] = {
    STATISTICAL_NEIGHBOURS: "STAT NEIGH AVE",
    BEST_STATISTICAL_NEIGHBOUR: "BEST STAT NEIGH",
    ENGLAND: "NAT AVE",
    NATIONAL_TOP_QUARTILE: "NAT TOP QTILE THRESHOLD",
}
SAME_PERIOD_LAST_YEAR = "SAME PERIOD LAST YEAR"
_QUARTER_ENDS = frozenset({3, 6, 9, 12})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of every sheet. ``ends`` are the last days of the months or quarters.

    ``year_kinds`` are those of the year columns; ``last_year`` says that the same period last year is printed.
    """

    as_at: Period
    quarterly: bool
    ends: tuple[date, ...]
    year_kinds: tuple[Kind, ...]
    previous: tuple[Period, ...]
    last_year: bool
    benchmarks: tuple[tuple[AreaCode, Period], ...]


def columns_of(session: Session, figures: Iterable[Observation], as_at: Period) -> Columns:
    """Read the columns off the figures of one edition."""
    figures = list(figures)
    values = [one for one in figures if one.kind is Kind.VALUE]
    quarterly = _is_quarterly(values)
    kinds = {one.kind for one in figures}
    earlier = [one for one in figures if one.kind is Kind.PREVIOUS_YEAR]
    years = {one.period for one in earlier if _is_full_year(one)}
    return Columns(
        as_at=as_at,
        quarterly=quarterly,
        ends=tuple(sorted({_end(one.period, as_at) for one in values})) or (as_at.end,),
        year_kinds=tuple(kind for kind in (Kind.YEAR_TO_DATE, Kind.YEAR_END) if kind in kinds),
        previous=tuple(sorted(years, key=lambda year: year.sort_key)),
        last_year=any(not _is_full_year(one) for one in earlier),
        benchmarks=_benchmarks(session, figures),
    )


def _is_full_year(one: Observation) -> bool:
    return one.period.kind is PeriodKind.FINANCIAL_YEAR


def _end(period: Period, as_at: Period) -> date:
    """Give the end of the column in which a figure stands: an annual one stands in the latest."""
    end = period.last_month.end if period.kind is PeriodKind.WEEK else period.end
    return min(end, as_at.end)


def _is_quarterly(values: list[Observation]) -> bool:
    """Tell a report of quarters: it states one, or only months that end quarters and none of a single month."""
    kinds = {one.period.kind for one in values}
    if PeriodKind.QUARTER in kinds:
        return True
    months = {one.period for one in values if one.period.kind is PeriodKind.MONTH}
    in_month = any(one.basis in (Basis.IN_MONTH, Basis.IN_WEEK) for one in values)
    return len(months) > 1 and not in_month and {one.end.month for one in months} <= _QUARTER_ENDS


def _benchmarks(session: Session, figures: list[Observation]) -> tuple[tuple[AreaCode, Period], ...]:
    region = session.area_codes[AreaRole.REGION]
    order = {code: place for place, code in enumerate((*BENCHMARK_HEADINGS, region))}
    found = {(one.area, one.period) for one in figures if one.kind is Kind.BENCHMARK and one.area in order}
    years = {year for _, year in found}
    # All four columns of a year stand there as printed, even where one of them is blank throughout.
    for year in years:
        found |= {(code, year) for code in BENCHMARK_HEADINGS}
    return tuple(sorted(found, key=lambda one: (one[1].sort_key, order[one[0]])))


# ------------------------------------------------------------------------------------------------------
# Headings
# ------------------------------------------------------------------------------------------------------


def headings_of(columns: Columns, *, with_targets: bool) -> Headings:
    """Head the columns in the printed words."""
    year = columns.as_at.financial_year
    one = "Quarter" if columns.quarterly else "Month"
    last_year = (SAME_PERIOD_LAST_YEAR,) if columns.last_year else ()
    years = {period for _, period in columns.benchmarks}
    group = f"LATEST BENCHMARKING - {next(iter(years))}" if len(years) == 1 else "LATEST BENCHMARKING"
    return Headings(
        note="DATA PERIOD" if columns.quarterly else "DATA NOTE\n(Monthly)",
        month_group=_month_group(columns),
        months=tuple(_column_heading(end, quarterly=columns.quarterly) for end in columns.ends),
        years=tuple(f"YTD {year}" if kind is Kind.YEAR_TO_DATE else f"Year End {year}" for kind in columns.year_kinds),
        year_note="DATA NOTE" if columns.year_kinds else "",
        travel=f"DOT\n({one} on {one})",
        rag=f"RAG\n(in {one.lower()})",
        targets=f"{year} Target and Tolerances" if with_targets else "",
        previous=(*last_year, *(str(period) for period in columns.previous)),
        benchmark_group=group if columns.benchmarks else "",
        benchmarks=tuple(
            _benchmark_heading(area) + (f"\n{period}" if len(years) > 1 else "") for area, period in columns.benchmarks
        ),
        monthly=not columns.quarterly,
    )


def _benchmark_heading(area: AreaCode) -> str:
    return BENCHMARK_HEADINGS.get(area, "REGION AVE")


def _month_group(columns: Columns) -> str:
    """Head months of one financial year by it."""
    years = {month(end.year, end.month).financial_year for end in columns.ends}
    if len(years) == 1:
        return str(next(iter(years)))
    return "QUARTERLY PERFORMANCE" if columns.quarterly else "MONTHLY PERFORMANCE"


def _column_heading(end: date, *, quarterly: bool) -> str:
    last = month(end.year, end.month)
    if not quarterly:
        return f"{last.words[:3]}-{end:%y}"
    first = last.shift(1 - MONTHS_IN_QUARTER)
    return f"Q{_quarter_number(last)}\n{first.words[:3]} - {last.words[:3]} {end.year}"


def _quarter_number(last: Period) -> int:
    since_april = last.month_number - month(last.financial_year.start.year, 4).month_number
    return since_april // MONTHS_IN_QUARTER + 1


def sheet_title(as_at: Period) -> str:
    """Write the line over a section: the month it is as at and the quarter that the month lies in."""
    number = _quarter_number(as_at.last_month)
    first = month(as_at.financial_year.start.year, 4).shift((number - 1) * MONTHS_IN_QUARTER)
    last = first.shift(MONTHS_IN_QUARTER - 1)
    covering = f"{first.words.split()[0]} - {last.words}"
    return f"Performance Summary – As at Month End: {as_at.last_month.words} – Quarter {number} covering {covering}"
