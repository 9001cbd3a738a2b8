"""What the quarterly report says beside its figures: the notices, the counts of statuses, and how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.formatting import listed, plural
from dashboard.judge.words import RAG_WORDS
from dashboard.views.council_plan.view import PlanCount, PlanRow
from dashboard.views.parts import RagChip
from dashboard.vocabulary import Rag

TITLE = "Council plan performance"
TITLE_DERIVED = "Performance by quarter"
NOTHING = "Nothing has been published yet, so there is no quarter to report on."
NOTHING_BY_THEN = "Nothing had been published by then, so there is no quarter to report on."
NO_ROWS = "The report for this quarter holds no measure of the catalogue."
DERIVED = (
    "This paper is not made from a quarterly report: each quarter is worked out from the {report} as at {month}. A "
    "quarter that is worked out is not rated and has no direction, because the targets are those of the monthly "
    "figures. How the month itself stands against its target is said in each comment."
)
UNDER_WAY = "The quarter is under way: the {report} reaches to {month}."
SUPPRESSED = (
    "Small numbers, and others that would give them away, are left out: such a figure reads “suppressed”, and nothing "
    "is rated or said of it. This is so for {measures}."
)
ABOUT_STATUS = (
    "Status holds the latest figure against its target: ● on target, ▲ within tolerance, ■ off target. It is the one "
    "that the Scorecard page shows for this report and quarter."
)
ABOUT_DIRECTION = (
    "Direction holds the latest figure beside the quarter before, and a move from one quarter to the next may be "
    "chance. The arrow shows where the number went; the word says whether that is good."
)
ABOUT_DRAFTS = (
    "Each comment is a draft worked out from the figures. Officers check it, shorten it and add the reasons, which no "
    "figure gives. “Clearly” means more than chance would give; what could be chance is said to be so."
)
ABOUT_GAPS = "A figure that was not reported is a gap with its reason, never nought."
OFF_TARGET = "Off target, one by one"
OFF_TARGET_IN_MONTH = "Off target in {month} by itself, one by one"
NONE_OFF_TARGET = "No measure that can be rated is off target."
ONE_SECTION = "Every measure"
ONCE_A_YEAR = "Once a year"
ABOUT_YEARLY = (
    "A measure told once a year has its figure under “Once a year”, with the year it is of, and none under a quarter; "
    "its direction holds it beside the year before."
)
# Said once, so that not every comment needs to say it.
UNSAID_CHANCE = (
    "Where a comment gives the figure of a year before and says no more of it, whether the change since is more than "
    "chance cannot be said."
)
NOT_RATED_DERIVED = "A quarter that is worked out from months is not rated."
# Worst first: what is off target is talked of first.
_ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_RATED, Rag.NO_TARGET, Rag.NO_FIGURE)
_MEANINGS = {
    Rag.RED: "The figure misses its target by more than the tolerance.",
    Rag.AMBER: "The figure misses its target, but within the tolerance.",
    Rag.GREEN: "The figure meets its target.",
    Rag.NOT_RATED: "It cannot be rated; its comment says why.",
    Rag.NO_TARGET: "No target is set for the year.",
    Rag.NO_FIGURE: "There is a target, but no figure for this quarter.",
}


def counts_of(rows: Sequence[PlanRow], *, is_quarterly: bool) -> tuple[PlanCount, ...]:
    """Count the statuses, worst first, those alone that any measure has.

    Of quarters that are worked out no comment says why they are not rated: it is the same for all of them.
    """
    found = Counter(row.rag.state for row in rows)
    meanings = _MEANINGS if is_quarterly else {**_MEANINGS, Rag.NOT_RATED: NOT_RATED_DERIVED}
    return tuple(
        PlanCount(rag=RagChip(state=state, word=RAG_WORDS[state]), count=found[state], words=meanings[state])
        for state in _ORDER
        if found[state]
    )


def lead_words(rows: Sequence[PlanRow]) -> str:
    """Say in a sentence how many measures can be rated, and how those stand."""
    found = Counter(row.rag.state for row in rows)
    rated = sum(count for state, count in found.items() if state.is_rated)
    if not rated:
        none = "it is not" if len(rows) == 1 else "none of them is"
        return f"{plural(len(rows), 'measure')}; {none} rated for the quarter."
    said = [f"{found[state]} {RAG_WORDS[state].lower()}" for state in _ORDER[:3] if found[state]]
    verb = "has" if rated == 1 else "have"
    return f"{rated} of {plural(len(rows), 'measure')} {verb} a figure and a target that rates it: {listed(said)}."


def suppressed_words(rows: Sequence[PlanRow]) -> Iterator[str]:
    """Say how many measures have a figure left out; nothing where none has."""
    count = sum(row.is_suppressed for row in rows)
    if count:
        yield SUPPRESSED.format(measures=plural(count, "measure"))
