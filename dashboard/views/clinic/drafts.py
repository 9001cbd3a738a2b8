"""Draft the house format from a judgement: what works well, what worries, and what is to be done about it.

Each sentence is one status of the judgement in its own words, so it names figure, period and comparator, and nothing is
said that no figure says. Every status has its place: what is neither good nor bad is listed too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from dashboard.benchmarks.years import months_of
from dashboard.formatting import listed, plural
from dashboard.judge import said_figures as figures
from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.clauses import rag_words, target_words, verdict_words
from dashboard.judge.comparing_clauses import against_year_ago, course_words, still_to_change, year_ahead_words
from dashboard.judge.comparison import Position
from dashboard.judge.course import CourseState
from dashboard.judge.judgement import Judgement
from dashboard.judge.overall import all_words, is_compared, latest_words, plain_position, widely_words, year_words
from dashboard.judge.shift import Shift, shift_of
from dashboard.judge.signal import SignalState
from dashboard.judge.to_say import ToSay
from dashboard.judge.verdict import Clear
from dashboard.judge.year_ahead import YearAhead
from dashboard.periods import MONTH_NAMES, Period
from dashboard.views.clinic.view import Draft
from dashboard.vocabulary import Polarity, Rag


class Side(StrEnum):
    """Where a status stands in the house format."""

    WELL = "well"
    WORRIED = "worried"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The columns of the house format, with what is neither good nor bad."""

    well: tuple[Draft, ...]
    worried: tuple[Draft, ...]
    neither: tuple[Draft, ...]
    doing: tuple[Draft, ...]


_OF_RAG = {Rag.GREEN: Side.WELL, Rag.AMBER: Side.WORRIED, Rag.RED: Side.WORRIED}
_OF_SIGNAL = {SignalState.IMPROVEMENT: Side.WELL, SignalState.CONCERN: Side.WORRIED}
_OF_SHIFT = {Shift.BETTER: Side.WELL, Shift.WORSE: Side.WORRIED}
_OF_AHEAD = {YearAhead.SECURED: Side.WELL, YearAhead.OUT_OF_REACH: Side.WORRIED}
_OF_COURSE = {CourseState.ON_COURSE: Side.WELL, CourseState.BEHIND: Side.WORRIED}
_OF_POSITION = {Position.BETTER: Side.WELL, Position.WORSE: Side.WORRIED}

NEEDED = (
    "To meet the year's target{target} by {until}, {left} {need} {needed} or {side}{so_far}: who does what, by when?"
)
MISSED = (
    "The year's target{target} can no longer be met by {until}: what is still to be done in {left}, by whom, by when?"
)
OFF_COURSE = "{figure} {when}, {rated}: who does what, by when?"
NO_FIGURE_TO_DO = "When will there be a figure {when}, and who brings it?"
RATED_AS = {Rag.RED: "off target", Rag.AMBER: "within tolerance"}


def draft(judged: Judgement) -> Drafts:
    """Draft each column from one judgement."""
    placed = [(side, Draft(words=words)) for side, words in _statuses(judged) if words]
    columns = {side: tuple(one for of, one in placed if of is side) for side in Side}
    return Drafts(
        well=columns[Side.WELL],
        worried=columns[Side.WORRIED],
        neither=columns[Side.NEITHER],
        doing=tuple(Draft(words=words) for words in dict.fromkeys(_to_do(judged)) if words),
    )


def _statuses(judged: Judgement) -> Iterator[tuple[Side, str]]:
    """Give every status with the side it stands on."""
    said = judged.said
    if said.value is None:
        yield Side.WORRIED, judged.members
        return
    yield _OF_RAG.get(judged.rag.state, Side.NEITHER), _rating(said)
    yield _side_of_signal(judged), verdict_words(said)
    yield _side_of_change(judged), against_year_ago(said, with_counts=True)
    yield _side_of_ahead(judged), "" if _is_needed(judged) else year_ahead_words(said)
    yield _OF_COURSE.get(judged.course.state, Side.NEITHER) if judged.course else Side.NEITHER, course_words(said)
    yield from _beside(judged)
    yield Side.NEITHER, " ".join(part for part in still_to_change(said) if part)


def figure_words(said: ToSay) -> str:
    """Write the figure with its counts, or its counts alone where they are too few for a percentage."""
    if said.value is None:
        return ""
    if figures.is_too_few(said, said.denominator):
        return figures.counts_words(said)
    return figures.with_counts(said, said.value, said.numerator, said.denominator)


def _rating(said: ToSay) -> str:
    """Say the figure with its period and rating, and what the usual range means for the target."""
    rated = rag_words(said)
    opening = f"{figure_words(said)} {figures.when(said.period, said.basis)}"
    rest = " ".join(part for part in target_words(said) if part) if said.rag in _OF_RAG else ""
    return f"{opening}. {rated} {rest}".strip() if rated else f"{opening}."


