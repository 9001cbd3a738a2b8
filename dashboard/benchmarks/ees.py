"""Read the CSV files of Explore education statistics (children in need, children looked after and the like)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.areas import Area, AreaBook
from dashboard.benchmarks.columns import need_column, not_recognised, recognise_dataset
from dashboard.benchmarks.release import (
    Findings,
    Place,
    ReleaseRead,
    Wanted,
    collect,
    make_observation,
    wanted_from,
)
from dashboard.benchmarks.rounding import percentage_of_counts
from dashboard.benchmarks.symbols import EES_SYMBOLS, Reading, parse_reading
from dashboard.benchmarks.years import parse_ees_year
from dashboard.catalogue.schema import Catalogue, Dataset, DatasetKind
from dashboard.issues import refuses
from dashboard.observations import Observation
from dashboard.vocabulary import Missing

# Source: compulsory columns of the data standard of Explore education statistics.
TIME, TIME_KIND, LEVEL = "time_period", "time_identifier", "geographic_level"
COUNTRY, REGION, OLD_CODE, NEW_CODE = "country_code", "region_code", "old_la_code", "new_la_code"
STANDARD_COLUMNS = (TIME, TIME_KIND, LEVEL, COUNTRY, REGION, OLD_CODE, NEW_CODE)

NATIONAL, REGIONAL, AUTHORITY = "National", "Regional", "Local authority"
LEVELS = frozenset({NATIONAL, REGIONAL, AUTHORITY})

# Words in a code column that are no code.
NO_CODE = frozenset({"", "x", "z", ":"})

FIRST_DATA_ROW = 2
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The file's own names for the columns of one figure."""

    value: str | None
    numerator: tuple[str, ...]
    denominator: str | None
    complement: tuple[str, ...]
    filters: tuple[tuple[str, frozenset[str]], ...]


def read_ees(content: bytes, filename: str, catalogue: Catalogue, areas: AreaBook) -> ReleaseRead:
    """Read one file.

    Raises:
        BenchmarkError: when the bytes are no CSV text, or the file is none of the catalogue's datasets.
    """
    header, rows = _read_rows(content, filename)
    dataset, lacking = recognise_dataset(header, filename, DatasetKind.EES_CSV, catalogue)
    findings = Findings(filename=filename, dataset=dataset.id)
    for name in STANDARD_COLUMNS:
        need_column((name,), header, findings)
    wanted = [(item, _find_columns(item, header, findings)) for item in wanted_from(catalogue, dataset)]
    for issue in lacking:
        findings.add(issue.code, issue.what)
    if refuses(findings.issues()):
        return collect(dataset, (), findings, len(rows))
    places = _find_places(rows, areas, findings)
    observations = [
        observation
        for item, columns in wanted
        for observation in _read_figure(item, columns, rows, places, dataset, findings)
    ]
    return collect(dataset, observations, findings, len(rows))


def _read_rows(content: bytes, filename: str) -> tuple[tuple[str, ...], list[Row]]:
    try:
        text = content.decode("utf-8-sig")
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = tuple(next(lines, ()))
        # A row may be longer than the heading (a trailing comma), or cut short: what lacks is blank.
        blank = dict.fromkeys(header, "")
        rows: list[Row] = [{**blank, **dict(zip(header, row, strict=False))} for row in lines]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise not_recognised(filename, f"{filename} is not a CSV file in UTF-8.") from fault
    return header, rows


def _find_columns(wanted: Wanted, header: Sequence[str], findings: Findings) -> _Columns:
    figure = wanted.figure
    return _Columns(
        value=need_column(figure.value, header, findings) if figure.value else None,
        numerator=tuple(need_column(names, header, findings) for names in figure.numerator),
        denominator=need_column(figure.denominator, header, findings) if figure.denominator else None,
        complement=tuple(need_column(names, header, findings) for names in figure.complement),
        filters=tuple(
            (need_column(tuple(names.split("|")), header, findings), frozenset(labels))
            for names, labels in figure.filters.items()
        ),
    )


def _find_places(rows: Sequence[Row], areas: AreaBook, findings: Findings) -> list[Place | None]:
    """Tell each row's area and year; None for a row of another level, or one that is left out with an issue."""
    return [_find_place(row, number, areas, findings) for number, row in enumerate(rows, FIRST_DATA_ROW)]


def _find_place(row: Row, number: int, areas: AreaBook, findings: Findings) -> Place | None:
    if row[LEVEL] not in LEVELS:
        return None
    period = parse_ees_year(row[TIME].strip(), row[TIME_KIND].strip())
    if period is None:
        what = f"{findings.filename} has the year {row[TIME]!r} as {row[TIME_KIND]!r}, which is not a financial year."
        findings.add("benchmark-unreadable-value", what, number)
        return None
    area = _find_area(row, areas)
    if area is None:
        what = f"{findings.filename} has figures for {_name_row(row)}, which is not among the areas."
        findings.add("benchmark-unknown-area", what, number)
        return None
    return Place(area=area, period=period, row=number)


