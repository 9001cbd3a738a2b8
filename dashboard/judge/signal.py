"""Signal: whether the latest figure is news, judged on separate periods only and on nothing but the latest point."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.judge.series import Point
from dashboard.judge.windows import Derivation, NotSeparate, Separate, WhyNotSeparate, separate_periods
from dashboard.judge.xmr import DEFAULT_RULES, Limits, Rule, XmrChart, XmrRules, make_chart
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Polarity, Unit

# Fewer points than this give no state: NHSRplotthedots warns below 12, and its limits are only a trial then.
POINTS_NEEDED = 12
# Percentages of fewer cases than this raise false alarms twice as often near 0 and 100 (statistics.md §1; our choice).
CASES_NEEDED = 30


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


class WhyNotJudged(StrEnum):
    """Why figures of separate periods are not judged."""

    TOO_FEW_CASES = "too_few_cases"
    # The latest printed figure is there, but what the month alone gave cannot be taken out of it.
    NO_LATEST_POINT = "no_latest_point"
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
) -> Signal:
    """Judge the latest of a series' points, which are in the order of time with every gap a point without a value.

    A point flagged earlier stays on the chart and says nothing of now. ``known``, ``seasonal`` and ``can_exceed_100``
    are as in ``separate_periods``. ``rebase_at`` are the periods that begin a new segment, each stated by a person in
    the catalogue. ``needed`` points of the last segment are the fewest that are judged.
    """
    if not points or points[-1].value is None:
        return Signal(state=SignalState.NO_FIGURE, needed=needed)
    separate = separate_periods(points, basis, unit=unit, seasonal=seasonal, known=known, can_exceed_100=can_exceed_100)
    if isinstance(separate, NotSeparate):
        return Signal(state=SignalState.NOT_JUDGED, reason=separate.reason, needed=needed)
    if reason := _why_not(separate.points, unit):
        return Signal(state=SignalState.NOT_JUDGED, reason=reason, derivation=separate.derivation, needed=needed)
    return _judge_latest(separate, polarity, rules, frozenset(rebase_at), needed)


def _judge_latest(
    separate: Separate, polarity: Polarity, rules: XmrRules, starts: frozenset[Period], needed: int
) -> Signal:
    """Judge the last point of a series that may be judged, by the limits of its own segment."""
    periods = tuple(point.period for point in separate.points)
    rebase_at = [at for at, period in enumerate(periods) if period in starts]
    chart = make_chart([point.value for point in separate.points], rules, rebase_at)
    last, rule = chart.segments[-1], chart.rules[-1]
    is_early = last.points < needed
    no_range = not is_early and last.limits is None
    state = SignalState.TOO_EARLY if is_early else SignalState.NOT_JUDGED if no_range else state_of(rule, polarity)
    return Signal(
        state=state,
        rule=None if is_early else rule,
        reason=WhyNotJudged.NO_USUAL_RANGE if no_range else None,
        limits=last.limits,
        points=last.points,
        needed=needed,
        derivation=separate.derivation,
        periods=periods,
        chart=chart,
    )


def state_of(rule: Rule | None, polarity: Polarity) -> SignalState:
    """Say what standing out means: good or bad by polarity, and neither where there is no better direction."""
    if rule is None:
        return SignalState.COMMON_CAUSE
    if polarity not in (Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER):
        return SignalState.NEUTRAL_HIGH if rule.is_high else SignalState.NEUTRAL_LOW
    is_good = rule.is_high == (polarity is Polarity.HIGHER_IS_BETTER)
    return SignalState.IMPROVEMENT if is_good else SignalState.CONCERN


def _why_not(points: Sequence[Point], unit: Unit) -> WhyNotJudged | None:
    if not points or points[-1].value is None:
        return WhyNotJudged.NO_LATEST_POINT
    return WhyNotJudged.TOO_FEW_CASES if unit is Unit.PER_CENT and _cases(points) < CASES_NEEDED else None


def _cases(points: Sequence[Point]) -> float:
    """Give the middle number of cases; enough where no count is known, since most sheets print only percentages."""
    known = [point.denominator for point in points if point.denominator is not None]
    return statistics.median(known) if known else CASES_NEEDED
