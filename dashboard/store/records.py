"""What goes into the store and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.editions.changes import ChangeCounts
from dashboard.issues import Issue
from dashboard.observations import COLUMNS, Observations
from dashboard.periods import Period
from dashboard.vocabulary import ReportId

# The columns of ``Store.figures``: the figure, then the edition that states it.
FIGURE_COLUMNS = (*COLUMNS, "edition", "report", "as_at", "issue_number", "issued_on", "filename")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """What is to be published: one file, its figures, and who publishes it and why.

    ``as_at`` is the scorecard's month, or the latest financial year of a release. ``accepted`` are the issues that
    stood when it was published. ``reason`` may be empty, ``by`` may not.
    """

    report: ReportId
    title: str
    as_at: Period | None
    issue_number: int
    issued_on: date
    filename: str
    content: bytes = field(repr=False)
    observations: Observations = field(repr=False)
    by: str
    reason: str
    accepted: tuple[Issue, ...] = ()
    counts: ChangeCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who took an edition back, when and why; ``revision`` is the store's revision that it made."""

    by: str
    reason: str
    recorded_at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published edition; ``revision`` is the store's revision that publishing it made."""

    number: int
    revision: int
    report: ReportId
    title: str
    as_at: Period | None
    issue_number: int
    issued_on: date
    recorded_at: datetime
    filename: str
    sha256: str
    by: str
    reason: str
    counts: ChangeCounts
    withdrawn: Withdrawal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The proof of a publication or a withdrawal.

    ``counts`` are those of the edition, which a withdrawal takes back. ``already_published`` means that the same bytes
    stood already: the receipt is then the first one's, and nothing was written.
    """

    edition: int
    counts: ChangeCounts
    already_published: bool
    by: str
    recorded_at: datetime
    reason: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The moment to read the store at: after an edition was recorded, on an issue date, or (neither given) now."""

    edition: int | None = None
    issued: date | None = None

    def __post_init__(self) -> None:
        if self.edition is not None and self.issued is not None:
            raise ValueError("read as of an edition or as of a date, not both")


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFile:
    """The file as it was uploaded, byte for byte."""

    filename: str
    content: bytes = field(repr=False)
    sha256: str
