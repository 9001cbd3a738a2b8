"""Read the published lists of statistical neighbours, as releases or for our own table."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.areas import (
    NEIGHBOURS_FILE,
    AreaBook,
    Neighbour,
    NeighbourListInfo,
    load_areas,
    neighbour_list_words,
)
from dashboard.benchmarks.list_month import Stated, first_year_served, month_of, title_of
from dashboard.benchmarks.neighbour_facts import differing, tell_facts
from dashboard.benchmarks.neighbour_rows import (
    NEIGHBOURS_PER_AUTHORITY,
    Authority,
    Row,
    find_heading,
    heading_row,
    read_authorities,
)
from dashboard.benchmarks.release import Findings, ReleaseRead
from dashboard.benchmarks.said import NOTHING_SAID, ReleaseSaid
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import BenchmarkError
from dashboard.issues import Issue, refuses
from dashboard.observations import Observations
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import ReportId

# The report that editions of lists are filed under.
NEIGHBOUR_LISTS = ReportId("neighbour-lists")
SOURCE = "Department for Education, statistical neighbours"
LICENCE = "Open Government Licence v3.0"

TABLE_COLUMNS = ("list", "authority_code", "rank", "neighbour_code", "closeness")

# The published files that our table is made from, below the folder of neighbour lists; their ids are their months.
SOURCES = (
    ("2021-04", "New_Statistical_Neighbour_Groupings_April_2021.csv"),
    ("2025-05", "sn_model_2025_wide.csv"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourList:
    """One list, read; ``info`` is None where its month cannot be told. Nothing of it counts when an issue refuses."""

    info: NeighbourListInfo | None
    authorities: tuple[Authority, ...]
    issues: tuple[Issue, ...]
    rows_in: int

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """Give every authority's neighbours; none when an issue refuses the list."""
        if self.info is None or refuses(self.issues):
            return ()
        return tuple(each for authority in self.authorities for each in authority.as_neighbours(self.info.id))


def is_neighbour_list(rows: Sequence[Row]) -> bool:
    """Tell by its first rows whether a table is meant as a list of neighbours, whole or not."""
    return heading_row(rows) is not None


def read_neighbour_rows(
    rows: Sequence[Row], filename: str, areas: AreaBook, said: ReleaseSaid = NOTHING_SAID, sheet: str = ""
) -> ReleaseRead:
    """Read a list as a release: it holds no figures, and ``latest`` is the first financial year that it serves.

    ``rows`` are those of the CSV file or of the one sheet that is the list, from its first row on, as text. A list
    that an issue refuses has no ``list_id``, ``latest``, ``title`` nor ``facts``.
    """
    read = parse_neighbour_rows(rows, filename, areas, said, sheet)
    info = None if refuses(read.issues) else read.info
    return ReleaseRead(
        dataset=NEIGHBOUR_LISTS,
        series=NEIGHBOUR_LISTS,
        latest=info.serves_from if info else None,
        observations=Observations.of([]),
        issues=read.issues,
        rows_in=read.rows_in,
        rows_kept=len(read.authorities) if info else 0,
        title=title_of(info.words) if info else "",
        facts=tell_facts(info, read.authorities, areas) if info else (),
        list_id=info.id if info else "",
    )


def parse_neighbour_rows(
    rows: Sequence[Row], filename: str, areas: AreaBook, said: ReleaseSaid = NOTHING_SAID, sheet: str = ""
) -> NeighbourList:
    """Read a list's rows in the layout of April 2021 or of May 2025, by its headings.

    The authorities of before a reorganisation that stand below the words "Old SNs:" are kept, since their figures are.
    A ``-`` is no neighbour.
    """
    findings = Findings(filename=filename, dataset=sheet or NEIGHBOUR_LISTS)
    heading = find_heading(rows, findings)
    if heading is None:
        return NeighbourList(info=None, authorities=(), issues=findings.issues(), rows_in=len(rows))
    authorities = read_authorities(rows, heading, areas, findings)
    if not authorities:
        findings.add("neighbour-list-not-recognised", f"{filename} lists no authority that is known.")
    month = month_of(said.list_month, Stated(filename=filename, sheet=sheet, above=rows[: heading.row]), areas)
    list_id = month or _known_by_content(authorities, areas)
    if not list_id:
        findings.add("neighbour-list-no-month", f"{filename} does not say of which month its list is.")
    _check_complete(authorities, list_id, findings)
    below = rows[heading.row + 1 :]
    return NeighbourList(
        info=_info(list_id, areas, said.serves_from) if list_id else None,
        authorities=authorities,
        issues=findings.issues(),
        rows_in=sum(any(text.strip() for text in row) for row in below),
    )


def _known_by_content(authorities: Sequence[Authority], areas: AreaBook) -> str:
    """Find the known list that names the same neighbours of every authority; empty where there is none."""
    return next((info.id for info in areas.lists if authorities and not differing(authorities, info.id, areas)), "")


def _check_complete(authorities: Iterable[Authority], list_id: str, findings: Findings) -> None:
    """Note authorities with fewer than ten neighbours; one that is not in being in the list's month may have none."""
    day = parse_period(list_id).end if list_id else None
    for authority in authorities:
        count = len(authority.neighbours)
        may_have_none = day is not None and not authority.area.exists_on(day)
        if count < NEIGHBOURS_PER_AUTHORITY and not (count == 0 and may_have_none):
            what = f"{findings.filename} names {count or 'none'} of {authority.area.name}'s ten neighbours."
            findings.add("neighbour-list-incomplete", what, authority.row)


def _info(list_id: str, areas: AreaBook, serves_from: Period | None) -> NeighbourListInfo:
    known = next((info for info in areas.lists if info.id == list_id), None)
    first = serves_from.financial_year if serves_from else None
    if known is not None:
        return replace(known, serves_from=first or known.serves_from)
    return NeighbourListInfo(
        id=list_id,
        serves_from=first or first_year_served(list_id),
        published_on=None,
        source=f"{SOURCE}, {neighbour_list_words(list_id)}",
        licence=LICENCE,
    )


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
        BenchmarkError: when a list is missing, is not a list of neighbours, or has anything wrong in it.
    """
    areas = load_areas(reference_folder)
    neighbours: list[Neighbour] = []
    for list_id, name in SOURCES:
        path = source_folder / name
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise BenchmarkError(f"{path} cannot be read: {fault.strerror}.") from fault
        read = parse_neighbour_rows(read_text_rows(content, name), name, areas, ReleaseSaid(list_month=list_id))
        if read.issues:
            raise BenchmarkError(f"{name} cannot be taken as it is.", read.issues)
        neighbours += read.neighbours
    (reference_folder / NEIGHBOURS_FILE).write_text(format_neighbours(neighbours), encoding="utf-8")
    return len(neighbours)


if __name__ == "__main__":
    sys.stdout.write(f"{build_neighbours(Path(sys.argv[1]), Path(sys.argv[2]))} neighbours written\n")
