"""The statistics against statsmodels and scipy, which work them out independently."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)
from statsmodels.stats.proportion import (
    test_proportions_2indep as score_test_of_two,
)
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as score_test_of_rates

from dashboard.judge import stand_out
from dashboard.judge.five_years import measured_trend, proportion_trend
from dashboard.judge.intervals import (
    BYAR_FROM,
    LEVEL_95,
    LEVEL_998,
    count_interval,
    difference_interval,
    proportion_interval,
    rate_difference_interval,
)
from dashboard.judge.p_values import (
    change_p_value,
    proportion_p_value,
    rate_change_p_value,
    rate_p_value,
    trend_p_value,
)

LEVELS = st.sampled_from([LEVEL_95, LEVEL_998])
POPULATIONS = st.integers(100, 300_000)


@st.composite
def counts(draw: st.DrawFn, most: int = 20_000) -> tuple[int, int]:
    """A part of a whole, none of it and all of it more often than chance would have them."""
    whole = draw(st.integers(1, most))
    return draw(st.sampled_from([0, whole]) | st.integers(0, whole)), whole


@given(counts(), LEVELS)
def test_wilson(part_of, level):
    found = proportion_interval(*part_of, level, scale=1)
    low, high = proportion_confint(*part_of, alpha=1 - level, method="wilson")
    assert (found.lower, found.upper) == pytest.approx((max(0, low), min(1, high)), abs=1e-10)
    theirs = binomtest(*part_of).proportion_ci(level, method="wilson")
    assert (found.lower, found.upper) == pytest.approx((theirs.low, theirs.high), abs=1e-10)


@pytest.mark.parametrize("whole", [1, 7, 684, 4163, 100_003])
def test_none_of_them_and_all_of_them_are_exact_at_their_end(whole):
    assert proportion_interval(0, whole).lower == 0
    assert proportion_interval(whole, whole).upper == 100


@given(counts(), counts(), LEVELS)
def test_newcombe(later, earlier, level):
    found = difference_interval(later, earlier, level, scale=1)
    theirs = confint_proportions_2indep(*later, *earlier, method="newcomb", compare="diff", alpha=1 - level)
    assert (found.lower, found.upper) == pytest.approx(theirs, abs=1e-10)


@given(counts(), st.floats(0.001, 0.999))
def test_the_score_test_beside_a_benchmark(part_of, benchmark):
    _, p_value = proportions_ztest(*part_of, value=benchmark, prop_var=benchmark)
    assert proportion_p_value(*part_of, benchmark) == pytest.approx(float(p_value), abs=1e-9)


@given(counts(), counts())
def test_the_score_test_of_a_change(later, earlier):
    assume(0 < later[0] + earlier[0] < later[1] + earlier[1])
    with np.errstate(all="ignore"):  # it works out ratios too, which nothing of nought has
        theirs = score_test_of_two(*later, *earlier, method="score", compare="diff", correction=False)
    assert change_p_value(later, earlier) == pytest.approx(float(theirs.pvalue), abs=1e-7)


@given(counts(), counts())
def test_a_change_of_rates(later, earlier):
    assume(later[0] + earlier[0] > 0)
    with np.errstate(all="ignore"):
        theirs = score_test_of_rates(*later, *earlier, method="score", compare="diff")
    assert rate_change_p_value(later, earlier) == pytest.approx(float(theirs.pvalue), abs=1e-9)


@given(st.integers(0, BYAR_FROM - 1), LEVELS)
def test_the_exact_interval_of_few(count, level):
    found = count_interval(count, level)
    low, high = confint_poisson(count, 1, method="exact-c", alpha=1 - level)
    assert (found.lower, found.upper) == pytest.approx((np.nan_to_num(low), high), abs=1e-9)


@given(st.integers(BYAR_FROM, 100_000), LEVELS)
def test_byar_lies_close_to_the_exact_interval(count, level):
    """No library has Byar's: its ends lie within a fortieth of a standard deviation of the exact ones."""
    found = count_interval(count, level)
    low, high = confint_poisson(count, 1, method="exact-c", alpha=1 - level)
    assert (found.lower, found.upper) == pytest.approx((low, high), abs=0.025 * count**0.5)


