"""What goes into the store and what comes out of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.editions.changes import ChangeCounts
from dashboard.issues import Issue
from dashboard.observations import COLUMNS, Observations
from dashboard.periods import Period
from dashboard.vocabulary import ReportId

# Characters that Windows allows in no file's name (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_MEANINGFUL = frozenset('<>:"|?*')
LONGEST_STEM, LONGEST_SUFFIX = 150, 10

# The columns of ``Store.figures``: the figure, then the edition that states it.
FIGURE_COLUMNS = (*COLUMNS, "edition", "report", "as_at", "issue_number", "issued_on", "filename")


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedIssue:
    """An issue that stood when an edition was published, and the reason why it might."""

    issue: Issue
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """What is to be published: one file, its figures, and who publishes it and why.

    ``as_at`` is the scorecard's month, or the latest financial year of a release. ``accepted`` are the issues that
    stood when it was published, each with its reason. ``reason`` may be empty, ``by`` may not. ``sha256`` is the
    upload's own where ``content`` is a copy kept in its place, without what may be personal details.
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
    accepted: tuple[AcceptedIssue, ...] = ()
    counts: ChangeCounts
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who took an edition back, when and why; ``revision`` is the store's revision that it made."""

    by: str
    reason: str
    recorded_at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published edition; ``revision`` is the store's revision that publishing it made, ``size`` its file's bytes."""

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
    size: int
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
    """The file an edition was made from: byte for byte as uploaded, or a copy without what may be personal details.

    ``sha256`` is the upload's own in either case.
    """

    filename: str
    content: bytes = field(repr=False)
    sha256: str

    @property
    def is_copy(self) -> bool:
        """Tell a copy without personal details from the upload itself, by its bytes."""
        return hashlib.sha256(self.content).hexdigest() != self.sha256

    @property
    def safe_name(self) -> str:
        """Give the file's name as a file may be saved: no folder, and nothing that a file system gives a meaning."""
        return safe_name(self.filename)


def safe_name(filename: str) -> str:
    """Take folders, control characters and what file systems give a meaning out of a file's name."""
    last = filename.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    kept = "".join("_" if letter in _MEANINGFUL else letter for letter in last if letter.isprintable()).strip(" .")
    place = kept.rfind(".")
    stem, suffix = (kept[:place], kept[place:]) if place > 0 else (kept, "")
    return f"{stem[:LONGEST_STEM]}{suffix[:LONGEST_SUFFIX]}" or "scorecard"
