"""Headings and titles: months, quarters, years, as-at months and days in the forms that councils print."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import financial_year, month, quarter
from dashboard.workbook.headings import (
    as_at_month,
    date_in,
    month_of,
    period_of,
    quarter_heading,
    quarter_of,
    without_year,
    writes_years_dashed,
    year_heading,
    year_in,
)

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


# Headings that are a period and nothing else


@pytest.mark.parametrize(
    "heading",
    ["M7", "P7", "m07", "Month 7", "Period 7", "Oct", "October", "Oct'19", "10/2019",
     "Period ending 31/10/2019", "Month ending 31 October 2019", "31/10/2019", "01/10/2019", "Oct-19 Actual",
     "Actual Oct-19", "2019 Oct", "October 2019 (P)", "Performance October 2019"],
)  # fmt: skip
def test_a_month_in_any_usual_form_is_read(heading: str):
    assert period_of(heading, financial_year(2019)) == month(2019, 10)


def test_months_by_number_count_from_april():
    year = financial_year(2019)
    assert [period_of(f"M{number}", year) for number in (1, 9, 10, 12)] == [
        month(2019, 4), month(2019, 12), month(2020, 1), month(2020, 3),
    ]  # fmt: skip
    assert period_of("M13", year) is None
    assert period_of("M1") is None


@pytest.mark.parametrize(
    "heading",
    ["Q4", "Q4 2019/20", "2019/20 Q4", "Q4 19/20", "Q4 (2019-20)", "Jan-Mar 2020", "Jan - Mar 20",
     "January to March 2020",
     "Quarter ending March 2020", "Quarter ended 31 March 2020", "Qtr 4 (Jan-Mar)", "Quarter to Mar-20", "Jan-Mar",
     "Q4\nJan - Mar 2020", "Quarter 4 Actual"],
)  # fmt: skip
def test_a_quarter_in_any_usual_form_is_read(heading: str):
    assert period_of(heading, financial_year(2019)) == quarter(2019, 4)


@pytest.mark.parametrize(
    "heading",
    ["Target Q4 2019/20", "England Q4 2019/20", "RAG Q4", "Oct-19 Target", "Oct-19 RAG", "Q4 2019", "Q1-Q4",
     "Q1 and Q2",
     "Q4 Apr - Jun 2020", "Feb-Apr 2020", "Apr-Sep 2019", "w/e 31/10/2019", "Week ending 31/10/2019", "15/10/2019",
     "Forecast Mar-20", "October 2019 YTD", "Oct-19 (n)", "Rank Q4 2019/20", "12 months to Oct-19", "YTD Q4 2019/20"],
)  # fmt: skip
def test_a_heading_that_says_more_than_a_period_is_none(heading: str):
    assert period_of(heading, financial_year(2019)) is None


@pytest.mark.parametrize(
    "heading",
    ["2018/19", "2018-19", "2018/2019", "18/19", "FY19", "FY 2018-19", "FY2018/19", "FY 2019", "2018 to 2019",
     "Financial year 2018/2019", "2018/19 Outturn", "Actual 2018/19", "Full year 2018/19"],
)  # fmt: skip
def test_a_year_in_any_usual_form_is_read(heading: str):
    assert year_heading(heading) == financial_year(2018)


@pytest.mark.parametrize(
    "heading", ["RAG 2018/19", "Target 2018/19", "Cohort 2018/19", "2018/19 Rank", "England 2018/19",
                "2018/19 to 2019/20",
                "2018", "Change 2018/19", "2018/19 (n)"]
)  # fmt: skip
def test_a_heading_that_says_more_than_a_year_is_none(heading: str):
    assert year_heading(heading) is None


@pytest.mark.parametrize(
    ("heading", "bare"),
    [("England 2018/19", "England"), ("Stat neighbours (2018/19)", "Stat neighbours"), ("2018-19 SN", "SN"),
     ("SN average - 18/19", "SN average"), ("England", "England")],
)  # fmt: skip
def test_a_year_is_taken_out_with_what_held_it(heading: str, bare: str):
    assert without_year(heading) == bare


@pytest.mark.parametrize(
    ("headings", "are_years"),
    [
        (["2009-10", "2010-11", "2011-12"], True),
        (["2010-10", "2010-11", "2010-12"], False),
        (["2010-11"], False),
        (["2010-11", "2018-19"], True),
        (["2010-11", "Apr-11", "RAG"], True),
        (["2010-11", "Q1"], True),
        (["2019-04", "2019-05"], False),
        (["2010-11", "2011-12", "2010-12"], False),
        (["NO.", "Target 2019/20", "2011-12"], True),
    ],
)
def test_the_headings_beside_it_decide_whether_2010_11_is_a_year(headings: list[str], are_years: bool):
    assert writes_years_dashed(headings) is are_years


def test_a_dashed_year_is_no_month_where_years_are_written_so():
    assert month_of("2010-11") == month(2010, 11)
    assert month_of("2010-11", dashed_years=True) is None
    assert month_of("2019-04", dashed_years=True) == month(2019, 4)
    assert year_heading("2010-11") == financial_year(2010)


@given(st.integers(1990, 2090), st.integers(1, 4))
def test_a_written_quarter_is_read_back(first: int, number: int):
    wanted = quarter(first, number)
    year = f"{first}/{(first + 1) % 100:02d}"
    for text in (f"Q{number} {year}", f"{year} Q{number}", f"Quarter {number} ({year})",
                 f"{wanted.start:%b} - {wanted.end:%b %Y}", f"Quarter ending {wanted.end:%B %Y}"):  # fmt: skip
        assert quarter_heading(text) == wanted, text
