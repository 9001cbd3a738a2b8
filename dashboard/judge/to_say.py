"""What a sentence is made from: a figure, what was judged of it, and what it was compared with.

Percentages are numbers such as 92.9, and differences of them are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.course import Course
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.series import spacing_of
from dashboard.judge.signal import Signal, SignalState, WhyNotJudged
from dashboard.judge.xmr import Rule, side_of
from dashboard.judge.year_ahead import YearAhead
from dashboard.judge.year_on_year import YearOnYear
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Missing, Polarity, Rag, Unit

SHIFTS = (Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW)
TRENDS = (Rule.TREND_UP, Rule.TREND_DOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalToSay:
    """The signal of the latest point.

    ``value`` is the point judged, where it is not the printed figure (``derivation`` says what it is then); ``run`` is
    how many points the shift or trend has, the latest included; ``since`` is the period that began a new usual level;
    ``reason`` is why it is not judged. ``spacing`` is 3 for months that stand a quarter apart. ``is_by_revision`` marks
    a state that only revised figures brought about.
    """

    state: SignalState
    rule: Rule | None = None
    derivation: Derivation | None = None
    value: float | None = None
    run: int = 0
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    points: int = 0
    needed: int = 0
    since: Period | None = None
    reason: WhyNotSeparate | WhyNotJudged | None = None
    spacing: int = 1
    is_by_revision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAheadToSay:
    """What the rest of the year must bring; ``target`` is the whole year's, in words ("below 22%")."""

    state: YearAhead
    target: str
    needed: float | None = None
    so_far: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSay:
    """One figure with all that is to be said of it.

    ``target`` is in words ("90% or more"), and ``rag_reason`` says why the figure is not rated; ``counted`` names what
    the counts count ("children"). ``revised_from`` is what was last reported, ``published_in`` the month in which the
    national figure is due.
    """

    name: str
    unit: Unit
    decimals: int
    polarity: Polarity
    period: Period
    basis: Basis
    value: float | None
    signal: SignalToSay
    missing: Missing | None = None
    numerator: float | None = None
    denominator: float | None = None
    counted: str = ""
    can_exceed_100: bool = False
    rag: Rag | None = None
    target: str = ""
    rag_reason: str = ""
    assurance: Assurance = Assurance.NONE
    year_on_year: YearOnYear | None = None
    year_ahead: YearAheadToSay | None = None
    course: Course | None = None
    comparisons: tuple[Comparison, ...] = ()
    revised_from: float | None = None
    is_provisional: bool = False
    published_in: Period | None = None


def signal_to_say(signal: Signal, *, since: Period | None = None, is_by_revision: bool = False) -> SignalToSay:
    """Take from a signal what a sentence needs; ``since`` is the period of its last rebase, if any."""
    values = signal.chart.values if signal.chart else ()
    limits = signal.limits
    return SignalToSay(
        state=signal.state,
        rule=signal.rule,
        derivation=signal.derivation,
        value=values[-1] if values else None,
        run=_run(signal),
        mean=limits.mean if limits else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        points=signal.points,
        needed=signal.needed,
        since=since,
        reason=signal.reason,
        spacing=spacing_of(signal.periods),
        is_by_revision=is_by_revision,
    )


def _run(signal: Signal) -> int:
    """Count the points of the shift or trend that the latest one ends; 0 for every other rule."""
    if signal.chart is None or signal.limits is None or signal.rule not in (*SHIFTS, *TRENDS):
        return 0
    values = signal.chart.values[signal.chart.segments[-1].first :]
    if signal.rule in SHIFTS:
        return _same_to_the_end([side_of(value, signal.limits.mean) for value in values])
    steps = [0 if a is None or b is None else side_of(b, a) for a, b in pairwise(values)]
    return _same_to_the_end(steps) + 1


def _same_to_the_end(sides: Sequence[int]) -> int:
    return sum(1 for _ in takewhile(lambda side: side == sides[-1], reversed(sides)))
