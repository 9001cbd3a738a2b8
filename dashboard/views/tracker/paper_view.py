"""The members' tracker as a paper: every word and number that its HTML, PDF and Word documents may show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.views.parts import RagChip, SignalMark
from dashboard.views.spark import SparkView
from dashboard.vocabulary import Basis, IndicatorId


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One measure on the paper.

    ``about`` is what its figure covers and which way is good; ``counts`` such as "28 of 68", ``share`` "about 2 in 5"
    where no counts are known, either may be empty; ``older`` names the month of a figure that is not the paper's.
    ``rag`` and ``signal`` are the page's. ``target`` is "90% or more", empty without one. ``sentence`` is the members'
    sentence, ``further`` what is said beside it: whom we compare with how, a clear difference from a year ago. ``why``
    is the news in short. ``ask`` is the one question of a measure that is off target and no news, empty for others.
    ``revised`` says which of its earlier figures read otherwise now.
    """

    indicator: IndicatorId
    basis: Basis
    name: str
    about: str
    figure: str
    counts: str
    share: str
    older: str
    rag: RagChip
    target: str
    signal: SignalMark
    spark: SparkView
    sentence: str
    further: tuple[str, ...]
    why: str
    questions: tuple[str, ...]
    ask: str
    revised: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGroup:
    """The measures of one part of the paper; ``lead`` is a sentence under its heading, it may be empty."""

    title: str
    lines: tuple[PaperLine, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChanges:
    """What was revised since the last: sentences, then each revision and each rating that reads otherwise."""

    said: tuple[str, ...]
    revisions: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerPaper:
    """The whole paper.

    ``title`` holds the month, which ``as_at`` is, ``verdict`` is the answer in words, ``targets`` counts the ratings.
    ``news`` are the parts that stand out, ``rest`` the others; every measure is in one of them. ``nothing`` is said
    where nothing stands out, ``empty`` where there is no figure at all, ``instead`` where something was asked for that
    is not there.
    ``edition`` names number, month, issue and day, ``edition_number`` is its number, ``moment`` when the figures are
    read as of, empty for now.
    ``elsewhere`` names where all that a paper leaves out can be seen, empty where its readers have no such place;
    ``foot`` is the line at the foot of every side, ``suppressed`` says what the public is not shown,
    and why. ``data_date`` dates the file: the moment's day, else the newest edition's.
    """

    council: str
    title: str
    as_at: str
    theme: str
    edition: str
    notice: str
    moment: str
    audience: str
    demonstration: str
    verdict: str
    targets: str
    nothing: str
    news: tuple[PaperGroup, ...]
    changes: PaperChanges | None
    rest: tuple[PaperGroup, ...]
    by_chance: str
    meanings: tuple[tuple[str, str], ...]
    in_brief: tuple[tuple[str, str], ...]
    elsewhere: str
    foot: str
    data_date: date
    instead: str = ""
    empty: str = ""
    suppressed: str = ""
    edition_number: int | None = None

    @property
    def measures(self) -> tuple[PaperLine, ...]:
        """List every measure, in the order of the paper."""
        return tuple(line for group in (*self.news, *self.rest) for line in group.lines)
