"""Reading a workbook: what a sound one says, and for each fault its code and the very cell."""

import random
from dataclasses import replace
from datetime import date

import pytest
from fixtures.builders import (
    CONTACTS,
    PLANS,
    REPEATS,
    TABLE,
    TIMELY,
    Scorecard,
    Shown,
    build_scorecard,
    saved,
    scorecard_book,
    small_catalogue,
)

from dashboard.periods import month
from dashboard.vocabulary import AreaRole, Basis, Kind, Missing
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook
from dashboard.workbook.recognise import recognise_sheet
from dashboard.workbook.rows import DraftRow

SOUND_ROWS = 4 * 13


def read(spec: Scorecard) -> WorkbookRead:
    return read_content(build_scorecard(spec))


def read_content(content: bytes) -> WorkbookRead:
    return read_workbook(guard_workbook("small.xlsx", content), small_catalogue(), frozenset({"ours"}))


def issues(found: WorkbookRead) -> list[tuple[str, str]]:
    return [(issue.code, issue.place) for issue in found.issues]


def at(found: WorkbookRead, cell: str) -> DraftRow:
    (row,) = [row for row in found.rows if row.cell == cell]
    return row


@pytest.fixture(scope="module")
def sound() -> WorkbookRead:
    return read(Scorecard())


# What a sound workbook says


def test_a_sound_workbook_has_no_issue(sound: WorkbookRead):
    assert issues(sound) == []
    assert not sound.is_refused
    assert len(sound.rows) == SOUND_ROWS
    assert len({(row.sheet, row.cell) for row in sound.rows}) == SOUND_ROWS


def test_a_sound_workbook_is_identified(sound: WorkbookRead):
    identity = sound.identity
    assert identity is not None
    assert (identity.report.id, identity.as_at, identity.issue_number, identity.issued_on) == (
        "small", month(2019, 6), 2, date(2019, 7, 21),
    )  # fmt: skip
    assert identity.title == "Children's Services - Small Monthly Performance Report"


def test_each_sheet_says_what_it_was_taken_for(sound: WorkbookRead):
    front, table = sound.sheets
    assert front.table is None
    assert table.evidence == "Headings in rows 3 to 4: 17 columns, 3 of them Apr 2019 to Jun 2019."
    assert table.table is not None
    assert table.table.section == "FRONT DOOR"


def test_a_restated_share_is_read_with_its_place(sound: WorkbookRead):
    row = at(sound, "E6")
    assert (row.sheet, row.indicator, row.kind, row.period, row.basis, row.area) == (
        TABLE, "timely-decisions", Kind.VALUE, "2019-04", Basis.IN_MONTH, AreaRole.OURS,
    )  # fmt: skip
    assert (row.value, row.decimals, row.missing, row.restated) == (82.4, 1, None, True)
    assert not at(sound, "F6").restated


def test_year_to_date_repeats_the_month_of_a_snapshot_only(sound: WorkbookRead):
    flow, snapshot, rolling = at(sound, "H5"), at(sound, "H7"), at(sound, "H8")
    assert {row.kind for row in (flow, snapshot, rolling)} == {Kind.YEAR_TO_DATE}
    assert {row.period for row in (flow, snapshot, rolling)} == {"2019/20"}
    assert (flow.basis, snapshot.basis, rolling.basis) == (
        Basis.YEAR_TO_DATE, Basis.MONTH_END, Basis.ROLLING_12_MONTHS,
    )  # fmt: skip


def test_earlier_years_and_benchmarks_are_full_years(sound: WorkbookRead):
    year, neighbours, england = at(sound, "O8"), at(sound, "P8"), at(sound, "Q8")
    assert (year.kind, year.period, year.value) == (Kind.PREVIOUS_YEAR, "2018/19", 21.2)
    assert (neighbours.kind, neighbours.period, neighbours.value) == (Kind.BENCHMARK, "2017/18", 18.39)
    assert (neighbours.area, england.area) == (AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.ENGLAND)
    assert {row.basis for row in (year, neighbours, england)} == {Basis.FINANCIAL_YEAR}