@given(st.integers(1, 20_000), POPULATIONS, st.integers(1, 20_000), POPULATIONS)
def test_the_joined_interval_of_two_rates(later, people, earlier, people_before):
    """Joined of Byar's ends instead of the scores' ends, it lies close to statsmodels' own joined interval."""
    assume(min(later, earlier) >= BYAR_FROM)
    found = rate_difference_interval((later, people), (earlier, people_before))
    low, high = confint_poisson_2indep(later, people, earlier, people_before, method="mover", compare="diff")
    error = (later / people**2 + earlier / people_before**2) ** 0.5
    assert (found.lower, found.upper) == pytest.approx((low, high), abs=0.2 * error)


# So many standard deviations from the figure lies a benchmark that the answer may turn on.
AWAY = st.floats(-4, 4)
WIDENED = st.sampled_from([1, 2.5, 7])


@given(st.integers(0, 5_000), POPULATIONS, AWAY, WIDENED)
def test_the_test_of_a_rate_is_its_interval_turned_round(count, people, away, widened):
    benchmark = (count + away * widened * (count + 1) ** 0.5) / people
    assume(benchmark > 0)
    p_value = rate_p_value(count, people, benchmark, widened=widened)
    assume(abs(p_value - 0.05) > 1e-6)
    interval = count_interval(count, LEVEL_95, population=people, widened=widened)
    assert (p_value < 0.05) is (not interval.holds(benchmark))


def test_both_ends_of_byars_interval_have_a_p_value_of_a_twentieth():
    for count in (10, 11, 47, 364, 2168):
        interval = count_interval(count)
        ends = [rate_p_value(count, 1, end) for end in (interval.lower, interval.upper)]
        assert ends == pytest.approx([0.05, 0.05], abs=1e-9)


@given(counts(), AWAY, WIDENED)
def test_the_test_of_a_proportion_is_its_interval_turned_round(part_of, away, widened):
    part, whole = part_of
    benchmark = part / whole + away * widened * (0.25 / whole) ** 0.5
    assume(0 < benchmark < 1)
    p_value = proportion_p_value(*part_of, benchmark, widened=widened)
    assume(abs(p_value - 0.05) > 1e-6)
    interval = proportion_interval(*part_of, LEVEL_95, scale=1, widened=widened)
    assert (p_value < 0.05) is (not interval.holds(benchmark))


@given(st.integers(0, BYAR_FROM - 1), st.floats(0.5, 40))
def test_few_are_tested_by_both_exact_tails(count, expected):
    least = min(poisson.cdf(count, expected), poisson.sf(count - 1, expected))
    assert rate_p_value(count, 1, expected) == pytest.approx(min(1, 2 * least), abs=1e-9)


@given(st.lists(st.tuples(st.integers(50, 5_000), st.floats(0.02, 0.98)), min_size=5, max_size=5))
def test_the_five_year_test_of_counts(years):
    wholes = [whole for whole, _ in years]
    parts = [min(max(1, round(whole * share)), whole - 1) for whole, share in years]
    table = np.array([parts, [whole - part for part, whole in zip(parts, wholes, strict=True)]])
    theirs = Table(table).test_ordinal_association(row_scores=np.arange(2), col_scores=np.arange(1, 6))
    # Theirs divides by one less than all cases, which makes a share of 1 / N of the chi-squared.
    of_all = sum(wholes)
    expected = theirs.zscore**2 * of_all / (of_all - 1)
    found = proportion_trend(parts, wholes).chi_squared
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-9)
    assert trend_p_value(found) == pytest.approx(theirs.pvalue, abs=2 / of_all**0.5)


@given(st.lists(st.tuples(st.floats(1, 100), st.floats(0.1, 20)), min_size=5, max_size=5))
def test_the_five_year_test_of_figures_with_intervals(years):
    values = [value for value, _ in years]
    errors = np.array([width / 3.92 for _, width in years])
    line, spread = np.polyfit(np.arange(5), values, 1, w=1 / errors, cov="unscaled")
    found = measured_trend(values, [(value - width / 2, value + width / 2) for value, width in years])
    assert found.chi_squared == pytest.approx(line[0] ** 2 / spread[0][0], rel=1e-6, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_what_stands_out(p_values):
    tests = [stand_out.Tested(key=at, p_value=p_value) for at, p_value in enumerate(p_values)]
    _, theirs, *_ = multipletests(p_values, method="fdr_bh")
    found = [value for _, value in stand_out.adjusted_p_values(tests)]
    assert found == pytest.approx(list(theirs), abs=1e-12)
