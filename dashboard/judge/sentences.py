"""Judgements in plain English: a short sentence for councillors, a fuller one for heads of service.

Templates stand in ``phrases.py``, the writing of figures in ``said_figures.py``. A figure of very few cases is said as
counts, a missing one as missing; where there is no better direction nothing is called better or worse.
Source of the wording: statistics.md §8.
"""

from __future__ import annotations

from dashboard.formatting import BASIS_WORDS, MISSING_WORDS, plural
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.clauses import (
    brief_verdict,
    is_not_judged_by_form,
    is_unsettled,
    is_usual_change,
    level_words,
    names_target,
    rag_words,
    says_figure,
    says_target,
    target_words,
    verdict_words,
)
from dashboard.judge.comparing_clauses import (
    against_one,
    against_year_ago,
    change_words,
    course_words,
    has_year_ago,
    still_to_change,
    year_ahead_words,
    year_before_words,
)
from dashboard.judge.overall import all_words, scatter_words
from dashboard.judge.signal import SignalState
from dashboard.judge.stand_out import expected_by_chance
from dashboard.judge.to_say import ToSay
from dashboard.vocabulary import Basis, Missing, Rag


def member_sentence(said: ToSay) -> str:
    """Say a judgement to councillors in one short reading.

    Whether it is news, what that means for the target, beside whom we stand, and what may still change.
    """
    if said.value is None:
        return _no_figure(said)
    if figures.is_too_few(said, said.denominator):
        return _joined(_too_few(said), *still_to_change(said))
    return _joined(*_news(said), _for_the_target(said), against_one(said), *still_to_change(said))


def heads_sentence(said: ToSay) -> str:
    """Say a judgement to heads of service: the figure with its counts, and everything it was judged by."""
    form = BASIS_WORDS[said.basis]
    if said.value is None:
        return f"{said.name} ({form}). {_no_figure(said)}"
    opening = f"{said.name}, {said.period.words} ({form})"
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
        course_words(said),
        *all_words(said, said.comparisons, polarity=said.polarity, judged=said.period),
        scatter_words(said.comparisons),
        *still_to_change(said),
    )


def chance_sentence(measures: int) -> str:
    """Say how many of so many judged measures are marked although nothing changed."""
    number = expected_by_chance(measures)
    template = phrases.BY_CHANCE if number else phrases.HARDLY_BY_CHANCE
    return template.format(measures=plural(measures, "measure"), number=number)


def _news(said: ToSay) -> tuple[str, ...]:
    """Say whether the figure is news, and the figure itself where that does not hold it."""
    verdict = brief_verdict(said)
    if says_figure(said):
        return (verdict, year_before_words(said) if is_usual_change(said) else "")
    year_ago = against_year_ago(said, with_counts=False)
    if said.signal.state is SignalState.NOT_JUDGED and has_year_ago(said):
        # Beside a year ago the form is not what is new: the mark says that it is not judged.
        return (year_ago, "" if is_not_judged_by_form(said) else verdict)
    return (phrases.THE_FIGURE.format(figure=figures.the_figure(said)), verdict, year_ago)


def _for_the_target(said: ToSay) -> str:
    """Give the one sentence on the target that tells most; none where the verdict has said it."""
    if says_target(said):
        return ""
    has_target = said.rag is not Rag.NO_TARGET
    rated = rag_words(said, with_target=not names_target(said)) if has_target else ""
    ahead = year_ahead_words(said, with_so_far=False)
    # Of the year so far, what the rest of the year must bring tells more than how single months lie.
    first = ahead if said.basis is Basis.YEAR_TO_DATE else ""
    # Where the usual range no longer holds, what it meant for the target does not either.
    lies = (rated,) if is_unsettled(said) else target_words(said)
    sentences = (first, *lies, ahead, course_words(said), rated)
    return next((sentence for sentence in sentences if sentence), "")


def _no_figure(said: ToSay) -> str:
    reason = said.missing or Missing.NO_FIGURE
    why = "" if reason is Missing.NO_FIGURE else f": {phrases.WHY_NO_FIGURE.get(reason, MISSING_WORDS[reason])}"
    return phrases.NO_FIGURE.format(period=figures.period_words(said.period), why=why)


def _too_few(said: ToSay) -> str:
    return phrases.TOO_FEW.format(counts=figures.counts_words(said), when=figures.when(said.period, said.basis))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
