"""One figure to be judged, with everything that its judgement may rest on; nothing is read from anywhere else."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.schema import Question, Target, Trajectory
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """How much more authorities differ than chance would have them: ``phi``, from so many ``authorities``."""

    phi: float
    authorities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFigure:
    """One comparator's figure, and ours of the same period and form beside which it is held.

    ``key`` is ``region``, ``statistical_neighbours``, ``statistical_neighbours_pooled`` or ``england``; ``who`` names
    it within a sentence ("the average of 10 statistical neighbours"). ``method`` says how the figure came about and
    ``n`` over how many. ``half_digit`` is half the last digit that it is published with. ``ours`` is None where we have
    no figure of that period and form; ``reason`` says in words why the two are not compared, where they are not.
    ``scatter`` is that of all authorities, where they are known.
    """

    key: str
    who: str
    period: Period
    basis: Basis
    value: float | None
    decimals: int
    ours: Point | None
    missing: Missing | None = None
    method: str = ""
    n: int | None = None
    half_digit: float = 0
    is_provisional: bool = False
    scatter: Scatter | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSoFar:
    """The counts of the year up to the period judged, and how many the whole year is expected to be out of.

    ``expected_from`` is the year whose denominator that is, ``target`` the year's, None where that is the figure's own.
    """

    numerator: float
    denominator: float
    expected_denominator: float
    expected_from: Period
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure to be judged: the last of ``points``, which are in the order of time with every gap a point.

    ``known`` are figures of single months with counts, from which rolling windows can be taken apart. ``as_reported``
    is the same series as it was first reported, empty where nothing was restated since. ``before`` is the figure that
    the direction of travel is since. ``level`` is the comparator's figure that a relative target is set by, of our own
    period, with ``level_reason`` in words where there is none. ``whole_years`` are our own yearly figures, oldest
    first with gaps. ``questions`` are the catalogue's. ``published_in`` is the month in which the national figure of
    a provisional one is due.
    """

    measured: Measured
    basis: Basis
    points: tuple[Point, ...]
    known: tuple[Point, ...] = ()
    as_reported: tuple[Point, ...] = ()
    before: Point | None = None
    target: Target | None = None
    level: float | None = None
    level_reason: str = ""
    whole_years: tuple[Point, ...] = ()
    year_so_far: YearSoFar | None = None
    trajectory: Trajectory | None = None
    others: tuple[OtherFigure, ...] = ()
    questions: tuple[Question, ...] = ()
    is_provisional: bool = False
    published_in: Period | None = None

    @property
    def latest(self) -> Point:
        """Give the figure judged."""
        return self.points[-1]

    @property
    def target_of_year(self) -> Target | None:
        """Give the target that the whole year is to meet: the year's own, else that of the figure."""
        own = self.year_so_far.target if self.year_so_far else None
        return own or self.target
