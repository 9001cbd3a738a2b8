"""Areas: England, its regions and authorities with their codes over time, and who is whose statistical neighbour."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.periods import MONTH_NAMES, Period, PeriodKind, parse_period
from dashboard.vocabulary import AreaCode

AREAS_FILE = "areas.csv"
NEIGHBOURS_FILE = "neighbours.csv"
NEIGHBOUR_LISTS_FILE = "neighbour_lists.csv"


class AreaKind(StrEnum):
    """The tiers of area that published figures are about."""

    COUNTRY = "country"
    REGION = "region"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area, whichever codes it has had.

    ``code`` is the one that every figure of the area is kept under; ``codes`` are all of them, that one first.
    ``region_code`` is the region next above (Inner or Outer London for a borough). ``valid_from`` and ``valid_to``
    bound the area's existence; None is open. ``replaces`` are the authorities whose place it took.
    """

    code: AreaCode
    la_number: str
    name: str
    kind: AreaKind
    region_code: AreaCode | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    codes: tuple[AreaCode, ...] = ()
    replaces: tuple[AreaCode, ...] = ()

    def exists_on(self, day: date) -> bool:
        """Tell whether the area existed on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """One statistical neighbour: its rank (1 is the closest) and the list's word for how close it is."""

    list_id: str
    authority: AreaCode
    rank: int
    neighbour: AreaCode
    closeness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourListInfo:
    """One list of statistical neighbours: its month (``2025-05``), the first year it serves, and where it is from.

    ``published_on`` is None where the day is not known; ``published_on_note`` says how well it is.
    """

    id: str
    serves_from: Period
    published_on: date | None
    published_on_note: str = ""
    source: str
    licence: str

    @property
    def words(self) -> str:
        """Say which list as a reader would: "list of April 2021"."""
        return neighbour_list_words(self.id)


