"""Read the rows of a published list of neighbours, each authority with its ten, and check that they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.areas import Area, AreaBook, AreaKind, Neighbour
from dashboard.benchmarks.release import Findings

NEIGHBOURS_PER_AUTHORITY = 10

# "LA num" and "LA number" head the list of 2021 and "old_la_code" that of 2025; neighbour n stands under SNn or SN_n,
# with the word for its closeness in the column after it (SNP, repeated ten times in 2021; SN_nP in 2025).
NUMBER_HEADINGS = frozenset({"la num", "la number", "old_la_code"})
NAME_HEADINGS = frozenset({"la name", "la_name"})
_NEIGHBOUR_HEADING = re.compile(r"SN_?(\d{1,2})", re.IGNORECASE)
# Fillers, a title and notes may stand above the heading; no published list has more than two rows of them.
MOST_ROWS_ABOVE = 50
# A row with half the neighbours' headings is meant as one, whatever it lacks.
LEAST_HEADINGS = 5

# From the closest on, as both lists word it; a list may use further words of its own.
CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")
_WORDS = re.compile(r"[A-Za-z ]{0,30}")
_NUMBER = re.compile(r"(\d{3})(?:\.0*)?")
NO_NEIGHBOUR = frozenset({"", "-"})

Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a list's columns stand: ``numbers`` and ``names`` of the authority, ``places`` of neighbours 1 to 10."""

    row: int
    numbers: tuple[int, ...]
    names: tuple[int, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One authority's row: its neighbours in rank order, none where the list has a dash for each."""

    area: Area
    row: int
    neighbours: tuple[tuple[int, Area, str], ...]

    def as_neighbours(self, list_id: str) -> Iterator[Neighbour]:
        """Give the row as a list's neighbours."""
        for rank, area, closeness in self.neighbours:
            yield Neighbour(
                list_id=list_id, authority=self.area.code, rank=rank, neighbour=area.code, closeness=closeness
            )


def is_neighbour_heading(row: Row) -> bool:
    """Tell whether a row is meant as the heading of a list of neighbours, whole or not."""
    return len(_neighbour_columns(row)) >= LEAST_HEADINGS


def heading_row(rows: Sequence[Row]) -> int | None:
    """Find the row that is meant as a list's heading; None where there is none."""
    return next((at for at, row in enumerate(rows[:MOST_ROWS_ABOVE]) if is_neighbour_heading(row)), None)


def find_heading(rows: Sequence[Row], findings: Findings) -> Heading | None:
    """Find a list's columns; what lacks or stands twice is an issue, and there is no heading then."""
    at = heading_row(rows)
    if at is None:
        what = f"{findings.filename} has no heading with an authority's number and ten neighbours."
        findings.add("neighbour-list-not-recognised", what)
        return None
    columns = _neighbour_columns(rows[at])
    numbers, names = _columns(rows[at], NUMBER_HEADINGS), _columns(rows[at], NAME_HEADINGS)
    ranks = Counter(rank for rank, _ in columns)
    wrong = [f"SN{rank}" for rank in range(1, NEIGHBOURS_PER_AUTHORITY + 1) if ranks[rank] != 1]
    if not numbers:
        wrong.append("the authority's number (LA num or old_la_code)")
    if wrong or len(columns) != NEIGHBOURS_PER_AUTHORITY:
        named = ", ".join(wrong) or "more than ten neighbours"
        what = f"{findings.filename} must have each of its columns once; what is not so: {named}."
        findings.add("neighbour-list-not-recognised", what, at + 1)
        return None
    return Heading(row=at, numbers=numbers, names=names, places=tuple(column for _, column in sorted(columns)))


def read_authorities(
    rows: Sequence[Row], heading: Heading, areas: AreaBook, findings: Findings
) -> tuple[Authority, ...]:
    """Read each authority's row below the heading; rows of nothing but words, such as "Old SNs:", are passed over."""
    found: dict[str, Authority] = {}
    for at, row in enumerate(rows[heading.row + 1 :], heading.row + 1):
        authority = _RowReader(row, at + 1, heading, areas, findings).read()
        if authority is None:
            continue
        if authority.area.code in found:
            what = f"{findings.filename} has {authority.area.name} more than once."
            findings.add("neighbour-list-duplicate", what, authority.row)
        found.setdefault(authority.area.code, authority)
    return tuple(found.values())


class _RowReader:
    """Reads one row, noting what is wrong in it."""

    def __init__(self, row: Row, number: int, heading: Heading, areas: AreaBook, findings: Findings) -> None:
        self._row = row
        self._number = number
        self._heading = heading
        self._areas = areas
        self._findings = findings

    def read(self) -> Authority | None:
        """Read the row; None for one that is no authority's, or whose authority cannot be told."""
        numbers = {found[1] for text in self._texts(self._heading.numbers) if (found := _NUMBER.fullmatch(text))}
        if not numbers:
            if any(_NUMBER.fullmatch(text) for text in self._texts(self._heading.places)):
                self._note("neighbour-list-contradiction", "names neighbours but not whose they are")
            return None
        if len(numbers) > 1:
            self._note("neighbour-list-contradiction", f"has two authorities' numbers: {', '.join(sorted(numbers))}")
            return None
        area = self._area(numbers.pop())
        if area is None:
            return None
        self._check_name(area)
        return Authority(area=area, row=self._number, neighbours=tuple(self._neighbours(area)))

    def _neighbours(self, area: Area) -> Iterator[tuple[int, Area, str]]:
        kept: list[tuple[int, Area, str]] = []
        for rank, column in enumerate(self._heading.places, 1):
            neighbour = self._neighbour(self._text(column))
            if neighbour is None:
                continue
            self._check_neighbour(area, neighbour, [each for _, each, _ in kept])
            kept.append((rank, neighbour, self._closeness(column + 1)))
        self._check_order([closeness for _, _, closeness in kept])
        return iter(kept)

    def _neighbour(self, text: str) -> Area | None:
        if text in NO_NEIGHBOUR:
            return None
        match = _NUMBER.fullmatch(text)
        if match is None:
            self._note("neighbour-list-contradiction", "has something else where a neighbour's number belongs")
            return None
        return self._area(match[1])

    def _closeness(self, column: int) -> str:
        text = " ".join(self._text(column).split())
        if _WORDS.fullmatch(text) is None:
            self._note("neighbour-list-contradiction", "has something else where the word for closeness belongs")
            return ""
        return text.capitalize()

    def _area(self, number: str) -> Area | None:
        area = self._areas.by_la_number(number)
        if area is None or area.kind is not AreaKind.AUTHORITY:
            what = f"{self._findings.filename} names the authority {number}, which is not among the areas."
            self._findings.add("benchmark-unknown-area", what, self._number)
            return None
        return area

    def _check_name(self, area: Area) -> None:
        for text in self._texts(self._heading.names):
            called = self._areas.named(text)
            if called and area not in called:
                what = f"has the number of {area.name} and the name of {called[0].name}"
                self._note("neighbour-list-contradiction", what)

    def _check_neighbour(self, area: Area, neighbour: Area, before: Sequence[Area]) -> None:
        if neighbour.code == area.code:
            self._note("neighbour-list-contradiction", f"names {area.name} as its own neighbour")
        if neighbour in before:
            self._note("neighbour-list-duplicate", f"names {neighbour.name} twice as a neighbour of {area.name}")

    def _check_order(self, closeness: Iterable[str]) -> None:
        ranks = [CLOSENESS.index(word) for word in closeness if word in CLOSENESS]
        if ranks != sorted(ranks):
            self._note("neighbour-list-contradiction", "has a closer neighbour after one that is less close")

    def _note(self, code: str, what: str) -> None:
        self._findings.add(code, f"{self._findings.filename} {what}.", self._number)

    def _texts(self, columns: Iterable[int]) -> list[str]:
        return [self._text(column) for column in columns]

    def _text(self, column: int) -> str:
        return self._row[column].strip() if column < len(self._row) else ""


def _neighbour_columns(row: Row) -> list[tuple[int, int]]:
    """List rank and column of a row's headings of neighbours."""
    matches = ((column, _NEIGHBOUR_HEADING.fullmatch(text.strip())) for column, text in enumerate(row))
    return [(int(match[1]), column) for column, match in matches if match]


def _columns(row: Row, headings: frozenset[str]) -> tuple[int, ...]:
    return tuple(column for column, text in enumerate(row) if text.strip().casefold() in headings)
