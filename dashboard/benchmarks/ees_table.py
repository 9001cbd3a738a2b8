"""The rows of an Explore education statistics file as a frame of text, whole or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.benchmarks.release import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class EesTable:
    """A file's cells as text, white space around them taken off.

    ``frame`` has one ``str`` column for each column of the file, by its heading, and is indexed by the number of the
    row in the file, where the heading is row 1.
    """

    frame: pd.DataFrame

    @property
    def header(self) -> tuple[str, ...]:
        """List the columns' names."""
        return tuple(self.frame.columns)


def read_header(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Give the names of the columns: the first row that is not blank, without the blanks that trail it."""
    return next((_without_trailing_blanks(row) for row in rows if _says_anything(row)), ())


def make_table(rows: Sequence[Sequence[str]], findings: Findings) -> EesTable:
    """Put the rows in a frame, noting what does not fit the heading; blank lines are passed over.

    A row with fewer cells than the heading was cut off, and one with more has a comma too many: the figures could be
    another column's, so either refuses the file. Blank cells beyond the heading are commas that Excel leaves behind.
    """
    header = read_header(rows)
    _note_repeated_names(header, findings)
    numbered = [(number, row) for number, row in enumerate(rows, 1) if _says_anything(row)][1:]
    if not numbered:
        findings.add("benchmark-broken-table", f"{findings.filename} has a heading and no row beneath it.", 1)
    for number, row in numbered:
        if len(row) < len(header):
            what = f"{findings.filename} has fewer cells in a row than in its heading: the row was cut off."
            findings.add("benchmark-broken-table", what, number)
        elif _says_anything(row[len(header) :]):
            what = f"{findings.filename} has more cells in a row than in its heading."
            findings.add("benchmark-broken-table", what, number)
    blank = [""] * len(header)
    cells = [[cell.strip() for cell in [*row, *blank][: len(header)]] for _, row in numbered]
    frame = pd.DataFrame(cells, columns=list(header), index=[number for number, _ in numbered], dtype="str")
    _note_repeated_rows(frame, findings)
    return EesTable(frame=frame)


def rows_by(frame: pd.DataFrame, columns: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Group the rows' numbers by what they say in some columns, in the order of the file."""
    found: dict[tuple[str, ...], list[int]] = {}
    for number, *cells in zip(frame.index.tolist(), *(frame[column].tolist() for column in columns), strict=True):
        found.setdefault(tuple(cells), []).append(number)
    return found


def _without_trailing_blanks(row: Sequence[str]) -> tuple[str, ...]:
    names = [name.strip() for name in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _says_anything(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _note_repeated_names(header: Sequence[str], findings: Findings) -> None:
    for name, times in Counter(header).items():
        if times > 1:
            shown = repr(name) if name else "without a name"
            findings.add("benchmark-broken-table", f"{findings.filename} has {times} columns {shown}.", 1)


def _note_repeated_rows(frame: pd.DataFrame, findings: Findings) -> None:
    for number in frame.index[frame.duplicated()]:
        findings.add("benchmark-duplicate-row", f"{findings.filename} has the same row more than once.", int(number))
