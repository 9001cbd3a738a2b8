"""Read the periods that headings and titles print, in every usual form.

A heading counts as a period only when nothing else is said in it: "Q4 2019/20" is a quarter, "Target Q4 2019/20" and
"England Q4 2019/20" are not, for their columns hold other things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from dashboard.periods import (
    APRIL,
    MONTH_NAMES,
    MONTHS_IN_QUARTER,
    MONTHS_IN_YEAR,
    Period,
    financial_year,
    month,
    quarter,
)
from dashboard.plain_text import plain_characters
from dashboard.workbook.grid import CellValue, fold

_MONTH_WORD = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"((?:19|20)\d{2})\s*[/\-]\s*((?:19|20)?\d{2})(?!\d)"
_MONTH_YEAR = re.compile(rf"\b{_MONTH_WORD}\.?[\s\-/']*((?:19|20)?\d{{2}})\b", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"((?:19|20)\d{{2}})[\s\-/]+{_MONTH_WORD}", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"{_MONTH_WORD}\.?", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"(?:m|p|month|period)\s*[.\-]?\s*(0?[1-9]|1[0-2])", re.IGNORECASE)
_ISO_MONTH = re.compile(r"((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-01)?")
_PAIR = re.compile(r"((?:19|20)\d{2})-(\d{2})")
_FINANCIAL_YEAR = re.compile(rf"\b(?:fy\s*)?{_YEAR}", re.IGNORECASE)
_YEAR_TO_YEAR = re.compile(r"(?<![\d/\-])((?:19|20)\d{2})\s+to\s+((?:19|20)\d{2})(?![\d/\-])", re.IGNORECASE)
_YEAR_ENDING = re.compile(r"\bfy\s*'?(\d{2}|(?:19|20)\d{2})(?!\d|\s*[/\-]\s*\d)", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:q|qtr|quarter)\s*\.?\s*([1-4])\b", re.IGNORECASE)
_QUARTER_MONTHS = re.compile(
    rf"\b{_MONTH_WORD}\.?[\s\-/']*(?:(?:19|20)?\d{{2}})?\s*(?:-|to|/)\s*{_MONTH_WORD}\.?"
    r"(?:[\s\-/']*((?:19|20)?\d{2}))?\b",
    re.IGNORECASE,
)
_QUARTER_ENDING = re.compile(
    rf"\b(?:quarter|qtr|q)\s+(?:ending|ended|end|to)\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH_WORD}\.?"
    r"[\s\-/']*((?:19|20)?\d{2})\b",
    re.IGNORECASE,
)
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
# Words that may stand beside a period in its heading without making its column anything else.
_SAYS_NOTHING = (
    r"actuals?|results?|figures?|performance|data|final|in[\s-]?month|monthly|month|quarterly|quarter|position|total"
)
_LEADING_WORDS = re.compile(
    rf"^(?:(?:(?:month|period)\s*-?\s*end(?:ing|ed)?|end of|as at|at|{_SAYS_NOTHING})\s*:?\s+)+", re.IGNORECASE
)
_TRAILING_WORDS = re.compile(rf"(?:\s+\(?(?:{_SAYS_NOTHING})\)?)+$", re.IGNORECASE)
_TRAILING_MARK = re.compile(
    r"\s*(?:\((?:r|p|e|rev(?:ised)?|prov(?:isional)?|est(?:imated)?)\)|[*†‡¹²³]+)$", re.IGNORECASE
)
_YEAR_WORDS = re.compile(
    rf"\b(?:{_SAYS_NOTHING}|full|whole|financial|council|municipal|fiscal|years?|year[\s-]?end|outturn|annual|end of"
    r"|out-turn|fy|published)\b",
    re.IGNORECASE,
)
_QUARTER_WORDS = re.compile(rf"\b(?:{_SAYS_NOTHING}|qtr|outturn|ending|ended|end|to|q)\b", re.IGNORECASE)
_STRAY = re.compile(r"[^\W_]")
_CENTURY = 2000


def plain_heading(text: str) -> str:
    """Write a heading with plain dashes and apostrophes, and without footnote or revision marks behind it."""
    return _TRAILING_MARK.sub("", plain_characters(fold(text)))


def period_of(value: CellValue, year: Period | None = None, *, dashed_years: bool = False) -> Period | None:
    """Read a heading that is a month or a quarter and nothing else; see ``month_of`` and ``quarter_heading``."""
    found = month_of(value, year, dashed_years=dashed_years)
    return found or (quarter_heading(value, year) if isinstance(value, str) else None)


def month_of(value: CellValue, year: Period | None = None, *, dashed_years: bool = False) -> Period | None:
    """Read a month heading: a date, or text such as Apr-19, April 2019, 2019-04, Sept 19, Period ending 31/10/2019.

    A month without a year ("April", "M7", "P7") takes it from ``year``, the financial year that its group heading
    prints. ``dashed_years`` says that 2010-11 is a financial year here, not November 2010: see ``writes_years_dashed``.
    """
    if isinstance(value, datetime):
        return month(value.year, value.month)
    if not isinstance(value, str):
        return None
    text = plain_heading(value)
    bare = _TRAILING_WORDS.sub("", _LEADING_WORDS.sub("", text)).strip(" :()")
    found = _dated_month(bare, dashed_years=dashed_years) or _month_of_day(text, bare)
    if found is not None or year is None:
        return found
    if word := _MONTH_ALONE.fullmatch(bare):
        return _month_in(year, _month_number(word[1]))
    if numbered := _MONTH_NUMBER.fullmatch(text):
        return year_month(year, int(numbered[1]))
    return None


def year_month(year: Period, number: int) -> Period:
    """Give a financial year's month by its number: 1 is April, 12 is March."""
    return _month_in(year, (APRIL + number - 2) % MONTHS_IN_YEAR + 1)


