"""The parts that views are made of: a figure, a status, a direction, each with its words."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.judge.signal import SignalState
from dashboard.vocabulary import Missing, Rag, Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCell:
    """One figure ready to show.

    ``text`` is the formatted number or the words for its absence; ``missing`` tells which. ``title`` is said on
    hovering, such as "July 2019: 20.4%, restated: 20.1% in edition 3 (issued …), then 20.4% since edition 9 (issued
    …)". ``restated_from`` is the figure that stood before, empty where none was restated; ``restated_here`` tells that
    it was the edition shown that restated it. ``history`` says all that was stated. ``new`` marks the edition's own
    latest month.
    """

    text: str
    missing: Missing | None = None
    title: str = ""
    restated_from: str = ""
    restated_here: bool = False
    history: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RagChip:
    """A figure against its target: state and word; colour and shape are added where it is drawn."""

    state: Rag
    word: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelMark:
    """Direction of travel: state, words, and where the number itself went (-1 down, 0 level, 1 up, None unknown)."""

    state: Travel
    word: str
    moved: int | None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalMark:
    """Whether a figure is news: state and word; the ring and its sign are added where it is drawn.

    ``title`` is said on hovering.
    """

    state: SignalState
    word: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """Which edition is shown, said in one line: "Edition 12 · October 2019, issue 2 · issued 21 November 2019"."""

    number: int | None
    words: str
    notice: str = ""
