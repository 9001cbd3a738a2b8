"""A series has a place for every period; what is missing is a gap."""

import math

import pytest
from judge_series import line, values

from dashboard.judge.series import Point, a_year_before, full_calendar, gap, spacing_of
from dashboard.periods import parse_period
from dashboard.vocabulary import Missing


def at(code, value):
    return Point(period=parse_period(code), value=value)


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        ([], []),
        (["2019-04"], ["2019-04"]),
        (["2019-04", "2019-06"], ["2019-04", "2019-05", "2019-06"]),
        (["2019-05", "2019-04", "2019-06"], ["2019-04", "2019-05", "2019-06"]),
        (["2019-06", "2019-04"], ["2019-04", "2019-05", "2019-06"]),
        (["2019-12", "2020-02"], ["2019-12", "2020-01", "2020-02"]),
        (["2019-06", "2019-09", "2020-03"], ["2019-06", "2019-09", "2019-12", "2020-03"]),  # ends of quarters
        (["2019-06", "2019-09", "2019-10"], ["2019-06", "2019-07", "2019-08", "2019-09", "2019-10"]),
        (["2019-06", "2019-08", "2019-10"], ["2019-06", "2019-07", "2019-08", "2019-09", "2019-10"]),
        (["2019/20-Q4", "2020/21-Q2"], ["2019/20-Q4", "2020/21-Q1", "2020/21-Q2"]),
        (["2020-W52", "2021-W01"], ["2020-W52", "2020-W53", "2021-W01"]),
        (["2016/17", "2018/19"], ["2016/17", "2017/18", "2018/19"]),
    ],
)
def test_every_period_has_its_place(codes, wanted):
    calendar = full_calendar([at(code, 1.0) for code in codes])
    assert [str(point.period) for point in calendar] == wanted
    assert [str(point.period) for point in calendar if point.value is not None] == sorted(codes)
    assert all(point.missing is Missing.NO_FIGURE for point in calendar if point.value is None)


def test_a_gap_that_is_given_keeps_its_reason_and_its_place():
    points = [at("2019-04", 1.0), gap(parse_period("2019-05"), Missing.SUPPRESSED), at("2019-06", 2.0)]
    assert full_calendar(points) == tuple(points)
    ends = [at("2019-06", 1.0), gap(parse_period("2019-07"))]
    assert values(full_calendar(ends)) == [1.0, None]


@pytest.mark.parametrize("codes", [("2019-04", "2019-04"), ("2019-04", "2019/20-Q1")])
def test_a_series_has_each_period_once_and_one_kind(codes):
    with pytest.raises(ValueError, match="period"):
        full_calendar([at(code, 1.0) for code in codes])


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 1.0, "missing": Missing.NO_FIGURE},
        {"value": math.nan},
        {"value": math.inf},
        {"value": 1.0, "denominator": math.nan},
        {"value": 1.0, "numerator": -math.inf},
    ],
)
def test_a_point_is_a_number_or_a_gap(wrong):
    with pytest.raises(ValueError, match="2019-04"):
        Point(period=parse_period("2019-04"), **wrong)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2019-04", "2018-04"),
        ("2020-02", "2019-02"),
        ("2019/20-Q4", "2018/19-Q4"),
        ("2020-W10", "2019-W10"),
        ("2018/19", "2017/18"),
        ("2017/18-AY", "2016/17-AY"),
    ],
)
def test_the_same_period_a_year_before(code, before):
    assert str(a_year_before(parse_period(code))) == before


def test_the_spacing_of_one_point_is_one():
    assert spacing_of([point.period for point in line([1.0])]) == 1
