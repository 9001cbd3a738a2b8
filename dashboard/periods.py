"""Periods of time as values: months, quarters, financial, academic and calendar years, and weeks.

Codes are those of the command line: ``2019-04`` (month), ``2019/20-Q4`` (quarter), ``2018/19`` (financial
year, April to March), ``2017/18-AY`` (academic year, September to August), ``2019-CY`` (calendar year), ``2020-W05``
(ISO week). A bare ``2019`` is no code: published files write it for a year ending in 2019 as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

MONTHS_IN_YEAR = 12
MONTHS_IN_QUARTER = 3
APRIL = 4
SEPTEMBER = 9

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class PeriodKind(StrEnum):
    """The kinds of period a figure can be about."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    ACADEMIC_YEAR = "academic_year"
    CALENDAR_YEAR = "calendar_year"


_LENGTH_IN_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: MONTHS_IN_QUARTER,
    PeriodKind.FINANCIAL_YEAR: MONTHS_IN_YEAR,
    PeriodKind.ACADEMIC_YEAR: MONTHS_IN_YEAR,
    PeriodKind.CALENDAR_YEAR: MONTHS_IN_YEAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A named stretch of time, made by the functions below rather than directly.

    ``start`` is its first day; two periods are equal when kind and start are.
    """

    kind: PeriodKind
    start: date

    @property
    def end(self) -> date:
        """Give the last day of the period."""
        if self.kind is PeriodKind.WEEK:
            return self.start + timedelta(days=6)
        return _add_months(self.start, _LENGTH_IN_MONTHS[self.kind]) - timedelta(days=1)

    @property
    def last_month(self) -> Period:
        """Give the month in which the period ends."""
        return month(self.end.year, self.end.month)

    @property
    def financial_year(self) -> Period:
        """Give the financial year in which the period ends."""
        return financial_year(self.end.year if self.end.month >= APRIL else self.end.year - 1)

    @property
    def month_number(self) -> int:
        """Count the months up to the one that the period starts in: two numbers lie as far apart as their months."""
        return self.start.year * MONTHS_IN_YEAR + self.start.month

    @property
    def sort_key(self) -> tuple[date, timedelta]:
        """Order periods by when they end, shorter ones first where they end together."""
        end = self.end
        return (end, end - self.start)

    def shift(self, steps: int) -> Period:
        """Give the period of the same kind that lies ``steps`` later (earlier when negative)."""
        if self.kind is PeriodKind.WEEK:
            return Period(kind=self.kind, start=self.start + timedelta(weeks=steps))
        return Period(kind=self.kind, start=_add_months(self.start, steps * _LENGTH_IN_MONTHS[self.kind]))

    def __str__(self) -> str:
        """Give the period's code, such as ``2019-04`` or ``2019/20-Q4``."""
        return _CODE_WRITERS[self.kind](self.start)

    @property
    def words(self) -> str:
        """Say the period as a reader would, months as words: "October 2019", "January to March 2020", "2018/19"."""
        if self.kind is PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.start.month - 1]} {self.start.year}"
        if self.kind is PeriodKind.QUARTER:
            return f"{MONTH_NAMES[self.start.month - 1]} to {MONTH_NAMES[self.end.month - 1]} {self.end.year}"
        if self.kind is PeriodKind.WEEK:
            return f"week of {self.start.day} {MONTH_NAMES[self.start.month - 1]} {self.start.year}"
        if self.kind is PeriodKind.CALENDAR_YEAR:
            return f"calendar year {self.start.year}"
        year = _year_span(self.start.year)
        return f"school year {year}" if self.kind is PeriodKind.ACADEMIC_YEAR else year

    @property
    def short_words(self) -> str:
        """Say the period in the fewest characters that a table heading needs: "Oct 2019", "Q4 2019/20"."""
        if self.kind is PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.start.month - 1][:3]} {self.start.year}"
        if self.kind is PeriodKind.QUARTER:
            return f"Q{_quarter_number(self.start)} {self.financial_year}"
        return self.words


def month(year: int, number: int) -> Period:
    """Make a calendar month."""
    return Period(kind=PeriodKind.MONTH, start=date(year, number, 1))


