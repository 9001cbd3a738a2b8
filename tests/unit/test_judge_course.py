"""On course to a dated target: the straight line from the baseline, month by month."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.schema import Trajectory
from dashboard.judge.course import CourseState, due_by, judge_course
from dashboard.periods import month, parse_period
from dashboard.vocabulary import Basis, Polarity

HIGH, LOW = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
CLOSE, NEITHER = Polarity.CLOSE_TO_TARGET, Polarity.NO_POLARITY
ON, BEHIND, CANNOT = CourseState.ON_COURSE, CourseState.BEHIND, CourseState.CANNOT_SAY


def a_trajectory(baseline=80.0, target=92.0, since="2019-03", until="2020-03"):
    return Trajectory(
        basis=Basis.IN_MONTH,
        since=parse_period(since),
        baseline=baseline,
        until=parse_period(until),
        target=target,
    )


UP, DOWN = a_trajectory(), a_trajectory(26.0, 20.0)


@pytest.mark.parametrize(
    ("value", "period", "trajectory", "polarity", "state", "due"),
    [
        (70, "2019-02", UP, HIGH, CANNOT, None),  # before the baseline
        (80, "2019-03", UP, HIGH, ON, 80),
        (79.9, "2019-03", UP, HIGH, BEHIND, 80),
        (81, "2019-04", UP, HIGH, ON, 81),
        (86, "2019-09", UP, HIGH, ON, 86),
        (85.95, "2019-09", UP, HIGH, ON, 86),  # shown as 86.0
        (85.94, "2019-09", UP, HIGH, BEHIND, 86),
        (92, "2020-03", UP, HIGH, ON, 92),
        (91.9, "2020-04", UP, HIGH, BEHIND, 92),  # after it, against the target itself
        (92, "2025-01", UP, HIGH, ON, 92),
        (None, "2019-09", UP, HIGH, CANNOT, 86),
        (86, "2019-09", UP, NEITHER, CANNOT, 86),
        (83, "2019/20-Q2", UP, HIGH, BEHIND, 86),  # July to September: its last month
        (86, "2019/20-Q2", UP, HIGH, ON, 86),
        (92, "2019/20", UP, HIGH, ON, 92),
        (23, "2019-09", DOWN, LOW, ON, 23),
        (23.1, "2019-09", DOWN, LOW, BEHIND, 23),
        (22.0, "2019-09", DOWN, LOW, ON, 23),
        (17, "2019-09", DOWN, CLOSE, ON, 23),  # as near the target as the line, from the other side
        (16.9, "2019-09", DOWN, CLOSE, BEHIND, 23),
        (20.3, "2020-02", a_trajectory(20.1, 20.2), CLOSE, BEHIND, 20.2),
        (20.1, "2019-03", a_trajectory(20.3, 20.2), CLOSE, ON, 20.3),  # no binary crumb decides
    ],
)
def test_beside_the_line(value, period, trajectory, polarity, state, due):
    judged = judge_course(value, parse_period(period), trajectory, polarity, 1)
    assert (judged.state, judged.due) == (state, due)
    assert judged.trajectory is trajectory


def test_without_a_trajectory_there_is_no_course():
    assert judge_course(90, month(2019, 4), None, HIGH, 1) is None


def test_the_line_is_rounded_as_the_figure_is_shown():
    third = a_trajectory(80.0, 81.0, "2019-03", "2019-06")
    assert judge_course(80.3, month(2019, 4), third, HIGH, 1).due == 80.3
    assert judge_course(80.3, month(2019, 4), third, HIGH, 1).state is ON
    assert judge_course(80.3, month(2019, 4), third, HIGH, 2).state is BEHIND


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 60), st.integers(0, 59))
def test_each_month_adds_the_same(baseline, target, length, step):
    trajectory = Trajectory(
        basis=Basis.IN_MONTH, since=month(2019, 4), baseline=baseline, until=month(2019, 4).shift(length), target=target
    )
    due = [due_by(trajectory, month(2019, 4).shift(number)) for number in (step, step + 1)]
    wanted = (target - baseline) / length if step < length else 0
    assert due[1] - due[0] == pytest.approx(wanted)
    assert due_by(trajectory, month(2019, 3)) is None
