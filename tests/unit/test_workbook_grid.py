"""A workbook as plain values: only what is present, with fills, fonts, formats, merges and formulas."""

import time
from datetime import datetime

import pytest
from fixtures.builders import YELLOW, Scorecard, build_scorecard, saved, scorecard_book
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from dashboard.workbook.grid import Grid, GridCell, fold, read_grids
from dashboard.workbook.guard import guard_workbook

LAST_CELL = "XFD1048576"


def grid_of(sheet_writer) -> Grid:
    book = Workbook()
    sheet_writer(book.active)
    (grid,) = read_grids(saved(book))
    return grid


@pytest.mark.parametrize(
    ("text", "folded"), [(" a \n b\u00a0c\t", "a b c"), ("", ""), ("\u00a0", ""), ("Target\nGreen", "Target Green")]
)
def test_white_space_is_folded(text: str, folded: str):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("row", "column", "name"), [(1, 1, "A1"), (23, 6, "F23"), (1048576, 16384, LAST_CELL), (4, 27, "AA4")]
)
def test_a_cell_knows_its_address(row: int, column: int, name: str):
    assert GridCell(row=row, column=column, value=1).name == name


def test_a_coloured_cell_in_the_last_corner_costs_nothing():
    book = scorecard_book(Scorecard())
    plain = sum(len(grid.cells) for grid in read_grids(build_scorecard()))
    book["1 Front door"][LAST_CELL].fill = YELLOW
    content = guard_workbook("far.xlsx", saved(book)).content
    started = time.perf_counter()
    grids = read_grids(content)
    assert time.perf_counter() - started < 5
    assert sum(len(grid.cells) for grid in grids) == plain


def test_a_word_in_the_last_corner_is_one_cell_more():
    grid = grid_of(lambda sheet: sheet.__setitem__(LAST_CELL, "far"))
    assert list(grid.cells) == [(1048576, 16384)]
    assert (grid.rows, grid.columns) == ([1048576], [16384])
    assert [cell.text for cell in grid.row_cells(1048576)] == ["far"]


def test_values_keep_their_kind_and_format():
    def write(sheet):
        sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = 0.929, "text", datetime(2019, 4, 1), True
        sheet["A1"].number_format = "0.0%"

    grid = grid_of(write)
    assert (grid.cell(1, 1).value, grid.cell(1, 1).number_format) == (0.929, "0.0%")
    assert grid.cell(2, 1).text == "text"
    assert grid.cell(3, 1).value == datetime(2019, 4, 1)
    assert grid.cell(4, 1).value is True
    assert grid.cell(9, 9).is_empty


@pytest.mark.parametrize(
    ("colour", "fill_type", "yellow"),
    [("FFFFFF00", "solid", True), ("FFFF99", "solid", True), ("FFFFCC", "solid", True), ("FFFF0000", "solid", False),
     ("80ffff00", "solid", True), (Color(indexed=13), "solid", True), (Color(indexed=43), "solid", True),
     (Color(indexed=10), "solid", False), (Color(indexed=64), "solid", False), (Color(theme=7), "solid", False),
     ("FFFFC000", "solid", False), ("FFFFFF00", None, False), ("FFFFFF00", "gray125", False)],
)  # fmt: skip
def test_only_a_solid_yellow_marks_a_figure(colour: str | Color, fill_type: str | None, yellow: bool):
    def write(sheet):
        sheet["A1"] = 1
        sheet["A1"].fill = PatternFill(fill_type, fgColor=colour)

    assert grid_of(write).cell(1, 1).yellow is yellow


def test_the_font_is_kept():
    def write(sheet):
        sheet["A1"] = "é"
        sheet["A1"].font = Font(name="Wingdings")

    assert grid_of(write).cell(1, 1).font == "Wingdings"


def test_a_merged_place_shows_its_anchors_words():
    def write(sheet):
        sheet["B2"] = "New measure"
        sheet.merge_cells("B2:D3")

    grid = grid_of(write)
    assert grid.shown(3, 4).text == "New measure"
    assert grid.cell(3, 4).is_empty
    assert grid.is_merged_away(3, 4)
    assert not grid.is_merged_away(2, 2)
    assert len(grid.cells) == 1


def test_a_formula_never_calculated_is_marked():
    def write(sheet):
        sheet["A1"], sheet["A2"], sheet["A3"] = "=1+1", 2, None

    grid = grid_of(write)
    assert grid.cell(1, 1).uncalculated
    assert not grid.cell(1, 1).is_empty
    assert not grid.cell(2, 1).uncalculated
    assert set(grid.cells) == {(1, 1), (2, 1)}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_known_as_such(state: str):
    book = scorecard_book(Scorecard(hidden_copy=True))
    book.worksheets[-1].sheet_state = state
    assert [grid.visible for grid in read_grids(saved(book))] == [True, True, False]


def test_progress_is_told_sheet_by_sheet():
    told = []
    read_grids(build_scorecard(), told.append)
    assert told == ["Reading sheet 1 of 2", "Reading sheet 2 of 2"]
