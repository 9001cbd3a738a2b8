"""Reading a table: time bases stated in a column, tolerances, periods that do not fit, hidden rows and columns."""

from collections.abc import Sequence

import pytest
from fixtures.builders import TABLE, Printed, Scorecard, put, saved, scorecard_book, small_catalogue
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.catalogue.schema import Alias, Catalogue
from dashboard.vocabulary import Basis, ColumnRole, Kind, Missing, ReportId
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook
from dashboard.workbook.rows import DraftRow

TITLE = ("Small Performance Report - As at Month End: June 2019",)
CONTACTS, TIMELY_NAME, PLANS, REPEATS = (
    "Number of contacts", "% of contacts decided in time", "Number of plans at month end",
    "% of plans that are repeats",
)  # fmt: skip


def book(*rows: Sequence[Printed]) -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = TABLE
    for number, row in enumerate((TITLE, (), *rows), start=1):
        for column, printed in enumerate(row, start=1):
            put(sheet, number, column, printed)
    return made


def read(made: Workbook, catalogue: Catalogue | None = None, layouts: LayoutBook | None = None) -> WorkbookRead:
    return read_workbook(
        guard_workbook("small.xlsx", saved(made)), catalogue or small_catalogue(), frozenset({"ours"}),
        layouts=layouts or LayoutBook(),
    )  # fmt: skip


def issues(found: WorkbookRead) -> list[tuple[str, str]]:
    return [(issue.code, issue.place) for issue in found.issues if issue.code != "issue-date-missing"]


def at(found: WorkbookRead, cell: str) -> list[DraftRow]:
    return [row for row in found.rows if row.cell == cell]


# The data period of a row


@pytest.mark.parametrize(
    ("name", "code"),
    [(CONTACTS, "In month"), (PLANS, "MS"), (PLANS, "Snapshot"), (REPEATS, "R12M"), (REPEATS, "Rolling 12 months"),
     (PLANS, ""), (PLANS, "Monthly"), (PLANS, "see below")],
)  # fmt: skip
def test_a_data_period_that_agrees_or_says_nothing_changes_nothing(name: str, code: str):
    found = read(book(("Indicator", "Data period", "May-19", "Jun-19"), (name, code, 12, 14)))
    assert issues(found) == []
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [(PLANS, "R12M"), (REPEATS, "MS"), (CONTACTS, "YTD"), (PLANS, "Q"), (PLANS, "A"), (CONTACTS, "Annual")],
)
def test_a_data_period_that_disagrees_leaves_the_row_out(name: str, code: str):
    found = read(book(("Indicator", "Data period", "May-19", "Jun-19"), (name, code, 12, 14)))
    assert issues(found) == [("basis-disagrees", f"{TABLE}!B4")]
    assert found.rows == ()


def test_a_frequency_of_reporting_is_no_data_period():
    found = read(book(("Indicator", "Frequency", "May-19", "Jun-19"), (PLANS, "Quarterly", 12, 14)))
    assert issues(found) == []


def two_forms() -> Catalogue:
    """Repeats are printed in the month and over rolling 12 months under one name."""
    catalogue = small_catalogue()
    changed = []
    for indicator in catalogue.indicators:
        if indicator.id == "repeat-plans":
            again = Alias(report=ReportId("small"), name=REPEATS, basis=Basis.IN_MONTH)
            indicator = indicator.model_copy(
                update={"aliases": (*indicator.aliases, again), "forms": (*indicator.forms, Basis.IN_MONTH)}
            )
        changed.append(indicator)
    return catalogue.model_copy(update={"indicators": tuple(changed)})


def test_of_two_forms_under_one_name_the_data_period_chooses():
    rows = ((REPEATS, "R12M", "12.0%", "14.0%"), (REPEATS, "In month", "8.0%", "9.0%"))
    found = read(book(("Indicator", "Data period", "May-19", "Jun-19"), *rows), two_forms())
    assert issues(found) == []
    assert {(row.basis, row.value) for row in found.rows if row.period == "2019-06"} == {
        (Basis.ROLLING_12_MONTHS, 14.0), (Basis.IN_MONTH, 9.0),
    }  # fmt: skip


