"""Reading the interactive tool's parquet file."""

import pytest
from benchmark_fixtures import ENGLAND, ROTHERHAM, YORKSHIRE, a_parquet, codes, every_measure, read

from dashboard.errors import BenchmarkError
from dashboard.periods import financial_year
from dashboard.vocabulary import Kind, Missing


def figures(content: bytes):
    return list(read(content, "lait.parquet").observations)


def test_a_figure_is_read_with_its_row_among_all_rows():
    content = every_measure(("Other measure", "2019", 372.0, "5"), ("ReReferral", "2019", 372.0, "21.3"))
    result = read(content, "lait.parquet")
    figure = next(each for each in result.observations if each.indicator == "re-referrals")
    assert (figure.area, figure.period, figure.value, figure.decimals) == (ROTHERHAM, financial_year(2018), 21.3, 1)
    assert (figure.kind, figure.sheet, figure.cell) == (Kind.BENCHMARK, "lait", "row 2")
    assert (result.dataset, result.series, result.rows_in) == ("lait", "lait", 6)


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
