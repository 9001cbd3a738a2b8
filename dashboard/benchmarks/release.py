"""What reading one published file gives, and what is found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.areas import Area
from dashboard.benchmarks.symbols import Reading
from dashboard.catalogue.schema import Catalogue, Dataset, Indicator, PublishedFigure
from dashboard.issues import Issue, refuses
from dashboard.observations import Observation, Observations
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, Kind, Missing, ReportId

ROWS_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRead:
    """One published file, read.

    ``observations`` is empty when an issue refuses the file, and where the file holds no figures (a list of
    neighbours). ``rows_kept`` counts the file's rows that gave at least one figure or reason, ``latest`` is the newest
    period among them. ``title`` names the edition where the dataset's name does not; ``facts`` are sentences on what
    the file holds; ``list_id`` is a neighbour list's, such as ``2025-05``.
    """

    dataset: str
    series: ReportId
    latest: Period | None
    observations: Observations
    issues: tuple[Issue, ...]
    rows_in: int
    rows_kept: int
    title: str = ""
    facts: tuple[str, ...] = ()
    list_id: str = ""

    @property
    def reasons(self) -> Mapping[Missing, int]:
        """Count the figures that are kept as a reason instead, by reason."""
        said = self.observations.frame["missing"]
        counted = said[said != ""].value_counts()
        return {Missing(str(reason)): int(count) for reason, count in counted.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What reading a release may need of what is published already.

    ``population`` is the number of children of an area in a year, by which a rate is worked out where a release prints
    only the count.
    """

    population: Mapping[tuple[AreaCode, Period], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One figure that the catalogue takes from a dataset."""

    indicator: Indicator
    figure: PublishedFigure

    @property
    def decimals(self) -> int:
        """Give the decimals that the dataset prints the figure with."""
        stated = self.figure.decimal_places
        return self.indicator.decimal_places if stated is None else stated


def wanted_from(catalogue: Catalogue, dataset: Dataset) -> tuple[Wanted, ...]:
    """List what the catalogue takes from a dataset."""
    return tuple(
        Wanted(indicator=indicator, figure=figure)
        for indicator in catalogue.indicators
        for figure in indicator.published
        if figure.dataset == dataset.id
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose and which year's figures a row of a file holds, and the row's number in it (the heading is row 1)."""

    area: Area
    period: Period
    row: int


@dataclass(slots=True, kw_only=True)
class Findings:
    """Collect what is wrong in a file, the same fault of many rows as one issue."""

    filename: str
    dataset: str
    _found: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, code: str, what: str, row: int | None = None) -> None:
        """Note a fault, with its row where it has one."""
        rows = self._found.setdefault((code, what), [])
        if row is not None:
            rows.append(row)

    def issues(self) -> tuple[Issue, ...]:
        """Give one issue for each kind of fault."""
        return tuple(
            Issue(code=code, what=what, sheet=self.dataset, cell=_say_rows(rows), file=self.filename)
            for (code, what), rows in self._found.items()
        )


def _say_rows(rows: list[int]) -> str:
    """Name the first rows: "row 5", "rows 5, 9 and 12", "rows 5, 9, 12 and 40 more"."""
    if len(rows) <= 1:
        return f"row {rows[0]}" if rows else ""
    named, rest = [str(row) for row in rows[:ROWS_NAMED]], len(rows) - ROWS_NAMED
    parts = [*named, f"{rest} more"] if rest > 0 else named
    return f"rows {', '.join(parts[:-1])} and {parts[-1]}"


def make_observation(
    wanted: Wanted,
    place: Place,
    dataset: str,
    reading: Reading,
    counts: tuple[float | None, float | None],
    derived: bool,
) -> Observation | None:
    """Make one observation; None for a reason without a figure about an area not in being that year.

    Files of one vintage carry rows of merged and of newly made authorities in every year, with a symbol where the
    authority did not exist: that is no missing figure.
    """
    if reading.missing is not None and not place.area.exists_on(place.period.end):
        return None
    return Observation(
        indicator=wanted.indicator.id,
        basis=Basis.FINANCIAL_YEAR,
        area=place.area.code,
        period=place.period,
        value=reading.value,
        missing=reading.missing,
        kind=Kind.BENCHMARK,
        numerator=counts[0],
        denominator=counts[1],
        decimals=wanted.decimals if reading.value is not None else None,
        derived=derived,
        text=reading.text if reading.missing is not None else "",
        sheet=dataset,
        cell=f"row {place.row}",
    )


def collect(dataset: Dataset, observations: Iterable[Observation], findings: Findings, rows_in: int) -> ReleaseRead:
    """Put the observations together, refusing the file when a key stands in it twice."""
    kept: dict[object, Observation] = {}
    for observation in observations:
        first = kept.setdefault(observation.key, observation)
        if first is not observation:
            what = f"{findings.filename} has more than one row for the same area, year and measure."
            findings.add("benchmark-duplicate-row", what, _row_number(observation))
    issues = findings.issues()
    figures = [] if refuses(issues) else list(kept.values())
    return ReleaseRead(
        dataset=dataset.id,
        series=dataset.series,
        latest=max((figure.period for figure in figures), key=lambda period: period.sort_key, default=None),
        observations=Observations.of(figures),
        issues=issues,
        rows_in=rows_in,
        rows_kept=len({figure.cell for figure in figures}),
    )


def _row_number(observation: Observation) -> int:
    return int(observation.cell.removeprefix("row "))
