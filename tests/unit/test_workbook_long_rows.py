"""Lists of one figure a row: read to the same rows as a table of measures, or named cell by cell."""

from collections.abc import Sequence

import pytest
from fixtures.builders import Shown, put, saved, small_catalogue
from openpyxl import Workbook

from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Kind, Missing
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

CONTACTS, TIMELY, PLANS = "Number of contacts", "% of contacts decided in time", "Number of plans at month end"
REPEATS = "% of plans that are repeats"
HEADINGS = ("area_code", "area_name", "period", "indicator", "unit", "value")
OURS = ("E08000018", "Ours")
ROWS = (
    (*OURS, "2019-05", CONTACTS, "Number", 1290),
    (*OURS, "2019-06", CONTACTS, "Number", "1,239"),
    (*OURS, "2019-06", TIMELY, "%", 82.2),
    (*OURS, "2019-06", PLANS, "Number", "x"),
    (*OURS, "2018/19", TIMELY, "Percentage", "74.9%"),
    ("E92000001", "England", "2018/19", TIMELY, "%", Shown(value=0.751, number_format="0.0%")),
)


def list_book(
    headings: Sequence[object], rows: Sequence[Sequence[object]], *, first_row: int = 1, title: bool = True
) -> bytes:
    book = Workbook()
    front = book.active
    front.title = "Front Sheet"
    if title:
        front["B2"], front["B3"] = "Small Monthly Performance Report", "As at Month End: June 2019"
        front["B9"], front["C9"] = "Date Issued", "21/07/2019"
    sheet = book.create_sheet("Data")
    for offset, row in enumerate((headings, *rows)):
        for column, value in enumerate(row, start=1):
            put(sheet, first_row + offset, column, value)
    return saved(book)


def read(
    headings: Sequence[object] = HEADINGS,
    rows: Sequence[Sequence[object]] = ROWS,
    layouts: LayoutBook | None = None,
    **more,
) -> WorkbookRead:
    file = guard_workbook("list.xlsx", list_book(headings, rows, **more))
    return read_workbook(file, small_catalogue(), frozenset({"ours"}), layouts=layouts or LayoutBook())


def issues(found: WorkbookRead) -> list[tuple[str, str]]:
    return [(issue.code, issue.place) for issue in found.issues]


def test_a_tidy_list_is_read_to_the_same_rows():
    found = read()
    assert issues(found) == []
    assert [(row.cell, row.kind, row.basis, row.area, row.value) for row in found.rows] == [
        ("F2", Kind.VALUE, Basis.IN_MONTH, AreaRole.OURS, 1290),
        ("F3", Kind.VALUE, Basis.IN_MONTH, AreaRole.OURS, 1239),
        ("F4", Kind.VALUE, Basis.IN_MONTH, AreaRole.OURS, 82.2),
        ("F5", Kind.VALUE, Basis.MONTH_END, AreaRole.OURS, None),
        ("F6", Kind.PREVIOUS_YEAR, Basis.FINANCIAL_YEAR, AreaRole.OURS, 74.9),
        ("F7", Kind.BENCHMARK, Basis.FINANCIAL_YEAR, AreaRole.ENGLAND, 75.1),
    ]
    assert found.rows[3].missing is Missing.SUPPRESSED
    assert found.sheets[1].evidence == "A list of one figure a row: headings in row 1, 6 rows."


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (("Indicator", "Month", "Value"), (CONTACTS, "Jun-19", 1239)),
        (("Indicator", "Month", "Actual", "Target"), (CONTACTS, "June 2019", 1239, 1200)),
        (("Measure name", "Reporting period", "Result"), (CONTACTS, "30/06/2019", 1239)),
        (("Ref", "Performance Indicator", "Month ending", "Figure"), ("1.1", CONTACTS, "30 June 2019", 1239)),
        (("Indicator", "Year", "Month", "Value"), (CONTACTS, "2019/20", "June", 1239)),
        (("Value", "Period", "Indicator", "Area"), (1239, "2019-06", CONTACTS, "Ours")),
        (("Local authority", "Indicator", "Period", "Value"), ("OURS ", CONTACTS, "Jun 2019", "1,239")),
        (("la_code", "indicator", "period", "value"), ("E08000018", CONTACTS, "2019-06", 1239)),
        (("Indicator", "Data period", "Month", "Value"), (CONTACTS, "In month", "Jun-19", 1239)),
        (("Indicator", "Measure", "Period", "Value"), (CONTACTS, "Number", "2019-06", 1239)),
        (("Theme", "Measure", "Indicator", "Period", "Value"), ("Front door", "Number", CONTACTS, "2019-06", 1239)),
    ],
)
def test_other_exports_are_read_by_their_headings(headings: tuple[str, ...], row: tuple[object, ...]):
    found = read(headings, [row])
    assert [(each.indicator, each.period, each.value, each.area) for each in found.rows] == [
        ("contacts", "2019-06", 1239, AreaRole.OURS)
    ]
    assert issues(found) == []