def _find_area(row: Row, areas: AreaBook) -> Area | None:
    """Find a row's area by code, never by name; an authority without its nine-character code by its number."""
    if row[LEVEL] == NATIONAL:
        return areas.by_code(row[COUNTRY])
    if row[LEVEL] == REGIONAL:
        return areas.by_code(row[REGION])
    by_code, by_number = areas.by_code(row[NEW_CODE]), areas.by_la_number(row[OLD_CODE])
    if row[NEW_CODE].strip() in NO_CODE or by_code is None:
        return by_number
    # Two codes that name two authorities mean that the columns have slipped: neither is to be believed.
    return by_code if by_number is None or by_number == by_code else None


def _name_row(row: Row) -> str:
    codes = {NATIONAL: (COUNTRY,), REGIONAL: (REGION,)}.get(row[LEVEL], (NEW_CODE, OLD_CODE))
    return f"{row[LEVEL].lower()} {' / '.join(row[code] for code in codes if row[code])}"


def _read_figure(
    wanted: Wanted,
    columns: _Columns,
    rows: Sequence[Row],
    places: Sequence[Place | None],
    dataset: Dataset,
    findings: Findings,
) -> Iterator[Observation]:
    chosen = [
        (row, place)
        for row, place in zip(rows, places, strict=True)
        if all(row[column] in labels for column, labels in columns.filters)
    ]
    if columns.filters and rows and not chosen:
        labels = "; ".join(f"{column}: {' or '.join(sorted(labels))}" for column, labels in columns.filters)
        what = f"{findings.filename} has no row labelled {labels}."
        findings.add("benchmark-missing-label", what)
    for row, place in chosen:
        if place is None:
            continue
        reader = _RowReader(row=row, number=place.row, findings=findings)
        observation = _observe(wanted, columns, reader, place, dataset)
        if observation is not None:
            yield observation


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowReader:
    row: Row
    number: int
    findings: Findings

    def read(self, column: str) -> Reading | None:
        """Read one cell; a cell that says nothing known is noted and left out."""
        text = self.row[column]
        reading = parse_reading(text, EES_SYMBOLS)
        if reading is None:
            shown = repr(text) if text.strip() else "nothing"
            what = f"Column {column!r} of {self.findings.filename} holds {shown}: neither a number nor a known symbol."
            self.findings.add("benchmark-unreadable-value", what, self.number)
        return reading


def _observe(
    wanted: Wanted, columns: _Columns, reader: _RowReader, place: Place, dataset: Dataset
) -> Observation | None:
    if columns.value is not None:
        return _observe_printed(wanted, columns.value, columns, reader, place, dataset)
    # DfE rounds the counts of regions and of England to 10, so a percentage worked out from them could be wrong in its
    # last digit: those rows are left to the dataset that carries the percentage itself (LAIT).
    if reader.row[LEVEL] != AUTHORITY:
        return None
    return _observe_derived(wanted, columns, reader, place, dataset)


def _observe_printed(
    wanted: Wanted, value: str, columns: _Columns, reader: _RowReader, place: Place, dataset: Dataset
) -> Observation | None:
    reading = reader.read(value)
    if reading is None:
        return None
    bands = [reader.read(column) for column in columns.numerator]
    denominator = reader.read(columns.denominator) if columns.denominator else None
    counts = (_total(bands), denominator.value if denominator else None)
    return make_observation(wanted, place, dataset.id, reading, counts, derived=False)


def _observe_derived(
    wanted: Wanted, columns: _Columns, reader: _RowReader, place: Place, dataset: Dataset
) -> Observation | None:
    bands = [reader.read(column) for column in columns.numerator]
    rest = [reader.read(column) for column in columns.complement]
    denominator = reader.read(columns.denominator) if columns.denominator else None
    if denominator is None or None in bands or None in rest:
        return None
    counts = (_numerator(bands, rest, denominator), denominator.value)
    reading = _share(counts, [denominator, *(band for band in bands if band)], wanted.decimals)
    # The percentage of a suppressed count is published elsewhere from 2015/16 on: leave it to that dataset, so that a
    # gap here never stands before a figure there.
    if reading.missing is Missing.SUPPRESSED and _carried_elsewhere(wanted, place):
        return None
    return make_observation(wanted, place, dataset.id, reading, counts, derived=True)


def _numerator(bands: Sequence[Reading | None], rest: Sequence[Reading | None], denominator: Reading) -> float | None:
    """Add up the bands, or take the rest from the denominator where one of them is suppressed."""
    total = _total(bands)
    remainder = _total(rest)
    if total is not None or remainder is None or denominator.value is None:
        return total
    return denominator.value - remainder


def _total(parts: Sequence[Reading | None]) -> float | None:
    values = [part.value for part in parts if part is not None and part.value is not None]
    return sum(values) if parts and len(values) == len(parts) else None


def _share(counts: tuple[float | None, float | None], parts: Sequence[Reading], decimals: int) -> Reading:
    numerator, denominator = counts
    if denominator == 0:
        return Reading(text="", missing=Missing.NOT_APPLICABLE)
    if numerator is None or denominator is None:
        symbol = next(part for part in parts if part.missing is not None)
        return Reading(text=symbol.text, missing=symbol.missing)
    return Reading(text="", value=percentage_of_counts(numerator, denominator, decimals))


def _carried_elsewhere(wanted: Wanted, place: Place) -> bool:
    return any(
        other.since is not None and other.since.start <= place.period.start
        for other in wanted.indicator.published
        if other.dataset != wanted.figure.dataset
    )
