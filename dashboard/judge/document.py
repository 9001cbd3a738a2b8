"""A judgement as a JSON document: every state by its word, every figure as it was worked out, and the sentences."""

from __future__ import annotations

from typing import Any

from dashboard.judge.assurance import judge_assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.comparison import Position
from dashboard.judge.five_years import FiveYears
from dashboard.judge.frequency import frequency_of
from dashboard.judge.intervals import Interval
from dashboard.judge.judgement import Judgement
from dashboard.judge.rag import level_as_shown
from dashboard.judge.series import Point, periods_in_year
from dashboard.judge.signal import Signal, SignalState, state_of
from dashboard.judge.targets import goal_of, is_goal_enough, target_words
from dashboard.judge.xmr import Rule, Segment
from dashboard.judge.year_ahead import YearAhead
from dashboard.judge.year_on_year import YearOnYear
from dashboard.vocabulary import Basis, Missing, Rag, Unit

Document = dict[str, Any]

# Said where neither side says why, for "cannot say" always has its reason.
TARGET_IN_WORDS = "The target is in words, which no figure can be held against."
NOT_COMPARABLE = "One of the two has no figure of the same period and form."
NO_FIGURE = "There is no figure of this period."
NO_YEARS_TARGET = "No target of the year is set that a percentage could be worked out for."
NO_COUNTS_OF_THE_YEAR = "The counts of the year so far, or how many the whole year is expected to have, are not known."
ONLY_PERCENTAGES = "Worked out for percentages only."
YEAR_IS_OVER = "Nothing of the year is left."
NEITHER_IS_BETTER = "Neither more nor less of it is better."
UNLIKE_LAST_YEAR = (
    "This year's number of cases goes so unlike the year before that how many are left cannot be told from it."
)
NO_PART_OF_A_YEAR = "Figures of one day do not add up to a year's."
_NO_RATING = {Rag.NOT_RATED: Rag.NO_TARGET}


def judgement_document(judged: Judgement, indicator: str | None) -> Document:
    """Give a judgement under the keys of the command line's contract; limits and intervals are not rounded.

    ``indicator`` is its id, None for a bare series.
    """
    case, latest = judged.case, judged.case.latest
    signal = judged.signal
    return {
        "indicator": indicator,
        "name": case.measured.name,
        "basis": str(case.basis),
        "period": str(latest.period),
        "value": latest.value,
        "missing": str(latest.missing or Missing.NO_FIGURE) if latest.value is None else "",
        "numerator": latest.numerator,
        "denominator": latest.denominator,
        "provisional": case.is_provisional,
        "revised_from": judged.revised_from,
        "rag": _rag(judged),
        "direction": {
            "state": str(judged.direction.state),
            "from_period": _code(judged.direction.since),
            "change": judged.direction.change,
        },
        "signal": _signal(judged),
        "derivation": _code(signal.derivation),
        "assurance": {"state": str(judged.assurance)},
        "comparisons": [_comparison(one) for one in judged.comparisons],
        "year_on_year": _year_on_year(judged.year_on_year),
        "five_years": _five_years(judged.five_years),
        "year_ahead": _year_ahead(judged),
        "course": _course(judged),
        "frequency": frequency_of(case).sentence,
        "situations": [str(one) for one in judged.situations],
        "questions": list(judged.questions),
        "sentences": {"members": judged.members, "heads": judged.heads},
    }


def chart_document(judged: Judgement) -> Document:
    """Give each segment's limits and each point's rule and type, the points numbered from 1.

    A segment's assurance is what its own limits say of the target, however few its points; ``judged`` is the figure
    that was held against the limits, where that is not the one given.
    """
    case, signal = judged.case, judged.signal
    segments = signal.chart.segments if signal.chart is not None else ()
    numbers = {point.period: number for number, point in enumerate(case.points, start=1)}
    found = _marks(signal)
    return {
        "segments": [_segment(judged, one, [numbers[period] for period in signal.periods]) for one in segments],
        "points": [
            {
                "n": number,
                "period": str(point.period),
                "y": point.value,
                "judged": found[point.period][0] if point.period in found else None,
                "rule": _code(found[point.period][1]) if point.period in found else None,
                "type": _type_of(judged, point, found),
            }
            for number, point in enumerate(case.points, start=1)
        ],
    }


def _marks(signal: Signal) -> dict[Any, tuple[float | None, Rule | None]]:
    if signal.chart is None:
        return {}
    return dict(zip(signal.periods, zip(signal.chart.values, signal.chart.rules, strict=True), strict=True))


def _type_of(judged: Judgement, point: Point, found: dict[Any, tuple[float | None, Rule | None]]) -> str:
    """Name what a point says by the rules alone, however few points there are."""
    if point.value is None:
        return str(SignalState.NO_FIGURE)
    value, rule = found.get(point.period, (None, None))
    return str(SignalState.NOT_JUDGED if value is None else state_of(rule, judged.case.measured.polarity))


def _segment(judged: Judgement, segment: Segment, numbers: list[int]) -> Document:
    case, limits = judged.case, segment.limits
    polarity = case.measured.polarity
    given = (case.target, polarity, level_as_shown(case.level, case.measured.decimals))
    assurance = judge_assurance(limits, goal_of(*given), polarity, is_enough=is_goal_enough(*given))
    return {
        "first": numbers[segment.first],
        "last": numbers[segment.end - 1],
        "points": segment.points,
        "mean": limits.mean if limits else None,
        "lpl": limits.lower if limits else None,
        "upl": limits.upper if limits else None,
        "assurance": str(assurance),
    }


