"""The unknown counts behind figures, named so that the same count under two forms or titles is one unknown.

Of what happens month by month: each month, and the year so far as sums from April on. Of what is open at a month's
end: that month. A year is its twelve months, or its last month-end; anything else stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from dashboard.disclosure.cells import Cell
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period
from dashboard.vocabulary import Basis, IndicatorId

# What of a figure: the count itself, or a share's count above the line, what is left, and all of it.
COUNT, TOP, REST, BOTTOM = "count", "top", "rest", "bottom"

# Measure, part, shape and place in time.
Unknown = tuple[IndicatorId, str, str, int, int]
Terms = tuple[tuple[Unknown, float], ...]

MONTH, SO_FAR, YEAR_ROLLING, QUARTER, STOCK, OTHER = "month", "so far", "rolling", "quarter", "stock", "other"

_MONTHLY = frozenset({Basis.IN_MONTH, Basis.IN_QUARTER, Basis.YEAR_TO_DATE})
# Months are numbered with January as 1 of its year.
_APRIL = 4


# A few hundred periods are asked for thousands of times.
@cache
def serial_of(month: Period) -> int:
    """Number the months."""
    return month.last_month.month_number


def _year_and_place(serial: int) -> tuple[int, int]:
    """Give the financial year that a month lies in, by the number of its first month, and its place, 1 for April."""
    place = (serial - _APRIL) % MONTHS_IN_YEAR
    return serial - place, place + 1


@dataclass(kw_only=True)
class Unknowns:
    """The unknowns that figures name, with the sums that hold between them whatever is printed.

    ``bases`` are the forms in which each family of linked measures has figures, ``monthly_years`` the financial years
    in which it has figures of less than a year.
    """

    bases: Mapping[IndicatorId, frozenset[Basis]]
    monthly_years: Mapping[IndicatorId, frozenset[int]]
    numbers: dict[Unknown, int] = field(default_factory=dict)
    sums: list[Terms] = field(default_factory=list)

    def of(self, measure: IndicatorId, part: str, basis: Basis, period: Period) -> Unknown:
        """Name the unknown count of a measure's part in one form and period."""
        end = serial_of(period)
        if basis is Basis.IN_MONTH:
            return self._named((measure, part, MONTH, end, 1))
        if basis is Basis.IN_QUARTER:
            return self._quarter(measure, part, end)
        if basis is Basis.YEAR_TO_DATE:
            return self._so_far(measure, part, *_year_and_place(end))
        if basis is Basis.MONTH_END:
            return self._named((measure, part, STOCK, end, 0))
        if basis in (Basis.FINANCIAL_YEAR, Basis.ROLLING_12_MONTHS):
            return self._year(measure, part, basis, end)
        return self._named((measure, part, f"{OTHER} {basis}", end, 0))

    def _named(self, unknown: Unknown) -> Unknown:
        self.numbers.setdefault(unknown, len(self.numbers))
        return unknown

    def _so_far(self, measure: IndicatorId, part: str, year: int, place: int) -> Unknown:
        month = self._named((measure, part, MONTH, year + place - 1, 1))
        if place == 1:
            return month
        unknown: Unknown = (measure, part, SO_FAR, year, place)
        if unknown not in self.numbers:
            self._named(unknown)
            before = self._so_far(measure, part, year, place - 1)
            self.sums.append(((unknown, 1.0), (before, -1.0), (month, -1.0)))
        return unknown

    def _quarter(self, measure: IndicatorId, part: str, end: int) -> Unknown:
        year, place = _year_and_place(end)
        if place == MONTHS_IN_QUARTER:
            return self._so_far(measure, part, year, place)
        unknown: Unknown = (measure, part, QUARTER, end, MONTHS_IN_QUARTER)
        if unknown not in self.numbers:
            self._named(unknown)
            months = [self._named((measure, part, MONTH, end - back, 1)) for back in range(MONTHS_IN_QUARTER)]
            self.sums.append(((unknown, 1.0), *((month, -1.0) for month in months)))
            if place > MONTHS_IN_QUARTER:
                now = self._so_far(measure, part, year, place)
                before = self._so_far(measure, part, year, place - MONTHS_IN_QUARTER)
                self.sums.append(((now, 1.0), (before, -1.0), (unknown, -1.0)))
        return unknown

    def _year(self, measure: IndicatorId, part: str, basis: Basis, end: int) -> Unknown:
        year, place = _year_and_place(end)
        has_months = self.monthly_years[measure]
        if basis is Basis.FINANCIAL_YEAR and self._is_a_stock(measure):
            return self._named((measure, part, STOCK, end, 0))
        if place == MONTHS_IN_YEAR:
            made = year in has_months
            return self._so_far(measure, part, year, place) if made else self._rolling(measure, part, end)
        if year in has_months or year - MONTHS_IN_YEAR in has_months:
            return self._rolling_of_months(measure, part, end)
        return self._rolling(measure, part, end)

    def _is_a_stock(self, measure: IndicatorId) -> bool:
        bases = self.bases[measure]
        return Basis.MONTH_END in bases and not bases & {*_MONTHLY, Basis.ROLLING_12_MONTHS}

    def _rolling(self, measure: IndicatorId, part: str, end: int) -> Unknown:
        return self._named((measure, part, YEAR_ROLLING, end, MONTHS_IN_YEAR))

    def _rolling_of_months(self, measure: IndicatorId, part: str, end: int) -> Unknown:
        """Twelve months are the year before, less its months up to this one, and the year so far."""
        unknown: Unknown = (measure, part, YEAR_ROLLING, end, MONTHS_IN_YEAR)
        if unknown not in self.numbers:
            self._named(unknown)
            year, place = _year_and_place(end)
            whole = self._so_far(measure, part, year - MONTHS_IN_YEAR, MONTHS_IN_YEAR)
            gone = self._so_far(measure, part, year - MONTHS_IN_YEAR, place)
            now = self._so_far(measure, part, year, place)
            self.sums.append(((unknown, 1.0), (whole, -1.0), (gone, 1.0), (now, -1.0)))
        return unknown


def span_of(unknown: Unknown) -> tuple[int, int]:
    """Give the first and the last month, by number, that an unknown counts."""
    _, _, shape, at, length = unknown
    if shape == SO_FAR:
        return at, at + length - 1
    return at - max(length, 1) + 1, at


def unknowns_for(cells: Iterable[Cell], families: Mapping[IndicatorId, IndicatorId]) -> Unknowns:
    """Prepare the naming for these figures; ``families`` gives each measure the one that its family is known by."""
    bases: dict[IndicatorId, set[Basis]] = {one: set() for one in families}
    years: dict[IndicatorId, set[int]] = {one: set() for one in families.values()}
    for cell in cells:
        bases[cell.indicator].add(cell.basis)
        if cell.basis in _MONTHLY:
            years[families[cell.indicator]].add(_year_and_place(serial_of(cell.period))[0])
    return Unknowns(
        bases={one: frozenset(found) for one, found in bases.items()},
        monthly_years={one: frozenset(years[family]) for one, family in families.items()},
    )
