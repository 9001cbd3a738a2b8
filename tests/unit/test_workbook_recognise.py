"""Finding a sheet's table: headings anywhere, printed again, over two rows; and saying what was lacking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from time import process_time

import pytest

from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.periods import financial_year, month, quarter
from dashboard.vocabulary import AreaRole, ColumnRole
from dashboard.workbook.grid import CellValue, Grid, GridCell
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.recognise import nearest_heading, recognise_sheet
from dashboard.workbook.table import SheetMatch, Table

R = ColumnRole
AS_AT = month(2019, 10)
HEADINGS = ("No.", "Indicator", "Good is", "Sep-19", "Oct-19", "Target", "RAG")
FIRST = ("1", "Contacts", "High", 12, 14, 10, "Green")
SECOND = ("2", "Referrals", "Low", 8, 9, 10, "Red")
THIRD = ("3", "Plans", "Low", 3, 4, 5, "Amber")


def grid(rows: Sequence[Sequence[CellValue]], *, merges: Sequence[tuple[int, int, int]] = (), left: int = 1) -> Grid:
    """Lay rows out from A1 (or ``left``); a merge is its row, first column and last column."""
    cells = {
        (number, column): GridCell(row=number, column=column, value=value)
        for number, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=left)
        if value is not None
    }
    anchors = {(row, column): (row, first) for row, first, last in merges for column in range(first + 1, last + 1)}
    return Grid(name="Sheet", visible=True, cells=cells, anchors=anchors)


def match(rows: Sequence[Sequence[CellValue]], lexicon: Lexicon = BUILT_IN, **layout: object) -> SheetMatch:
    return recognise_sheet(grid(rows, **layout), AS_AT, lexicon)  # type: ignore[arg-type]


def table(rows: Sequence[Sequence[CellValue]], lexicon: Lexicon = BUILT_IN, **layout: object) -> Table:
    found = match(rows, lexicon, **layout).table
    assert found is not None
    return found


def said(found: Table) -> dict[str, tuple[ColumnRole, str]]:
    return {column.cell: (column.role, str(column.period or "")) for column in found.columns}


# Where headings stand


@pytest.mark.parametrize("above", [0, 1, 14, 60])
@pytest.mark.parametrize("left", [1, 5])
def test_the_headings_may_stand_anywhere(above: int, left: int):
    preamble = [(f"Note {number}: how to read this sheet",) for number in range(above)]
    found = table([*preamble, HEADINGS, FIRST, SECOND], left=left)
    assert (found.first_row, found.heading_end, found.last_row) == (above + 1, above + 1, above + 3)
    assert [column.role for column in found.columns] == [
        R.NUMBER, R.NAME, R.POLARITY, R.PERIOD, R.PERIOD, R.TARGET, R.RAG,
    ]  # fmt: skip


def test_spacer_and_leading_columns_are_passed_over():
    found = table([(None, *HEADINGS[:3], None, *HEADINGS[3:]), (None, *FIRST[:3], None, *FIRST[3:])])
    assert [column.index for column in found.columns] == [2, 3, 4, 6, 7, 8, 9]
    assert found.unknown == ()


def test_a_wrapped_heading_is_one():
    found = table(
        [("No.", "Performance\nIndicators:\nFront door", "Good\nis", "Oct-\n19", "Stat\nNeigh\nAve"), FIRST[:5]]
    )
    assert found.section == "Front door"
    assert [column.role for column in found.columns] == [R.NUMBER, R.NAME, R.POLARITY, R.PERIOD, R.BENCHMARK]


def test_a_heading_broken_over_two_cells_is_one():
    found = table(
        [("No.", "Indicator", "Sep-19", "Oct-19", "STAT NEIGH"), (None, None, None, None, "AVERAGE"), FIRST[:5]]
    )
    assert (found.heading_end, found.columns[-1].area) == (2, AreaRole.STATISTICAL_NEIGHBOURS)


def test_a_measures_row_is_no_heading_whatever_its_name():
    rows = [HEADINGS, ("1", "Take-up of performance measures", "High", 12, 14, 10, "Target met"), SECOND]
    assert match(rows).other_tables == ()


# Periods


@pytest.mark.parametrize(
    ("headings", "periods"),
    [
        (("Apr-19", "May-19"), ["2019-04", "2019-05"]),
        ((datetime(2019, 4, 1), datetime(2019, 5, 31)), ["2019-04", "2019-05"]),
        (("M6", "M7"), ["2019-09", "2019-10"]),
        (("Q1", "Q2"), ["2019/20-Q1", "2019/20-Q2"]),
        (("Jul-Sep 2019", "Quarter ending December 2019"), ["2019/20-Q2", "2019/20-Q3"]),
        (("2019-09", "2019-10"), ["2019-09", "2019-10"]),
        (("Latest", "Previous month"), ["2019-10", "2019-09"]),
        (("Sep", "Oct"), ["2019-09", "2019-10"]),
    ],
)
def test_periods_are_read_in_any_usual_form(headings, periods: list[str]):
    found = table([("No.", "Indicator", *headings), ("1", "Contacts", 1, 2)])
    assert [str(column.period) for column in found.columns_of(R.PERIOD)] == periods


def test_a_dashed_year_beside_other_years_is_no_month():
    found = table([("Indicator", "2009-10", "2010-11", "2011-12", "Oct-19"), ("Contacts", 1, 2, 3, 4)])
    assert [str(column.period) for column in found.columns_of(R.YEAR)] == ["2009/10", "2010/11", "2011/12"]
    assert [str(column.period) for column in found.columns_of(R.PERIOD)] == ["2019-10"]


def test_an_officer_may_say_which_month_a_column_is():
    lexicon = Lexicon.of(LayoutBook(headings=(HeadingEntry(heading="Two ago", role=R.PERIOD, months_before=2),)))
    found = table([("No.", "Indicator", "Two ago", "Latest"), ("1", "Contacts", 1, 2)], lexicon)
    assert [str(column.period) for column in found.columns_of(R.PERIOD)] == ["2019-08", "2019-10"]


def test_a_period_that_an_officer_did_not_date_is_read_by_its_own_words_or_not_at_all():
    entries = tuple(HeadingEntry(heading=words, role=R.PERIOD) for words in ("Sep-19", "Autumn"))
    found = table(
        [("No.", "Indicator", "Sep-19", "Autumn", "Oct-19"), ("1", "Contacts", 1, 2, 3)],
        Lexicon.of(LayoutBook(headings=entries)),
    )
    assert [column.period for column in found.columns_of(R.PERIOD)] == [month(2019, 9), None, AS_AT]
    assert [column.lacks_year(AS_AT) for column in found.columns_of(R.PERIOD)] == [False, True, False]


# A heading above says of what


def test_a_period_under_another_things_heading_is_not_ours():
    rows = [
        ("Indicator", "England", None, "Target", None, "RAG", None, "Performance", None),
        (None, "2017/18", "2018/19", "2018/19", "2019/20", "Sep-19", "Oct-19", "Sep-19", "Oct-19"),
        ("Contacts", 1, 2, 3, 4, "Red", "Green", 5, 6),
    ]
    found = table(rows, merges=[(1, 2, 3), (1, 4, 5), (1, 6, 7), (1, 8, 9)])
    assert said(found) == {
        "A1": (R.NAME, ""), "B2": (R.BENCHMARK, "2017/18"), "C2": (R.BENCHMARK, "2018/19"),
        "D2": (R.TARGET, "2018/19"), "E2": (R.TARGET, "2019/20"), "G2": (R.RAG, ""), "H2": (R.PERIOD, "2019-09"),
        "I2": (R.PERIOD, "2019-10"),
    }  # fmt: skip


def test_a_month_under_a_comparator_is_left_out_as_unknown():
    rows = [("Indicator", "Sep-19", "Oct-19", "England"), (None, None, None, "Oct-19"), ("Contacts", 1, 2, 3)]
    found = table(rows)
    assert [heading.cell for heading in found.unknown] == ["D2"]


def test_of_a_quarters_own_columns_the_latest_ones_marks_are_meant():
    rows = [
        ("Indicator", "Q1 2019/20", None, None, "Q2 2019/20", None, None, "Q3 2019/20", None, None),
        (None, *("Actual", "Target", "RAG") * 3),
        ("Contacts", 1, 2, "Red", 3, 4, "Green", None, 6, None),
    ]
    found = recognise_sheet(grid(rows, merges=[(1, 2, 4), (1, 5, 7), (1, 8, 10)]), month(2019, 9)).table
    assert found is not None
    assert [str(column.period) for column in found.columns_of(R.PERIOD)] == ["2019/20-Q1", "2019/20-Q2", "2019/20-Q3"]
    assert [column.cell for column in found.columns_of(R.RAG, R.TARGET)] == ["F2", "G2"]
    assert [column.cell for column in found.other_marks] == ["C2", "D2", "I2"]
    assert found.columns_of(R.RAG)[0].about == quarter(2019, 2)


def test_comparators_carry_their_own_year():
    found = table(
        [("Indicator", "Oct-19", "England 2018/19", "Stat neighbours (2017/18)", "Region"), ("Plans", 1, 2, 3, 4)]
    )
    assert [column.period for column in found.columns_of(R.BENCHMARK)] == [
        financial_year(2018), financial_year(2017), None,
    ]  # fmt: skip


def test_of_two_regions_by_name_none_is_taken_for_ours():
    rows = [("Indicator", "Oct-19", "London 2018/19", "South East 2018/19", "England 2018/19"), ("Plans", 1, 2, 3, 4)]
    found = table(rows)
    assert [column.area for column in found.columns_of(R.BENCHMARK)] == [AreaRole.ENGLAND]
    assert [heading.cell for heading in found.unknown] == ["C1", "D1"]


def test_the_direction_since_last_year_is_not_the_one_since_last_month():
    found = table([("Indicator", "Sep-19", "Oct-19", "Year on Year", "DOT"), ("Contacts", 1, 2, "▲", "▼")])
    assert [column.cell for column in found.columns_of(R.DOT)] == ["E1"]
    alone = table([("Indicator", "Sep-19", "Oct-19", "Year on Year"), ("Contacts", 1, 2, "▲")])
    assert alone.columns_of(R.DOT) == ()
    assert alone.unknown == ()


def test_another_region_is_not_taken_for_ours():
    ours = Lexicon.of(LayoutBook(), our_region="Yorkshire and The Humber")
    rows = [("Indicator", "Oct-19", "London 2018/19", "Y&H (2018/19)", "Region 2018/19"), ("Plans", 1, 2, 3, 4)]
    found = table(rows, ours)
    assert [(column.cell, column.area) for column in found.columns_of(R.BENCHMARK)] == [
        ("D1", AreaRole.REGION), ("E1", AreaRole.REGION),
    ]  # fmt: skip
    assert [heading.cell for heading in found.unknown] == ["C1"]
    assert [column.cell for column in table([*rows[:1], ("Plans", 1, 2)]).columns_of(R.BENCHMARK)] == ["E1"]


def test_a_comparator_that_does_not_say_whose_is_for_the_officer_to_say():
    found = match([("Indicator", "Oct-19", "Comparator", "Comparator 2018/19"), ("Plans", 1, 2, 3)])
    assert [heading.text for heading in found.unknown_headings] == ["Comparator", "Comparator 2018/19"]


# Columns of figures that are not read


def test_a_column_of_figures_without_a_heading_is_named_where_its_heading_should_stand():
    rows = [("No.", "Indicator", None, "Oct-19", None), ("1", "Contacts", 3, 14, None), (None, "Key", None, None, 9)]
    assert table(rows).unheaded == ("C1", "E1")
    assert table([HEADINGS, FIRST]).unheaded == ()


def test_a_column_whose_own_heading_is_gone_is_not_what_stands_over_its_group():
    rows = [
        ("Indicator", "2019/20", None, None, "RAG"),
        (None, None, "May", "Jun", None),
        ("Contacts", 1, 2, 3, "Red"),
    ]
    found = table(rows, merges=[(1, 2, 4)])
    assert said(found) == {
        "A1": (R.NAME, ""), "C2": (R.PERIOD, "2019-05"), "D2": (R.PERIOD, "2019-06"), "E1": (R.RAG, ""),
    }  # fmt: skip
    assert [heading.cell for heading in found.unknown] == ["B1"]


@pytest.mark.parametrize(
    "heading", ["Figure", "Change", "Year on Year", "Unit", "Frequency", "Period", "Area", "No.", "Polarity", "DOT"]
)
def test_a_known_heading_that_is_not_read_is_named_where_figures_stand_under_it(heading: str):
    rows = [("No.", "Indicator", "Good is", "Oct-19", "Trend", heading), ("1", "Contacts", "High", 14, "▲", 3)]
    found = match(rows)
    assert found.table is not None
    assert [(unread.cell, unread.text) for unread in found.table.unread] == [("F1", heading)]
    assert found.unknown_headings == found.table.unread
    words = match([rows[0], ("1", "Contacts", "High", 14, "▲", "see note")])
    assert words.unknown_headings == ()


def test_what_an_officer_says_is_not_read_is_not_named():
    lexicon = Lexicon.of(LayoutBook(headings=(HeadingEntry(heading="Rank", role=R.IGNORED),)))
    assert match([("Indicator", "Oct-19", "Rank"), ("Contacts", 1, 2)], lexicon).unknown_headings == ()


def test_a_number_is_no_direction_of_travel():
    rows = [("Indicator", "Oct-19", "DOT", "RAG"), ("Contacts", 1, 2, 3)]
    assert [unread.cell for unread in table(rows).unread] == ["C1", "D1"]


# Names and codes


def test_the_names_are_not_a_column_of_codes():
    found = table([("Indicator", "Description", "Sep-19", "Oct-19"), ("CP1", "Plans", 1, 2), ("CP2", "Reviews", 3, 4)])
    assert [column.role for column in found.columns[:2]] == [R.NUMBER, R.NAME]


def test_a_description_beside_the_name_is_not_the_name():
    rows = [("Ref", "Description", "Indicator", "Sep-19", "Oct-19"), ("1", "Children on a plan", "Plans", 1, 2)]
    found = table(rows)
    assert [column.role for column in found.columns[:3]] == [R.NUMBER, R.IGNORED, R.NAME]


# Headings printed again, and second tables


def test_headings_printed_again_go_on_with_the_same_table():
    found = match([HEADINGS, FIRST, SECOND, HEADINGS, THIRD])
    assert found.other_tables == ()
    assert found.table is not None
    assert (found.table.last_row, found.table.repeated_rows) == (5, {4})
    assert [row for row in range(1, 6) if found.table.holds(row)] == [2, 3, 5]


@pytest.mark.parametrize("title", ["Scorecard for October", "Scorecard (continued)", "Page 2 of 3"])
def test_the_sheets_title_may_be_printed_again_too(title: str):
    found = match([("Scorecard for October",), HEADINGS, FIRST, (), (title,), HEADINGS, SECOND])
    assert found.other_tables == ()


@pytest.mark.parametrize(
    "below",
    [
        [("South locality",), HEADINGS, SECOND],
        [HEADINGS, FIRST],
        [(*HEADINGS[:3], "Sep-18", "Oct-18", *HEADINGS[5:]), SECOND],
        [(None, *HEADINGS), (None, *SECOND)],
    ],
    ids=["another title", "the same measures", "other months", "other columns"],
)
def test_another_table_is_not_taken_for_the_firsts_rest(below: list[Sequence[CellValue]]):
    found = match([HEADINGS, FIRST, THIRD, (), *below])
    assert len(found.other_tables) == 1
    assert found.table is not None
    assert found.table.last_row < int(found.other_tables[0].lstrip("ABC"))


def test_a_second_table_starts_at_its_first_heading():
    found = match([HEADINGS, FIRST, (), ("South locality",), (None, None, None, *HEADINGS), (None, None, None, *FIRST)])
    assert found.other_tables == ("D5",)


# Tables of parts of the area, and tables side by side

OF_NORTH = ("1", "Contacts", "High", 3, 4, 10, "Green")


def first_heading(found: SheetMatch) -> str:
    assert found.table is not None
    return found.table.columns[0].cell


@pytest.mark.parametrize(
    ("above", "between", "read", "passed"),
    [
        ("North locality", "Borough", "A7", ("A3",)),
        ("North locality", None, "A7", ("A3",)),
        ("Maltby Hub", "Borough", "A7", ("A3",)),
        ("Maltby", "Borough", "A7", ("A3",)),
        ("Scorecard - North locality - as at October 2019", "Borough", "A7", ("A3",)),
        ("Borough", "North locality", "A3", ("A7",)),
        ("Summary as at October 2019", "South locality", "A3", ("A7",)),
        ("Summary as at October 2019", "Another title", "A3", ("A7",)),
        ("Leaving care team", "Other measures", "A3", ("A7",)),
    ],
)
def test_the_councils_own_table_is_read_wherever_it_stands(above: str, between: str | None, read: str, passed: object):
    found = match([(above,), (), HEADINGS, OF_NORTH, (), (between,), HEADINGS, FIRST, SECOND])
    assert (first_heading(found), found.other_tables, found.part_cell) == (read, passed, "")


def test_every_table_that_is_passed_over_is_named():
    rows = [("North locality",), HEADINGS, OF_NORTH, ("South locality",), HEADINGS, OF_NORTH]
    found = match([*rows, ("Maltby",), HEADINGS, OF_NORTH, ("Borough",), HEADINGS, FIRST])
    assert (first_heading(found), found.other_tables) == ("A11", ("A2", "A5", "A8"))


@pytest.mark.parametrize("lines", [("North locality",), ("North locality", "South locality")])
def test_a_sheet_of_parts_alone_is_not_read_for_the_council(lines: tuple[str, ...]):
    found = match([row for line in lines for row in [(line,), HEADINGS, OF_NORTH]])
    assert (found.table, found.part_cell) == (None, "A1")


@pytest.mark.parametrize(("line", "cell"), [("Scorecard", "A1"), ("Borough", "")])
def test_a_sheet_named_after_a_part_is_not_read_unless_it_says_borough(line: str, cell: str):
    named = replace(grid([(line,), HEADINGS, FIRST, SECOND]), name="North locality")
    found = recognise_sheet(named, AS_AT)
    assert (found.part_cell, found.table is None) == (cell, bool(cell))


@pytest.mark.parametrize(
    "line", [("North locality", "South locality", "Borough"), ("Contact", "North area team"), ("Leaving care team",)]
)
def test_a_row_of_links_or_a_contact_makes_no_part(line: tuple[str, ...]):
    found = match([("Scorecard as at October 2019",), line, HEADINGS, FIRST, SECOND])
    assert (first_heading(found), found.part_cell) == ("A3", "")


def test_thousands_of_tables_take_no_long_time():
    """Each heading was once compared with every row of the sheet."""
    rows = [row for _ in range(2000) for row in [("Maltby hub",), HEADINGS, FIRST]]
    began = process_time()
    found = match(rows)
    assert process_time() - began < 10
    assert found.part_cell or len(found.other_tables) == 1999


def test_a_table_beside_the_first_is_not_read_with_it():
    found = match(
        [(None,) * 9 + ("South locality",), (*HEADINGS, None, None, *HEADINGS), (*FIRST, None, None, *OF_NORTH)]
    )
    assert found.table is not None
    assert (first_heading(found), found.other_tables) == ("A2", ("J2",))
    assert [column.cell for column in found.table.columns_of(R.PERIOD)] == ["D2", "E2"]
    assert (found.table.unknown, found.table.unheaded) == ((), ())


def test_a_part_at_the_left_gives_way_to_the_borough_beside_it():
    titles = ("North locality", *(None,) * 8, "Borough")
    found = match([titles, (*HEADINGS, None, None, *HEADINGS), (*OF_NORTH, None, None, *FIRST)])
    assert (first_heading(found), found.other_tables) == ("J2", ("A2",))


def test_names_printed_twice_for_the_eye_make_no_second_table():
    headings = ("No.", "Indicator", "Aug-19", "Sep-19", "Indicator", "Oct-19")
    found = table([headings, ("1", "Contacts", 1, 2, "Contacts", 3), ("2", "Referrals", 4, 5, "Referrals", 6)])
    assert len(found.columns_of(R.PERIOD)) == 3


# Group headings of which one is not known

GROUPED = ("Indicator", "Apr", "May", "Jun", "2017/18", "2018/19", "England", "Stat Neigh Ave")


@pytest.mark.parametrize("years", ["Prior years", "History", "Our figures"])
def test_one_unknown_group_heading_does_not_lose_the_others(years: str):
    groups = (None, "2019/20", None, None, years, None, "Benchmarks 2018/19", None)
    merges = [(1, 2, 4), (1, 5, 6), (1, 7, 8)]
    found = table([groups, GROUPED, ("Contacts", *range(1, 8))], merges=merges)
    assert found.first_row == 1
    assert {column.period for column in found.columns_of(R.BENCHMARK)} == {financial_year(2018)}


def test_a_title_and_a_remark_above_the_headings_are_no_groups():
    found = table([("Performance 2019/20", None, "Issue 2"), HEADINGS, FIRST])
    assert found.first_row == 2


# What is lacking


def test_months_down_a_column_are_a_table_turned_round():
    rows = [("Month", "Contacts", "Referrals"), ("Apr-19", 1, 2), ("May-19", 3, 4), ("Jun-19", 5, 6)]
    found = match(rows)
    assert found.table is None
    assert found.evidence.startswith("Months stand one below the other (A2 to A4) and the measures across.")


def test_a_list_of_one_figure_a_row_is_no_table():
    found = match(
        [("Indicator", "Period", "Actual", "Target"), ("Contacts", "Apr-19", 1, 2), ("Contacts", "May-19", 3, 4)]
    )
    assert found.table is None


def test_an_unrecognised_sheet_says_what_was_found_and_what_was_lacking():
    found = match([("Thing", "RAG", "Target", "Somewhen"), ("Contacts", "Red", 2, 3)])
    assert found.table is None
    assert "Row 1 comes nearest to a table with a measure a row: it has the RAG and the target" in found.evidence
    assert found.evidence.endswith("lacking the measure's name and months or quarters.")
    assert [(heading.cell, heading.text) for heading in found.unknown_headings] == [("A1", "Thing"), ("D1", "Somewhen")]


def test_a_sheet_with_no_known_word_still_lists_its_headings_for_the_officer():
    found = match([("Our list",), ("Thing", "Colour", "Aim high", "Somewhen"), ("Contacts", "Red", "yes", 3)])
    assert [heading.cell for heading in found.unknown_headings] == ["A2", "B2", "C2", "D2"]


def test_once_mapped_the_same_sheet_is_recognised():
    entries = (
        HeadingEntry(heading="thing", role=R.NAME),
        HeadingEntry(heading="Somewhen", role=R.PERIOD, months_before=0),
    )
    lexicon = Lexicon.of(LayoutBook(headings=entries))
    found = table([("Thing", "RAG", "Target", "Somewhen"), ("Contacts", "Red", 2, 3)], lexicon)
    assert said(found) == {
        "A1": (R.NAME, ""), "B1": (R.RAG, ""), "C1": (R.TARGET, ""), "D1": (R.PERIOD, "2019-10"),
    }  # fmt: skip


def test_a_sheet_of_notes_has_no_headings_to_map():
    found = match([("Front sheet",), ("Status", "Issue 1"), ("Date issued", "05/11/2019")])
    assert found.unknown_headings == ()
    assert nearest_heading(grid([("Front sheet",)])) is None


def test_unknown_headings_are_not_shown_where_they_might_be_logged():
    found = match([("Indicator", "Sep-19", "Oct-19", "Child A, 4 Elm Road"), ("Plans", 1, 2, 3)])
    assert [heading.text for heading in found.unknown_headings] == ["Child A, 4 Elm Road"]
    assert "Elm" not in repr(found.unknown_headings)
    assert "Elm" not in found.evidence


def test_what_a_usual_scorecard_has_and_this_has_not_is_said():
    found = match([("Indicator", "Sep-19", "Oct-19"), ("Plans", 1, 2)])
    assert found.evidence == (
        "Headings in row 1: 3 columns, 2 of them Sep 2019 to Oct 2019. No column for which way is good, the target, "
        "the RAG and the direction of travel."
    )
