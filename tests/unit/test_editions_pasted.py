"""Another month's figures under this month's heading: a column pasted again, a workbook moved."""

import pytest
from editions_builders import a_row
from hypothesis import given
from hypothesis import strategies as st

from dashboard.editions.lines import NO_PAST, Past, StoredFigure, printed_lines
from dashboard.editions.pasted import MIN_MOVED, MIN_REPEATED, check_pasted
from dashboard.periods import month, parse_period
from dashboard.vocabulary import Basis, IndicatorId

OCTOBER = month(2019, 10)
MONTHS = [f"2019-{number:02d}" for number in range(4, 11)]


def a_sheet(measures, months=MONTHS, sheet="1 Front door", basis=Basis.IN_MONTH):
    """Rows of measures, each a list of figures by month; None is a cell without one."""
    return [
        a_row(value, sheet=sheet, cell=f"{'EFGHIJKLMNOP'[place]}{row}", period=period, basis=basis,
              indicator=IndicatorId(f"{sheet}-{row}"))
        for row, values in enumerate(measures, start=6)
        for place, (period, value) in enumerate(zip(months, values, strict=True))
    ]  # fmt: skip


def a_past(rows, shift=0):
    """A store that has these rows' figures, some months away."""
    lines = {}
    for row in rows:
        if row.value is not None:
            period = parse_period(row.period).shift(shift)
            lines.setdefault((row.indicator, row.basis), {})[period] = StoredFigure(value=row.value, decimals=1)
    return Past(lines=lines)


def found(rows, past=NO_PAST, as_at=OCTOBER):
    return check_pasted(printed_lines(rows, as_at), past, as_at)


def own_figures(measures):
    """Figures that no two months share."""
    return [[100.0 * row + place + 0.5 for place in range(len(MONTHS))] for row in range(1, measures + 1)]


def pasted(measures, again):
    """The latest month is the one before, for so many of the measures."""
    return [[*values[:-1], values[-2]] if row < again else values for row, values in enumerate(own_figures(measures))]


@pytest.mark.parametrize(
    ("measures", "codes"),
    [
        pytest.param(own_figures(10), [], id="a month of its own"),
        pytest.param(pasted(10, 10), ["column-pasted-again"], id="all of ten"),
        pytest.param(pasted(10, 9), ["column-pasted-again"], id="nearly all of ten"),
        pytest.param(pasted(10, 8), [], id="eight of ten is not nearly all"),
        pytest.param(pasted(MIN_REPEATED, MIN_REPEATED), ["column-pasted-again"], id="just enough"),
        pytest.param(pasted(MIN_REPEATED - 1, MIN_REPEATED - 1), [], id="too few to prove anything"),
        pytest.param([[100.0] * 7] * 20, [], id="always 100%"),
        pytest.param([[0.0] * 7] * 20, [], id="always nought"),
        pytest.param([[3.0] * 7] * 20, [], id="small numbers repeat"),
        pytest.param([[*values[:-1], None] for values in own_figures(10)], [], id="no figure yet"),
    ],
)
def test_a_column_pasted_again(measures, codes):
    assert [issue.code for issue in found(a_sheet(measures))] == codes


def test_it_says_which_months_and_where():
    (issue,) = found(a_sheet(pasted(10, 9)))
    assert issue.what == "9 of 10 figures for October 2019 are the very figures of September 2019."
    assert issue.place == "1 Front door!K6"


def test_each_sheet_is_looked_at_for_itself():
    rows = [*a_sheet(pasted(8, 8)), *a_sheet(own_figures(12), sheet="2 Plans")]
    assert [issue.sheet for issue in found(rows)] == ["1 Front door"]


def test_small_sheets_are_looked_at_together():
    rows = [*a_sheet(pasted(3, 3)), *a_sheet(pasted(3, 3), sheet="2 Plans")]
    assert [issue.code for issue in found(rows)] == ["column-pasted-again"]
    assert found([*a_sheet(pasted(3, 3)), *a_sheet(own_figures(3), sheet="2 Plans")]) == []


def test_the_first_month_of_a_year_is_held_against_the_store():
    april = a_sheet([[values[0]] for values in own_figures(10)], months=["2020-04"])
    assert [issue.code for issue in found(april, a_past(april, -1), month(2020, 4))] == ["column-pasted-again"]
    assert found(april, NO_PAST, month(2020, 4)) == []


def test_quarters_are_held_against_the_quarter_before():
    months = ["2019/20-Q1", "2019/20-Q2"]
    rows = a_sheet([[float(row * 11)] * 2 for row in range(1, 9)], months=months, basis=Basis.IN_QUARTER)
    snapshots = a_sheet([[float(row * 11)] * 2 for row in range(1, 9)], months=months, basis=Basis.MONTH_END)
    for sheet in (rows, snapshots):
        assert [issue.code for issue in found(sheet, as_at=month(2019, 9))] == ["column-pasted-again"]
    annual = a_sheet([[50.5] * 2] * 8, months=months, basis=Basis.FINANCIAL_YEAR)
    assert found(annual, as_at=month(2019, 9)) == []


@pytest.mark.parametrize(
    ("moved", "words"), [(-1, "the month before"), (1, "the month after"), (-12, "the year before")]
)
def test_a_workbook_whose_months_are_moved(moved, words):
    rows = a_sheet(own_figures(5))
    (issue,) = found(rows, a_past(rows, moved))
    assert issue.code == "months-shifted"
    assert issue.kind.refuses_file
    assert words in issue.what
    assert "April 2019 was published for" in issue.what
    assert issue.place == "1 Front door!E6"


def test_a_workbook_that_agrees_with_the_store_is_not_moved():
    rows = a_sheet(own_figures(5))
    assert found(rows, a_past(rows)) == []


def test_figures_that_never_change_move_nowhere():
    rows = a_sheet([[row + 20.5] * 7 for row in range(4)])
    past = Past(lines={**a_past(rows).lines})
    earlier = a_past(rows, -1)
    both = {line: {**earlier.lines[line], **months} for line, months in past.lines.items()}
    assert [issue.code for issue in found(rows, Past(lines=both))] == []


def test_too_few_figures_prove_no_move():
    rows = a_sheet(own_figures(1), months=MONTHS)
    assert len(MONTHS) < MIN_MOVED
    assert found(rows, a_past(rows, -1)) == []


def test_restated_figures_are_no_move():
    rows = a_sheet(own_figures(8))
    assert found([a_row(row.value + 0.3, **_place(row)) for row in rows], a_past(rows)) == []


def _place(row):
    return {"sheet": row.sheet, "cell": row.cell, "period": row.period, "indicator": row.indicator}


@given(st.lists(st.lists(st.integers(10, 5000), min_size=7, max_size=7, unique=True), min_size=5, max_size=30))
def test_months_that_all_differ_are_never_a_pasted_column(measures):
    assert found(a_sheet([[float(value) for value in values] for values in measures])) == []
