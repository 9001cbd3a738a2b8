"""Say in plain words what was recognised on a sheet, and what was lacking."""

from __future__ import annotations

import re

from dashboard.vocabulary import ColumnRole
from dashboard.workbook.columns import HeadingReader, heading_text
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.heading_rows import is_name_heading, known_cells
from dashboard.workbook.layouts import MIN_KNOWN_COLUMNS
from dashboard.workbook.table import Table, UnknownHeading

# What a full scorecard has beside its names and periods; said where it is lacking.
_EXPECTED = (
    (frozenset({ColumnRole.POLARITY}), "which way is good"),
    (frozenset({ColumnRole.TARGET, ColumnRole.TARGET_GREEN}), "the target"),
    (frozenset({ColumnRole.RAG}), "the RAG"),
    (frozenset({ColumnRole.DOT}), "the direction of travel"),
)
_ROLE_WORDS = {
    ColumnRole.NUMBER: "the measure's number",
    ColumnRole.NAME: "the measure's name",
    ColumnRole.POLARITY: "which way is good",
    ColumnRole.PERIOD: "months or quarters",
    ColumnRole.YEAR: "earlier years",
    ColumnRole.DOT: "the direction of travel",
    ColumnRole.RAG: "the RAG",
    ColumnRole.TARGET: "the target",
    ColumnRole.BENCHMARK: "benchmarks",
}
# A heading row found by its shape: this many texts and no figures, over a row with at least one.
_MIN_HEADINGS = 3
# A figure typed as text; a measure's number, such as 1.10, looks the same.
_FIGURE = re.compile(r"£?\d[\d,]*(?:\.\d+)?\s*%?")
# Months down a column from this many on are a table turned on its side.
_MIN_MONTHS_DOWN = 3


def evidence_of(table: Table) -> str:
    """Say where the headings of a table stand, what its columns are, and which usual ones it has not."""
    periods = [(c.period.start, c.period.short_words) for c in table.columns_of(ColumnRole.PERIOD) if c.period]
    rows = f"row {table.first_row}"
    if table.heading_end > table.first_row:
        rows = f"rows {table.first_row} to {table.heading_end}"
    span = f"{len(periods)} of them {min(periods)[1]} to {max(periods)[1]}" if periods else "none of them dated"
    roles = {column.role for column in table.columns}
    lacking = [words for kinds, words in _EXPECTED if not kinds & roles]
    said = f"Headings in {rows}: {len(table.columns)} columns, {span}."
    return f"{said} No column for {_listed(lacking)}." if lacking else said


def what_is_lacking(grid: Grid, reader: HeadingReader) -> str:
    """Say why a sheet has no table."""
    if turned := _turned(grid, reader):
        return turned
    if any(is_name_heading(cell, reader) for cell in grid.cells.values()):
        return f"The measures' names have a heading, but fewer than {MIN_KNOWN_COLUMNS} other headings are known."
    return "No heading for the measures' names (such as INDICATORS or Performance Measure) was found."


def nearest_headings(grid: Grid, reader: HeadingReader) -> tuple[tuple[UnknownHeading, ...], str]:
    """Find the row that comes nearest to headings: its unknown ones, and in words what was known of it."""
    row = _nearest_row(grid, reader)
    if row is None:
        return (), ""
    known = [column for cell in grid.row_cells(row) if (column := reader.classify(cell)) is not None]
    unknown = tuple(
        UnknownHeading(cell=cell.name, text=heading_text(cell))
        for cell in grid.row_cells(row)
        if cell.text and reader.classify(cell) is None
    )
    roles = list(dict.fromkeys(_ROLE_WORDS.get(column.role, str(column.role)) for column in known))
    found = f"Row {row} comes nearest to a table with a measure a row: it has {_listed(roles) or 'no known heading'}"
    lacking = [_ROLE_WORDS[r] for r in (ColumnRole.NAME, ColumnRole.PERIOD) if r not in {c.role for c in known}]
    return unknown, f"{found}; lacking {_listed(lacking)}." if lacking else f"{found}."


def _nearest_row(grid: Grid, reader: HeadingReader) -> int | None:
    """Take the row with most known headings among those that look like headings; None where none does."""
    rows = [row for row in grid.rows if _looks_like_headings(grid, row)]
    return max(
        rows, key=lambda row: (len(known_cells(grid, row, reader)), len(grid.row_cells(row)), -row), default=None
    )


def _looks_like_headings(grid: Grid, row: int) -> bool:
    cells = grid.row_cells(row)
    if len([cell for cell in cells if cell.text]) < _MIN_HEADINGS or any(_is_figure(cell) for cell in cells):
        return False
    below = next((other for other in grid.rows if other > row), None)
    return below is not None and any(_is_figure(cell) for cell in grid.row_cells(below))


def _is_figure(cell: GridCell) -> bool:
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return is_number or bool(_FIGURE.fullmatch(cell.text))


def _turned(grid: Grid, reader: HeadingReader) -> str:
    """Say so where months stand down a column: the measures then stand across, which is not read."""
    for column in grid.columns:
        cells = [grid.cell(row, column) for row in grid.rows]
        months = [cell for cell in cells if not cell.is_empty and reader.period(cell) is not None]
        if len(months) >= _MIN_MONTHS_DOWN:
            return (
                f"Months stand one below the other ({months[0].name} to {months[-1].name}) and the measures across. "
                "Turn the table round (Paste Special, Transpose), so that each measure has a row."
            )
    return ""


def _listed(words: list[str]) -> str:
    return " and ".join(", ".join(words).rsplit(", ", 1)) if len(words) > 1 else "".join(words)
