"""A year to date that is not the sum of its months."""

import pytest
from catalogue_snippets import a_catalogue, load, spoilt
from editions_builders import a_row
from hypothesis import given
from hypothesis import strategies as st

from dashboard.editions.year_to_date import check_year_to_date
from dashboard.periods import month
from dashboard.vocabulary import Basis, IndicatorId, Kind

COUNT = spoilt("unit: per_cent", "unit: count")
FIRST = {"indicator": IndicatorId("first"), "printed_name": "Printed first"}
MONTHS = ("2019-04", "2019-05", "2019-06")
QUARTERS = ("2019/20-Q1", "2019/20-Q2")


def a_measure(
    values, total, *, periods=MONTHS, basis=Basis.IN_MONTH, decimals=0, kind=Kind.YEAR_TO_DATE, year="2019/20"
):
    months = [
        a_row(value, period=period, cell=f"{'EFG'[place]}6", basis=basis, decimals=decimals, **FIRST)
        for place, (period, value) in enumerate(zip(periods, values, strict=True))
    ]
    to_date = a_row(total, kind=kind, period=year, cell="H6", basis=Basis.YEAR_TO_DATE, decimals=decimals, **FIRST)
    return [*months, to_date]


JUNE = month(2019, 6)


def found(rows, catalogue=COUNT, as_at=JUNE):
    return check_year_to_date(rows, load(catalogue), as_at)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        pytest.param(a_measure((308, 367, 475), 1150), False, id="the sum"),
        pytest.param(a_measure((308, 367, 475), 1162), True, id="a little over a hundredth too many"),
        pytest.param(a_measure((308, 367, 475), 675), True, id="a month forgotten"),
        pytest.param(a_measure((308, 367, 475), 1150, kind=Kind.YEAR_END), False, id="a year end"),
        pytest.param(a_measure((308, 367, 475), 1100, kind=Kind.YEAR_END), True, id="a year end that is not the sum"),
        pytest.param(a_measure((308, None, 475), 1150), False, id="a month without a figure"),
        pytest.param(a_measure((308, 475), 1150, periods=MONTHS[1:]), False, id="a month not on the sheet"),
        pytest.param(a_measure((308, 367, 475), None), False, id="no year to date"),
        pytest.param(a_measure((308, 367, 475), 475, basis=Basis.MONTH_END), False, id="a snapshot"),
        pytest.param(a_measure((308, 367, 475), 475, basis=Basis.YEAR_TO_DATE), False, id="a count from April on"),
        pytest.param(a_measure((10.4, 10.4, 10.4), 31.0, decimals=0), False, id="rounded as shown"),
        pytest.param(a_measure((10.4, 10.4, 10.4), 35.0, decimals=0), True, id="more than rounding"),
        pytest.param(a_measure((308, 367, 475), 9999, year="2018/19"), False, id="another year"),
    ],
)
def test_the_year_to_date_of_a_count(rows, wrong):
    assert [issue.code for issue in found(rows)] == ["year-to-date-not-sum"] * wrong


@pytest.mark.parametrize(
    ("total", "codes"),
    [
        (1150, []),
        (1151, ["year-to-date-near-sum"]),
        (1161, ["year-to-date-near-sum"]),
        (1162, ["year-to-date-not-sum"]),
        (1139, ["year-to-date-near-sum"]),
        (1138, ["year-to-date-not-sum"]),
    ],
)
def test_as_much_as_late_entries_is_only_noted(total, codes):
    assert [issue.code for issue in found(a_measure((308, 367, 475), total))] == codes


def test_it_says_both_sums_and_where():
    (issue,) = found(a_measure((308, 367, 475), 675))
    assert issue.what == "Name of first: the year to date is 675, but E6 to G6 add up to 1150."
    assert issue.place == "1 Front door!H6"


def test_a_percentage_does_not_add_up():
    assert found(a_measure((20.0, 21.0, 22.0), 21.0), a_catalogue()) == []


@pytest.mark.parametrize(("total", "codes"), [(300, []), (310, ["year-to-date-not-sum"])])
def test_quarters_add_up_too(total, codes):
    rows = a_measure((100, 200), total, periods=QUARTERS, basis=Basis.IN_QUARTER)
    assert [issue.code for issue in found(rows, as_at=month(2019, 9))] == codes


@given(st.lists(st.integers(0, 5000), min_size=3, max_size=3), st.integers(-50, 50))
def test_only_a_difference_is_a_fault(values, difference):
    assert bool(found(a_measure(values, sum(values) + difference))) == (difference != 0)
