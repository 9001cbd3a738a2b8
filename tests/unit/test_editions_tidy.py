"""From rows to observations: under which period a figure is stored, and cells that say the same thing twice."""

import pytest
from editions_builders import AREA_CODES, ENGLAND, OCTOBER, OURS, a_row

from dashboard.editions.tidy import tidy_rows
from dashboard.periods import month
from dashboard.vocabulary import AreaRole, Basis, Kind, Missing


def tidy(*rows, as_at=OCTOBER):
    return tidy_rows(rows, as_at, AREA_CODES)


def only(*rows, **where):
    (figure,) = tidy(*rows, **where).observations
    return figure


def test_a_figure_keeps_its_value_place_and_printed_precision():
    figure = only(a_row(57.7, decimals=0, text="58% (45 of 78)", numerator=45.0, denominator=78.0))
    assert (figure.value, figure.decimals, figure.text) == (57.7, 0, "58% (45 of 78)")
    assert (figure.numerator, figure.denominator) == (45.0, 78.0)
    assert (figure.sheet, figure.cell, figure.area) == ("1 Front door", "K10", OURS)
    assert not figure.provisional


@pytest.mark.parametrize(
    ("kind", "basis", "printed", "as_at", "stored"),
    [
        (Kind.VALUE, Basis.IN_MONTH, "2019-10", OCTOBER, "2019-10"),
        (Kind.VALUE, Basis.MONTH_END, "2019/20-Q2", month(2020, 3), "2019-09"),
        (Kind.VALUE, Basis.ROLLING_12_MONTHS, "2019/20-Q4", month(2020, 3), "2020-03"),
        (Kind.VALUE, Basis.YEAR_TO_DATE, "2019/20-Q3", month(2020, 3), "2019-12"),
        (Kind.VALUE, Basis.IN_QUARTER, "2019/20-Q3", month(2020, 3), "2019/20-Q3"),
        (Kind.VALUE, Basis.FINANCIAL_YEAR, "2019/20-Q4", month(2020, 3), "2019/20"),
        (Kind.YEAR_TO_DATE, Basis.YEAR_TO_DATE, "2019/20", OCTOBER, "2019-10"),
        (Kind.YEAR_END, Basis.FINANCIAL_YEAR, "2019/20", month(2020, 3), "2019/20"),
        (Kind.PREVIOUS_YEAR, Basis.FINANCIAL_YEAR, "2017/18", OCTOBER, "2017/18"),
        (Kind.BENCHMARK, Basis.FINANCIAL_YEAR, "2018/19", OCTOBER, "2018/19"),
    ],
)
def test_where_a_figure_is_stored(kind, basis, printed, as_at, stored):
    figure = only(a_row(kind=kind, basis=basis, period=printed), as_at=as_at)
    assert (str(figure.period), figure.basis) == (stored, basis)


@pytest.mark.parametrize(
    ("kind", "basis", "area", "provisional"),
    [
        (Kind.YEAR_END, Basis.FINANCIAL_YEAR, AreaRole.OURS, True),
        (Kind.PREVIOUS_YEAR, Basis.FINANCIAL_YEAR, AreaRole.OURS, False),
        (Kind.BENCHMARK, Basis.FINANCIAL_YEAR, AreaRole.ENGLAND, False),
        (Kind.BENCHMARK, Basis.YEAR_TO_DATE, AreaRole.ENGLAND, True),
        (Kind.VALUE, Basis.IN_MONTH, AreaRole.OURS, False),
    ],
)
def test_what_is_provisional(kind, basis, area, provisional):
    assert only(a_row(kind=kind, basis=basis, area=area, period="2019/20")).provisional is provisional


@pytest.mark.parametrize(
    ("printed", "basis", "provisional"),
    [
        ("2019/20", Basis.YEAR_TO_DATE, True),  # compared during the year: ours is provisional like the others
        ("2018/19", Basis.FINANCIAL_YEAR, False),
        ("2019/20", Basis.ROLLING_12_MONTHS, False),  # the comparison is of another form
    ],
)
def test_our_year_so_far_is_provisional_where_the_sheet_compares_it_during_the_year(printed, basis, provisional):
    ours = a_row(20.7, kind=Kind.YEAR_TO_DATE, basis=Basis.YEAR_TO_DATE, period="2019/20")
    theirs = a_row(23.6, kind=Kind.BENCHMARK, basis=basis, period=printed, area=AreaRole.ENGLAND, cell="K11")
    by_area = {figure.area: figure for figure in tidy(ours, theirs).observations}
    assert by_area[OURS].provisional is provisional


@pytest.mark.parametrize("kind", [Kind.TARGET, Kind.RAG, Kind.DOT, Kind.DIFFERENCE])
def test_targets_marks_and_differences_are_not_figures_to_store(kind):
    tidied = tidy(a_row(kind=kind))
    assert (tidied.observations, tidied.refused) == ((), 0)


def test_areas_become_codes():
    assert only(a_row(kind=Kind.BENCHMARK, area=AreaRole.ENGLAND)).area == ENGLAND


