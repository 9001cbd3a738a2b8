"""The ways in which published files write a year."""

from __future__ import annotations

import re

from dashboard.periods import Period, financial_year, parse_period

# Source: "time_identifier" in the data standard of Explore education statistics; 2019 is the year ending March 2019.
REPORTING_YEAR = "Reporting year"
FINANCIAL_YEAR = "Financial year"

_YEAR_ENDING = re.compile(r"\d{4}")
_YEAR_SPAN = re.compile(r"(\d{4})[-/]?(\d{2})")


def parse_ees_year(time_period: str, identifier: str) -> Period | None:
    """Read ``time_period`` with its ``time_identifier``; None when they are not a financial year.

    ``2019`` with ``Reporting year`` and ``201819`` with ``Financial year`` are both 2018/19.
    """
    if identifier == REPORTING_YEAR and _YEAR_ENDING.fullmatch(time_period):
        return financial_year(int(time_period) - 1)
    return _parse_span(time_period) if identifier == FINANCIAL_YEAR else None


def parse_lait_year(text: str) -> Period | None:
    """Read the tool's ``Years``: ``2019`` (year ending), ``2018-19`` or ``2018/19``; None when it is none of them."""
    printed = text.strip()
    return financial_year(int(printed) - 1) if _YEAR_ENDING.fullmatch(printed) else _parse_span(printed)


def _parse_span(text: str) -> Period | None:
    match = _YEAR_SPAN.fullmatch(text)
    if match is None:
        return None
    try:
        return parse_period(f"{match[1]}/{match[2]}")
    except ValueError:
        return None
