"""How often to look at a figure, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.formatting import format_number, plural
from dashboard.judge.signal import CASES_NEEDED, POINTS_NEEDED
from dashboard.judge.xmr import SAME_WITHIN
from dashboard.vocabulary import Unit

# The usual level has to be known twice before it can have moved.
MONTHS_OF_TWO_LEVELS = 24
# A small change of a number is written with a decimal even where the figures have none.
SMALL_CHANGE = 10

RARE_WORDS = "Most months have none, so look at each case as it comes, not at the number."


class Frequency(StrEnum):
    """How often to look."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


_PERIOD_WORDS = {Frequency.WEEKLY: "week", Frequency.MONTHLY: "month", Frequency.QUARTERLY: "quarter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What an advice rests on: from where on a change shows in each period, its cases, and how far the level moved."""

    unit: Unit
    decimals: int
    shows: Mapping[Frequency, float]
    cases: Mapping[Frequency, float]
    moved: float | None
    own_level: bool

    @property
    def is_constant(self) -> bool:
        """Tell a figure that is the same but for a month or two: once those are screened out, nothing moves."""
        return self.shows[Frequency.MONTHLY] <= SAME_WITHIN

    def has_cases(self, period: Frequency) -> bool:
        """Tell whether a period has cases enough for a percentage; where they are not known it counts as having."""
        return self.cases.get(period, CASES_NEEDED) >= CASES_NEEDED

    def change(self, period: Frequency) -> str:
        """Write from where on a change shows in a period."""
        return self.words(self.shows[period], is_average=period is not Frequency.MONTHLY)

    def words(self, change: float, *, is_average: bool = True) -> str:
        """Write a change in its unit; numbers of longer or shorter periods are brought to a month."""
        places = self.decimals if self.unit is not Unit.COUNT or change >= SMALL_CHANGE else max(1, self.decimals)
        number = format_number(change, places)
        if self.unit is Unit.PER_CENT:
            return f"{number} points"
        return f"{number} a month" if self.unit is Unit.COUNT and is_average else number


def too_early_words(months: int) -> str:
    """Say why it cannot be told how often to look: too few months, or none next to each other."""
    if months >= POINTS_NEEDED:
        return "Too early to tell how often to look: no two months in a row have a figure."
    return f"Too early to tell how often to look: {months} of {POINTS_NEEDED} months have a figure."


def advice_words(chosen: Frequency | None, said: Grounds, months: int) -> str:
    """Say in one sentence how often to look, and why not more often."""
    if chosen is None:
        return (
            f"How often to look can be told after {MONTHS_OF_TWO_LEVELS} months ({months} so far have a figure): one "
            f"month stands out when it is {said.change(Frequency.MONTHLY)} from the usual level."
        )
    if said.is_constant:
        return f"It hardly ever moves ({plural(months, 'month')}), so look at it monthly: any change is news."
    if not said.has_cases(Frequency.QUARTERLY):
        count = format_number(said.cases[Frequency.QUARTERLY], 0)
        return f"Look at the year: a quarter has only about {count} cases, too few for its percentage to mean much."
    if chosen is Frequency.YEARLY:
        month, quarter = said.change(Frequency.MONTHLY), said.change(Frequency.QUARTERLY)
        far = f"a month shows a change of {month} at once and a quarter one of {quarter}"
        return f"Look at the year: {far}, but {_moved_words(said, 'by only')}."
    return f"Look at it {chosen}: {_finer_words(chosen, said)}, and {_moved_words(said, 'by')}."


def _moved_words(said: Grounds, by: str) -> str:
    moved = said.words(said.moved or 0)
    return f"its usual level has moved {by} {moved}" if said.own_level else f"a change of {moved} would matter"


def _finer_words(chosen: Frequency, said: Grounds) -> str:
    """Say from where on a change shows in the period chosen, and why not in the next shorter one."""
    shown = f"a {_PERIOD_WORDS[chosen]} shows a change of {said.change(chosen)} at once"
    order = list(_PERIOD_WORDS)
    if chosen is order[0]:
        return shown
    shorter = order[order.index(chosen) - 1]
    if not said.has_cases(shorter):
        return f"{shown}, a {_PERIOD_WORDS[shorter]} has only about {format_number(said.cases[shorter], 0)} cases"
    return f"{shown}, a {_PERIOD_WORDS[shorter]} only one of {said.change(shorter)}"
