"""Reading the CSV files of Explore education statistics."""

import pytest
from benchmark_fixtures import (
    C1_2024,
    C1_2025,
    C2,
    C4,
    CLA,
    ENGLAND,
    ROTHERHAM,
    STANDARD,
    YORKSHIRE,
    a_csv,
    a_row,
    codes,
    only,
    read,
)

from dashboard.errors import BenchmarkError
from dashboard.periods import financial_year
from dashboard.vocabulary import Basis, Kind, Missing


@pytest.mark.parametrize("columns", [C1_2024, C1_2025], ids=["2024 release", "2025 release"])
def test_a_figure_is_read_under_the_names_of_either_release(columns):
    result = read(a_csv(columns, a_row(ROTHERHAM, "4163", "886", "21.3")))
    figure = only(result)
    assert (figure.indicator, figure.basis, figure.area) == ("re-referrals", Basis.FINANCIAL_YEAR, ROTHERHAM)
    assert figure.period == financial_year(2018)
    assert (figure.value, figure.numerator, figure.denominator, figure.decimals) == (21.3, 886, 4163, 1)
    assert (figure.kind, figure.sheet, figure.cell, figure.text) == (Kind.BENCHMARK, "dfe-cin-c1", "row 2", "")
    assert not figure.derived
    assert (result.dataset, result.series) == ("dfe-cin-c1", "dfe-children-in-need")
    assert codes(result) == (["benchmark-column-drift"] if columns is C1_2024 else [])
    assert (result.rows_in, result.rows_kept, result.latest) == (1, 1, financial_year(2018))


def test_columns_are_found_by_name_wherever_they_stand():
    header = [*reversed(STANDARD), *reversed(C1_2025)]
    row = [*reversed(a_row(ROTHERHAM)), "21.3", "886", "4163"]
    figure = only(read((",".join(header) + "\n" + ",".join(row) + "\n").encode()))
    assert (figure.value, figure.numerator, figure.denominator) == (21.3, 886, 4163)


@pytest.mark.parametrize(
    ("year", "identifier", "first_year"),
    [("2019", "Reporting year", 2018), ("201819", "Financial year", 2018), ("2013", "Reporting year", 2012)],
)
def test_both_ways_of_writing_a_year(year, identifier, first_year):
    row = a_row(ROTHERHAM, "10", "1", "10", year=year, identifier=identifier)
    assert only(read(a_csv(C1_2025, row))).period == financial_year(first_year)


@pytest.mark.parametrize(
    ("symbol", "missing"),
    [
        ("c", Missing.SUPPRESSED),
        ("x", Missing.NOT_AVAILABLE),
        ("z", Missing.NOT_APPLICABLE),
        ("u", Missing.UNRELIABLE),
        ("low", Missing.ROUNDS_TO_ZERO),
        ("k", Missing.ROUNDS_TO_ZERO),
        (":", Missing.NOT_AVAILABLE),
        ("~", Missing.ROUNDS_TO_ZERO),
        ("..", Missing.NOT_AVAILABLE),
        ("-", Missing.NOT_AVAILABLE),
    ],
)
def test_every_symbol_is_a_reason_and_never_a_number(symbol, missing):
    figure = only(read(a_csv(C1_2025, a_row(ROTHERHAM, "4163", symbol, symbol))))
    assert (figure.value, figure.missing, figure.text) == (None, missing, symbol)
    assert (figure.numerator, figure.denominator, figure.decimals) == (None, 4163, None)


def test_regions_and_england_are_kept_with_their_published_percentages():
    content = a_csv(C1_2025, a_row(ENGLAND, "650930", "147160", "22.6"), a_row(YORKSHIRE, "72240", "17780", "24.6"))
    result = read(content)
    assert [(each.area, each.value) for each in result.observations] == [(ENGLAND, 22.6), (YORKSHIRE, 24.6)]


