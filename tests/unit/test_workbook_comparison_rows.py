"""Comparison tables: one measure a table, an area a row, a full year beside an in-year figure."""

import pytest
from fixtures.builders import put, saved, small_catalogue
from openpyxl import Workbook

from dashboard.vocabulary import AreaRole, Basis, Kind, Missing
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

SHEET = "Briefing"
HEADINGS = ("Local Authority", "2018/2019", "2019/2020 (In-year Q4/YTD)", "Diff +/-")
ROWS = (
    ("Ours", "21.30%", "20.70%", "-0.60%"),
    ("Regional", 24.6, 23.6, -1),
    ("Stat neighbours", "20.01%", "Not published yet", "N/A"),
    ("National", "22.6%", "x", "-"),
)


def read(*, title="Re-referred in 12 months", headings=HEADINGS, rows=ROWS, first: tuple[int, int] = (6, 2)):
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    put(sheet, 2, 2, "Comparison tables, as at June 2020")
    row, column = first
    put(sheet, row - 1, column, title)
    for number, line in enumerate((headings, *rows)):
        for offset, value in enumerate(line):
            put(sheet, row + number, column + offset, value)
    file = guard_workbook("b.xlsx", saved(book))
    return read_workbook(file, small_catalogue(), frozenset({"ours"}), our_region="Yorkshire and The Humber")


def said(found: WorkbookRead) -> list[tuple]:
    return [(row.kind, row.area, row.period, row.basis, row.value, row.missing) for row in found.rows]


def issues(found: WorkbookRead) -> list[tuple[str, str]]:
    return [(issue.code, issue.place) for issue in found.issues]


def test_a_table_is_read_cell_by_cell():
    found = read()
    assert issues(found) == []
    assert len(found.rows) == 12
    assert said(found)[:3] == [
        (Kind.PREVIOUS_YEAR, AreaRole.OURS, "2018/19", Basis.FINANCIAL_YEAR, 21.3, None),
        (Kind.YEAR_TO_DATE, AreaRole.OURS, "2019/20", Basis.YEAR_TO_DATE, 20.7, None),
        (Kind.DIFFERENCE, AreaRole.OURS, "2018/19 to 2019/20", Basis.YEAR_TO_DATE, -0.6, None),
    ]
    assert said(found)[6:9] == [
        (Kind.BENCHMARK, AreaRole.STATISTICAL_NEIGHBOURS, "2018/19", Basis.FINANCIAL_YEAR, 20.01, None),
        (Kind.BENCHMARK, AreaRole.STATISTICAL_NEIGHBOURS, "2019/20", Basis.YEAR_TO_DATE, None,
         Missing.NOT_YET_PUBLISHED),
        (Kind.DIFFERENCE, AreaRole.STATISTICAL_NEIGHBOURS, "2018/19 to 2019/20", Basis.YEAR_TO_DATE, None,
         Missing.NOT_APPLICABLE),
    ]  # fmt: skip


def test_a_table_may_stand_anywhere():
    assert said(read(first=(12, 5))) == said(read())


@pytest.mark.parametrize("label", ["Nearest city", "Average of all", "North East", ""])
def test_an_unknown_area_is_left_out_at_its_row(label: str):
    found = read(rows=(*ROWS[:1], (label or "?", "1.5%", "1.6%", "0.1%"), *ROWS[1:]))
    assert issues(found) == [("benchmark-unknown-area", f"{SHEET}!B8")]
    assert said(found) == said(read())


@pytest.mark.parametrize("label", ["Y&H", "Yorkshire and the Humber", "Regional", "Region average"])
def test_our_region_may_be_called_by_its_name(label: str):
    found = read(rows=(*ROWS[:1], (label, "1.5%", "1.6%", "0.1%")))
    assert issues(found) == []
    assert [row.area for row in found.rows[3:]] == [AreaRole.REGION] * 3


def test_an_unknown_measure_is_left_out_at_its_title():
    found = read(title="Re-referred in 12 month")
    assert issues(found) == [("unknown-measure", f"{SHEET}!B5")]
    assert found.issues[0].hint == "Did you mean 'Re-referred in 12 months'?"
    assert found.rows == ()


def test_an_error_is_left_out_at_its_cell():
    found = read(rows=(("Ours", "#REF!", "20.70%", "-0.60%"),))
    assert issues(found) == [("error-cell", f"{SHEET}!C7")]
    assert said(found)[0] == (Kind.PREVIOUS_YEAR, AreaRole.OURS, "2018/19", Basis.FINANCIAL_YEAR, None,
                              Missing.CELL_ERROR)  # fmt: skip


def test_without_a_year_there_is_no_table():
    found = read(headings=("Local Authority", "Last year", "This year", "Diff"))
    assert [code for code, _ in issues(found)] == ["no-scorecard-sheet"]
    assert found.is_refused
