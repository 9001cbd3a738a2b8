"""Read the published lists of statistical neighbours and write them as our own table."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.areas import NEIGHBOURS_FILE, AreaBook, Neighbour, load_areas
from dashboard.benchmarks.columns import not_recognised
from dashboard.errors import BenchmarkError
from dashboard.issues import Issue

TABLE_COLUMNS = ("list", "authority_code", "rank", "neighbour_code", "closeness")
NEIGHBOURS_PER_AUTHORITY = 10

# The published files that our table is made from, below the folder of neighbour lists; their ids are their months.
SOURCES = (
    ("2021-04", "New_Statistical_Neighbour_Groupings_April_2021.csv"),
    ("2025-05", "sn_model_2025_wide.csv"),
)

# "LA num" heads the list of 2021 and "old_la_code" that of 2025; neighbour n stands under SNn or SN_n, with the word
# for its closeness in the column after it (SNP, repeated ten times in 2021, SN_nP in 2025).
AUTHORITY_HEADINGS = frozenset({"la num", "old_la_code"})
_NEIGHBOUR_HEADING = re.compile(r"SN_?(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourList:
    """One list, read: its neighbours and what was left out."""

    neighbours: tuple[Neighbour, ...]
    issues: tuple[Issue, ...]


def read_neighbour_list(content: bytes, filename: str, list_id: str, areas: AreaBook) -> NeighbourList:
    """Read a list as CSV, in the layout of April 2021 or of May 2025, by its headings.

    Rows without an authority's number (fillers, the words "Old SNs:") are passed over; the authorities of before a
    reorganisation that stand below those words are kept, since their figures are. A ``-`` is no neighbour.

    Raises:
        BenchmarkError: when there is no heading with an authority's number and ten neighbours.
    """
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace"), newline="")))
    start, heading = _find_heading(rows, filename)
    neighbours: list[Neighbour] = []
    issues: list[Issue] = []
    for row_number, row in enumerate(rows[start + 1 :], start + 2):
        for la_number, rank, neighbour_number, closeness in _read_row(row, heading):
            authority, neighbour = areas.by_la_number(la_number), areas.by_la_number(neighbour_number)
            if authority is None or neighbour is None:
                unknown = la_number if authority is None else neighbour_number
                issues.append(_unknown(filename, list_id, unknown, row_number))
                continue
            neighbours.append(
                Neighbour(
                    list_id=list_id,
                    authority=authority.code,
                    rank=rank,
                    neighbour=neighbour.code,
                    closeness=" ".join(closeness.split()).capitalize(),
                )
            )
    return NeighbourList(neighbours=tuple(neighbours), issues=tuple(dict.fromkeys(issues)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    authority: int
    places: tuple[tuple[int, int], ...]  # rank and column


def _find_heading(rows: Sequence[Sequence[str]], filename: str) -> tuple[int, _Heading]:
    """Find the heading row, which may have filler rows above it."""
    for at, row in enumerate(rows):
        authority = next((c for c, text in enumerate(row) if text.strip().casefold() in AUTHORITY_HEADINGS), None)
        matches = ((c, _NEIGHBOUR_HEADING.fullmatch(text.strip())) for c, text in enumerate(row))
        places = tuple(sorted((int(match[1]), c) for c, match in matches if match))
        if authority is not None and len(places) == NEIGHBOURS_PER_AUTHORITY:
            return at, _Heading(authority=authority, places=places)
    raise not_recognised(filename, f"{filename} has no heading with an authority's number and ten neighbours.")


def _read_row(row: Sequence[str], heading: _Heading) -> Iterator[tuple[str, int, str, str]]:
    """Give authority's number, rank, neighbour's number and closeness; nothing for a row that is no authority's."""
    padded = [*(text.strip() for text in row), *([""] * (heading.places[-1][1] + 2 - len(row)))]
    la_number = padded[heading.authority]
    if not la_number.isdigit():
        return
    for rank, column in heading.places:
        if padded[column].isdigit():
            yield la_number, rank, padded[column], padded[column + 1]


def _unknown(filename: str, list_id: str, la_number: str, row: int) -> Issue:
    what = f"{filename} names the authority {la_number}, which is not among the areas."
    return Issue(code="benchmark-unknown-area", what=what, sheet=list_id, cell=f"row {row}", file=filename)


def format_neighbours(neighbours: Sequence[Neighbour]) -> str:
    """Give the text of ``neighbours.csv``, by list, authority and rank."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(TABLE_COLUMNS)
    for row in sorted(neighbours, key=lambda each: (each.list_id, each.authority, each.rank)):
        writer.writerow((row.list_id, row.authority, row.rank, row.neighbour, row.closeness))
    return lines.getvalue()


def build_neighbours(source_folder: Path, reference_folder: Path) -> int:
    """Write ``neighbours.csv`` beside ``areas.csv`` from the published lists, and give the number of its rows.

    Raises:
        BenchmarkError: when a list is missing or is not a list of neighbours, or names an area that is not known.
    """
    areas = load_areas(reference_folder)
    neighbours: list[Neighbour] = []
    for list_id, name in SOURCES:
        path = source_folder / name
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise BenchmarkError(f"{path} cannot be read: {fault.strerror}.") from fault
        read = read_neighbour_list(content, name, list_id, areas)
        if read.issues:
            raise BenchmarkError(f"{name} names authorities that are not known.", read.issues)
        neighbours += read.neighbours
    (reference_folder / NEIGHBOURS_FILE).write_text(format_neighbours(neighbours), encoding="utf-8")
    return len(neighbours)


if __name__ == "__main__":
    sys.stdout.write(f"{build_neighbours(Path(sys.argv[1]), Path(sys.argv[2]))} neighbours written\n")