class AreaBook:
    """All areas and neighbour lists, looked up by code, authority number, name or list."""

    def __init__(
        self, areas: Iterable[Area], neighbours: Iterable[Neighbour] = (), lists: Iterable[NeighbourListInfo] = ()
    ) -> None:
        self._areas = tuple(areas)
        self._infos = {info.id: info for info in sorted(lists, key=lambda info: info.id)}
        self._by_code = {code: area for area in self._areas for code in area.codes}
        self._by_number = {area.la_number: area for area in self._areas if area.la_number}
        self._by_name = _index_names(self._areas)
        self._lists: dict[str, dict[AreaCode, list[Neighbour]]] = {list_id: {} for list_id in self._infos}
        for neighbour in sorted(neighbours, key=lambda row: row.rank):
            self._lists.setdefault(neighbour.list_id, {}).setdefault(neighbour.authority, []).append(neighbour)

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas)

    @property
    def authorities(self) -> tuple[Area, ...]:
        """List the authorities, those no longer in being included."""
        return tuple(area for area in self._areas if area.kind is AreaKind.AUTHORITY)

    def authorities_in(self, period: Period) -> tuple[Area, ...]:
        """List the authorities that were in being on the last day of a period, as published figures are laid out."""
        return tuple(area for area in self.authorities if area.exists_on(period.end))

    def predecessors(self, code: str) -> tuple[Area, ...]:
        """List the authorities whose place one took when it was made: Cumbria for Cumberland; empty for most."""
        area = self.by_code(code)
        return tuple(self._by_code[former] for former in area.replaces) if area is not None else ()

    def successors(self, code: str) -> tuple[Area, ...]:
        """List the authorities that took one's place when it ended; empty for one still in being."""
        area = self.by_code(code)
        return tuple(later for later in self._areas if area is not None and area.code in later.replaces)

    def by_code(self, code: str) -> Area | None:
        """Find an area by any of the nine-character codes it has had."""
        return self._by_code.get(AreaCode(code.strip()))

    def by_la_number(self, number: str | int, on: date | None = None) -> Area | None:
        """Find an area by its three-digit number (England 970, regions 980 to 990), in being on ``on`` where given."""
        area = self._by_number.get(str(number).strip())
        return area if area is None or on is None or area.exists_on(on) else None

    def by_name(self, name: str) -> Area | None:
        """Find an area by its name or another spelling of it; case, full stops and ``&`` do not matter.

        Of two that have had one name after each other, such as Dorset, it is the one still in being.
        """
        return next(iter(self.named(name)), None)

    def named(self, name: str) -> tuple[Area, ...]:
        """List every area that is or was called so, those still in being first."""
        return tuple(self._by_name.get(_name_key(name), ()))

    def region_of(self, code: str) -> Area | None:
        """Find the region (one of the nine; London for its boroughs) that an area lies in, None for England."""
        area = self.by_code(code)
        while area is not None and area.region_code is not None:
            area = self.by_code(area.region_code)
        return area if area is not None and area.kind is AreaKind.REGION else None

    @property
    def lists(self) -> tuple[NeighbourListInfo, ...]:
        """List the neighbour lists, oldest first."""
        return tuple(self._infos.values())

    def list_info(self, list_id: str) -> NeighbourListInfo:
        """Give what is known of one list.

        Raises:
            DashboardError: when there is no list of that id.
        """
        if list_id not in self._infos:
            known = ", ".join(self._infos) or "none"
            raise DashboardError(f"There is no neighbour list {list_id!r}; known are {known}.")
        return self._infos[list_id]

    def list_for(self, period: Period) -> str:
        """Choose the neighbour list that serves a period, by the financial year in which the period ends.

        The newest list that serves from that year or an earlier one; the oldest list for every year before any.

        Raises:
            DashboardError: when there is no list at all.
        """
        if not self._infos:
            raise DashboardError("No list of statistical neighbours is known.")
        serving = [info for info in self.lists if info.serves_from.start <= period.financial_year.start]
        return (serving or self.lists[:1])[-1].id

    def with_lists(self, lists: Iterable[tuple[NeighbourListInfo, Iterable[Neighbour]]]) -> AreaBook:
        """Give this book with further lists; one of an id that it has already takes that one's place."""
        further = {info.id: (info, tuple(neighbours)) for info, neighbours in lists}
        kept = [
            neighbour
            for list_id, by_authority in self._lists.items()
            if list_id not in further
            for neighbours in by_authority.values()
            for neighbour in neighbours
        ]
        added = [neighbour for _, neighbours in further.values() for neighbour in neighbours]
        infos = {**self._infos, **{list_id: info for list_id, (info, _) in further.items()}}
        return AreaBook(self._areas, [*kept, *added], infos.values())

    def neighbours(self, code: str, list_id: str) -> tuple[Area, ...]:
        """List an authority's statistical neighbours in rank order; empty where the list leaves the authority out.

        Raises:
            DashboardError: when there is no list of that id.
        """
        return tuple(self._by_code[row.neighbour] for row in self.neighbour_rows(code, list_id))

    def neighbour_rows(self, code: str, list_id: str) -> tuple[Neighbour, ...]:
        """List the same with rank and closeness.

        Raises:
            DashboardError: when there is no list of that id.
        """
        area, by_authority = self.by_code(code), self._lists[self.list_info(list_id).id]
        return tuple(by_authority.get(area.code, ())) if area is not None else ()


def neighbour_list_words(list_id: str) -> str:
    """Say a list's id as a reader would: "list of April 2021"."""
    year, month = list_id.split("-")
    return f"list of {MONTH_NAMES[int(month) - 1]} {year}"


def load_area_book(folder: Path) -> AreaBook:
    """Read ``areas.csv``, ``neighbour_lists.csv`` and ``neighbours.csv`` of the reference folder.

    Raises:
        DashboardError: when a file is missing or cannot be read, a row names an area that ``areas.csv`` does not hold,
            or a list that ``neighbour_lists.csv`` does not hold.
    """
    book = load_areas(folder)
    lists = {row["id"]: _as_list(row) for row in _read_rows(folder / NEIGHBOUR_LISTS_FILE)}
    neighbours = [_as_neighbour(row, book) for row in _read_rows(folder / NEIGHBOURS_FILE)]
    if unknown := {neighbour.list_id for neighbour in neighbours} - lists.keys():
        raise DashboardError(f"{NEIGHBOURS_FILE}: {min(unknown)} is not in {NEIGHBOUR_LISTS_FILE}.")
    return AreaBook(book, neighbours, lists.values())