def test_rows_of_other_levels_are_passed_over():
    ward = a_row(ROTHERHAM, "10", "1", "10")
    ward[2] = "Ward"
    columns = [*C1_2025, "ward_code"]
    result = read(a_csv(columns, [*ward, "E05001000"], a_row(ROTHERHAM, "4163", "886", "21.3", "")))
    assert (result.rows_in, result.rows_kept, result.issues) == (2, 1, ())
    assert result.facts == ("1 row of the level Ward, which is not kept, is passed over.",)


# Percentages that no column carries


BANDS = ("26", "397", "754", "641", "682", "470")
LATE = ("318", "147", "178")


def test_a_percentage_is_worked_out_from_its_bands():
    figure = only(read(a_csv(C2, a_row(ROTHERHAM, "3613", *BANDS, *LATE, year="2024"))))
    assert (figure.indicator, figure.value, figure.numerator, figure.denominator) == (
        "assessments-within-45-days", 82.2, 2970, 3613,
    )  # fmt: skip
    assert figure.derived


def test_suppressed_bands_are_made_up_from_the_late_ones():
    figure = only(read(a_csv(C2, a_row(ROTHERHAM, "20", "c", "c", "2", "5", "6", "4", "0", "0", "0", year="2014"))))
    assert (figure.value, figure.numerator, figure.denominator) == (100.0, 20, 20)


def test_halves_are_rounded_up():
    # 1 of 16 is 6.25, which rounding to even would make 6.2.
    figure = only(read(a_csv(C4, a_row(ROTHERHAM, "20", "16", "0", "1"))))
    assert figure.value == 6.3


def test_a_suppressed_percentage_says_so_before_the_other_dataset_begins():
    figure = only(read(a_csv(C4, a_row(ROTHERHAM, "20", "16", "c", "4", year="2015"))))
    assert (figure.value, figure.missing, figure.text) == (None, Missing.SUPPRESSED, "c")


def test_a_suppressed_percentage_is_left_to_the_dataset_that_carries_it():
    assert len(read(a_csv(C4, a_row(ROTHERHAM, "20", "16", "c", "4", year="2016"))).observations) == 0


def test_another_reason_than_suppression_is_stated_in_every_year():
    figure = only(read(a_csv(C4, a_row(ROTHERHAM, "u", "u", "u", "u", year="2024"))))
    assert figure.missing is Missing.UNRELIABLE


def test_a_share_of_none_does_not_apply():
    figure = only(read(a_csv(C4, a_row(ROTHERHAM, "0", "0", "0", "0"))))
    assert figure.missing is Missing.NOT_APPLICABLE


def test_worked_out_percentages_leave_out_regions_whose_counts_are_rounded():
    rows = [a_row(area, "5000", "1000", "100", "700") for area in (ENGLAND, YORKSHIRE, ROTHERHAM)]
    assert only(read(a_csv(C4, *rows))).area == ROTHERHAM


def test_regions_are_worked_out_for_the_years_that_nothing_else_carries():
    rows = [a_row(area, "5000", "1000", "100", "700", year="2015") for area in (ENGLAND, YORKSHIRE, ROTHERHAM)]
    result = read(a_csv(C4, *rows))
    assert [(each.area, each.value, each.derived) for each in result.observations] == [
        (ENGLAND, 80.0, True), (YORKSHIRE, 80.0, True), (ROTHERHAM, 80.0, True),
    ]  # fmt: skip


# Filters


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("population_type", "Children looked after on 31 March each year"),
        ("population_count", "Children looked after at 31 March each year"),
    ],
)
def test_a_filter_is_found_under_the_names_and_labels_of_either_release(column, label):
    rows = [
        a_row(ROTHERHAM, "Children ceasing to be looked after each year", "59521", "191", "32", year="2025"),
        a_row(ROTHERHAM, label, "59521", "476", "80", year="2025"),
    ]
    result = read(a_csv([column, *CLA[1:]], *rows))
    figure = only(result)
    assert (figure.value, figure.decimals, figure.cell) == (80, 0, "row 3")
    assert (figure.numerator, figure.denominator) == (476, 59521)
    assert (result.rows_in, result.rows_kept) == (2, 1)


