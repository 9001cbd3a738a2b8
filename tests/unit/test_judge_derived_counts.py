"""Counts behind printed percentages: only where one whole number can be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.derived_counts import with_derived_counts
from dashboard.judge.series import Point, gap
from dashboard.periods import month
from dashboard.precision import round_half_up

APRIL, MAY, JUNE = (month(2019, number) for number in (4, 5, 6))
PRINTED = dict.fromkeys((APRIL, MAY, JUNE), 1)


def count_behind(value, decimals, denominator):
    """Give the count worked out behind one percentage; None where it is not certain."""
    (point,) = with_derived_counts((Point(period=APRIL, value=value),), {APRIL: decimals}, {APRIL: denominator})
    return point.numerator


@pytest.mark.parametrize(
    ("value", "decimals", "denominator", "count"),
    [
        (57.7, 1, 78, 45),
        (21.2, 1, 684, 145),
        (0.0, 1, 30, 0),
        (100.0, 0, 30, 30),
        (12.5, 1, 8, 1),
        (66.7, 1, 3, 2),
        (66.66666666666667, 0, 3000, 2000),  # stored finer than printed
        (66.66666666666667, None, 3000, 2000),
        (21.3, 1, 4163, None),  # 885 and more fit
        (50.0, 0, 300, None),
        (57.8, 1, 78, None),  # none fits
        (57.7, None, 78, None),  # not all of 45 of 78
        (50.0, 1, 0, None),
        (50.0, 1, 10.5, None),
        (50.0, 1, -10, None),
        (120.0, 1, 10, None),
        (-1.0, 1, 10, None),
    ],
)
def test_a_count_is_given_only_where_it_is_certain(value, decimals, denominator, count):
    assert count_behind(value, decimals, denominator) == count


@given(st.integers(1, 990), st.data())
def test_below_a_thousand_cases_one_decimal_tells_the_count(denominator, data):
    count = data.draw(st.integers(0, denominator))
    printed = float(round_half_up(100 * count / denominator, 1))
    assert count_behind(printed, 1, denominator) == count


@given(st.integers(1, 4000), st.integers(0, 2), st.data())
def test_every_count_that_fits_is_looked_at(denominator, decimals, data):
    count = data.draw(st.integers(0, denominator))
    printed = round_half_up(100 * count / denominator, decimals)
    fitting = [one for one in range(denominator + 1) if round_half_up(100 * one / denominator, decimals) == printed]
    expected = fitting[0] if len(fitting) == 1 else None
    assert count_behind(float(printed), decimals, denominator) == expected


def test_counts_are_put_behind_percentages_and_printed_ones_stay():
    points = (
        Point(period=APRIL, value=50.0),
        gap(MAY),
        Point(period=JUNE, value=25.0, numerator=2, denominator=8),
    )
    made = with_derived_counts(points, PRINTED, {APRIL: 10.0, MAY: 9.0, JUNE: 100.0})
    assert made == (Point(period=APRIL, value=50.0, numerator=5, denominator=10.0), *points[1:])


def test_an_uncertain_count_is_left_out_and_the_others_stay():
    points = (Point(period=APRIL, value=50.0), Point(period=MAY, value=50.0))
    made = with_derived_counts(points, PRINTED, {APRIL: 10.0, MAY: 4000.0})
    assert [one.numerator for one in made] == [5, None]


def test_no_count_is_worked_out_where_the_link_is_refuted_anywhere():
    points = (Point(period=APRIL, value=50.0), Point(period=MAY, value=33.3))
    assert with_derived_counts(points, PRINTED, {APRIL: 10.0, MAY: 10.0}) == points
