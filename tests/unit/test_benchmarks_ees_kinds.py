"""Kinds of published figure beside a year's percentage: single months, rates of the population, counts of one day."""

import pytest
from benchmark_fixtures import (
    C1_2025,
    C6,
    CATALOGUE,
    D1,
    D1_2024,
    DONCASTER,
    ENGLAND,
    ONS,
    ROTHERHAM,
    WORKFORCE,
    YORKSHIRE,
    a_csv,
    a_row,
    children,
    codes,
    only,
    read,
)

from dashboard.benchmarks.release import Known, population_indicator
from dashboard.benchmarks.years import is_ees_time, months_of, parse_ees_period
from dashboard.periods import calendar_year, financial_year, month, parse_period
from dashboard.vocabulary import Basis, Missing

# Months


def test_twelve_columns_are_the_months_of_the_financial_year():
    counts = [str(100 + number) for number in range(12)]
    result = read(a_csv(C6, a_row(ROTHERHAM, "1266", *counts, year="2024")))
    assert [(str(each.period), each.value) for each in result.observations] == [
        ("2023-04", 100), ("2023-05", 101), ("2023-06", 102), ("2023-07", 103), ("2023-08", 104), ("2023-09", 105),
        ("2023-10", 106), ("2023-11", 107), ("2023-12", 108), ("2024-01", 109), ("2024-02", 110), ("2024-03", 111),
    ]  # fmt: skip
    assert {each.basis for each in result.observations} == {Basis.IN_MONTH}
    assert (result.latest, result.rows_kept) == (month(2024, 3), 1)


def test_months_of_every_area_are_kept_with_their_reasons():
    rows = [a_row(area, "x", *["c"] * 11, "5") for area in (ENGLAND, YORKSHIRE, ROTHERHAM)]
    result = read(a_csv(C6, *rows))
    assert result.reasons == {Missing.SUPPRESSED: 33}
    assert {each.area for each in result.observations} == {ENGLAND, YORKSHIRE, ROTHERHAM}


def test_a_month_below_nought_refuses_the_file():
    assert codes(read(a_csv(C6, a_row(ROTHERHAM, "5", *["1"] * 11, "-1")))) == ["benchmark-out-of-range"]


# Rates that the release does not print


def a_plan_count(area, count, year="2025"):
    return a_row(area, "1", "1", "1", count, year=year)


def test_a_rate_is_worked_out_from_the_population():
    result = read(a_csv(D1, a_plan_count(ROTHERHAM, "335")), known=children(59521, "2024/25"))
    figure = only(result)
    # 335 of 59,521 is 56.2826 per 10,000.
    assert (figure.value, figure.numerator, figure.denominator) == (56.3, 335, 59521)
    assert figure.derived
    assert result.issues == ()
    assert any("worked out from its counts and the number of children" in fact for fact in result.facts)


def test_a_rate_is_rounded_with_halves_up():
    figure = only(read(a_csv(D1, a_plan_count(ROTHERHAM, "9")), known=children(400_000, "2024/25")))
    # Nought point two two five; and an exact half: 1 of 80,000 is 0.125, 1 of 200,000 is 0.05.
    assert figure.value == 0.2
    assert only(read(a_csv(D1, a_plan_count(ROTHERHAM, "1")), known=children(200_000, "2024/25"))).value == 0.1


def test_a_rate_that_is_printed_is_taken_as_printed():
    content = a_csv(D1_2024, a_row(ROTHERHAM, "1", "1", "1", "335", "56.4", year="2025"))
    figure = only(read(content, known=children(59521, "2024/25")))
    assert (figure.value, figure.numerator, figure.denominator, figure.derived) == (56.4, 335, None, False)


def test_without_population_the_rate_is_left_out_and_the_years_are_named():
    rows = [a_plan_count(ROTHERHAM, "300", year="2023"), a_plan_count(ROTHERHAM, "335")]
    result = read(a_csv(D1, *rows), "d1.csv")
    (issue,) = result.issues
    assert (issue.code, len(result.observations)) == ("benchmark-no-population", 0)
    assert "'Rate of child protection plans'" in issue.what
    assert "2022/23 to 2024/25" in issue.what


def test_without_the_population_of_one_year_the_others_are_worked_out():
    rows = [a_plan_count(ROTHERHAM, "300", year="2024"), a_plan_count(ROTHERHAM, "335")]
    result = read(a_csv(D1, *rows), known=children(60000, "2023/24"))
    assert codes(result) == ["benchmark-no-population"]
    assert "published for 2024/25" in result.issues[0].what
    assert (only(result).value, only(result).period) == (50.0, financial_year(2023))


def test_an_area_without_an_estimate_has_no_rate_available():
    known = children(60000, "2024/25", areas=[DONCASTER])
    figure = only(read(a_csv(D1, a_plan_count(ROTHERHAM, "335")), known=known))
    assert (figure.value, figure.missing) == (None, Missing.NOT_AVAILABLE)


