"""Read a list of one figure a row (area, period, measure, value), as data teams and reporting tools export it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.issues import Issue
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Kind, Missing, Unit
from dashboard.workbook.cells import Reading, read_figure, with_printed_counts
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.headings import period_of, plain_heading, writes_years_dashed, year_heading
from dashboard.workbook.identity import Identity
from dashboard.workbook.layouts import LONG_HEADING_WORDS
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.mark_words import word_key
from dashboard.workbook.marks import printed_number
from dashboard.workbook.matching import Match, Matcher
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table_rows import with_reading

_NEEDED = frozenset({ColumnRole.NAME, ColumnRole.PERIOD_LABEL, ColumnRole.VALUE})
# Of the cells under the period's heading, how many must be periods for the sheet to be such a list.
_MOSTLY = 0.8
# Area names listed one by one; the rest are counted.
MAX_AREAS_NAMED = 10
# A figure in the month or in the quarter belongs to such a period; other bases may be printed for either.
_OWN_PERIODS = {Basis.IN_MONTH: PeriodKind.MONTH, Basis.IN_QUARTER: PeriodKind.QUARTER}
# What a unit's words allow the measure to be; a row that is only the part or the whole of a share is no figure.
_UNIT_WORDS: tuple[tuple[str, frozenset[Unit]], ...] = (
    ("%|percent|percentage|percentages|pct|proportion", frozenset({Unit.PER_CENT})),
    ("number|numbers|count|no|no.|#|children", frozenset({Unit.COUNT, Unit.FULL_TIME_EQUIVALENT, Unit.DAYS})),
    ("rate|rateper10000|rateper10,000|per10000|per10,000", frozenset({Unit.RATE_PER_10000})),
    ("average|mean|ratio", frozenset({Unit.AVERAGE, Unit.DAYS})),
    ("days|weeks", frozenset({Unit.DAYS, Unit.AVERAGE})),
    ("fte|ftes", frozenset({Unit.FULL_TIME_EQUIVALENT})),
    ("numerator|denominator", frozenset()),
)
_UNITS = {word: units for words, units in _UNIT_WORDS for word in words.split("|")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTable:
    """A recognised list: its heading row, last row, and the columns of each role, left to right."""

    heading_row: int
    last_row: int
    columns: tuple[tuple[ColumnRole, int], ...]

    def of(self, role: ColumnRole) -> tuple[int, ...]:
        """List the columns of a role."""
        return tuple(index for each, index in self.columns if each is role)

    @property
    def evidence(self) -> str:
        """Say what was recognised."""
        rows = self.last_row - self.heading_row
        return f"A list of one figure a row: headings in row {self.heading_row}, {rows} row{'' if rows == 1 else 's'}."


def find_long_table(grid: Grid, lexicon: Lexicon = BUILT_IN) -> LongTable | None:
    """Find a heading row with a measure, a period and a value, and periods under the period's heading."""
    for row in grid.rows:
        columns = tuple((role, cell.column) for cell in grid.row_cells(row) if (role := _role(cell, lexicon)))
        if not {role for role, _ in columns} >= _NEEDED:
            continue
        table = LongTable(heading_row=row, last_row=_last_row(grid, row, columns), columns=columns)
        return table if _lists_periods(grid, table) else None
    return None


def _role(cell: GridCell, lexicon: Lexicon) -> ColumnRole | None:
    text = " ".join(cell.text.replace("_", " ").split())
    if not text:
        return None
    if not lexicon.is_own_heading(text):
        plain = plain_heading(text)
        found = next((words.role for words in LONG_HEADING_WORDS if words.pattern.fullmatch(plain)), None)
        if found is not None:
            return found
    meaning = lexicon.heading(text)
    return meaning.role if meaning else None


def _last_row(grid: Grid, heading: int, columns: tuple[tuple[ColumnRole, int], ...]) -> int:
    """Follow the rows down to the last that has a measure and a period; notes below have not."""
    names = [index for role, index in columns if role is ColumnRole.NAME]
    periods = [index for role, index in columns if role is ColumnRole.PERIOD_LABEL]
    filled = (
        row
        for row in grid.rows
        if row > heading
        and all(any(not grid.shown(row, index).is_empty for index in group) for group in (names, periods))
    )
    return max(filled, default=heading)


def _lists_periods(grid: Grid, table: LongTable) -> bool:
    reader = _PeriodReader(grid, table)
    rows = [row for row in grid.rows if table.heading_row < row <= table.last_row]
    return bool(rows) and sum(reader.period(row) is not None for row in rows) >= _MOSTLY * len(rows)


def printed_periods(grid: Grid, table: LongTable) -> list[Period]:
    """List the periods of the rows that print something as their figure."""
    reader = _PeriodReader(grid, table)
    values = table.of(ColumnRole.VALUE)
    rows = [row for row in grid.rows if table.heading_row < row <= table.last_row]
    filled = [row for row in rows if any(not grid.shown(row, column).is_empty for column in values)]
    return [period for row in filled if (period := reader.period(row)) is not None]


