"""A paper whose view is built: its words are known, and its bytes are written when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.views.paper import PaperFormat

Progress = Callable[[str], None]
Writer = Callable[[], bytes]


def no_progress(words: str) -> None:
    """Tell nobody how far the making has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A paper's words and its writers.

    ``title`` is what stands at its head, ``as_at`` what it is as at in words, empty where it is of no one period.
    ``edition`` is the newest that it says it is made from, None where it names none.
    ``outline`` says in a few lines what is in it. ``view`` is what it is written from.
    """

    title: str
    as_at: str
    edition: int | None
    outline: tuple[str, ...]
    view: object = field(repr=False)
    writers: Mapping[PaperFormat, Writer] = field(repr=False)


def edition_words(named: int, moment: int) -> str:
    """Say which edition a paper names as its own, and at which it was read where that is a later one."""
    return f"Edition {named}" if named == moment else f"Edition {named}; read at edition {moment}"
