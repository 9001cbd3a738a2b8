"""Draft a comment on one measure: its figure, how it moved, its target, a year ago and a comparator, in that order."""

from __future__ import annotations

from dashboard.formatting import capital
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.clauses import STATE_WORDS, rag_words, verdict_words
from dashboard.judge.comparing_clauses import against_one, still_to_change
from dashboard.judge.judgement import Judgement
from dashboard.judge.shift import shift_of
from dashboard.judge.verdict import Clear
from dashboard.views.clinic.drafts import figure_words

MOVES = {1: "up from {before}", -1: "down from {before}", 0: "the same as {before}"}
YEAR_SAME = "It was the same {when}."
# The month is named: a column of the year before may hold another figure than that of its last month.
YEAR_APART = {
    Clear.YES: "Clearly {word} than {when} ({then}).",
    Clear.NO: "{When} it was {then}; the change since could be chance.",
    Clear.CANNOT_SAY: "{When} it was {then}.",
}
# Where the figure of the year before has been said already, as the one that this moved from.
YEAR_APART_SAID = {
    Clear.YES: "Clearly {word} than {when}.",
    Clear.NO: "The change could be chance.",
    Clear.CANNOT_SAY: "",
}


def draft_comment(judged: Judgement) -> str:
    """Say what the judgement says of the figure; every better or worse names its comparator and period."""
    said = judged.said
    if said.value is None or judged.is_of_few_cases:
        return judged.members
    sentences = (
        f"{capital(figure_words(said))} {figures.when(said.period, said.basis)}{_moved_words(judged)}.",
        rag_words(said),
        verdict_words(said) if said.signal.state in STATE_WORDS else "",
        year_words(judged),
        against_one(said),
        *still_to_change(said),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def year_words(judged: Judgement) -> str:
    """Say the figure of a year before with its period, and whether the change is more than chance where that is known.

    Empty where there is none, and where there is nothing left to say of it.
    """
    said, apart = judged.said, judged.year_on_year
    if apart is None or said.value is None:
        return ""
    if apart.redefined is not None:
        return phrases.YEAR_REDEFINED.format(since=figures.period_words(apart.redefined))
    then = figures.figure_or_counts(said, apart.value, apart.numerator, apart.denominator)
    is_said = _is_since_a_year(judged)
    same = "" if is_said else YEAR_SAME
    template = (YEAR_APART_SAID if is_said else YEAR_APART)[apart.clear] if apart.change else same
    when = figures.when(apart.period, said.basis)
    word = shift_of(apart.change, said.polarity)
    return template.format(word=word, then=figures.bare(said, then), when=when, When=capital(when))


def is_chance_unsaid(judged: Judgement) -> bool:
    """Tell a change over a year of which the comment cannot say whether it is more than chance."""
    apart = judged.year_on_year
    if apart is None or apart.redefined is not None or judged.said.value is None or judged.is_of_few_cases:
        return False
    return apart.clear is Clear.CANNOT_SAY and bool(apart.change)


def _is_since_a_year(judged: Judgement) -> bool:
    """Tell whether the figure that this one moved from is that of a year before."""
    before, apart = judged.case.before, judged.year_on_year
    is_said = before is not None and before.value is not None and judged.direction.moved is not None
    return is_said and apart is not None and before is not None and before.period == apart.period


def _moved_words(judged: Judgement) -> str:
    """Say which way the figure went since the column before; empty where there is nothing to compare with."""
    before, moved = judged.case.before, judged.direction.moved
    if before is None or before.value is None or moved is None:
        return ""
    shown = figures.figure_or_counts(judged.said, before.value, before.numerator, before.denominator)
    words = f"{figures.bare(judged.said, shown)} {figures.when(before.period, judged.said.basis)}"
    return f", {MOVES[moved].format(before=words)}"
