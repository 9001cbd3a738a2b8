"""Two visible sheets that print the same measures: a copy out of date refuses the file, and is said once."""

import pytest
from fixtures.builders import CONTACTS, PLANS, TABLE, Scorecard, saved, scorecard_book, small_catalogue

from dashboard.vocabulary import AreaRole, Basis, IndicatorId, Kind
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.stale_copies import find_stale_copies, leave_out_repeated


def read_with_copy(copy_name: str, copied: Scorecard, *, first: bool = False, state: str = "visible") -> WorkbookRead:
    book, other = scorecard_book(Scorecard()), scorecard_book(copied)
    sheet = book.create_sheet(copy_name, index=1 if first else None)
    for row in other[TABLE].iter_rows():
        for cell in row:
            if cell.value is not None:
                there = sheet.cell(cell.row, cell.column, cell.value)
                there.number_format = cell.number_format
    for merged in other[TABLE].merged_cells.ranges:
        sheet.merge_cells(str(merged))
    sheet.sheet_state = state
    return read_workbook(guard_workbook("small.xlsx", saved(book)), small_catalogue(), frozenset({"ours"}))


def stale(found: WorkbookRead) -> list[str]:
    return [issue.place for issue in found.issues if issue.code == "stale-copy"]


OLDER = Scorecard().with_measure(CONTACTS, months=(1190, 1280, 1239)).with_measure(PLANS, months=(490, 487, 489))


@pytest.mark.parametrize(
    ("name", "first", "place"),
    [
        (f"{TABLE} (2)", False, f"{TABLE} (2)!A1"),
        (f"{TABLE} (2)", True, f"{TABLE} (2)!A1"),
        ("Copy of 1 Front door", True, "Copy of 1 Front door!A1"),
        ("Front door old", True, "Front door old!A1"),
        ("Extract", False, "Extract!A1"),
        ("Extract", True, f"{TABLE}!A1"),
    ],
)
def test_a_copy_with_other_figures_refuses_the_file_once(name: str, first: bool, place: str):
    found = read_with_copy(name, OLDER, first=first)
    assert stale(found) == [place]
    assert found.is_refused
    (issue,) = [issue for issue in found.issues if issue.code == "stale-copy"]
    assert repr(name) in issue.what
    assert repr(TABLE) in issue.what


def test_a_copy_that_says_the_same_is_no_fault():
    assert stale(read_with_copy("Again", Scorecard())) == []


def test_a_hidden_copy_is_not_read_at_all():
    found = read_with_copy("Again", OLDER, state="hidden")
    assert stale(found) == []
    assert ("hidden-sheet-ignored", "Again!A1") in [(issue.code, issue.place) for issue in found.issues]


def test_one_figure_in_conflict_is_named_at_its_own_cell_later():
    one = Scorecard().with_measure(CONTACTS, months=(1190, 1290, 1239))
    assert stale(read_with_copy("Again", one)) == []


def figure(sheet: str, measure: int, value: float) -> DraftRow:
    return DraftRow(
        sheet=sheet, cell="E5", printed_no="", printed_name="", indicator=IndicatorId(f"measure-{measure}"),
        kind=Kind.VALUE, period="2019-06", basis=Basis.IN_MONTH, area=AreaRole.OURS, value=value, decimals=0,
    )  # fmt: skip


@pytest.mark.parametrize(("shared", "is_copy"), [(1, False), (2, False), (4, False), (5, True), (10, True)])
def test_two_sheets_are_copies_when_they_share_half_the_smaller_ones_measures(shared: int, is_copy: bool):
    first = [figure("One", measure, 1) for measure in range(10)]
    second = [figure("Two", measure, 2) for measure in range(10 - shared, 20 - shared)]
    assert bool(find_stale_copies([*first, *second], ["One", "Two"])) is is_copy


# One measure on two sheets


def of_month(sheet: str, cell: str, month: int, value: float | None) -> DraftRow:
    return DraftRow(
        sheet=sheet, cell=cell, printed_no="", printed_name="Contacts", indicator=IndicatorId("contacts"),
        kind=Kind.VALUE, period=f"2019-{month:02}", basis=Basis.IN_MONTH, area=AreaRole.OURS, value=value,
    )  # fmt: skip


NAMES = {("One", 5): "B5", ("Two", 9): "C9"}


def rows_of(*other: float | None) -> list[DraftRow]:
    one = [of_month("One", f"{letter}5", month, month) for letter, month in zip("EFGH", range(4, 8), strict=True)]
    return [*one, *(of_month("Two", f"{'EFGH'[at]}9", 4 + at, value) for at, value in enumerate(other))]


@pytest.mark.parametrize("other", [(40, 50, 60, 7), (40, 50), (None, 50, 60, 7)])
def test_a_measure_with_mostly_other_figures_on_another_sheet_is_left_out_on_both(other: tuple[float | None, ...]):
    kept, issues = leave_out_repeated(rows_of(*other), NAMES)
    assert kept == ()
    assert [(issue.code, issue.place) for issue in issues] == [
        ("duplicate-measure", "One!B5"),
        ("duplicate-measure", "Two!C9"),
    ]


@pytest.mark.parametrize("other", [(4, 5, 6, 7), (40, 5, 6, 7), (40, 50, 6, 7), (40,), (None, None)])
def test_a_stray_figure_is_left_to_be_named_at_its_cells(other: tuple[float | None, ...]):
    assert leave_out_repeated(rows_of(*other), NAMES) == (tuple(rows_of(*other)), ())


def test_a_whole_row_goes_and_the_other_measures_stay():
    copied = Scorecard().with_measure(CONTACTS, months=(1190, 1280, 1239))
    found = read_with_copy("Extract", copied)
    doubled = [issue.place for issue in found.issues if issue.code == "duplicate-measure"]
    assert doubled == [f"{TABLE}!B5", "Extract!B5"]
    assert {row.printed_name for row in found.rows} == {m.name for m in Scorecard().measures if m is not CONTACTS}