class _PeriodReader:
    """Reads a row's period from its one or more period columns: "Apr-19", or "April" beside "2019/20"."""

    def __init__(self, grid: Grid, table: LongTable) -> None:
        self._grid = grid
        self._columns = table.of(ColumnRole.PERIOD_LABEL)
        rows = range(table.heading_row + 1, table.last_row + 1)
        texts = (grid.cell(row, column).text for column in self._columns for row in rows if grid.row_cells(row))
        self._dashed = writes_years_dashed(text for text in texts if text)

    def period(self, row: int) -> Period | None:
        cells = [self._grid.shown(row, column) for column in self._columns]
        years = [year for cell in cells if (year := year_heading(cell.text))]
        year = years[0] if years else None
        found = [p for cell in cells if (p := period_of(cell.value, year, dashed_years=self._dashed))]
        finest = min(found, key=lambda period: (period.end - period.start).days, default=None)
        return finest or year


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """One row of the list once its measure, area and period are known."""

    row: int
    name: GridCell
    match: Match
    area: AreaRole
    period: Period


class LongReader:
    """Reads one list against the catalogue, collecting rows and issues."""

    def __init__(
        self,
        grid: Grid,
        table: LongTable,
        matcher: Matcher,
        identity: Identity,
        our_names: frozenset[str],
        lexicon: Lexicon = BUILT_IN,
    ) -> None:
        self._grid = grid
        self._table = table
        self._matcher = matcher
        self._as_at = identity.as_at
        self._our_names = our_names
        self._lexicon = lexicon
        self._periods = _PeriodReader(grid, table)
        self._name_column = self._measure_column()
        self._unknown_names: set[str] = set()
        self._other_areas: dict[str, list[GridCell]] = {}
        self.issues: list[Issue] = []

    def read(self) -> list[DraftRow]:
        """Read the rows; an unknown measure or area is listed once, and all its rows are left out."""
        rows = [row for row in self._grid.rows if self._table.heading_row < row <= self._table.last_row]
        drafts = [draft for row in rows if (figure := self._place(row)) and (draft := self._figure(figure))]
        self.issues += self._area_issues()
        self.issues += self._as_at_issues(drafts)
        return drafts

    def _measure_column(self) -> int:
        """Choose the column of the measures' names: "indicator" beside "measure" may be its kind of figure only."""
        rows = range(self._table.heading_row + 1, self._table.last_row + 1)

        def known(column: int) -> int:
            return sum(self._matcher.match(self._grid.shown(row, column).text) is not None for row in rows)

        return max(self._table.of(ColumnRole.NAME), key=known)

    def _cell(self, row: int, role: ColumnRole) -> GridCell | None:
        columns = self._table.of(role)
        return self._grid.shown(row, columns[0]) if columns else None

    def _issue(self, code: str, what: str, cell: GridCell) -> None:
        self.issues.append(Issue(code=code, what=what, sheet=self._grid.name, cell=cell.name))

    def _place(self, row: int) -> _Figure | None:
        """Find whose figure a row is, of which measure and when; None, with an issue, where one is not known."""
        name = self._grid.shown(row, self._name_column)
        if not name.text:
            return None
        area = self._area(row)
        if area is None:
            return None
        match = self._match(row, name)
        if match is None or not self._agrees(row, match):
            return None
        period = self._periods.period(row)
        if period is None:
            where = self._cell(row, ColumnRole.PERIOD_LABEL) or name
            self._issue("period-not-known", "This row's period is not known, so its figure is left out.", where)
            return None
        return _Figure(row=row, name=name, match=match, area=area, period=period)

    def _area(self, row: int) -> AreaRole | None:
        """Find the row's area by its name or code; without such a column every figure is ours."""
        cells = [self._grid.shown(row, column) for column in self._table.of(ColumnRole.AREA)]
        if not cells:
            return AreaRole.OURS
        for cell in cells:
            if cell.text.casefold() in self._our_names:
                return AreaRole.OURS
            if (role := self._lexicon.area_role(cell.text)) is not None:
                return role
        named = next((cell for cell in reversed(cells) if cell.text), cells[0])
        self._other_areas.setdefault(named.text, []).append(named)
        return None

    def _match(self, row: int, name: GridCell) -> Match | None:
        stated = self._stated_bases(row)
        match = self._matcher.match(name.text, next(iter(stated)) if len(stated) == 1 else None)
        if match is None and name.text not in self._unknown_names:
            self._unknown_names.add(name.text)
            self.issues.append(self._matcher.unknown_issue(name.text, self._grid.name, name.name))
        return match

    def _stated_bases(self, row: int) -> frozenset[Basis]:
        cell = self._cell(row, ColumnRole.FREQUENCY)
        return self._lexicon.stated_bases(cell.text, is_data_period=True) if cell else frozenset()

    def _agrees(self, row: int, match: Match) -> bool:
        """Check the row's own basis and unit against the catalogue."""
        stated = self._stated_bases(row)
        if stated and match.alias.basis not in stated and (cell := self._cell(row, ColumnRole.FREQUENCY)):
            ours = match.alias.basis.replace("_", " ")
            self._issue("basis-disagrees", f"The row's time basis is not {ours}, as the catalogue has it.", cell)
            return False
        others = [self._grid.shown(row, c) for c in self._table.of(ColumnRole.NAME) if c != self._name_column]
        for cell in (self._cell(row, ColumnRole.UNIT), *others):
            units = _UNITS.get(word_key(cell.text)) if cell else None
            if cell is not None and units is not None and match.indicator.unit not in units:
                self._issue(
                    "unit-disagrees", "The row's unit is not that of the measure; its figure is left out.", cell
                )
                return False
        return True

    def _figure(self, figure: _Figure) -> DraftRow | None:
        placed = self._kind(figure)
        value = self._cell(figure.row, ColumnRole.VALUE)
        if placed is None or value is None:
            return None
        kind, basis = placed
        number = self._cell(figure.row, ColumnRole.NUMBER)
        draft = DraftRow(
            sheet=self._grid.name,
            cell=value.name,
            printed_no=printed_number(number) if number else "",
            printed_name=figure.name.text,
            indicator=figure.match.indicator.id,
            kind=kind,
            period=str(figure.period),
            basis=basis,
            area=figure.area,
            text=value.text,
        )
        reading = self._reading(figure, value)
        if reading.fault:
            self._issue(reading.fault, reading.fault_words, value)
        return with_reading(draft, reading, yellow=value.yellow)

    def _reading(self, figure: _Figure, value: GridCell) -> Reading:
        indicator = figure.match.indicator
        is_share = not indicator.can_exceed_100
        reading = read_figure(value, indicator.unit, is_share=is_share, missing_words=self._lexicon.missing)
        part, whole = (self._cell(figure.row, role) for role in (ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR))
        if indicator.unit is not Unit.PER_CENT or part is None or whole is None or reading.value is None:
            return reading
        return with_printed_counts(reading, part, whole, is_share=is_share)

    def _kind(self, figure: _Figure) -> tuple[Kind, Basis] | None:
        """Say what a row's figure is: ours by month or quarter, a full year's, or another area's."""
        basis, is_ours = figure.match.alias.basis, figure.area is AreaRole.OURS
        where = self._cell(figure.row, ColumnRole.PERIOD_LABEL) or figure.name
        if figure.period.kind is PeriodKind.FINANCIAL_YEAR:
            if is_ours and figure.period.end > self._as_at.end:
                what = (
                    "The year is not over as at this report, and the row does not say which month its figure goes to."
                )
                self._issue("period-not-known", what, where)
                return None
            return (Kind.PREVIOUS_YEAR if is_ours else Kind.BENCHMARK, Basis.FINANCIAL_YEAR)
        if _OWN_PERIODS.get(basis, figure.period.kind) is not figure.period.kind:
            self._issue(
                "basis-disagrees", f"The row is for a {figure.period.kind}, which is not its time basis.", where
            )
            return None
        return (Kind.VALUE if is_ours else Kind.BENCHMARK, basis)

    def _area_issues(self) -> Iterator[Issue]:
        """List the areas that are neither ours nor a comparator, up to a number; the rest are counted."""
        groups = list(self._other_areas.items())
        for text, cells in groups[:MAX_AREAS_NAMED]:
            rows = f"its {len(cells)} rows are" if len(cells) > 1 else "its row is"
            what = (
                f"{text!r} is not an area of the comparison; {rows} left out." if text else f"No area; {rows} left out."
            )
            yield Issue(code="benchmark-unknown-area", what=what, sheet=self._grid.name, cell=cells[0].name)
        if rest := groups[MAX_AREAS_NAMED:]:
            what = f"{len(rest)} further areas are not of the comparison; their rows are left out."
            yield Issue(code="benchmark-unknown-area", what=what, sheet=self._grid.name, cell=rest[0][1][0].name)

    def _as_at_issues(self, drafts: list[DraftRow]) -> list[Issue]:
        """Refuse a list whose latest month or quarter of ours is not the one the report is as at."""
        ours = [draft for draft in drafts if draft.kind is Kind.VALUE]
        filled = [draft for draft in ours if draft.missing is not Missing.NO_FIGURE] or ours
        if not filled:
            return []
        latest = max(filled, key=lambda draft: parse_period(draft.period).end)
        period = parse_period(latest.period)
        if period.end == self._as_at.end:
            return []
        what = f"The report is as at {self._as_at.words}, but the latest figures of ours are for {period.words}."
        return [Issue(code="months-do-not-match-as-at", what=what, sheet=latest.sheet, cell=latest.cell)]
