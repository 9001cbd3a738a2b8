"""The sentences of the year-end report: what a figure was, how it changed over the year, and how to read the paper."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.formatting import listed, plural
from dashboard.judge import said_figures as figures
from dashboard.judge.clauses import rag_words
from dashboard.judge.comparing_clauses import against_one, still_to_change
from dashboard.judge.judgement import Judgement
from dashboard.judge.shift import Shift, shift_of
from dashboard.judge.verdict import Clear
from dashboard.views.clinic.drafts import figure_words
from dashboard.vocabulary import Rag

TITLE = "Year-end performance {year}"
TITLE_IN_YEAR = "Performance so far in {year}"
NOTHING = "Nothing has been published yet, so there is no year to report on."
NOTHING_BY_THEN = "Nothing had been published by then, so there is no year to report on."
NO_FIGURES = "No measure has a figure for {year}."
IN_YEAR = (
    "The year {year} is not over: the figures reach to {month} and are provisional. Each is held beside the same part "
    "of the year before; nothing here says how the year will end."
)
LATER = "Read as the report for {month} stated it: none was published as at {last}."
PROVISIONAL = "{measures} provisional: the national figure is still to come."
WELL, WORRIED, NEXT = "What is working well", "What are we worried about", "What do we need to do next"
NO_WELL = "No figure shows anything that works well beyond doubt."
NO_WORRIED = "No figure shows anything to worry about."
NOT_SAID = "What cannot be said, and why"
NO_NEXT = "No figure asks for anything to be done."
MORE = "Also: {names}."
BETTER, WORSE = "Better than the year before", "Worse than the year before"
OTHER = "Changed, but neither high nor low is good by itself"
SAME = "No change on the year before"
NO_BEFORE = "Not held beside the year before"
NO_BEFORE_LEAD = "There is no figure of the year before, or the definition has changed since."
ABOUT = (
    "Every sentence is a draft worked out from the figures. Officers check it, shorten it and add the reasons, which "
    "no figure gives.",
    "“Clearly” means more than chance would give. Where a change could be chance, or that cannot be said because the "
    "counts behind a figure are not known, the paper says so: such a change is no sign that anything got better or "
    "worse.",
    "What works well meets its target, or is clearly better than the year before or than others. What worries misses "
    "its target, or is clearly worse. A measure that does both stands under what worries us.",
    "Changes of percentages are in points. Each figure is held beside the one of the same kind a year earlier.",
)
CHANCE_WORDS = {
    Clear.YES: "Yes, clear",
    Clear.NO: "Could be chance",
    Clear.CANNOT_SAY: "Cannot be said",
}
_TAILS = {
    Clear.YES: "clearly {word}",
    Clear.NO: "which could be chance",
    Clear.CANNOT_SAY: "but whether that is chance cannot be said",
}
OTHER_TARGET = "None for the year; {form}: {target}"
SUPPRESSED = "Suppressed: a small number, or one that would give another away"


def year_words(judged: Judgement) -> str:
    """Say a measure's year: "86.4% in 2016/17, up from 80.2% in 2015/16, clearly better. Off target (90% or more)."."""
    said = judged.said
    sentences = (
        f"{figure_words(said)} {figures.when(said.period, said.basis)}{change_words(judged)}.",
        rag_words(said) if said.rag is not Rag.NO_TARGET else "",
        against_one(said),
        *still_to_change(said),
    )
    return " ".join(one for one in sentences if one)


def change_words(judged: Judgement) -> str:
    """Say how the figure changed over the year and whether that is more than chance, as the end of a sentence."""
    said, apart = judged.said, judged.year_on_year
    if apart is None:
        return "; there is no figure of the year before"
    if apart.redefined is not None:
        return f"; not held beside the year before, because its definition changed in {apart.redefined.words}"
    then = figures.with_counts(said, apart.value, apart.numerator, apart.denominator)
    before = f"{figures.bare(said, then)} {figures.when(apart.period, said.basis)}"
    if not apart.change:
        return f", the same as {before}"
    way = "up" if apart.change > 0 else "down"
    tail = _TAILS[apart.clear].format(word=shift_of(apart.change, said.polarity))
    return f", {way} from {before}, {tail}"


def way_of(judged: Judgement) -> Shift | None:
    """Give which way the figure went over the year; None where it stayed or cannot be held beside the year before."""
    apart = judged.year_on_year
    if apart is None or apart.redefined is not None or not apart.change:
        return None
    return shift_of(apart.change, judged.said.polarity)


def names_words(names: Sequence[str]) -> str:
    """Name the measures that a list has no room for; empty where there are none."""
    return MORE.format(names=listed(names)) if names else ""


def not_said_words(measures: Sequence[str]) -> str:
    """Count and name measures of which nothing can be said."""
    return f"{plural(len(measures), 'measure')} ({listed(measures)})."
