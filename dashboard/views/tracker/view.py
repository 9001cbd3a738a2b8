"""The tracker's view: every word and number that the page, its print and its paper show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.views.parts import EditionLine, FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import Choice
from dashboard.views.spark import SparkView
from dashboard.vocabulary import Basis, IndicatorId


class Standout(StrEnum):
    """In which part of the tracker a measure stands; the order here is the order on the page."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    REVISED = "revised"
    # Better or worse than others by more than chance, which is often so for years: no news of one month.
    APART = "apart"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One figure of the past that reads otherwise since the edition before: "February 2020", "20.4%", "20.9%".

    ``is_late`` tells a first figure that came where only a reason, or nothing, stood before.
    """

    indicator: IndicatorId
    basis: Basis
    name: str
    period: str
    old: str
    new: str
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerLine:
    """One measure on the tracker.

    ``period`` is the latest figure's, ``is_older`` tells that it is before the tracker's month; ``counts`` such as "45
    of 78", ``about`` such as "about 1 in 5", either may be empty. ``sentence`` is the members' sentence. ``comparison``
    says in words how we compare, naming whom and when, or why nobody can be compared with; ``sentence`` may hold it
    already. ``rating`` adds the target to the chip: "target 90% or more". ``standout`` is the part it stands in and
    ``reasons`` why, in short: "getting worse, 8 months running". ``year_mark`` is said in the
    signal's place where only a year ago tells its change. ``also`` is a clear difference from a year ago that
    ``sentence`` leaves out; ``has_year_ago`` tells whether there is one. ``revisions`` are those of this measure.
    """

    indicator: IndicatorId
    basis: Basis
    theme: str
    name: str
    unit_words: str
    basis_words: str
    good_is: str
    period: str
    is_older: bool
    figure: FigureCell
    counts: str
    about: str
    sentence: str
    rag: RagChip
    rating: str
    signal: SignalMark
    travel: TravelMark
    spark: SparkView
    comparison: str
    questions: tuple[str, ...]
    standout: Standout
    reasons: tuple[str, ...] = ()
    year_mark: SignalMark | None = None
    also: str = ""
    has_year_ago: bool = True
    revisions: tuple[Revision, ...] = ()

    @property
    def by_year(self) -> bool:
        """Tell whether only a year ago tells its change."""
        return self.year_mark is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerGroup:
    """The lines of one part of the page, or of one theme in the view by theme.

    ``standout`` is the part's; None for a theme's. What does not stand out makes several parts, by why it does not.
    ``lead`` is a sentence under the heading, empty where none is due.
    """

    id: str
    title: str
    lines: tuple[TrackerLine, ...]
    lead: str = ""
    standout: Standout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What the month's editions changed since the ones before: the new month apart from the restated past.

    ``new_month`` says in a sentence how many measures have a figure for the month and which have none yet;
    ``revised`` counts in words; ``revisions`` list them, ``ratings`` say which ratings read otherwise than last month
    ("Re-referrals: on target, was within tolerance").
    """

    new_month: str
    revised: str
    revisions: tuple[Revision, ...] = ()
    ratings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerView:
    """The whole page for one month.

    ``theme`` is the one chosen, None for all of them; ``groups`` are what stands out first and then the rest,
    ``by_theme`` the same lines by theme. ``summary`` is the answer before everything: "2 of 17 measures stand out: 1
    worse, 1 better."; ``against_targets`` counts the ratings. ``nothing`` is said where nothing stands out, before the
    groups of what was revised and of the rest. ``by_chance`` is the sentence on how many would be marked by chance.
    ``instead`` says what the address asks for and does not get. ``empty`` is said where there is nothing to show at
    all. ``code`` of the moment is in ``as_of``.
    """

    id: str
    title: str
    about: str
    area: str
    as_at: Choice
    months_to_choose: tuple[Choice, ...]
    trackers: tuple[Choice, ...]
    theme: Choice | None
    themes: tuple[Choice, ...]
    theme_about: str
    edition: EditionLine
    summary: str
    groups: tuple[TrackerGroup, ...]
    by_theme: tuple[TrackerGroup, ...]
    nothing: str
    changes: Changes | None
    by_chance: str
    demonstration: str
    instead: str = ""
    empty: str = ""
    as_of: str = ""
    against_targets: str = ""

    def is_as_asked(self, *, tracker: str | None, month: str | None, theme: str | None) -> bool:
        """Tell whether nothing was asked for in vain: ``instead`` then says only why the newest month is not shown."""
        shown = self.theme.id if self.theme else None
        return tracker in (None, self.id) and month in (None, self.as_at.id) and theme in (None, shown)
