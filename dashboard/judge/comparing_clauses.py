"""What is said of a figure beside others: a year ago, the rest of the year, a comparator, and what was reported before.

Each function gives whole sentences made from their templates; nothing where there is nothing to say.
"""

from __future__ import annotations

from dashboard.formatting import capital
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.beside import Comparison
from dashboard.judge.clauses import is_judged
from dashboard.judge.comparison import Position
from dashboard.judge.overall import (
    is_compared,
    latest_words,
    not_compared_words,
    plain_position,
    widely_words,
    year_words,
)
from dashboard.judge.shift import shift_of
from dashboard.judge.to_say import ToSay
from dashboard.judge.verdict import Clear
from dashboard.judge.words import POSITION_PHRASES
from dashboard.judge.year_ahead import YearAhead
from dashboard.judge.year_on_year import NO_COUNTS_OF_TWO, YearOnYear
from dashboard.vocabulary import Missing, Polarity

# Whom members are told of: the first of these with which ours can be compared, since likeness counts before nearness.
MEMBERS_ORDER = ("statistical_neighbours", "statistical_neighbours_pooled", "region", "england")


def against_year_ago(said: ToSay, *, with_counts: bool) -> str:
    """Say whether the figure differs from a year ago by more than chance; in few words without counts."""
    apart = said.year_on_year
    if apart is None or said.value is None:
        is_needless = is_judged(said) or said.value is None or not with_counts
        return "" if is_needless else phrases.NO_YEAR_APART
    if apart.redefined is not None:
        return phrases.YEAR_REDEFINED.format(since=figures.period_words(apart.redefined))
    write = figures.with_counts if with_counts else figures.figure_or_counts
    template = _heads_template(said, apart) if with_counts else _members_template(said, apart)
    return template.format(
        word=shift_of(apart.change, said.polarity),
        now=write(said, said.value, said.numerator, said.denominator),
        then=figures.bare(said, write(said, apart.value, apart.numerator, apart.denominator)),
        # Members are given the figure's own period, heads of service that of the year before.
        when=figures.when(apart.period if with_counts else said.period, said.basis),
        why=figures.because(apart.reason),
    )


def _heads_template(said: ToSay, apart: YearOnYear) -> str:
    return phrases.YEAR_SAME if _is_same(said, apart) else phrases.YEAR_APART[apart.clear]


def _members_template(said: ToSay, apart: YearOnYear) -> str:
    if _is_same(said, apart):
        return phrases.MEMBERS_YEAR_SAME
    if apart.clear is Clear.CANNOT_SAY and apart.reason == NO_COUNTS_OF_TWO:
        return phrases.MEMBERS_YEAR_WITHOUT_COUNTS
    return phrases.MEMBERS_YEAR_APART[apart.clear]


def _is_same(said: ToSay, apart: YearOnYear) -> bool:
    """Tell whether the two figures are the same as they are shown."""
    return said.value is not None and figures.written(said, said.value) == figures.written(said, apart.value)


def year_before_words(said: ToSay) -> str:
    """Say only what a figure was a year before; empty where that is not known."""
    apart = said.year_on_year
    if apart is None or apart.redefined is not None:
        return ""
    return phrases.A_YEAR_BEFORE.format(then=figures.bare(said, figures.written(said, apart.value)))


def has_year_ago(said: ToSay) -> bool:
    """Tell whether the figure is held against that of a year ago, so that both are said."""
    return said.value is not None and said.year_on_year is not None and said.year_on_year.redefined is None


def change_words(said: ToSay) -> str:
    """Say how large the change on a year ago is, and how far chance or earlier years' moves go."""
    apart = said.year_on_year
    if apart is None or apart.redefined is not None or figures.is_too_few(said, apart.denominator):
        return ""
    if _is_same(said, apart) and apart.interval is None and apart.past is None:
        return ""
    return phrases.CHANGE.format(change=figures.difference(said, apart.change), allowing=_allowing(said, apart))