def test_targets_keep_their_bands(sound: WorkbookRead):
    red, amber, green = at(sound, "K8"), at(sound, "L8"), at(sound, "M8")
    assert [row.meaning for row in (red, amber, green)] == ["red", "amber", "green"]
    assert {row.kind for row in (red, amber, green)} == {Kind.TARGET}
    assert {row.period for row in (red, amber, green)} == {"2019/20"}
    assert (red.low, red.high, red.low_included, red.value) == (25, None, False, None)
    assert (amber.low, amber.high, amber.low_included, amber.high_included) == (20, 25, True, True)
    assert (green.low, green.high, green.high_included, green.value) == (None, 20, True, 20)
    assert at(sound, "K5").missing is Missing.NO_FIGURE


def test_marks_are_about_the_latest_month(sound: WorkbookRead):
    arrow, letter, none = at(sound, "I6"), at(sound, "I7"), at(sound, "I8")
    assert [row.meaning for row in (arrow, letter, none)] == ["improvement", "decline_within_limits", ""]
    assert none.missing is Missing.NOT_APPLICABLE
    assert [at(sound, f"J{row}").meaning for row in (5, 6, 7, 8)] == ["", "red", "green", "amber"]
    assert {row.period for row in sound.rows if row.kind in (Kind.DOT, Kind.RAG)} == {"2019-06"}


def test_the_printed_number_is_as_shown(sound: WorkbookRead):
    assert [at(sound, f"E{row}").printed_no for row in (5, 6, 7, 8)] == ["1.1", "1.2", "1.10", "1.11"]


def test_missing_words_are_reasons(sound: WorkbookRead):
    assert at(sound, "G8").missing is Missing.SUPPRESSED
    assert at(sound, "N5").missing is Missing.NOT_APPLICABLE
    assert at(sound, "P6").missing is Missing.NOT_A_NATIONAL_MEASURE
    assert all((row.value is None) or (row.missing is None) for row in sound.rows)


def as_at_may(*, june_too: bool) -> Scorecard:
    spec = Scorecard(as_at="As at Month End: May 2019", table_title=None)
    for measure in spec.measures:
        months = (*measure.months[:2], measure.months[2] if june_too else None)
        spec = spec.with_measure(measure, months=months, to_date=measure.months[1])
    return spec


def test_a_template_with_the_whole_years_months_may_be_filled_as_far_as_the_as_at_month():
    found = read(as_at_may(june_too=False))
    assert issues(found) == []
    assert at(found, "G5").missing is Missing.NO_FIGURE
    assert {row.period for row in found.rows if row.kind in (Kind.DOT, Kind.RAG)} == {"2019-05"}


def test_a_figure_of_a_month_after_the_as_at_month_refuses_the_file():
    found = read(as_at_may(june_too=True))
    assert issues(found) == [("months-do-not-match-as-at", f"{TABLE}!G4")]
    assert found.is_refused


def test_a_blank_row_under_the_headings_is_no_heading():
    book = scorecard_book(Scorecard())
    book[TABLE].move_range("A5:Q8", rows=1)
    found = read_content(saved(book))
    assert len(found.rows) == SOUND_ROWS
    assert found.sheets[1].evidence.startswith("Headings in rows 3 to 4:")


# What refuses the file, and why

NO_FIGURES = replace(CONTACTS, months=(None, None, None))


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (Scorecard(name_heading="WHAT WE COUNT"), [("no-scorecard-sheet", "Front Sheet!A1")]),
        (Scorecard(months=("one", "two", "three")), [("no-scorecard-sheet", "Front Sheet!A1")]),
        (Scorecard(title="Bins collected", measures=(CONTACTS, TIMELY)), [("unknown-report", "")]),
        (Scorecard(title=None, measures=(CONTACTS, TIMELY)), [("unknown-report", "")]),
        (
            Scorecard(as_at=None, table_title="Performance Summary", measures=(NO_FIGURES,)),
            [("as-at-missing", "")],
        ),
        (Scorecard(as_at="As at Month End: May 2019"), [("as-at-disagrees", "Front Sheet!B3")]),
        (
            Scorecard(months=("Apr-19", "Jun-19", "Jun-19")),
            [("duplicate-month", f"{TABLE}!F4"), ("duplicate-month", f"{TABLE}!G4")],
        ),
        (Scorecard(months=("Apr-18", "May-18", "Jun-18")), [("months-do-not-match-as-at", f"{TABLE}!E4")]),
        (
            Scorecard(months=("Apr-19", "May-19", None)),
            [("months-do-not-match-as-at", f"{TABLE}!E4"), ("column-not-recognised", f"{TABLE}!G4")],
        ),
    ],
    ids=lambda value: None if isinstance(value, Scorecard) else value[0][0],
)
def test_a_file_is_refused_with_its_reason_and_place(spec: Scorecard, expected: list[tuple[str, str]]):
    found = read(spec)
    assert found.is_refused
    assert issues(found) == expected


