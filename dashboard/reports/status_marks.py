"""Each status on paper as word, shape and colour: the shapes and tones that the pages draw."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.marks import RAG_COLOURS, RAG_SHAPES, TRAVEL_ARROWS
from dashboard.charts.tokens import LIGHT
from dashboard.judge.signal import SignalState
from dashboard.views.parts import RagChip, SignalMark, TravelMark
from dashboard.vocabulary import Travel

# The shapes that the charts draw for points that stand out: a ring round a dot is better, so that it is not taken for
# the dot of "On target" beside it. Liberation Sans and Arial lack it as they lack the diamond: both are then drawn in
# DejaVu Sans or Segoe UI Symbol, to which every program turns by itself.
SIGNAL_SHAPES = {
    SignalState.IMPROVEMENT: "◉",
    SignalState.CONCERN: "◆",
    SignalState.NEUTRAL_HIGH: "▲",
    SignalState.NEUTRAL_LOW: "▼",
    SignalState.COMMON_CAUSE: "○",
}
# Of what stands out; the rest is in quiet letters.
SIGNAL_COLOURS = {
    SignalState.IMPROVEMENT: LIGHT.improvement,
    SignalState.CONCERN: LIGHT.concern,
    SignalState.NEUTRAL_HIGH: LIGHT.neutral,
    SignalState.NEUTRAL_LOW: LIGHT.neutral,
}
_TRAVEL_COLOURS = {
    Travel.IMPROVEMENT: LIGHT.improvement,
    Travel.DECLINE_WITHIN_LIMITS: LIGHT.concern,
    Travel.DECLINE_NOT_ON_TARGET: LIGHT.concern,
    Travel.INCREASE_NO_POLARITY: LIGHT.neutral,
    Travel.DECREASE_NO_POLARITY: LIGHT.neutral,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A status ready to write: its word with its shape before it, and the colours of letters, ground and edge."""

    words: str
    colour: str
    ground: str
    edge: str


def rag_mark(chip: RagChip) -> Mark:
    """Write a rating; one without a colour is plain words."""
    colour, ground = RAG_COLOURS.get(chip.state, (LIGHT.secondary, LIGHT.panel))
    return Mark(words=_shaped(RAG_SHAPES.get(chip.state, ""), chip.word), colour=colour, ground=ground, edge=ground)


def signal_mark(mark: SignalMark) -> Mark:
    """Write whether a figure is news."""
    colour = SIGNAL_COLOURS.get(mark.state, LIGHT.secondary)
    shape = SIGNAL_SHAPES.get(mark.state, "")
    return Mark(words=_shaped(shape, mark.word), colour=colour, ground=LIGHT.ground, edge=colour)


def travel_mark(mark: TravelMark) -> Mark:
    """Write a direction of travel."""
    colour = _TRAVEL_COLOURS.get(mark.state, LIGHT.secondary)
    arrow = TRAVEL_ARROWS.get(mark.moved, "") if mark.moved is not None else ""
    return Mark(words=_shaped(arrow, mark.word), colour=colour, ground=LIGHT.ground, edge=LIGHT.rule)


def _shaped(shape: str, word: str) -> str:
    return f"{shape} {word}" if shape else word
