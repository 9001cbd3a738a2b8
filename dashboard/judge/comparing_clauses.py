"""What is said of a figure beside others: a year ago, the rest of the year, comparators, and what was reported before.

Each function gives whole sentences made from their templates; nothing where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.formatting import capital, format_difference, format_figure
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.clauses import HAS_BETTER_END, is_judged
from dashboard.judge.comparison import Position
from dashboard.judge.to_say import ComparisonToSay, ToSay
from dashboard.judge.words import POSITION_PHRASES
from dashboard.judge.year_ahead import YearAhead
from dashboard.vocabulary import Polarity


def against_year_ago(said: ToSay, *, with_counts: bool) -> str:
    """Say whether the figure differs from a year ago by more than chance."""
    apart = said.year_apart
    if apart is None or said.value is None:
        return "" if is_judged(said) or said.value is None else phrases.NO_YEAR_APART
    write = figures.with_counts if with_counts else figures.figure_or_counts
    return phrases.YEAR_APART[apart.clear].format(
        word=_direction(said.polarity, apart.change),
        now=write(said, said.value, said.numerator, said.denominator),
        then=write(said, apart.value, apart.numerator, apart.denominator),
        period=apart.period.words,
    )


def change_words(said: ToSay) -> str:
    """Say how large the change on a year ago is, and how far chance or earlier years' moves go."""
    apart = said.year_apart
    if apart is None or figures.is_too_few(said, apart.denominator):
        return ""
    allowing = ""
    if apart.interval is not None:
        low, high = figures.span(said, apart.interval)
        allowing = phrases.ALLOWING.format(low=low, high=high)
    elif apart.past is not None:
        low, high = figures.span(said, apart.past)
        allowing = phrases.PAST_MOVES.format(low=low, high=high)
    change = format_difference(apart.change, said.unit, said.decimals)
    return phrases.CHANGE.format(change=change, allowing=allowing)


def year_ahead_words(said: ToSay) -> str:
    """Say what the rest of the year must bring for the year's target; empty where that cannot be worked out."""
    ahead = said.year_ahead
    template = phrases.YEAR_AHEAD.get(ahead.state, "") if ahead else ""
    if ahead is None or (ahead.state is YearAhead.NEEDS and ahead.needed is None):
        return ""
    so_far = "" if ahead.so_far is None else phrases.SO_FAR.format(so_far=figures.written(said, ahead.so_far))
    needed = "" if ahead.needed is None else figures.written(said, ahead.needed)
    side = "lower" if said.polarity is Polarity.LOWER_IS_BETTER else "higher"
    return template.format(target=ahead.target, needed=needed, side=side, so_far=so_far)


def against_others(said: ToSay) -> Iterator[str]:
    """Say where the figure stands beside each comparator, with the comparator's figure and its own period."""
    return (comparison_words(said, other) for other in said.comparisons)


def comparison_words(said: ToSay, other: ComparisonToSay) -> str:
    """Say where the figure stands beside one comparator, or why they are not compared."""
    if other.position is Position.CANNOT_SAY or other.value is None:
        why = f": {other.reason.rstrip('.')}" if other.reason else ""
        return phrases.NOT_COMPARED.format(who=other.who, why=why)
    is_older = other.period.end < said.period.end
    whom = phrases.WHOM.format(
        who=other.who,
        value=format_figure(other.value, said.unit, other.decimals),
        period=other.period.words,
        latest=phrases.LATEST_PUBLISHED if is_older else "",
    )
    if other.position is Position.SAME:
        return phrases.COMPARED_SAME.format(whom=whom)
    phrase = POSITION_PHRASES[_plain(other.position, said, other.value)]
    return phrases.COMPARED[other.clear].format(phrase=phrase, Phrase=capital(phrase), whom=whom)


def still_to_change(said: ToSay) -> tuple[str, str]:
    """Say what was reported before, and until when the figure is provisional."""
    return (_revised(said), _provisional(said))


def _direction(polarity: Polarity, change: float) -> str:
    """Name a change: better or worse by polarity, higher or lower where there is no better end."""
    if polarity not in HAS_BETTER_END:
        return "higher" if change > 0 else "lower"
    return "better" if (change > 0) == (polarity is Polarity.HIGHER_IS_BETTER) else "worse"


def _plain(position: Position, said: ToSay, theirs: float) -> Position:
    """Turn better and worse into higher and lower where there is no better end."""
    if said.polarity in HAS_BETTER_END or position not in (Position.BETTER, Position.WORSE):
        return position
    return Position.HIGHER if (said.value or 0.0) > theirs else Position.LOWER


def _revised(said: ToSay) -> str:
    if said.revised_from is None or said.value is None:
        return ""
    if figures.is_too_few(said, said.denominator):
        return phrases.REVISED_COUNTS
    old, new = (figures.written(said, value) for value in (said.revised_from, said.value))
    return "" if old == new else phrases.REVISED.format(old=old, new=new)


def _provisional(said: ToSay) -> str:
    if not said.is_provisional:
        return ""
    due = said.published_in
    return phrases.PROVISIONAL.format(published_in=due.words) if due else phrases.PROVISIONAL_NO_DATE
