"""No figure in a measure's row is passed over in silence: it is read, or its column or row is named in an issue."""

import random
from functools import cache
from io import BytesIO

import pytest
from fixtures.builders import Shown
from fixtures.council_layouts import COUNCILS, build
from fixtures.mutable_book import MutableBook, MutableSheet, address, take_apart
from fixtures.mutation_oracle import DEMO
from fixtures.mutations import MUTATIONS
from fixtures.oracle import parsing_here, previewing
from fixtures.strategies import a_workbook
from fixtures.unread import unnamed_figures
from openpyxl import load_workbook

from dashboard.intake.preview import read_file
from dashboard.workbook.read import WorkbookRead

BUILT, COUNCIL_BOOKS, MUTATED = 60, 60, 40
BOOKS = (
    "cyps-social-care-scorecard-2019-10",
    "cyps-social-care-scorecard-2020-03",
    "early-help-scorecard-2017-03",
    "council-plan-performance-2019-20-q4",
)
# Headings that say many things; the last few name what a table has already.
HEADINGS = (
    None, "Figure", "Rank", "Numerator", "Denominator", "Month 7", "Year End (2018)", "Year End 2017/18", "Comparator",
    "London", "South East 2018/19", "Yorkshire and the Humber", "Region 2018/19", "Trend", "YR ON YR TREND", "Change",
    "Period", "Area", "Year", "Month", "YTD 2018/19", "YTD", "Latest", "Previous month", "Same period last year",
    "Target", "Target 2018/19", "Tolerance", "Expected range", "Q3", "Q4 2017/18", "Apr", "Nov", "Feb-19", "Comments",
    "Actual", "Status", "Unit", "Frequency", "Data note", "Benchmarking", "2019", "2018/19", "20I9", "%", "Count",
    "No.", "Ref", "Indicator", "Description", "Polarity", "RAG", "DOT", "Direction of travel (annual)", "England",
)  # fmt: skip


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory):
    with parsing_here(), previewing(tmp_path_factory.mktemp("unnamed")) as session:
        yield lambda content: read_file(session, "book.xlsx", content)


def test_a_built_workbook(read):
    for seed in range(BUILT):
        content = a_workbook(random.Random(seed)).content
        assert unnamed_figures(content, read(content)) == [], seed


@pytest.mark.parametrize("council", COUNCILS)
def test_a_councils_layout_with_a_heading_changed(read, council: str):
    content = build(council).content
    assert unnamed_figures(content, read(content)) == []
    for seed in range(COUNCIL_BOOKS // len(COUNCILS)):
        changed = with_headings_changed(content, random.Random(seed))
        assert unnamed_figures(changed, read(changed)) == [], seed


def with_headings_changed(content: bytes, draw: random.Random) -> bytes:
    """Write another word over one to three of the headings."""
    book = load_workbook(BytesIO(content))
    sheet = book.active
    rows = {"Ref": 16, "PI Ref": 4, "Indicator": 3, "KPI": 4, "Indicator\nNo.": 5}
    found = [cell for row in sheet.iter_rows(max_row=17) for cell in row if cell.value in rows]
    heading = found[0].row
    cells = [cell for row in (heading, heading + 1) for cell in sheet[row] if isinstance(cell.value, str)]
    for cell in draw.sample([c for c in cells if c.row == heading or c.column > 2], draw.randint(1, 3)):
        cell.value = draw.choice(HEADINGS)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def places(read, book: str) -> tuple[frozenset[tuple[str, str]], bytes]:
    content = (DEMO / f"{book}.xlsx").read_bytes()
    found: WorkbookRead = read(content)
    return frozenset((row.sheet, row.cell) for row in found.rows if row.value is not None), content


@pytest.mark.parametrize("book", BOOKS)
def test_a_demonstration_workbook_as_it_is(read, book: str):
    _, content = places(read, book)
    assert unnamed_figures(content, read(content)) == []


def retitle(book: MutableBook, draw: random.Random) -> None:
    sheet = draw.choice(book.tables())
    for _ in range(draw.randint(1, 3)):
        column = draw.randint(1, sheet.width)
        row = draw.choice(list(sheet.heading_rows) or [1])
        words = draw.choice(HEADINGS)
        write(sheet, row, column, words)
        book.recipe.append(f"{sheet.name} {address((row, column))} becomes {words!r}")


def write(sheet: MutableSheet, row: int, column: int, words: str | None) -> None:
    if words is None:
        sheet.cells.pop((row, column), None)
    else:
        sheet.cells[row, column] = Shown(value=words)


def test_a_demonstration_workbook_that_was_worked_on(read):
    for seed in range(MUTATED):
        draw = random.Random(f"unnamed {seed}")
        name = BOOKS[seed % len(BOOKS)]
        book = take_apart(DEMO / f"{name}.xlsx", places(read, name)[0])
        for mutate in (*draw.sample(MUTATIONS, draw.randint(0, 1)), retitle):
            if book.tables():
                mutate(book, draw)
        content = book.saved()
        assert unnamed_figures(content, read(content)) == [], (seed, name, book.recipe)
