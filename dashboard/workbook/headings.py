"""Read the periods that headings and titles print, in every usual form."""

from __future__ import annotations

import re
from datetime import date, datetime

from dashboard.periods import MONTH_NAMES, Period, financial_year, month, quarter
from dashboard.plain_text import plain_characters
from dashboard.workbook.grid import CellValue, fold

_MONTH_WORD = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"((?:19|20)\d{2})\s*[/\-]\s*((?:19|20)?\d{2})(?!\d)"
_MONTH_YEAR = re.compile(rf"\b{_MONTH_WORD}\.?[\s\-/']*((?:19|20)?\d{{2}})\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"{_MONTH_WORD}\.?", re.IGNORECASE)
_ISO_MONTH = re.compile(r"((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-01)?")
_FINANCIAL_YEAR = re.compile(rf"\b{_YEAR}")
_QUARTER = re.compile(r"\b(?:q|qtr|quarter)\s*\.?\s*([1-4])\b", re.IGNORECASE)
_AS_AT = re.compile(
    r"\bas at\b(?:\s+month[\s-]+end)?\s*[:\-–]?\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"{_MONTH_WORD}\s*,?\s*((?:19|20)\d{{2}})",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_WORD}\s+((?:19|20)\d{{2}})\b", re.IGNORECASE)
_NUMERIC_DAY = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)?\d{2})\b")
_NUMERIC_MONTH = re.compile(r"(?:01/)?(0?[1-9]|1[0-2])/((?:19|20)\d{2})")
# 18/19 without its century is a year only where no longer form stands, and never part of a day such as 21/11/2019.
_SHORT_YEAR = re.compile(r"(?<![\d/\-])(\d{2})\s*[/\-]\s*(\d{2})(?![\d/\-])")
_LEADING_WORDS = re.compile(r"^(?:month\s*-?\s*end(?:ing)?|end of|as at)\s+", re.IGNORECASE)
_TRAILING_MARK = re.compile(
    r"\s*(?:\((?:r|p|e|rev(?:ised)?|prov(?:isional)?|est(?:imated)?)\)|[*†‡¹²³]+)$", re.IGNORECASE
)
_CENTURY = 2000


def plain_heading(text: str) -> str:
    """Write a heading with plain dashes and apostrophes, and without footnote or revision marks behind it."""
    return _TRAILING_MARK.sub("", plain_characters(fold(text)))


def month_of(value: CellValue, year: Period | None = None) -> Period | None:
    """Read a month heading: a date, or text such as Apr-19, April 2019, 2019-04, Sept 19.

    A month without a year ("April") takes it from ``year``, the financial year that its group heading prints.
    """
    if isinstance(value, datetime):
        return month(value.year, value.month)
    if not isinstance(value, str):
        return None
    text = _LEADING_WORDS.sub("", plain_heading(value))
    if found := _NUMERIC_MONTH.fullmatch(text):
        return month(int(found[2]), int(found[1]))
    if found := _ISO_MONTH.fullmatch(text):
        return month(int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return month(_full_year(found[2]), _month_number(found[1]))
    if year is not None and (found := _MONTH_ALONE.fullmatch(text)):
        number = _month_number(found[1])
        return month(year.start.year + (number < year.start.month), number)
    return None


def year_in(text: str) -> Period | None:
    """Find the one financial year that a text prints (2018/19, 2018-19, 2018/2019, 18/19); None for none or several."""
    plain = plain_characters(text)
    pairs = _FINANCIAL_YEAR.findall(plain) or _SHORT_YEAR.findall(plain)
    found = {financial_year(_full_year(first)) for first, second in pairs if _follows(first, second)}
    return found.pop() if len(found) == 1 else None


def quarter_of(text: str, year: Period | None = None) -> Period | None:
    """Read a quarter heading such as "Q4 Jan - Mar 2020" or "Quarter 4 2019/20".

    The year is the text's own financial year, else that of the months it names, else ``year``.
    """
    text = plain_characters(text)
    found = _QUARTER.search(text)
    if not found:
        return None
    named = year_in(text) or _year_of_months(text) or year
    return quarter(named.start.year, int(found[1])) if named else None


def as_at_month(text: str) -> Period | None:
    """Find "As at Month End: October 2019" in a title."""
    found = _AS_AT.search(text)
    return month(int(found[2]), _month_number(found[1])) if found else None


def date_in(value: CellValue) -> date | None:
    """Read a day: a date cell, 21/11/2019, or 16 June 2020 in a text; day before month, as in England."""
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        return None
    try:
        if found := _NUMERIC_DAY.search(value):
            return date(_full_year(found[3]), int(found[2]), int(found[1]))
        if found := _DAY.search(value):
            return date(int(found[3]), _month_number(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _follows(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second) % 100


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else _CENTURY + int(digits)


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(MONTH_NAMES, start=1) if name[:3].lower() == word[:3].lower())


def _year_of_months(text: str) -> Period | None:
    found = _MONTH_YEAR.search(text)
    return month(_full_year(found[2]), _month_number(found[1])).financial_year if found else None
