"""What counts as a figure where a column is not read."""

from datetime import datetime

import pytest

from dashboard.workbook.grid import CellValue, GridCell
from dashboard.workbook.unread_columns import is_figure


@pytest.mark.parametrize(
    "value", [0, -3, 12.5, "12", "1,073", "45%", "£1.5", "41/104 (39.4%)", "<5", " 7 ", "10 - 12", "+2.1"]
)
def test_numbers_and_texts_of_digits_are_figures(value: CellValue):
    assert is_figure(GridCell(row=1, column=1, value=value))


@pytest.mark.parametrize(
    "value", [None, "", True, "n/a", "-", "Q3", "CP1", "12 cases", "31/10/2019", datetime(2019, 10, 31), "#DIV/0!"]
)
def test_words_marks_and_days_are_none(value: CellValue):
    assert not is_figure(GridCell(row=1, column=1, value=value))


def test_a_formula_that_was_never_calculated_may_be_one():
    assert is_figure(GridCell(row=1, column=1, value=None, uncalculated=True))