def load_areas(folder: Path) -> AreaBook:
    """Read ``areas.csv`` alone: a book without neighbour lists, from which the lists themselves are made.

    Raises:
        DashboardError: when the file is missing, or a row names an area that it does not hold.
    """
    areas = _merge_codes(_read_rows(folder / AREAS_FILE))
    known = {code for area in areas for code in area.codes}
    if unknown := {former for area in areas for former in area.replaces} - known:
        raise DashboardError(f"{AREAS_FILE}: replaces names codes that are not in it: {', '.join(sorted(unknown))}.")
    return AreaBook(areas)


def _read_rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as fault:
        raise DashboardError(f"{path} cannot be read: {fault.strerror}.") from fault


def _merge_codes(rows: list[dict[str, str]]) -> list[Area]:
    """Make one area of the rows that are one authority under several codes (column ``same_as``)."""
    further: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row["same_as"]:
            further.setdefault(row["same_as"], []).append(row)
    areas = [_as_area(row, further.pop(row["code"], [])) for row in rows if not row["same_as"]]
    if further:
        raise DashboardError(f"{AREAS_FILE}: same_as names codes that are not in it: {', '.join(sorted(further))}.")
    return areas


def _as_area(row: Mapping[str, str], further: list[dict[str, str]]) -> Area:
    together = [row, *further]
    starts = [_day(part["valid_from"]) for part in together]
    ends = [_day(part["valid_to"]) for part in together]
    return Area(
        code=AreaCode(row["code"]),
        la_number=row["la_number"],
        name=row["name"],
        kind=AreaKind(row["kind"]),
        region_code=AreaCode(row["region_code"]) if row["region_code"] else None,
        valid_from=min((day for day in starts if day), default=None) if None not in starts else None,
        valid_to=max((day for day in ends if day), default=None) if None not in ends else None,
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        codes=tuple(AreaCode(part["code"]) for part in together),
        replaces=tuple(AreaCode(code) for code in row["replaces"].split("|") if code),
    )


def _as_list(row: Mapping[str, str]) -> NeighbourListInfo:
    try:
        serves_from = parse_period(row["serves_from"])
        published_on = _day(row["published_on"])
        neighbour_list_words(row["id"])
    except (ValueError, IndexError) as fault:
        raise DashboardError(f"{NEIGHBOUR_LISTS_FILE}: the row of {row['id']!r} cannot be read: {fault}.") from fault
    if serves_from.kind is not PeriodKind.FINANCIAL_YEAR:
        raise DashboardError(f"{NEIGHBOUR_LISTS_FILE}: {row['id']} serves from {serves_from}, which is no year.")
    return NeighbourListInfo(
        id=row["id"],
        serves_from=serves_from,
        published_on=published_on,
        published_on_note=row["published_on_note"],
        source=row["source"],
        licence=row["licence"],
    )


def _as_neighbour(row: Mapping[str, str], book: AreaBook) -> Neighbour:
    authority, neighbour = book.by_code(row["authority_code"]), book.by_code(row["neighbour_code"])
    if authority is None or neighbour is None:
        raise DashboardError(
            f"{NEIGHBOURS_FILE}: {row['authority_code']} or {row['neighbour_code']} is not in {AREAS_FILE}."
        )
    return Neighbour(
        list_id=row["list"],
        authority=authority.code,
        rank=int(row["rank"]),
        neighbour=neighbour.code,
        closeness=row["closeness"],
    )


def _index_names(areas: Iterable[Area]) -> dict[str, list[Area]]:
    index: dict[str, list[Area]] = {}
    for area in sorted(areas, key=lambda each: each.valid_to is not None):
        for key in {_name_key(name) for name in (area.name, *area.aliases)}:
            index.setdefault(key, []).append(area)
    return index


def _name_key(name: str) -> str:
    text = name.casefold().replace("&", " and ").replace(".", " ").replace("-", " ").replace("'", "")
    return " ".join(text.replace("\u2019", "").split())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
