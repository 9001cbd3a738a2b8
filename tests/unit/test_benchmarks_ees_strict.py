"""Files of Explore education statistics that were changed: each change has a name, and a refused file gives nothing."""

import pytest
from benchmark_fixtures import (
    C1_2024,
    C1_2025,
    C2,
    C4,
    CLA,
    D1,
    D1_2024,
    DONCASTER,
    ENGLAND,
    ROTHERHAM,
    STANDARD,
    WORKFORCE,
    YORKSHIRE,
    a_csv,
    a_row,
    children,
    codes,
    only,
    read,
)

from dashboard.errors import BenchmarkError

OURS = a_row(ROTHERHAM, "4163", "886", "21.3")
THEIRS = a_row(DONCASTER, "1000", "100", "10")


def refused_for(code, content, filename="c1.csv", cell=None):
    """Check that a file is refused for one reason and gives no figure; return the issue."""
    result = read(content, filename)
    assert set(codes(result)) == {code}
    assert (len(result.observations), result.rows_kept, result.latest) == (0, 0, None)
    issue = result.issues[0]
    assert issue.file == filename
    assert cell is None or issue.cell == cell
    return issue


def with_cell(row, column, text, columns=C1_2025):
    changed = list(row)
    changed[[*STANDARD, *columns].index(column)] = text
    return changed


# Columns


@pytest.mark.parametrize(
    ("renamed", "nearest"),
    [("rereferral_pct", True), ("Rereferral_percent_", True), ("share", False)],
)
def test_a_renamed_column_is_named_with_the_nearest_of_the_file(renamed, nearest):
    content = a_csv(C1_2025, OURS).replace(b"rereferral_percent", renamed.encode())
    issue = refused_for("benchmark-missing-column", content)
    assert "'rereferral_percent'" in issue.what
    assert (f"The nearest of its columns is {renamed!r}" in issue.what) is nearest


def test_a_file_with_too_few_columns_says_which_dataset_it_is_nearest_to():
    with pytest.raises(BenchmarkError, match=r"The nearest is .*second or subsequent.* of which it lacks 'CPP_sub"):
        read(a_csv(["CPP_start", "other"], a_row(ROTHERHAM, "1", "1")))


@pytest.mark.parametrize("renamed", ["CPP_at31_rate_", "CPP_At31_Rates", "rate", "plans_rate"])
def test_a_rate_under_another_name_is_not_taken_for_one_that_is_not_printed(renamed):
    content = a_csv([*D1, renamed], a_row(ROTHERHAM, "1", "1", "1", "590", "99"))
    issue = refused_for("benchmark-missing-column", content)
    assert "CPP_At31_rate" in issue.what


def test_columns_under_older_names_are_noted_and_read():
    result = read(a_csv(C1_2024, OURS))
    (issue,) = result.issues
    assert (issue.code, issue.cell) == ("benchmark-column-drift", "row 1")
    assert "'Re_referrals_percent' (now 'rereferral_percent')" in issue.what
    assert only(result).value == 21.3


def test_a_column_that_stands_twice_refuses_the_file():
    content = a_csv([*C1_2025, "referral_count"], [*OURS, "1"])
    assert "2 columns 'referral_count'" in refused_for("benchmark-broken-table", content, cell="row 1").what


# Cells


@pytest.mark.parametrize("text", ["n/a", "", "21.3%", "1,234", "nan", "inf", "C", "1e999", "\u0661", "s", "*", "TBC"])
@pytest.mark.parametrize("column", C1_2025)
def test_an_unknown_symbol_in_a_figure_column_refuses_the_file(text, column):
    bad = with_cell(THEIRS, column, f'"{text}"')
    issue = refused_for("benchmark-unknown-symbol", a_csv(C1_2025, OURS, bad), cell="row 3")
    assert f"Column {column!r}" in issue.what
    assert (repr(text) if text else "nothing") in issue.what


def test_a_long_text_in_a_figure_column_is_not_shown():
    issue = refused_for("benchmark-unknown-symbol", a_csv(C1_2025, with_cell(OURS, "rereferral_percent", "A person")))
    assert "'A person'" in issue.what
    issue = refused_for(
        "benchmark-unknown-symbol", a_csv(C1_2025, with_cell(OURS, "rereferral_percent", "A longer text"))
    )
    assert "longer" not in issue.what


