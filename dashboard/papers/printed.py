"""Which edition a paper itself prints: the number that its file is named by, and what the list says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dashboard.views.paper import PaperKind

# "Edition 14 · March 2020, issue 1", "Editions 12, 14 and 15 · …", "Edition 14: Social care scorecard, …".
_NAMED = re.compile(r"Editions? (\d+(?:(?:, | and )\d+)*)")
# "14 (Social care scorecard, March 2020), issued 22 April 2020; 15 (…", beside the word "Editions".
_LISTED = re.compile(r"(?:^|; )(\d+)(?= \(|$)")
_IN_NAME = re.compile(r"-edition-(\d+)(?:-[a-z]+)?\.[a-z]+$")


def printed_edition(kind: PaperKind, view: object) -> int | None:
    """Give the highest edition that a paper says it is made from; None where it names none."""
    return max(_PRINTED[kind](view), default=None)


def edition_in(filename: str) -> int | None:
    """Read the edition back from the name that a paper was given; None where it carries none."""
    found = _IN_NAME.search(filename)
    return int(found[1]) if found else None


def edition_words(printed: int, moment: int) -> str:
    """Say which edition a paper prints, and at which it was read where that is a later one."""
    return f"Edition {printed}" if printed == moment else f"Edition {printed}; read at edition {moment}"


def _named(lines: Iterable[str]) -> list[int]:
    """Find the editions that lines of words begin with."""
    found = (match[1] for line in lines if (match := _NAMED.match(line)))
    return [int(number) for numbers in found for number in re.findall(r"\d+", numbers)]


def _beside(lines: Iterable[tuple[str, str]]) -> list[int]:
    """Find the editions that stand beside the word in a paper's head."""
    found = (words for label, words in lines if label in ("Edition", "Editions"))
    return [int(number) for words in found for number in _LISTED.findall(words)]


# Each kind has a view of its own; what they have alike is that they name their editions in words.
_PRINTED: Mapping[PaperKind, Callable[[Any], list[int]]] = {
    PaperKind.TRACKER: lambda view: _named([view.edition]),
    PaperKind.SCORECARD: lambda view: _beside(view.details),
    PaperKind.COUNCIL_PLAN: lambda view: _beside(view.head.lines),
    PaperKind.YEAR_END: lambda view: _beside(view.head.lines),
    PaperKind.CLINIC: lambda view: _named(words for _, words in view.header),
    PaperKind.BRIEFING: lambda view: _named(view.editions),
    PaperKind.DAILY: lambda view: _named(view.editions),
}
