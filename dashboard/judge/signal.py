"""Signal: whether the latest figure is news, judged on separate periods only and on nothing but the latest point."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.catalogue.judging import FEWEST_CASES
from dashboard.judge.separate import DIFFERENCES
from dashboard.judge.series import Point
from dashboard.judge.windows import Derivation, NotSeparate, Separate, WhyNotSeparate, separate_periods
from dashboard.judge.xmr import DEFAULT_RULES, Limits, Rule, XmrChart, XmrRules, make_chart
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Polarity, Unit

# Fewer points than this give no state: NHSRplotthedots warns below 12, and its limits are only a trial then.
POINTS_NEEDED = 12
# The fewest cases behind a percentage that is judged, where the catalogue says nothing else.
CASES_NEEDED = FEWEST_CASES


class SignalState(StrEnum):
    """What the latest figure says beside the usual range."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"
    TOO_EARLY = "too_early"
    NOT_JUDGED = "not_judged"
    NO_FIGURE = "no_figure"

    @property
    def stands_out(self) -> bool:
        """Tell whether the figure is news: its own usual range does not explain it."""
        return self in (
            SignalState.IMPROVEMENT, SignalState.CONCERN, SignalState.NEUTRAL_HIGH, SignalState.NEUTRAL_LOW,
        )  # fmt: skip

    @property
    def is_judged(self) -> bool:
        """Tell whether the figure was held against a usual range."""
        return self.stands_out or self is SignalState.COMMON_CAUSE


