"""The sentences of the year-end report: what a figure was, how it changed over the year, and how to read the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.formatting import listed, plural
from dashboard.judge import said_figures as figures
from dashboard.judge.clauses import rag_words
from dashboard.judge.comparing_clauses import against_one, still_to_change
from dashboard.judge.judgement import Judgement
from dashboard.judge.shift import Shift, shift_of
from dashboard.judge.verdict import Clear
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import Period
from dashboard.views.clinic.drafts import figure_words
from dashboard.vocabulary import Basis, Rag

TITLE = "Year-end performance {year}"
TITLE_IN_YEAR = "Performance so far in {year}"
NOTHING = "Nothing has been published yet, so there is no year to report on."
NOTHING_BY_THEN = "Nothing had been published by then, so there is no year to report on."
NO_FIGURES = "No measure has a figure for {year}.{known}"
YEARS_KNOWN = " The years there are: {years}."
NOTHING_MADE = "Nothing has been made."
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
MORE = "Also {why}: {names}."
MORE_WELL, MORE_WORRIED = "clearly better than before or than others", "clearly worse than before or than others"
NEXT_LEAD = "For each: who does what, by when?"
# Said once, so that not every line needs to say it.
UNSAID_CHANCE = (
    "Where nothing is said of a change, the counts behind it are not known, so it could be chance: it is no sign that "
    "anything got better or worse."
)
BETTER, WORSE = "Better than the year before", "Worse than the year before"
OTHER = "Changed, but neither high nor low is good by itself"
SAME = "No change on the year before"
NO_BEFORE = "Not held beside the year before"
NONE_BESIDE = "No measure can be held beside the year before."
NO_BEFORE_LEAD = "There is no figure of the year before, or the definition has changed since."
ABOUT = (
    "Every sentence is a draft worked out from the figures. Officers check it, shorten it and add the reasons, which "
    "no figure gives.",
    "“Clearly” means more than chance would give. A change that could be chance is called so. " + UNSAID_CHANCE,
    "What works well meets its target, or is clearly better than the year before or than others. What worries misses "
    "its target, even within tolerance, or is clearly worse. A measure that does both stands under what worries us. A "
    "gap to others that is said to be common counts neither way.",
    "Changes of percentages are in points. Each figure is held beside the one of the same kind a year earlier.",
)
CHANCE_WORDS = {
    Clear.YES: "Yes, clear",
    Clear.NO: "Could be chance",
    Clear.CANNOT_SAY: "Cannot be said",
}
# How many changes of a list are more than chance: where all are alike, and where they are not.
ALL_ALIKE = {
    Clear.YES: "{measures}, by more than chance.",
    Clear.CANNOT_SAY: "{measures}. Whether by more than chance cannot be said.",
    Clear.NO: "{measures}. It could be chance.",
}
OF_SOME = {
    Clear.YES: "{count} by more than chance",
    Clear.CANNOT_SAY: "{count} where it cannot be said whether that is chance",
    Clear.NO: "{count} where it could be chance",
}
_TAILS = {
    Clear.YES: ", clearly {word}",
    Clear.NO: ", which could be chance",
    Clear.CANNOT_SAY: "",
}
OTHER_TARGET = "Only {form}: {target}"
SUPPRESSED = "Suppressed: a small number, or one that would give another away"


def no_figures(asked: Period, known: Sequence[Period]) -> str:
    """Say that a year has no figures, and which others have: those in a row from the first to the last."""
    runs: list[list[Period]] = []
    for one in (each for each in known if each != asked):
        if runs and runs[-1][-1].shift(1) == one:
            runs[-1].append(one)
        else:
            runs.append([one])
    years = [run[0].words if len(run) == 1 else f"{run[0].words} to {run[-1].words}" for run in runs]
    return NO_FIGURES.format(year=asked.words, known=YEARS_KNOWN.format(years=listed(years)) if years else "")


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
        return "; the year before is not known"
    if apart.redefined is not None:
        return f"; not held beside the year before, because its definition changed in {apart.redefined.words}"
    then = figures.with_counts(said, apart.value, apart.numerator, apart.denominator)
    # What is not of the whole year stands beside the same day, or the same months, of the year before.
    when = figures.when(apart.period, said.basis) if said.basis is Basis.FINANCIAL_YEAR else "a year before"
    before = f"{figures.bare(said, then)} {when}"
    if not apart.change:
        return f", the same as {before}"
    way = "up" if apart.change > 0 else "down"
    tail = _TAILS[apart.clear].format(word=shift_of(apart.change, said.polarity))
    return f", {way} from {before}{tail}"


def way_of(judged: Judgement) -> Shift | None:
    """Give which way the figure went over the year; None where it stayed or cannot be held beside the year before."""
    apart = judged.year_on_year
    if apart is None or apart.redefined is not None or not apart.change:
        return None
    return shift_of(apart.change, judged.said.polarity)


def more_words(found: Iterable[Judgement], unrated: str) -> str:
    """Name the measures that a list has no room for by their rating; ``unrated`` says why those without one are in it.

    Empty where there are none.
    """
    groups: dict[Rag, list[str]] = {}
    for one in found:
        state = one.rag.state if one.rag.state.is_rated else Rag.NOT_RATED
        groups.setdefault(state, []).append(one.case.measured.name)
    said = (
        MORE.format(why=RAG_WORDS[state].lower() if state.is_rated else unrated, names=listed(groups[state]))
        for state in (Rag.RED, Rag.GREEN, Rag.NOT_RATED, Rag.AMBER)
        if state in groups
    )
    return " ".join(said)


def not_said_words(measures: Sequence[str]) -> str:
    """Count and name measures of which nothing can be said."""
    return f"{plural(len(measures), 'measure')} ({listed(measures)})."


def not_said_counts(themes: Mapping[str, int]) -> str:
    """Count measures of which nothing can be said by their themes, those with most first."""
    most = sorted(themes.items(), key=lambda one: -one[1])
    return f"{plural(sum(themes.values()), 'measure')}: {listed([f'{name} ({count})' for name, count in most])}."
