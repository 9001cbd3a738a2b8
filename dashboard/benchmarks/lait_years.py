"""The interactive tool's years: what its ``Years`` mean for a measure of each year type.

The dictionary's ``Year_Type`` says what a year of a measure is: ``Financial Year`` and ``Academic Year`` are named by
the year in which they end, or printed as a span (2018-19); ``Calendar Year`` is January to December; ``Annual`` is the
count on 31 March, which the department's own releases print under the financial year that ends then, and so do we;
``Annual (end of Sept)`` and ``Annual - January`` are counts of that month. A mark in brackets says how final a year is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.periods import MONTH_NAMES, Period, academic_year, calendar_year, financial_year, month
from dashboard.vocabulary import Basis

# Letters by which a month's name is told: "Sept", "September", "Jan".
MONTH_LETTERS = 3

_WORD = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?P<first>(?:19|20)\d{2})(?:[-/](?P<second>\d{2}))?(?:\s*\((?P<mark>[A-Za-z .]+)\))?")
_SEVERAL = re.compile(r"(?:19|20)\d{2}(?:/\d{2})?\s*[-/]\s*(?:(?:19|20)?\d{2})(?:/\d{2})?(?:\s*\([A-Za-z .]+\))?")

_PROVISIONAL = frozenset({"prov", "provisional", "p"})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearType:
    """What a year of a measure is: its time basis, and the month (1 to 12) where it is a count of one month."""

    basis: Basis
    month: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRead:
    """One text of ``Years`` read for a year type.

    ``period`` is None where the text is no single year; ``several`` tells that it is a stretch of years. ``mark`` is
    what stands in brackets behind it (Rev, Final, OT).
    """

    period: Period | None = None
    several: bool = False
    mark: str = ""

    @property
    def provisional(self) -> bool:
        """Tell whether the mark says that the figures will be published anew."""
        return self.mark.rstrip(".").casefold() in _PROVISIONAL


AT_31_MARCH = YearType(basis=Basis.FINANCIAL_YEAR)
_YEARLY: Mapping[str, YearType] = {
    "financial": YearType(basis=Basis.FINANCIAL_YEAR),
    "academic": YearType(basis=Basis.ACADEMIC_YEAR),
    "calendar": YearType(basis=Basis.CALENDAR_YEAR),
}


def parse_year_type(text: str) -> YearType | None:
    """Read the dictionary's ``Year_Type``; None when it is none of those known."""
    words = _WORD.findall(text.casefold())
    if not words:
        return None
    if words[0] != "annual":
        return _YEARLY.get(words[0])
    if len(words) == 1:
        return AT_31_MARCH
    names = [name.casefold()[:MONTH_LETTERS] for name in MONTH_NAMES]
    found = [names.index(word[:MONTH_LETTERS]) + 1 for word in words[1:] if word[:MONTH_LETTERS] in names]
    return YearType(basis=Basis.MONTH_END, month=found[0]) if len(found) == 1 else None


def read_lait_year(text: str, year_type: YearType) -> YearRead:
    """Read one text of ``Years`` for a measure of a year type."""
    printed = text.strip()
    match = _YEAR.fullmatch(printed)
    if match is None:
        return YearRead(several=_SEVERAL.fullmatch(printed) is not None)
    first, mark = int(match["first"]), (match["mark"] or "").strip()
    if match["second"] is None:
        return YearRead(period=_ending(first, year_type), mark=mark)
    period = _starting(first, year_type) if (first + 1) % 100 == int(match["second"]) else None
    return YearRead(period=period, several=period is None, mark=mark)


def _ending(year: int, year_type: YearType) -> Period:
    """Give the period that a single year names."""
    if year_type.month:
        return month(year, year_type.month)
    if year_type.basis is Basis.CALENDAR_YEAR:
        return calendar_year(year)
    return financial_year(year - 1) if year_type.basis is Basis.FINANCIAL_YEAR else academic_year(year - 1)


def _starting(first: int, year_type: YearType) -> Period | None:
    """Give the period that a span of two years names; none for what lies within one year."""
    if year_type.month:
        return None
    if year_type.basis is Basis.FINANCIAL_YEAR:
        return financial_year(first)
    return academic_year(first) if year_type.basis is Basis.ACADEMIC_YEAR else None
