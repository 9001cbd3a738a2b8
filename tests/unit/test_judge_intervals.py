"""Intervals, the five-year test and what a figure says beside a benchmark: known answers and edge cases.

The worked examples are in test_judge_oracles.py, the check against other libraries in test_judge_statsmodels.py.
"""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.five_years import CANNOT_SAY, measured_trend, proportion_trend
from dashboard.judge.intervals import (
    LEVEL_95,
    LEVEL_998,
    Interval,
    IntervalMethod,
    count_interval,
    difference_interval,
    proportion_interval,
    rate_difference_interval,
)
from dashboard.judge.verdict import Beside, beside_benchmark, scatter, scatter_of_rates
from dashboard.judge.year_ahead import YearAhead, required_rate, required_rate_at_pace
from dashboard.vocabulary import Polarity


def between(lower: float, upper: float, level: float) -> Interval:
    return Interval(lower=lower, upper=upper, level=level, method=IntervalMethod.WILSON)


# Rotherham's final counts of 2018/19 and 2019/20 (Department for Education, Children in need, C1 and D3).
REPEAT_PLANS, RE_REFERRALS = ((145, 684), (119, 676)), ((886, 4163), (780, 3766))


@pytest.mark.parametrize(("counts", "expected"), [(REPEAT_PLANS[0], (18.3, 24.4)), (RE_REFERRALS[0], (20.1, 22.6))])
def test_wilson_intervals_of_the_june_2020_paper(counts, expected):
    found = proportion_interval(*counts)
    assert (round(found.lower, 1), round(found.upper, 1)) == expected
    assert found.method is IntervalMethod.WILSON


@pytest.mark.parametrize(("years", "expected"), [(REPEAT_PLANS, (-7.8, 0.6)), (RE_REFERRALS, (-2.4, 1.2))])
def test_a_year_on_year_difference_with_its_interval(years, expected):
    before, after = years
    found = difference_interval(after, before)
    assert (round(found.lower, 1), round(found.upper, 1)) == expected
    assert found.holds(0)


@pytest.mark.parametrize(
    ("counts", "lower", "upper"), [((0, 10), 0.0, 27.75), ((10, 10), 72.25, 100.0), ((1, 1), 20.65, 100.0)]
)
def test_nothing_and_everything_stay_within_0_and_100(counts, lower, upper):
    found = proportion_interval(*counts)
    assert (round(found.lower, 2), round(found.upper, 2)) == (lower, upper)


@pytest.mark.parametrize("counts", [(1, 0), (-1, 5), (6, 5), (0, 0)])
def test_counts_that_are_no_proportion_are_refused(counts):
    with pytest.raises(ValueError, match="no proportion"):
        proportion_interval(*counts)


@pytest.mark.parametrize(
    ("count", "lower", "upper", "method"),
    [
        (0, 0.0, 3.689, IntervalMethod.EXACT_POISSON),
        (5, 1.623, 11.668, IntervalMethod.EXACT_POISSON),
        (10, 4.788, 18.391, IntervalMethod.BYAR),
        (100, 81.359, 121.632, IntervalMethod.BYAR),
    ],
)
def test_counts_below_ten_are_exact_and_byar_serves_the_rest(count, lower, upper, method):
    found = count_interval(count)
    assert (round(found.lower, 3), round(found.upper, 3)) == pytest.approx((lower, upper), abs=0.006)
    assert found.method is method


def test_a_rate_is_its_counts_interval_per_so_many():
    rate, count = count_interval(100, per=10_000, population=50_000), count_interval(100)
    assert (rate.lower, rate.upper) == pytest.approx((count.lower / 5, count.upper / 5))


@given(st.integers(1, 500), st.integers(0, 500))
def test_the_wider_level_holds_the_narrower_and_both_hold_the_share(number, part):
    part = min(part, number)
    inner, outer = proportion_interval(part, number), proportion_interval(part, number, LEVEL_998)
    assert outer.lower <= inner.lower <= 100 * part / number + 1e-9
    assert 100 * part / number - 1e-9 <= inner.upper <= outer.upper


