"""Issues: what is wrong in someone's file, where, and what to do about it; the codes stand in `issue_kinds`."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.issue_kinds import ISSUE_KINDS, IssueKind
from dashboard.vocabulary import Severity

__all__ = ["ISSUE_KINDS", "Issue", "IssueKind", "refuses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing found, with its place and remedy.

    ``sheet`` and ``cell`` are empty where the issue is about the whole file; ``file`` and ``line`` place an issue in a
    text file such as the catalogue.
    """

    code: str
    what: str
    sheet: str = ""
    cell: str = ""
    file: str = ""
    line: int | None = None
    hint: str = ""

    @property
    def kind(self) -> IssueKind:
        """Give the issue's row of the table."""
        return ISSUE_KINDS[self.code]

    @property
    def severity(self) -> Severity:
        """Give how grave the issue is."""
        return self.kind.severity

    @property
    def remedy(self) -> str:
        """Say what to do: the hint for this very case where there is one, then the table's remedy."""
        return f"{self.hint} {self.kind.remedy}".strip()

    @property
    def place(self) -> str:
        """Say where: sheet and cell, or file and line; a data file's rows stand in no sheet."""
        if self.file and self.cell.startswith("row"):
            return f"{self.file}, {self.cell}"
        if self.sheet:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        if self.line is not None:
            return f"{self.file}, line {self.line}"
        return self.file

    def as_row(self) -> dict[str, str]:
        """Give the issue as the command line's JSON row, with file and line where it is about a text file."""
        row = {
            "code": self.code,
            "severity": str(self.severity),
            "sheet": self.sheet,
            "cell": self.cell,
            "what": self.what,
            "remedy": self.remedy,
        }
        return row if self.line is None else {**row, "file": self.file, "line": str(self.line)}


def refuses(issues: tuple[Issue, ...]) -> bool:
    """Tell whether any of the issues refuses the whole file."""
    return any(issue.kind.refuses_file for issue in issues)
