"""An untitled workbook: its report told by its measures, its month by its columns, and never without a warning."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixtures.builders import (
    CONTACTS,
    PLANS,
    REPEATS,
    SOUND,
    TABLE,
    TIMELY,
    Measure,
    Scorecard,
    saved,
    scorecard_book,
    small_catalogue,
)
from openpyxl import Workbook

from dashboard.periods import month
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

UNTITLED = Scorecard(title="Performance in June", as_at=None, table_title=None)


def read(content: bytes) -> WorkbookRead:
    return read_workbook(guard_workbook("book.xlsx", content), small_catalogue(), frozenset())


def codes(found: WorkbookRead) -> set[str]:
    return {issue.code for issue in found.issues}


def unknown(number: int) -> Measure:
    return replace(CONTACTS, name=f"Bins emptied in ward {number}", number=f"9.{number}")


def test_an_untitled_workbook_is_told_by_its_measures_and_columns_with_two_warnings():
    titled, untitled = read(saved(scorecard_book(Scorecard()))), read(saved(scorecard_book(UNTITLED)))
    assert untitled.identity is not None
    assert (untitled.identity.report.id, untitled.identity.as_at) == ("small", month(2019, 6))
    assert codes(untitled) == {"report-told-by-measures", "as-at-told-by-columns"}
    assert untitled.rows == titled.rows
    words = " ".join(issue.what for issue in untitled.issues)
    assert "4 of its 4 measures are those of the Small scorecard" in words
    assert "the last month with figures is June 2019" in words


@pytest.mark.parametrize(
    ("measures", "is_told"),
    [
        (SOUND, True),
        ((CONTACTS, TIMELY, PLANS), True),
        ((CONTACTS, TIMELY), False),  # too few to tell anything by
        ((*SOUND, unknown(1), unknown(2)), True),  # four of six
        ((*SOUND, unknown(1), unknown(2), unknown(3)), False),  # four of seven
        ((unknown(1), unknown(2), unknown(3)), False),
    ],
)
def test_the_measures_must_be_enough_and_mostly_the_reports(measures: tuple[Measure, ...], *, is_told: bool):
    found = read(saved(scorecard_book(replace(UNTITLED, as_at="As at Month End: June 2019", measures=measures))))
    assert ("report-told-by-measures" in codes(found)) is is_told
    assert ("unknown-report" in codes(found)) is not is_told


def test_a_month_whose_column_is_still_empty_is_not_the_last():
    measures = tuple(replace(measure, months=(*measure.months[:2], None)) for measure in SOUND)
    found = read(saved(scorecard_book(replace(Scorecard(as_at=None, table_title=None), measures=measures))))
    assert found.identity is not None
    assert found.identity.as_at == month(2019, 5)


def test_sheets_that_end_at_different_months_tell_nothing():
    book = scorecard_book(Scorecard(as_at=None, table_title=None, measures=(CONTACTS, TIMELY)))
    other = scorecard_book(Scorecard(as_at=None, table_title=None, measures=(PLANS, REPEATS)))[TABLE]
    copied = book.create_sheet("2 Plans")
    for row in other.iter_rows():
        for cell in row:
            # June is not in yet on the second sheet.
            if cell.value is not None and not (cell.column == 7 and cell.row > 4):
                copied[cell.coordinate] = cell.value
    found = read(saved(book))
    assert found.identity is None
    assert "as-at-missing" in codes(found)


def test_a_printed_title_and_month_are_never_told_otherwise():
    found = read(saved(scorecard_book(Scorecard())))
    assert codes(found).isdisjoint({"report-told-by-measures", "as-at-told-by-columns"})


def test_a_list_of_one_figure_a_row_is_told_too():
    book = Workbook()
    sheet = book.active
    sheet.append(["Indicator", "Period", "Value"])
    for name, figure in (("Number of contacts", 120), ("Number of plans at month end", 480)):
        for period in ("Apr-19", "May-19"):
            sheet.append([name, period, figure])
    for period in ("Apr-19", "May-19"):
        sheet.append(["% of contacts decided in time", period, "81.5%"])
    found = read(saved(book))
    assert found.identity is not None
    assert (found.identity.report.id, found.identity.as_at) == ("small", month(2019, 5))
    assert [(row.period, row.value) for row in found.rows if row.indicator == "contacts"] == [
        ("2019-04", 120),
        ("2019-05", 120),
    ]
