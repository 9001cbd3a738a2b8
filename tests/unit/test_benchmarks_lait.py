"""Reading the interactive tool's parquet file."""

import io
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmark_fixtures import (
    AREAS,
    CATALOGUE,
    DATA,
    ENGLAND,
    ROTHERHAM,
    YORKSHIRE,
    a_parquet,
    codes,
    every_measure,
    read,
)
from hypothesis import given
from hypothesis import strategies as st
from lait_builders import a_measure, measures

from dashboard.benchmarks import lait_table, parquet_file
from dashboard.benchmarks.lait import read_lait
from dashboard.benchmarks.lait_measures import load_lait_measures
from dashboard.benchmarks.rounding import round_half_up
from dashboard.catalogue.load import load_catalogue
from dashboard.errors import BenchmarkError
from dashboard.periods import financial_year
from dashboard.vocabulary import Basis, Kind, Missing


def figures(content: bytes):
    return list(read(content, "lait.parquet").observations)


def test_a_figure_is_read_with_its_row_among_all_rows():
    content = every_measure(("Other measure", "2019", 372.0, "5"), ("ReReferral", "2019", 372.0, "21.3"))
    result = read(content, "lait.parquet")
    figure = next(each for each in result.observations if each.indicator == "re-referrals")
    assert (figure.area, figure.period, figure.value, figure.decimals) == (ROTHERHAM, financial_year(2018), 21.3, 1)
    assert (figure.kind, figure.sheet, figure.cell) == (Kind.BENCHMARK, "lait", "row 2")
    assert (result.dataset, result.series, result.rows_in) == ("lait", "lait", 7)


@pytest.mark.parametrize(
    ("text", "value"),
    [("27.699999999999999", 27.7), ("79.599999999999994", 79.6), ("82.150000000000006", 82.2), ("83", 83.0), ("0", 0)],
)
def test_float_noise_is_rounded_off_halves_up(text, value):
    (figure,) = [each for each in figures(every_measure(("ReReferral", "2019", 372.0, text))) if each.value is not None]
    assert figure.value == value


def test_rates_are_whole_numbers():
    (figure,) = [each for each in figures(every_measure(("LAC", "2019", 372.0, "113"))) if each.value is not None]
    assert (figure.indicator, figure.value, figure.decimals) == ("looked-after-rate", 113, 0)


@pytest.mark.parametrize(
    ("symbol", "missing"),
    [
        ("-", Missing.NOT_AVAILABLE),
        ("..", Missing.NOT_AVAILABLE),
        ("", Missing.NOT_AVAILABLE),
        ("c", Missing.SUPPRESSED),
    ],
)
def test_every_symbol_is_a_reason(symbol, missing):
    found = [each for each in figures(every_measure(("ReReferral", "2019", 372.0, symbol))) if each.area == ROTHERHAM]
    assert [(each.value, each.missing, each.text) for each in found] == [(None, missing, symbol)]


@pytest.mark.parametrize(("number", "code"), [(970.0, ENGLAND), (982.0, YORKSHIRE), (987.0, "E13000001")])
def test_england_and_the_regions_have_numbers_too(number, code):
    found = figures(every_measure(("CP_conf_15days", "2019", number, "78.9")))
    assert [each.area for each in found if each.value == 78.9] == [code]


def test_an_authority_before_its_time_has_no_missing_figure():
    rows = (("ReReferral", "2019", 838.0, "-"), ("ReReferral", "2020", 838.0, "-"))
    found = [each for each in figures(every_measure(*rows)) if each.indicator == "re-referrals"]
    assert [each.period for each in found] == [financial_year(2019)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("ReReferral", "2019", 372.0, "many"), "benchmark-unreadable-value"),
        (("ReReferral", "2019", 372.0, "21.3%"), "benchmark-unreadable-value"),
        (("ReReferral", "Spring", 372.0, "21.3"), "benchmark-unreadable-value"),
        (("ReReferral", "2019", 1000.0, "21.3"), "benchmark-unknown-area"),
        (("ReReferral", "2019", None, "21.3"), "benchmark-unknown-area"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_its_number(row, code):
    result = read(every_measure(("Other", "2019", 372.0, "1"), row), "lait.parquet")
    (issue,) = result.issues
    assert (issue.code, issue.cell, issue.sheet) == (code, "row 2", "lait")
    assert all(each.indicator != "re-referrals" for each in result.observations)


@pytest.mark.parametrize("place", [1, 3])
def test_a_long_text_is_not_shown_for_it_may_be_about_a_person(place):
    row = ["ReReferral", "2019", 372.0, "21.3"]
    row[place] = "A Child, 1 Some Street"
    result = read(every_measure(tuple(row)), "lait.parquet")
    assert [issue.code for issue in result.issues] == ["benchmark-unreadable-value"]
    assert "Child" not in "".join(issue.what for issue in result.issues)


def test_a_measure_that_is_gone_refuses_the_file():
    result = read(a_parquet(("ReReferral", "2019", 372.0, "21.3")), "lait.parquet")
    assert set(codes(result)) == {"benchmark-missing-label"}
    assert any("'LAC'" in issue.what for issue in result.issues)
    assert len(result.observations) == 0


def test_a_row_that_stands_twice_refuses_the_file():
    row = ("ReReferral", "2019", 372.0, "21.3")
    result = read(every_measure(row, row), "lait.parquet")
    assert codes(result) == ["benchmark-duplicate-row"]
    assert len(result.observations) == 0


def test_a_missing_column_refuses_the_file():
    result = read(a_parquet(("ReReferral", "2019", 372.0, "21.3"), drop="Values"), "lait.parquet")
    assert codes(result) == ["benchmark-missing-column"]
    assert "'Values'" in result.issues[0].what


@pytest.mark.parametrize("content", [b"PAR1 and nothing more", every_measure(("LAC", "2019", 372.0, "1"))[:200]])
def test_a_damaged_file_is_not_recognised(content):
    with pytest.raises(BenchmarkError) as caught:
        read(content, "lait.parquet")
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]


