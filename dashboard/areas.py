"""Areas: England, its regions and authorities with their codes over time, and who is whose statistical neighbour."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.periods import MONTH_NAMES, Period, financial_year
from dashboard.vocabulary import AreaCode

AREAS_FILE = "areas.csv"
NEIGHBOURS_FILE = "neighbours.csv"

# DESIGN §7, "Neighbour lists": the first financial year that each list serves, newest list first. The list of April
# 2021 also serves every year before it: it is the list behind the council's own 2018/19 figures.
LIST_SERVES_FROM = (("2025-05", financial_year(2024)), ("2021-04", financial_year(1900)))


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
    bound the area's existence; None is open.
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


class AreaBook:
    """All areas and neighbour lists, looked up by code, authority number, name or list."""

    def __init__(self, areas: Iterable[Area], neighbours: Iterable[Neighbour]) -> None:
        self._areas = tuple(areas)
        self._by_code = {code: area for area in self._areas for code in area.codes}
        self._by_number = {area.la_number: area for area in self._areas if area.la_number}
        self._by_name = _index_names(self._areas)
        self._lists: dict[str, dict[AreaCode, list[Neighbour]]] = {}
        for neighbour in sorted(neighbours, key=lambda row: row.rank):
            self._lists.setdefault(neighbour.list_id, {}).setdefault(neighbour.authority, []).append(neighbour)

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas)

    @property
    def authorities(self) -> tuple[Area, ...]:
        """List the authorities, those no longer in being included."""
        return tuple(area for area in self._areas if area.kind is AreaKind.AUTHORITY)

    def by_code(self, code: str) -> Area | None:
        """Find an area by any of the nine-character codes it has had."""
        return self._by_code.get(AreaCode(code.strip()))

    def by_la_number(self, number: str | int, on: date | None = None) -> Area | None:
        """Find an area by its three-digit number (England 970, regions 980 to 990), in being on ``on`` where given."""
        area = self._by_number.get(str(number).strip())
        return area if area is None or on is None or area.exists_on(on) else None

    def by_name(self, name: str) -> Area | None:
        """Find an area by its name or another spelling of it; case, full stops and ``&`` do not matter."""
        return self._by_name.get(_name_key(name))

    def region_of(self, code: str) -> Area | None:
        """Find the region (one of the nine; London for its boroughs) that an area lies in, None for England."""
        area = self.by_code(code)
        while area is not None and area.region_code is not None:
            area = self.by_code(area.region_code)
        return area if area is not None and area.kind is AreaKind.REGION else None

    @property
    def neighbour_lists(self) -> tuple[str, ...]:
        """List the ids of the neighbour lists, oldest first."""
        return tuple(sorted(self._lists))

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
        if list_id not in self._lists:
            raise DashboardError(
                f"There is no neighbour list {list_id!r}; known are {', '.join(self.neighbour_lists)}."
            )
        area = self.by_code(code)
        return tuple(self._lists[list_id].get(area.code, ())) if area is not None else ()


def neighbour_list_for(period: Period) -> str:
    """Choose the neighbour list that serves a period, by the financial year in which the period ends.

    Source: DESIGN §7; the list of April 2021 to 2023/24, the list of May 2025 from 2024/25.
    """
    year = period.financial_year
    return next(list_id for list_id, first in LIST_SERVES_FROM if first.start <= year.start)


def neighbour_list_words(list_id: str) -> str:
    """Say a list's id as a reader would: "list of April 2021"."""
    year, month = list_id.split("-")
    return f"list of {MONTH_NAMES[int(month) - 1]} {year}"


def load_area_book(folder: Path) -> AreaBook:
    """Read ``areas.csv`` and ``neighbours.csv`` of the reference folder.

    Raises:
        DashboardError: when a file is missing, or a row names an area that ``areas.csv`` does not hold.
    """
    areas = _merge_codes(_read_rows(folder / AREAS_FILE))
    book = AreaBook(areas, ())
    return AreaBook(areas, [_as_neighbour(row, book) for row in _read_rows(folder / NEIGHBOURS_FILE)])


def load_areas(folder: Path) -> AreaBook:
    """Read ``areas.csv`` alone: a book without neighbour lists, from which the lists themselves are made.

    Raises:
        DashboardError: when the file is missing, or a row names an area that it does not hold.
    """
    return AreaBook(_merge_codes(_read_rows(folder / AREAS_FILE)), ())


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


def _index_names(areas: Iterable[Area]) -> dict[str, Area]:
    """Index names before aliases, so that an alias never takes another area's own name."""
    index: dict[str, Area] = {}
    listed = list(areas)
    for area in listed:
        index.setdefault(_name_key(area.name), area)
    for area in listed:
        for alias in area.aliases:
            index.setdefault(_name_key(alias), area)
    return index


def _name_key(name: str) -> str:
    text = name.casefold().replace("&", " and ").replace(".", " ").replace("-", " ").replace("'", "")
    return " ".join(text.replace("\u2019", "").split())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
