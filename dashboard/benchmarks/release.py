"""What reading one published file gives, and what is found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.catalogue.schema import Catalogue, Dataset, Indicator, PublishedFigure
from dashboard.issues import Issue, refuses
from dashboard.observations import Observation, Observations
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Missing, ReportId, Unit

if TYPE_CHECKING:
    from dashboard.benchmarks.lait_dictionary import LaitMeasure

ROWS_NAMED = 3
_MORE_ROWS = re.compile(r"(\d+) more$")


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
    only the count: the figures of the indicator that ``population_indicator`` names. ``measures`` are those of the
    interactive tool's dictionary, by the short description that its data file joins on.
    """

    population: Mapping[tuple[AreaCode, Period], float] = field(default_factory=dict)
    measures: Mapping[str, LaitMeasure] = field(default_factory=dict)

    @property
    def years_with_population(self) -> frozenset[Period]:
        """List the years for which the population of any area is known."""
        return frozenset(period for _, period in self.population)


NOTHING_KNOWN = Known()


def population_indicator(catalogue: Catalogue) -> IndicatorId | None:
    """Find the indicator whose figures are the population that published rates are worked out from."""
    named = (figure.population for indicator in catalogue.indicators for figure in indicator.published)
    return next((indicator for indicator in named if indicator is not None), None)


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

    @property
    def per(self) -> int:
        """Give what the figure is per: 100 for a percentage, 10,000 for a rate, 1 for a plain quotient."""
        stated = self.figure.per
        return _PER_UNIT.get(self.indicator.unit, 1) if stated is None else stated

    @property
    def basis(self) -> Basis:
        """Give the form of the indicator that the figures are."""
        return Basis.IN_MONTH if self.figure.months else self.figure.basis


_PER_UNIT: Mapping[Unit, int] = {Unit.PER_CENT: 100, Unit.RATE_PER_10000: 10_000}


def wanted_from(catalogue: Catalogue, dataset: Dataset) -> tuple[Wanted, ...]:
    """List what the catalogue takes from a dataset."""
    return tuple(
        Wanted(indicator=indicator, figure=figure)
        for indicator in catalogue.indicators
        for figure in indicator.published
        if figure.dataset == dataset.id
    )


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
            Issue(code=code, what=what, sheet=self.dataset if rows else "", cell=_say_rows(rows), file=self.filename)
            for (code, what), rows in self._found.items()
        )


def rows_said(place: str) -> int:
    """Count the rows that an issue's place names: 43 of "rows 5, 9, 12 and 40 more"; 1 of a place without any."""
    more = _MORE_ROWS.search(place)
    named = len(re.findall(r"\d+", place)) - bool(more)
    return max(1, named + (int(more[1]) if more else 0))


def _say_rows(rows: list[int]) -> str:
    """Name the first rows: "row 5", "rows 5, 9 and 12", "rows 5, 9, 12 and 40 more"."""
    if len(rows) <= 1:
        return f"row {rows[0]}" if rows else ""
    named, rest = [str(row) for row in rows[:ROWS_NAMED]], len(rows) - ROWS_NAMED
    parts = [*named, f"{rest} more"] if rest > 0 else named
    return f"rows {', '.join(parts[:-1])} and {parts[-1]}"


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
