"""The columns of an Explore education statistics file that the figures of the catalogue are read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.benchmarks.columns import figure_columns, find_column, known_names, likeness, need_column
from dashboard.benchmarks.ees_places import STANDARD_COLUMNS
from dashboard.benchmarks.release import Findings, Wanted
from dashboard.catalogue.schema import Dataset, PublishedFigure

# A column that may be missing (a rate that can be worked out) is taken as renamed where one of the file's unknown
# columns is spelled at least this much like it.
RENAMED = 0.8


# Columns with the labels wanted of each.
Filters = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumns:
    """The file's own names for the columns of one figure; ``value`` is None where the figure is worked out.

    ``total`` are the filters of the rows that carry the count below the line, where they are rows of their own.
    """

    value: str | None
    numerator: tuple[str, ...]
    denominator: str | None
    complement: tuple[str, ...]
    months: tuple[str, ...]
    filters: Filters
    total: Filters


def find_figure_columns(
    dataset: Dataset, wanted: Sequence[Wanted], header: Sequence[str], findings: Findings
) -> list[FigureColumns]:
    """Find the columns of every figure, noting those that the file lacks."""
    finder = _Finder(header=header, known=known_names(dataset, wanted) | set(STANDARD_COLUMNS), findings=findings)
    for name in STANDARD_COLUMNS:
        finder.need((name,))
    return [finder.find(item.figure) for item in wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """Finds columns in one heading; ``known`` are all the names that the catalogue has for any."""

    header: Sequence[str]
    known: frozenset[str]
    findings: Findings

    def need(self, names: Sequence[str]) -> str:
        return need_column(names, self.header, self.findings, self.known)

    def find(self, figure: PublishedFigure) -> FigureColumns:
        return FigureColumns(
            value=self._find_value(figure),
            numerator=tuple(self.need(names) for names in figure.numerator),
            denominator=self.need(figure.denominator) if figure.denominator else None,
            complement=tuple(self.need(names) for names in figure.complement),
            months=tuple(self.need(names) for names in figure.months),
            filters=self._find_filters(figure.filters),
            total=self._find_filters(figure.total),
        )

    def _find_value(self, figure: PublishedFigure) -> str | None:
        """Find the column of a printed figure; a rate that can be worked out from the population may lack one."""
        if not figure.value:
            return None
        found = find_column(figure.value, self.header)
        may_lack = figure.population is not None and not self._looks_renamed(figure.value)
        return found if found is not None or may_lack else self.need(figure.value)

    def _looks_renamed(self, names: Sequence[str]) -> bool:
        """Tell whether a column that the catalogue does not know is spelled like a missing one, or ends as it does."""
        return any(
            likeness(name, other) >= RENAMED or _last_word(name) == _last_word(other)
            for name in names
            for other in set(self.header) - self.known
        )

    def _find_filters(self, filters: Mapping[str, Sequence[str]]) -> Filters:
        return tuple((self.need(names.split("|")), frozenset(labels)) for names, labels in filters.items())


def _last_word(name: str) -> str:
    return name.casefold().rpartition("_")[2]


def note_drift(dataset: Dataset, wanted: Sequence[Wanted], header: Sequence[str], findings: Findings) -> None:
    """Note the columns that the file has under an older name than the first that the catalogue gives."""
    columns = [*dataset.columns, *(names for item in wanted for names in figure_columns(item.figure) if names)]
    drifted = dict.fromkeys(
        (found, names[0])
        for names in columns
        if (found := find_column(names, header)) is not None and found != names[0]
    )
    if drifted:
        said = ", ".join(f"{found!r} (now {newest!r})" for found, newest in drifted)
        findings.add("benchmark-column-drift", f"{findings.filename} has columns under older names: {said}.", 1)
