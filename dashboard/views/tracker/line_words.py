"""Words of one measure's line that the page and the paper share: what it measures, and what of it was revised."""

from __future__ import annotations

from dashboard.formatting import POLARITY_WORDS, capital
from dashboard.views.tracker.view import TrackerLine
from dashboard.vocabulary import Polarity

# Councillors were not certain whether greater meant better, so each line says it.
GOOD_WAYS = {
    POLARITY_WORDS[Polarity.HIGHER_IS_BETTER]: "higher is better",
    POLARITY_WORDS[Polarity.LOWER_IS_BETTER]: "lower is better",
    POLARITY_WORDS[Polarity.CLOSE_TO_TARGET]: "closest to the target is best",
    POLARITY_WORDS[Polarity.NO_POLARITY]: "neither high nor low is good in itself",
}
# More revised figures of one measure than these are counted.
REVISIONS_TOLD = 2
# The figure carries this sign itself.
PER_CENT = "%"


def about_line(line: TrackerLine) -> str:
    """Say what one figure covers, and which way is good: "In the month · higher is better"."""
    unit = "" if line.unit_words == PER_CENT else line.unit_words
    return capital(
        " · ".join(part for part in (unit, line.basis_words, GOOD_WAYS.get(line.good_is, line.good_is)) if part)
    )


def revised_words(line: TrackerLine) -> str:
    """Say the latest figures revised, the others counted: the list of what changed has them; empty without any."""
    said = [f"{one.period} reads {one.new}, was {one.old}" for one in line.revisions[:REVISIONS_TOLD]]
    more = len(line.revisions) - len(said)
    others = [f"{more} more in the list of what changed"] if more else []
    return f"Revised: {'; '.join([*said, *others])}." if said else ""
