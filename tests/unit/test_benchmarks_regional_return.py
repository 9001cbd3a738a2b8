"""The quarterly regional return: what its rows say, what is refused and why, and the template itself."""

import csv
import io

import pytest
from benchmark_fixtures import AREAS, CATALOGUE, DONCASTER, ENGLAND, ROTHERHAM, YORKSHIRE
from demo_fixtures import ROOT
from hypothesis import given
from hypothesis import strategies as st

from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.regional_return import IN_YEAR_BASES, is_regional_return, read_regional_return
from dashboard.benchmarks.return_figures import REASONS
from dashboard.benchmarks.return_template import TEMPLATE_COLUMNS, format_template, template_notes
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import DatasetKind
from dashboard.errors import BenchmarkError
from dashboard.formatting import MISSING_WORDS
from dashboard.issues import ISSUE_KINDS
from dashboard.vocabulary import AreaCode, Basis, Kind, Missing

REAL = load_catalogue(ROOT / "indicators.yaml")
WIGAN, LEEDS, ESSEX = "E08000010", "E08000035", "E10000012"
ROW = {"measure": "re-referrals", "year": "2019/20", "quarter": "Q4", "area": ROTHERHAM, "figure": "20.7"}


def a_return(*rows, columns=TEMPLATE_COLUMNS, catalogue=CATALOGUE, before=b""):
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in TEMPLATE_COLUMNS] for row in rows)
    return read_regional_return(before + lines.getvalue().encode(), "return.csv", catalogue, AREAS)


def one(**changed):
    read = a_return({**ROW, **changed})
    assert read.issues == ()
    (figure,) = read.observations
    return figure


def faults(*rows):
    return [(issue.code, issue.cell) for issue in a_return(*rows).issues]


def fault(**changed):
    read = a_return({**ROW, **changed})
    assert len(read.observations) == 0
    (issue,) = read.issues
    assert (issue.sheet, issue.cell) == ("regional-return", "row 2")
    assert issue.remedy
    return issue


def refusal(content):
    with pytest.raises(BenchmarkError) as raised:
        read_regional_return(content, "return.csv", CATALOGUE, AREAS)
    (issue,) = raised.value.issues
    return issue


def test_a_figure_is_provisional_and_knows_its_row():
    figure = one(numerator="862", denominator="4,163")
    assert (figure.indicator, figure.area, figure.value, figure.decimals) == ("re-referrals", ROTHERHAM, 20.7, 1)
    assert (figure.numerator, figure.denominator) == (862.0, 4163.0)
    assert (figure.sheet, figure.cell, figure.kind) == ("regional-return", "row 2", Kind.BENCHMARK)
    assert figure.provisional


@pytest.mark.parametrize(
    ("year", "quarter", "basis", "period"),
    [
        ("2019/20", "Q1", "", "2019-06"),
        ("2019/20", "Q2", "year_to_date", "2019-09"),
        ("2019-20", "q3", "rolling_12_months", "2019-12"),
        ("2019/20", "4", "month_end", "2020-03"),
        ("2019/20", "Quarter 4", "rolling 12 months", "2020-03"),
        ("2019/20", "Q4", "in_quarter", "2019/20-Q4"),
        ("2099/00", "Q4", "Year to date", "2100-03"),
    ],
)
def test_a_quarter_is_kept_under_its_last_month_except_for_figures_of_the_quarter_alone(year, quarter, basis, period):
    assert str(one(year=year, quarter=quarter, basis=basis).period) == period


def test_a_row_without_a_basis_is_the_year_to_date():
    assert one().basis is Basis.YEAR_TO_DATE


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (ROTHERHAM, ROTHERHAM),
        ("372", ROTHERHAM),
        ("rotherham", ROTHERHAM),
        ("Yorkshire and the Humber", YORKSHIRE),
        (YORKSHIRE, YORKSHIRE),
        ("Leeds", LEEDS),
        ("Wigan", WIGAN),  # a neighbour in another region
    ],
)
def test_areas_are_found_by_code_number_or_name(area, code):
    assert one(area=area).area == code


@pytest.mark.parametrize(
    ("figure", "value", "decimals"),
    [("20.7", 20.7, 1), ("20.70%", 20.7, 2), ("0", 0.0, 0), ("0.8%", 0.8, 1), ("100", 100.0, 0), ("1.0 %", 1.0, 1)],
)
def test_a_percentage_is_kept_as_printed(figure, value, decimals):
    read = one(figure=figure)
    assert (read.value, read.decimals) == (value, decimals)


def test_a_rate_may_pass_a_hundred_and_have_thousands():
    assert one(measure="looked-after-rate", figure="1,104.6").value == 1104.6


