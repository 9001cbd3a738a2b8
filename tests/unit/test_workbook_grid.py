"""A workbook as plain values: only what is present, with fills, fonts, formats, merges and formulas."""

import math
import time
from datetime import date, datetime, timedelta
from datetime import time as dt_time

import pytest
from fixtures.builders import YELLOW, Scorecard, build_scorecard, saved, scorecard_book
from fixtures.packages import FIRST_SHEET, changed, repacked, workbook_of
from openpyxl import Workbook
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.writer.theme import theme_xml

from dashboard.workbook.colours import is_yellow, tinted
from dashboard.workbook.grid import Grid, GridCell, column_letters, fold
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.sheets import cell_value, read_grids

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
    assert f"{column_letters(column)}{row}" == name


def test_a_coloured_cell_in_the_last_corner_costs_nothing():
    book = scorecard_book(Scorecard())
    plain = sum(len(grid.cells) for grid in read_grids(build_scorecard()))
    book["1 Front door"][LAST_CELL].fill = YELLOW
    content = guard_workbook("far.xlsx", saved(book)).content
    started = time.perf_counter()
    grids = read_grids(content)
    cells = sum(len(grid.cells) for grid in grids)
    assert time.perf_counter() - started < 1
    assert cells == plain


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
    ("colour", "fill_type", "fill", "yellow"),
    [("FFFFFF00", "solid", "FFFF00", True), ("FFFF99", "solid", "FFFF99", True), ("80ffff00", "solid", "FFFF00", True),
     ("FFFF0000", "solid", "FF0000", False), (Color(indexed=13), "solid", "FFFF00", True),
     (Color(indexed=43), "solid", "FFFF99", True), (Color(indexed=10), "solid", "FF0000", False),
     (Color(indexed=64), "solid", "", False), (Color(indexed=4711), "solid", "", False),
     (Color(theme=7), "solid", "8064A2", False), (Color(theme=0), "solid", "FFFFFF", False),
     (Color(theme=1), "solid", "000000", False), (Color(theme=99), "solid", "", False),
     (Color(theme=0, tint=-0.5), "solid", "808080", False), (Color(theme=1, tint=0.5), "solid", "808080", False),
     (Color(auto=True), "solid", "", False), ("FFFFFF00", None, "", False), ("FFFFFF00", "gray125", "", False)],
)  # fmt: skip
def test_only_a_solid_fill_counts_and_its_colour_is_found(colour: str | Color, fill_type: str | None, fill, yellow):
    def write(sheet):
        sheet["A1"] = 1
        sheet["A1"].fill = PatternFill(fill_type, fgColor=colour)

    cell = grid_of(write).cell(1, 1)
    assert (cell.fill, cell.yellow) == (fill, yellow)


def test_a_gradient_is_no_fill():
    def write(sheet):
        sheet["A1"] = 1
        sheet["A1"].fill = GradientFill(stop=("FFFF00", "FF0000"))

    assert grid_of(write).cell(1, 1).fill == ""


def test_a_theme_of_todays_excel_marks_in_its_own_yellow():
    """Gold, accent 4, lighter 80%, is FFF2CC on the screen."""
    book = Workbook()
    book.active["A1"] = 1
    book.active["A1"].fill = PatternFill("solid", fgColor=Color(theme=7, tint=0.7999816888943144))
    book.loaded_theme = theme_xml.replace("8064A2", "FFC000").encode()
    (grid,) = read_grids(saved(book))
    assert (grid.cell(1, 1).fill, grid.cell(1, 1).yellow) == ("FFF2CC", True)


def test_a_workbook_without_a_theme_has_no_theme_colours():
    book = Workbook()
    book.active["A1"] = 1
    book.active["A1"].fill = PatternFill("solid", fgColor=Color(theme=7))
    (grid,) = read_grids(repacked(saved(book), without="xl/theme/theme1.xml"))
    assert grid.cell(1, 1).fill == ""


@pytest.mark.parametrize(
    ("fill", "yellow"),
    [("FFFF00", True), ("FFFF99", True), ("FFFFCC", True), ("FFF2CC", True), ("FFEB9C", True), ("FFFFE0", True),
     ("FFEB3B", True), ("FFF200", True), ("F7F700", True), ("FFFF66", True), ("ffff00", True),
     ("FFC000", False), ("FFE699", False), ("FFD966", False), ("FFD700", False), ("ED7D31", False), ("FFC7CE", False),
     ("C6EFCE", False), ("92D050", False), ("CCFF33", False), ("E2EFDA", False), ("FFFFFF", False), ("FFFFF8", False),
     ("000000", False), ("808000", False), ("BFBFBF", False), ("FF0000", False), ("DDEBF7", False),
     ("", False), ("yellow", False), ("FFF", False)],
)  # fmt: skip
def test_what_a_reader_would_call_yellow(fill: str, yellow: bool):
    assert is_yellow(fill) is yellow


