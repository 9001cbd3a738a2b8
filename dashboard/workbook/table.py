"""What recognition says of a sheet: its table, the columns of it, and the headings that are not known."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.periods import Period
from dashboard.vocabulary import AreaRole, ColumnRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One recognised column: its role, the period or area its heading names, and the heading's words and cell.

    ``about`` is the period that a heading above names, as over Actual, Target and RAG of one quarter. ``is_relative``
    marks a period counted from the as-at month ("Latest") rather than printed, ``assumed_year`` one whose heading
    prints no year, so that it was given the as-at month's.
    """

    index: int
    role: ColumnRole
    heading: str
    cell: str
    period: Period | None = None
    area: AreaRole | None = None
    about: Period | None = None
    is_relative: bool = False
    assumed_year: bool = False

    def lacks_year(self, as_at: Period) -> bool:
        """Tell a period column that cannot be placed: no year, one that cannot be read, or a year to date of another.

        A year-to-date or year-end heading without any figure in it is about the as-at month's own year.
        """
        if self.role is ColumnRole.PERIOD:
            return self.period is None
        if self.role is ColumnRole.YEAR_TO_DATE and self.period not in (None, as_at.financial_year):
            return True
        if self.role in (ColumnRole.YEAR_TO_DATE, ColumnRole.YEAR_END) and self.period is None:
            return any(character.isdigit() for character in self.heading)
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownHeading:
    """A headed column whose words are not known. The words are for the officer's own eyes: never stored nor logged."""

    cell: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A measure-per-row table: heading rows, recognised columns, section name, and its last row.

    ``unknown`` are the filled columns whose heading is not known, ``unread`` those of figures whose heading is known
    but not read here, ``other_marks`` targets and marks of another period than the latest, and ``unheaded`` the places
    of columns of figures without a heading. ``repeated_rows`` are rows in which the headings are printed again, as
    after a page break.
    """

    sheet: str
    first_row: int
    heading_end: int
    last_row: int
    columns: tuple[Column, ...]
    section: str
    unknown: tuple[UnknownHeading, ...] = ()
    unread: tuple[UnknownHeading, ...] = ()
    other_marks: tuple[Column, ...] = ()
    unheaded: tuple[str, ...] = ()
    repeated_rows: frozenset[int] = frozenset()

    def column(self, role: ColumnRole) -> Column | None:
        """Find the first column with a role."""
        return next((column for column in self.columns if column.role is role), None)

    def columns_of(self, *roles: ColumnRole) -> tuple[Column, ...]:
        """List the columns with any of the roles, left to right."""
        return tuple(column for column in self.columns if column.role in roles)

    def holds(self, row: int) -> bool:
        """Tell whether a row is among the table's rows under its headings."""
        return self.heading_end < row <= self.last_row and row not in self.repeated_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMatch:
    """What one sheet was recognised as: a table, the front sheet, or why neither.

    ``other_tables`` are the first headings of further tables, which are not read. ``part_cell`` is the cell that says
    that the sheet is about a part of the council's area, so that no table of it is read. ``is_list`` marks a list of
    one figure a row, or comparison tables. ``unknown_headings`` are headed columns whose words are not known, for the
    officer to say what they hold.
    """

    sheet: str
    table: Table | None
    evidence: str
    other_tables: tuple[str, ...] = ()
    part_cell: str = ""
    is_front: bool = False
    is_list: bool = False
    unknown_headings: tuple[UnknownHeading, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """Tell whether anything on the sheet was read."""
        return self.table is not None or self.is_front or self.is_list