@pytest.mark.parametrize(
    ("figure", "missing", "reason"),
    [
        ("c", "", Missing.SUPPRESSED),
        ("x", "", Missing.NOT_AVAILABLE),
        ("z", "", Missing.NOT_APPLICABLE),
        ("u", "", Missing.UNRELIABLE),
        ("low", "", Missing.ROUNDS_TO_ZERO),
        ("", "c", Missing.SUPPRESSED),
        ("", "Not published yet", Missing.NOT_YET_PUBLISHED),
        ("", "not_a_national_measure", Missing.NOT_A_NATIONAL_MEASURE),
        ("c", "suppressed", Missing.SUPPRESSED),
    ],
)
def test_a_symbol_or_a_word_is_a_reason_and_never_nought(figure, missing, reason):
    read = one(figure=figure, missing=missing)
    assert (read.value, read.missing, read.text) == (None, reason, figure or missing)


def test_every_reason_has_its_words_in_the_template():
    notes = " ".join(cell for note in template_notes(REAL, AREAS) for cell in note)
    assert all(MISSING_WORDS[reason] in notes for reason in REASONS)


def test_a_suppressed_count_leaves_the_other_one():
    read = one(numerator="c", denominator="4163")
    assert (read.value, read.numerator, read.denominator) == (20.7, None, 4163.0)


@pytest.mark.parametrize(
    ("changed", "code", "word"),
    [
        ({"measure": ""}, "regional-return-unknown-measure", "measure"),
        ({"measure": "re-referals"}, "regional-return-unknown-measure", "Did you mean re-referrals"),
        ({"year": "2019"}, "regional-return-unreadable", "year"),
        ({"year": "2019/21"}, "regional-return-unreadable", "year"),
        ({"year": "1919/20"}, "regional-return-unreadable", "year"),
        ({"year": "9999/00"}, "regional-return-unreadable", "year"),
        ({"quarter": "Q5"}, "regional-return-unreadable", "quarter"),
        ({"quarter": ""}, "regional-return-unreadable", "quarter"),
        ({"quarter": "March"}, "regional-return-unreadable", "quarter"),
        ({"basis": "monthly"}, "regional-return-unreadable", "basis"),
        ({"basis": "financial_year"}, "regional-return-unreadable", "basis"),
        ({"area": ""}, "benchmark-unknown-area", "area"),
        ({"area": "E08000099"}, "benchmark-unknown-area", "area"),
        ({"area": "Rotherhamm"}, "benchmark-unknown-area", "area"),
        ({"area": ESSEX}, "regional-return-unreadable", "Essex"),
        ({"area": ENGLAND}, "regional-return-unreadable", "England"),
        ({"area": "E12000004"}, "regional-return-unreadable", "does not lie in it"),
        ({"figure": ""}, "regional-return-unreadable", "neither a figure nor a reason"),
        ({"figure": "about 20"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "-"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "\u0663"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "nan"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "1e2"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "=20.7"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "20,7"}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"figure": "1" * 16}, "regional-return-unreadable", "neither a number nor a symbol"),
        ({"missing": "c"}, "regional-return-unreadable", "both a figure and a reason"),
        ({"missing": "see e-mail"}, "regional-return-unreadable", "no reason that is known"),
        ({"figure": "", "missing": "cell_error"}, "regional-return-unreadable", "no reason that is known"),
        ({"figure": "c", "missing": "unreliable"}, "regional-return-unreadable", "two different reasons"),
        ({"figure": "c", "numerator": "3"}, "regional-return-unreadable", "counts beside"),
        ({"numerator": "8.5"}, "regional-return-unreadable", "numerator"),
        ({"denominator": "many"}, "regional-return-unreadable", "denominator"),
        ({"denominator": "50%"}, "regional-return-unreadable", "denominator"),
        ({"measure": "looked-after-rate", "figure": "80%"}, "regional-return-unreadable", "percentage"),
        ({"figure": "100.1"}, "benchmark-out-of-range", "above 100"),
        ({"figure": "-1"}, "benchmark-out-of-range", "below 0"),
        ({"numerator": "-1"}, "benchmark-out-of-range", "below 0"),
        ({"numerator": "5", "denominator": "4"}, "benchmark-out-of-range", "5 of 4"),
        ({"numerator": "0", "denominator": "0"}, "benchmark-out-of-range", "0 of 0"),
        ({"numerator": "1", "denominator": "4"}, "counts-disagree", "1 of 4 is 25.0%, but 20.7% is printed"),
        ({"figure": "0.207"}, "ambiguous-percentage", "0.207"),
    ],
)
def test_each_fault_is_named_with_its_row_and_a_remedy(changed, code, word):
    issue = fault(**changed)
    assert issue.code == code
    assert word in issue.what


