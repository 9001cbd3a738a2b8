"""Keep out what no scorecard needs: people's details wherever they stand, and point out text that would run.

What is found is named by its cell and never by its words. Nothing read after this step can hold it, for its cells are
blanked before any row is read (docs/decisions/0006-what-is-kept-of-an-upload.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from dashboard.issues import Issue
from dashboard.plain_text import is_formula_like
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.identity import is_front_sheet
from dashboard.workbook.missing_words import missing_word
from dashboard.workbook.personal_details import heads_personal_details, may_name_a_person, names_a_person
from dashboard.workbook.table import SheetMatch, Table

# Cells of one sheet named in issues of one kind; the rest are counted.
MAX_NAMED = 10
NOT_SHOWN = "(not shown)"
_PERSONAL_WORDS = "The cell may hold details of a person; it is not read, shown or kept."
_FORMULA_WORDS = "The cell's text begins like a formula; it is kept as plain text and never run."
_FIGURE_ROLES = frozenset(
    {ColumnRole.PERIOD, ColumnRole.YEAR_TO_DATE, ColumnRole.YEAR_END, ColumnRole.YEAR, ColumnRole.BENCHMARK,
     ColumnRole.VALUE}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """The sheets without what may be personal details, and what was found; ``withheld`` says whether anything was."""

    grids: tuple[Grid, ...]
    issues: tuple[Issue, ...]
    withheld: bool


def screen_sheets(grids: tuple[Grid, ...], matches: tuple[SheetMatch, ...]) -> Screened:
    """Find and blank cells that may hold personal details, and find texts that a spreadsheet would run.

    ``matches`` say for each sheet which columns are the scorecard's own. Hidden sheets are searched too, for they are
    part of the file.
    """
    screened: list[Grid] = []
    issues: list[Issue] = []
    withheld = False
    for position, (grid, match) in enumerate(zip(grids, matches, strict=True), start=1):
        named = may_name_a_person(grid.name)
        safe = replace(grid, name=f"Sheet {position}") if named else grid
        personal = _personal_cells(grid, match.table)
        formulas = [cell for cell in _texts(grid) if grid.visible and is_formula_like(str(cell.value))]
        if named:
            what = "The sheet's name may hold details of a person; it is not shown or kept."
            issues.append(Issue(code="possible-personal-data", what=what, sheet=safe.name, cell="A1"))
        issues += _capped(safe.name, "possible-personal-data", _PERSONAL_WORDS, personal)
        issues += _capped(safe.name, "formula-like-text", _FORMULA_WORDS, [c for c in formulas if c not in personal])
        withheld = withheld or named or bool(personal)
        screened.append(_blanked(safe, personal))
    return Screened(grids=tuple(screened), issues=tuple(issues), withheld=withheld)


def safe_file_name(name: str) -> str:
    """Give the file's name, or a plain one where it may hold a person's details."""
    return f"workbook{PurePath(name).suffix}" if names_a_person(PurePath(name).stem) else name


def _texts(grid: Grid) -> Iterator[GridCell]:
    return (cell for row in grid.rows for cell in grid.row_cells(row) if isinstance(cell.value, str))


def _personal_cells(grid: Grid, table: Table | None) -> list[GridCell]:
    """List the cells that may hold a person's details, in reading order."""
    may_hold = _judge(grid, table)
    headed = _under_personal_headings(grid, table)
    cells = (cell for row in grid.rows for cell in grid.row_cells(row))
    return [cell for cell in cells if (cell.row, cell.column) in headed or (cell.text and may_hold(cell))]


def _judge(grid: Grid, table: Table | None) -> Callable[[GridCell], bool]:
    """Give the rule by which a text of this sheet is judged."""
    own = _own_columns(table)
    rows = _measure_rows(grid, table)

    def may_hold(cell: GridCell) -> bool:
        is_outside = own.get(cell.column) in (None, ColumnRole.NAME)
        if is_outside and (cell.row in rows or not grid.visible):
            return may_name_a_person(cell.text) or _is_hidden_prose(grid, cell, own)
        return names_a_person(cell.text)

    return may_hold


def _own_columns(table: Table | None) -> dict[int, ColumnRole]:
    return {column.index: column.role for column in table.columns} if table else {}


def _measure_rows(grid: Grid, table: Table | None) -> frozenset[int]:
    """Find the rows with figures; notes and keys under a table have none, and may say whom to ask."""
    if table is None:
        return frozenset()
    figures = [column.index for column in table.columns if column.role in _FIGURE_ROLES]
    rows = (row for row in grid.rows if table.heading_end < row <= table.last_row)
    return frozenset(row for row in rows if any(not grid.shown(row, index).is_empty for index in figures))


def _is_hidden_prose(grid: Grid, cell: GridCell, own: dict[int, ColumnRole]) -> bool:
    """Tell words in a hidden column that is not the scorecard's: no reader can see what stands there."""
    if cell.column in own or cell.column not in grid.hidden_columns:
        return False
    return " " in cell.text and any(letter.isalpha() for letter in cell.text) and missing_word(cell.text) is None


def _under_personal_headings(grid: Grid, table: Table | None) -> frozenset[tuple[int, int]]:
    """Find the filled cells under headings such as "Case ref": numbers and dates there are details too."""
    if table is None and is_front_sheet(grid):
        return frozenset()
    own = _own_columns(table)
    tops: dict[int, int] = {}
    for cell in _texts(grid):
        if cell.column not in own and heads_personal_details(cell.text):
            tops.setdefault(cell.column, cell.row)
    below = (place for place in grid.cells if place[1] in tops and place[0] > tops[place[1]])
    return frozenset(below)


def _capped(sheet: str, code: str, what: str, cells: list[GridCell]) -> list[Issue]:
    """Make an issue a cell, up to the cap; one more counts the rest."""
    issues = [Issue(code=code, what=what, sheet=sheet, cell=cell.name) for cell in cells[:MAX_NAMED]]
    if rest := cells[MAX_NAMED:]:
        more = f"{what} So it is with {len(rest)} cells from here on in this sheet."
        issues.append(Issue(code=code, what=more, sheet=sheet, cell=rest[0].name))
    return issues


def _blanked(grid: Grid, personal: list[GridCell]) -> Grid:
    """Put a few fixed words in place of what the cells hold."""
    if not personal:
        return grid
    blank = {(cell.row, cell.column): replace(cell, value=NOT_SHOWN, uncalculated=False) for cell in personal}
    return replace(grid, cells={**grid.cells, **blank})
