"""The statuses of the indicator page: each is the judgement's, put in a chip, a mark or a sentence."""

from __future__ import annotations

from dashboard.formatting import capital, format_figure, uncapital
from dashboard.judge.judgement import Judgement
from dashboard.judge.said_figures import figure_or_counts
from dashboard.judge.signal import SignalState
from dashboard.judge.words import RAG_WORDS
from dashboard.views.figures import NO_DIRECTION, travel_mark
from dashboard.views.parts import RagChip, SignalMark, TravelMark
from dashboard.views.signal_words import NO_SIGNAL, signal_mark_of, signal_word
from dashboard.vocabulary import Rag


def rag_of(judgement: Judgement | None) -> RagChip:
    """Give the chip of the latest figure's rating."""
    if judgement is None:
        return RagChip(state=Rag.NO_TARGET, word=RAG_WORDS[Rag.NO_TARGET])
    rag = judgement.rag
    return RagChip(state=rag.state, word=RAG_WORDS[rag.state], title=capital(rag.target))


def travel_of(judgement: Judgement | None) -> TravelMark:
    """Give the mark of the direction of travel."""
    if judgement is None:
        return travel_mark(NO_DIRECTION, Rag.NO_TARGET)
    return travel_mark(judgement.direction, judgement.rag.state)


def since_words(judgement: Judgement | None) -> str:
    """Say which figure the direction is since: "From 20.9% in February 2020"."""
    before = judgement.case.before if judgement else None
    if judgement is None or before is None or before.value is None or judgement.direction.moved is None:
        return ""
    measured = judgement.case.measured
    return f"From {format_figure(before.value, measured.unit, measured.decimals)} in {before.period.words}"


def signal_of(judgement: Judgement | None) -> SignalMark:
    """Give the mark that says whether the latest figure is news."""
    return NO_SIGNAL if judgement is None else signal_mark_of(judgement)


def target_sentence(judgement: Judgement | None) -> str:
    """Say the year's target: "Target 2019/20: below 22%"; words of a target in words stay as they were set."""
    target = judgement.case.target if judgement else None
    if judgement is None or target is None or not judgement.rag.target:
        return RAG_WORDS[Rag.NO_TARGET]
    words = judgement.rag.target
    quoted = f"“{words}”" if target.text else uncapital(words)
    why_not = f" ({judgement.rag.reason})" if judgement.rag.state is Rag.NOT_RATED and not target.text else ""
    return f"Target {target.year}: {quoted}{why_not}"


def rating_words(report: str, judgement: Judgement) -> str:
    """Say how another report rates the same figure by its own target: "Council plan: off target (fewer than 85)"."""
    rag = judgement.rag
    return f"{report}: {uncapital(RAG_WORDS[rag.state])} ({uncapital(rag.target)})"


def finding_words(name: str, judgement: Judgement | None) -> str:
    """State what the latest figure is: how much, against its target, and whether it is news."""
    if judgement is None:
        return f"{name}: no figures yet"
    latest, measured = judgement.case.latest, judgement.case.measured
    if latest.value is None:
        return f"{name}: no figure for {latest.period.words}"
    words = figure_or_counts(measured, latest.value, latest.numerator, latest.denominator)
    rag = judgement.rag.state
    said = f", {RAG_WORDS[rag].lower()}" if rag.is_rated else ""
    is_said = judgement.signal.state is not SignalState.NOT_JUDGED
    news = f"; {signal_word(judgement.signal).lower()}" if is_said else ""
    return f"{name}: {words} in {latest.period.words}{said}{news}"
