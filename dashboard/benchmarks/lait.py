"""Read the data file of the Local Authority Interactive Tool: all its measures in one long parquet file.

A measure that the catalogue names is kept as the catalogue's indicator; any other that the tool's dictionary describes
is kept under an id of its own (see ``measure_ids``). The dictionary says what a year of the measure is; without it a
year is a financial year, and only the catalogue's measures are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.areas import AreaBook
from dashboard.benchmarks.columns import recognise_dataset
from dashboard.benchmarks.lait_kept import Kept, LeftOut, Target
from dashboard.benchmarks.lait_measures import LaitMeasure, measure_ids
from dashboard.benchmarks.lait_rows import keep_rows
from dashboard.benchmarks.lait_table import COLUMNS, LaitTable, read_table
from dashboard.benchmarks.lait_years import AT_31_MARCH, YearType
from dashboard.benchmarks.parquet_file import read_column_names
from dashboard.benchmarks.release import Findings, ReleaseRead, Wanted, wanted_from
from dashboard.catalogue.schema import Catalogue, Dataset, DatasetKind
from dashboard.formatting import plural
from dashboard.issues import refuses
from dashboard.observations import Observations
from dashboard.periods import Period, PeriodKind
from dashboard.vocabulary import Basis

FINANCIAL_YEAR = AT_31_MARCH
NO_MEASURES: Mapping[str, LaitMeasure] = {}

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    dataset: Dataset
    progress: Progress


def read_lait(
    content: bytes,
    filename: str,
    catalogue: Catalogue,
    areas: AreaBook,
    measures: Mapping[str, LaitMeasure] = NO_MEASURES,
    *,
    progress: Progress | None = None,
) -> ReleaseRead:
    """Read the file; a row's number counts all its rows, from 1.

    ``measures`` are the dictionary's, by short description. ``progress`` is told in words what is being done.

    Raises:
        BenchmarkError: when the bytes are no parquet file, or its columns are none of the catalogue's datasets.
    """
    names = read_column_names(content, filename)
    dataset, lacking = recognise_dataset(names, filename, DatasetKind.LAIT_PARQUET, catalogue)
    findings = Findings(filename=filename, dataset=dataset.id)
    for issue in lacking:
        findings.add(issue.code, issue.what)
    for name in COLUMNS:
        if name not in names:
            findings.add("benchmark-missing-column", f"{filename} has no column {name!r}.")
    file = _File(name=filename, dataset=dataset, progress=progress or _say_nothing)
    if refuses(findings.issues()):
        return _release(file, findings, rows_in=0)
    file.progress("Reading the file's rows")
    table = read_table(content, filename)
    targets = _targets(catalogue, dataset, measures, findings)
    for measure in sorted(_of_catalogue(catalogue, dataset) - set(table.measures.texts)):
        findings.add("benchmark-missing-label", f"{filename} has no measure {measure!r}.")
    return _read(table, targets, areas, file, findings)


def _read(
    table: LaitTable, targets: Mapping[str, Target], areas: AreaBook, file: _File, findings: Findings
) -> ReleaseRead:
    known = sum(text in targets for text in table.measures.texts)
    file.progress(f"Reading {table.rows:,} rows of {known} measures")
    kept, left_out = keep_rows(table, targets, areas, findings)
    for row in kept.repeated_rows():
        what = f"{file.name} has more than one row for the same area, year and measure."
        findings.add("benchmark-duplicate-row", what, row)
    if refuses(findings.issues()):
        return _release(file, findings, rows_in=table.rows)
    file.progress(f"Putting {len(kept.rows):,} figures together")
    return _release(file, findings, rows_in=table.rows, kept=kept, facts=tuple(_facts(kept, left_out)))


def _targets(
    catalogue: Catalogue, dataset: Dataset, measures: Mapping[str, LaitMeasure], findings: Findings
) -> dict[str, Target]:
    """Say what each measure's figures become, by short description; the catalogue's own come first."""
    ids = measure_ids(measures)
    targets = {}
    for short, measure in measures.items():
        if measure.years is None:
            what = (
                f"The dictionary does not say which kind of year the figures of {short} are about; they are left out."
            )
            findings.add("benchmark-other-period", what)
        else:
            targets[short] = Target(indicator=ids[short], decimals=measure.decimals, years=measure.years)
    for wanted in wanted_from(catalogue, dataset):
        if (named := wanted.figure.measure) is not None:
            years = _stated_years(wanted) or _year_type(measures.get(named))
            targets[named] = Target(indicator=wanted.indicator.id, decimals=wanted.decimals, years=years)
    return targets


def _stated_years(wanted: Wanted) -> YearType | None:
    """Give what the catalogue says of the measure's years, where it says more than that they are financial ones."""
    basis, at = wanted.figure.basis, wanted.figure.as_at_month
    return None if basis is Basis.FINANCIAL_YEAR else YearType(basis=basis, month=at or 0)


def _year_type(measure: LaitMeasure | None) -> YearType:
    return (measure.years if measure else None) or FINANCIAL_YEAR


def _of_catalogue(catalogue: Catalogue, dataset: Dataset) -> set[str]:
    return {wanted.figure.measure for wanted in wanted_from(catalogue, dataset) if wanted.figure.measure is not None}


def _facts(kept: Kept, left_out: LeftOut) -> Iterator[str]:
    indicators = set(kept.indicators.tolist())
    further = sum(kept.targets[place].is_further for place in indicators)
    yield f"{plural(len(indicators) - further, 'measure')} of the catalogue, and {further} more of the tool's own."
    counted = (
        (left_out.not_wanted, "of measures that neither the catalogue nor the dictionary names"),
        (left_out.several_years, "about several years together"),
        (left_out.unreadable, "that cannot be read"),
        (left_out.unknown_area, "about places that are not among the areas"),
        (left_out.not_in_being, "without a figure, about authorities not in being that year"),
    )
    for count, words in counted:
        if count:
            yield f"{plural(count, 'row')} {words} {'is' if count == 1 else 'are'} left out."


def _release(
    file: _File, findings: Findings, *, rows_in: int, kept: Kept | None = None, facts: tuple[str, ...] = ()
) -> ReleaseRead:
    return ReleaseRead(
        dataset=file.dataset.id,
        series=file.dataset.series,
        latest=_latest(kept) if kept is not None and len(kept.rows) else None,
        observations=Observations(kept.frame(file.dataset.id)) if kept is not None else Observations.of(()),
        issues=findings.issues(),
        rows_in=rows_in,
        rows_kept=0 if kept is None else len(kept.rows),
        facts=facts,
    )


def _latest(kept: Kept) -> Period:
    """Give the newest period; what is no financial year as its last month.

    Editions of one series are put in order by this period's code, in which a month's and a financial year's can be
    compared and a calendar year's cannot.
    """
    reached: list[Period] = [kept.periods[place] for place in set(kept.when.tolist())]
    newest = max(reached, key=lambda period: period.sort_key)
    return newest if newest.kind is PeriodKind.FINANCIAL_YEAR else newest.last_month


def _say_nothing(_: str) -> None:
    return None
