"""Choose the interactive tool's rows to keep, all at once, and say of the others why they are left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.areas import Area, AreaBook
from dashboard.benchmarks.lait_kept import NONE, REASONS, SEVERAL, Kept, LeftOut, Target
from dashboard.benchmarks.lait_table import FIRST_DATA_ROW, Column, Flags, LaitTable, Numbers, Places, round_all
from dashboard.benchmarks.lait_years import YearRead, YearType, read_lait_year
from dashboard.benchmarks.release import Findings
from dashboard.benchmarks.symbols import LAIT_SYMBOLS, Reading, parse_reading, shown
from dashboard.periods import Period

# So many different texts are named of one fault; a file of nothing but faults is no list to read.
TEXTS_NAMED = 10
OTHER_TEXTS = "(others)"
# Longest text of a year that is shown; the longest of the release of 2026 has 13 characters ("2018/19-20/21").
YEAR_LENGTH = 16


def keep_rows(
    table: LaitTable, targets: Mapping[str, Target], areas: AreaBook, findings: Findings
) -> tuple[Kept, LeftOut]:
    """Choose the rows to keep; what cannot be read is noted once for a measure or text, with its rows."""
    sieve = _Sieve(table=table, targets=targets, areas=areas)
    sieve.note(findings)
    return sieve.kept(), sieve.left_out()


@dataclass(frozen=True, kw_only=True)
class _Years:
    """Every text of ``Years`` read for every year type: ``places`` holds the period's place by type and text."""

    periods: tuple[Period, ...]
    places: Places
    marks: tuple[str, ...]
    provisional: tuple[bool, ...]

    @classmethod
    def of(cls, texts: Sequence[str], types: Sequence[YearType]) -> _Years:
        """Read the texts."""
        reads = [[read_lait_year(text, one) for text in texts] for one in types] or [[YearRead() for _ in texts]]
        periods = tuple({read.period: None for row in reads for read in row if read.period is not None})
        place_of = {period: place for place, period in enumerate(periods)}
        places = [[_year_place(read, place_of) for read in row] for row in reads]
        return cls(
            periods=periods,
            places=np.array(places, dtype=np.int64).reshape(len(reads), len(texts)),
            marks=tuple(read.mark for read in reads[0]),
            provisional=tuple(read.provisional for read in reads[0]),
        )


def _year_place(read: YearRead, place_of: Mapping[Period, int]) -> int:
    if read.period is not None:
        return place_of[read.period]
    return SEVERAL if read.several else NONE


