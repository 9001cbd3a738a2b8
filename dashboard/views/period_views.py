"""A series by quarter or by year: what can be worked out from its shorter periods, and why the rest cannot.

Figures of separate periods are added up by their counts: a percentage of a quarter is that of the added-up counts,
never an average of percentages. Figures that say how things stand at a period's end (a stock, a window of twelve
months, the year so far) are those of the last period within.

Source: docs/decisions/0011-quarters-and-years.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from dashboard.judge.counts import Counting, Counts
from dashboard.judge.series import Point
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind, quarter
from dashboard.vocabulary import Basis, Missing, Unit


class Step(StrEnum):
    """How long the periods are that a series is shown by, as the address names them."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Rule(StrEnum):
    """How the figure of a longer period comes from the shorter ones within it."""

    ADDED_UP = "added_up"
    LAST_WITHIN = "last_within"


class WhyNone(StrEnum):
    """Why a longer period has no figure.

    ``incomplete`` is for one of which a period is not there yet or has no figure, ``redefined`` for one in the middle
    of which the definition changed.
    """

    INCOMPLETE = "incomplete"
    NO_COUNTS = "no_counts"
    COUNTS_DISAGREE = "counts_disagree"
    REDEFINED = "redefined"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """The figure of a quarter or a year, or why there is none.

    ``parts`` are the shorter periods with a figure that it rests on, of the ``wanted`` that lie in it; ``at`` is the
    period that it lacks or from which the definition is another.
    """

    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    parts: tuple[Period, ...] = ()
    wanted: int = 0
    why: WhyNone | None = None
    at: Period | None = None
    missing: Missing | None = None


# What is said of separate stretches of time adds up; what is said at a period's end is that of its last one.
_RULES = {
    Basis.IN_MONTH: Rule.ADDED_UP,
    Basis.IN_QUARTER: Rule.ADDED_UP,
    Basis.MONTH_END: Rule.LAST_WITHIN,
    Basis.ROLLING_12_MONTHS: Rule.LAST_WITHIN,
    Basis.YEAR_TO_DATE: Rule.LAST_WITHIN,
}
_STEPS = {
    PeriodKind.MONTH: (Step.MONTH, Step.QUARTER, Step.YEAR),
    PeriodKind.QUARTER: (Step.QUARTER, Step.YEAR),
}
_LENGTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: MONTHS_IN_QUARTER}
_LONGER_LENGTHS = {Step.QUARTER: MONTHS_IN_QUARTER, Step.YEAR: MONTHS_IN_YEAR}


def rule_of(basis: Basis) -> Rule | None:
    """Give the rule for a form; None for one that is of whole years, or of weeks, which lie across months."""
    return _RULES.get(basis)


def steps_of(basis: Basis, kind: PeriodKind | None) -> tuple[Step, ...]:
    """List the steps that a series of a form can be shown by, its own first; empty where there is but its own."""
    return _STEPS.get(kind, ()) if kind is not None and rule_of(basis) is not None else ()


def longer_period(period: Period, step: Step) -> Period:
    """Give the quarter or the financial year that a month or a quarter lies in."""
    year = period.financial_year
    if step is Step.YEAR:
        return year
    return next(one for one in (quarter(year.start.year, number) for number in (1, 2, 3, 4)) if period.end <= one.end)


def by_step(
    points: Sequence[Point], basis: Basis, step: Step, counting: Counting, redefined: Collection[Period] = ()
) -> tuple[Longer, ...]:
    """Give every quarter or year that a series of months or quarters touches, in the order of time.

    ``redefined`` are the periods from which the definition is another.

    Raises:
        ValueError: when the form has no rule, or the series is of periods that are not shorter.
    """
    rule = rule_of(basis)
    lengths = {_LENGTHS.get(point.period.kind) for point in points}
    if rule is None or step not in _LONGER_LENGTHS or any(one is None for one in lengths) or len(lengths) > 1:
        raise ValueError(f"no {step} is worked out of these figures ({basis})")
    known = {point.period: point for point in points}
    touched = sorted({longer_period(period, step) for period in known}, key=lambda one: one.start)
    parts = [(one, _within(one, points[0].period, step)) for one in touched]
    if rule is Rule.LAST_WITHIN:
        return tuple(_last_within(one, within, known) for one, within in parts)
    return tuple(_added_up(one, within, known, counting, redefined) for one, within in parts)


def _within(longer: Period, like: Period, step: Step) -> tuple[Period, ...]:
    """List the shorter periods, of the kind of ``like``, that a longer one is made of."""
    first = Period(kind=like.kind, start=longer.start)
    return tuple(first.shift(place) for place in range(_LONGER_LENGTHS[step] // _LENGTHS[like.kind]))


def _last_within(longer: Period, within: tuple[Period, ...], known: dict[Period, Point]) -> Longer:
    last = within[-1]
    point = known.get(last)
    if point is None or point.value is None:
        ended = any(period.start >= last.start for period in known)
        why = WhyNone.NO_FIGURE if ended else WhyNone.INCOMPLETE
        missing = point.missing if point else None
        return Longer(period=longer, value=None, wanted=len(within), why=why, at=last, missing=missing)
    return Longer(
        period=longer,
        value=point.value,
        numerator=point.numerator,
        denominator=point.denominator,
        parts=(last,),
        wanted=1,
    )


def _added_up(
    longer: Period,
    within: tuple[Period, ...],
    known: dict[Period, Point],
    counting: Counting,
    redefined: Collection[Period],
) -> Longer:
    points = [known[period] for period in within if period in known]
    counted = [counting.of(point) for point in points]
    there = [point for point, counts in zip(points, counted, strict=True) if point.value is not None or counts]
    parts, wanted = tuple(point.period for point in there), len(within)
    if len(there) < wanted:
        lacking = next(period for period in within if period not in parts)
        return Longer(period=longer, value=None, parts=parts, wanted=wanted, why=WhyNone.INCOMPLETE, at=lacking)
    changed = next((one for one in redefined if longer.start < one.start <= longer.end), None)
    if changed is not None:
        return Longer(period=longer, value=None, parts=parts, wanted=wanted, why=WhyNone.REDEFINED, at=changed)
    summed = _sum(counted)
    if summed is None:
        return Longer(period=longer, value=None, parts=parts, wanted=wanted, why=WhyNone.NO_COUNTS)
    if not counting.is_sound(summed):
        return Longer(period=longer, value=None, parts=parts, wanted=wanted, why=WhyNone.COUNTS_DISAGREE)
    made = counting.point(longer, summed)
    return Longer(
        period=longer,
        value=made.value,
        numerator=made.numerator,
        denominator=made.denominator,
        parts=parts,
        wanted=wanted,
        why=None if made.value is not None else WhyNone.NO_FIGURE,
        missing=made.missing,
    )


def _sum(counted: Iterable[Counts | None]) -> Counts | None:
    """Add counts up; None where any of them is not known. The population is that of the last."""
    known = list(counted)
    if any(one is None for one in known):
        return None
    return reduce(lambda total, one: one.plus(total), [one for one in known if one is not None])


def counting_of(unit: Unit, *, can_exceed_100: bool) -> Counting:
    """Give how the figures of a measure come from counts."""
    return Counting(unit=unit, can_exceed_100=can_exceed_100)
