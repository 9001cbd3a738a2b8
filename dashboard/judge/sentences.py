"""Judgements in plain English: a short sentence for councillors, a fuller one for heads of service.

Templates stand in ``phrases.py``, the writing of figures in ``said_figures.py``. A figure of very few cases is said as
counts, a missing one as missing; where there is no better direction nothing is called better or worse.
Source of the wording: statistics.md §8.
"""

from __future__ import annotations

from dashboard.formatting import BASIS_WORDS, MISSING_WORDS, plural
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.clauses import is_judged, level_words, target_words, verdict_words
from dashboard.judge.comparing_clauses import (
    against_others,
    against_year_ago,
    change_words,
    still_to_change,
    year_ahead_words,
)
from dashboard.judge.stand_out import expected_by_chance
from dashboard.judge.to_say import ToSay
from dashboard.vocabulary import Missing


def member_sentence(said: ToSay) -> str:
    """Say a judgement to councillors: whether it is news, and what it means for the target."""
    if said.value is None:
        return _no_figure(said)
    if figures.is_too_few(said, said.denominator):
        return _joined(_too_few(said), *still_to_change(said))
    instead = (against_year_ago(said, with_counts=False), year_ahead_words(said))
    standing = target_words(said) if is_judged(said) else instead
    return _joined(verdict_words(said), *standing, *against_others(said), *still_to_change(said))


def heads_sentence(said: ToSay) -> str:
    """Say a judgement to heads of service: the figure with its counts, and everything it was judged by."""
    opening = f"{said.name}, {said.period.words} ({BASIS_WORDS[said.basis]})"
    if said.value is None:
        return f"{opening}: {_no_figure(said)}"
    if figures.is_too_few(said, said.denominator):
        return _joined(f"{opening}: {_too_few(said)}", *still_to_change(said))
    shown = figures.with_counts(said, said.value, said.numerator, said.denominator)
    return _joined(
        f"{opening}: {shown}.",
        verdict_words(said),
        level_words(said),
        *target_words(said, with_rag=True),
        against_year_ago(said, with_counts=True),
        change_words(said),
        year_ahead_words(said),
        *against_others(said),
        *still_to_change(said),
    )


def chance_sentence(indicators: int) -> str:
    """Say how many of so many judged indicators are marked although nothing changed."""
    number = expected_by_chance(indicators)
    template = phrases.BY_CHANCE if number else phrases.HARDLY_BY_CHANCE
    return template.format(indicators=plural(indicators, "indicator"), number=number)


def _no_figure(said: ToSay) -> str:
    reason = said.missing or Missing.NO_FIGURE
    why = "" if reason is Missing.NO_FIGURE else f": {MISSING_WORDS[reason]}"
    return phrases.NO_FIGURE.format(period=said.period.words, why=why)


def _too_few(said: ToSay) -> str:
    return phrases.TOO_FEW.format(counts=figures.counts_words(said))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
