"""Whether a figure is where its trajectory to a dated target would have it by now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dashboard.catalogue.schema import Trajectory
from dashboard.periods import Period
from dashboard.precision import round_half_up
from dashboard.vocabulary import Polarity


class CourseState(StrEnum):
    """Where a figure lies beside the trajectory's figure of its month."""

    ON_COURSE = "on_course"
    BEHIND = "behind"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The state with the trajectory's figure of the period as shown: None before its baseline, the target after it."""

    state: CourseState
    due: float | None
    trajectory: Trajectory


def judge_course(
    value: float | None, period: Period, trajectory: Trajectory | None, polarity: Polarity, decimals: int
) -> Course | None:
    """Hold a figure against the trajectory's of its month, both as shown; None where there is no trajectory.

    A longer period than a month is held against the figure of its last month. On the line is on course.
    """
    if trajectory is None:
        return None
    due = due_by(trajectory, period)
    if due is None:
        return Course(state=CourseState.CANNOT_SAY, due=None, trajectory=trajectory)
    due_as_shown = round_half_up(due, decimals)
    state = CourseState.CANNOT_SAY
    if value is not None and polarity is not Polarity.NO_POLARITY:
        goal = round_half_up(trajectory.target, decimals)
        is_short = _shortfall(round_half_up(value, decimals), due_as_shown, goal, polarity) > 0
        state = CourseState.BEHIND if is_short else CourseState.ON_COURSE
    return Course(state=state, due=float(due_as_shown), trajectory=trajectory)


def due_by(trajectory: Trajectory, period: Period) -> float | None:
    """Give the straight line's figure of a period's last month: None before the baseline, the target past the end."""
    gone = period.last_month.month_number - trajectory.since.month_number
    whole = trajectory.until.month_number - trajectory.since.month_number
    if gone < 0:
        return None
    if gone >= whole:
        return trajectory.target
    return trajectory.baseline + (trajectory.target - trajectory.baseline) * gone / whole


def _shortfall(value: Decimal, due: Decimal, target: Decimal, polarity: Polarity) -> Decimal:
    """Give by how much a figure falls short of the line; close to target, by how much it is further off than it."""
    if polarity is Polarity.CLOSE_TO_TARGET:
        return abs(value - target) - abs(due - target)
    return due - value if polarity is Polarity.HIGHER_IS_BETTER else value - due