def test_without_a_data_period_neither_of_two_forms_is_taken():
    found = read(book(("Indicator", "Ref", "May-19", "Jun-19"), (REPEATS, "1", "12.0%", "14.0%")), two_forms())
    assert found.rows == ()
    assert [place for _, place in issues(found)] == [f"{TABLE}!A4"]


# Targets


@pytest.mark.parametrize(("put_in", "code"), [("=A1", "formula-without-value"), ("#REF!", "error-cell")])
def test_a_target_that_was_not_calculated_is_said_and_left_out(put_in: str, code: str):
    found = read(book(("Indicator", "Jun-19", "Target"), (CONTACTS, 14, put_in)))
    assert issues(found) == [(code, f"{TABLE}!C4")]
    (target,) = at(found, "C4")
    assert (target.value, target.missing) == (None, Missing.CELL_ERROR)


def test_a_target_and_a_tolerance_make_three_bands():
    found = read(book(("Indicator", "Jun-19", "Target", "Tolerance"), (TIMELY_NAME, "39%", 45, 40)))
    bands = [(row.cell, row.meaning, row.low, row.high, row.value) for row in found.rows if row.kind is Kind.TARGET]
    assert bands == [
        ("C4", "green", 45, None, 45), ("D4", "amber", 40, 45, None), ("D4", "red", None, 40, None),
    ]  # fmt: skip
    assert "tolerance-unclear" not in dict(issues(found))


def test_a_tolerance_that_could_be_a_width_is_left_out_and_said():
    found = read(book(("Indicator", "Jun-19", "Target", "Tolerance"), (TIMELY_NAME, "39%", 90, 5)))
    assert ("tolerance-unclear", f"{TABLE}!D4") in issues(found)
    (row,) = at(found, "D4")
    assert (row.low, row.high, row.missing) == (None, None, Missing.NOT_AVAILABLE)


@pytest.mark.parametrize(
    ("heading", "tolerance"), [("Tolerance (+/-)", 5), ("Tolerance", "+/- 5%"), ("Tolerance", "±5")]
)
def test_a_width_is_taken_from_the_target(heading: str, tolerance: Printed):
    found = read(book(("Indicator", "Jun-19", "Target", heading), (TIMELY_NAME, "39%", 90, tolerance)))
    assert [(row.meaning, row.low, row.high) for row in at(found, "D4")] == [("amber", 85, 90), ("red", None, 85)]


def test_a_tolerance_without_words_or_target_says_nothing():
    rows = ((TIMELY_NAME, "39%", "n/a", "n/a"), (PLANS, 12, 10, None), (CONTACTS, 3, None, 40))
    found = read(book(("Indicator", "Jun-19", "Target", "Tolerance"), *rows))
    assert [at(found, f"D{row}")[0].missing for row in (4, 5, 6)] == [
        Missing.NOT_APPLICABLE, Missing.NO_FIGURE, Missing.NOT_AVAILABLE,
    ]  # fmt: skip
    assert "tolerance-unclear" not in dict(issues(found))


# Periods


def test_the_same_period_last_year_is_a_year_before_the_latest():
    found = read(book(("Indicator", "Same month last year", "May-19", "Jun-19"), (CONTACTS, 9, 12, 14)))
    (row,) = at(found, "B4")
    assert (row.kind, row.period, row.basis, row.value) == (Kind.PREVIOUS_YEAR, "2018-06", Basis.IN_MONTH, 9)
    assert issues(found) == []


@pytest.mark.parametrize(
    ("heading", "fits"), [("Same month last year (2018/19)", True), ("Same month last year 2017/18", False)]
)
def test_the_year_it_prints_must_be_that_one(heading: str, fits: bool):
    found = read(book(("Indicator", heading, "May-19", "Jun-19"), (CONTACTS, 9, 12, 14)))
    assert len(at(found, "B4")) == fits
    assert issues(found) == ([] if fits else [("period-does-not-fit", f"{TABLE}!B4")])


