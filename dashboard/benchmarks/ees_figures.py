"""The figures of an Explore education statistics file: printed, by month, or worked out from the file's counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.areas import Area, AreaKind
from dashboard.benchmarks.ees_cells import CellReader
from dashboard.benchmarks.ees_columns import FigureColumns, Filters
from dashboard.benchmarks.ees_places import TIME, TIME_KIND
from dashboard.benchmarks.figure_checks import counts_disagree, out_of_range, parts_out_of_range
from dashboard.benchmarks.figures import Figure
from dashboard.benchmarks.release import Findings, Known, Wanted
from dashboard.benchmarks.rounding import share_of_counts
from dashboard.benchmarks.symbols import Reading
from dashboard.benchmarks.years import is_ees_time, months_of, parse_ees_period
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, Missing

Counts = tuple[float | None, float | None]
NO_COUNTS: Counts = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose and which period's figures a row holds, and the row's number."""

    area: Area
    period: Period
    row: int

    @property
    def is_authority(self) -> bool:
        """Tell whether it is about an authority, whose counts are not rounded."""
        return self.area.kind is AreaKind.AUTHORITY


@dataclass(slots=True, kw_only=True)
class FigureReader:
    """Reads one file's figures; ``areas`` gives the area of each row that is kept.

    ``without_population`` gathers the years for which a rate could not be worked out, and ``other_periods`` the kinds
    of time that the catalogue keeps no figures of.
    """

    frame: pd.DataFrame
    areas: Mapping[int, Area]
    known: Known
    findings: Findings
    cells: CellReader
    without_population: dict[str, set[Period]] = field(default_factory=dict)
    other_periods: dict[int, str] = field(default_factory=dict)
    rows_with_period: set[int] = field(default_factory=set)

    def read(self, wanted: Wanted, columns: FigureColumns) -> Iterator[Figure]:
        """Read one figure of the catalogue from every row that carries it."""
        totals = self._totals(wanted, columns)
        for place in self._places(wanted, columns, columns.filters):
            if columns.months:
                yield from self._by_month(wanted, columns, place)
            elif columns.value is not None:
                total = totals.get((place.area.code, place.period))
                yield from self._printed(wanted, columns, columns.value, place, total)
            elif place.is_authority or _only_here(wanted, place.period):
                yield from self._worked_out(wanted, columns, place)

    def note_what_was_met(self) -> None:
        """Note unknown symbols, years without population and periods that are not kept, each once."""
        self.cells.note_unknown()
        for name, years in self.without_population.items():
            ordered = sorted(years, key=lambda year: year.sort_key)
            span = f"{ordered[0]}" if len(ordered) == 1 else f"{ordered[0]} to {ordered[-1]}"
            what = (
                f"{self.findings.filename} prints no {name!r}, and the number of children to work it out from is not "
                f"published for {span}: it is left out there."
            )
            self.findings.add("benchmark-no-population", what)
        for row, kind in self.other_periods.items():
            if row not in self.rows_with_period:
                what = f"{self.findings.filename} has figures of the period {kind!r}, which is not kept."
                self.findings.add("benchmark-other-period", what, row)

    # Rows

    def _places(self, wanted: Wanted, columns: FigureColumns, filters: Filters) -> Iterator[Place]:
        rows = self._chosen(filters)
        basis = Basis.FINANCIAL_YEAR if columns.months else wanted.basis
        times = self.frame[[TIME, TIME_KIND]].drop_duplicates().itertuples(index=False, name=None)
        periods = {(time, kind): parse_ees_period(time, kind, basis, wanted.figure.as_at_month) for time, kind in times}
        for row, time, kind in zip(rows.index.tolist(), rows[TIME], rows[TIME_KIND], strict=True):
            period, area = periods[time, kind], self.areas.get(row)
            if period is None and is_ees_time(time, kind):
                self.other_periods[row] = kind
            elif period is not None and area is not None:
                self.rows_with_period.add(row)
                yield Place(area=area, period=period, row=row)

    def _chosen(self, filters: Filters) -> pd.DataFrame:
        chosen = self.frame
        for column, labels in filters:
            chosen = chosen[chosen[column].isin(labels)]
        if filters and len(self.frame) and chosen.empty:
            said = "; ".join(f"{column}: {' or '.join(sorted(labels))}" for column, labels in filters)
            self.findings.add("benchmark-missing-label", f"{self.findings.filename} has no row labelled {said}.")
        return chosen

    def _totals(self, wanted: Wanted, columns: FigureColumns) -> Mapping[tuple[AreaCode, Period], Reading | None]:
        """Read the counts below the line where they stand in rows of their own."""
        if not columns.total:
            return {}
        replaced = dict(columns.total)
        filters = tuple((column, replaced.get(column, labels)) for column, labels in columns.filters)
        return {
            (place.area.code, place.period): self.cells.cell(columns.numerator[0], place.row)
            for place in self._places(wanted, columns, filters)
        }

    # Figures

    def _printed(
        self, wanted: Wanted, columns: FigureColumns, value: str, place: Place, total: Reading | None
    ) -> Iterator[Figure]:
        below_names = [columns.denominator] if columns.denominator else []
        reading = self.cells.cell(value, place.row)
        bands, below = self.cells.cells(columns.numerator, place.row), self.cells.cells(below_names, place.row)
        if reading is None or bands is None or below is None:
            return
        below = [total] if total is not None else below
        counts = (_total(bands), below[0].value if below else None)
        self._check_range(wanted, place, reading, counts, value)
        slack = (self.cells.slack(columns.numerator), self.cells.slack(below_names))
        if place.is_authority and counts_disagree(wanted, reading.value, counts, slack):
            what = (
                f"Column {value!r} of {self.findings.filename} is not what the counts beside it give; it is kept, and "
                "the counts are not."
            )
            self.findings.add("benchmark-counts-disagree", what, place.row)
            counts = NO_COUNTS
        yield from _figure(wanted, place, reading, counts)

    def _worked_out(self, wanted: Wanted, columns: FigureColumns, place: Place) -> Iterator[Figure]:
        bands = self.cells.cells(columns.numerator, place.row)
        rest = self.cells.cells(columns.complement, place.row)
        below = self._denominator(wanted, columns, place)
        if bands is None or rest is None or below is None:
            return
        counts = (_numerator(bands, rest, below), below.value)
        reading = _share(counts, [below, *bands], wanted)
        self._check_range(wanted, place, reading, counts, columns.numerator[0])
        if place.is_authority:
            self._check_parts(columns, place, [*bands, *rest], below)
        # What a suppressed count would give is published elsewhere from the stated year on: it is left to that dataset,
        # so that a gap here never stands before a figure there.
        if reading.missing is not Missing.SUPPRESSED or not _carried_elsewhere(wanted, place.period):
            yield from _figure(wanted, place, reading, counts, derived=True)

    def _denominator(self, wanted: Wanted, columns: FigureColumns, place: Place) -> Reading | None:
        if columns.denominator is not None:
            return self.cells.cell(columns.denominator, place.row)
        children = self.known.population.get((place.area.code, place.period))
        if children is not None:
            return Reading(text="", value=children)
        if not place.area.exists_on(place.period.end):
            return None
        if place.period not in self.known.years_with_population:
            self.without_population.setdefault(wanted.indicator.name, set()).add(place.period)
            return None
        return Reading(text="", missing=Missing.NOT_AVAILABLE)

    def _by_month(self, wanted: Wanted, columns: FigureColumns, place: Place) -> Iterator[Figure]:
        for column, month in zip(columns.months, months_of(place.period), strict=True):
            reading = self.cells.cell(column, place.row)
            if reading is not None:
                self._check_range(wanted, place, reading, NO_COUNTS, column)
                yield from _figure(wanted, Place(area=place.area, period=month, row=place.row), reading, NO_COUNTS)

    def _check_range(self, wanted: Wanted, place: Place, reading: Reading, counts: Counts, column: str) -> None:
        if out_of_range(wanted.indicator, reading.value, counts):
            what = f"Column {column!r} of {self.findings.filename}, or a count with it, holds a figure out of range."
            self.findings.add("benchmark-out-of-range", what, place.row)

    def _check_parts(self, columns: FigureColumns, place: Place, parts: Sequence[Reading], whole: Reading) -> None:
        if parts_out_of_range([part.value for part in parts], whole.value, is_split=bool(columns.complement)):
            named = ", ".join(repr(column) for column in (*columns.numerator, *columns.complement))
            what = (
                f"Columns {named} of {self.findings.filename} hold a count below 0, or more together than their whole."
            )
            self.findings.add("benchmark-out-of-range", what, place.row)


