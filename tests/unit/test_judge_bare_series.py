"""A bare series: what a document may say, under which names, and what is refused in words."""

from __future__ import annotations

import json

import pytest

from dashboard.errors import DashboardError
from dashboard.judge.bare_series import LONGEST, read_bare_series
from dashboard.judge.xmr import DEFAULT_RULES, NHS_EXCEL_RULES, TwoInThree, XmrRules
from dashboard.vocabulary import Basis, Missing, Polarity, Unit


def series_of(document):
    return read_bare_series(json.dumps(document).encode())


def fault_of(content):
    with pytest.raises(DashboardError) as refused:
        read_bare_series(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(refused.value)


def test_a_list_of_numbers_is_a_series_of_months_without_a_better_direction():
    case = series_of([21.4, None, 20]).case()
    assert [point.value for point in case.points] == [21.4, None, 20]
    assert [str(point.period) for point in case.points] == ["2000-04", "2000-05", "2000-06"]
    assert case.points[1].missing is Missing.NO_FIGURE
    assert (case.basis, case.target, case.measured.polarity) == (Basis.IN_MONTH, None, Polarity.NO_POLARITY)
    assert (case.measured.unit, case.measured.decimals) == (Unit.AVERAGE, 1)
    assert case.measured.rules == DEFAULT_RULES


def test_everything_that_can_be_said():
    case = series_of({
        "name": "Re-referrals", "y": [20, 25], "numerators": [10, 20], "denominators": [50, 80],
        "direction": "decrease", "target": 22.25, "basis": "in_quarter", "start": "2019/20-Q4", "seasonal": True,
        "points_needed": 20, "cases_needed": 5, "decimals": 1,
        "params": {
            "screen": False, "fix_after": 12, "rebase": [2], "shift": 8, "trend": 6, "two_in_three": "beyond_2_sigma",
            "factor": 2.6596,
        },
    }).case()  # fmt: skip
    measured = case.measured
    assert (measured.name, measured.unit, measured.decimals) == ("Re-referrals", Unit.PER_CENT, 1)
    assert (measured.polarity, measured.seasonal) == (Polarity.LOWER_IS_BETTER, True)
    assert (measured.points_needed, measured.cases_needed) == (20, 5)
    assert measured.rules == XmrRules(
        screen=False, shift=8, trend=6, two_in_three=TwoInThree.BEYOND_2_SIGMA, fix_after=12, factor=2.6596
    )
    assert [str(period) for period in measured.rebases] == ["2020/21-Q1"]
    latest = case.latest
    assert (str(latest.period), latest.numerator, latest.denominator) == ("2020/21-Q1", 20, 80)
    assert case.target is not None
    assert case.target.green is not None
    assert (case.target.green.at_most, str(case.target.year)) == (22.25, "2020/21")
    assert case.before == case.points[0]


def test_the_names_of_the_reference_package_mean_the_same():
    ours = {
        "direction": "increase",
        "screen": False,
        "fix_after": 3,
        "rebase": [2],
        "shift": 5,
        "trend": 6,
        "factor": 3,
    }
    theirs = {
        "improvement_direction": "increase", "screen_outliers": False, "fix_after_n_points": 3, "rebase_at_point": 2,
        "shift_points": 5, "trend_points": 6, "constant": 3,
    }  # fmt: skip
    assert series_of({"y": [1, 2, 3], **ours}) == series_of({"y": [1, 2, 3], "params": theirs})


def test_a_ruleset_gives_what_is_not_said():
    assert series_of({"y": [1], "ruleset": "nhs_excel"}).rules() == NHS_EXCEL_RULES
    mixed = series_of({"y": [1], "ruleset": "nhs_excel", "screen": True, "trend": 7}).rules()
    assert mixed == XmrRules(two_in_three=TwoInThree.BEYOND_2_SIGMA)


def test_what_an_example_says_of_itself_and_what_is_null_is_passed_over():
    said = {"id": "x", "note": "…", "expected": {"mean": 3}, "tolerance": 1e-6, "mean": 3, "params": {"target": None}}
    assert series_of({"y": [1, 2], "unit": None, **said}) == series_of([1, 2])


@pytest.mark.parametrize(
    ("basis", "first"),
    [
        ("in_week", "2000-W01"), ("in_month", "2000-04"), ("in_quarter", "2000/01-Q1"), ("year_to_date", "2000-04"),
        ("rolling_12_months", "2000-04"), ("month_end", "2000-04"), ("financial_year", "2000/01"),
        ("academic_year", "2000/01-AY"), ("calendar_year", "2000-CY"),
    ],
)  # fmt: skip
def test_points_are_periods_of_the_basis(basis, first):
    periods = series_of({"y": [1, 2], "basis": basis}).periods()
    assert str(periods[0]) == first
    assert periods[1] == periods[0].shift(1)


def test_a_year_to_date_has_no_direction_since_the_year_before():
    assert series_of({"y": [1, 2], "basis": "year_to_date", "start": "2019-03"}).case().before is None
    assert series_of({"y": [1, 2], "basis": "year_to_date", "start": "2019-04"}).case().before is not None


def test_a_target_needs_a_better_direction():
    assert series_of({"y": [1], "target": 5}).case().target is None
    increase = series_of({"y": [1], "target": 5, "direction": "increase"}).case().target
    assert increase is not None
    assert increase.green is not None
    assert increase.green.at_least == 5


@pytest.mark.parametrize(
    ("figures", "decimals"), [([1, 20], 0), ([1.5, None], 1), ([0.25, 1], 2), ([0.123456], 3), ([1e-7], 3), ([None], 0)]
)
def test_as_many_decimals_are_shown_as_are_given_and_three_at_most(figures, decimals):
    assert series_of(figures).measured().decimals == decimals


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is no JSON"),
        (b"{", "The file is no JSON"),
        (b"[1, 2", "The file is no JSON"),
        (b"[" + b"9" * 6000 + b"]", "The file is no JSON"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"[" * 200_000, "lists within lists"),
        (b"null", "a single value"),
        (b'"21.4"', "a single value"),
        (b"[1, NaN]", "y 2: nan is not a number"),
        (b"[1, -Infinity]", "y 2: -inf is not a number"),
        (b"[1e999]", "y 1: inf is not a number"),
        ([], "y has 0 figures: give from 1"),
        ([1] * (LONGEST + 1), "y has 5,001 figures"),
        ([1, "21.4"], "y 2: '21.4' is not a number"),
        ([1, True], "y 2: true is not a number"),
        ([1, [2]], "y 2: a list is not a number"),
        ([{"y": 1}], "y 1: a group of keys is not a number"),
        ([1e13], "y 1: 10000000000000.0 is above"),
        ({}, "'y' is missing"),
        ({"y": None}, "y: nothing is given"),
        ({"y": 21.4}, "y: 21.4 is not a list"),
        ({"series": []}, "'series' is not a key here"),
        ({"y": [1], "directon": "increase"}, "Did you mean direction?"),
        ({"y": [1], "direction": "up"}, "'up' is not one of increase, decrease, neutral"),
        ({"y": [1], "basis": "monthly"}, "Did you mean in_month"),
        ({"y": [1], "unit": "%"}, "unit: '%' is not one of"),
        ({"y": [1], "target": "90"}, "target: '90' is not a number"),
        ({"y": [1], "params": [1]}, "params: is no group of keys"),
        ({"y": [1], "params": {"screening": True}}, "'screening' is not a key here"),
        ({"y": [1], "target": 1, "params": {"target": 2}}, "target: is given twice"),
        ({"y": [1], "shift": -7}, "shift: -7 is below 2"),
        ({"y": [1], "trend": 0}, "trend: 0 is below 2"),
        ({"y": [1], "fix_after": 2.5}, "fix_after: 2.5 is not a whole number"),
        ({"y": [1], "points_needed": 0}, "points_needed: 0 is below 1"),
        ({"y": [1], "factor": 0}, "factor: 0 is below"),
        ({"y": [1], "screen": "no"}, "screen: 'no' is neither true nor false"),
        ({"y": [1], "two_in_three": "3 sigma"}, "two_in_three: '3 sigma' is not one of"),
        ({"y": [1, 2], "rebase": [3]}, "rebase names point 3, and points run from 1 to 2"),
        ({"y": [1, 2], "rebase": [0, -1]}, "rebase names point 0, -1"),
        ({"y": [1, 2], "rebase": ["2020-04"]}, "rebase 1: '2020-04' is not a whole number"),
        ({"y": [1, 2], "denominators": [5]}, "denominators has 1 number and y has 2"),
        ({"y": [1], "denominators": [-5]}, "denominators 1: -5 is below 0"),
        ({"y": [1], "numerators": [6], "denominators": [5]}, "no more than that"),
        ({"y": [1], "numerators": [6], "unit": "per_cent"}, "has a denominator"),
        ({"y": [1], "start": "April 2019"}, "start 'April 2019' is no period"),
        ({"y": [1], "start": "2019-13"}, "start '2019-13' is no period"),
        ({"y": [1], "start": "2019/20"}, "does not fit the basis in_month: write it as 2000-04"),
        ({"y": [1], "start": "9999-12"}, "too late for 1 point"),
        ({"y": [1, 2], "start": "9999-12"}, "too late for 2 points"),
        ({"y": [1], "name": ""}, "name: '' is too short"),
    ],
)
def test_what_is_no_series_is_refused_in_words(content, words):
    said = fault_of(content)
    assert words in said
    assert "pydantic" not in said


def test_every_fault_is_said_at_once():
    said = fault_of({"y": [1, "a"], "shift": -1, "colour": "red"})
    assert all(words in said for words in ("y 2: 'a'", "shift: -1", "'colour'"))
