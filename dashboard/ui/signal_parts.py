"""The mark that says whether a figure is news: a ring with a sign of the state, and always its word.

Streamlit takes drawings out of a page's HTML, so the rings are masks of the style sheet (``styles/signal.css``): our
own small SVG, in the colour of the text about them.
"""

from __future__ import annotations

from dashboard.judge.signal import SignalState
from dashboard.ui.html import Html, element
from dashboard.views.parts import SignalMark

SIGNAL_TONES = {
    SignalState.IMPROVEMENT: "improvement",
    SignalState.CONCERN: "concern",
    SignalState.NEUTRAL_HIGH: "neutral",
    SignalState.NEUTRAL_LOW: "neutral",
}


def signal_mark(mark: SignalMark) -> Html:
    """Draw a signal as ring and word; a state that stands out has its colour."""
    tone = SIGNAL_TONES.get(mark.state, "plain")
    return element("span", _ring(mark.state), mark.word, class_=f"sc-signal sc-{tone}", title=mark.title or None)


def signal_ring(state: SignalState) -> Html:
    """Draw the ring alone, for beside a sentence that says its word."""
    return element("span", _ring(state), class_=f"sc-signal sc-{SIGNAL_TONES.get(state, 'plain')}", aria_hidden="true")


def _ring(state: SignalState) -> Html:
    return element("span", class_=f"sc-ring sc-ring-{state.value.replace('_', '-')}", aria_hidden="true")
