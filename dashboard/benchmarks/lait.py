"""Read the data file of the Local Authority Interactive Tool: all its measures in one long parquet file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.areas import AreaBook
from dashboard.benchmarks.columns import not_recognised, recognise_dataset
from dashboard.benchmarks.release import Findings, Place, ReleaseRead, Wanted, collect, make_observation, wanted_from
from dashboard.benchmarks.rounding import round_half_up
from dashboard.benchmarks.symbols import LAIT_SYMBOLS, Reading, parse_reading
from dashboard.benchmarks.years import parse_lait_year
from dashboard.catalogue.schema import Catalogue, Dataset, DatasetKind
from dashboard.issues import refuses
from dashboard.observations import Observation

PARQUET_MAGIC = b"PAR1"
MEASURE, YEARS, NUMBER, VALUES = "Short Desc", "Years", "LA Number", "Values"
COLUMNS = (MEASURE, YEARS, NUMBER, VALUES)

FIRST_DATA_ROW = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    measure: str
    year: str
    la_number: str
    value: str
    number: int


def read_lait(content: bytes, filename: str, catalogue: Catalogue, areas: AreaBook) -> ReleaseRead:
    """Read the wanted measures of the file; a row's number counts all rows of the file, from 1.

    Raises:
        BenchmarkError: when the bytes are no parquet file, or its columns are none of the catalogue's datasets.
    """
    try:
        schema = pq.read_schema(pa.BufferReader(content))
        rows_in = pq.read_metadata(pa.BufferReader(content)).num_rows
    except pa.ArrowException as fault:
        raise not_recognised(filename, f"{filename} is not a parquet file, or is damaged.") from fault
    dataset, lacking = recognise_dataset(schema.names, filename, DatasetKind.LAIT_PARQUET, catalogue)
    findings = Findings(filename=filename, dataset=dataset.id)
    for issue in lacking:
        findings.add(issue.code, issue.what)
    for name in COLUMNS:
        if name not in schema.names:
            findings.add("benchmark-missing-column", f"{filename} has no column {name!r}.")
    if refuses(findings.issues()):
        return collect(dataset, (), findings, rows_in)
    wanted = {item.figure.measure: item for item in wanted_from(catalogue, dataset) if item.figure.measure is not None}
    rows = _read_rows(content, frozenset(wanted))
    for measure in sorted(wanted.keys() - {row.measure for row in rows}):
        findings.add("benchmark-missing-label", f"{filename} has no measure {measure!r}.")
    return collect(dataset, _read_figures(rows, wanted, areas, dataset, findings), findings, rows_in)


def _read_rows(content: bytes, measures: frozenset[str]) -> list[_Row]:
    """Read the rows of the wanted measures only, with their place among all rows."""
    filters = [(MEASURE, "in", sorted(measures))]
    columns = pq.read_table(pa.BufferReader(content), columns=list(COLUMNS), filters=filters).to_pydict()
    names = pq.read_table(pa.BufferReader(content), columns=[MEASURE])[MEASURE]
    numbers = pc.indices_nonzero(pc.is_in(names, pa.array(sorted(measures), names.type))).to_pylist()
    return [
        _Row(
            measure=measure, year=year or "", la_number=_as_number(la), value=value or "", number=index + FIRST_DATA_ROW
        )
        for measure, year, la, value, index in zip(*(columns[name] for name in COLUMNS), numbers, strict=True)
    ]


def _as_number(la_number: float | None) -> str:
    return "" if la_number is None or la_number != la_number else str(int(la_number))


def _read_figures(
    rows: Iterable[_Row], wanted: dict[str, Wanted], areas: AreaBook, dataset: Dataset, findings: Findings
) -> Iterator[Observation]:
    for row in rows:
        place = _find_place(row, areas, findings)
        item = wanted[row.measure]
        reading = _read_value(row, item, findings) if place is not None else None
        if place is None or reading is None:
            continue
        observation = make_observation(item, place, dataset.id, reading, (None, None), derived=False)
        if observation is not None:
            yield observation


def _find_place(row: _Row, areas: AreaBook, findings: Findings) -> Place | None:
    period, area = parse_lait_year(row.year), areas.by_la_number(row.la_number)
    if period is None:
        what = f"{findings.filename} has the year {row.year!r}, which is not a financial year."
        findings.add("benchmark-unreadable-value", what, row.number)
    if area is None:
        what = f"{findings.filename} has figures for LA number {row.la_number!r}, which is not among the areas."
        findings.add("benchmark-unknown-area", what, row.number)
    return Place(area=area, period=period, row=row.number) if period is not None and area is not None else None


def _read_value(row: _Row, wanted: Wanted, findings: Findings) -> Reading | None:
    reading = parse_reading(row.value, LAIT_SYMBOLS)
    if reading is None:
        what = f"{findings.filename} holds {row.value!r} for {row.measure}: neither a number nor a known symbol."
        findings.add("benchmark-unreadable-value", what, row.number)
        return None
    # The file carries the noise of binary fractions (27.699999999999999); the measure's own decimals take it off.
    if reading.value is None:
        return reading
    return Reading(text=reading.text, value=round_half_up(reading.value, wanted.decimals))
