"""Layout independence: the demonstration workbooks laid out another way say the very same figures."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fixtures.builders import (
    MONTHS,
    Laid,
    Relay,
    Scorecard,
    Shown,
    build_scorecard,
    column_groups,
    lay_out_anew,
    moved,
    scorecard_book,
    shuffled_order,
    small_catalogue,
    unmerged,
)
from openpyxl import load_workbook

from dashboard.areas import load_area_book
from dashboard.catalogue.load import load_catalogue
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

ROOT = Path(__file__).resolve().parents[2]
# Two and three heading rows, every manner of percentage, restated cells, sentences merged over figures, quarters.
BOOKS = (
    "cyps-social-care-scorecard-2019-10",
    "cyps-social-care-scorecard-2020-03",
    "early-help-scorecard-2017-03",
    "council-plan-performance-2019-20-q4",
)
SEEDS = (1, 2, 3)
# Columns in another order are read and mentioned.
EXPECTED_CODES = {"month-out-of-order"}


def read(content: bytes) -> WorkbookRead:
    return read_workbook(guard_workbook("book.xlsx", content), real_catalogue(), our_names())


@cache
def real_catalogue():
    return load_catalogue(ROOT / "indicators.yaml")


@cache
def our_names() -> frozenset[str]:
    ours = load_area_book(ROOT / "data" / "reference").by_code(real_catalogue().council.authority)
    return frozenset(name.casefold() for name in (ours.name, *ours.aliases))


def path_of(book: str) -> Path:
    return ROOT / "data" / "demo" / f"{book}.xlsx"


@cache
def as_printed(book: str) -> Counter:
    return facts(read(path_of(book).read_bytes()))


def facts(found: WorkbookRead) -> Counter:
    """Everything a row says, cell addresses apart."""
    return Counter(
        (
            row.sheet, row.printed_no, row.printed_name, row.indicator, row.kind, row.period, row.basis, row.area,
            row.value, row.missing, row.numerator, row.denominator, row.decimals, row.restated, row.meaning, row.low,
            row.high, row.low_included, row.high_included, row.fault,
        )
        for row in found.rows
    )  # fmt: skip


def assert_same(book: str, content: bytes, *, codes: set[str] = EXPECTED_CODES) -> None:
    found = read(content)
    got, wanted = facts(found), as_printed(book)
    assert wanted.total() > 100
    assert (wanted - got, got - wanted) == (Counter(), Counter())
    assert {issue.code for issue in found.issues} <= codes


def every_column(laid: Laid) -> list[int]:
    return list(range(1, laid.width + 1))


def columns_shuffled_each_with_its_groups(laid: Laid, draw: random.Random) -> Laid:
    return moved(unmerged(laid, spread_groups=True), columns=shuffled_order(every_column(laid), draw))


def columns_shuffled_under_forsaken_groups(laid: Laid, draw: random.Random) -> Laid:
    return moved(unmerged(laid, spread_groups=False), columns=shuffled_order(every_column(laid), draw))


def groups_shuffled_and_merged_again(laid: Laid, draw: random.Random) -> Laid:
    groups = column_groups(laid)
    draw.shuffle(groups)
    columns, position = {}, 1
    for number, group in enumerate(groups):
        position += number in (2, 5)  # a blank column before the third and the sixth group
        for column in draw.sample(group, len(group)):
            columns[column] = position
            position += 1
    return moved(laid, columns=columns)


def single_headings_at_the_foot(laid: Laid, draw: random.Random) -> Laid:
    """Single headings in the last heading row beside the months, each group's words over each of its columns."""
    flat = unmerged(laid, spread_groups=True)
    cells, last = dict(flat.cells), laid.heading_rows[-1]
    for column in every_column(laid):
        above = [row for row in laid.heading_rows if (row, column) in cells]
        if above and above[-1] != last:
            cells[last, column] = cells.pop((above[-1], column))
    return moved(replace(flat, cells=cells), columns=shuffled_order(every_column(laid), draw))