def test_a_refusal_names_the_known_reports():
    (issue,) = read(Scorecard(title="Bins collected", measures=(CONTACTS, TIMELY))).issues
    assert "Small scorecard, Comparison tables" in issue.what


def test_a_refusal_names_both_months():
    (issue,) = read(Scorecard(as_at="As at Month End: May 2019")).issues
    assert f"May 2019 (Front Sheet) and June 2019 ({TABLE})" in issue.what


@pytest.mark.parametrize(
    ("spec", "evidence"),
    [
        (Scorecard(name_heading="WHAT WE COUNT"), "No heading for the measures' names (such as INDICATORS or "
         "Performance Measure) was found."),
        (Scorecard(months=("one", "two", "three")), "Its heading row has no month or quarter column."),
    ],
)  # fmt: skip
def test_an_unrecognised_sheet_says_what_was_missing(spec: Scorecard, evidence: str):
    assert {match.sheet: match.evidence for match in read(spec).sheets}[TABLE].startswith(evidence)


def test_too_few_known_headings_are_said():
    book = scorecard_book(Scorecard())
    sheet = book[TABLE]
    for row in sheet["A3:Q4"]:
        for cell in row:
            if cell.column != 2 and type(cell).__name__ == "Cell":
                cell.value = "Heading"
    found = read_content(saved(book))
    assert issues(found) == [("no-scorecard-sheet", "Front Sheet!A1")]
    assert "fewer than 3 other headings are known" in found.sheets[1].evidence


def test_a_names_heading_covered_by_another_is_said():
    book = scorecard_book(Scorecard())
    sheet = book[TABLE]
    for merged in ("A3:A4", "B3:B4"):
        sheet.unmerge_cells(merged)
    sheet["A4"] = "2019/20"
    sheet.merge_cells("A4:B4")
    found = read_content(saved(book))
    assert issues(found) == [("no-scorecard-sheet", "Front Sheet!A1")]
    assert found.sheets[1].evidence.startswith("Another heading covers the column of the measures' names.")


@pytest.mark.parametrize("seed", range(4))
def test_headings_thrown_together_at_random_end_in_a_reading_or_a_refusal(seed: int):
    """Whatever stands where, recognition gives a table or says why not."""
    draw = random.Random(seed)
    words = [
        "NO.", "INDICATORS - X", "GOOD PERF IS", "DATA NOTE (Monthly)", "Apr-19", "Jun", "2019/20", "YTD", "DOT", "RAG",
        "Red", "Amber", "Target Green", "NAT AVE", "LATEST BENCHMARKING - 2017/18", "Number of contacts", "High", 12,
        0.5, "x", "<85%", "Local Authority", "Diff", "Q2 2019/20", "#N/A", "MONTHLY PERFORMANCE", None, None, None,
    ]  # fmt: skip
    recognised = 0
    for _ in range(500):
        cells = {
            (row, column): GridCell(row=row, column=column, value=value)
            for row in range(1, 7)
            for column in range(1, 8)
            if (value := draw.choice(words)) is not None
        }
        top, left = draw.randrange(1, 6), draw.randrange(1, 6)
        covered = [(row, column) for row in (top, top + 1) for column in (left, left + 1)][1:]
        for place in covered:
            cells.pop(place, None)
        grid = Grid(name="s", visible=True, cells=cells, anchors=dict.fromkeys(covered, (top, left)))
        match = recognise_sheet(grid, month(2019, 6))
        assert match.evidence
        recognised += match.table is not None
    assert 0 < recognised < 500


# What is left out, the rest being read