def test_last_years_month_beside_this_years_is_no_hole_and_not_out_of_order():
    found = read(book(("Indicator", "May-19", "Jun-19", "Jun-18"), (CONTACTS, 12, 14, 9)))
    assert issues(found) == []
    assert [row.period for row in found.rows] == ["2019-05", "2019-06", "2018-06"]


def test_the_latest_and_the_month_before_are_counted_from_the_as_at_month():
    found = read(book(("Indicator", "Ref", "Previous month", "Latest"), (CONTACTS, "1.1", 12, 14)))
    assert issues(found) == []
    assert {row.period: row.value for row in found.rows} == {"2019-05": 12, "2019-06": 14}


def test_the_latest_beside_its_own_month_must_agree_with_it():
    found = read(book(("Indicator", "May-19", "Jun-19", "Latest"), (CONTACTS, 12, 14, 14)))
    assert issues(found) == []
    assert [row.value for row in found.rows if row.period == "2019-06"] == [14, 14]


@pytest.mark.parametrize("heading", ["Q1 2019/20", "Apr-Jun 2019"])
def test_an_in_month_figure_under_a_quarter_does_not_say_which_month(heading: str):
    found = read(book(("Indicator", "Ref", heading), (CONTACTS, "1.1", 14), (PLANS, "1.10", 20)))
    assert issues(found) == [("period-does-not-fit", f"{TABLE}!C4")]
    assert {row.cell for row in found.rows} == {"C5"}


# RAG by fill, marks by an officer's words


def test_a_rag_without_a_word_is_read_from_its_fill():
    made = book(("Indicator", "May-19", "Jun-19", "RAG"), (TIMELY_NAME, "39%", "40%"), (PLANS, 3, 4, "n/a"))
    for row in (4, 5):
        made.active.cell(row, 4).fill = PatternFill("solid", fgColor="FFFF0000")
    found = read(made)
    assert [(row.cell, row.meaning, row.missing) for row in found.rows if row.kind is Kind.RAG] == [
        ("D4", "red", None), ("D5", "", Missing.NOT_APPLICABLE),
    ]  # fmt: skip


def test_an_officers_words_are_used_throughout():
    layouts = LayoutBook(
        headings=(
            HeadingEntry(heading="What we look at", role=ColumnRole.NAME),
            HeadingEntry(heading="Now", role=ColumnRole.PERIOD, months_before=0),
            HeadingEntry(heading="Remarks", role=ColumnRole.IGNORED),
        ),
        missing={"awaiting sign-off": Missing.NOT_AVAILABLE},
        data_periods={"Stock": Basis.MONTH_END},
    )
    rows = (
        ("What we look at", "Data period", "Now", "May-19", "Remarks"),
        (PLANS, "stock", "Awaiting Sign-off", 12, "ask"),
    )
    assert read(book(*rows)).is_refused
    found = read(book(*rows), layouts=layouts)
    assert issues(found) == []
    assert [(row.period, row.value, row.missing) for row in found.rows] == [
        ("2019-06", None, Missing.NOT_AVAILABLE), ("2019-05", 12, None),
    ]  # fmt: skip


# What is hidden


def test_hidden_rows_and_columns_are_read_and_said():
    made = scorecard_book(Scorecard())
    made[TABLE].row_dimensions[7].hidden = True
    made[TABLE].column_dimensions["F"].hidden = True
    plain, found = read(scorecard_book(Scorecard())), read(made)
    assert found.rows == plain.rows
    assert issues(found) == [("hidden-cells-read", f"{TABLE}!B7"), ("hidden-cells-read", f"{TABLE}!F4")]


def test_a_hidden_column_that_is_not_the_scorecards_is_not_read():
    made = scorecard_book(Scorecard(extra_cells={"R4": "Case notes", "R5": "text"}))
    made[TABLE].column_dimensions["R"].hidden = True
    found = read(made)
    assert "hidden-cells-read" not in dict(issues(found))
    assert len(found.rows) == len(read(scorecard_book(Scorecard())).rows)


