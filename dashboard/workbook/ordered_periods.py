"""Date month and quarter headings that print no year by their order, where the as-at month's own year does not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.table import Column

_PERIODS_IN_YEAR = {PeriodKind.MONTH: MONTHS_IN_YEAR, PeriodKind.QUARTER: MONTHS_IN_YEAR // MONTHS_IN_QUARTER}


def date_by_order(
    columns: tuple[Column, ...], as_at: Period | None, holds_figures: Callable[[Column], bool]
) -> tuple[Column, ...]:
    """Date "Nov" to "Oct" as the twelve months up to an as-at month of October.

    A heading without a year is first given the as-at month's financial year. Where that puts figures after the as-at
    month, the order decides if the headings run up to that month without a gap and none stands twice; if they do not
    and do not run from April either, none of them is dated.
    """
    if as_at is None:
        return columns
    months = [column for column in columns if column.role is ColumnRole.PERIOD and not column.is_relative]
    if not any(_is_late(column, as_at) and holds_figures(column) for column in months if column.assumed_year):
        return columns
    dated = _run_up_to(as_at, months)
    if dated is None and _runs_from_april(months):
        # Last year's template: its months are those of one year, and are refused as such.
        return columns
    found = {column.index: period for column, period in zip(months, dated or [None] * len(months), strict=True)}
    return tuple(
        replace(column, period=found[column.index]) if column.index in found and column.assumed_year else column
        for column in columns
    )


def _is_late(column: Column, as_at: Period) -> bool:
    return column.period is not None and column.period.start > as_at.end


def _run_up_to(as_at: Period, columns: list[Column]) -> list[Period | None] | None:
    """Count back from the as-at month, one step a column; None where a heading names another month or year."""
    last = columns[-1].period
    if last is None or last.kind not in _PERIODS_IN_YEAR or len(columns) > _PERIODS_IN_YEAR[last.kind]:
        return None
    final = next((moved for years in range(2) if (moved := _years_back(last, years)).end == as_at.end), None)
    if final is None:
        return None
    run = [final.shift(position - len(columns) + 1) for position in range(len(columns))]
    fits = all(_may_be(column, period) for column, period in zip(columns, run, strict=True))
    return list(run) if fits else None


def _may_be(column: Column, period: Period) -> bool:
    """Tell whether a heading names the period, of whichever year where it prints none."""
    own = column.period
    if own is None or not column.assumed_year:
        return own == period
    return own.kind is period.kind and own.start.month == period.start.month


def _years_back(period: Period, years: int) -> Period:
    return period.shift(-years * _PERIODS_IN_YEAR[period.kind])


def _runs_from_april(columns: list[Column]) -> bool:
    starts = [column.period.start for column in columns if column.period is not None]
    return all(before < after for before, after in pairwise(starts))
