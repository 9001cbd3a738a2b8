"""Whether a figure is news, in a word or two: "Getting worse", "No real change", "Too early to tell"."""

from __future__ import annotations

from dashboard.formatting import capital
from dashboard.judge import phrases
from dashboard.judge.clauses import STATE_WORDS
from dashboard.judge.judgement import Judgement
from dashboard.judge.separate import Derivation
from dashboard.judge.signal import Signal, SignalState, state_of
from dashboard.judge.xmr import Rule
from dashboard.views.parts import SignalMark
from dashboard.vocabulary import Polarity

_QUIET_WORDS = {
    SignalState.COMMON_CAUSE: "No real change",
    SignalState.TOO_EARLY: "Too early to tell",
    SignalState.NOT_JUDGED: "Not judged",
    SignalState.NO_FIGURE: "No figure",
}
# A stock that falls by its usual step each month does change.
NO_UNUSUAL_CHANGE = "No unusual change"
BY_REVISION_WORDS = "Revised, not new"
_JUDGED_GOOD = ("better", "worse")
# The mark of a series without any figure.
NO_SIGNAL = SignalMark(state=SignalState.NO_FIGURE, word=_QUIET_WORDS[SignalState.NO_FIGURE])


def signal_mark_of(judgement: Judgement) -> SignalMark:
    """Give the mark of a judgement's signal; its title is the sentence for members."""
    signal = judgement.signal
    word = signal_word(signal)
    if judgement.is_by_revision and signal.state in STATE_WORDS:
        word = BY_REVISION_WORDS
    return SignalMark(state=signal.state, word=word, title=judgement.members)


def signal_word(signal: Signal) -> str:
    """Say the latest point's state in a word or two."""
    if signal.state is SignalState.COMMON_CAUSE and signal.derivation is Derivation.NET_CHANGE:
        return NO_UNUSUAL_CHANGE
    if signal.state in _QUIET_WORDS:
        return _QUIET_WORDS[signal.state]
    return _standing_out(signal.state, signal.rule)


def rule_word(rule: Rule, polarity: Polarity) -> str:
    """Say how a point of the chart stands out: "Worse than usual", "Going up"."""
    return _standing_out(state_of(rule, polarity), rule)


def _standing_out(state: SignalState, rule: Rule | None) -> str:
    word = STATE_WORDS[state]
    kind = (rule or "outside_").rpartition("_")[0]
    openings = phrases.OPENINGS if word in _JUDGED_GOOD else phrases.PLAIN_OPENINGS
    return openings[kind].format(word=word, Word=capital(word), going=phrases.GOING.get(word, ""))