def test_a_hidden_row_that_holds_no_measure_is_passed_over():
    made = scorecard_book(Scorecard())
    made[TABLE].row_dimensions[2].hidden = True
    assert issues(read(made)) == []


# Headings again, and a second table


def test_rows_after_headings_printed_again_are_read():
    headings = ("Ref", "Indicator", "May-19", "Jun-19")
    found = read(book(headings, ("1.1", CONTACTS, 12, 14), headings, ("1.10", PLANS, 3, 4)))
    assert issues(found) == []
    assert [row.value for row in found.rows] == [12, 14, 3, 4]


def test_a_second_table_is_placed_at_its_first_heading():
    made = scorecard_book(Scorecard(second_table=True))
    made[TABLE].insert_cols(1)
    found = read(made)
    assert [place for code, place in issues(found) if code == "second-table"] == [f"{TABLE}!B11"]


# Figures that are not read


def test_a_number_merged_over_two_months_is_only_its_own_cells():
    made = book(("Indicator", "May-19", "Jun-19"), (CONTACTS, 12, None), (PLANS, "n/a", None))
    for row in (4, 5):
        made.active.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    found = read(made)
    assert issues(found) == [("unreadable-figure", f"{TABLE}!C4")]
    assert [(row.cell, row.value, row.missing) for row in found.rows] == [
        ("B4", 12, None), ("C4", None, Missing.CELL_ERROR),
        ("B5", None, Missing.NOT_APPLICABLE), ("C5", None, Missing.NOT_APPLICABLE),
    ]  # fmt: skip


def test_figures_without_a_measures_name_are_named():
    found = read(book(("Indicator", "May-19", "Jun-19"), (CONTACTS, 12, 14), (None, 3, 4), (None, None, None, "note")))
    assert issues(found) == [("measure-name-missing", f"{TABLE}!A5")]
    assert len(found.rows) == 2


@pytest.mark.parametrize("heading", ["Figure", "Rank", "Numerator", "Month 7 of 12", "2018/19 Region of ours", None])
def test_a_column_of_figures_that_is_not_read_is_named_at_its_heading(heading: str | None):
    found = read(book(("Indicator", "May-19", "Jun-19", heading), (CONTACTS, 12, 14, 13)))
    assert issues(found) == [("column-not-recognised", f"{TABLE}!D3")]


def test_marks_of_earlier_months_are_noted_once():
    heading = ("Indicator", "May-19", "Jun-19", "RAG", "RAG", "RAG")
    found = read(book(heading, (None, None, None, "Apr-19", "May-19", "Jun-19"), (CONTACTS, 1, 2, "R", "A", "G")))
    assert issues(found) == [("earlier-marks-not-read", f"{TABLE}!D4")]
    assert found.issues[-1].what.endswith("only the latest period's are read: not those under D4, E4.")
    assert [row.cell for row in found.rows if row.kind is Kind.RAG] == ["F5"]


# Months without a year


ROLLING = ("Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun")


def test_months_without_a_year_run_up_to_the_as_at_month():
    found = read(book(("Indicator", *ROLLING), (CONTACTS, *range(1, 13))))
    assert issues(found) == []
    assert [row.period for row in found.rows][:1] + [row.period for row in found.rows][-1:] == ["2018-07", "2019-06"]


def test_months_whose_order_does_not_tell_their_year_are_left_out_and_said():
    found = read(book(("Indicator", *ROLLING[:-1]), (CONTACTS, *range(1, 12))))
    assert issues(found) == [("year-missing", f"{TABLE}!{column}3") for column in "BCDEFGHIJKL"]
    assert found.issues[0].what.startswith("The heading prints no year")
    assert found.issues[0].remedy.startswith("Write each month with its year, such as Nov-18.")


def test_a_quarter_that_lacks_between_two_others_is_said():
    found = read(book(("Indicator", "Q2 2018/19", "Q4 2018/19", "Q1 2019/20"), (PLANS, 1, 2, 3)))
    assert issues(found) == [("month-missing", f"{TABLE}!B3")]
    assert found.issues[-1].what == "No column is headed October to December 2018."
