"""The briefing's view: one comparison table a measure, as committee papers print them, each cell with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.periods import Period
from dashboard.views.paper import Asked
from dashboard.vocabulary import AreaRole, Audience, Basis, IndicatorId, Missing, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingSource:
    """Where the figure of one cell came from; ``number`` is its place in the paper's list of sources.

    ``words`` say all of it in one or two sentences. ``file``, ``sheet``, ``cell`` and ``edition`` place it where it is
    one cell of one file; they are empty for a figure that was worked out.
    """

    number: int
    words: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    edition: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingCell:
    """One area's figure of one year, or the words for its absence.

    ``value`` is rounded half up to ``decimals``, as ``text`` writes it. ``basis`` and ``period`` say what it covers.
    ``label`` marks a figure of a year that is not published yet ("in-year, April 2019 to March 2020, provisional");
    ``was`` is the text of the earlier moment that the paper is compared with, where it reads differently.
    """

    text: str
    value: float | None
    decimals: int
    missing: Missing | None
    basis: Basis
    period: Period
    source: BriefingSource
    label: str = ""
    was: str = ""

    @property
    def is_in_year(self) -> bool:
        """Tell a figure of a year that is not published yet."""
        return bool(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingDifference:
    """The later figure less the earlier one, in the unit (points for percentages).

    ``note`` says why there is none, or what must be known to read it; ``label`` is the short mark beside the figure.
    """

    text: str
    value: float | None
    decimals: int
    missing: Missing | None
    note: str = ""
    label: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingRow:
    """One party of the comparison: ours, the region, the statistical neighbours, England."""

    role: AreaRole
    name: str
    cells: tuple[BriefingCell, ...]
    difference: BriefingDifference | None

    @property
    def is_ours(self) -> bool:
        """Tell our own authority's row."""
        return self.role is AreaRole.OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingColumn:
    """One year: ``heading`` such as "2019/20", ``label`` says what its figures cover."""

    period: Period
    heading: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingTable:
    """The comparison of one measure.

    ``direction`` says which way is good; ``sentences`` say how ours stands beside the others, computed; ``notes`` are
    what must be known to read the table. ``difference_heading`` is empty where only one year is shown.
    """

    id: IndicatorId
    title: str
    caption: str
    direction: str
    meaning: str
    unit: Unit
    columns: tuple[BriefingColumn, ...]
    difference_heading: str
    rows: tuple[BriefingRow, ...]
    sentences: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def marks_in_cells(self) -> tuple[bool, ...]:
        """Tell for each column whether its cells must say themselves what they cover, since the heading cannot."""
        return tuple(not column.label for column in self.columns)

    @property
    def sources(self) -> tuple[BriefingSource, ...]:
        """List the sources of the table's cells by their numbers, each once."""
        found = {cell.source.number: cell.source for row in self.rows for cell in row.cells}
        return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    """The whole paper.

    ``moment`` says as of when it reads, ``compared_with`` the moment whose figures are shown beside those that differ.
    ``editions`` name the editions that figures were taken from, ``lists`` the neighbour list of each year.
    ``data_date`` is the day the paper reads at, else the newest edition's day of issue: the files are dated by it, so
    that the same figures give the same file. ``made_on`` is printed only where it was given.
    """

    council: str
    title: str
    moment: str
    compared_with: str
    audience: Audience
    demonstration: str
    tables: tuple[BriefingTable, ...]
    notes: tuple[str, ...]
    editions: tuple[str, ...]
    lists: tuple[str, ...]
    licences: tuple[str, ...]
    data_date: date
    made_on: date | None = None
    edition_number: int | None = None

    @property
    def header(self) -> tuple[tuple[str, str], ...]:
        """Give the lines above the tables, each with what it is: as at, prepared for, made on."""
        lines = [("As at", self.moment)]
        if self.compared_with:
            lines.append(("Compared with", self.compared_with))
        return (*lines, *Asked(audience=self.audience, made_on=self.made_on).lines)
