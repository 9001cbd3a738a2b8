"""Search the parts of a workbook that are never read, such as comments and text boxes, for a person's details.

Nothing in them reaches a figure; but the file itself is kept when it is published, and they are in it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from zipfile import ZipFile

from dashboard.issues import Issue
from dashboard.workbook.comment_sheets import sheets_of_comments
from dashboard.workbook.personal_details import may_name_a_person, names_a_person

# The parts whose text is read as cells, or that hold no words of an officer's.
_READ_PARTS = re.compile(
    r"xl/worksheets/[^/]*\.xml|xl/sharedstrings\.xml|xl/styles\.xml|xl/theme/.*|xl/calcchain\.xml|\[content_types\]\.xml",
    re.IGNORECASE,
)
# What other parts are, by the names that Excel and LibreOffice give them.
_PART_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"comment", "A comment"),
        (r"drawings/", "A text box or picture"),
        (r"docprops/", "A document property"),
        (r"externallinks/", "A link to another workbook"),
        (r"charts/", "A chart"),
        (r"pivot", "A pivot table's own copy of its data"),
    )
)
_SEARCHED = (".xml", ".vml")
_WORKBOOK_PART = "xl/workbook.xml"
_DEFINED_NAME = re.compile(r"<(?:\w+:)?definedName\b([^>]*)>([^<]*)<")
_COMMENT = re.compile(r"<(?:\w+:)?(?:comment|threadedComment)\b[^>]*?\bref=[\"']([A-Z]{1,3}\d{1,7})[\"']")
_TAG = re.compile(r"<[^>]*>")
# A part with more text than this is not searched but taken to hold what it should not.
_MAX_CHARACTERS = 4_000_000
_REST = "may hold details of a person; it is not read, shown or kept."


def find_unread_details(content: bytes) -> list[Issue]:
    """List the unread parts of a guarded workbook that may hold a person's details, one issue each.

    Comments have a note even where nothing of the kind is found: a name alone cannot be told from other words.
    """
    with ZipFile(io.BytesIO(content)) as package:
        # A sheet that is itself named after a person is not named.
        named = sheets_of_comments(package).items()
        sheets = {part: "" if may_name_a_person(sheet) else sheet for part, sheet in named}
        found = [issue for name in package.namelist() for issue in _search(package, name, sheets.get(name, ""))]
    return [*found, *(_comments_issue(sheet) for sheet in sorted(set(sheets.values())))]


def _comments_issue(sheet: str) -> Issue:
    what = "Cells of this sheet have comments. They are not read, and the copy that is kept leaves them out."
    return Issue(code="comments-not-kept", what=what, sheet=sheet)


def _search(package: ZipFile, name: str, sheet: str) -> Iterator[Issue]:
    if name.casefold() == _WORKBOOK_PART:
        named = _DEFINED_NAME.finditer(_text(package, name))
        if any(names_a_person(unescape(f"{found[1]} {found[2]}").replace("_", " ")) for found in named):
            yield _issue("A defined name")
        return
    if not name.lower().endswith(_SEARCHED) or _READ_PARTS.fullmatch(name):
        return
    words = next((words for pattern, words in _PART_WORDS if pattern.search(name)), "A part of the workbook")
    text = _text(package, name)
    if len(text) > _MAX_CHARACTERS:
        yield _issue(words)
        return
    for place, piece in _pieces(text):
        if names_a_person(piece):
            yield _issue(f"{words} on cell {place}" if place else words, sheet=sheet, cell=place)


def _text(package: ZipFile, name: str) -> str:
    with package.open(name) as part:
        return part.read(_MAX_CHARACTERS + 1).decode("utf-8", errors="replace")


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Part a comments part by its comments, each with its cell; any other part is one piece."""
    starts = list(_COMMENT.finditer(text))
    if not starts:
        yield "", _plain(text)
        return
    for found, after in zip(starts, [*starts[1:], None], strict=True):
        yield found[1], _plain(text[found.start() : after.start() if after else len(text)])


def _plain(text: str) -> str:
    """Give a part's words: runs of one text are joined, for a name may change its font half-way."""
    return unescape(_TAG.sub("", text))


def _issue(what: str, *, sheet: str = "", cell: str = "") -> Issue:
    """Say it at its cell, where the sheet is known and its name is no person's."""
    placed = bool(sheet and cell) and not may_name_a_person(sheet)
    issue = Issue(code="possible-personal-data", what=f"{what} {_REST}")
    return replace(issue, sheet=sheet, cell=cell) if placed else issue
