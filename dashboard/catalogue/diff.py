"""Unified diffs of one file: made so that `git apply` takes them, and applied with every line checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from dashboard.catalogue.edit import newline_of
from dashboard.errors import CatalogueError
from dashboard.issues import Issue

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@(?: - id: (\S+))?")
# Many measures have the same lines in the same order: the id of the entry tells where a part of a patch belongs.
_ENTRY = re.compile(r"\s*- +\{?\s*id: *[\"']?([^,}\s\"']+)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\\ No newline at end of file"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hunk:
    """Lines as they were and as they shall be, the line at which they stood, and the entry they belong to.

    ``lead`` counts the lines before the first that changes.
    """

    first: int
    lead: int
    entry: str
    before: list[str]
    after: list[str]


def unified_diff(old: str, new: str, name: str) -> str:
    """Write the change of one file as a unified diff, the entry's id over each part; empty where nothing changes."""
    before = _LINE.findall(old)
    lines = list(difflib.unified_diff(before, _LINE.findall(new), f"a/{name}", f"b/{name}"))
    for place, line in enumerate(lines):
        if found := _HUNK.match(line):
            lead = next(count for count, one in enumerate(lines[place + 1 :]) if one[0] != " ")
            entry = _entry_at(before, int(found[1]) - 1 + lead)
            lines[place] = f"{line.rstrip()} - id: {entry}\n" if entry else line
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}\n" for line in lines)


def apply_diff(text: str, diff: str, name: str) -> str:
    """Apply a unified diff of the file ``name``.

    A part that says whose entry it is of may have moved up or down with it; any other must stand where it stood.

    Raises:
        CatalogueError: when the diff cannot be read, is of another file, or does not fit the text any more.
    """
    lines = _LINE.findall(text)
    hunks = _read(diff, name, newline_of(text))
    moved = 0
    for hunk in hunks:
        at = _find(lines, hunk, moved)
        lines[at : at + len(hunk.before)] = hunk.after
        moved = at - hunk.first + len(hunk.after) - len(hunk.before)
    return "".join(lines)


def _read(diff: str, name: str, newline: str) -> list[_Hunk]:
    lines = _diff_lines(diff, newline)
    heads = [place for place, line in enumerate(lines) if line.startswith("--- ")]
    first = next(
        (place for place in heads if lines[place + 1 : place + 2] and lines[place + 1].startswith("+++ ")), None
    )
    if first is None:
        raise _unreadable("This is no patch: it has no line that begins with '---'.")
    named = PurePath(lines[first + 1].removeprefix("+++ ").split("\t")[0].strip()).name
    if named != name:
        raise _unreadable(f"This patch is of {named}, not of {name}.")
    hunks = list(_hunks(iter(lines[first + 2 :])))
    if not hunks:
        raise _unreadable("This patch changes nothing.")
    return hunks


def _diff_lines(diff: str, newline: str) -> list[str]:
    """List a diff's lines with the line ends of the file it is for; a file's last line may have none."""
    lines: list[str] = []
    for line in _LINE.findall(diff):
        if line.startswith("\\") and lines:
            lines[-1] = lines[-1].rstrip("\r\n")
        else:
            lines.append(line.rstrip("\r\n") + newline)
    return lines


def _hunks(lines: Iterator[str]) -> Iterator[_Hunk]:
    for line in lines:
        found = _HUNK.match(line)
        if found is None:
            if line.startswith("--- ") or line.strip():
                raise _unreadable("This patch has lines that belong to no change of the catalogue.")
            continue
        yield _hunk(lines, int(found[1]), int(found[2] or 1), int(found[3] or 1), found[4] or "")


def _hunk(lines: Iterator[str], first: int, before: int, after: int, entry: str) -> _Hunk:
    old: list[str] = []
    new: list[str] = []
    lead: int | None = None
    while len(old) < before or len(new) < after:
        line = next(lines, None)
        if line is None or line[0] not in " +-\n\r":
            raise _unreadable("This patch is cut off or was changed by hand.")
        words = line[1:] if line[0] in " +-" else line
        if line[0] in "+-" and lead is None:
            lead = len(old)
        if line[0] != "+":
            old.append(words)
        if line[0] != "-":
            new.append(words)
    if len(old) != before or len(new) != after:
        raise _unreadable("This patch is cut off or was changed by hand.")
    # An empty old side stands behind its line, any other at it.
    return _Hunk(first=first - 1 if before else first, lead=lead or 0, entry=entry, before=old, after=new)


def _find(lines: list[str], hunk: _Hunk, moved: int) -> int:
    """Find where a hunk's old lines stand: where it says, else the one place of its own entry."""
    expected = hunk.first + moved
    if _stands(lines, hunk, hunk.before, expected):
        return expected
    if any(_stands(lines, hunk, hunk.after, at) for at in range(len(lines))):
        what = "The catalogue holds this change already."
        raise CatalogueError(what, (Issue(code="patch-does-not-fit", what=what),))
    places = [at for at in range(len(lines)) if hunk.entry and _stands(lines, hunk, hunk.before, at)]
    if len(places) != 1:
        what = "The catalogue has been changed in this place since the patch was made."
        raise CatalogueError(what, (Issue(code="patch-does-not-fit", what=what),))
    return places[0]


def _stands(lines: list[str], hunk: _Hunk, part: list[str], at: int) -> bool:
    if not 0 <= at <= len(lines) or lines[at : at + len(part)] != part:
        return False
    return not hunk.entry or _entry_at(lines, at + hunk.lead) == hunk.entry


def _entry_at(lines: list[str], at: int) -> str:
    """Give the id of the entry that a line belongs to, empty before the first."""
    above = lines[at::-1] if at < len(lines) else lines[::-1]
    return next((found[1] for line in above if (found := _ENTRY.match(line))), "")


def _unreadable(what: str) -> CatalogueError:
    return CatalogueError(what, (Issue(code="patch-unreadable", what=what),))
