"""Direction of travel: all states, ties as shown, and the polarity that turns them round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.travel import is_comparable_step, judge_travel
from dashboard.judge.words import TRAVEL_TITLES, TRAVEL_WORDS
from dashboard.periods import parse_period
from dashboard.vocabulary import Basis, Polarity, Rag, Travel

HIGH, LOW = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
CLOSE, NONE = Polarity.CLOSE_TO_TARGET, Polarity.NO_POLARITY
FIGURES = st.floats(-1000, 1000, allow_nan=False)


def travel(current, previous, polarity, rag=Rag.GREEN, decimals=1, target=None):
    return judge_travel(current, previous, polarity=polarity, rag=rag, decimals=decimals, target=target)


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
