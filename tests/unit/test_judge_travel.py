"""Direction of travel: all states, ties as shown, and the polarity that turns them round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.schema import Bound, Target
from dashboard.judge.series import Point, gap
from dashboard.judge.travel import direction_of, is_comparable_step
from dashboard.judge.words import TRAVEL_TITLES, TRAVEL_WORDS
from dashboard.periods import financial_year, month, parse_period
from dashboard.vocabulary import AreaRole, Basis, Polarity, Rag, Travel

HIGH, LOW = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
CLOSE, NONE = Polarity.CLOSE_TO_TARGET, Polarity.NO_POLARITY
FIGURES = st.floats(-1000, 1000, allow_nan=False)


APRIL = month(2019, 4)
RANGE = Target(year=financial_year(2019), basis=Basis.IN_MONTH, green=Bound(at_least=10, at_most=15))
NEAR_ENGLAND = Target(year=financial_year(2019), basis=Basis.IN_MONTH, relative_to=AreaRole.ENGLAND, tolerance=2)


def direction(current, before, polarity, rag=Rag.GREEN, decimals=1, target=None, level=None):
    point = None if before is None else Point(period=APRIL, value=before)
    return direction_of(current, point, polarity=polarity, rag=rag, decimals=decimals, target=target, level=level)


def travel(current, previous, polarity, rag=Rag.GREEN, decimals=1, target=None):
    bound = None if target is None else Bound(at_least=target, at_most=target)
    goal = None if bound is None else RANGE.model_copy(update={"green": bound})
    return direction(current, previous, polarity, rag, decimals, goal)


@pytest.mark.parametrize(
    ("current", "previous", "polarity", "rag", "state", "moved"),
    [
        (91, 90, HIGH, Rag.GREEN, Travel.IMPROVEMENT, 1),
        (51, 50, HIGH, Rag.RED, Travel.IMPROVEMENT, 1),
        (90, 91, HIGH, Rag.GREEN, Travel.DECLINE_WITHIN_LIMITS, -1),
        (85, 91, HIGH, Rag.AMBER, Travel.DECLINE_WITHIN_LIMITS, -1),
        (85, 91, HIGH, Rag.NO_TARGET, Travel.DECLINE_WITHIN_LIMITS, -1),
        (50, 91, HIGH, Rag.RED, Travel.DECLINE_NOT_ON_TARGET, -1),
        (90, 90, HIGH, Rag.RED, Travel.STABLE_WITH_POLARITY, 0),
        (20, 21, LOW, Rag.GREEN, Travel.IMPROVEMENT, -1),
        (22, 21, LOW, Rag.AMBER, Travel.DECLINE_WITHIN_LIMITS, 1),
        (30, 21, LOW, Rag.RED, Travel.DECLINE_NOT_ON_TARGET, 1),
        (21, 21, LOW, Rag.GREEN, Travel.STABLE_WITH_POLARITY, 0),
        (443, 372, NONE, Rag.NO_TARGET, Travel.INCREASE_NO_POLARITY, 1),
        (372, 443, NONE, Rag.RED, Travel.DECREASE_NO_POLARITY, -1),
        (372, 372, NONE, Rag.NO_TARGET, Travel.STABLE_NO_POLARITY, 0),
        (0, 0, NONE, Rag.NO_TARGET, Travel.STABLE_NO_POLARITY, 0),
        (None, 90, HIGH, Rag.NO_FIGURE, Travel.NO_COMPARISON, None),
        (90, None, HIGH, Rag.GREEN, Travel.NO_COMPARISON, None),
        (None, None, NONE, Rag.NO_TARGET, Travel.NO_COMPARISON, None),
        (0, 1, LOW, Rag.GREEN, Travel.IMPROVEMENT, -1),  # nought is a figure
    ],
)
def test_the_states_of_the_key(current, previous, polarity, rag, state, moved):
    judged = travel(current, previous, polarity, rag)
    assert (judged.state, judged.moved) == (state, moved)


@pytest.mark.parametrize(
    ("current", "previous", "target", "rag", "state"),
    [
        (12, 10, 12.5, Rag.GREEN, Travel.IMPROVEMENT),
        (13, 14, 12.5, Rag.GREEN, Travel.IMPROVEMENT),
        (14, 13, 12.5, Rag.GREEN, Travel.DECLINE_WITHIN_LIMITS),
        (20, 13, 12.5, Rag.RED, Travel.DECLINE_NOT_ON_TARGET),
        (12, 13, 12.5, Rag.GREEN, Travel.STABLE_WITH_POLARITY),  # as near from the other side
        (12, 10, None, Rag.NO_TARGET, Travel.NO_COMPARISON),
    ],
)
def test_close_to_target_is_about_the_distance(current, previous, target, rag, state):
    assert travel(current, previous, CLOSE, rag, target=target).state is state


@pytest.mark.parametrize(
    ("current", "previous", "decimals", "moved"),
    [
        (21.74, 21.66, 1, 0),  # both shown as 21.7
        (21.75, 21.74, 1, 1),  # 21.8 and 21.7
        (21.74, 21.66, 2, 1),
        (2.4499999999999997, 2.45, 1, 0),  # the same figure, computed and typed
        (90.4, 89.6, 0, 0),
    ],
)
def test_figures_that_are_shown_alike_have_not_moved(current, previous, decimals, moved):
    assert travel(current, previous, HIGH, decimals=decimals).moved == moved


@given(FIGURES, FIGURES, st.sampled_from(Rag), st.integers(0, 2))
def test_the_opposite_polarity_swaps_improvement_and_decline(current, previous, rag, decimals):
    high, low = (travel(current, previous, polarity, rag, decimals) for polarity in (HIGH, LOW))
    declines = {Travel.DECLINE_WITHIN_LIMITS, Travel.DECLINE_NOT_ON_TARGET}
    assert high.moved == low.moved
    if high.state is Travel.STABLE_WITH_POLARITY:
        assert low.state is Travel.STABLE_WITH_POLARITY
    else:
        assert {high.state, low.state} & declines
        assert Travel.IMPROVEMENT in {high.state, low.state}


@given(FIGURES, FIGURES, st.sampled_from([HIGH, LOW, NONE]))
def test_the_way_back_is_the_opposite_way(current, previous, polarity):
    there, back = travel(current, previous, polarity), travel(previous, current, polarity)
    assert there.moved == -back.moved


@given(FIGURES, st.sampled_from(Polarity), st.sampled_from(Rag))
def test_a_figure_has_not_moved_from_itself(value, polarity, rag):
    assert travel(value, value, polarity, rag, target=5.0).moved == 0


@pytest.mark.parametrize(
    ("basis", "current", "before", "comparable"),
    [
        (Basis.YEAR_TO_DATE, "2019-05", "2019-04", True),
        (Basis.YEAR_TO_DATE, "2020-01", "2019-12", True),
        (Basis.YEAR_TO_DATE, "2019-04", "2019-03", False),
        (Basis.IN_MONTH, "2019-04", "2019-03", True),
        (Basis.ROLLING_12_MONTHS, "2019-04", "2019-03", True),
        (Basis.MONTH_END, "2019-04", "2019-03", True),
        (Basis.FINANCIAL_YEAR, "2019/20", "2018/19", True),
    ],
)
def test_a_year_to_date_starts_again_every_april(basis, current, before, comparable):
    assert is_comparable_step(basis, parse_period(current), parse_period(before)) is comparable


def test_every_direction_has_its_words():
    assert set(TRAVEL_WORDS) == set(TRAVEL_TITLES) == set(Travel)
    assert len(set(TRAVEL_TITLES.values())) == len(Travel)


@pytest.mark.parametrize(
    ("current", "previous", "decimals", "change"),
    [
        (20.7, 21.3, 1, -0.6),  # 20.7 less 21.3 is -0.6000000000000014 in binary
        (21.74, 21.66, 1, 0),
        (21.75, 21.74, 1, 0.1),
        (0, 3, 0, -3),
        (90, None, 1, None),
        (None, 90, 1, None),
    ],
)
def test_the_change_is_that_of_the_figures_as_shown(current, previous, decimals, change):
    assert direction(current, previous, HIGH, decimals=decimals).change == change


def test_without_a_figure_on_either_side_there_is_no_comparison():
    for judged in (direction(None, 90, HIGH), direction(90, None, HIGH), direction(None, None, NONE)):
        assert (judged.state, judged.moved, judged.change) == (Travel.NO_COMPARISON, None, None)
    before_is_a_gap = direction_of(90, gap(APRIL), polarity=HIGH, rag=Rag.GREEN, decimals=1, target=None)
    assert (before_is_a_gap.state, before_is_a_gap.since) == (Travel.NO_COMPARISON, APRIL)


@pytest.mark.parametrize(
    ("current", "previous", "target", "level", "rag", "state"),
    [
        (14, 11, RANGE, None, Rag.GREEN, Travel.STABLE_WITH_POLARITY),  # both inside: as good as each other
        (15, 10, RANGE, None, Rag.GREEN, Travel.STABLE_WITH_POLARITY),
        (12, 16, RANGE, None, Rag.GREEN, Travel.IMPROVEMENT),
        (9, 8, RANGE, None, Rag.AMBER, Travel.IMPROVEMENT),
        (16, 12, RANGE, None, Rag.AMBER, Travel.DECLINE_WITHIN_LIMITS),
        (20, 12, RANGE, None, Rag.RED, Travel.DECLINE_NOT_ON_TARGET),
        (9, 16, RANGE, None, Rag.AMBER, Travel.STABLE_WITH_POLARITY),  # a point short, a point over
        (9.9, 15.1, RANGE, None, Rag.AMBER, Travel.STABLE_WITH_POLARITY),
        (12, 16, None, None, Rag.NO_TARGET, Travel.NO_COMPARISON),
        (21, 23, NEAR_ENGLAND, 20.0, Rag.AMBER, Travel.IMPROVEMENT),
        (21, 23, NEAR_ENGLAND, None, Rag.NOT_RATED, Travel.NO_COMPARISON),
    ],
)
def test_close_to_target_is_the_distance_from_the_green_range(current, previous, target, level, rag, state):
    assert direction(current, previous, CLOSE, rag, target=target, level=level).state is state


def test_the_number_of_a_close_to_target_measure_has_moved_even_without_a_target():
    judged = direction(12, 16, CLOSE, Rag.NO_TARGET)
    assert (judged.moved, judged.change) == (-1, -4)
