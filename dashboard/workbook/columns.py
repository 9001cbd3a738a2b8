"""Say what one column holds: its lowest heading decides, the headings above it say of what and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.periods import Period, PeriodKind
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import period_of, without_year, year_heading, year_in
from dashboard.workbook.layouts import BENCHMARK_GROUP, TARGET_GROUP
from dashboard.workbook.lexicon import HeadingMeaning, Lexicon
from dashboard.workbook.table import Column

TARGET_ROLES = frozenset(
    {
        ColumnRole.TARGET,
        ColumnRole.TARGET_RED,
        ColumnRole.TARGET_AMBER,
        ColumnRole.TARGET_GREEN,
        ColumnRole.TOLERANCE,
    }
)
_PERIODS = (PeriodKind.MONTH, PeriodKind.QUARTER)


@dataclass(frozen=True, kw_only=True)
class HeadingReader:
    """Reads headings as at a month by a lexicon; ``dashed_years`` says that 2010-11 is a year on this sheet."""

    as_at: Period | None
    lexicon: Lexicon
    dashed_years: bool = False

    def column(self, grid: Grid, rows: range, index: int, *, speaks_of_targets: bool) -> Column | None:
        """Classify a column by its lowest heading, the ones above it as groups."""
        path = heading_path(grid, rows, index)
        if not path or path[-1].column != index or _is_group(grid, rows, path[-1]):
            # Only a group heading reaches over this column: a spacer, or a column whose own heading is gone.
            return None
        leaf, groups = path[-1], tuple(heading_text(cell) for cell in path[:-1])
        found = self.classify(leaf, groups)
        if found is None and speaks_of_targets:
            # "Amber" moved away from under its target heading is still a tolerance.
            found = self.classify(leaf, (*groups, "target"))
        if found is None and len(path) > 1:
            # A heading broken over two cells: "STAT NEIGH" over "AVERAGE".
            found = self._by_words(replace(leaf, value=" ".join(heading_text(cell) for cell in path)), ())
        return found

    def classify(self, leaf: GridCell, groups: tuple[str, ...] = ()) -> Column | None:
        """Classify a heading under the headings above it; None where it is not known, or says two things at once."""
        return self._by_words(leaf, groups) or self._by_period(leaf, groups)

    def period(self, leaf: GridCell, groups: tuple[str, ...] = ()) -> Period | None:
        """Read a month or a quarter, its year from the groups above or else the as-at month's."""
        year = year_in(" ".join(groups)) or (self.as_at.financial_year if self.as_at else None)
        value = leaf.text if isinstance(leaf.value, str) else leaf.value
        return period_of(value, year, dashed_years=self.dashed_years)

    def _assumes_year(self, leaf: GridCell, groups: tuple[str, ...]) -> bool:
        """Tell a month or quarter that only the as-at month gives its year."""
        return replace(self, as_at=None).period(leaf, groups) is None

    def _by_words(self, leaf: GridCell, groups: tuple[str, ...]) -> Column | None:
        words = self.lexicon.heading(leaf.text, groups) if leaf.text else None
        if words is None:
            return None
        about = self._about(groups)
        if words.role is ColumnRole.PERIOD:
            return self._period_column(leaf, words, groups, about)
        period = _year_for(words.role, leaf.text, " ".join(groups))
        return replace(_column(leaf, words.role), period=period, area=words.area, about=about)

    def _period_column(
        self, leaf: GridCell, words: HeadingMeaning, groups: tuple[str, ...], about: Period | None
    ) -> Column:
        """Place a figure column whose heading names no period: by the one over it, else counted from the as-at month.

        A heading that an officer called a period is placed by its own words where they are one.
        """
        column = _column(leaf, ColumnRole.PERIOD)
        if (own := self.period(leaf, groups)) is not None:
            return replace(column, period=own, assumed_year=self._assumes_year(leaf, groups))
        if words.months_before == 0 and about is not None:
            return replace(column, period=about)
        if words.months_before is None or self.as_at is None:
            return column
        return replace(column, period=self.as_at.shift(-words.months_before), is_relative=True)

    def _by_period(self, leaf: GridCell, groups: tuple[str, ...]) -> Column | None:
        """Take a month, quarter or year as a figure's period, unless a heading above says that it is of something else.

        A year under "England" is England's; a quarter under "Target" or "RAG" is no figure of ours.
        """
        period = self.period(leaf, groups)
        year = None if period else year_heading(leaf.text)
        if period is None and year is None:
            return None
        above = [words for group in groups if (words := self._group_meaning(group)) is not None]
        if above:
            return self._of_a_group(leaf, above[-1], period, year)
        if any(BENCHMARK_GROUP.search(group) or _is_target_group(group) for group in groups):
            return None
        if period is None:
            return replace(_column(leaf, ColumnRole.YEAR), period=year)
        assumed = self._assumes_year(leaf, groups)
        return replace(_column(leaf, ColumnRole.PERIOD), period=period, assumed_year=assumed)

    def _group_meaning(self, group: str) -> HeadingMeaning | None:
        words = self.lexicon.heading(group)
        kinds = (*TARGET_ROLES, ColumnRole.BENCHMARK, ColumnRole.RAG, ColumnRole.DOT, ColumnRole.DIFFERENCE)
        return words if words is not None and words.role in kinds else None

    def _of_a_group(
        self, leaf: GridCell, above: HeadingMeaning, period: Period | None, year: Period | None
    ) -> Column | None:
        column = replace(_column(leaf, above.role), area=above.area)
        if above.role in (ColumnRole.RAG, ColumnRole.DOT):
            return replace(column, about=period)
        if above.role is ColumnRole.BENCHMARK or above.role in TARGET_ROLES:
            return replace(column, period=year) if year else None
        return None

    def _about(self, groups: tuple[str, ...]) -> Period | None:
        """Give the month or quarter that the nearest heading above names."""
        for group in reversed(groups):
            found = self.period(GridCell(row=1, column=1, value=group))
            if found is not None and found.kind in _PERIODS:
                return found
        return None