def year_ahead_words(said: ToSay, *, with_so_far: bool = True) -> str:
    """Say what the rest of the year must bring for the year's target; empty where that cannot be worked out."""
    ahead = said.year_ahead
    template = phrases.YEAR_AHEAD.get(ahead.state, "") if ahead else ""
    if ahead is None or (ahead.state is YearAhead.NEEDS and ahead.needed is None):
        return ""
    so_far = (
        ""
        if ahead.so_far is None or not with_so_far
        else phrases.SO_FAR.format(so_far=figures.written(said, ahead.so_far))
    )
    needed = "" if ahead.needed is None else figures.written(said, ahead.needed)
    of_target = phrases.OF_TARGET.format(target=ahead.target) if ahead.target else ""
    return template.format(of_target=of_target, needed=needed, side=_good_side(said), so_far=so_far)


def course_words(said: ToSay) -> str:
    """Say whether the figure is where the way to a dated target would have it; empty where that cannot be said."""
    course = said.course
    template = phrases.COURSE.get(course.state, "") if course else ""
    if course is None or course.due is None:
        return ""
    return template.format(
        goal=figures.written(said, course.trajectory.target),
        until=course.trajectory.until.words,
        due=figures.written(said, course.due),
        side=_good_side(said),
    )


def against_one(said: ToSay) -> str:
    """Say where the figure stands beside the comparator that tells members most, or why none is compared."""
    found = sorted(said.comparisons, key=_members_place)
    known = [one for one in found if is_compared(one)]
    if known:
        return comparison_words(said, known[0])
    # That a measure is nobody else's is no news to members each month; that a year is not published yet may be.
    reasons = [one for one in found if one.other.value is not None or one.other.missing is Missing.NOT_YET_PUBLISHED]
    return not_compared_words(reasons[:1])


def comparison_words(said: ToSay, one: Comparison) -> str:
    """Say where the figure stands beside one comparator, or why they are not compared.

    Where ours beside theirs is of another period than the figure judged, both its period and its figure are said.
    """
    other, position = one.other, plain_position(one, said.polarity)
    if not is_compared(one):
        return not_compared_words([one])
    if not (_is_of_figure(said, one) or _is_as_shown(said, one)):
        return year_words(said, [one], polarity=said.polarity, latest=latest_words(said.period, one), for_members=True)
    whom = phrases.WHOM_WHEN.format(
        who=other.who,
        value=figures.theirs(said, other),
        when=figures.when(other.period, other.basis),
    )
    if position is Position.SAME:
        return phrases.COMPARED_SAME.format(whom=whom)
    phrase = POSITION_PHRASES[position]
    return phrases.COMPARED[one.clear].format(
        phrase=phrase, Phrase=capital(phrase), whom=whom, widely=widely_words([one])
    )


def still_to_change(said: ToSay) -> tuple[str, str]:
    """Say what was reported before, and until when the figure is provisional."""
    return (_revised(said), _provisional(said))


def _allowing(said: ToSay, apart: YearOnYear) -> str:
    if apart.interval is not None:
        low, high = figures.span(said, (apart.interval.lower, apart.interval.upper))
        return phrases.ALLOWING.format(low=low, high=high)
    if apart.past is None:
        return ""
    low, high = figures.span(said, apart.past)
    moves = f"{apart.moves} {phrases.EARLIER_MOVES}" if apart.moves else phrases.EARLIER_MOVES
    template = phrases.PAST_MOVE if apart.moves == 1 else phrases.PAST_MOVES
    return template.format(low=low, high=high, moves=moves)


def _members_place(one: Comparison) -> int:
    key = one.other.key
    return MEMBERS_ORDER.index(key) if key in MEMBERS_ORDER else len(MEMBERS_ORDER)


def _is_of_figure(said: ToSay, one: Comparison) -> bool:
    ours = one.other.ours
    return ours is not None and ours.period == said.period and one.other.basis is said.basis


def _is_as_shown(said: ToSay, one: Comparison) -> bool:
    """Tell whether ours beside theirs ends with the period judged and reads the same, so that it need not be said."""
    if said.value is None or one.other.period.end != said.period.end:
        return False
    return figures.ours(said, one.other) == figures.written(said, said.value)


def _good_side(said: ToSay) -> str:
    return "lower" if said.polarity is Polarity.LOWER_IS_BETTER else "higher"


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
