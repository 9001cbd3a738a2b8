"""Put areas in the order in which an officer asks after them: ours, its neighbours, its region, England, the rest."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.intake.session import Session
from dashboard.observations import ENGLAND
from dashboard.periods import Period

Nearness = Callable[[str], tuple[int, str]]


def nearness(session: Session, period: Period | None) -> Nearness:
    """Give the key that sorts area codes from near to far; the neighbours are those of the list serving the period."""
    near = [str(session.our_code), *_neighbours(session, period)]
    region = session.areas.region_of(session.our_code)
    near += [*([str(region.code)] if region else []), str(ENGLAND)]
    places = {code: place for place, code in enumerate(near)}

    def key(code: str) -> tuple[int, str]:
        return (places.get(code, len(places)), area_name(session, code))

    return key


def area_name(session: Session, code: str) -> str:
    """Name an area as readers know it."""
    area = session.areas.by_code(code)
    return area.name if area else code.replace("-", " ").capitalize()


def _neighbours(session: Session, period: Period | None) -> list[str]:
    book = session.area_book()
    if not book.lists:
        return []
    list_id = book.list_for(period) if period is not None else book.lists[-1].id
    return [str(area.code) for area in book.neighbours(session.our_code, list_id)]
