"""The worked example of "Teach it a new layout": the page's own table is read by the page's own lines."""

import re
from pathlib import Path

import pytest
from fixtures.builders import put, saved
from layout_readers import our_names, real_catalogue
from openpyxl import Workbook

from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.layout_files import load_layout_book
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Kind, Missing
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "teach-a-layout.md"
TITLE = "Social Care - Monthly Performance Report - As at Month End: October 2019"


@pytest.fixture
def layouts(tmp_path: Path) -> LayoutBook:
    """The page's lines, loaded as the product loads the file."""
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "layouts.yaml").write_text(block, encoding="utf-8")
    return load_layout_book(tmp_path / "layouts.yaml")


@pytest.fixture
def workbook() -> bytes:
    """The page's table under a title."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    book = Workbook()
    put(book.active, 1, 1, TITLE)
    for number, line in enumerate((row for row in rows if "---" not in row), start=3):
        for column, words in enumerate(line.strip("|").split("|"), start=1):
            put(book.active, number, column, words.strip() or None)
    return saved(book)


def read(workbook: bytes, layouts: LayoutBook) -> WorkbookRead:
    return read_workbook(guard_workbook("book.xlsx", workbook), real_catalogue(), our_names(), layouts=layouts)


def test_without_the_lines_the_sheet_is_not_recognised_and_its_headings_are_listed(workbook: bytes):
    found = read(workbook, LayoutBook())
    assert found.is_refused
    assert {"What we look at", "Winning is", "This report"} <= {
        heading.text for sheet in found.sheets for heading in sheet.unknown_headings
    }


def test_with_the_lines_every_cell_is_read(workbook: bytes, layouts: LayoutBook):
    found = read(workbook, layouts)
    assert [issue.code for issue in found.issues if issue.code not in ("number-differs", "issue-date-missing")] == []
    said = {row.cell: (row.kind, row.period, row.value, row.missing, row.meaning) for row in found.rows}
    assert said == {
        "E4": (Kind.VALUE, "2019-10", 372, None, ""),
        "F4": (Kind.VALUE, "2019-09", 305, None, ""),
        "G4": (Kind.BENCHMARK, "2018/19", 4100, None, ""),
        "H4": (Kind.RAG, "2019-10", None, Missing.NO_FIGURE, ""),
        "E5": (Kind.VALUE, "2019-10", 87.7, None, ""),
        "F5": (Kind.VALUE, "2019-09", None, Missing.NOT_AVAILABLE, ""),
        "G5": (Kind.BENCHMARK, "2018/19", None, Missing.NO_FIGURE, ""),
        "H5": (Kind.RAG, "2019-10", None, None, "amber"),
    }
    assert {row.basis for row in found.rows if row.kind is Kind.VALUE} == {Basis.IN_MONTH}
    assert {row.area for row in found.rows if row.kind is Kind.BENCHMARK} == {AreaRole.STATISTICAL_NEIGHBOURS}


def test_every_role_and_area_the_page_names_is_one(layouts: LayoutBook):
    text = PAGE.read_text(encoding="utf-8")
    roles = re.search(r"The ones used most: (.*?)\.", text, re.DOTALL)
    areas = re.search(r"`area` says .*?: (.*?)\. The year", text, re.DOTALL)
    assert roles is not None
    assert areas is not None
    assert set(re.findall(r"`([^`]+)`", roles[1])) <= set(ColumnRole)
    assert set(re.findall(r"`([^`]+)`", areas[1])) == set(AreaRole) - {AreaRole.OURS}
    assert {entry.role for entry in layouts.headings} <= set(ColumnRole)