def test_one_issue_names_all_the_rows_of_a_column():
    rows = [
        with_cell(a_row(ROTHERHAM, "10", "1", "10", year=str(year)), "rereferral_percent", f"?{year}")
        for year in range(2015, 2020)
    ]
    issue = refused_for("benchmark-unknown-symbol", a_csv(C1_2025, *rows), cell="rows 2, 3, 4 and 2 more")
    assert "'?2015' and other texts" in issue.what


def test_an_unknown_symbol_where_nothing_is_read_does_no_harm():
    ward = with_cell(with_cell(THEIRS, "geographic_level", "Ward"), "rereferral_percent", "?")
    assert codes(read(a_csv([*C1_2025, "ward_code"], [*OURS, "?"], [*ward, "?"]))) == []


# Rows


def test_a_row_that_stands_twice_refuses_the_file():
    issue = refused_for("benchmark-duplicate-row", a_csv(C1_2025, OURS, OURS, THEIRS), cell="row 3")
    assert "the same row more than once" in issue.what


def test_two_rows_about_the_same_area_and_year_refuse_the_file():
    other = with_cell(OURS, "rereferral_count", "887")
    issue = refused_for("benchmark-duplicate-row", a_csv(C1_2025, OURS, THEIRS, other), cell="row 4")
    assert "same area, year and measure" in issue.what


def test_rows_that_are_alike_where_nothing_is_read_refuse_the_file_too():
    passed_over = a_row(ROTHERHAM, "Children starting to be looked after each year", "59521", "191", "32")
    kept = a_row(ROTHERHAM, "Children looked after on 31 March each year", "59521", "476", "80")
    refused_for("benchmark-duplicate-row", a_csv(CLA, kept, passed_over, passed_over), cell="row 4")


def test_a_row_cut_off_refuses_the_file():
    refused_for("benchmark-broken-table", a_csv(C1_2025, THEIRS, OURS[:-1]), cell="row 3")


def test_a_last_line_cut_off_refuses_the_file():
    whole = a_csv(C1_2025, THEIRS, OURS)
    for length in range(1, len(whole) - len(a_csv(C1_2025, THEIRS)) - len("21.3\r\n")):
        refused_for("benchmark-broken-table", whole[: len(a_csv(C1_2025, THEIRS)) + length], cell="row 3")


def test_a_figure_cut_off_is_told_by_its_counts():
    content = a_csv(C1_2025, THEIRS, OURS)[: -len(".3\r\n")]
    assert codes(read(content)) == ["benchmark-counts-disagree"]


def test_a_row_with_a_cell_too_many_refuses_the_file():
    refused_for("benchmark-broken-table", a_csv(C1_2025, [*OURS, "7"]), cell="row 2")


def test_trailing_commas_and_blank_lines_do_no_harm():
    content = a_csv([*C1_2025, "", ""], [*OURS, "", ""], [], ["", "", ""], [*THEIRS, ""])
    result = read(content)
    assert (result.rows_in, result.issues) == (2, ())
    assert [each.cell for each in result.observations] == ["row 2", "row 5"]


# Levels


@pytest.mark.parametrize(
    ("row", "level", "words"),
    [
        (OURS, "Regional", "labelled Regional with an authority's code"),
        (OURS, "National", "labelled National with an authority's code"),
        (OURS, "Nation", "the level 'Nation', which does not exist"),
        (OURS, "", "a row without a level"),
        (a_row(YORKSHIRE, "1", "0", "0"), "National", "labelled National with a region's code"),
        (a_row(YORKSHIRE, "1", "0", "0"), "Local authority", "Local authority without an authority's code"),
        (a_row(ENGLAND, "1", "0", "0"), "Regional", "labelled Regional without a region's code"),
        (a_row(ENGLAND, "1", "0", "0"), "Local authority", "Local authority without an authority's code"),
    ],
)
def test_a_row_of_a_wrong_level_refuses_the_file(row, level, words):
    wrong = with_cell(row, "geographic_level", level)
    issue = refused_for("benchmark-wrong-level", a_csv(C1_2025, THEIRS, wrong), cell="row 3")
    assert words in issue.what


@pytest.mark.parametrize(
    ("column", "code", "level"),
    [("new_la_code", YORKSHIRE, "Local authority"), ("region_code", ROTHERHAM, "Regional"),
     ("country_code", YORKSHIRE, "National")],
)  # fmt: skip
def test_a_code_of_another_level_refuses_the_file(column, code, level):
    row = {
        "Local authority": OURS,
        "Regional": a_row(YORKSHIRE, "1", "0", "0"),
        "National": a_row(ENGLAND, "1", "0", "0"),
    }
    wrong = with_cell(with_cell(row[level], "old_la_code", ""), column, code)
    refused_for("benchmark-wrong-level", a_csv(C1_2025, THEIRS, wrong), cell="row 3")