@pytest.mark.parametrize("basis", [Basis.MONTH_END, Basis.ROLLING_12_MONTHS])
@pytest.mark.parametrize("kind", [Kind.YEAR_TO_DATE, Kind.YEAR_END])
@pytest.mark.parametrize(
    ("repeated", "issues"), [(20.7, []), (20.74, []), (21.0, ["year-to-date-disagrees"]), (None, [])]
)
def test_a_year_cell_of_a_snapshot_repeats_its_latest_month_and_is_not_stored(basis, kind, repeated, issues):
    months = [
        a_row(20.5, basis=basis, period="2019-09", cell="J10"),
        a_row(20.7, basis=basis),
    ]
    year = a_row(repeated, basis=basis, kind=kind, period="2019/20", cell="L10", decimals=2)
    tidied = tidy(*months, year)
    assert [str(one.period) for one in tidied.observations] == ["2019-09", "2019-10"]
    assert [issue.code for issue in tidied.issues] == issues
    assert all((issue.sheet, issue.cell) == ("1 Front door", "L10") for issue in tidied.issues)
    assert tidied.refused == 0


def test_the_latest_month_with_a_figure_is_the_one_repeated():
    months = [
        a_row(20.7, basis=Basis.MONTH_END),
        a_row(None, basis=Basis.MONTH_END, period="2019-11", missing=Missing.NOT_AVAILABLE, cell="L10"),
    ]
    year = a_row(20.7, basis=Basis.MONTH_END, kind=Kind.YEAR_TO_DATE, period="2019/20", cell="M10")
    assert tidy(*months, year).issues == ()


def test_the_issue_of_a_repeat_names_both_figures_and_both_cells():
    year = a_row(21.0, basis=Basis.MONTH_END, kind=Kind.YEAR_TO_DATE, period="2019/20", cell="L10")
    (issue,) = tidy(a_row(basis=Basis.MONTH_END), year).issues
    assert issue.what == "Re-referrals in month prints 21 for the year, but 20.7 for October 2019 (cell K10)."


def test_a_comparison_table_has_no_month_to_repeat_so_its_figure_is_stored():
    row = a_row(printed_no="", kind=Kind.YEAR_END, basis=Basis.ROLLING_12_MONTHS, period="2019/20")
    assert str(only(row, as_at=month(2020, 3)).period) == "2020-03"


def test_a_year_cell_of_a_measure_without_a_number_repeats_its_month_too():
    """The as-at month's own cell was left out: last month's figure in the YTD cell must not take its place."""
    september = a_row(10, basis=Basis.MONTH_END, period="2019-09", printed_no="", cell="J10")
    october = a_row(None, basis=Basis.MONTH_END, printed_no="", missing=Missing.NOT_YET_PUBLISHED)
    year = a_row(10, basis=Basis.MONTH_END, kind=Kind.YEAR_TO_DATE, period="2019/20", printed_no="", cell="L10")
    found = {str(one.period): one.value for one in tidy(september, october, year).observations}
    assert found == {"2019-09": 10, "2019-10": None}


@pytest.mark.parametrize("finer_first", [True, False])
def test_cells_that_agree_at_the_coarser_precision_give_the_finer_figure(finer_first):
    rows = [a_row(20.674, decimals=3, cell="K10"), a_row(20.7, decimals=1, cell="T10")]
    figure = only(*(rows if finer_first else reversed(rows)))
    assert (figure.value, figure.cell) == (20.674, "K10")


def test_a_figure_is_taken_before_a_reason_and_a_reason_before_a_blank():
    blank = a_row(None, cell="K10")
    reason = a_row(None, missing=Missing.SUPPRESSED, cell="K11")
    assert only(blank, reason).missing is Missing.SUPPRESSED
    assert only(blank, reason, a_row(cell="K12")).value == 20.7


def test_cells_that_disagree_are_both_left_out_and_said():
    tidied = tidy(a_row(20.7, cell="K10"), a_row(20.9, cell="T10"), a_row(5.0, period="2019-09", cell="J10"))
    assert [str(one.period) for one in tidied.observations] == ["2019-09"]
    assert {(issue.code, issue.sheet) for issue in tidied.issues} == {("same-key-different-values", "1 Front door")}
    assert [issue.cell for issue in tidied.issues] == ["K10", "T10"]
    assert all("1 Front door!K10 20.7; 1 Front door!T10 20.9" in issue.what for issue in tidied.issues)
    assert tidied.refused == 2


def test_three_cells_must_all_agree():
    tidied = tidy(a_row(20.7, cell="K10"), a_row(20.7, cell="L10"), a_row(21.0, cell="M10"))
    assert (tidied.observations, tidied.refused) == ((), 3)


def test_a_coarse_cell_does_not_reconcile_two_fine_ones_that_disagree():
    rows = [a_row(21, decimals=0, cell="K10"), a_row(20.6, cell="L10"), a_row(21.4, cell="M10")]
    assert tidy(*rows).observations == ()


def test_a_cell_with_a_fault_is_left_out_and_counted():
    tidied = tidy(a_row(None, fault="error-cell", missing=Missing.CELL_ERROR), a_row(20.9, period="2019-09"))
    assert [str(one.period) for one in tidied.observations] == ["2019-09"]
    assert tidied.refused == 1
