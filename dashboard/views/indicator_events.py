"""Dated notes within a chart's window, lettered in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from dashboard.catalogue.presenting import Event
from dashboard.formatting import format_date
from dashboard.periods import Period
from dashboard.views.indicator_more import EventMark


def events_within(events: Iterable[Event], periods: Sequence[Period]) -> tuple[EventMark, ...]:
    """Give the events that fall in one of the periods shown, each beneath its own; others are left out."""
    placed = [(event, _period_of(event, periods)) for event in sorted(events, key=lambda one: one.day)]
    within = [(event, period) for event, period in placed if period is not None]
    return tuple(_mark(event, period, _letter(place)) for place, (event, period) in enumerate(within))


def _period_of(event: Event, periods: Sequence[Period]) -> Period | None:
    """Find the period an event falls in: of months shown three apart, the first that had not ended by then."""
    if not periods or event.day < periods[0].start:
        return None
    return next((period for period in periods if event.day <= period.end), None)


def _mark(event: Event, period: Period, letter: str) -> EventMark:
    source = f"Source: {event.source}." if event.source else ""
    detail = " ".join((event.detail or "").split())
    return EventMark(
        at=period.start,
        letter=letter,
        period=period.short_words,
        day=format_date(event.day),
        what=" ".join(event.what.split()).rstrip("."),
        detail=" ".join(part for part in (_sentence(detail), source) if part),
    )


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _letter(place: int) -> str:
    """Give A to Z, then AA, AB and on."""
    round_, within = divmod(place, len(ascii_uppercase))
    return (ascii_uppercase[round_ - 1] if round_ else "") + ascii_uppercase[within]
