"""Write the reference page of issues: every code with its gravity, an example from the product and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.catalogue.issue_examples import IssueExample, load_examples
from dashboard.issue_kinds import ISSUE_GROUPS, IssueKind
from dashboard.vocabulary import Severity

_LEAD = """\
Everything that the Upload page and `scorecard check` may find wrong, with an example in the product's own words and
what to do. The tests make each example from a real workbook, store, catalogue or published file with that fault.

Each issue says how grave it is:

- **Stops the file**: nothing of the file is loaded until it is mended.
- **Leaves the cell out**: that cell or row is not loaded; everything else is.
- **Check**: the figure is kept. It needs a tick and a reason before the workbook can be published.
- **For information**: nothing is asked of you.
- **Stops the work**: what was asked for could not be done; nothing was changed by it.
"""
# Groups in which an error is about what was asked for, and not about a file that was uploaded.
_WITHOUT_FILE = frozenset({"Publishing and withdrawing", "The store", "The catalogue"})
_WHOLE_FILE = "Whole file"
# The codes by which the collection of awkward workbooks names its faults, and the codes of ours that say more exactly
# what may lie behind a fault of the same kind.
AWKWARD_CODES: dict[str, tuple[str, ...]] = {
    "not-an-xlsx": (),
    "empty-file": (),
    "damaged-file": ("reading-stopped",),
    "password-protected": (),
    "old-excel-format": (),
    "macro-enabled": (),
    "zip-bomb": ("file-too-large", "reading-ran-out-of-memory", "reading-took-too-long"),
    "xml-entities": (),
    "unsafe-zip-member": (),
    "formula-without-value": (),
    "error-cell": ("unreadable-figure",),
    "percentage-over-100": ("unit-disagrees",),
    "negative-count": (),
    "numerator-over-denominator": ("counts-disagree",),
    "ambiguous-percentage": ("unit-disagrees",),
    "formula-like-text": (),
    "possible-personal-data": (),
    "unknown-measure": ("ambiguous-measure", "measure-not-current", "alias-not-current", "number-differs"),
    "duplicate-measure": ("same-key-different-values", "stale-copy"),
    "duplicate-month": ("column-pasted-again",),
    "month-out-of-order": ("month-missing",),
    "months-do-not-match-as-at": ("months-shifted", "as-at-disagrees", "as-at-missing"),
    "benchmark-year-missing": ("year-missing",),
    "second-table": ("part-of-area",),
    "hidden-sheet-ignored": ("hidden-cells-read",),
    "no-scorecard-sheet": ("sheet-not-recognised", "unknown-report"),
}


def issues_page() -> str:
    """Give the page's text, without the note on how it was made."""
    examples = load_examples()
    sections = [_group(title, kinds, examples) for title, kinds in ISSUE_GROUPS.items()]
    return "\n".join(["# Issues\n", _LEAD, *sections, _awkward_section()])


def _group(title: str, kinds: dict[str, IssueKind], examples: dict[str, IssueExample]) -> str:
    blocks = [_block(code, kind, examples[code], with_file=title not in _WITHOUT_FILE) for code, kind in kinds.items()]
    return "\n".join([f"## {title}\n", *blocks])


def _block(code: str, kind: IssueKind, example: IssueExample, *, with_file: bool) -> str:
    place = example.place or (_WHOLE_FILE if with_file else "")
    said = f"**{plain(place)}**: {plain(example.what)}" if place else plain(example.what)
    lines = (
        f"### `{code}`",
        f"**{gravity(kind, with_file=with_file)}.** {plain(example.when)}",
        f"> {said}",
        f"What to do: {plain(kind.remedy)}",
    )
    return "\n\n".join(lines) + "\n"


def gravity(kind: IssueKind, *, with_file: bool) -> str:
    """Say in plain words how much an issue stops."""
    if kind.severity is Severity.NOTE:
        return "For information"
    if kind.severity is Severity.WARNING:
        return "Check"
    if not kind.refuses_file:
        return "Leaves the cell out"
    return "Stops the file" if with_file else "Stops the work"


def plain(text: str) -> str:
    """Write a text so that Markdown shows it as it stands."""
    return re.sub(r"([\\`*<\[])", r"\\\1", text)


def _awkward_section() -> str:
    return "\n".join(
        [
            "## The collection of awkward workbooks\n",
            "Scorecard is tried on a collection of awkward workbooks, which comes with a list of what is wrong with "
            "each and in which cell. The codes of that list have the same names here and mean the same. Where "
            "Scorecard tells more causes apart, the table names its further codes.\n",
            "| code of the list | here | told apart from it |\n|---|---|---|",
            *_awkward_rows(),
            "",
        ]
    )


def _awkward_rows() -> Iterator[str]:
    for code, finer in AWKWARD_CODES.items():
        yield f"| `{code}` | [`{code}`](#{code}) | {', '.join(f'[`{one}`](#{one})' for one in finer)} |"