def quarter(first_year: int, number: int) -> Period:
    """Make quarter 1 to 4 of the financial year that starts in April of ``first_year``."""
    return Period(
        kind=PeriodKind.QUARTER, start=_add_months(date(first_year, APRIL, 1), (number - 1) * MONTHS_IN_QUARTER)
    )


def financial_year(first_year: int) -> Period:
    """Make the financial year April ``first_year`` to March of the next."""
    return Period(kind=PeriodKind.FINANCIAL_YEAR, start=date(first_year, APRIL, 1))


def academic_year(first_year: int) -> Period:
    """Make the academic year September ``first_year`` to August of the next."""
    return Period(kind=PeriodKind.ACADEMIC_YEAR, start=date(first_year, SEPTEMBER, 1))


def calendar_year(year: int) -> Period:
    """Make the calendar year, January to December."""
    return Period(kind=PeriodKind.CALENDAR_YEAR, start=date(year, 1, 1))


def week(year: int, number: int) -> Period:
    """Make an ISO week, Monday to Sunday."""
    return Period(kind=PeriodKind.WEEK, start=date.fromisocalendar(year, number, 1))


def months_between(first: Period, last: Period) -> list[Period]:
    """List the months from ``first`` to ``last``, both included; empty when ``last`` is the earlier."""
    return [first.shift(step) for step in range(last.month_number - first.month_number + 1)]


# A release names the same few dozen periods half a million times.
@lru_cache(maxsize=4096)
def parse_period(code: str) -> Period:
    """Read a period's code.

    Raises:
        ValueError: when the text is not one of the six forms, or names a month, quarter or week that does not exist.
    """
    for pattern, make in _CODE_READERS:
        match = pattern.fullmatch(code.strip())
        if match:
            return make(match)
    raise ValueError(f"{code!r} is not a period: write 2019-04, 2019/20-Q4, 2018/19, 2017/18-AY, 2019-CY or 2020-W05")


def _add_months(day: date, months: int) -> date:
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    return date(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1, 1)


def _year_span(first_year: int) -> str:
    return f"{first_year}/{(first_year + 1) % 100:02d}"


def _quarter_number(start: date) -> int:
    return ((start.month - APRIL) % MONTHS_IN_YEAR) // MONTHS_IN_QUARTER + 1


def _quarter_code(start: date) -> str:
    first_year = start.year if start.month >= APRIL else start.year - 1
    return f"{_year_span(first_year)}-Q{_quarter_number(start)}"


_CODE_WRITERS: dict[PeriodKind, Callable[[date], str]] = {
    PeriodKind.MONTH: lambda start: f"{start.year:04d}-{start.month:02d}",
    PeriodKind.QUARTER: _quarter_code,
    PeriodKind.FINANCIAL_YEAR: lambda start: _year_span(start.year),
    PeriodKind.ACADEMIC_YEAR: lambda start: f"{_year_span(start.year)}-AY",
    PeriodKind.CALENDAR_YEAR: lambda start: f"{start.year}-CY",
    PeriodKind.WEEK: lambda start: "{}-W{:02d}".format(*start.isocalendar()[:2]),
}


def _first_year(match: re.Match[str]) -> int:
    first, second = int(match[1]), int(match[2])
    if (first + 1) % 100 != second:
        raise ValueError(f"{match[0]!r} is not a year: {first}/{(first + 1) % 100:02d} was expected")
    return first


_CODE_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (re.compile(r"(\d{4})-(\d{2})"), lambda m: month(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})/(\d{2})-Q([1-4])"), lambda m: quarter(_first_year(m), int(m[3]))),
    (re.compile(r"(\d{4})/(\d{2})"), lambda m: financial_year(_first_year(m))),
    (re.compile(r"(\d{4})/(\d{2})-AY"), lambda m: academic_year(_first_year(m))),
    (re.compile(r"(\d{4})-CY"), lambda m: calendar_year(int(m[1]))),
    (re.compile(r"(\d{4})-W(\d{2})"), lambda m: week(int(m[1]), int(m[2]))),
)
