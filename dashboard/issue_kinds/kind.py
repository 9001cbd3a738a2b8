"""What one kind of issue says, and the five ways in which an issue can be grave."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueKind:
    """One kind of issue: how grave it is and what the person can do.

    ``refuses_file`` marks a file-level error; other errors leave out one cell and let the rest load.
    """

    severity: Severity
    remedy: str
    refuses_file: bool = False


Kinds = dict[str, IssueKind]


def refusal(remedy: str) -> IssueKind:
    """Describe what refuses a file before anything is saved."""
    return IssueKind(severity=Severity.ERROR, remedy=f"{remedy} Nothing has been saved.", refuses_file=True)


def unusable(remedy: str) -> IssueKind:
    """Describe what stops work; the remedy says what has become of the data."""
    return IssueKind(severity=Severity.ERROR, remedy=remedy, refuses_file=True)


def left_out(remedy: str) -> IssueKind:
    """Describe what leaves a cell or row out and lets the rest load."""
    return IssueKind(severity=Severity.ERROR, remedy=remedy)


def warning(remedy: str) -> IssueKind:
    """Describe what is kept, but needs a tick and a reason."""
    return IssueKind(severity=Severity.WARNING, remedy=remedy)


def note(remedy: str) -> IssueKind:
    """Describe what is only worth knowing."""
    return IssueKind(severity=Severity.NOTE, remedy=remedy)
