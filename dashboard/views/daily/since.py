"""What changed since certain editions were published: a month of which those count as the new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from dashboard.formatting import BASIS_WORDS
from dashboard.store.records import Edition
from dashboard.views.ground import MonthGround
from dashboard.views.tracker.changes import build_changes, revisions_of
from dashboard.views.tracker.followed import Followed
from dashboard.views.tracker.view import Revision
from dashboard.vocabulary import Basis, IndicatorId, Rag


class SinceGround(MonthGround):
    """A month of which ``new`` are the editions that a reader has not been told of; None stands for the month's own."""

    def __init__(self, month: MonthGround, new: Collection[int] | None) -> None:
        super().__init__(month.ground, month.as_at)
        self._month, self._new = month, new

    @cached_property
    def editions(self) -> Sequence[Edition]:
        """List the editions that count as new."""
        if self._new is None:
            return self._month.editions
        return tuple(one for one in self.ground.scorecards if one.number in self._new)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Give the numbers of the editions that count as new."""
        return frozenset(edition.number for edition in self.editions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A rating that is another than the period's before: the new one, and both in words."""

    indicator: IndicatorId
    basis: Basis
    now: Rag
    words: str


class News(Protocol):
    """What of the measures followed is news to a reader."""

    def has_new(self, one: Followed) -> bool:
        """Tell whether the latest figure is new to him."""

    def begins(self, one: Followed) -> bool:
        """Tell whether it is new to him that a measure stands out, where it does."""

    def is_known(self, one: Followed) -> bool:
        """Tell whether he hears now of how a measure stands out, or has heard of it."""

    def ended(self, followed: Sequence[Followed]) -> Iterator[tuple[IndicatorId, str]]:
        """Say what he was told stands out and does no longer."""

    def turned(self, one: Followed) -> Turned | None:
        """Give a rating that changed."""

    def revised(self, one: Followed) -> Iterator[Revision]:
        """Give the figures that changed."""


class SinceNews:
    """What certain editions say that the ones before did not: for a paper, and for who is told for the first time."""

    def __init__(self, since: SinceGround) -> None:
        self._since = since

    def has_new(self, one: Followed) -> bool:
        """Tell whether a new edition states the latest figure of a measure."""
        return one.shown is not None and one.shown.edition in self._since.numbers

    def begins(self, one: Followed) -> bool:
        """Tell whether a new edition states it: whoever is told for the first time knows of nothing."""
        return self.has_new(one)

    def is_known(self, one: Followed) -> bool:
        """Tell whether a new edition states it."""
        return self.has_new(one)

    def ended(self, followed: Sequence[Followed]) -> Iterator[tuple[IndicatorId, str]]:
        """Give nothing: nothing was told before."""
        return iter(())

    def turned(self, one: Followed) -> Turned | None:
        """Give a rating that is another than the period's before, in the tracker's words."""
        said = replace(one, indicator=one.indicator.model_copy(update={"name": form_name(one)}))
        words = build_changes((said,), (), self._since, is_first=False).ratings if self.has_new(one) else ()
        if not words or one.judged is None:
            return None
        return Turned(indicator=one.indicator.id, basis=one.basis, now=one.judged.rag.state, words=words[0])

    def revised(self, one: Followed) -> Iterator[Revision]:
        """Give the figures that the new editions restated or gave late; of several forms each is named."""
        name = form_name(one, with_first=True)
        return (replace(revision, name=name) for revision in revisions_of(one, self._since))


def find_turned(followed: Iterable[Followed], news: News) -> Iterator[Turned]:
    """Find the ratings that changed."""
    return (turned for one in followed if (turned := news.turned(one)) is not None)


def find_revised(followed: Iterable[Followed], news: News) -> Iterator[Revision]:
    """Find the figures that changed, once each: a measure may stand under two themes."""
    yield from dict.fromkeys(revision for one in followed for revision in news.revised(one))


def form_name(one: Followed, *, with_first: bool = False) -> str:
    """Name a measure with its form; the form that members see first needs no words where it is shown as on a page."""
    indicator = one.indicator
    is_plain = len(indicator.forms) == 1 if with_first else one.basis is indicator.forms[0]
    return indicator.name if is_plain else f"{indicator.name} ({BASIS_WORDS[one.basis]})"