def all_measures(*rows, known=None, progress=None):
    """Read a file with a dictionary of two measures, beside the catalogue's own."""
    described = known or (a_measure("Swim"), a_measure("Places", year_type="Calendar Year", decimals=0))
    return read_lait(every_measure(*rows), "lait.parquet", CATALOGUE, AREAS, measures(*described), progress=progress)


def further(result):
    return [each for each in result.observations if each.indicator.startswith("lait.")]


@pytest.mark.parametrize(
    ("year_type", "year", "basis", "period"),
    [
        ("Academic Year", "2019", Basis.ACADEMIC_YEAR, "2018/19-AY"),
        ("Academic Year", "2018/19", Basis.ACADEMIC_YEAR, "2018/19-AY"),
        ("Financial Year", "2019", Basis.FINANCIAL_YEAR, "2018/19"),
        ("Annual", "2019", Basis.FINANCIAL_YEAR, "2018/19"),
        ("Calendar Year", "2019", Basis.CALENDAR_YEAR, "2019-CY"),
        ("Annual (end of Sept)", "2019", Basis.MONTH_END, "2019-09"),
        ("Annual - January", "2019", Basis.MONTH_END, "2019-01"),
    ],
)
def test_a_further_measure_is_kept_by_its_own_kind_of_year(year_type, year, basis, period):
    result = all_measures(("Swim", year, 372.0, "61.25"), known=[a_measure("Swim", year_type=year_type)])
    (figure,) = further(result)
    assert (figure.indicator, figure.basis, str(figure.period)) == ("lait.swim", basis, period)
    assert (figure.value, figure.decimals, figure.kind, figure.cell) == (61.3, 1, Kind.BENCHMARK, "row 1")


def test_the_catalogues_measures_read_the_same_with_the_dictionary_and_without():
    rows = (("ReReferral", "2019", 372.0, "21.3"), ("LAC", "2019", 970.0, "-"))
    described = (a_measure("ReReferral", decimals=3, year_type="Financial Year"), a_measure("LAC", year_type="Annual"))
    with_dictionary = all_measures(*rows, known=described)
    assert list(with_dictionary.observations) == list(read(every_measure(*rows), "lait.parquet").observations)


def test_the_catalogue_measures_year_is_the_dictionarys_where_the_catalogue_says_no_more():
    result = all_measures(("ReReferral", "2019", 372.0, "21.3"), known=[a_measure("ReReferral")])
    (figure,) = [each for each in result.observations if each.value is not None]
    assert (figure.indicator, str(figure.period)) == ("re-referrals", "2018/19-AY")


@pytest.mark.parametrize(
    ("year", "provisional", "text"),
    [("2025 (prov)", True, "61.0 (prov)"), ("2025 (Rev)", False, "61.0 (Rev)"), ("2025", False, "")],
)
def test_how_final_a_year_is_stands_with_its_figures(year, provisional, text):
    (figure,) = further(all_measures(("Swim", year, 372.0, "61")))
    assert (figure.provisional, figure.text) == (provisional, text)


def test_a_missing_figure_keeps_its_symbol_whatever_the_years_mark():
    (figure,) = further(all_measures(("Swim", "2025 (Rev)", 372.0, "c")))
    assert (figure.missing, figure.text, figure.value) == (Missing.SUPPRESSED, "c", None)


