"""The upload page's view: what was read, what is wrong, what would change."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.parts import RagChip, SignalMark


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
class SignalLine:
    """One figure that comes to stand out or ceases to: its mark, what it was instead of that, and the verdict."""

    indicator: str
    period: str
    mark: SignalMark
    words: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """How many figures of one measure would be added, and for which months."""

    indicator: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadView:
    """The preview of one workbook.

    ``outcome`` is ``load``, ``load_with_warnings`` or ``refuse``; ``headline`` says it in words, ``advice`` what to do
    next. ``added`` are figures of periods after ``since``, the month that the report had reached (empty for its first);
    ``filled`` are figures of earlier periods that had none. ``issues`` are in the order of the preview's. ``story``
    says, a sentence each, where the workbook stands among what is published; ``not_checked`` names the checks that
    could not run.
    """

    outcome: str
    headline: str
    identity: tuple[tuple[str, str], ...]
    sheets: tuple[SheetLine, ...]
    issues: tuple[IssueLine, ...]
    counts: tuple[tuple[str, int], ...]
    restated: tuple[ChangeLine, ...]
    added: tuple[AddedLine, ...]
    filled: tuple[AddedLine, ...] = ()
    since: str = ""
    late: tuple[ChangeLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    signals: tuple[SignalLine, ...] = ()
    advice: str = ""
    already_published: str = ""
    needs_issue_date: bool = False
    story: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
