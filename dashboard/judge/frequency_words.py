"""How often to look at a figure, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.formatting import format_number, plural
from dashboard.judge import phrases
from dashboard.judge.signal import CASES_NEEDED, POINTS_NEEDED
from dashboard.judge.xmr import SAME_WITHIN
from dashboard.vocabulary import Unit

# The usual level has to be known twice before it can have moved.
YEARS_OF_TWO_LEVELS = 2
# A small change of a number is written with a decimal even where the figures have none.
SMALL_CHANGE = 10


class Frequency(StrEnum):
    """How often to look."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


_PERIOD_WORDS = {Frequency.WEEKLY: "week", Frequency.MONTHLY: "month", Frequency.QUARTERLY: "quarter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What an advice rests on: from where on a change shows in each period, its cases, and how far the level moved.

    ``base`` is how often the figures come.
    """

    unit: Unit
    decimals: int
    shows: Mapping[Frequency, float]
    cases: Mapping[Frequency, float]
    moved: float | None
    own_level: bool
    base: Frequency = Frequency.MONTHLY
    cases_needed: float = CASES_NEEDED

    @property
    def is_constant(self) -> bool:
        """Tell a figure that is the same but for a month or two: once those are screened out, nothing moves."""
        return self.shows[self.base] <= SAME_WITHIN

    def has_cases(self, period: Frequency) -> bool:
        """Tell whether a period has cases enough for a percentage; where they are not known it counts as having."""
        return self.cases.get(period, self.cases_needed) >= self.cases_needed

    def change(self, period: Frequency) -> str:
        """Write from where on a change shows in a period."""
        return self.words(self.shows[period], is_average=period is not self.base)

    def words(self, change: float, *, is_average: bool = True) -> str:
        """Write a change in its unit; numbers of longer or shorter periods are brought to the figures' own."""
        places = self.decimals if self.unit is not Unit.COUNT or change >= SMALL_CHANGE else max(1, self.decimals)
        number = format_number(change, places)
        if self.unit is Unit.PER_CENT:
            return f"{number} points"
        if self.unit is Unit.COUNT:
            return f"{number} a {_PERIOD_WORDS[self.base]}" if is_average else number
        return f"{number}{phrases.UNIT_ENDINGS.get(self.unit, '')}"


def too_early_words(figures: int, base: Frequency = Frequency.MONTHLY) -> str:
    """Say why it cannot be told how often to look: too few figures, or none next to each other."""
    noun = _PERIOD_WORDS[base]
    if figures >= POINTS_NEEDED:
        return f"Too early to tell how often to look: no two {noun}s in a row have a figure."
    return f"Too early to tell how often to look: {figures} of {POINTS_NEEDED} {noun}s have a figure."


def rare_words(base: Frequency = Frequency.MONTHLY) -> str:
    """Say that a number is nought most of the time, so that it is not the number that is worth looking at."""
    return f"Most {_PERIOD_WORDS[base]}s have none, so look at each case as it comes, not at the number."


def cannot_be_told_words(*, is_yearly: bool) -> str:
    """Say that figures which overlap, or come once a year, do not tell how often to look."""
    if is_yearly:
        return "Look at the year: it comes once a year."
    return "How often to look cannot be told: what each single period brought is not known."


def advice_words(chosen: Frequency | None, said: Grounds, figures: int) -> str:
    """Say in one sentence how often to look, and why not more often."""
    noun = _PERIOD_WORDS[said.base]
    if chosen is None:
        return (
            f"How often to look can be told after {YEARS_OF_TWO_LEVELS} years of figures "
            f"({plural(figures, noun)} so far): one {noun} stands out when it is {said.change(said.base)} from the "
            "usual level."
        )
    if said.is_constant:
        return f"It hardly ever moves ({plural(figures, noun)}), so look at it {said.base}: any change is news."
    if not said.has_cases(Frequency.QUARTERLY):
        count = format_number(said.cases[Frequency.QUARTERLY], 0)
        return f"Look at the year: a quarter has only about {count} cases, too few for its percentage to mean much."
    if chosen is Frequency.YEARLY:
        return f"Look at the year: {_none_shows(said)}, but {_moved_words(said, 'by only')}."
    return f"Look at it {chosen}: {_finer_words(chosen, said)}, and {_moved_words(said, 'by')}."


def short_words(chosen: Frequency | None, said: Grounds) -> str:
    """Say to members how often to look, without the grounds."""
    if chosen is None:
        return f"How often to look can be told after {YEARS_OF_TWO_LEVELS} years of figures."
    if said.is_constant:
        return f"Look at it {said.base}: it hardly ever moves, so any change is news."
    if chosen is Frequency.YEARLY:
        nouns = " or ".join(f"one {_PERIOD_WORDS[period]}'s" for period in _looked_at(said))
        return f"Look at the year: {nouns} movement is mostly chance."
    shorter = _shorter(chosen, said)
    tail = f"; one {_PERIOD_WORDS[shorter]}'s movement is mostly chance" if shorter else ""
    return f"Look at it {chosen}{tail}."


def _looked_at(said: Grounds) -> tuple[Frequency, ...]:
    """Give the periods that a yearly advice is held against: a month and a quarter, as far as they are known."""
    return tuple(period for period in (Frequency.MONTHLY, Frequency.QUARTERLY) if period in said.shows)


def _none_shows(said: Grounds) -> str:
    """Say from where on a change shows in the periods that a yearly advice is held against."""
    first, *rest = _looked_at(said)
    shown = f"a {_PERIOD_WORDS[first]} shows a change of {said.change(first)} at once"
    return " and ".join([shown, *(f"a {_PERIOD_WORDS[period]} one of {said.change(period)}" for period in rest)])


def _moved_words(said: Grounds, by: str) -> str:
    moved = said.words(said.moved or 0)
    return f"its usual level has moved {by} {moved}" if said.own_level else f"a change of {moved} would matter"


def _shorter(chosen: Frequency, said: Grounds) -> Frequency | None:
    """Give the next shorter period of which anything is known."""
    order = [period for period in _PERIOD_WORDS if period in said.shows]
    at = order.index(chosen)
    return order[at - 1] if at else None


def _finer_words(chosen: Frequency, said: Grounds) -> str:
    """Say from where on a change shows in the period chosen, and why not in the next shorter one."""
    shown = f"a {_PERIOD_WORDS[chosen]} shows a change of {said.change(chosen)} at once"
    shorter = _shorter(chosen, said)
    if shorter is None:
        return shown
    if not said.has_cases(shorter):
        return f"{shown}, a {_PERIOD_WORDS[shorter]} has only about {format_number(said.cases[shorter], 0)} cases"
    return f"{shown}, a {_PERIOD_WORDS[shorter]} only one of {said.change(shorter)}"
