"""Comparison verdicts: position and clear, kept apart, on the figures of a June 2020 paper and on edge cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.judge.beside import FEWEST_AUTHORITIES, Comparison, compare, compare_all
from dashboard.judge.case import OtherFigure, Scatter
from dashboard.judge.chance import COUNTS_DISAGREE, MAY_EXCEED, NO_COUNTS, NOT_A_SHARE, TOO_FEW
from dashboard.judge.comparison import Position
from dashboard.judge.intervals import LEVEL_95, LEVEL_998, IntervalMethod
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point
from dashboard.judge.verdict import Clear
from dashboard.periods import financial_year, month
from dashboard.vocabulary import Basis, Missing, Polarity, Unit

YEAR = financial_year(2018)
REPEAT_PLANS, RE_REFERRALS = (145, 684), (886, 4163)
SHARE = Measured(name="Repeat plans", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.LOWER_IS_BETTER)
RATE = replace(SHARE, unit=Unit.RATE_PER_10000, polarity=Polarity.NO_POLARITY)


def ours(counts: tuple[float, float] | None, value: float | None = None) -> Point:
    if counts is None:
        return Point(period=YEAR, value=value)
    shown = 100 * counts[0] / counts[1] if value is None else value
    return Point(period=YEAR, value=shown, numerator=counts[0], denominator=counts[1])


def beside(point: Point | None, value: float | None, decimals: int = 1, **others: object) -> OtherFigure:
    given = {"half_digit": 0.5 * 10.0**-decimals, **others}
    return OtherFigure(
        key="england", who="England", period=YEAR, basis=Basis.FINANCIAL_YEAR, value=value, decimals=decimals,
        ours=point, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def judged(point: Point | None, value: float | None, decimals: int = 1, **others: object) -> Comparison:
    return compare(SHARE, beside(point, value, decimals, **others))


@pytest.mark.parametrize(
    ("counts", "value", "decimals", "half_digit", "position", "clear"),
    [
        (REPEAT_PLANS, 19.6, 1, 0.05, Position.WORSE, Clear.NO),
        (REPEAT_PLANS, 18.39, 2, 0.05, Position.WORSE, Clear.NO),
        (REPEAT_PLANS, 20.8, 1, 0.05, Position.WORSE, Clear.NO),
        (RE_REFERRALS, 24.6, 1, 0.05, Position.BETTER, Clear.YES),
        (RE_REFERRALS, 22.6, 1, 0, Position.BETTER, Clear.YES),  # only until its rounding is allowed for
        (RE_REFERRALS, 22.6, 1, 0.05, Position.BETTER, Clear.NO),
        (RE_REFERRALS, 20.01, 2, 0.05, Position.WORSE, Clear.YES),
        (RE_REFERRALS, 22.1, 1, 0, Position.BETTER, Clear.NO),
    ],
)
@pytest.mark.parametrize("is_printed", [True, False])
def test_the_comparisons_of_the_june_2020_paper(counts, value, decimals, half_digit, position, clear, is_printed):
    printed = {REPEAT_PLANS: 21.2, RE_REFERRALS: 21.3}[counts] if is_printed else None
    found = judged(ours(counts, printed), value, decimals, half_digit=half_digit)
    assert (found.position, found.clear, found.reason) == (position, clear, "")
    wilson = {REPEAT_PLANS: (18.3, 24.4), RE_REFERRALS: (20.1, 22.6)}[counts]
    assert found.interval is not None
    assert found.outer is not None
    assert (round(found.interval.lower, 1), round(found.interval.upper, 1)) == wilson
    assert (found.interval.level, found.outer.level) == (LEVEL_95, LEVEL_998)
    assert found.interval.method is IntervalMethod.WILSON


def test_better_than_the_region_by_much_but_only_just_worse_than_the_neighbours_mean():
    assert judged(ours(RE_REFERRALS), 24.6).is_much
    assert not judged(ours(RE_REFERRALS), 20.01, 2, half_digit=0.05).is_much


@pytest.mark.parametrize(
    ("polarity", "position"),
    [
        (Polarity.LOWER_IS_BETTER, Position.BETTER), (Polarity.HIGHER_IS_BETTER, Position.WORSE),
        (Polarity.NO_POLARITY, Position.LOWER), (Polarity.CLOSE_TO_TARGET, Position.LOWER),
    ],
)  # fmt: skip
def test_polarity_names_the_position_and_leaves_clear_alone(polarity, position):
    found = compare(replace(SHARE, polarity=polarity), beside(ours(RE_REFERRALS), 24.6))
    assert (found.position, found.clear) == (position, Clear.YES)


@pytest.mark.parametrize(
    ("value", "decimals", "theirs", "their_decimals", "position"),
    [
        (21.3, 1, 20.01, 2, Position.WORSE),
        (18.36, 1, 18.39, 2, Position.WORSE),  # printed 18.4 beside 18.39
        (18.36, 1, 18.4, 1, Position.SAME),
        (18.36, 1, 18.38, 1, Position.SAME),  # printed 18.4 beside 18.4
        (22.94, 1, 22.9, 1, Position.SAME),
        (22.95, 1, 22.9, 1, Position.WORSE),
        (21.4, 0, 21.3, 1, Position.BETTER),  # printed 21 beside 21.3
        (0.0, 1, 0.0, 1, Position.SAME),
    ],
)
def test_position_is_printed_figure_against_printed_figure(value, decimals, theirs, their_decimals, position):
    found = compare(replace(SHARE, decimals=decimals), beside(ours(None, value), theirs, their_decimals))
    assert found.position is position


def test_figures_printed_the_same_are_not_clearly_different_with_or_without_counts():
    assert (judged(ours(None, 21.2), 21.2).clear, judged(ours(None, 21.2), 21.2).reason) == (Clear.NO, "")
    counted = judged(ours((2_000_000, 10_000_000), 20.0), 20.04, half_digit=0)
    assert (counted.position, counted.clear) == (Position.SAME, Clear.NO)


@pytest.mark.parametrize(
    ("point", "measured", "reason"),
    [
        (ours(None, 21.2), SHARE, NO_COUNTS),
        (Point(period=YEAR, value=21.2, numerator=145), SHARE, NO_COUNTS),
        (Point(period=YEAR, value=21.2, denominator=684), SHARE, NO_COUNTS),
        (Point(period=YEAR, value=21.2, numerator=145, denominator=0), SHARE, TOO_FEW),
        (ours((2, 9)), SHARE, TOO_FEW),
        (ours((145, 684), 22.0), SHARE, COUNTS_DISAGREE),
        (ours((145, 684), 21.3), SHARE, COUNTS_DISAGREE),
        (Point(period=YEAR, value=120.0, numerator=120, denominator=100), SHARE, COUNTS_DISAGREE),
        (Point(period=YEAR, value=-1.0, numerator=-1, denominator=100), SHARE, COUNTS_DISAGREE),
        (ours((145, 684)), replace(SHARE, can_exceed_100=True), MAY_EXCEED),
        (ours((145, 684)), replace(SHARE, unit=Unit.COUNT), NOT_A_SHARE),
        (ours((145, 684)), replace(SHARE, unit=Unit.AVERAGE), NOT_A_SHARE),
        (ours((145, 684)), replace(SHARE, unit=Unit.DAYS), NOT_A_SHARE),
        (ours((145, 684)), replace(SHARE, unit=Unit.FULL_TIME_EQUIVALENT), NOT_A_SHARE),
    ],
)
def test_without_sound_counts_the_position_stands_and_chance_cannot_be_said(point, measured, reason):
    found = compare(measured, beside(point, 5.0))
    assert found.position is not Position.CANNOT_SAY
    assert (found.clear, found.reason, found.interval) == (Clear.CANNOT_SAY, reason, None)
    assert (found.p_value, found.allowing_for_scatter, found.is_much) == (None, None, False)


@pytest.mark.parametrize("value", [12.5, 12.4, 12.45])
def test_a_half_may_have_been_rounded_either_way(value):
    """249 of 2,000 is 12.45: some sources print 12.5, others 12.4."""
    assert judged(ours((249, 2000), value), 20.0).clear is Clear.YES


def test_ten_cases_are_enough():
    assert judged(ours((0, 10)), 90.0).clear is Clear.YES
    assert judged(ours((10, 10)), 5.0).clear is Clear.YES


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (beside(ours(REPEAT_PLANS), None), "there is no figure of theirs for 2018/19"),
        (beside(ours(REPEAT_PLANS), None, missing=Missing.NO_FIGURE), "there is no figure of theirs for 2018/19"),
        (beside(ours(REPEAT_PLANS), None, missing=Missing.SUPPRESSED), "their figure for 2018/19 is suppressed"),
        (
            beside(ours(REPEAT_PLANS), None, missing=Missing.NOT_YET_PUBLISHED),
            "their figure for 2018/19 is not published yet",
        ),
        (beside(ours(REPEAT_PLANS), None, missing=Missing.NOT_A_NATIONAL_MEASURE), "it is not a national measure"),
        (beside(ours(REPEAT_PLANS), None, missing=Missing.ROUNDS_TO_ZERO), "their figure for 2018/19 rounds to nought"),
        (beside(ours(REPEAT_PLANS), float("nan")), "there is no figure of theirs for 2018/19"),
        (beside(None, 19.6), "we have no figure of our own for 2018/19"),
        (beside(ours(None), 19.6), "we have no figure of our own for 2018/19"),
        (beside(ours(REPEAT_PLANS), 19.6, reason="it is a total"), "it is a total"),
        (
            beside(replace(ours(REPEAT_PLANS), period=month(2020, 3)), 19.6),
            "ours is for March 2020, theirs for 2018/19",
        ),
        (
            beside(replace(ours(REPEAT_PLANS), period=financial_year(2019)), 19.6),
            "ours is for 2019/20, theirs for 2018/19",
        ),
    ],
)
def test_what_is_not_compared_has_no_position_and_says_why(other, reason):
    found = compare(SHARE, other)
    assert found == Comparison(other=other, position=Position.CANNOT_SAY, clear=Clear.CANNOT_SAY, reason=reason)
    assert found.position.code == "not_comparable"


def test_every_other_position_prints_as_it_is_called():
    assert {one.code for one in Position} == {"better", "worse", "same", "higher", "lower", "not_comparable"}


@pytest.mark.parametrize(
    ("count", "people", "england", "clear", "method"),
    [
        (640, 56_900, 64.0, Clear.YES, IntervalMethod.BYAR),  # 112.5 per 10,000
        (364, 56_900, 62.0, Clear.NO, IntervalMethod.BYAR),
        (5, 56_900, 1.0, Clear.NO, IntervalMethod.EXACT_POISSON),
        (0, 56_900, 2.0, Clear.YES, IntervalMethod.EXACT_POISSON),
    ],
)
def test_rates_by_their_counts_and_population(count, people, england, clear, method):
    point = ours((count, people), 10_000 * count / people)
    found = compare(RATE, beside(point, england))
    assert (found.clear, found.position) == (clear, Position.HIGHER if point.value > england else Position.LOWER)
    assert found.interval is not None
    assert found.interval.method is method


@pytest.mark.parametrize(
    ("scatter", "expected"),
    [
        (None, None),
        (Scatter(phi=39, authorities=152), Clear.NO),
        (Scatter(phi=1.01, authorities=152), Clear.YES),
        (Scatter(phi=1, authorities=152), None),  # no more than chance: nothing to allow for
        (Scatter(phi=39, authorities=FEWEST_AUTHORITIES - 1), None),
        (Scatter(phi=39, authorities=FEWEST_AUTHORITIES), Clear.NO),
    ],
)
def test_the_answer_that_allows_for_scatter_stands_beside_the_plain_one(scatter, expected):
    plain = judged(ours(RE_REFERRALS), 24.6)
    found = judged(ours(RE_REFERRALS), 24.6, scatter=scatter)
    assert (found.position, found.clear, found.is_much) == (plain.position, Clear.YES, True)
    assert found.interval == plain.interval
    assert found.allowing_for_scatter is expected
    assert plain.p_value is not None
    assert found.p_value is not None
    assert (found.p_value > plain.p_value) is (expected is not None)


def test_scatter_widens_rates_too_the_rare_ones_included():
    for count in (4, 40):
        point = ours((count, 30_000), 10_000 * count / 30_000)
        found = compare(RATE, beside(point, 3.5 * count / 3, scatter=Scatter(phi=49, authorities=50)))
        assert (found.clear, found.allowing_for_scatter) == (Clear.YES, Clear.NO)


def test_comparators_keep_their_order():
    others = [beside(ours(REPEAT_PLANS), value) for value in (19.6, None, 20.8)]
    assert [one.other for one in compare_all(SHARE, others)] == others
    assert compare_all(SHARE, []) == ()


WHOLES = st.integers(10, 2_000_000)


@given(
    WHOLES, st.floats(0, 1), st.floats(0, 100), st.integers(0, 2), st.integers(0, 2), st.sampled_from([0, 0.05, 0.5])
)
def test_what_is_clear_lies_the_way_its_position_says(whole, share, theirs, decimals, their_decimals, half_digit):
    part = round(whole * share)
    measured = replace(SHARE, decimals=decimals, polarity=Polarity.NO_POLARITY)
    found = compare(measured, beside(ours((part, whole)), theirs, their_decimals, half_digit=half_digit))
    assert found.clear in (Clear.YES, Clear.NO)
    assert found.interval is not None
    if found.clear is Clear.YES:
        is_higher = found.position is Position.HIGHER
        assert found.position in (Position.HIGHER, Position.LOWER)
        for step in (-half_digit, 0, half_digit):
            assert not found.interval.holds(theirs + step)
            assert (found.interval.lower > theirs + step) is is_higher


@given(WHOLES, st.floats(0, 1), st.floats(0.1, 99.9), st.sampled_from([0, 0.05]))
def test_the_p_value_is_below_a_twentieth_where_the_interval_is_clear(whole, share, theirs, half_digit):
    point = ours((round(whole * share), whole))
    found = judged(point, theirs, 2, half_digit=half_digit)
    assert found.p_value is not None
    assume(abs(found.p_value - 0.05) > 1e-6)
    # Of very many cases rounding alone may turn two figures round as printed: those are never called clear.
    if found.position is (Position.WORSE if point.value > theirs else Position.BETTER):
        assert (found.p_value < 0.05) is (found.clear is Clear.YES)


@given(WHOLES, st.floats(0, 1), st.floats(0, 100))
def test_the_other_polarity_turns_the_position_and_nothing_else(whole, share, theirs):
    other = beside(ours((round(whole * share), whole)), theirs)
    low, high = (
        compare(replace(SHARE, polarity=polarity), other)
        for polarity in (Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER)
    )
    turned = {Position.BETTER: Position.WORSE, Position.WORSE: Position.BETTER, Position.SAME: Position.SAME}
    assert high == replace(low, position=turned[low.position])


@pytest.mark.parametrize(
    ("decimals", "value", "clear"),
    [
        (0, 21.0, Clear.NO),  # 145 of 684 is 21.2: it gives 21 as published
        (1, 21.0, Clear.CANNOT_SAY),
        (None, 21.0, Clear.CANNOT_SAY),
        (0, 21.2, Clear.NO),  # stored finer than it is printed
        (0, 21.4, Clear.CANNOT_SAY),
        (2, 21.2, Clear.NO),  # no finer than it is shown
    ],
)
def test_counts_are_to_give_the_figure_at_the_decimals_its_source_prints(decimals, value, clear):
    found = judged(replace(ours(REPEAT_PLANS, value), decimals=decimals), 19.6)
    assert (found.position, found.clear) == (Position.WORSE, clear)
