"""Who follows what: the file of subscriptions, read as strictly as the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from dashboard.catalogue.faults import Fault, find_schema_faults
from dashboard.catalogue.fields import ID_PATTERN, Model, Words
from dashboard.catalogue.files import read_text
from dashboard.catalogue.load import check_yaml
from dashboard.catalogue.schema import Catalogue
from dashboard.catalogue.wording import did_you_mean
from dashboard.errors import CatalogueError
from dashboard.formatting import plural
from dashboard.issues import Issue
from dashboard.mail.addresses import is_address
from dashboard.views.daily.sections import measures_of_theme
from dashboard.views.daily.view import EVERY_EVENT, NEWS_ONLY, DailyEvent, Follows
from dashboard.vocabulary import IndicatorId

_ONE_OF = ("tracker", "indicator", "theme")


class FollowEntry(Model):
    """One thing that a reader follows: a whole tracker, a measure, or every measure of a theme."""

    tracker: str | None = Field(None, pattern=ID_PATTERN, description="Id of a tracker.")
    indicator: str | None = Field(None, pattern=ID_PATTERN, description="Id of a measure.")
    theme: str | None = Field(None, pattern=ID_PATTERN, description="Id of a theme, of the catalogue or a tracker.")
    events: tuple[DailyEvent, ...] | None = Field(
        None, min_length=1, description="What to be told of; empty for all of a tracker, for news of a measure."
    )

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if sum(getattr(self, name) is not None for name in _ONE_OF) != 1:
            raise ValueError("give either a tracker, an indicator or a theme")
        return self

    @property
    def told_of(self) -> frozenset[DailyEvent]:
        """Give the events; of a tracker all, of a measure those that are news, where none are named."""
        if self.events is not None:
            return frozenset(self.events)
        return EVERY_EVENT if self.tracker is not None else NEWS_ONLY


class ReaderEntry(Model):
    """One reader: his address, his name or role where he wants to be known by it, and what he follows."""

    address: str = Field(description="Address for e-mail, without a name.")
    name: Words | None = Field(None, description="Name or role, such as Chair of the commission.")
    follows: tuple[FollowEntry, ...] = Field(min_length=1, description="What to be told of.")

    @field_validator("address")
    @classmethod
    def _is_address(cls, written: str) -> str:
        if not is_address(written):
            raise ValueError(f"{written!r} is no address for e-mail such as chair@example.gov.uk")
        return written

    @field_validator("name")
    @classmethod
    def _is_one_line(cls, written: str | None) -> str | None:
        if written is not None and not written.isprintable():
            raise ValueError("a name has one line, without control characters")
        return written


class SubscriptionBook(Model):
    """The whole of ``subscriptions.yaml``."""

    subscribers: tuple[ReaderEntry, ...] = Field(description="The readers.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """One reader with all that he follows, however many entries name him."""

    address: str
    name: str
    follows: Follows


def load_subscribers(path: Path, catalogue: Catalogue) -> tuple[Subscriber, ...]:
    """Read and check the subscriptions; entries with one address become one reader.

    Raises:
        CatalogueError: when there is no such file, or with one issue for every fault found, each with its line.
    """
    book, issues = check_subscriptions(_read(path), str(path), catalogue)
    if book is None or issues:
        raise CatalogueError(f"The list of subscriptions {path} has {plural(len(issues), 'fault')}.", tuple(issues))
    return tuple(_merged(book, catalogue))


def check_subscriptions(text: str, file: str, catalogue: Catalogue) -> tuple[SubscriptionBook | None, list[Issue]]:
    """Check a text of subscriptions and list its faults."""

    def check(data: dict[str, Any]) -> tuple[SubscriptionBook | None, list[Fault]]:
        book, faults = find_schema_faults(SubscriptionBook, data)
        return book, [*faults, *(_unknown_things(book, catalogue) if book is not None else ())]

    book, issues = check_yaml(text, file, check)
    return book, [_as_ours(issue) for issue in issues]


def _read(path: Path) -> str:
    """Read the list's text.

    Raises:
        CatalogueError: when there is none, or it cannot be read.
    """
    if not path.exists():
        what = f"There is no list of subscriptions at {path}."
        issue = Issue(code="subscriptions-not-found", what=what, file=str(path))
        raise CatalogueError(f"{what} {issue.remedy}", (issue,))
    try:
        return read_text(path)
    except CatalogueError as fault:
        issues = tuple(_as_ours(issue) for issue in fault.issues)
        raise CatalogueError(f"The list of subscriptions {path} cannot be read.", issues) from fault


def _as_ours(issue: Issue) -> Issue:
    """Give a fault of the list a code of its own: the catalogue's remedies do not fit it."""
    match issue.code:
        case "catalogue-not-found":
            return replace(issue, code="subscriptions-not-found")
        case "catalogue-syntax":
            return replace(issue, code="subscriptions-syntax")
        case _:
            return replace(issue, code="subscriptions-invalid")


def _unknown_things(book: SubscriptionBook, catalogue: Catalogue) -> Iterator[Fault]:
    known: dict[str, list[str]] = {
        "tracker": [one.id for one in catalogue.trackers],
        "indicator": [str(one.id) for one in catalogue.indicators],
        "theme": [*(one.id for one in catalogue.themes), *(t.id for one in catalogue.trackers for t in one.themes)],
    }
    for place, reader in enumerate(book.subscribers):
        for position, entry in enumerate(reader.follows):
            for kind in _ONE_OF:
                named = getattr(entry, kind)
                if named is not None and named not in known[kind]:
                    yield Fault(
                        path=("subscribers", place, "follows", position, kind),
                        what=f"{named!r} is no {kind} of the catalogue.",
                        hint=did_you_mean(named, known[kind]),
                    )


def _merged(book: SubscriptionBook, catalogue: Catalogue) -> Iterator[Subscriber]:
    """Put entries of one address together, by the address as it is first written."""
    by_address: dict[str, list[ReaderEntry]] = {}
    for reader in book.subscribers:
        by_address.setdefault(reader.address.casefold(), []).append(reader)
    for entries in by_address.values():
        follows = [entry for reader in entries for entry in reader.follows]
        name = next((reader.name for reader in entries if reader.name), "")
        yield Subscriber(address=entries[0].address, name=name, follows=_follows(follows, catalogue))


def _follows(entries: Iterable[FollowEntry], catalogue: Catalogue) -> Follows:
    trackers: dict[str, frozenset[DailyEvent]] = {}
    measures: dict[IndicatorId, frozenset[DailyEvent]] = {}
    for entry in entries:
        if entry.tracker is not None:
            trackers[entry.tracker] = trackers.get(entry.tracker, frozenset()) | entry.told_of
        for measure in _measures(entry, catalogue):
            measures[measure] = measures.get(measure, frozenset()) | entry.told_of
    return Follows(trackers=tuple(trackers.items()), measures=tuple(measures.items()))


def _measures(entry: FollowEntry, catalogue: Catalogue) -> tuple[IndicatorId, ...]:
    if entry.indicator is not None:
        return (IndicatorId(entry.indicator),)
    return measures_of_theme(catalogue, entry.theme) if entry.theme is not None else ()