def test_the_headings_may_stand_further_down_and_notes_below():
    found = read(rows=[*ROWS, (), ("Source: the case system",)], first_row=5)
    assert issues(found) == []
    assert len(found.rows) == len(ROWS)


def test_an_officers_words_for_headings_and_missing_figures_hold_here_too():
    book = LayoutBook(
        headings=(
            HeadingEntry(heading="Reading", role=ColumnRole.VALUE),
            HeadingEntry(heading="KPI text", role=ColumnRole.NAME),
        ),
        missing={"system change": Missing.UNRELIABLE},
    )
    rows = [(CONTACTS, "2019-06", 1239), (PLANS, "2019-06", "System change")]
    found = read(("KPI text", "Period", "Reading"), rows, layouts=book)
    assert [(row.value, row.missing) for row in found.rows] == [(1239, None), (None, Missing.UNRELIABLE)]
    assert issues(read(("KPI text", "Period", "Reading"), rows)) == [("no-scorecard-sheet", "Front Sheet!A1")]


# Counts beside a percentage

COUNTED = ("Indicator", "Month", "Value", "Numerator", "Denominator")


@pytest.mark.parametrize(
    ("value", "part", "whole", "expected"),
    [(39.4, 41, 104, 100 * 41 / 104), ("39%", "41", "104", 100 * 41 / 104), ("58%", 45, 78, 100 * 45 / 78),
     (Shown(value=41 / 104, number_format="0.0%"), 41, 104, 100 * 41 / 104), ("0%", 0, 7, 0)],
)  # fmt: skip
def test_counts_beside_a_percentage_decide_it(value, part, whole, expected):
    (row,) = read(COUNTED, [(TIMELY, "2019-06", value, part, whole)]).rows
    assert row.value == pytest.approx(expected)
    assert (row.numerator, row.denominator) == (float(part), float(whole))


@pytest.mark.parametrize(
    ("value", "part", "whole", "code"),
    [("59%", 45, 78, "counts-disagree"), (39.5, 41, 104, "counts-disagree"),
     (39.4, 104, 41, "numerator-over-denominator"),
     ("0%", 0, 0, "numerator-over-denominator"), (0.6, 60, 100, "ambiguous-percentage"),
     (104.2, 1, 2, "percentage-over-100")],
)  # fmt: skip
def test_counts_that_cannot_be_leave_the_row_out(value, part, whole, code):
    found = read(COUNTED, [(TIMELY, "2019-06", value, part, whole)])
    assert issues(found) == [(code, "Data!C2")]
    assert found.rows[0].value is None


def test_counts_that_are_not_printed_change_nothing():
    found = read(COUNTED, [(TIMELY, "2019-06", 39.4, "x", 104), (CONTACTS, "2019-06", 1239, 5, 10)])
    assert [(row.value, row.numerator) for row in found.rows] == [(39.4, None), (1239, None)]