def test_an_authority_is_the_same_under_its_old_code_and_its_new_one():
    assert one(area="E10000023").area == one(area="E06000065").area


@pytest.mark.parametrize(("year", "quarter"), [("2022/23", "Q4"), ("2016/17", "Q1")])
def test_an_authority_has_no_figure_before_it_was_made(year, quarter):
    council = CATALOGUE.council.model_copy(update={"authority": AreaCode("E08000003")})
    catalogue = CATALOGUE.model_copy(update={"council": council})
    row = {**ROW, "area": "Cumberland", "year": year, "quarter": quarter}
    (issue,) = a_return(row, catalogue=catalogue).issues
    assert (issue.code, "was not in being" in issue.what) == ("regional-return-unreadable", True)
    later = a_return({**row, "year": "2023/24", "quarter": "Q1"}, catalogue=catalogue)
    assert (later.issues, len(later.observations)) == ((), 1)


def test_every_fault_of_a_row_is_named_and_the_same_fault_of_several_rows_once():
    bad = {**ROW, "year": "x", "quarter": "x", "area": "x", "figure": "words"}
    assert faults(ROW, bad, bad) == [
        ("regional-return-unreadable", "rows 3 and 4"),
        ("regional-return-unreadable", "rows 3 and 4"),
        ("benchmark-unknown-area", "rows 3 and 4"),
        ("regional-return-unreadable", "rows 3 and 4"),
    ]


def test_a_row_twice_refuses_the_return_under_whatever_name_the_area_stands():
    read = a_return(ROW, {**ROW, "area": "Rotherham", "quarter": "4"})
    assert [(issue.code, issue.cell) for issue in read.issues] == [("benchmark-duplicate-row", "row 3")]
    assert len(read.observations) == 0


def test_the_same_measure_in_two_forms_or_quarters_is_no_duplicate():
    rows = [{**ROW, "basis": str(basis)} for basis in IN_YEAR_BASES]
    assert len(a_return(*rows, {**ROW, "quarter": "Q3"}).observations) == len(IN_YEAR_BASES) + 1


def test_a_row_that_is_left_out_leaves_the_others():
    read = a_return(ROW, {**ROW, "area": "Nowhere"}, {**ROW, "area": DONCASTER, "numerator": "1", "denominator": "4"})
    assert [figure.area for figure in read.observations] == [ROTHERHAM]
    assert [issue.code for issue in read.issues] == ["benchmark-unknown-area", "counts-disagree"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20))
def test_nothing_written_in_a_cell_of_words_is_echoed(text):
    marked = f"Kaylee {text} Zed"
    for column in ("measure", "year", "quarter", "basis", "area", "figure", "missing"):
        said = " ".join(issue.what for issue in a_return({**ROW, column: marked}).issues)
        assert said
        assert "Kaylee" not in said


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_percentage_that_follows_from_its_counts_is_always_accepted(part, rest, decimals):
    whole = part + rest
    figure = f"{round(100 * part / whole + 1e-9, decimals):.{decimals}f}%"
    read = a_return({**ROW, "figure": figure, "numerator": str(part), "denominator": str(whole)})
    assert read.issues == ()


def test_the_return_says_which_quarter_it_is_of_and_what_it_holds():
    rows = [ROW, {**ROW, "area": LEEDS, "figure": "c"}, {**ROW, "quarter": "Q2", "basis": "in_quarter"}]
    read = a_return(*rows)
    assert (str(read.latest), read.title) == ("2020-03", "Regional return, Q4 2019/20")
    assert read.facts == ("In-year figures to March 2020: 2 figures of 1 measure for 2 areas, all provisional.",)
    assert (read.rows_in, read.rows_kept, read.series) == (3, 3, "regional-return")
    assert read.reasons == {Missing.SUPPRESSED: 1}


def test_figures_of_the_quarter_alone_are_as_at_its_last_month_too():
    read = a_return({**ROW, "quarter": "Q2", "basis": "in_quarter"})
    assert (str(read.latest), read.title) == ("2019-09", "Regional return, Q2 2019/20")


@pytest.mark.parametrize("name", TEMPLATE_COLUMNS)
def test_a_heading_row_without_a_column_is_refused_by_the_columns_name(name):
    columns = [f"my {column}" if column == name else column for column in TEMPLATE_COLUMNS]
    issue = refusal((",".join(columns) + "\nx\n").encode())
    assert issue.code == "regional-return-not-recognised"
    assert f"lacks the column {name} " in issue.what