def test_levels_of_the_standard_that_are_not_kept_are_said_as_a_fact():
    rows = [
        with_cell(a_row(ROTHERHAM, "1", "0", "0", year=str(year)), "geographic_level", "School")
        for year in (2018, 2019)
    ]
    result = read(a_csv([*C1_2025, "school_urn"], *([*row, "106842"] for row in rows), [*THEIRS, ""]))
    assert result.issues == ()
    assert result.facts == ("2 rows of the level School, which is not kept, are passed over.",)


def test_a_level_whose_places_no_column_names_refuses_the_file():
    wrong = with_cell(OURS, "geographic_level", "School")
    refused_for("benchmark-wrong-level", a_csv(C1_2025, THEIRS, wrong), cell="row 3")


def test_a_name_of_another_area_is_noted_and_the_code_believed():
    result = read(a_csv(C1_2025, with_cell(OURS, "la_name", "Doncaster"), with_cell(THEIRS, "la_name", "Elsewhere")))
    assert [(issue.code, issue.cell) for issue in result.issues] == [("benchmark-names-disagree", "row 2")]
    assert {str(each.area) for each in result.observations} == {ROTHERHAM, DONCASTER}


def test_two_authorities_that_had_one_name_after_each_other_do_not_disagree():
    rows = [
        with_cell(a_row(code, "100", "20", "20", year=year), "la_name", "Dorset")
        for code, year in (("E10000009", "2019"), ("E06000059", "2020"))
    ]
    assert read(a_csv(C1_2025, *rows)).issues == ()


def test_a_heading_without_rows_refuses_the_file():
    refused_for("benchmark-broken-table", a_csv(C1_2025), cell="row 1")


@pytest.mark.parametrize(("band", "count"), [(0, "-5"), (8, "-5"), (5, "900")])
def test_bands_below_nought_or_above_their_whole_refuse_the_file(band, count):
    bands = ["26", "397", "754", "641", "682", "470", "318", "147", "178"]
    whole = a_row(ROTHERHAM, "3613", *bands)
    assert read(a_csv(C2, whole)).issues == ()
    bands[band] = count
    refused_for("benchmark-out-of-range", a_csv(C2, a_row(ROTHERHAM, "3613", *bands)), cell="row 2")


# Years


@pytest.mark.parametrize(
    ("year", "identifier"),
    [
        ("201820", "Financial year"), ("", "Reporting year"), ("2019/20", "Financial year"), ("19", "Reporting year"),
        ("0019", "Reporting year"), ("9999", "Reporting year"), ("2019", "Financial year"), ("2019", "Year"),
        ("201819", "Reporting year"), ("2019", ""), ("two", "Reporting year"),
        ("\u0662\u0660\u0661\u0669", "Reporting year"),
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_read_refuses_the_file(year, identifier):
    wrong = a_row(ROTHERHAM, "10", "1", "10", year=year, identifier=identifier)
    issue = refused_for("benchmark-unreadable-year", a_csv(C1_2025, wrong), cell="row 2")
    assert repr(year) in issue.what


def test_kinds_of_year_may_not_be_mixed():
    rows = [OURS, a_row(DONCASTER, "10", "1", "10", year="201819", identifier="Financial year")]
    issue = refused_for("benchmark-mixed-years", a_csv(C1_2025, *rows), cell="row 3")
    assert "Reporting year and Financial year" in issue.what


@pytest.mark.parametrize(
    ("year", "identifier"),
    [("201819", "Financial year Q1"), ("2019", "September"), ("201819", "Autumn term"), ("2019", "Week 7")],
)
def test_a_period_that_is_not_kept_is_left_out_and_noted(year, identifier):
    other = a_row(ROTHERHAM, "10", "1", "10", year=year, identifier=identifier)
    result = read(a_csv(C1_2025, other, THEIRS))
    (issue,) = result.issues
    assert (issue.code, issue.cell) == ("benchmark-other-period", "row 2")
    assert identifier in issue.what
    assert only(result).area == DONCASTER


@pytest.mark.parametrize(("year", "identifier"), [("2019", "Calendar year"), ("201819", "Academic year")])
def test_a_file_of_another_kind_of_year_gives_nothing_and_says_so(year, identifier):
    result = read(a_csv(C1_2025, a_row(ROTHERHAM, "10", "1", "10", year=year, identifier=identifier)))
    assert codes(result) == ["benchmark-other-period"]
    assert (len(result.observations), result.latest) == (0, None)


# Figures that cannot be


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("rereferral_percent", "100.1"),
        ("rereferral_percent", "-1"),
        ("rereferral_count", "-1"),
        ("referral_count", "-5"),
    ],
)
def test_a_figure_out_of_range_refuses_the_file(column, text):
    result = read(a_csv(C1_2025, THEIRS, with_cell(OURS, column, text)))
    assert "benchmark-out-of-range" in codes(result)
    assert len(result.observations) == 0


