"""Words of the tracker: a share as "about 1 in 5", how we compare, and what is said where nothing stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.formatting import plural
from dashboard.judge.comparing_clauses import MEMBERS_ORDER, against_one
from dashboard.judge.judgement import Judgement
from dashboard.judge.overall import all_words, is_compared
from dashboard.judge.said_figures import because
from dashboard.periods import Period
from dashboard.precision import PER_CENT
from dashboard.views.tracker.followed import Followed
from dashboard.vocabulary import Missing, Unit

# A share is said as the fraction that it is nearest to, if it is no further from it than this many points ...
ROUGHLY = 1.5
# ... and than this part of the smaller side: 4% is not "about 1 in 20".
ROUGHLY_OF_SIDE = 0.125
# Less than this apart, a share is the fraction itself.
SAME_WITHIN = 0.05
NOBODY_ELSE = "Nobody else publishes this measure."
NOT_WITH_OTHERS = "Not compared with others{why}."
# More names than this are counted rather than listed.
MOST_NAMED = 3


class _Fraction(NamedTuple):
    """A fraction that people say."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        return PER_CENT * self.part / self.whole

    @property
    def words(self) -> str:
        return "half" if self.whole == 2 else f"{self.part} in {self.whole}"


_ONE_IN = (100, 50, 40, 30, 25, 20, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2)
_MORE = ((2, 5), (3, 5), (2, 3), (7, 10), (3, 4), (4, 5), (9, 10), (19, 20))
_FRACTIONS = (*(_Fraction(1, whole) for whole in _ONE_IN), *(_Fraction(*pair) for pair in _MORE))


def about_words(share: float) -> str:
    """Say a percentage as a fraction: 20.7 is "about 1 in 5"; empty where none that people say is near."""
    if not 0 < share < PER_CENT:
        return ""
    nearest = min(_FRACTIONS, key=lambda one: abs(one.share - share))
    apart, side = abs(nearest.share - share), min(share, PER_CENT - share)
    if apart > min(ROUGHLY, ROUGHLY_OF_SIDE * side):
        return ""
    return nearest.words if apart < SAME_WITHIN else f"about {nearest.words}"


def about_of(judged: Judgement | None) -> str:
    """Say the latest figure as a fraction; empty for what is no share of anybody, and of very few cases."""
    if judged is None or judged.said.value is None or judged.is_of_few_cases:
        return ""
    is_share = judged.said.unit is Unit.PER_CENT and not judged.said.can_exceed_100
    return about_words(judged.said.value) if is_share else ""


def comparison_words(judged: Judgement | None) -> str:
    """Say beside whom the figure stands how, or of everybody why they are not compared."""
    if judged is None:
        return ""
    if judged.is_of_few_cases:
        return "Not compared: there are too few for a percentage to mean much."
    if any(is_compared(one) for one in judged.comparisons):
        return against_one(judged.said)
    shown = [one for one in judged.comparisons if one.other.key in MEMBERS_ORDER]
    if shown and all(one.other.missing is Missing.NOT_A_NATIONAL_MEASURE for one in shown):
        return NOBODY_ELSE
    reasons = {because(one.reason or one.other.reason) for one in shown}
    if len(shown) > 1 and len(reasons) == 1:
        return NOT_WITH_OTHERS.format(why=reasons.pop())
    return " ".join(all_words(judged.said, shown, polarity=judged.said.polarity))


def named(names: Sequence[str]) -> str:
    """List measures by name, many of them cut short: "A, B, C and 4 others"."""
    if len(names) <= MOST_NAMED + 1:
        *most, last = names
        return f"{', '.join(most)} and {last}" if most else last
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} others"


def new_month_words(followed: Sequence[Followed], month: Period) -> str:
    """Say how many measures have a figure for the month, and which of those that are due have none yet."""
    have = [one for one in followed if one.is_of_month and one.has_figure]
    if not have:
        return f"No measure has a figure for {month.words} yet."
    if len(have) == len(followed) > 1:
        return f"All {len(have)} measures have a figure for {month.words}."
    waiting = [one.indicator.name for one in followed if one not in have and _is_due(one)]
    others = len(followed) - len(have) - len(waiting)
    parts = [f"{len(have)} of {plural(len(followed), 'measure')} {_have(len(have))} a figure for {month.words}"]
    if waiting:
        parts.append(f"{named(waiting)} {_have(len(waiting))} none yet")
    if others:
        parts.append(f"{others} {'is' if others == 1 else 'are'} not due every month")
    return f"{'; '.join(parts)}."


def _is_due(one: Followed) -> bool:
    """Tell a measure of which a figure should be there: quarterly figures are not due in the months between."""
    return one.judged is None or one.is_late or one.is_of_month


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