@pytest.mark.parametrize("year", ["2025", "2015"])
def test_rounded_counts_of_regions_make_no_rates(year):
    known = children(60000, "2024/25", "2014/15", areas=[ENGLAND, YORKSHIRE, ROTHERHAM])
    rows = [a_plan_count(area, "3000", year=year) for area in (ENGLAND, YORKSHIRE, ROTHERHAM)]
    assert only(read(a_csv(D1, *rows), known=known)).area == ROTHERHAM


def test_a_suppressed_count_is_left_to_the_dataset_that_carries_the_rate():
    known = children(60000, "2024/25", "2014/15")
    rows = [a_plan_count(ROTHERHAM, "c"), a_plan_count(ROTHERHAM, "c", year="2015")]
    figure = only(read(a_csv(D1, *rows), known=known))
    assert (figure.period, figure.missing, figure.text) == (financial_year(2014), Missing.SUPPRESSED, "c")


def test_an_authority_not_in_being_needs_no_population():
    row = a_plan_count("E06000063", "z", year="2019")
    assert codes(read(a_csv(D1, row), known=children(60000, "2018/19"))) == []


def test_the_population_is_the_indicator_that_a_mapping_names():
    assert population_indicator(CATALOGUE) == "children-population"


def test_the_mid_year_estimate_is_kept_under_the_year_in_which_it_lies():
    row = a_row(ROTHERHAM, "Children aged 0 to 17 years", "59521", year="2024")
    figure = only(read(a_csv(ONS, row)))
    assert (figure.indicator, figure.period, figure.value) == ("children-population", financial_year(2024), 59521)
    # So that it is the very one by which a rate of the year ending in March 2025 is worked out.
    known = Known(population={(figure.area, figure.period): figure.value})
    assert only(read(a_csv(D1, a_plan_count(ROTHERHAM, "335")), known=known)).value == 56.3


# Counts of one day of the year


def test_a_count_of_september_is_kept_under_its_month():
    row = a_row(ROTHERHAM, "150.5", "15.1", "10", "100", "1600", "16", year="2025")
    found = {
        (each.indicator, each.basis, str(each.period)): each.value for each in read(a_csv(WORKFORCE, row)).observations
    }
    assert found == {
        ("social-workers", Basis.MONTH_END, "2025-09"): 150.5,
        ("average-caseload", Basis.MONTH_END, "2025-09"): 16,
        ("social-worker-turnover", Basis.ROLLING_12_MONTHS, "2025-09"): 10,
    }


# Years


@pytest.mark.parametrize(
    ("time", "identifier", "basis", "as_at", "period"),
    [
        ("2019", "Reporting year", Basis.FINANCIAL_YEAR, None, "2018/19"),
        ("201819", "Financial year", Basis.FINANCIAL_YEAR, None, "2018/19"),
        ("201819", "Academic year", Basis.ACADEMIC_YEAR, None, "2018/19-AY"),
        ("2019", "Calendar year", Basis.CALENDAR_YEAR, None, str(calendar_year(2019))),
        ("2019", "Calendar year", Basis.FINANCIAL_YEAR, 6, "2019/20"),
        ("2019", "Reporting year", Basis.FINANCIAL_YEAR, 3, "2018/19"),
        ("2019", "Reporting year", Basis.MONTH_END, 9, "2019-09"),
        ("2019", "Calendar year", Basis.FINANCIAL_YEAR, None, None),
        ("2019", "Reporting year", Basis.ACADEMIC_YEAR, None, None),
        ("201819", "Academic year", Basis.FINANCIAL_YEAR, None, None),
        ("201819", "Financial year", Basis.MONTH_END, 9, None),
        ("201820", "Financial year", Basis.FINANCIAL_YEAR, None, None),
        ("201899", "Financial year", Basis.FINANCIAL_YEAR, None, None),
        ("199900", "Financial year", Basis.FINANCIAL_YEAR, None, "1999/00"),
    ],
)
def test_a_year_is_read_as_the_form_wanted(time, identifier, basis, as_at, period):
    found = parse_ees_period(time, identifier, basis, as_at)
    assert (None if found is None else str(found)) == period


@pytest.mark.parametrize("identifier", ["Calendar year", "Reporting year", "Week 52", "July", "Calendar year Q3"])
def test_identifiers_of_four_digits(identifier):
    assert is_ees_time("2019", identifier)
    assert not is_ees_time("201819", identifier)


@pytest.mark.parametrize("identifier", ["Tax year", "Academic year Q4", "Spring term", "Part 1 (April to September)"])
def test_identifiers_of_six_digits(identifier):
    assert is_ees_time("201819", identifier)
    assert not is_ees_time("201820", identifier)
    assert not is_ees_time("2019", identifier)


def test_only_a_financial_year_has_months():
    assert months_of(parse_period("2018/19"))[-1] == month(2019, 3)
    with pytest.raises(ValueError, match="no financial year"):
        months_of(month(2019, 3))


def test_a_file_of_the_older_names_of_the_referrals_is_not_taken_for_the_months():
    assert read(a_csv(C1_2025, a_row(ROTHERHAM, "4163", "886", "21.3"))).dataset == "dfe-cin-c1"
