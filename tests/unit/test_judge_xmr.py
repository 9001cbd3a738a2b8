"""XmR charts: what the worked examples (test_judge_oracles.py) do not reach, and the rules' properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.assurance import Assurance, judge_assurance
from dashboard.judge.xmr import (
    DEFAULT_RULES,
    NHS_EXCEL_RULES,
    Rule,
    XmrRules,
    limits_of,
    make_chart,
    trend_sides,
)
from dashboard.vocabulary import Polarity

FEW_DECIMALS = st.integers(-1000, 1000).map(lambda tenths: tenths / 10)


@pytest.mark.parametrize(
    ("values", "target", "expected"),
    [
        ([100.0] * 14, 100, Assurance.PASS),
        ([98.0] * 14, 100, Assurance.FAIL),
        ([0.1 + 0.2] * 14, 0.3, Assurance.PASS),
    ],
)
def test_a_series_that_never_varies_has_its_level_as_its_range_and_no_flag(values, target, expected):
    chart = make_chart(values)
    limits = chart.segments[0].limits
    assert limits is not None
    assert limits.lower == pytest.approx(limits.upper)
    assert set(chart.rules) == {None}
    assert judge_assurance(limits, target, Polarity.HIGHER_IS_BETTER) is expected


def test_one_jump_in_a_series_that_else_never_moves_keeps_its_range():
    """The package screens the jump out, has no range left, and marks every point as outside; ours keeps the jump."""
    values = [100.0] * 20 + [95.0] + [100.0] * 3
    limits = limits_of(values)
    assert limits is not None
    assert (round(limits.lower, 1), round(limits.upper, 1)) == (98.6, 100.9)
    assert make_chart(values).rules[20:] == (Rule.OUTSIDE_BELOW, None, None, None)


@pytest.mark.parametrize("values", [[], [5.0], [None, None], [5.0, None, 6.0, None]])
def test_too_little_gives_no_limits_and_no_flag(values):
    chart = make_chart(values)
    assert all(segment.limits is None for segment in chart.segments)
    assert set(chart.rules) <= {None}
    assert judge_assurance(None, 4, Polarity.HIGHER_IS_BETTER) is Assurance.NONE


def test_seven_points_on_the_mean_are_no_shift():
    assert set(make_chart([7.0] * 7).rules) == {None}


def test_a_gap_is_never_bridged():
    rising = [float(value) for value in range(12)]
    assert Rule.TREND_UP in make_chart(rising).rules
    with_gaps = [None if at in (3, 7) else value for at, value in enumerate(rising)]
    assert trend_sides(with_gaps, DEFAULT_RULES.trend) == [0] * 12


def test_the_spreadsheet_of_nhs_england_counts_points_beyond_three_sigma_too():
    values = [*[10.0, 11.0] * 10, 11.0, 13.0, 13.4]
    strict, loose = make_chart(values, XmrRules(screen=False)), make_chart(values, NHS_EXCEL_RULES)
    assert strict.rules[-3:] == (None, None, Rule.OUTSIDE_ABOVE)
    assert loose.rules[-3:] == (None, Rule.TWO_IN_THREE_ABOVE, Rule.OUTSIDE_ABOVE)


@given(st.lists(FEW_DECIMALS, min_size=3, max_size=40), st.integers(1, 9), st.integers(-50, 50))
def test_scaling_and_shifting_the_values_moves_the_limits_likewise(values, factor, shift):
    limits, moved = limits_of(values), limits_of([value * factor + shift for value in values])
    assert limits is not None
    assert moved is not None
    expected = [each * factor + shift for each in (limits.mean, limits.lower, limits.upper)]
    assert [moved.mean, moved.lower, moved.upper] == pytest.approx(expected, abs=1e-6)


@given(st.lists(FEW_DECIMALS, min_size=3, max_size=40))
def test_turning_the_values_upside_down_turns_every_flag(values):
    flags = make_chart(values).rules
    turned = make_chart([-value for value in values]).rules
    for flag, other in zip(flags, turned, strict=True):
        assert (flag is None) == (other is None)
        if flag is not None and other is not None:
            assert flag.is_high is not other.is_high


@given(st.lists(FEW_DECIMALS, min_size=4, max_size=30), st.lists(FEW_DECIMALS, min_size=4, max_size=30))
def test_nothing_runs_across_a_rebase(before, after):
    joined = make_chart([*before, *after], rebase_at=[len(before)])
    assert joined.rules == (*make_chart(before).rules, *make_chart(after).rules)