def _rag(judged: Judgement) -> Document:
    rag = judged.rag
    reason = rag.reason or (TARGET_IN_WORDS if rag.state is Rag.NOT_RATED else "")
    return {"state": str(_NO_RATING.get(rag.state, rag.state)), "target": rag.target or None, "reason": reason or None}


def _signal(judged: Judgement) -> Document:
    signal = judged.signal
    # Of a few points there is a trial range, which says something only of a series that has begun.
    is_told = signal.points >= signal.needed or signal.state is SignalState.TOO_EARLY
    limits = signal.limits if is_told else None
    return {
        "state": str(signal.state),
        "rule": _code(signal.rule),
        "mean": limits.mean if limits else None,
        "lpl": limits.lower if limits else None,
        "upl": limits.upper if limits else None,
        "reason": _why(signal),
        "points": signal.points,
        "points_needed": signal.needed,
        "level_since": _code(judged.level_since),
        "by_revision": judged.is_by_revision,
    }


def _why(signal: Signal) -> str | None:
    if signal.state is SignalState.TOO_EARLY:
        return f"{signal.points} of {signal.needed} points"
    return _code(signal.reason)


def _comparison(one: Comparison) -> Document:
    other = one.other
    cannot_say = one.position is Position.CANNOT_SAY
    reason = one.reason or other.reason or (NOT_COMPARABLE if cannot_say else "")
    return {
        "comparator": other.key,
        "who": other.who,
        "period": str(other.period),
        "basis": str(other.basis),
        "value": other.value,
        "missing": _code(other.missing),
        "method": other.method,
        "n": other.n,
        "provisional": other.is_provisional,
        "ours": _ours(other.ours),
        "position": one.position.code,
        "clear": str(one.clear),
        "interval": _interval(one.interval),
        "outer_interval": _interval(one.outer),
        "much": one.is_much,
        "phi": other.scatter.phi if other.scatter else None,
        "authorities": other.scatter.authorities if other.scatter else None,
        "allowing_for_scatter": _code(one.allowing_for_scatter),
        "reason": reason or None,
    }


def _ours(ours: Point | None) -> Document | None:
    if ours is None:
        return None
    return {
        "period": str(ours.period),
        "value": ours.value,
        "numerator": ours.numerator,
        "denominator": ours.denominator,
    }


def _year_on_year(apart: YearOnYear | None) -> Document | None:
    """Give the change since a year before; across a change of definition there is none."""
    if apart is None:
        return None
    redefined = apart.redefined
    reason = f"The definition changed in {redefined.words}." if redefined else apart.reason
    return {
        "period": str(apart.period),
        "value": apart.value,
        "change": None if redefined else apart.change,
        "clear": str(apart.clear),
        "numerator": apart.numerator,
        "denominator": apart.denominator,
        "interval": None if redefined else _interval(apart.interval),
        "past": list(apart.past) if apart.past else None,
        "reason": reason or None,
    }


def _five_years(trend: FiveYears | None) -> Document | None:
    if trend is None:
        return None
    return {
        "trend": str(trend.trend),
        "chi_squared": trend.chi_squared,
        "from_period": _code(trend.first),
        "to_period": _code(trend.last),
        "reason": trend.reason or None,
    }


def _year_ahead(judged: Judgement) -> Document:
    case, ahead = judged.case, judged.year_ahead
    target = case.target_of_year
    level = level_as_shown(case.level, case.measured.decimals)
    words = target_words(target, case.measured, level) if target is not None else None
    state = ahead.state if ahead is not None else YearAhead.CANNOT_SAY
    return {
        "state": str(state),
        "needed": ahead.needed if ahead else None,
        "so_far": ahead.so_far if ahead else None,
        "target": words or None,
        "reason": _why_no_year_ahead(judged) if state is YearAhead.CANNOT_SAY else None,
    }


def _why_no_year_ahead(judged: Judgement) -> str:
    case = judged.case
    if judged.year_ahead is not None:
        return UNLIKE_LAST_YEAR if case.measured.polarity.has_better_end else NEITHER_IS_BETTER
    if case.measured.unit is not Unit.PER_CENT:
        return ONLY_PERCENTAGES
    if case.basis is Basis.MONTH_END:
        return NO_PART_OF_A_YEAR
    latest = case.latest.period
    if latest.end == latest.financial_year.end or periods_in_year(latest.kind) == 1:
        return YEAR_IS_OVER
    if case.latest.value is None:
        return NO_FIGURE
    return NO_COUNTS_OF_THE_YEAR if case.year_so_far is None else NO_YEARS_TARGET


def _course(judged: Judgement) -> Document | None:
    course = judged.course
    if course is None:
        return None
    way = course.trajectory
    return {"state": str(course.state), "due": course.due, "target": way.target, "until": str(way.until)}


def _interval(interval: Interval | None) -> Document | None:
    if interval is None:
        return None
    method = str(interval.method)
    return {"lower": interval.lower, "upper": interval.upper, "level": interval.level, "method": method}


def _code(said: object) -> str | None:
    return None if said is None else str(said)
