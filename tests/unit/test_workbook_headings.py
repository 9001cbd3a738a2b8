"""Headings and titles: months, quarters, years, as-at months and days in the forms that councils print."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import financial_year, month, quarter
from dashboard.workbook.headings import as_at_month, date_in, month_of, quarter_of, year_in

APRIL_2019 = month(2019, 4)


@pytest.mark.parametrize(
    "heading",
    [
        "Apr-19", "Apr 19", "APR-19", "apr19", "Apr '19", "Apr/19", "April 2019", "April-2019", "APRIL  2019",
        "Apr.\u00a02019", "\nApr-19 ", "2019-04", "2019-04-01", datetime(2019, 4, 1), datetime(2019, 4, 30, 12),
    ],
)  # fmt: skip
def test_a_month_heading_is_read(heading):
    assert month_of(heading) == APRIL_2019


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Sept-19", month(2019, 9)),
        ("Sep 2019", month(2019, 9)),
        ("May-20", month(2020, 5)),
        ("june 19", month(2019, 6)),
    ],
)
def test_months_have_more_than_one_short_form(heading: str, expected):
    assert month_of(heading) == expected


@pytest.mark.parametrize(
    "heading",
    ["Apr", "April", "Ap-19", "Apr-1", "Apr-19 to Jun-19", "2019-13", "2019-4", "2019/20", "YTD 2019/20", "Apr 1819",
     "Marchant 2019", "", None, 43556, 201904.0, True],
)  # fmt: skip
def test_other_words_are_no_month(heading):
    assert month_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("April", APRIL_2019), ("Dec", month(2019, 12)), ("Jan", month(2020, 1)), ("MAR.", month(2020, 3))],
)
def test_a_month_without_a_year_takes_it_from_its_group(heading: str, expected):
    assert month_of(heading, financial_year(2019)) == expected


@given(st.integers(1990, 2099), st.integers(1, 12), st.sampled_from(["%b-%Y", "%B %Y", "%Y-%m", "%b %Y", "%B-%Y"]))
def test_a_written_month_is_read_back(year: int, number: int, form: str):
    assert month_of(date(year, number, 1).strftime(form)) == month(year, number)


@pytest.mark.parametrize(
    "text",
    [
        "2018/19",
        "2018-19",
        "2018–19",
        "2018/2019",
        "2018 - 2019",
        "YTD 18-19",
        "Year End 18/19",
        "Year End\n2018/19",
        "LATEST BENCHMARKING - 2018/19",
        "2018/19 target, again 2018-19",
    ],
)
def test_a_financial_year_is_found(text: str):
    assert year_in(text) == financial_year(2018)


@pytest.mark.parametrize("text", ["2018/20", "2018/18", "2018", "18/20", "21/11/2019", "2018/19 to 2019/20", "2019-04",
                                  "2018/191", "", "no year"])  # fmt: skip
def test_what_is_not_one_financial_year_is_none(text: str):
    assert year_in(text) is None


def test_the_turn_of_a_century_is_a_year():
    assert year_in("1999/00") == financial_year(1999)


@pytest.mark.parametrize(
    "text",
    ["Q4 Jan - Mar 2020", "Q4\nJan - Mar 2020", "Quarter 4 2019/20", "Qtr 4 2019-20", "q4 2019/2020", "Q.4 Jan 2020"],
)
def test_a_quarter_heading_is_read(text: str):
    assert quarter_of(text) == quarter(2019, 4)


def test_a_quarter_without_a_year_takes_it_from_its_group():
    assert quarter_of("Q1", financial_year(2019)) == quarter(2019, 1)
    assert quarter_of("Q1") is None


@pytest.mark.parametrize("text", ["Q5 2019/20", "Q0 2019/20", "Quarterly 2019/20", "2019/20", "FAQ1 2019/20"])
def test_other_words_are_no_quarter(text: str):
    assert quarter_of(text) is None


@pytest.mark.parametrize(
    "title",
    ["As at Month End: October 2019", "AS AT MONTH END OCTOBER 2019", "Performance – As at Month-End: Oct 2019 – Q3",
     "as at 31st October 2019", "As at 31 October, 2019", "As at: October 2019"],
)  # fmt: skip
def test_the_as_at_month_is_found_in_a_title(title: str):
    assert as_at_month(title) == month(2019, 10)


@pytest.mark.parametrize("title", ["October 2019", "As at Month End:", "as attested October 2019", "As at 2019", ""])
def test_a_title_without_the_words_has_no_as_at_month(title: str):
    assert as_at_month(title) is None


@pytest.mark.parametrize(
    "value", [datetime(2019, 11, 5), "05/11/2019", "5.11.19", "Issued 5 November 2019", "5th Nov 2019"]
)
def test_a_day_is_read_day_before_month(value):
    assert date_in(value) == date(2019, 11, 5)


@pytest.mark.parametrize("value", ["31/02/2019", "11/21/2019", "32 June 2019", "November 2019", "", None, 43774, True])
def test_what_is_no_day_is_none(value):
    assert date_in(value) is None


@pytest.mark.parametrize(
    "heading",
    ["Apr–19", "Apr ’19", "04/2019", "01/04/2019", "Apr-19*", "Month end Apr-19", "Apr-19 (revised)", "April 2019 (P)"],
)
def test_a_month_is_read_whatever_dash_mark_or_words_surround_it(heading: str):
    assert month_of(heading) == APRIL_2019
