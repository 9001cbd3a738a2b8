"""The one table of issue codes: how grave each is, and what the person can do about it."""

from dashboard.issue_kinds.benchmarks import BENCHMARKS
from dashboard.issue_kinds.kind import IssueKind, Kinds
from dashboard.issue_kinds.product import CATALOGUE, PUBLISHING, STORE
from dashboard.issue_kinds.workbook import FILE, KEPT, LEFT_OUT

ISSUE_GROUPS: dict[str, Kinds] = {
    "The file as a whole": FILE,
    "A cell or row that is left out": LEFT_OUT,
    "Kept, but worth a look": KEPT,
    "Publishing and withdrawing": PUBLISHING,
    "The store": STORE,
    "The catalogue": CATALOGUE,
    "Published statistics": BENCHMARKS,
}
ISSUE_KINDS: Kinds = {code: kind for group in ISSUE_GROUPS.values() for code, kind in group.items()}

__all__ = ["ISSUE_GROUPS", "ISSUE_KINDS", "IssueKind"]
