"""What changed since certain editions were published: a month of which those count as the new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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


def is_fresh(one: Followed, since: SinceGround) -> bool:
    """Tell whether a new edition states the latest figure of a measure."""
    return one.shown is not None and one.shown.edition in since.numbers


def find_turned(followed: Iterable[Followed], since: SinceGround) -> Iterator[Turned]:
    """Find the ratings that changed with the new editions, in the tracker's words."""
    for one in followed:
        said = replace(one, indicator=one.indicator.model_copy(update={"name": form_name(one)}))
        words = build_changes((said,), (), since, is_first=False).ratings if is_fresh(one, since) else ()
        if words and one.judged is not None:
            yield Turned(indicator=one.indicator.id, basis=one.basis, now=one.judged.rag.state, words=words[0])


def find_revised(followed: Iterable[Followed], since: SinceGround) -> Iterator[Revision]:
    """Find the figures that the new editions restated or gave late, once each; of several forms each is named."""
    yield from dict.fromkeys(
        replace(revision, name=form_name(one, with_first=True))
        for one in followed
        for revision in revisions_of(one, since)
    )


def form_name(one: Followed, *, with_first: bool = False) -> str:
    """Name a measure with its form; the form that members see first needs no words where it is shown as on a page."""
    indicator = one.indicator
    is_plain = len(indicator.forms) == 1 if with_first else one.basis is indicator.forms[0]
    return indicator.name if is_plain else f"{indicator.name} ({BASIS_WORDS[one.basis]})"