def test_a_label_that_is_nowhere_in_the_file_refuses_it():
    result = read(a_csv(CLA, a_row(ROTHERHAM, "Children in care", "59521", "476", "80")))
    assert codes(result) == ["benchmark-missing-label"]
    assert "Children looked after on 31 March each year" in result.issues[0].what
    assert len(result.observations) == 0


# Areas


def test_an_authority_with_two_codes_over_time_is_no_duplicate():
    rows = [
        a_row("E10000023", "10", "1", "10", year="2023"),
        a_row("E06000065", "10", "2", "20", year="2024"),
    ]
    result = read(a_csv(C1_2025, *rows))
    assert result.issues == ()
    assert [(each.area, each.value) for each in result.observations] == [("E06000065", 10), ("E06000065", 20)]


@pytest.mark.parametrize("code", ["", "x", "z"])
def test_an_authority_without_its_long_code_is_found_by_its_number(code):
    row = a_row(ROTHERHAM, "10", "1", "10")
    row[8] = code
    assert only(read(a_csv(C1_2025, row))).area == ROTHERHAM


def test_an_unknown_area_is_left_out_and_said_once():
    unknown = [a_row("E08999999", "10", "1", "10", year=year) for year in ("2017", "2018", "2019", "2020", "2021")]
    result = read(a_csv(C1_2025, *unknown, a_row(ROTHERHAM, "4163", "886", "21.3")))
    (issue,) = result.issues
    assert (issue.code, issue.cell) == ("benchmark-unknown-area", "rows 2, 3, 4 and 2 more")
    assert "E08999999" in issue.what
    assert only(result).area == ROTHERHAM


def test_codes_that_name_two_authorities_are_not_believed():
    row = a_row(ROTHERHAM, "10", "1", "10")
    row[7] = "371"
    assert codes(read(a_csv(C1_2025, row))) == ["benchmark-broken-table"]


def test_a_symbol_for_an_authority_that_was_not_there_is_no_missing_figure():
    rows = [a_row("E10000009", "z", "z", "z", year="2020"), a_row("E10000009", "c", "c", "c", year="2019")]
    figure = only(read(a_csv(C1_2025, *rows)))
    assert (figure.period, figure.missing) == (financial_year(2018), Missing.SUPPRESSED)


# Faults


@pytest.mark.parametrize("name", ["rereferral_percent", "new_la_code", "time_period", "geographic_level"])
def test_a_missing_column_is_named_and_refuses_the_file(name):
    content = a_csv(C1_2025, a_row(ROTHERHAM, "4163", "886", "21.3")).replace(name.encode(), b"renamed")
    result = read(content, "c1.csv")
    assert codes(result) == ["benchmark-missing-column"]
    assert name in result.issues[0].what
    assert "c1.csv" in result.issues[0].what
    assert len(result.observations) == 0


def test_the_other_names_of_a_missing_column_are_told():
    content = a_csv(C1_2025, a_row(ROTHERHAM, "4163", "886", "21.3")).replace(b"rereferral_percent", b"renamed")
    assert "Re_referrals_percent" in read(content).issues[0].what


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name,age\nA,3\n",
        b"\x00\xff\xfe\x9a",
        a_csv(["Referrals", "April", "May"], a_row(ROTHERHAM, "1", "1", "1")),
    ],
    ids=["empty", "another table", "no text", "referrals by month"],
)
def test_a_file_of_no_known_dataset_is_not_recognised(content):
    with pytest.raises(BenchmarkError) as caught:
        read(content, "mystery.csv")
    (issue,) = caught.value.issues
    assert (issue.code, issue.file) == ("benchmark-not-recognised", "mystery.csv")
    assert "mystery.csv" in issue.what