@pytest.mark.parametrize(
    ("spec", "expected", "rows"),
    [
        (Scorecard(benchmark_group="LATEST BENCHMARKING"), [("benchmark-year-missing", f"{TABLE}!P3")], -8),
        (Scorecard(benchmark_group=None), [("benchmark-year-missing", f"{TABLE}!P3")], -8),
        (Scorecard(hidden_copy=True), [("hidden-sheet-ignored", f"{TABLE} (2)!A1")], 0),
        (Scorecard(second_table=True), [("second-table", f"{TABLE}!A11")], 0),
        (Scorecard(months=("Apr-19", "Jun-19", "May-19")), [("month-out-of-order", f"{TABLE}!F4")], 0),
        (Scorecard().with_measure(CONTACTS, name="Number of contact"), [("unknown-measure", f"{TABLE}!B5")], -13),
        (Scorecard().with_measure(CONTACTS, number="1.9"), [("number-differs", f"{TABLE}!B5")], 0),
        (Scorecard().with_measure(PLANS, note="Number (cumulative)"), [("basis-disagrees", f"{TABLE}!D7")], -13),
        (Scorecard().with_measure(TIMELY, good="Low"), [("polarity-differs", f"{TABLE}!C6")], 0),
        (
            Scorecard(measures=(CONTACTS, TIMELY, PLANS, REPEATS, PLANS)),
            [("duplicate-measure", f"{TABLE}!B7"), ("duplicate-measure", f"{TABLE}!B9")],
            -13,
        ),
    ],
    ids=lambda value: value[0][0] if isinstance(value, list) else None,
)
def test_only_what_is_wrong_is_left_out(spec: Scorecard, expected: list[tuple[str, str]], rows: int):
    found = read(spec)
    assert not found.is_refused
    assert issues(found) == expected
    assert len(found.rows) == SOUND_ROWS + rows


def test_an_unknown_measure_proposes_the_nearest():
    (issue,) = read(Scorecard().with_measure(CONTACTS, name="Number of contact")).issues
    assert issue.hint == "Did you mean 'Number of contacts'?"


def test_columns_out_of_order_keep_their_own_figures():
    found = read(Scorecard(months=("Apr-19", "Jun-19", "May-19")))
    assert {row.cell: row.period for row in found.rows if row.kind is Kind.VALUE and row.cell.endswith("5")} == {
        "E5": "2019-04", "F5": "2019-06", "G5": "2019-05",
    }  # fmt: skip


def test_a_localitys_sheet_is_left_out_and_named_where_it_says_so():
    spec = Scorecard(extra_cells={"A2": "North locality"})
    assert issues(read(spec)) == [("part-of-area", f"{TABLE}!A2"), ("no-scorecard-sheet", "Front Sheet!A1")]


def test_a_second_tables_figures_are_not_taken_for_the_firsts():
    found = read(Scorecard(second_table=True))
    assert max(int(row.cell[1:]) for row in found.rows) == 8


def test_missing_group_headings_cost_only_the_benchmarks():
    """Months and bands carry their own words; without their groups a blank row stands between the headings."""
    found = read(Scorecard(year_group=None, target_group=None, benchmark_group=None))
    assert issues(found) == [("benchmark-year-missing", f"{TABLE}!P3")]
    assert len(found.rows) == SOUND_ROWS - 8
    assert at(found, "L8").low == 20


@pytest.mark.parametrize(
    ("cell", "printed", "code"),
    [
        ("E5", "#DIV/0!", "error-cell"),
        ("E5", Shown(value="=1+1"), "formula-without-value"),
        ("E5", "about a thousand", "unreadable-figure"),
        ("E5", -3, "negative-count"),
        ("E5", True, "unreadable-figure"),
        ("G6", 0.6, "ambiguous-percentage"),
        ("G6", "0.6", "ambiguous-percentage"),
        ("G6", "104.2%", "percentage-over-100"),
        ("G6", "104/41", "numerator-over-denominator"),
        ("G6", "59% (45 of 78)", "counts-disagree"),
        ("H6", "#N/A", "error-cell"),
        ("N6", 134, "percentage-over-100"),
        ("Q8", "twenty", "unreadable-figure"),
    ],
)
def test_one_bad_cell_is_left_out_by_itself(sound: WorkbookRead, cell: str, printed, code: str):
    found = read(Scorecard(extra_cells={cell: printed}))
    assert issues(found) == [(code, f"{TABLE}!{cell}")]
    row = at(found, cell)
    assert (row.value, row.missing, row.fault) == (None, Missing.CELL_ERROR, code)
    others = [row for row in found.rows if row.cell != cell]
    assert [replace(row, text="") for row in others] == [
        replace(row, text="") for row in sound.rows if row.cell != cell
    ]