def rows_spread_out(laid: Laid, draw: random.Random) -> Laid:
    end = laid.heading_rows[-1]
    return moved(laid, rows=lambda row: row if row <= end else row + (row - end) // 3)


def moved_down_and_right(laid: Laid, draw: random.Random) -> Laid:
    return moved(laid, rows=lambda row: row + 3, columns={column: column + 2 for column in every_column(laid)})


def another_title_row(laid: Laid, draw: random.Random) -> Laid:
    lower = moved(laid, rows=lambda row: row + 1)
    return replace(lower, cells={**lower.cells, (1, 1): Shown(value="Prepared for the June meeting")})


RELAYS: tuple[Relay, ...] = (
    columns_shuffled_each_with_its_groups,
    columns_shuffled_under_forsaken_groups,
    groups_shuffled_and_merged_again,
    single_headings_at_the_foot,
)
STEADY: tuple[Relay, ...] = (rows_spread_out, moved_down_and_right, another_title_row)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("relay", RELAYS, ids=lambda relay: relay.__name__)
@pytest.mark.parametrize("book", BOOKS)
def test_columns_may_stand_in_any_order(book: str, relay: Relay, seed: int):
    assert_same(book, lay_out_anew(path_of(book), relay, seed=seed))


@pytest.mark.parametrize("relay", STEADY, ids=lambda relay: relay.__name__)
@pytest.mark.parametrize("book", BOOKS)
def test_rows_and_the_table_may_stand_anywhere(book: str, relay: Relay):
    assert_same(book, lay_out_anew(path_of(book), relay), codes=set())


@pytest.mark.parametrize("book", BOOKS)
def test_sheets_may_stand_in_any_order(book: str):
    assert_same(book, lay_out_anew(path_of(book), lambda laid, _: laid, reverse_sheets=True), codes=set())


def test_the_sheets_are_truly_laid_out_anew():
    book = path_of(BOOKS[0])
    before = load_workbook(book)["3 Looked after children"]
    after = load_workbook_of(lay_out_anew(book, columns_shuffled_each_with_its_groups, seed=1))[before.title]
    assert [cell.value for cell in before[5]] != [cell.value for cell in after[5]]
    assert after.max_column == before.max_column + 2
    assert not after.merged_cells.ranges


def load_workbook_of(content: bytes):
    return load_workbook(BytesIO(content))


def test_restated_marks_travel_with_their_cells():
    content = lay_out_anew(path_of(BOOKS[0]), columns_shuffled_each_with_its_groups, seed=5)
    was, now = read(path_of(BOOKS[0]).read_bytes()), read(content)
    restated = {(row.sheet, row.printed_name, row.period) for row in was.rows if row.restated}
    assert len(restated) == 13
    assert {(row.sheet, row.printed_name, row.period) for row in now.rows if row.restated} == restated
    assert {row.cell for row in now.rows if row.restated} != {row.cell for row in was.rows if row.restated}


@pytest.mark.parametrize(
    "manner",
    [
        lambda year, month: datetime(year, month, 1),
        lambda year, month: datetime(year, month, 28),
        lambda year, month: f"{datetime(year, month, 1):%B} {year}",
        lambda year, month: f"{year}-{month:02d}",
        lambda year, month: f"{datetime(year, month, 1):%b} {year % 100}",
        lambda year, month: f"{datetime(year, month, 1):%b}-{year % 100}\u00a0",
        lambda year, month: f"{datetime(year, month, 1):%b}".upper(),
    ],
    ids=["date", "another day", "April 2019", "2019-04", "Apr 19", "with a space", "APR under its year"],
)
def test_month_headings_may_be_written_in_any_usual_way(manner: Callable[[int, int], object]):
    headed = tuple(manner(2019, month) for month in (4, 5, 6))
    was, now = (read_small(Scorecard(months=months)) for months in (MONTHS, headed))
    assert facts(was).total() == 4 * 13
    assert facts(now) == facts(was)
    assert now.issues == ()


def read_small(spec: Scorecard) -> WorkbookRead:
    return read_workbook(guard_workbook("small.xlsx", build_scorecard(spec)), small_catalogue(), frozenset({"ours"}))


def test_a_short_title_right_above_the_headings_is_no_group(tmp_path: Path):
    """A title of few words, moved right, is told from a group heading by its as-at month."""
    book = scorecard_book(Scorecard())
    sheet = book["1 Front door"]
    sheet["A2"] = "Performance – As at Month End: June 2019"
    book.save(tmp_path / "small.xlsx")
    content = lay_out_anew(tmp_path / "small.xlsx", moved_down_and_right)
    found = read_workbook(guard_workbook("small.xlsx", content), small_catalogue(), frozenset())
    assert facts(found) == facts(read_small(Scorecard()))
    assert found.sheets[1].evidence.startswith("Headings in rows 6 to 7:")
