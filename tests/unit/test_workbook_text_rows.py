"""A workbook's sheets as rows of text."""

from datetime import datetime

from fixtures.builders import saved
from openpyxl import Workbook

from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.text_rows import MOST_COLUMNS, text_sheets


def sheets_of(book: Workbook):
    return text_sheets(guard_workbook("a.xlsx", saved(book)))


def test_each_row_and_column_keeps_its_place_and_whole_numbers_their_digits():
    book = Workbook()
    sheet = book.active
    sheet.title = "List"
    sheet["B2"], sheet["C2"], sheet["A4"] = 372.0, " Very  close ", 21.3
    sheet["B4"], sheet["C4"] = datetime(2025, 5, 1), True
    (found,) = sheets_of(book)
    assert found.name == "List"
    assert [list(row) for row in found.rows] == [
        [], ["", "372", "Very close"], [], ["21.3", "2025-05-01", "True"],
    ]  # fmt: skip


def test_hidden_sheets_are_left_out():
    book = Workbook()
    book.active["A1"] = "shown"
    book.create_sheet("Hidden").sheet_state = "hidden"
    assert [sheet.name for sheet in sheets_of(book)] == ["Sheet"]


def test_an_empty_sheet_has_no_rows():
    assert list(sheets_of(Workbook())[0].rows) == []


def test_a_cell_far_away_makes_no_wide_rows():
    book = Workbook()
    book.active["A1"] = "here"
    book.active["XFD9"] = "far away"
    (found,) = sheets_of(book)
    assert [list(row) for row in found.rows] == [["here"], *[[]] * 8]
    assert max(map(len, found.rows)) <= MOST_COLUMNS
