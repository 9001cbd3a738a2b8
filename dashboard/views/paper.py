"""What every paper made from an edition has in common: its kind, its format, and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.formatting import format_date
from dashboard.periods import Period
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.vocabulary import Audience, IndicatorId, ReportId

AUDIENCE_WORDS: dict[Audience, str] = {
    Audience.PUBLIC: "The public",
    Audience.MEMBERS: "Members",
    Audience.INTERNAL: "Officers; not for publication",
}
# By which a paper without any figure is dated: the earliest day that a file's parts can carry.
NO_DATE = date(1980, 1, 1)


class PaperKind(StrEnum):
    """The papers that are made from an edition, as ``scorecard report`` calls them."""

    TRACKER = "tracker"
    SCORECARD = "scorecard"
    COUNCIL_PLAN = "council-plan"
    YEAR_END = "year-end"
    CLINIC = "clinic"
    BRIEFING = "briefing"
    DAILY = "daily"


class PaperFormat(StrEnum):
    """The formats that papers are written in, as the files' endings say."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    EML = "eml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """What is asked of a paper: all that decides what it says, beside the store and the catalogue.

    ``period`` is the month, quarter or year it is as at, None for the newest. ``years``, ``indicators``, ``tracker``,
    ``theme`` and ``report`` narrow the kinds that they mean something to, empty for all or the first. ``compare_with``
    is the earlier moment a briefing is held against. ``made_on`` is printed only where it is given.
    """

    kind: PaperKind
    format: PaperFormat
    audience: Audience = Audience.MEMBERS
    as_of: AsOf = NOW
    period: Period | None = None
    years: tuple[Period, ...] = ()
    indicators: tuple[IndicatorId, ...] = ()
    tracker: str = ""
    theme: str = ""
    report: ReportId | None = None
    compare_with: AsOf | None = None
    made_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who a paper is for and when it was made; each is printed only where it is given."""

    audience: Audience | None = None
    made_on: date | None = None

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Give the lines of a paper's head that say it, each with what it is."""
        audience = () if self.audience is None else (("Prepared for", AUDIENCE_WORDS[self.audience]),)
        made_on = () if self.made_on is None else (("Made on", format_date(self.made_on)),)
        return (*audience, *made_on)


def data_date(as_of: AsOf, editions: Iterable[Edition]) -> date:
    """Give the day that a file is dated by, so that the same figures give the same bytes.

    It is the day that the paper reads at, else the newest edition's day of issue.
    """
    return as_of.issued or max((one.issued_on for one in editions), default=NO_DATE)