class WhyNotJudged(StrEnum):
    """Why figures of separate periods are not judged."""

    TOO_FEW_CASES = "too_few_cases"
    # The latest printed figure is there, but what the month alone gave cannot be taken out of it.
    NO_LATEST_POINT = "no_latest_point"
    # Most periods have none: each case is to be looked at, not the number.
    RARE_EVENTS = "rare_events"
    # No two months next to each other have a figure, so nothing says what is usual.
    NO_USUAL_RANGE = "no_usual_range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """The state with what it rests on.

    ``rule`` is the latest point's; ``limits`` are those of its segment, which has ``points`` figures. ``reason`` says
    why it is not judged. ``derivation`` tells how the chart's points came out of the printed figures.
    """

    state: SignalState
    rule: Rule | None = None
    limits: Limits | None = None
    points: int = 0
    needed: int = POINTS_NEEDED
    reason: WhyNotSeparate | WhyNotJudged | None = None
    derivation: Derivation | None = None
    periods: tuple[Period, ...] = ()
    chart: XmrChart | None = None


def judge_signal(
    points: Sequence[Point],
    basis: Basis,
    polarity: Polarity,
    *,
    unit: Unit,
    seasonal: bool = False,
    known: Iterable[Point] = (),
    can_exceed_100: bool = False,
    rules: XmrRules = DEFAULT_RULES,
    rebase_at: Iterable[Period] = (),
    needed: int = POINTS_NEEDED,
    cases_needed: int = CASES_NEEDED,
) -> Signal:
    """Judge the latest of a series' points, which are in the order of time with every gap a point without a value.

    A point flagged earlier stays on the chart and says nothing of now. ``known``, ``seasonal`` and ``can_exceed_100``
    are as in ``separate_periods``. ``rebase_at`` are the periods that begin a new segment, each stated by a person in
    the catalogue. ``needed`` points of the last segment are the fewest that are judged; ``cases_needed``
    are the fewest cases of a percentage, of the middle one of all periods and of the one judged.
    """
    starts = frozenset(rebase_at)
    separate = separate_periods(
        points, basis, unit=unit, seasonal=seasonal, known=known, can_exceed_100=can_exceed_100, rebase_at=starts
    )
    has_figure = bool(points) and points[-1].value is not None
    reason = separate.reason if isinstance(separate, NotSeparate) else _why_not(separate, unit, cases_needed)
    if isinstance(separate, NotSeparate) or reason:
        unjudged = SignalState.NOT_JUDGED if has_figure else SignalState.NO_FIGURE
        derivation = None if isinstance(separate, NotSeparate) else separate.derivation
        why = reason if has_figure else None
        return Signal(state=unjudged, reason=why, derivation=derivation, needed=needed)
    few = _places_of_few_cases(separate, unit, cases_needed)
    found = _judge_latest(separate, polarity, rules, starts, needed, few)
    # The usual range of the months before is there to be drawn, whether the latest has a figure or not.
    return found if has_figure else replace(found, state=SignalState.NO_FIGURE, rule=None, reason=None)


def _judge_latest(
    separate: Separate,
    polarity: Polarity,
    rules: XmrRules,
    starts: frozenset[Period],
    needed: int,
    few: frozenset[int],
) -> Signal:
    """Judge the last point of a series that may be judged, by the limits of its own segment.

    The points at the places ``few`` feed the limits as any other, and are not marked.
    """
    periods = tuple(point.period for point in separate.points)
    rebase_at = [at for start in starts if (at := _first_since(start, periods)) is not None]
    made = make_chart([point.value for point in separate.points], rules, rebase_at)
    chart = replace(made, rules=tuple(None if at in few else rule for at, rule in enumerate(made.rules)))
    last, rule = chart.segments[-1], chart.rules[-1]
    state, reason = state_of(rule, polarity), None
    if chart.values[-1] is None:
        state, reason = SignalState.NOT_JUDGED, WhyNotJudged.NO_LATEST_POINT
    elif last.points < needed:
        state, rule = SignalState.TOO_EARLY, None
    elif len(periods) - 1 in few:
        state, reason = SignalState.NOT_JUDGED, WhyNotJudged.TOO_FEW_CASES
    elif last.limits is None:
        state, reason = SignalState.NOT_JUDGED, WhyNotJudged.NO_USUAL_RANGE
    return Signal(
        state=state,
        rule=rule,
        reason=reason,
        limits=last.limits,
        points=last.points,
        needed=needed,
        derivation=separate.derivation,
        periods=periods,
        chart=chart,
    )


def _first_since(start: Period, periods: Sequence[Period]) -> int | None:
    """Give the place of the first period that begins with another level or after it; None where none does."""
    return next((at for at, period in enumerate(periods) if period.start >= start.start), None)


def state_of(rule: Rule | None, polarity: Polarity) -> SignalState:
    """Say what standing out means: good or bad by polarity, and neither where there is no better direction."""
    if rule is None:
        return SignalState.COMMON_CAUSE
    if not polarity.has_better_end:
        return SignalState.NEUTRAL_HIGH if rule.is_high else SignalState.NEUTRAL_LOW
    is_good = rule.is_high == (polarity is Polarity.HIGHER_IS_BETTER)
    return SignalState.IMPROVEMENT if is_good else SignalState.CONCERN


def _why_not(separate: Separate, unit: Unit, cases_needed: int) -> WhyNotJudged | None:
    """Say why no point of a series says anything: rare events, or too few cases."""
    points = separate.points
    if not points:
        return WhyNotJudged.NO_LATEST_POINT
    if unit is Unit.COUNT and separate.derivation not in DIFFERENCES and _is_rare(points):
        return WhyNotJudged.RARE_EVENTS
    return WhyNotJudged.TOO_FEW_CASES if unit is Unit.PER_CENT and _cases(points) < cases_needed else None


def _is_rare(points: Sequence[Point]) -> bool:
    """Tell events of which most periods have none, once there are enough periods to tell."""
    figures = [point.value for point in points if point.value is not None]
    return len(figures) >= POINTS_NEEDED and statistics.median(figures) == 0


def _places_of_few_cases(separate: Separate, unit: Unit, cases_needed: int) -> frozenset[int]:
    """List the places of percentages that by themselves rest on too few cases to say anything."""
    if unit is not Unit.PER_CENT:
        return frozenset()
    sizes = (point.denominator for point in separate.points)
    return frozenset(at for at, size in enumerate(sizes) if size is not None and size < cases_needed)


def _cases(points: Sequence[Point]) -> float:
    """Give the middle number of cases; enough where no count is known, since most sheets print only percentages."""
    known = [point.denominator for point in points if point.denominator is not None]
    return statistics.median(known) if known else math.inf
