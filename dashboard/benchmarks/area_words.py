"""Say of an authority what a reader must know who looks for figures or neighbours it does not have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.areas import Area, AreaBook
from dashboard.formatting import listed
from dashboard.periods import Period, month, parse_period


def why_no_neighbours(areas: AreaBook, code: str, list_id: str) -> str:
    """Say why a list names no neighbours of an authority: "… it was made in April 2023."; empty where it names some.

    Raises:
        DashboardError: when there is no list of that id.
    """
    area, info = areas.by_code(code), areas.list_info(list_id)
    if area is None or areas.neighbour_rows(code, list_id):
        return ""
    day = parse_period(list_id).end
    why = ""
    if area.valid_from is not None and area.valid_from > day:
        why = f": it was made in {_month(area.valid_from)}"
    elif area.valid_to is not None and area.valid_to < day:
        why = f": it ended in {_month(area.valid_to)}"
    return f"{area.name} is not in the {info.words}{why}."


def origin_words(areas: AreaBook, code: str) -> str:
    """Say when an authority was made and what stood before it; empty for one that always was.

    "Cumberland was made in April 2023, as Cumbria was replaced. It has no figures of its own from before."
    """
    area, former = areas.by_code(code), areas.predecessors(code)
    if area is None or area.valid_from is None or not former:
        return ""
    was = "was" if len(former) == 1 else "were"
    return (
        f"{area.name} was made in {_month(area.valid_from)}, as {_named(former)} {was} replaced. "
        "It has no figures of its own from before."
    )


def not_in_being(areas: AreaBook, code: str, period: Period) -> str:
    """Say that an authority was not in being at the end of a period; empty where it was."""
    area = areas.by_code(code)
    if area is None or area.exists_on(period.end):
        return ""
    if area.valid_from is not None and period.end < area.valid_from:
        return origin_words(areas, code) or f"{area.name} was made in {_month(area.valid_from)}."
    later = areas.successors(code)
    ended = f"{area.name} ended in {_month(area.valid_to)}" if area.valid_to else area.name
    return f"{ended}; {_named(later)} took its place." if later else f"{ended}."


def _named(areas: Sequence[Area]) -> str:
    """Name areas one after another: "Bournemouth, Dorset and Poole"."""
    return listed([area.name for area in areas])


def _month(day: date) -> str:
    return month(day.year, day.month).words