@pytest.mark.parametrize("further", ["child", "measure"])
def test_a_column_of_ones_own_is_refused_and_not_named(further):
    issue = refusal((",".join([*TEMPLATE_COLUMNS, further]) + "\n").encode())
    assert issue.code == "regional-return-not-recognised"
    assert issue.what == "return.csv has 1 column more than the template."


@pytest.mark.parametrize("rows", [b"", b"\r\n,,,,,,,,\r\n"])
def test_a_return_without_a_row_is_refused(rows):
    assert refusal(",".join(TEMPLATE_COLUMNS).encode() + rows).code == "regional-return-not-recognised"


def test_headings_may_differ_in_case_spaces_and_order():
    text = (
        "Figure,Area,MEASURE, year ,quarter,basis,numerator,denominator,missing,,\n20.7,372,re-referrals,2019/20,Q4\n"
    )
    (figure,) = read_regional_return(text.encode("utf-8-sig"), "return.csv", CATALOGUE, AREAS).observations
    assert (figure.value, figure.area) == (20.7, ROTHERHAM)


def test_empty_rows_are_passed_over_and_the_others_keep_their_numbers():
    empty = dict.fromkeys(TEMPLATE_COLUMNS, "")
    read = a_return(empty, ROW, before=b"\r\n,,\r\n")
    assert [figure.cell for figure in read.observations] == ["row 5"]


@pytest.mark.parametrize(("line", "word"), [("# a remark", "delete it"), ("x,,,,,,,,,further", "more cells")])
def test_a_row_that_is_neither_a_note_of_the_template_nor_a_figure_is_named(line, word):
    content = f"{','.join(TEMPLATE_COLUMNS)}\n{line}\n".encode()
    (issue,) = read_regional_return(content, "return.csv", CATALOGUE, AREAS).issues
    assert (issue.code, issue.cell, word in issue.what) == ("regional-return-unreadable", "row 2", True)


def test_a_catalogue_without_the_dataset_has_no_return():
    others = tuple(one for one in CATALOGUE.datasets if one.kind is not DatasetKind.REGIONAL_RETURN)
    with pytest.raises(BenchmarkError, match="declares no dataset"):
        a_return(ROW, catalogue=CATALOGUE.model_copy(update={"datasets": others}))


@pytest.mark.parametrize(
    ("heading", "is_return"),
    [
        (TEMPLATE_COLUMNS, True),
        (TEMPLATE_COLUMNS[:5], True),
        ([name.upper() for name in TEMPLATE_COLUMNS], True),
        (TEMPLATE_COLUMNS[:4], False),
        (("dataset", "indicator", "period", "area_code", "value", "missing", "numerator", "denominator"), False),
        (("time_period", "time_identifier", "geographic_level"), False),
        ((), False),
    ],
)
def test_a_return_is_told_by_its_heading(heading, is_return):
    assert is_regional_return(heading) is is_return


def test_a_return_is_found_among_all_published_files():
    content = format_template(REAL, AREAS) + b"re-referrals,2019/20,Q4,,372,20.7,,,\r\n"
    read = read_release(content, "any-name.csv", REAL, AREAS)
    assert (read.series, len(read.observations)) == ("regional-return", 1)


def test_the_template_alone_holds_no_figure():
    with pytest.raises(BenchmarkError, match="no row of figures"):
        read_regional_return(format_template(REAL, AREAS), "return.csv", REAL, AREAS)


@pytest.mark.parametrize("authority", [ROTHERHAM, LEEDS, "E06000063", "E09000007"])
def test_the_example_rows_of_the_template_are_sound_without_their_mark(authority):
    council = REAL.council.model_copy(update={"authority": AreaCode(authority)})
    catalogue = REAL.model_copy(update={"council": council})
    text = format_template(catalogue, AREAS).decode("utf-8-sig")
    notes, example = text.split("# Example", 1)
    filled = "".join(f"{line.removeprefix('# ')}\r\n" for line in example.splitlines()[1:])
    read = read_regional_return(f"{notes}{filled}".encode(), "return.csv", catalogue, AREAS)
    assert (read.issues, len(read.observations)) == ((), 3)


def test_every_column_has_a_note():
    notes = [note[0] for note in template_notes(REAL, AREAS)]
    assert all(any(note.startswith("# ") and name in note.split(":")[0] for note in notes) for name in TEMPLATE_COLUMNS)


def test_what_is_wrong_with_the_file_as_a_whole_refuses_it_and_a_row_alone_is_left_out():
    left_out = {"benchmark-unknown-area", "counts-disagree", "ambiguous-percentage"}
    refused = {"regional-return-unreadable", "regional-return-unknown-measure", "benchmark-out-of-range"}
    assert not any(ISSUE_KINDS[code].refuses_file for code in left_out)
    assert all(ISSUE_KINDS[code].refuses_file for code in refused)
