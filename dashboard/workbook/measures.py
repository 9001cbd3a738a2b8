"""Find the measures of a table: which row is which measure of the catalogue, on which basis, with which polarity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.issues import Issue
from dashboard.vocabulary import Basis, ColumnRole, Polarity
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.layouts import DATA_PERIOD
from dashboard.workbook.lexicon import Lexicon
from dashboard.workbook.marks import note_basis, printed_number, read_polarity
from dashboard.workbook.matching import Match, Matcher
from dashboard.workbook.table import Column, Table
from dashboard.workbook.unread_columns import FIGURE_ROLES, is_figure

_MARKING_ROLES = (ColumnRole.POLARITY, ColumnRole.NOTE, ColumnRole.FREQUENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure's row: where it stands, what it is, and what the sheet says of it."""

    row: int
    number: str
    name: str
    name_cell: str
    match: Match
    polarity: Polarity

    @property
    def basis(self) -> Basis:
        """Give the time basis of the row's month or quarter columns."""
        return self.match.alias.basis


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What a row says of its time basis, and where."""

    cell: GridCell
    bases: frozenset[Basis]


class MeasureFinder:
    """Finds a table's measures, collecting what is wrong with their names, bases and polarities."""

    def __init__(
        self, grid: Grid, table: Table, matcher: Matcher, lexicon: Lexicon, roles: tuple[ColumnRole, ...]
    ) -> None:
        self._grid = grid
        self._table = table
        self._matcher = matcher
        self._lexicon = lexicon
        self._filled = table.columns_of(*roles, *_MARKING_ROLES)
        self.issues: list[Issue] = []

    def find(self) -> list[Measure]:
        """List the measures that can be read; one that is unknown or printed twice is left out with an issue."""
        measures = list(self._measures())
        repeated = self._repeated(measures)
        return [measure for measure in measures if measure.name_cell not in repeated]

    def _measures(self) -> Iterator[Measure]:
        name_column, number_column = self._table.column(ColumnRole.NAME), self._table.column(ColumnRole.NUMBER)
        for row in self._grid.rows:
            if name_column is None or not self._table.holds(row):
                continue
            name = self._grid.cell(row, name_column.index)
            if not name.text:
                self._without_name(name)
            if not name.text or not self._has_content(row):
                continue
            number = printed_number(self._grid.cell(row, number_column.index)) if number_column else ""
            if (measure := self._measure(name, number)) is not None:
                yield measure

    def _has_content(self, row: int) -> bool:
        """Tell a measure's row from a note or a key: something is filled of what is read."""
        return any(not self._grid.cell(row, column.index).is_empty for column in self._filled)

    def _without_name(self, name: GridCell) -> None:
        """Say so where a row prints a figure, and not which measure's."""
        columns = self._table.columns_of(*FIGURE_ROLES)
        if any(is_figure(self._grid.cell(name.row, column.index)) for column in columns):
            what = "This row has figures and no measure's name, so none of them was read."
            self.issues.append(Issue(code="measure-name-missing", what=what, sheet=self._grid.name, cell=name.name))

    def _measure(self, name: GridCell, number: str) -> Measure | None:
        place = (self._grid.name, name.name)
        stated = self._stated(name.row)
        match = self._match(name.text, stated)
        if match is None:
            basis = next(iter(stated.bases)) if stated and len(stated.bases) == 1 else None
            self.issues.append(self._matcher.unknown_issue(name.text, *place, number=number, basis=basis))
            return None
        for issue in (self._matcher.date_issue(match, *place), self._matcher.number_issue(match, number, *place)):
            if issue is not None:
                self.issues.append(issue)
        if stated is not None and match.alias.basis not in stated.bases:
            self._disagree(stated.cell, match)
            return None
        return Measure(
            row=name.row,
            number=number,
            name=name.text,
            name_cell=name.name,
            match=match,
            polarity=self._polarity(match, name.row),
        )

    def _match(self, name: str, stated: _Stated | None) -> Match | None:
        """Match a name; of two forms under one name the stated basis chooses."""
        bases = sorted(stated.bases) if stated else []
        found = (match for basis in bases if (match := self._matcher.match(name, basis)) is not None)
        return next((match for match in found if match.alias.basis in bases), None) or self._matcher.match(name)

    def _disagree(self, cell: GridCell, match: Match) -> None:
        ours = match.alias.basis.replace("_", " ")
        what = f"The sheet says {cell.text!r}, the catalogue {ours}; the row is left out."
        self.issues.append(Issue(code="basis-disagrees", what=what, sheet=self._grid.name, cell=cell.name))

    def _stated(self, row: int) -> _Stated | None:
        """Read what the row says of its basis: the monthly DATA NOTE, else a data-period column's code or words."""
        for column in self._table.columns_of(ColumnRole.NOTE):
            # The first note column is about the months; another is about the year.
            if "month" in column.heading.casefold():
                cell = self._grid.cell(row, column.index)
                basis = note_basis(cell.text)
                bases = frozenset({basis}) if basis else self._lexicon.stated_bases(cell.text, is_data_period=False)
                return _Stated(cell=cell, bases=bases) if bases else None
        for column in self._table.columns_of(ColumnRole.FREQUENCY):
            cell = self._grid.cell(row, column.index)
            if bases := self._bases_of(cell, column):
                return _Stated(cell=cell, bases=bases)
        return None

    def _bases_of(self, cell: GridCell, column: Column) -> frozenset[Basis]:
        is_data_period = bool(DATA_PERIOD.fullmatch(column.heading)) or self._lexicon.is_own_heading(column.heading)
        return self._lexicon.stated_bases(cell.text, is_data_period=is_data_period)

    def _polarity(self, match: Match, row: int) -> Polarity:
        column = self._table.column(ColumnRole.POLARITY)
        cell = self._grid.cell(row, column.index) if column else None
        printed = read_polarity(cell, self._lexicon) if cell else None
        if cell is None or printed is None:
            return match.indicator.polarity
        if printed is not match.indicator.polarity:
            ours = match.indicator.polarity.replace("_", " ")
            what = f"The sheet says good performance is {cell.text!r}; the catalogue says {ours}."
            self.issues.append(Issue(code="polarity-differs", what=what, sheet=self._grid.name, cell=cell.name))
        return printed

    def _repeated(self, measures: list[Measure]) -> set[str]:
        """Find measures printed on more than one row: none of their rows is read."""
        places: dict[tuple[str, Basis], list[Measure]] = {}
        for measure in measures:
            places.setdefault((measure.match.indicator.id, measure.basis), []).append(measure)
        repeated = [measure for group in places.values() if len(group) > 1 for measure in group]
        for measure in repeated:
            what = f"{measure.match.indicator.name} stands on more than one row."
            self.issues.append(
                Issue(code="duplicate-measure", what=what, sheet=self._grid.name, cell=measure.name_cell)
            )
        return {measure.name_cell for measure in repeated}