@pytest.mark.parametrize("text", ["0", "100", "100.0"])
def test_the_ends_of_the_range_are_in_it(text):
    numerator = "0" if text == "0" else "4163"
    assert codes(read(a_csv(C1_2025, a_row(ROTHERHAM, "4163", numerator, text)))) == []


def test_a_share_worked_out_above_the_whole_refuses_the_file():
    refused_for("benchmark-out-of-range", a_csv(C4, a_row(ROTHERHAM, "20", "16", "10", "7")), cell="row 2")


def test_a_percentage_that_is_no_share_may_pass_100():
    row = a_row(ROTHERHAM, "50", "60", "120", "10", "160", "16", year="2025")
    assert codes(read(a_csv(WORKFORCE, row))) == []


# Counts beside a percentage


@pytest.mark.parametrize(("printed", "agrees"), [("21.3", True), ("21.2", False), ("21.4", False), ("21", False)])
def test_a_percentage_that_its_counts_do_not_give_is_kept_without_them(printed, agrees):
    result = read(a_csv(C1_2025, a_row(ROTHERHAM, "4163", "886", printed)))
    figure = only(result)
    assert figure.value == float(printed)
    assert (figure.numerator, figure.denominator) == ((886, 4163) if agrees else (None, None))
    assert codes(result) == ([] if agrees else ["benchmark-counts-disagree"])


@pytest.mark.parametrize("printed", ["6.2", "6.3"])
def test_a_half_may_be_rounded_either_way(printed):
    assert codes(read(a_csv(C1_2025, a_row(ROTHERHAM, "16", "1", printed)))) == []


def test_the_rounded_counts_of_regions_are_not_held_against_the_percentage():
    assert codes(read(a_csv(C1_2025, a_row(YORKSHIRE, "50", "10", "21.3")))) == []


def test_counts_that_are_themselves_rounded_are_given_their_slack():
    row = a_row(ROTHERHAM, "54.7", "22.8", "41.8", "1.5", "15", "10.3", year="2025")
    assert codes(read(a_csv(WORKFORCE, row))) == []
    row = a_row(ROTHERHAM, "54.7", "22.8", "43.8", "1.5", "15", "10.3", year="2025")
    assert codes(read(a_csv(WORKFORCE, row))) == ["benchmark-counts-disagree"]


@pytest.mark.parametrize(("printed", "expected"), [("10", ["benchmark-counts-disagree"]), ("0", [])])
def test_a_percentage_of_none_may_only_be_nought(printed, expected):
    assert codes(read(a_csv(C1_2025, a_row(ROTHERHAM, "0", "0", printed)))) == expected


def test_a_printed_rate_is_held_against_its_own_counts():
    content = a_csv(CLA, a_row(ROTHERHAM, "Children looked after on 31 March each year", "59521", "476", "90"))
    assert codes(read(content)) == ["benchmark-counts-disagree"]


# A refused file is refused whatever else it holds


def test_every_fault_of_a_file_is_said_at_once():
    rows = [
        with_cell(OURS, "geographic_level", "Nation"),
        with_cell(THEIRS, "rereferral_percent", "?"),
        a_row("E08000016", "10", "1", "10", year="x"),
        a_row("E08000099", "10", "1", "10"),
    ]
    assert set(codes(read(a_csv(C1_2025, *rows)))) == {
        "benchmark-wrong-level", "benchmark-unknown-symbol", "benchmark-unreadable-year", "benchmark-unknown-area",
    }  # fmt: skip


def test_a_rate_that_is_printed_is_read_though_the_population_is_known():
    content = a_csv(D1_2024, a_row(ROTHERHAM, "500", "480", "1100", "590", "103.2", year="2024"))
    figure = only(read(content, known=children(60000, "2023/24")))
    assert (figure.value, figure.numerator, figure.denominator, figure.derived) == (103.2, 590, None, False)