@given(st.integers(1, 300), st.integers(0, 300), st.integers(1, 300), st.integers(0, 300))
def test_a_difference_turned_round_is_its_mirror(first_of, first, second_of, second):
    one, other = (min(first, first_of), first_of), (min(second, second_of), second_of)
    there, back = difference_interval(one, other), difference_interval(other, one)
    assert (there.lower, there.upper) == pytest.approx((-back.upper, -back.lower))


def test_a_benchmark_printed_with_one_decimal_is_given_its_half_digit():
    inner, outer = proportion_interval(*RE_REFERRALS[0]), proportion_interval(*RE_REFERRALS[0], LEVEL_998)
    assert beside_benchmark(inner, outer, 22.6) is Beside.LOWER
    assert beside_benchmark(inner, outer, 22.6, half_digit=0.05) is Beside.SIMILAR
    assert beside_benchmark(inner, outer, 24.6, half_digit=0.05) is Beside.MUCH_LOWER


def test_rounding_that_reaches_from_one_side_of_the_interval_to_the_other_is_similar():
    """A benchmark printed as a whole number beside ours of very many cases may lie on either side of it."""
    inner, outer = between(20.1, 20.2, LEVEL_95), between(20.0, 20.3, LEVEL_998)
    assert beside_benchmark(inner, outer, 20, half_digit=0.5) is Beside.SIMILAR
    assert beside_benchmark(inner, outer, 20, half_digit=0.05) is Beside.HIGHER
    assert beside_benchmark(inner, outer, 19, half_digit=0.5) is Beside.MUCH_HIGHER


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        (2.5, Beside.SIMILAR), (2.7, Beside.SIMILAR), (2.49, Beside.HIGHER), (2.71, Beside.LOWER),
        (2.3, Beside.HIGHER), (2.29, Beside.MUCH_HIGHER), (2.9, Beside.LOWER), (2.91, Beside.MUCH_LOWER),
    ],
)  # fmt: skip
def test_the_ends_of_an_interval_belong_to_it(benchmark, expected):
    assert beside_benchmark(between(2.5, 2.7, LEVEL_95), between(2.3, 2.9, LEVEL_998), benchmark) is expected


@pytest.mark.parametrize(
    ("later", "earlier", "lower", "upper"),
    [
        ((2132, 56887), (2168, 56735), -30.0, 15.3),  # section 47 enquiries per 10,000, 2018/19 to 2019/20
        ((0, 1000), (0, 1000), -36.9, 36.9),
        ((5, 1000), (0, 1000), 0.0, 116.7),
    ],
)
def test_the_interval_of_a_difference_of_rates(later, earlier, lower, upper):
    found = rate_difference_interval(later, earlier, per=10_000)
    # Worked out by hand from the normal approximation, or of few from the exact intervals.
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=0.2)
    assert found.method is IntervalMethod.DIFFERENCE_OF_RATES
    back = rate_difference_interval(earlier, later, per=10_000)
    assert (back.lower, back.upper) == pytest.approx((-found.upper, -found.lower))


@given(st.integers(0, 200), st.floats(1, 40))
def test_stretching_widens_the_interval_of_a_count_and_never_below_nought(count, widened):
    plain, wide = count_interval(count), count_interval(count, widened=widened)
    assert 0 <= wide.lower <= plain.lower + 1e-9
    assert plain.upper - 1e-9 <= wide.upper < math.inf


def test_rates_scatter_too():
    alike = [(200, 10_000)] * 40
    apart = [(100 + 10 * step, 10_000) for step in range(21)]
    assert scatter_of_rates(alike, 0.02) == 1.0
    assert scatter_of_rates([], 0.02) == 1.0
    assert scatter_of_rates(apart, 0.0) == 1.0
    # 200 are expected of each; of 21 the two at either end are pulled in to 120 and 280.
    squares = 6 * 80**2 + 2 * sum((10 * step) ** 2 for step in range(8))
    assert scatter_of_rates(apart, 0.02) == pytest.approx(squares / 200 / 21)
    assert scatter_of_rates([*apart, (1, 0)], 0.02) == scatter_of_rates(apart, 0.02)


