"""Load and save ``layouts.yaml``, the words of this council's sheets, as strictly as the catalogue itself."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from dashboard.catalogue.edit import Entry, add_item, child, compose, insert_all, newline_of, quoted
from dashboard.catalogue.faults import Fault, find_schema_faults
from dashboard.catalogue.files import read_text, write_text
from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.catalogue.load import check_yaml
from dashboard.catalogue.wording import did_you_mean
from dashboard.errors import CatalogueError
from dashboard.issues import Issue
from dashboard.plain_text import plain_characters
from dashboard.vocabulary import ReportId

NEW_FILE = """\
# Words of our own sheets that the built-in layouts do not know, and what they mean.
#
# The Upload page adds the headings that officers map there. Every key is explained in docs/reference/layouts.md;
# `scorecard catalogue check` checks this file too.

"""
# Two officers who save at one time in one process: the second builds on what the first wrote.
_SAVING = threading.Lock()


def load_layout_book(path: Path, reports: Collection[str] | None = None) -> LayoutBook:
    """Read and check ``layouts.yaml``; where there is no such file the book is empty.

    ``reports`` are the ids that an entry may name; None leaves that unchecked.

    Raises:
        CatalogueError: with one issue for every fault found, each with file and line.
    """
    if not path.exists():
        return LayoutBook()
    book, issues = check_layout_book(read_text(path), str(path), reports)
    if book is None or issues:
        raise CatalogueError(f"{path} has {len(issues)} fault{'s' if len(issues) != 1 else ''}.", tuple(issues))
    return book


def check_layout_book(
    text: str, file: str, reports: Collection[str] | None = None
) -> tuple[LayoutBook | None, list[Issue]]:
    """Check the text of a ``layouts.yaml`` and list its faults; a text of comments alone is an empty book."""
    if not _has_keys(text):
        return LayoutBook(), []

    def check(data: dict[str, Any]) -> tuple[LayoutBook | None, list[Fault]]:
        book, faults = find_schema_faults(LayoutBook, data)
        return book, [*faults, *(_inner_faults(book, reports) if book is not None else ())]

    return check_yaml(text, file, check)


def save_headings(path: Path, entries: Sequence[HeadingEntry], reports: Collection[str] | None = None) -> LayoutBook:
    """Add headings to the file, whose comments and order stay, and give the book as it is now.

    Raises:
        CatalogueError: when the file has faults, holds one of the headings already, or cannot be written.
    """
    with _SAVING:
        old = read_text(path) if path.exists() else None
        if old is not None:
            load_layout_book(path, reports)
        new = _with_headings(old if old is not None else NEW_FILE, entries)
        book, issues = check_layout_book(new, str(path), reports)
        if book is None or issues:
            raise CatalogueError("These headings cannot be saved.", tuple(issues))
        write_text(path, new, instead_of=old)
    return book


def heading_key(heading: str) -> str:
    """Reduce a heading to what decides whether two are the same: capitals, spaces and kinds of dash do not count."""
    return " ".join(plain_characters(heading).split()).casefold()


def _has_keys(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.lstrip("\ufeff").splitlines())


def _inner_faults(book: LayoutBook, reports: Collection[str] | None) -> Iterator[Fault]:
    seen: dict[tuple[str, ReportId | None], int] = {}
    for position, entry in enumerate(book.headings):
        path = ("headings", position)
        first = seen.setdefault((heading_key(entry.heading), entry.report), position)
        if first != position:
            what = f"The heading {entry.heading!r} stands twice for the same report."
            yield Fault(path=(*path, "heading"), what=what)
        if reports is not None and entry.report is not None and entry.report not in reports:
            what = f"Report {entry.report!r} is not declared under reports in the catalogue."
            yield Fault(path=(*path, "report"), what=what, hint=did_you_mean(entry.report, reports))


def _with_headings(text: str, entries: Sequence[HeadingEntry]) -> str:
    for entry in entries:
        listed = child(compose(text), "headings") if _has_keys(text) else None
        if isinstance(listed, yaml.SequenceNode):
            text = insert_all(text, add_item(text, listed, _written(entry)))
        else:
            text = _with_first_heading(text, entry)
    return text


def _with_first_heading(text: str, entry: HeadingEntry) -> str:
    newline = newline_of(text)
    lead = "" if not text or text.endswith("\n") else newline
    # The item is written as the list's own style will be read again: in lines, with a hyphen before each.
    lines = [f"{'  - ' if place == 0 else '    '}{line}" for place, line in enumerate(_lines(entry))]
    return text + lead + newline.join(["headings:", *lines]) + newline


def _lines(entry: HeadingEntry) -> list[str]:
    return [f"{key}: {value}" for key, value in _written(entry).items()]


def _written(entry: HeadingEntry) -> dict[str, Entry]:
    """Write an entry's keys as YAML, those left out that say nothing."""
    written: dict[str, Entry] = {"heading": quoted(entry.heading), "role": quoted(str(entry.role))}
    if entry.area is not None:
        written["area"] = quoted(str(entry.area))
    if entry.months_before is not None:
        written["months_before"] = str(entry.months_before)
    if entry.report is not None:
        written["report"] = str(entry.report)
    if entry.added_by:
        written["added_by"] = quoted(entry.added_by)
    if entry.added_on is not None:
        written["added_on"] = entry.added_on.isoformat()
    return written