def _figure(
    wanted: Wanted, place: Place, reading: Reading, counts: Counts, *, derived: bool = False
) -> Iterator[Figure]:
    """Make one figure; none for a reason without a figure about an area not in being that year.

    Files of one vintage carry rows of merged and of newly made authorities in every year, with a symbol where the
    authority did not exist: that is no missing figure.
    """
    if reading.missing is None or place.area.exists_on(place.period.end):
        yield Figure(
            indicator=wanted.indicator.id,
            basis=wanted.basis,
            area=place.area.code,
            period=place.period,
            value=reading.value,
            missing=reading.missing,
            numerator=counts[0],
            denominator=counts[1],
            decimals=wanted.decimals,
            derived=derived,
            text=reading.text,
            row=place.row,
        )


def _total(parts: Sequence[Reading]) -> float | None:
    values = [part.value for part in parts if part.value is not None]
    return sum(values) if parts and len(values) == len(parts) else None


def _numerator(bands: Sequence[Reading], rest: Sequence[Reading], denominator: Reading) -> float | None:
    """Add up the bands, or take the rest from the denominator where one of them is suppressed."""
    total, remainder = _total(bands), _total(rest)
    if total is not None or remainder is None or denominator.value is None:
        return total
    return denominator.value - remainder


def _share(counts: Counts, parts: Sequence[Reading], wanted: Wanted) -> Reading:
    numerator, denominator = counts
    if denominator == 0:
        return Reading(text="", missing=Missing.NOT_APPLICABLE)
    if numerator is None or denominator is None:
        symbol = next(part for part in parts if part.missing is not None)
        return Reading(text=symbol.text, missing=symbol.missing)
    return Reading(text="", value=share_of_counts(numerator, denominator, wanted.per, wanted.decimals))


def _only_here(wanted: Wanted, period: Period) -> bool:
    """Tell whether a figure of a region or of England is to be worked out from its counts.

    Those counts are rounded to 10, so that the last digit may be out by one: where another dataset (LAIT) carries the
    figure itself it is left to that one, and a rate, whose digits are finer than that, is never worked out.
    """
    return wanted.figure.population is None and not _carried_elsewhere(wanted, period)


def _carried_elsewhere(wanted: Wanted, period: Period) -> bool:
    return any(
        other.since is not None and other.since.start <= period.start
        for other in wanted.indicator.published
        if other.dataset != wanted.figure.dataset
    )