@pytest.mark.parametrize(
    ("row", "code", "fact"),
    [
        (("Swim", "2014-16", 372.0, "1"), "benchmark-other-period", "about several years together"),
        (("Swim", "0", 372.0, "-"), "benchmark-unreadable-value", "that cannot be read"),
        (("Swim", "2019", 372.0, "1e999"), "benchmark-unreadable-value", "that cannot be read"),
        (("Swim", "2019", 999.0, "1"), "benchmark-unknown-area", "not among the areas"),
        (("Sing", "2019", 372.0, "1"), "benchmark-unknown-measure", "neither the catalogue nor the dictionary"),
        (("Swim", "2018", 838.0, "-"), None, "not in being that year"),
    ],
)
def test_a_row_left_out_is_named_and_counted_once(row, code, fact):
    result = all_measures(row)
    assert codes(result) == ([code] if code else [])
    assert [issue.cell for issue in result.issues] == (["row 1"] if code else [])
    assert any(fact in one and one.startswith("1 row ") for one in result.facts)
    assert result.rows_kept + 1 == result.rows_in
    assert further(result) == []


def test_rows_left_out_and_rows_kept_are_all_the_rows():
    texts = ("12.5", "-", "c", "x?", "")
    rows = [
        (measure, year, number, texts[place % len(texts)])
        for place, (measure, year, number) in enumerate(
            product(("Swim", "Sing", "Places"), ("2016", "2019 (Rev)", "2014-16", "0"), (372.0, 838.0, 999.0, 970.0))
        )
    ]
    result = all_measures(*rows)
    left_out = sum(int(fact.split()[0].replace(",", "")) for fact in result.facts[1:])
    assert result.rows_kept + left_out == result.rows_in
    assert left_out > 0
    assert len(result.observations) == result.rows_kept


def test_a_measure_of_an_unknown_kind_of_year_is_left_out_and_said_so():
    result = all_measures(("Swim", "2019", 372.0, "1"), known=[a_measure("Swim", year_type="Moon")])
    assert "benchmark-other-period" in codes(result)
    assert further(result) == []


def test_many_faults_are_few_issues():
    result = all_measures(*[("Swim", "2019", 372.0, f"text {number}") for number in range(50)])
    assert len(result.issues) <= 12
    assert result.rows_kept == result.rows_in - 50


def test_a_further_measures_row_that_stands_twice_refuses_the_file():
    result = all_measures(("Swim", "2019", 372.0, "1"), ("Swim", "2018/19", 372.0, "2"))
    assert codes(result) == ["benchmark-duplicate-row"]
    assert result.issues[0].cell == "row 2"
    assert len(result.observations) == 0


def test_the_newest_period_is_a_month_where_it_is_no_financial_year():
    assert str(all_measures(("Places", "2019", 372.0, "1")).latest) == "2019-12"
    assert str(all_measures(("ReReferral", "2021", 372.0, "1")).latest) == "2020/21"


def test_progress_is_told_in_words():
    said = []
    all_measures(("Swim", "2019", 372.0, "1"), progress=said.append)
    assert said[0] == "Reading the file's rows"
    assert "rows of" in said[1]
    assert said[-1].startswith("Putting")


def test_numbers_may_be_stored_as_numbers():
    columns = {"Short Desc": ["Swim"], "Years": [2019], "LA Number": [372], "Values": [61.0]}
    others = pq.read_table(pa.BufferReader(every_measure())).to_pydict()
    table = pa.table({name: pa.array([*map(str, columns[name]), *map(str, others[name])]) for name in columns})
    table = table.set_column(2, "LA Number", pa.array([372, *map(int, others["LA Number"])]))
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    result = read_lait(buffer.getvalue(), "lait.parquet", CATALOGUE, AREAS, measures(a_measure("Swim")))
    assert [each.value for each in further(result)] == [61.0]


def test_a_file_that_claims_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(parquet_file, "MAX_ROWS", 3)
    with pytest.raises(BenchmarkError, match="at most 3 are read"):
        all_measures()


@given(st.lists(st.floats(-1e6, 1e6) | st.decimals(-999, 999, places=3).map(float), min_size=1), st.integers(0, 4))
def test_many_numbers_round_as_one_does(values, decimals):
    together = lait_table.round_all(np.array(values), decimals).tolist()
    assert together == [round_half_up(value, decimals) for value in values]


@pytest.mark.shared
def test_the_whole_release_of_2026(shared_folder):
    content = (shared_folder / "benchmarks" / "lait" / "bds_long_0.parquet").read_bytes()
    catalogue, known = load_catalogue(DATA.parent / "indicators.yaml"), load_lait_measures(DATA / "reference")
    result = read_lait(content, "bds_long_0.parquet", catalogue, AREAS, known)
    left_out = [int(fact.split()[0].replace(",", "")) for fact in result.facts[1:]]
    assert (result.rows_in, result.rows_kept, left_out) == (641_070, 616_829, [2_720, 170, 21_351])
    assert result.rows_kept + sum(left_out) == result.rows_in
    assert dict(result.reasons) == {Missing.NOT_AVAILABLE: 72_001}
    assert {issue.code for issue in result.issues} == {"benchmark-other-period", "benchmark-unreadable-value"}
    frame = result.observations.frame
    assert frame["indicator"].nunique() == 432
    assert frame.loc[frame["basis"] == "calendar_year", "period"].max() == "2024-CY"