def test_unexpected_words_are_not_echoed():
    found = read(Scorecard(extra_cells={"E5": "Child A, 4 Elm Road"}))
    assert "Elm" not in " ".join(issue.what for issue in found.issues)


def test_columns_and_comments_beside_the_table_are_not_read():
    found = read(Scorecard(extra_cells={"R4": "Notes on Child A", "R5": "Child A, 4 Elm Road", "S6": 12}))
    assert issues(found) == [
        ("possible-personal-data", f"{TABLE}!R4"),
        ("possible-personal-data", f"{TABLE}!R5"),
        ("column-not-recognised", f"{TABLE}!R4"),
        ("column-not-recognised", f"{TABLE}!S4"),
    ]
    assert "Child" not in repr(found.issues)
    assert len(found.rows) == SOUND_ROWS


def test_a_sheet_that_only_looks_like_a_table_is_said():
    """One of two tables lost its months' headings: it may not pass in silence."""
    book = scorecard_book(Scorecard())
    copied = book.copy_worksheet(book[TABLE])
    copied.title = "2 Lost months"
    for cell in ("E4", "F4", "G4"):
        copied[cell] = "Figure"
    found = read_content(saved(book))
    assert issues(found) == [("sheet-not-recognised", "2 Lost months!A3")]
    assert len(found.rows) == SOUND_ROWS


def test_counts_beside_a_percentage_are_kept():
    row = at(read(Scorecard(extra_cells={"G6": "58% (45 of 78)"})), "G6")
    assert (row.value, row.numerator, row.denominator) == (pytest.approx(57.692307), 45, 78)
    assert row.text == "58% (45 of 78)"


@pytest.mark.parametrize(
    ("issue", "expected"), [("Issue 1", 1), ("Status: Issue 12", 12), ("Draft", 1), ("Issue No. 3", 3)]
)
def test_the_issue_number_is_read(issue: str, expected: int):
    identity = read(Scorecard(issue=issue)).identity
    assert identity is not None
    assert identity.issue_number == expected


def test_a_workbook_need_not_say_when_it_was_issued():
    found = read(Scorecard(issued=None))
    assert found.identity is not None
    assert found.identity.issued_on is None
    assert issues(found) == []


# Headings that are nearly known


def test_a_year_end_whose_year_is_another_is_never_this_years(tmp_path):
    book = scorecard_book(Scorecard())
    heading = next(cell for row in book[TABLE]["A3:Q4"] for cell in row if str(cell.value).startswith("YTD"))
    for text, kind, code in (
        ("Year End 2018–19", Kind.PREVIOUS_YEAR, None),
        ("Year End 18/19", Kind.PREVIOUS_YEAR, None),
        ("Year End (2018)", None, "year-missing"),
        ("YTD 2018/19", None, "year-missing"),
    ):
        heading.value = text
        found = read_content(saved(book))
        kinds = {row.kind for row in found.rows if row.cell.startswith(heading.column_letter)}
        assert kinds == ({kind} if kind else set()), text
        assert ([(code, f"{TABLE}!{heading.coordinate}")] if code else []) == issues(found), text


def test_a_hole_in_the_months_is_said():
    book = scorecard_book(Scorecard())
    heading = next(cell for row in book[TABLE]["A3:Q4"] for cell in row if str(cell.value).startswith("May"))
    heading.value = "12 month average"
    codes = [code for code, _ in issues(read_content(saved(book)))]
    assert codes == ["month-missing", "column-not-recognised"]


def test_of_two_rag_columns_the_one_of_the_month_is_read():
    spec = Scorecard(extra_cells={"R4": "RAG (YTD)", "R5": "Red", "R6": "Red", "R7": "Red", "R8": "Red"})
    plain = {row.cell: row.meaning for row in read(Scorecard()).rows if row.kind is Kind.RAG}
    assert {row.cell: row.meaning for row in read(spec).rows if row.kind is Kind.RAG} == plain
