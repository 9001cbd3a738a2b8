"""The ways in which published files write a year."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.periods import (
    MONTH_NAMES,
    Period,
    PeriodKind,
    academic_year,
    calendar_year,
    financial_year,
    month,
    parse_period,
)
from dashboard.vocabulary import Basis

# Source: "time_identifier" in the data standard of Explore education statistics; 2019 is the year ending March 2019.
REPORTING_YEAR = "Reporting year"
FINANCIAL_YEAR = "Financial year"
CALENDAR_YEAR = "Calendar year"
ACADEMIC_YEAR = "Academic year"
TAX_YEAR = "Tax year"
YEAR_IDENTIFIERS = frozenset({REPORTING_YEAR, FINANCIAL_YEAR, CALENDAR_YEAR, ACADEMIC_YEAR, TAX_YEAR})

# The rest of the standard's identifiers, with four digits (a single year) or six (two years that follow each other).
_WEEKS = 53
_QUARTERS = (1, 2, 3, 4)
FOUR_DIGITS = frozenset(
    {REPORTING_YEAR, CALENDAR_YEAR, *MONTH_NAMES}
    | {f"Week {number}" for number in range(1, _WEEKS + 1)}
    | {f"Calendar year Q{number}" for number in _QUARTERS}
)
SIX_DIGITS = frozenset(
    {FINANCIAL_YEAR, ACADEMIC_YEAR, TAX_YEAR}
    | {"Autumn term", "Spring term", "Summer term", "Autumn and spring term"}
    | {"Part 1 (April to September)", "Part 2 (October to March)"}
    | {f"{kind} Q{number}" for kind in (FINANCIAL_YEAR, ACADEMIC_YEAR, TAX_YEAR) for number in _QUARTERS}
)

# What lies outside is a slip, not a year that anyone has figures of.
FIRST_YEAR, LAST_YEAR = 1900, 2100

_YEAR_ENDING = re.compile(r"[0-9]{4}")
_YEAR_SPAN = re.compile(r"([0-9]{4})[-/]?([0-9]{2})")


def parse_ees_year(time_period: str, identifier: str) -> Period | None:
    """Read ``time_period`` with its ``time_identifier``; None when they are not a financial year.

    ``2019`` with ``Reporting year`` and ``201819`` with ``Financial year`` are both 2018/19.
    """
    return parse_ees_period(time_period, identifier, Basis.FINANCIAL_YEAR, None)


def parse_ees_period(time_period: str, identifier: str, basis: Basis, as_at_month: int | None) -> Period | None:
    """Read the period that a figure of ``basis`` is kept under; None where the row is about another kind of period.

    ``as_at_month`` is the month that a year of four digits stands for where that is not the year ending in March: a
    figure of a month is kept under that month, one of a financial year under the year in which it lies.
    """
    if as_at_month is not None:
        return _parse_as_at(time_period, identifier, basis, as_at_month)
    if identifier == REPORTING_YEAR and basis is Basis.FINANCIAL_YEAR:
        year = _year_of(time_period)
        return financial_year(year - 1) if year is not None else None
    if identifier == CALENDAR_YEAR and basis is Basis.CALENDAR_YEAR:
        year = _year_of(time_period)
        return calendar_year(year) if year is not None else None
    if _SPANS.get(identifier) is not basis:
        return None
    span = _parse_span(time_period)
    return span if span is None or basis is Basis.FINANCIAL_YEAR else academic_year(span.start.year)


_SPANS: Mapping[str, Basis] = {FINANCIAL_YEAR: Basis.FINANCIAL_YEAR, ACADEMIC_YEAR: Basis.ACADEMIC_YEAR}


def _parse_as_at(time_period: str, identifier: str, basis: Basis, as_at_month: int) -> Period | None:
    year = _year_of(time_period) if identifier in (REPORTING_YEAR, CALENDAR_YEAR) else None
    if year is None:
        return None
    as_at = month(year, as_at_month)
    return as_at.financial_year if basis is Basis.FINANCIAL_YEAR else as_at


def is_ees_time(time_period: str, identifier: str) -> bool:
    """Tell whether the two are written as the data standard has them, whatever kind of period they are."""
    if identifier in FOUR_DIGITS:
        return _year_of(time_period) is not None
    return identifier in SIX_DIGITS and "/" not in time_period and _parse_span(time_period) is not None


def _year_of(text: str) -> int | None:
    return int(text) if _YEAR_ENDING.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _parse_span(text: str) -> Period | None:
    match = _YEAR_SPAN.fullmatch(text)
    if match is None or _year_of(match[1]) is None:
        return None
    try:
        return parse_period(f"{match[1]}/{match[2]}")
    except ValueError:
        return None


def months_of(year: Period) -> tuple[Period, ...]:
    """List a financial year's months, April to March.

    Raises:
        ValueError: when the period is no financial year.
    """
    if year.kind is not PeriodKind.FINANCIAL_YEAR:
        raise ValueError(f"{year} is no financial year")
    return tuple(month(year.start.year, year.start.month).shift(step) for step in range(len(MONTH_NAMES)))
