"""The daily e-mail's view: every word and figure that it says, in the order in which it says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.views.parts import FigureCell, RagChip, SignalMark
from dashboard.views.spark import SparkView
from dashboard.views.tracker.view import Standout
from dashboard.vocabulary import Basis, IndicatorId


class DailyEvent(StrEnum):
    """What of a measure a reader is told: a changed rating, a signal that begins or ends, a revised or a new figure."""

    TURNED_RED = "turned_red"
    TURNED_GREEN = "turned_green"
    SIGNAL = "signal"
    REVISED = "revised"
    PUBLISHED = "published"


EVERY_EVENT = frozenset(DailyEvent)
# Of a single measure a reader hears when there is news of it; each new figure only if he asks for it.
NEWS_ONLY = EVERY_EVENT - {DailyEvent.PUBLISHED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """What one reader follows: trackers and measures, each with its events, in his order."""

    trackers: tuple[tuple[str, frozenset[DailyEvent]], ...] = ()
    measures: tuple[tuple[IndicatorId, frozenset[DailyEvent]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyItem:
    """One measure told of, in the tracker's words.

    ``mark`` says how it stands out, ``standout`` which way; ``period`` is named where it is not the section's.
    ``sentence`` is the members' sentence, empty for what is not worse: the page has it.
    """

    indicator: IndicatorId
    basis: Basis
    name: str
    period: str
    figure: FigureCell
    counts: str
    mark: SignalMark
    standout: Standout
    rag: RagChip
    rating: str
    sentence: str
    spark: SparkView


@dataclass(frozen=True, slots=True, kw_only=True)
class DailySection:
    """What is said of one tracker, or of the measures followed one by one.

    ``finding`` is for the subject: "1 worse, 1 better"; ``summary`` says it in a sentence. ``ended`` says what stands
    out no longer, ``ratings`` which ratings changed, ``revisions`` which figures: "Re-referrals, February 2020: was
    20.4%, now 20.9%". ``more``, each of the lists' last words, counts what is left out. ``address`` leads to the page,
    empty where none is known.
    ``editions`` are the numbers of those that state what is said.
    """

    id: str
    title: str
    as_at: str
    finding: str
    summary: str
    items: tuple[DailyItem, ...] = ()
    more_items: str = ""
    ended: tuple[str, ...] = ()
    more_ended: str = ""
    ratings: tuple[str, ...] = ()
    more_ratings: str = ""
    revisions: tuple[str, ...] = ()
    more_revisions: str = ""
    address: str = ""
    editions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyView:
    """The whole message.

    ``has_news`` is False where nothing that is followed has happened, so that no message is due. ``editions`` name
    what it tells of, ``edition_number`` is the newest of them; ``data_date`` is the day of issue of the newest, None
    where nothing is published. ``stop`` says how to leave the list, ``empty`` why there is nothing to say at all,
    ``instead`` what was asked for and is not there.
    """

    council: str
    subject: str
    sections: tuple[DailySection, ...]
    editions: tuple[str, ...]
    data_date: date | None
    moment: str
    audience: str
    demonstration: str
    notes: tuple[str, ...] = ()
    stop: str = ""
    contact: str = ""
    empty: str = ""
    instead: str = ""
    has_news: bool = True
    edition_number: int | None = None