def _month_in(year: Period, number: int) -> Period:
    return month(year.start.year + (number < year.start.month), number)


def _dated_month(text: str, *, dashed_years: bool) -> Period | None:
    if found := _NUMERIC_MONTH.fullmatch(text):
        return month(int(found[2]), int(found[1]))
    if found := _ISO_MONTH.fullmatch(text):
        pair = _PAIR.fullmatch(text)
        return None if dashed_years and pair and _follows(*pair.groups()) else month(int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return month(_full_year(found[2]), _month_number(found[1]))
    if found := _YEAR_MONTH.fullmatch(text):
        return month(int(found[1]), _month_number(found[2]))
    return None


def _month_of_day(text: str, bare: str) -> Period | None:
    """Read "Period ending 31/10/2019" and "31 October 2019": a month's last or first day stands for the month."""
    if not (_NUMERIC_DAY.fullmatch(bare) or _DAY.fullmatch(bare)):
        return None
    day = date_in(bare)
    if day is None:
        return None
    named = month(day.year, day.month)
    return named if day in (named.start, named.end) or bare != text else None


def writes_years_dashed(headings: Iterable[str]) -> bool:
    """Tell whether 2010-11 among these headings is a financial year rather than November 2010.

    The headings beside it decide: one that can only be a month (2010-12 beside 2010-10) makes them months; one that can
    only be a year (2018-19), months written in another manner, or several that all follow on (2009-10, 2010-11) make
    them years. One alone stays a month.
    """
    texts = [plain_heading(text) for text in headings]
    pairs = {pair.groups() for text in texts if (pair := _PAIR.fullmatch(text))}
    if any(not _follows(*pair) and _ISO_MONTH.fullmatch("-".join(pair)) for pair in pairs):
        return False
    if any(_follows(first, second) and int(second) > MONTHS_IN_YEAR for first, second in pairs):
        return True
    others = [text for text in texts if not _PAIR.fullmatch(text)]
    return len(pairs) > 1 or any(_MONTH_YEAR.search(text) or _QUARTER.search(text) or year_in(text) for text in others)


def year_in(text: str) -> Period | None:
    """Find the one financial year that a text prints (2018/19, 2018-19, 2018/2019, 18/19); None for none or several.

    FY19 is the year that ends in 2019, as accounts name it.
    """
    plain = plain_characters(text)
    pairs = [*_FINANCIAL_YEAR.findall(plain), *_YEAR_TO_YEAR.findall(plain)] or _SHORT_YEAR.findall(plain)
    found = {financial_year(_full_year(first)) for first, second in pairs if _follows(first, second)}
    if not pairs:
        found = {financial_year(_full_year(last) - 1) for last in _YEAR_ENDING.findall(plain)}
    return found.pop() if len(found) == 1 else None


def year_heading(text: str) -> Period | None:
    """Read a heading that is a financial year and nothing else; "RAG 2018/19" and "Cohort 2018/19" are none."""
    year = year_in(text)
    return year if year and not has_stray(_YEAR_WORDS.sub("", without_year(plain_heading(text)))) else None


def without_year(text: str) -> str:
    """Take the financial year out of a heading, with the brackets or dash that held it: "England (2018/19)"."""
    plain = plain_characters(fold(text))
    forms = (_FINANCIAL_YEAR, _YEAR_TO_YEAR, _SHORT_YEAR, _YEAR_ENDING)
    for form in forms:
        plain, count = form.subn(" ", plain)
        if count:
            break
    return fold(re.sub(r"\(\s*\)", " ", plain)).strip(" -:,")


def has_stray(text: str) -> bool:
    """Tell whether letters or digits are left in a heading once its known words are taken out."""
    return bool(_STRAY.search(text))


def quarter_of(text: str, year: Period | None = None) -> Period | None:
    """Find a quarter in a title such as "Q4 Jan - Mar 2020" or "Quarter 4 2019/20".

    The year is the text's own financial year, else that of the months it names, else ``year``.
    """
    text = plain_characters(text)
    found = _QUARTER.search(text)
    if not found:
        return None
    named = year_in(text) or _year_of_months(text) or year
    return quarter(named.start.year, int(found[1])) if named else None


def quarter_heading(text: str, year: Period | None = None) -> Period | None:
    """Read a heading that is a quarter and nothing else: Q4, Jan-Mar 2020, Quarter ending March 2020, Q4 (2019/20)."""
    plain = plain_heading(text)
    if ending := _QUARTER_ENDING.search(plain):
        last = month(_full_year(ending[2]), _month_number(ending[1]))
        return _quarter_of_months(last.shift(1 - MONTHS_IN_QUARTER), last) if _only(plain, _QUARTER_ENDING) else None
    own = year_in(plain) or _year_of_months(plain) or year
    if own is None or not _only(plain, _FINANCIAL_YEAR, _QUARTER, _QUARTER_MONTHS, _MONTH_YEAR, _SHORT_YEAR):
        return None
    numbers, named = set(_QUARTER.findall(plain)), _named_months(plain, own)
    if len(numbers) != 1:
        return None if numbers else named
    found = quarter(own.start.year, int(numbers.pop()))
    return found if named in (None, found) and _says_its_months(plain, found) else None


def _only(text: str, *patterns: re.Pattern[str]) -> bool:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return not has_stray(_QUARTER_WORDS.sub(" ", text))


def _named_months(text: str, year: Period) -> Period | None:
    """Give the quarter whose first and last month a heading names."""
    found = _QUARTER_MONTHS.search(text)
    if found is None:
        return None
    return _quarter_of_months(*(_month_in(year, _month_number(word)) for word in (found[1], found[2])))


def _quarter_of_months(first: Period, last: Period) -> Period | None:
    candidate = quarter(first.financial_year.start.year, (first.start.month - APRIL) % MONTHS_IN_YEAR // 3 + 1)
    return candidate if (candidate.start, candidate.last_month) == (first.start, last) else None


def _says_its_months(text: str, found: Period) -> bool:
    """Tell whether the months in a quarter's heading are of that quarter: "Q4 Apr - Jun" counts in calendar years."""
    numbers = [_month_number(word) for word in re.findall(rf"\b{_MONTH_WORD}\b", text, re.IGNORECASE)]
    return all(number in {found.start.month + step for step in range(MONTHS_IN_QUARTER)} for number in numbers)


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