@pytest.mark.parametrize("benchmark", [0.0, 1.0])
def test_no_scatter_about_none_or_all(benchmark):
    assert scatter([(1, 10)] * 40, benchmark) == 1.0


def test_authorities_that_differ_more_than_chance_widen_the_interval():
    alike = [(200, 1000)] * 40
    apart = [(100 + 10 * step, 1000) for step in range(21)]
    assert scatter(alike, 0.2) == 1.0
    assert scatter([], 0.2) == 1.0
    phi = scatter(apart, 0.2)
    assert phi > 5
    narrow, wide = proportion_interval(200, 1000), proportion_interval(200, 1000, widened=phi**0.5)
    assert wide.lower < narrow.lower < narrow.upper < wide.upper


@pytest.mark.parametrize("years", [4, 6, 0])
def test_another_number_of_years_cannot_be_tested(years):
    assert proportion_trend([5.0] * years, [10.0] * years) == CANNOT_SAY
    assert measured_trend([5.0] * years, [(4.0, 6.0)] * years) == CANNOT_SAY


@pytest.mark.parametrize(
    ("so_far", "target", "polarity", "state", "needed"),
    [
        ((217, 1000), 20.5, Polarity.LOWER_IS_BETTER, YearAhead.NEEDS, 17.5),
        ((700, 1000), 40, Polarity.LOWER_IS_BETTER, YearAhead.OUT_OF_REACH, -35.0),
        ((0, 1000), 90, Polarity.LOWER_IS_BETTER, YearAhead.SECURED, 315.0),
        ((900, 1000), 70, Polarity.HIGHER_IS_BETTER, YearAhead.NEEDS, 20.0),
        ((990, 1000), 70, Polarity.HIGHER_IS_BETTER, YearAhead.SECURED, -2.5),
        ((200, 1000), 90, Polarity.HIGHER_IS_BETTER, YearAhead.OUT_OF_REACH, 265.0),
        ((200, 1000), 90, Polarity.NO_POLARITY, YearAhead.CANNOT_SAY, None),
    ],
)
def test_what_the_rest_of_the_year_needs(so_far, target, polarity, state, needed):
    expected_denominator = 1400
    found = required_rate(*so_far, expected_denominator, target, polarity)
    assert found.state is state
    assert found.needed == (None if needed is None else pytest.approx(needed))


@pytest.mark.parametrize(
    ("so_far", "whole_of_last_year", "months", "state"),
    [
        ((900, 1000), 1200, 10, YearAhead.NEEDS),
        ((600, 1000), 1200, 10, YearAhead.OUT_OF_REACH),
        # Nearly as many cases by February as in the whole year before: a March of 440 can still meet the target.
        ((4356, 4861), 4920, 11, YearAhead.CANNOT_SAY),
        ((4356, 4861), 4861, 11, YearAhead.CANNOT_SAY),
        # Half as many as at the same time of the year before: far fewer are left than that year says.
        ((400, 500), 1200, 10, YearAhead.CANNOT_SAY),
        # Like enough in number, but only the one of the two says that it is out of reach.
        ((860, 1000), 1160, 10, YearAhead.CANNOT_SAY),
    ],
)
def test_last_years_number_of_cases_counts_only_while_this_year_goes_alike(so_far, whole_of_last_year, months, state):
    found = required_rate_at_pace(*so_far, whole_of_last_year, months, 88, Polarity.HIGHER_IS_BETTER)
    assert found.state is state
    assert (found.needed is None) == (state is YearAhead.CANNOT_SAY)
    assert found.so_far == pytest.approx(100 * so_far[0] / so_far[1])
