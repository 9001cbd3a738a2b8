"""The views of the page of published statistics: what is loaded, and what a file in hand would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.views.scorecard import Choice
from dashboard.views.upload import AddedLine, ChangeLine, UploadView

# Groups of areas: ours and our neighbours, our region and England, everybody.
NEAR, WIDER, ALL_AREAS = "near", "wider", "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedLine:
    """One kind of published file that is loaded: its newest edition, and what is expected next."""

    title: str
    newest: str
    edition: int
    published: str
    figures: str
    next_words: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedView:
    """What is loaded of published statistics, and the titles of what could be and is not."""

    lines: tuple[LoadedLine, ...]
    not_loaded: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestatedLine:
    """One figure of the past that would read otherwise; ``group`` is one of the places to choose among."""

    group: str
    words: ChangeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """The preview of one published file.

    ``upload`` holds what every upload has: the verdict, what was read, the issues, the counts. ``told`` are sentences
    on what the file holds. ``restated`` are figures of the past, ours and our neighbours' first; ``restated_count``
    counts them all, as only the first are listed. ``places`` are the groups of areas to choose among. ``known_day`` is
    the day of publication as far as it is known, and ``known_how`` how. ``is_list`` marks a list of neighbours, of
    which the month and the first year it serves may be said.
    """

    upload: UploadView
    told: tuple[str, ...] = ()
    added: tuple[AddedLine, ...] = ()
    filled: tuple[AddedLine, ...] = ()
    restated: tuple[RestatedLine, ...] = ()
    restated_count: int = 0
    places: tuple[Choice, ...] = ()
    known_day: date | None = None
    known_how: str = ""
    is_list: bool = False
    has_figures: bool = True