def heading_path(grid: Grid, rows: range, index: int) -> list[GridCell]:
    """List the headings that stand over a column, the highest first."""
    path: list[GridCell] = []
    for row in rows:
        shown = grid.shown(row, index)
        if not shown.is_empty and (not path or path[-1] != shown):
            path.append(shown)
    return path


def _is_group(grid: Grid, rows: range, heading: GridCell) -> bool:
    """Tell a group heading: it is merged over further columns, and one of those has a heading of its own below."""
    place = (heading.row, heading.column)
    over = [column for column in grid.columns if grid.anchors.get((heading.row, column)) == place]
    return any(heading_path(grid, rows, column)[-1] != heading for column in over if column != heading.column)


def heading_text(cell: GridCell) -> str:
    """Give a heading's words; a date's are its month."""
    return f"{cell.value:%B %Y}" if isinstance(cell.value, datetime) else cell.text


def _column(leaf: GridCell, role: ColumnRole) -> Column:
    return Column(index=leaf.column, role=role, heading=leaf.text, cell=leaf.name)


def _is_target_group(group: str) -> bool:
    """Tell "2019/20 Target and Tolerances" from a group that only mentions them among other things."""
    return bool(TARGET_GROUP.match(without_year(group)))


def _year_for(role: ColumnRole, leaf: str, above: str) -> Period | None:
    """Give the year that a heading or the right kind of group above it prints for the column."""
    if own := year_in(leaf):
        return own
    if role is ColumnRole.BENCHMARK:
        return year_in(above) if BENCHMARK_GROUP.search(above) else None
    if role in TARGET_ROLES:
        return year_in(above) if TARGET_GROUP.search(above) else None
    # A heading with figures of its own that are no year ("Year End (2018)") is not the group's year.
    is_year = role in (ColumnRole.YEAR_TO_DATE, ColumnRole.YEAR_END)
    return year_in(above) if is_year and not any(character.isdigit() for character in leaf) else None
