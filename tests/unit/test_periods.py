"""Periods: codes that round trip, words, quarters, ends of years, and codes that are refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import (
    PeriodKind,
    academic_year,
    calendar_year,
    financial_year,
    month,
    months_between,
    parse_period,
    quarter,
    week,
)

YEARS = st.integers(1900, 2200)
PERIODS = st.one_of(
    st.builds(month, YEARS, st.integers(1, 12)),
    st.builds(quarter, YEARS, st.integers(1, 4)),
    st.builds(financial_year, YEARS),
    st.builds(academic_year, YEARS),
    st.builds(calendar_year, YEARS),
    st.builds(week, YEARS, st.integers(1, 52)),
)


@given(PERIODS)
def test_every_code_reads_back_as_the_same_period(period):
    assert parse_period(str(period)) == period


@given(PERIODS, st.integers(-300, 300))
def test_a_shift_keeps_the_kind_and_is_undone_by_its_opposite(period, steps):
    moved = period.shift(steps)
    assert moved.kind is period.kind
    assert moved.shift(-steps) == period


@given(PERIODS)
def test_periods_of_a_kind_follow_each_other_without_gap_or_overlap(period):
    assert period.shift(1).start == period.end + timedelta(days=1)


@given(PERIODS)
def test_a_period_ends_in_its_last_month_and_in_its_financial_year(period):
    assert period.last_month.start <= period.end <= period.last_month.end
    assert period.financial_year.start <= period.end <= period.financial_year.end


@pytest.mark.parametrize(
    ("code", "words", "short", "first", "last"),
    [
        ("2019-04", "April 2019", "Apr 2019", "2019-04-01", "2019-04-30"),
        ("2020-02", "February 2020", "Feb 2020", "2020-02-01", "2020-02-29"),
        ("2019/20-Q1", "April to June 2019", "Q1 2019/20", "2019-04-01", "2019-06-30"),
        ("2019/20-Q4", "January to March 2020", "Q4 2019/20", "2020-01-01", "2020-03-31"),
        ("2018/19", "2018/19", "2018/19", "2018-04-01", "2019-03-31"),
        ("1999/00", "1999/00", "1999/00", "1999-04-01", "2000-03-31"),
        ("2017/18-AY", "school year 2017/18", "school year 2017/18", "2017-09-01", "2018-08-31"),
        ("2019-CY", "calendar year 2019", "calendar year 2019", "2019-01-01", "2019-12-31"),
        ("2020-W01", "week of 30 December 2019", "week of 30 December 2019", "2019-12-30", "2020-01-05"),
        ("2020-W53", "week of 28 December 2020", "week of 28 December 2020", "2020-12-28", "2021-01-03"),
    ],
)
def test_words_and_ends(code, words, short, first, last):
    period = parse_period(code)
    assert (period.words, period.short_words) == (words, short)
    assert (period.start, period.end) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("code", "year"),
    [
        ("2019-03", "2018/19"),
        ("2019-04", "2019/20"),
        ("2019-12", "2019/20"),
        ("2020-01", "2019/20"),
        ("2019/20-Q4", "2019/20"),
        ("2018/19", "2018/19"),
        ("2017/18-AY", "2018/19"),
        ("2019-CY", "2019/20"),
    ],
)
def test_the_financial_year_is_the_one_in_which_the_period_ends(code, year):
    assert str(parse_period(code).financial_year) == year


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2019",
        "2019/20-CY",
        "2019-00",
        "2019-13",
        "2019-4",
        "April 2019",
        "2019/20-Q0",
        "2019/20-Q5",
        "2019/21",
        "2018/18",
        "2018-19",
        "2017/19-AY",
        "2020-W00",
        "2019-W53",
        "2019-04-01",
        "2019/20 Q4",
    ],
)
def test_what_is_no_period_is_refused(code):
    with pytest.raises(ValueError, match=r".+"):
        parse_period(code)


def test_the_refusal_shows_every_form():
    with pytest.raises(ValueError, match="write 2019-04, 2019/20-Q4, 2018/19, 2017/18-AY, 2019-CY or 2020-W05"):
        parse_period("last month")


def test_a_year_that_does_not_follow_says_which_was_expected():
    with pytest.raises(ValueError, match="2018/19 was expected"):
        parse_period("2018/20")


def test_spaces_around_a_code_do_not_matter():
    assert parse_period(" 2019-04 ") == month(2019, 4)


def test_months_between_counts_both_ends_and_crosses_years():
    found = months_between(month(2019, 11), month(2020, 2))
    assert [str(one) for one in found] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert months_between(month(2019, 4), month(2019, 4)) == [month(2019, 4)]
    assert months_between(month(2019, 5), month(2019, 4)) == []


def test_periods_sort_by_their_end_the_shorter_first():
    codes = ["2019/20", "2019/20-Q4", "2020-03", "2020-02", "2018/19"]
    ordered = sorted((parse_period(code) for code in codes), key=lambda period: period.sort_key)
    assert [str(period) for period in ordered] == ["2018/19", "2020-02", "2020-03", "2019/20-Q4", "2019/20"]


def test_periods_of_different_kinds_that_start_together_differ():
    assert month(2019, 4) != quarter(2019, 1)
    assert {month(2019, 4), parse_period("2019-04")} == {month(2019, 4)}
    assert quarter(2019, 4).kind is PeriodKind.QUARTER


@pytest.mark.parametrize(
    ("first", "later", "apart"),
    [
        (month(2019, 12), month(2020, 1), 1),
        (month(2019, 4), month(2019, 4), 0),
        (month(2020, 3), month(2019, 3), -12),
        (quarter(2019, 1), quarter(2019, 4), 9),
    ],
)
def test_periods_lie_as_far_apart_as_the_months_they_start_in(first, later, apart):
    assert later.month_number - first.month_number == apart
