"""Months and quarters without a year are dated by their order only where it leaves no doubt."""

import pytest

from dashboard.periods import Period, month
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.columns import HeadingReader
from dashboard.workbook.grid import GridCell
from dashboard.workbook.lexicon import BUILT_IN
from dashboard.workbook.ordered_periods import date_by_order
from dashboard.workbook.table import Column

OCTOBER = month(2019, 10)
ROLLING = ("Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
CALENDAR = (*ROLLING[2:], *ROLLING[:2])
FINANCIAL = (*ROLLING[5:], *ROLLING[:5])


def columns(headings: tuple[str, ...], as_at: Period = OCTOBER) -> tuple[Column, ...]:
    reader = HeadingReader(as_at=as_at, lexicon=BUILT_IN)
    cells = (GridCell(row=1, column=place, value=words) for place, words in enumerate(headings, start=2))
    found = tuple(reader.classify(cell) for cell in cells)
    assert None not in found
    return found  # type: ignore[return-value]


def dated(headings: tuple[str, ...], *, empty: tuple[str, ...] = (), as_at: Period = OCTOBER) -> list[str]:
    found = date_by_order(columns(headings, as_at), as_at, lambda column: column.heading not in empty)
    return [str(column.period or "") for column in found if column.role is ColumnRole.PERIOD]


def months(first: Period, count: int) -> list[str]:
    return [str(first.shift(step)) for step in range(count)]


@pytest.mark.parametrize("count", [2, 8, 12])
def test_months_that_run_up_to_the_as_at_month_are_the_ones_before_it(count: int):
    assert dated(ROLLING[-count:]) == months(OCTOBER.shift(1 - count), count)


def test_a_year_printed_now_and_then_must_agree():
    printed = ("Nov-18", "Dec", "Jan-19", *ROLLING[3:])
    assert dated(printed) == months(month(2018, 11), 12)
    assert dated(("Nov-17", *printed[1:]))[1] == ""
    assert dated(("Nov-17", *printed[1:]))[0] == "2017-11"


def test_quarters_run_too():
    assert dated(("Q3", "Q4", "Q1", "Q2"), as_at=month(2019, 9)) == [
        "2018/19-Q3", "2018/19-Q4", "2019/20-Q1", "2019/20-Q2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [ROLLING[:-1], CALENDAR, ("Nov", "Jan", "Oct"), (*ROLLING[:4], *ROLLING), ("Nov", "Oct", "Sep")],
    ids=["stops before", "a calendar year", "with a gap", "one twice", "backwards"],
)
def test_an_order_that_does_not_tell_dates_none(headings: tuple[str, ...]):
    assert set(dated(headings)) == {""}


def test_a_financial_years_months_stay_its_own():
    """With figures after the as-at month it is another year's template, and is refused by its months."""
    assert dated(FINANCIAL) == months(month(2019, 4), 12)
    assert dated(FINANCIAL, empty=ROLLING[:5]) == months(month(2019, 4), 12)


def test_months_to_come_without_figures_may_stand_first():
    assert dated(CALENDAR, empty=("Jan", "Feb", "Mar", "Nov", "Dec"))[:4] == [
        "2020-01",
        "2020-02",
        "2020-03",
        "2019-04",
    ]


def test_without_an_as_at_month_nothing_is_dated():
    found = columns(("Nov-18", "Latest"))
    assert date_by_order(found, None, lambda _: True) == found