# What is named and left out


def test_an_unknown_measure_is_listed_once():
    rows = [*ROWS, *((*OURS, "2019-06", "Number of badgers", "Number", count) for count in (1, 2, 3))]
    found = read(rows=rows)
    assert issues(found) == [("unknown-measure", "Data!D8")]
    assert len(found.rows) == len(ROWS)


def test_unknown_areas_are_listed_once_each():
    rows = [
        *ROWS,
        *(("E0", f"Place {place}", "2019-06", CONTACTS, "Number", 5) for place in range(14) for _ in range(2)),
    ]
    found = read(rows=rows)
    codes = [issue for issue in found.issues if issue.code == "benchmark-unknown-area"]
    assert len(codes) == 11
    assert codes[0].place == "Data!B8"
    assert codes[0].what == "'Place 0' is not an area of the comparison; its 2 rows are left out."
    assert codes[-1].what.startswith("4 further areas")
    assert len(found.rows) == len(ROWS)


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ((*OURS, "2019-06", TIMELY, "Number", 82.2), ("unit-disagrees", "Data!E8")),
        ((*OURS, "2019-06", TIMELY, "Numerator", 82), ("unit-disagrees", "Data!E8")),
        ((*OURS, "2019-06", TIMELY, "%", 0.6), ("ambiguous-percentage", "Data!F8")),
        ((*OURS, "2019-06", CONTACTS, "Number", "45%"), ("unit-disagrees", "Data!F8")),
        ((*OURS, "2019-06", PLANS, "Number", -3), ("negative-count", "Data!F8")),
        ((*OURS, "2019-06", PLANS, "Number", "#REF!"), ("error-cell", "Data!F8")),
        ((*OURS, "some day", PLANS, "Number", 3), ("period-not-known", "Data!C8")),
        ((*OURS, "2019/20", PLANS, "Number", 3), ("period-not-known", "Data!C8")),
        ((*OURS, "Q1 2019/20", CONTACTS, "Number", 3), ("basis-disagrees", "Data!C8")),
    ],
)
def test_a_row_that_can_be_read_two_ways_is_left_out_with_its_cell(row: tuple[object, ...], issue: tuple[str, str]):
    found = read(rows=[*ROWS, row])
    assert issues(found) == [issue]
    assert [each for each in found.rows if each.value is not None] == [
        each for each in read().rows if each.value is not None
    ]


def test_a_stated_basis_that_is_not_the_catalogues_leaves_the_row_out():
    found = read(
        ("Indicator", "Data period", "Month", "Value"), [(CONTACTS, "R12M", "2019-06", 9), (PLANS, "", "2019-06", 489)]
    )
    assert issues(found) == [("basis-disagrees", "Data!B2")]
    assert [row.indicator for row in found.rows] == ["plans"]


@pytest.mark.parametrize("months", [("2019-04", "2019-05"), ("2019-06", "2019-07"), ("2018-06",)])
def test_the_latest_month_of_ours_must_be_the_as_at_month(months: tuple[str, ...]):
    found = read(rows=[(*OURS, each, CONTACTS, "Number", 5) for each in months])
    assert [code for code, _ in issues(found)] == ["months-do-not-match-as-at"]
    assert found.is_refused


def test_months_still_blank_are_not_the_latest():
    found = read(rows=[*ROWS, (*OURS, "2019-07", CONTACTS, "Number", None)])
    assert not found.is_refused


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (("Indicator", "Value"), [(CONTACTS, 5)]),
        (("Indicator", "Period", "Notes"), [(CONTACTS, "2019-06", "none")]),
        (("Indicator", "Month", "Value"), [(CONTACTS, "high", 5), (PLANS, "low", 6)]),
        (("Indicator", "Month", "Value"), []),
    ],
)
def test_a_sheet_without_all_three_is_no_list(headings: tuple[str, ...], rows: list[tuple[object, ...]]):
    assert read(headings, rows).is_refused