@pytest.mark.parametrize(
    ("colour", "tint", "seen"),
    [("FFC000", 0, "FFC000"), ("FFC000", 0.8, "FFF2CC"), ("FFC000", 0.6, "FFE699"), ("FFC000", -0.25, "BF9000"),
     ("4472C4", 0.4, "8FAADC"), ("FFFFFF", -0.15, "D9D9D9"), ("000000", 1, "FFFFFF"), ("123456", -1, "000000"),
     ("000000", 9, "FFFFFF")],
)  # fmt: skip
def test_a_tint_lightens_or_darkens(colour: str, tint: float, seen: str):
    """The colours that Excel's own picker gives, one step in the last place aside."""
    found = tinted(colour, tint)
    assert all(abs(int(found[at : at + 2], 16) - int(seen[at : at + 2], 16)) <= 1 for at in (0, 2, 4))


def test_what_is_hidden_is_known():
    def write(sheet):
        sheet["A1"], sheet["B7"] = 1, 2
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[7].hidden = True
        sheet.row_dimensions[8].height = 30
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["E"].width = 4

    grid = grid_of(write)
    assert (grid.hidden_rows, grid.hidden_columns) == ({3, 7}, {3})


def test_columns_hidden_together_are_each_hidden():
    content = repacked(
        saved(Workbook()),
        edit=changed(FIRST_SHEET, b"<sheetData", b'<cols><col min="4" max="16385" hidden="true"/></cols><sheetData'),
    )
    (grid,) = read_grids(content)
    assert grid.hidden_columns == set(range(4, 16385))


@pytest.mark.parametrize(
    ("raw", "value"),
    [(None, None), (True, True), (False, False), (0, 0), (-3, -3), (0.1, 0.1), (2**53, 2**53), (2**53 + 2, 2.0**53 + 2),
     (10**400, "#NUM!"), (math.inf, "#NUM!"), (-math.inf, "#NUM!"), (math.nan, "#NUM!"), ("007", "007"),
     ("a_x000D_\nb_x00A0_", "a \nb "), ("_x0041_", "_x0041_"), (date(2019, 4, 1), datetime(2019, 4, 1)),
     (datetime(2019, 4, 1, 9), datetime(2019, 4, 1, 9)), (dt_time(9, 30), "09:30:00"),
     (timedelta(days=1.5), "36:00:00"), (timedelta(seconds=-90), "-0:01:30")],
)  # fmt: skip
def test_a_value_is_a_number_only_where_the_cell_is_one(raw: object, value: object):
    found = cell_value(raw)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b'<c r="A1"><v>1E999</v></c>', "#NUM!"),
        (b'<c r="A1"><v>123456789012345678901234567890</v></c>', 1.2345678901234568e29),
        (b'<c r="A1" t="b"><v>1</v></c>', True),
        (b'<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b'<c r="A1" t="d"><v>2019-04-01</v></c>', datetime(2019, 4, 1)),
        (b'<c r="A1" t="d"><v>10:30:00</v></c>', "10:30:00"),
        (b'<c r="A1" t="str"><f>x</f><v>n/a</v></c>', "n/a"),
        (b'<c r="A1" t="inlineStr"><is><r><t>41 </t></r><r><rPr><b/></rPr><t>of 104</t></r></is></c>', "41 of 104"),
    ],
)
def test_a_cell_is_read_as_it_is_written(written: bytes, value: object):
    (grid,) = read_grids(workbook_of([b'<row r="1">' + written + b"</row>"]))
    assert grid.cell(1, 1).value == value
    assert type(grid.cell(1, 1).value) is type(value)
    assert grid.cell(1, 1).is_error == (value in ("#NUM!", "#DIV/0!"))


def test_times_and_durations_are_texts_and_never_numbers():
    def write(sheet):
        sheet["A1"], sheet["A2"], sheet["A3"] = dt_time(10, 30), timedelta(hours=36), 0
        sheet["A3"].number_format = "mmm-yy"

    grid = grid_of(write)
    assert [grid.cell(row, 1).value for row in (1, 2, 3)] == ["10:30:00", "36:00:00", "00:00:00"]


def test_dates_of_the_1904_system_are_the_same_days():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = datetime(2019, 4, 1)
    (grid,) = read_grids(saved(book))
    assert grid.cell(1, 1).value == datetime(2019, 4, 1)


def test_a_date_beyond_bounds_is_an_error_cell():
    def write(sheet):
        sheet["A1"] = 99_999_999
        sheet["A1"].number_format = "mmm-yy"

    assert grid_of(write).cell(1, 1).is_error


def test_a_formula_that_gives_the_empty_text_was_calculated():
    empty = b'<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f><v/></c></row>'
    (grid,) = read_grids(workbook_of([empty]))
    assert set(grid.cells) == {(1, 2)}
    assert grid.cell(1, 2).uncalculated


def test_a_chart_sheet_is_passed_over():
    book = Workbook()
    book.create_chartsheet("Picture")
    assert [grid.name for grid in read_grids(saved(book))] == ["Sheet"]


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
    list(read_grids(build_scorecard(), lambda *place: told.append(place)))
    assert told == [(1, 2, 0), (2, 2, 0)]
