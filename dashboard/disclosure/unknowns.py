"""The unknown counts behind figures, named so that the same count under two forms or titles is one unknown.

Of what happens month by month: each month, and the year so far as sums from April on. Of what is open at a month's
end: that month. A year is its twelve months, or its last month-end; anything else stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from dashboard.disclosure.cells import LATEST, Cell
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period
from dashboard.vocabulary import Basis, IndicatorId

# What of a figure: the count itself, or a share's count above the line, what is left, and all of it.
COUNT, TOP, REST, BOTTOM = "count", "top", "rest", "bottom"

# Measure, part, shape, place in time, and the edition that last revised any of it (0 where none has).
Unknown = tuple[IndicatorId, str, str, int, int, int]
Terms = tuple[tuple[Unknown, float], ...]

MONTH, SO_FAR, YEAR_ROLLING, QUARTER, STOCK, OTHER = "month", "so far", "rolling", "quarter", "stock", "other"

_MONTHLY = frozenset({Basis.IN_MONTH, Basis.IN_QUARTER, Basis.YEAR_TO_DATE})
# An edition that revised a family's counts, with the first and the last month of what it revised.
Revision = tuple[int, int, int]
# By measure and kind of unknown.
Revisions = Mapping[tuple[IndicatorId, str], Collection[Revision]]

_SUMS_OF_MONTHS = frozenset({MONTH, SO_FAR, YEAR_ROLLING, QUARTER})
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
    in which it has figures of less than a year, ``revisions`` those of each measure's family by kind of unknown: a
    count that an edition revised is another unknown from then on.
    """

    bases: Mapping[IndicatorId, frozenset[Basis]]
    monthly_years: Mapping[IndicatorId, frozenset[int]]
    revisions: Revisions
    numbers: dict[Unknown, int] = field(default_factory=dict)
    sums: list[Terms] = field(default_factory=list)

    def of(self, measure: IndicatorId, part: str, basis: Basis, period: Period, known: int = LATEST) -> Unknown:
        """Name the unknown count of a measure's part in one form and period, as at the edition ``known``."""
        end = serial_of(period)
        if basis is Basis.IN_MONTH:
            return self._named(measure, part, MONTH, end, 1, known)
        if basis is Basis.IN_QUARTER:
            return self._quarter(measure, part, end, known)
        if basis is Basis.YEAR_TO_DATE:
            return self._so_far(measure, part, *_year_and_place(end), known)
        if basis is Basis.MONTH_END:
            return self._named(measure, part, STOCK, end, 0, known)
        if basis in (Basis.FINANCIAL_YEAR, Basis.ROLLING_12_MONTHS):
            return self._year(measure, part, basis, end, known)
        return self._named(measure, part, f"{OTHER} {basis}", end, 0, known)

    def version(self, measure: IndicatorId, shape: str, at: int, length: int, known: int) -> int:
        """Give the last edition up to ``known`` that revised anything an unknown counts; 0 where none has."""
        revised = self.revisions.get((measure, kind_of(shape)))
        if not revised:
            return 0
        start, end = _months_of(shape, at, length)
        return max((one for one, first, last in revised if one <= known and start <= first and last <= end), default=0)

    def _name(self, measure: IndicatorId, part: str, shape: str, at: int, length: int, known: int) -> Unknown:
        return (measure, part, shape, at, length, self.version(measure, shape, at, length, known))

    def _named(self, measure: IndicatorId, part: str, shape: str, at: int, length: int, known: int) -> Unknown:
        unknown = self._name(measure, part, shape, at, length, known)
        self.numbers.setdefault(unknown, len(self.numbers))
        return unknown

    def _so_far(self, measure: IndicatorId, part: str, year: int, place: int, known: int) -> Unknown:
        month = self._named(measure, part, MONTH, year + place - 1, 1, known)
        if place == 1:
            return month
        unknown = self._name(measure, part, SO_FAR, year, place, known)
        if unknown not in self.numbers:
            self.numbers[unknown] = len(self.numbers)
            before = self._so_far(measure, part, year, place - 1, known)
            self.sums.append(((unknown, 1.0), (before, -1.0), (month, -1.0)))
        return unknown

    def _quarter(self, measure: IndicatorId, part: str, end: int, known: int) -> Unknown:
        year, place = _year_and_place(end)
        if place == MONTHS_IN_QUARTER:
            return self._so_far(measure, part, year, place, known)
        unknown = self._name(measure, part, QUARTER, end, MONTHS_IN_QUARTER, known)
        if unknown not in self.numbers:
            self.numbers[unknown] = len(self.numbers)
            months = [self._named(measure, part, MONTH, end - back, 1, known) for back in range(MONTHS_IN_QUARTER)]
            self.sums.append(((unknown, 1.0), *((month, -1.0) for month in months)))
            if place > MONTHS_IN_QUARTER:
                now = self._so_far(measure, part, year, place, known)
                before = self._so_far(measure, part, year, place - MONTHS_IN_QUARTER, known)
                self.sums.append(((now, 1.0), (before, -1.0), (unknown, -1.0)))
        return unknown

    def _year(self, measure: IndicatorId, part: str, basis: Basis, end: int, known: int) -> Unknown:
        year, place = _year_and_place(end)
        has_months = self.monthly_years[measure]
        if basis is Basis.FINANCIAL_YEAR and self._is_a_stock(measure):
            return self._named(measure, part, STOCK, end, 0, known)
        if place == MONTHS_IN_YEAR:
            made = year in has_months
            return self._so_far(measure, part, year, place, known) if made else self._rolling(measure, part, end, known)
        if year in has_months or year - MONTHS_IN_YEAR in has_months:
            return self._rolling_of_months(measure, part, end, known)
        return self._rolling(measure, part, end, known)

    def _is_a_stock(self, measure: IndicatorId) -> bool:
        bases = self.bases[measure]
        return Basis.MONTH_END in bases and not bases & {*_MONTHLY, Basis.ROLLING_12_MONTHS}

    def _rolling(self, measure: IndicatorId, part: str, end: int, known: int) -> Unknown:
        return self._named(measure, part, YEAR_ROLLING, end, MONTHS_IN_YEAR, known)

    def _rolling_of_months(self, measure: IndicatorId, part: str, end: int, known: int) -> Unknown:
        """Twelve months are the year before, less its months up to this one, and the year so far."""
        unknown = self._name(measure, part, YEAR_ROLLING, end, MONTHS_IN_YEAR, known)
        if unknown not in self.numbers:
            self.numbers[unknown] = len(self.numbers)
            year, place = _year_and_place(end)
            whole = self._so_far(measure, part, year - MONTHS_IN_YEAR, MONTHS_IN_YEAR, known)
            gone = self._so_far(measure, part, year - MONTHS_IN_YEAR, place, known)
            now = self._so_far(measure, part, year, place, known)
            self.sums.append(((unknown, 1.0), (whole, -1.0), (gone, 1.0), (now, -1.0)))
        return unknown


def span_of(unknown: Unknown) -> tuple[int, int]:
    """Give the first and the last month, by number, that an unknown counts."""
    _, _, shape, at, length, _ = unknown
    return _months_of(shape, at, length)


def kind_of(shape: str) -> str:
    """Tell apart what a revision of months touches: sums of months, what is open at a month's end, all else."""
    return MONTH if shape in _SUMS_OF_MONTHS else shape


def _months_of(shape: str, at: int, length: int) -> tuple[int, int]:
    if shape == SO_FAR:
        return at, at + length - 1
    return at - max(length, 1) + 1, at


def unknowns_for(cells: Iterable[Cell], families: Mapping[IndicatorId, IndicatorId], revisions: Revisions) -> Unknowns:
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
        revisions=revisions,
    )
