"""Whether the latest figure is news: separate periods only, the latest point only, and good or bad by polarity."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.series import Point
from dashboard.judge.signal import (
    CASES_NEEDED,
    POINTS_NEEDED,
    Signal,
    SignalState,
    WhyNotJudged,
    judge_signal,
)
from dashboard.judge.xmr import Rule
from dashboard.periods import month
from dashboard.vocabulary import Basis, Missing, Polarity, Unit

FIRST = month(2018, 4)
SIMULATED = 4_000
MONTHS = 24
OVERLAPPING = [Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE, Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR]


def points(*values: float | None, cases: float | None = None) -> list[Point]:
    return [
        Point(
            period=FIRST.shift(at),
            value=value,
            denominator=cases if value is not None else None,
            missing=Missing.NO_FIGURE if value is None else None,
        )
        for at, value in enumerate(values)
    ]


def judged(
    series: list[Point], basis: Basis = Basis.IN_MONTH, polarity: Polarity = Polarity.HIGHER_IS_BETTER
) -> Signal:
    return judge_signal(series, basis, polarity, unit=Unit.PER_CENT)


STEADY = [50.0, 52, 49, 51, 50, 48, 51, 52, 49, 50, 51, 49]


@pytest.mark.parametrize(
    ("latest", "polarity", "state"),
    [
        (70.0, Polarity.HIGHER_IS_BETTER, SignalState.IMPROVEMENT),
        (70.0, Polarity.LOWER_IS_BETTER, SignalState.CONCERN),
        (30.0, Polarity.HIGHER_IS_BETTER, SignalState.CONCERN),
        (30.0, Polarity.LOWER_IS_BETTER, SignalState.IMPROVEMENT),
        (70.0, Polarity.NO_POLARITY, SignalState.NEUTRAL_HIGH),
        (30.0, Polarity.CLOSE_TO_TARGET, SignalState.NEUTRAL_LOW),
        (51.0, Polarity.HIGHER_IS_BETTER, SignalState.COMMON_CAUSE),
    ],
)
def test_standing_out_is_good_or_bad_by_polarity(latest, polarity, state):
    found = judged(points(*STEADY, latest), polarity=polarity)
    assert found.state is state
    assert found.points == len(STEADY) + 1


def test_only_the_latest_point_is_the_headline():
    found = judged(points(*STEADY, 70.0, 50.0))
    assert found.state is SignalState.COMMON_CAUSE
    assert found.chart is not None
    assert Rule.OUTSIDE_ABOVE in found.chart.rules


@pytest.mark.parametrize("series", [[], points(None), points(*STEADY, None)])
def test_a_latest_month_without_a_figure_has_no_state(series):
    assert judged(series).state is SignalState.NO_FIGURE


@pytest.mark.parametrize("months", [1, 2, 7, POINTS_NEEDED - 1])
def test_a_short_series_is_too_early_to_tell(months):
    found = judged(points(*[*STEADY[: months - 1], 90.0]))
    assert (found.state, found.rule, found.points, found.needed) == (SignalState.TOO_EARLY, None, months, 12)


def test_after_a_rebase_the_new_segment_is_judged_alone():
    series = points(*STEADY, *[value + 20 for value in STEADY])
    whole, rebased = (
        judged(series),
        judge_signal(
            series, Basis.IN_MONTH, Polarity.HIGHER_IS_BETTER, unit=Unit.PER_CENT, rebase_at=[series[12].period]
        ),
    )
    assert whole.state is SignalState.IMPROVEMENT
    assert rebased.state is SignalState.COMMON_CAUSE
    early = judge_signal(
        series[:20], Basis.IN_MONTH, Polarity.HIGHER_IS_BETTER, unit=Unit.PER_CENT, rebase_at=[series[12].period]
    )
    assert (early.state, early.points) == (SignalState.TOO_EARLY, 8)


@pytest.mark.parametrize(("cases", "is_judged"), [(CASES_NEEDED, True), (CASES_NEEDED - 1, False), (None, True)])
def test_a_percentage_of_few_cases_is_not_judged(cases, is_judged):
    found = judged(points(*STEADY, 70.0, cases=cases))
    assert (found.state is SignalState.IMPROVEMENT) is is_judged
    assert (found.reason is WhyNotJudged.TOO_FEW_CASES) is not is_judged


@pytest.mark.parametrize(("cases", "is_judged"), [(CASES_NEEDED, True), (CASES_NEEDED - 1, False), (5, False)])
def test_a_latest_percentage_of_few_cases_is_not_judged_though_others_have_many(cases, is_judged):
    series = [*points(*STEADY, cases=300), Point(period=FIRST.shift(len(STEADY)), value=70.0, denominator=cases)]
    found = judged(series)
    assert (found.state is SignalState.IMPROVEMENT) is is_judged
    assert (found.reason is WhyNotJudged.TOO_FEW_CASES) is not is_judged
    assert (found.chart.rules[-1] is not None) is is_judged  # nor is it marked on the chart
    assert found.limits is not None


def test_an_earlier_percentage_of_few_cases_is_not_marked():
    few = Point(period=FIRST.shift(len(STEADY)), value=70.0, denominator=5)
    rest = [Point(period=FIRST.shift(len(STEADY) + 1 + at), value=50.0, denominator=300) for at in range(2)]
    found = judged([*points(*STEADY, cases=300), few, *rest])
    assert found.chart.rules[len(STEADY)] is None
    assert found.chart.values[len(STEADY)] == 70.0


def test_a_latest_figure_that_cannot_be_taken_apart_is_not_judged():
    stock = [*points(*[400.0 + at for at in range(14)]), Point(period=FIRST.shift(14), value=None)]
    stock = [*stock, Point(period=FIRST.shift(15), value=415.0)]
    found = judge_signal(stock, Basis.MONTH_END, Polarity.LOWER_IS_BETTER, unit=Unit.COUNT)
    assert (found.state, found.reason) == (SignalState.NOT_JUDGED, WhyNotJudged.NO_LATEST_POINT)


def test_months_of_which_no_two_are_neighbours_have_no_usual_range():
    every_other = [value for at in range(13) for value in (50.0 + at, None)][:-1]
    found = judged(points(*every_other))
    assert (found.state, found.reason) == (SignalState.NOT_JUDGED, WhyNotJudged.NO_USUAL_RANGE)


@pytest.mark.parametrize("basis", OVERLAPPING)
@given(values=st.lists(st.floats(0, 100), min_size=13, max_size=40))
def test_no_overlapping_series_of_percentages_alone_ever_gets_a_signal(basis, values):
    assert judged(points(*values), basis).state is SignalState.NOT_JUDGED


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=36))
def test_flipping_polarity_swaps_better_and_worse_and_moves_no_limit(values):
    series = points(*[value / 10 for value in values])
    up, down = judged(series), judged(series, polarity=Polarity.LOWER_IS_BETTER)
    swapped = {SignalState.IMPROVEMENT: SignalState.CONCERN, SignalState.CONCERN: SignalState.IMPROVEMENT}
    assert swapped.get(up.state, up.state) is down.state
    assert (up.limits, up.rule) == (down.limits, down.rule)


def test_of_stable_series_fewer_than_three_in_a_hundred_are_flagged():
    draw = random.Random(20)
    flagged = 0
    for _ in range(SIMULATED):
        shares = [100 * sum(draw.random() < 0.21 for _ in range(100)) / 100 for _ in range(MONTHS)]
        state = judged(points(*shares, cases=100)).state
        flagged += state in (SignalState.IMPROVEMENT, SignalState.CONCERN)
    assert 0 < flagged < 0.03 * SIMULATED