def _side_of_signal(judged: Judgement) -> Side:
    """Place the verdict: a usual figure that will go on missing the target worries."""
    state = judged.signal.state
    if judged.is_by_revision:
        return Side.NEITHER
    if state is SignalState.COMMON_CAUSE and judged.assurance is Assurance.FAIL:
        return Side.WORRIED
    if not judged.case.measured.polarity.has_better_end:
        return Side.NEITHER
    return _OF_SIGNAL.get(state, Side.NEITHER)


def _side_of_change(judged: Judgement) -> Side:
    """Place the change on a year ago: only one that is more than chance is good or bad."""
    apart = judged.year_on_year
    if apart is None or apart.redefined is not None or apart.clear is not Clear.YES:
        return Side.NEITHER
    return _OF_SHIFT.get(shift_of(apart.change, judged.case.measured.polarity), Side.NEITHER)


def _side_of_ahead(judged: Judgement) -> Side:
    return _OF_AHEAD.get(judged.year_ahead.state, Side.NEITHER) if judged.year_ahead else Side.NEITHER


def _beside(judged: Judgement) -> Iterator[tuple[Side, str]]:
    """Put those we are better than on one side, those we are worse than on the other, and the rest between."""
    said = judged.said
    for side in Side:
        of_side = [
            one
            for one in judged.comparisons
            if _OF_POSITION.get(plain_position(one, said.polarity), Side.NEITHER) is side
        ]
        yield side, " ".join(_beside_words(said, of_side))


def _beside_words(said: ToSay, several: list[Comparison]) -> Iterator[str]:
    """Say each period's comparators in one sentence, then with whom ours is not compared and why.

    A clear difference that is a common one is not said without that.
    """
    known = sorted((one for one in several if is_compared(one)), key=_period_key, reverse=True)
    for _, group in groupby(known, key=_period_key):
        of_period = list(group)
        latest = latest_words(said.period, of_period[0])
        in_few_words = bool(widely_words(of_period))
        yield year_words(said, of_period, polarity=said.polarity, latest=latest, for_members=in_few_words)
    yield from all_words(said, [one for one in several if not is_compared(one)], polarity=said.polarity)


def _period_key(one: Comparison) -> tuple[tuple[date, timedelta], str, float]:
    ours = one.other.ours.value if one.other.ours is not None else None
    return one.other.period.sort_key, str(one.other.basis), ours or 0.0


def _to_do(judged: Judgement) -> Iterator[str]:
    """Ask for what the figures ask for: the required rate, what is off target, then the questions of the measure."""
    said = judged.said
    yield required_words(judged) or _off_target_words(said)
    if said.value is None:
        yield NO_FIGURE_TO_DO.format(when=figures.when(said.period, said.basis))
    yield from judged.questions


def _is_needed(judged: Judgement) -> bool:
    ahead = judged.year_ahead
    return ahead is not None and ahead.state is YearAhead.NEEDS and ahead.needed is not None


def required_words(judged: Judgement) -> str:
    """Say what the rest of the year must bring, over how many months; empty where there is nothing to be worked out."""
    said, ahead = judged.said, judged.said.year_ahead
    if ahead is None or ahead.state not in (YearAhead.NEEDS, YearAhead.OUT_OF_REACH):
        return ""
    left = months_left(said.period)
    until = said.period.financial_year.last_month.words
    target = f" ({ahead.target})" if ahead.target else ""
    if ahead.state is YearAhead.OUT_OF_REACH:
        return MISSED.format(target=target, until=until, left=f"the remaining {_months(left)}")
    return NEEDED.format(
        target=target,
        until=until,
        left=f"the remaining {_months(left)}",
        need="needs" if len(left) == 1 else "need",
        needed=figures.written(said, ahead.needed or 0.0),
        side="lower" if said.polarity is Polarity.LOWER_IS_BETTER else "higher",
        so_far="" if ahead.so_far is None else f" (so far {figures.written(said, ahead.so_far)})",
    )


def months_left(period: Period) -> tuple[Period, ...]:
    """List the months of the financial year after a period."""
    return tuple(month for month in months_of(period.financial_year) if month.start > period.end)


def months_left_words(period: Period) -> str:
    """Say how many months of the year are left, and which."""
    left = months_left(period)
    names = listed([MONTH_NAMES[month.start.month - 1] for month in left])
    many = plural(len(left), "month")
    return f"{many}: {names}" if 0 < len(left) <= 3 else many


def _months(left: tuple[Period, ...]) -> str:
    return "month" if len(left) == 1 else plural(len(left), "month")


def _off_target_words(said: ToSay) -> str:
    """Ask about a figure that misses its target, where the rest of the year cannot be worked out."""
    if said.rag not in RATED_AS:
        return ""
    rated = f"{RATED_AS[said.rag]} ({said.target})" if said.target else RATED_AS[said.rag]
    return OFF_COURSE.format(figure=figure_words(said), when=figures.when(said.period, said.basis), rated=rated)
