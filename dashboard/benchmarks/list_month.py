"""Find out which list of neighbours a file is: the month that its name or its sheet states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.areas import AreaBook
from dashboard.periods import APRIL, MONTH_NAMES, Period, financial_year

_MONTHS = "|".join(f"{name}|{name[:3]}" for name in MONTH_NAMES)
_IN_WORDS = re.compile(rf"(?<![a-z])({_MONTHS})[\s_.,-]*(20\d\d)(?!\d)", re.IGNORECASE)
_IN_NUMBERS = re.compile(r"(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LIST_ID = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_TITLE = "Statistical neighbours, "


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Where a file may state its list's month: its name, its sheet's name, and the rows above the heading."""

    filename: str
    sheet: str
    above: Sequence[Sequence[str]]


def month_of(said: str, stated: Stated, areas: AreaBook) -> str:
    """Settle which list a file is; empty where neither the officer nor the file says.

    What the officer says goes before the file's name, that before its sheet, and a full month before a mere year of
    which one list is known.
    """
    if said.strip():
        return month_said(said)
    titles = " ".join([stated.sheet, *(text for row in stated.above for text in row)])
    for text in (stated.filename, titles):
        if months := months_in(text):
            return next(iter(months)) if len(months) == 1 else ""
    return _only_list_of_year(stated.filename, areas)


def months_in(text: str) -> frozenset[str]:
    """List the months that a text states, as lists' ids: "sn_may_2025.xlsx" states ``2025-05``.

    ``2011-12`` may be a financial year as well as a month, and is taken for neither.
    """
    worded = {f"{year}-{_month_number(name):02d}" for name, year in _IN_WORDS.findall(text)}
    numbered = {f"{year}-{month}" for year, month in _IN_NUMBERS.findall(text) if int(month) != (int(year) + 1) % 100}
    return frozenset(worded | numbered)


def month_said(text: str) -> str:
    """Read the month that an officer says, ``2025-05`` or "May 2025", as a list's id; empty where it is no month."""
    said = text.strip()
    if _LIST_ID.fullmatch(said):
        return said
    return next(iter(months_in(said)), "") if _IN_WORDS.fullmatch(said) else ""


def _only_list_of_year(text: str, areas: AreaBook) -> str:
    years = set(_YEAR.findall(text))
    fitting = [info.id for info in areas.lists if info.id[:4] in years]
    return fitting[0] if len(years) == 1 and len(fitting) == 1 else ""


def title_of(words: str) -> str:
    """Title the edition of a list: "Statistical neighbours, list of May 2025"."""
    return f"{_TITLE}{words}"


def list_in_title(title: str) -> str:
    """Read a list's id back from its edition's title; empty where the title is another."""
    return month_said(title.removeprefix(f"{_TITLE}list of ")) if title.startswith(_TITLE) else ""


def first_year_served(list_id: str) -> Period:
    """Give the first financial year that a newly published list serves: the last that had ended by its month.

    It is how the list of May 2025 serves 2024/25 on: the newest published year is compared by the newest list.
    """
    year, month = (int(part) for part in list_id.split("-"))
    return financial_year(year - 1 if month >= APRIL else year - 2)


def _month_number(name: str) -> int:
    return next(number for number, full in enumerate(MONTH_NAMES, 1) if full[:3].casefold() == name[:3].casefold())
