"""The upload page's view: what was read, what is wrong, what would change."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.parts import RagChip


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One sheet: recognised or not, and on what evidence."""

    sheet: str
    recognised: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """One issue in words, with its place and remedy."""

    severity: str
    code: str
    place: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One figure that would be restated: old beside new."""

    indicator: str
    period: str
    old: str
    new: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    """One RAG that would change: of a restated month, or of the newest month beside the one before."""

    indicator: str
    period: str
    old: RagChip
    new: RagChip
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """How many figures of one measure would be added, and for which months."""

    indicator: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadView:
    """The preview of one workbook.

    ``outcome`` is ``load``, ``load_with_warnings`` or ``refuse``; ``headline`` says it in words.
    """

    outcome: str
    headline: str
    identity: tuple[tuple[str, str], ...]
    sheets: tuple[SheetLine, ...]
    issues: tuple[IssueLine, ...]
    counts: tuple[tuple[str, int], ...]
    restated: tuple[ChangeLine, ...]
    added: tuple[AddedLine, ...]
    late: tuple[ChangeLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    already_published: str = ""
    needs_issue_date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One edition in the history."""

    number: int
    words: str
    issued: str
    published: str
    by: str
    reason: str
    counts: str
    withdrawn: str = ""
