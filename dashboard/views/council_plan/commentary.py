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
YEAR_SAME = "It was the same a year before."
YEAR_APART = {
    Clear.YES: "Clearly {word} than a year before ({then}).",
    Clear.NO: "No clear change on a year before ({then}).",
    Clear.CANNOT_SAY: "A year before it was {then}; whether the change is more than chance cannot be said.",
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
    """Say whether the figure differs from the one a year before by more than chance; empty where that is not known."""
    said, apart = judged.said, judged.year_on_year
    if apart is None or said.value is None:
        return ""
    if apart.redefined is not None:
        return phrases.YEAR_REDEFINED.format(since=figures.period_words(apart.redefined))
    then = figures.figure_or_counts(said, apart.value, apart.numerator, apart.denominator)
    template = YEAR_APART[apart.clear] if apart.change else YEAR_SAME
    return template.format(word=shift_of(apart.change, said.polarity), then=figures.bare(said, then))


def _moved_words(judged: Judgement) -> str:
    """Say which way the figure went since the column before; empty where there is nothing to compare with."""
    before, moved = judged.case.before, judged.direction.moved
    if before is None or before.value is None or moved is None:
        return ""
    shown = figures.figure_or_counts(judged.said, before.value, before.numerator, before.denominator)
    words = f"{figures.bare(judged.said, shown)} {figures.when(before.period, judged.said.basis)}"
    return f", {MOVES[moved].format(before=words)}"