@dataclass(frozen=True, kw_only=True)
class _Sieve:
    """The answers for each row, one after the other; a row is left out for the first reason that holds."""

    table: LaitTable
    targets: Mapping[str, Target]
    areas: AreaBook

    @cached_property
    def _chosen(self) -> list[Target]:
        return list(self.targets.values())

    @cached_property
    def _wanted(self) -> Places:
        """Give the place of each row's measure among the targets."""
        place_of = {short: place for place, short in enumerate(self.targets)}
        return self.table.measures.find(lambda short: place_of.get(short, NONE))

    @cached_property
    def _years(self) -> _Years:
        return _Years.of(self.table.years.texts, self._types)

    @cached_property
    def _types(self) -> list[YearType]:
        return list(dict.fromkeys(target.years for target in self._chosen))

    @cached_property
    def _when(self) -> Places:
        """Give the place of each row's period, ``SEVERAL`` or ``NONE``."""
        type_of = np.array([self._types.index(target.years) for target in self._chosen] or [0], dtype=np.int64)
        read = self._years.places[type_of[np.maximum(self._wanted, 0)], self.table.years.places]
        return np.where(self._wanted == NONE, NONE, read)

    @cached_property
    def _found(self) -> list[Area | None]:
        return [self.areas.by_la_number(number) for number in self.table.areas.texts]

    @cached_property
    def _nowhere(self) -> Flags:
        return (self._when >= 0) & self.table.areas.of(area is None for area in self._found)

    @cached_property
    def _placed(self) -> Flags:
        return (self._when >= 0) & ~self._nowhere

    @cached_property
    def _readings(self) -> list[Reading | None]:
        return [_reading(text) for text in self.table.values.texts]

    @cached_property
    def _unread(self) -> Flags:
        return self._placed & self.table.values.of(reading is None for reading in self._readings)

    @cached_property
    def _missing(self) -> Places:
        reasons = [NONE if one is None or one.missing is None else REASONS.index(one.missing) for one in self._readings]
        return np.array(reasons, dtype=np.int64)[self.table.values.places]

    @cached_property
    def _gone(self) -> Flags:
        """Tell the rows that hold only a symbol, about an authority not in being that year.

        Files of one vintage carry rows of merged and of newly made authorities in every year.
        """
        asked = self._placed & (self._missing != NONE)
        being = [
            [area is not None and area.exists_on(period.end) for period in self._years.periods] for area in self._found
        ]
        table = np.array(being, dtype=np.bool_).reshape(len(self._found), len(self._years.periods))
        gone = np.zeros(self.table.rows, dtype=np.bool_)
        gone[asked] = ~table[self.table.areas.places[asked], self._when[asked]]
        return gone & ~self._unread

    @cached_property
    def _rows(self) -> Places:
        return np.flatnonzero(self._placed & ~self._unread & ~self._gone)

    def kept(self) -> Kept:
        """Give the rows kept."""
        rows, table = self._rows, self.table
        codes = tuple(dict.fromkeys(area.code for area in self._found if area is not None))
        code_of = [NONE if area is None else codes.index(area.code) for area in self._found]
        symbols = ["" if one is None or one.missing is None else one.text for one in self._readings]
        return Kept(
            rows=rows,
            targets=self._chosen,
            indicators=self._wanted[rows],
            periods=self._years.periods,
            when=self._when[rows],
            codes=codes,
            areas=np.array(code_of, dtype=np.int64)[table.areas.places[rows]],
            values=self._values(rows),
            missing=self._missing[rows],
            symbols=[symbols[place] for place in table.values.places[rows].tolist()],
            marks=[self._years.marks[place] for place in table.years.places[rows].tolist()],
            provisional=table.years.of(self._years.provisional)[rows],
        )

    def _values(self, rows: Places) -> Numbers:
        """Round the figures to their measures' decimals: the file carries the noise of binary fractions."""
        numbers = [np.nan if one is None or one.value is None else one.value for one in self._readings]
        decimals = np.array([target.decimals for target in self._chosen], dtype=np.int64)[self._wanted[rows]]
        places, values = self.table.values.places[rows], np.full(len(rows), np.nan)
        for count in np.unique(decimals).tolist():
            these = decimals == count
            values[these] = round_all(np.array(numbers, dtype=np.float64), count)[places[these]]
        return values

    def left_out(self) -> LeftOut:
        """Count the rows left out."""
        no_year = (self._when == NONE) & (self._wanted != NONE)
        return LeftOut(
            not_wanted=int((self._wanted == NONE).sum()),
            several_years=int((self._when == SEVERAL).sum()),
            unreadable=int(no_year.sum() + self._unread.sum()),
            unknown_area=int(self._nowhere.sum()),
            not_in_being=int(self._gone.sum()),
        )

    def note(self, findings: Findings) -> None:
        """Say what cannot be read, once for each text or measure, with its rows."""
        table, name = self.table, findings.filename
        for text, row in _named(table.years, (self._when == NONE) & (self._wanted != NONE)):
            what = f"{name} has the year {shown(text, YEAR_LENGTH)}, which is none that its measure is about."
            findings.add("benchmark-unreadable-value", what, row)
        for text, row in _named(table.measures, self._when == SEVERAL):
            what = f"{name} has figures of {text} about several years together; they are left out."
            findings.add("benchmark-other-period", what, row)
        for text, row in _named(table.areas, self._nowhere):
            what = f"{name} has figures for LA number {shown(text)}, which is not among the areas."
            findings.add("benchmark-unknown-area", what, row)
        for text, row in _named(table.values, self._unread):
            what = f"{name} holds {shown(text)}: neither a number nor a known symbol."
            findings.add("benchmark-unreadable-value", what, row)
        if any(target.is_further for target in self._chosen):
            for text, row in _named(table.measures, self._wanted == NONE):
                what = f"{name} has the measure {text!r}, which the dictionary does not describe."
                findings.add("benchmark-unknown-measure", what, row)


def _named(column: Column, rows: Flags) -> Iterator[tuple[str, int]]:
    """Give each row's text and number; after so many different texts the rest are called other texts."""
    named: set[int] = set()
    places = np.flatnonzero(rows)
    for row, place in zip(places.tolist(), column.places[places].tolist(), strict=True):
        if place in named or len(named) < TEXTS_NAMED:
            named.add(place)
            yield column.texts[place], row + FIRST_DATA_ROW
        else:
            yield OTHER_TEXTS, row + FIRST_DATA_ROW


def _reading(text: str) -> Reading | None:
    """Read one text; a number too large to hold is none."""
    reading = parse_reading(text, LAIT_SYMBOLS)
    return None if reading is not None and reading.value is not None and np.isinf(reading.value) else reading
