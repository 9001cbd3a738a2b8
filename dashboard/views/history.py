"""The history page's views: every publication and withdrawal, one edition, and two moments compared."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.upload import AddedLine, ChangeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One publication, or one withdrawal, of an edition; ``state`` says what became of a published one."""

    number: int
    is_withdrawal: bool
    words: str
    when: str
    by: str
    reason: str
    issued: str = ""
    file: str = ""
    counts: str = ""
    accepted: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLine:
    """One thing that was wrong and accepted, with the reason given."""

    place: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """One edition: its facts, what was accepted, and what withdrawing it would do.

    ``fall_back`` is empty, and ``withdrawn`` is not, where it was withdrawn. ``not_found`` says that there is no such
    edition, and everything else is empty then. ``file_note`` says where the file kept is not the upload itself.
    """

    number: int
    words: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    accepted: tuple[AcceptedLine, ...] = ()
    filename: str = ""
    file_note: str = ""
    withdrawn: str = ""
    fall_back: tuple[str, ...] = ()
    not_found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """What changed between two moments; ``lead`` says which, and ``not_found`` that an edition asked for is none.

    ``by_report`` says of each report what changed, where there are several.
    """

    lead: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    by_report: tuple[tuple[str, str], ...] = ()
    restated: tuple[ChangeLine, ...] = ()
    gone: tuple[ChangeLine, ...] = ()
    added: tuple[AddedLine, ...] = ()
    not_found: str = ""
