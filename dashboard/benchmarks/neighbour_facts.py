"""Say what a list of neighbours holds, and how it differs from the list of that month that is known."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.areas import AreaBook, NeighbourListInfo
from dashboard.benchmarks.neighbour_rows import NEIGHBOURS_PER_AUTHORITY, Authority
from dashboard.formatting import listed
from dashboard.periods import parse_period

MOST_NAMED = 6


def tell_facts(info: NeighbourListInfo, authorities: Sequence[Authority], areas: AreaBook) -> tuple[str, ...]:
    """Tell what a list holds, for the officer who is about to publish it."""
    return tuple(
        fact
        for fact in (
            _ten_each(info, authorities),
            _without(authorities),
            _left_out(info, authorities, areas),
            f"It serves {info.serves_from} and the years after it, until a newer list does.",
            _against_known(info, authorities, areas),
        )
        if fact
    )


def differing(authorities: Sequence[Authority], list_id: str, areas: AreaBook) -> tuple[str, ...]:
    """Name the authorities whose neighbours a known list gives otherwise, order and closeness included.

    An authority of before a reorganisation that only one of the two holds makes no difference.
    """
    given = {each.area.code: tuple(each.as_neighbours(list_id)) for each in authorities}
    return tuple(
        area.name
        for area in areas.authorities
        if (theirs := given.get(area.code, ())) != (known := areas.neighbour_rows(area.code, list_id))
        and (area.valid_to is None or (theirs and known))
    )


def _ten_each(info: NeighbourListInfo, authorities: Sequence[Authority]) -> str:
    whole = [each for each in authorities if len(each.neighbours) == NEIGHBOURS_PER_AUTHORITY]
    day = parse_period(info.id).end
    former = sum(not each.area.exists_on(day) for each in whole)
    older = f", {former} of them from before a reorganisation" if former else ""
    return f"{len(whole)} authorities with ten neighbours each{older}."


def _without(authorities: Sequence[Authority]) -> str:
    names = [each.area.name for each in authorities if not each.neighbours]
    return f"Named without neighbours: {_named(names)}." if names else ""


def _left_out(info: NeighbourListInfo, authorities: Sequence[Authority], areas: AreaBook) -> str:
    held = {each.area.code for each in authorities}
    names = [area.name for area in areas.authorities_in(parse_period(info.id)) if area.code not in held]
    return f"Not in the list: {_named(names)}." if names else ""


def _against_known(info: NeighbourListInfo, authorities: Sequence[Authority], areas: AreaBook) -> str:
    if info.id not in {known.id for known in areas.lists}:
        return ""
    names = differing(authorities, info.id, areas)
    if not names:
        return f"Every authority's neighbours are those of the {info.words} that Scorecard has already."
    return f"It differs from the {info.words} that Scorecard has already for {_named(names)}."


def _named(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return listed(names)
