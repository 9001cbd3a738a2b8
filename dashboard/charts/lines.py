"""The looks of lines and marks that every writer shares, with Plotly and without: dashes, colours, the range's name."""

from __future__ import annotations

from dashboard.charts.tokens import Palette
from dashboard.judge.signal import SignalState

RANGE_LABEL = "Usual range"
BAND_SHARE = 0.08
# Beside their colours the comparators differ by dash: region long, neighbours dash and dot, England short.
COMPARATOR_DASHES = {"region": "12px,5px", "statistical_neighbours": "10px,4px,2px,4px", "england": "5px,4px"}


def comparator_colour(key: str, colours: Palette) -> str:
    """Give a comparator's colour; one we do not know is drawn as plain text."""
    by_key = {
        "region": colours.region,
        "statistical_neighbours": colours.statistical_neighbours,
        "england": colours.england,
    }
    return by_key.get(key, colours.secondary)


def mark_colour(state: SignalState, colours: Palette) -> str:
    """Give the colour of a state that stands out."""
    by_state = {SignalState.IMPROVEMENT: colours.improvement, SignalState.CONCERN: colours.concern}
    return by_state.get(state, colours.neutral)
