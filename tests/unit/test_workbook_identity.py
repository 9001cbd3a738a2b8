"""Which report, month and issue a workbook is: printed in many ways, declared only where it is not printed."""

from datetime import date, datetime

import pytest
from fixtures.builders import Scorecard, saved, scorecard_book, small_catalogue

from dashboard.periods import Period, month
from dashboard.vocabulary import ReportId
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.identity import Declared, find_as_at, find_identity, is_front_sheet
from dashboard.workbook.read import read_workbook
from dashboard.workbook.report_months import month_in_file_name

SEPTEMBER = month(2019, 9)
NOTHING = Declared()
TITLE = "Small Monthly Performance Report"


def grid(*rows: tuple[object, ...], visible: bool = True, name: str = "Front") -> Grid:
    cells = {
        (row, column): GridCell(row=row, column=column, value=value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    return Grid(name=name, visible=visible, cells=cells)


def identify(*rows: tuple[object, ...], declared: Declared = NOTHING, filename: str = ""):
    return find_identity((grid(*rows),), small_catalogue(), declared, filename)


def as_at_of(*rows: tuple[object, ...]) -> Period | None:
    return find_as_at((grid((TITLE,), *rows),))


@pytest.mark.parametrize(
    "text",
    [
        "As at Month End: September 2019",
        "As at 30 September 2019",
        "As at 30th September 2019",
        "As at: 30/09/2019",
        "as at 30.09.19",
        "As at 2019-09-30",
        "Month ending September 2019",
        "Month ending: 30 September 2019",
        "Month End - Sept 2019",
        "Period ending 30/09/2019",
        "Position at end of September 2019",
        "Performance to the end of September 2019",
        "Data up to September 2019",
        "Data to: 30 Sep 2019",
        "Reporting period: September 2019",
        "Period: Sept 2019",
        "Month: Sep-19",
        "Data month: 2019-09",
        "Period: April 2019 to September 2019",
        "Period: 01/04/2019 - 30/09/2019",
        "Month 6 2019/20",
        "Period 6, 2019-20",
        "September 2019 performance",
        "Scorecard – September 2019",
        "Performance Report (Sept 2019)",
        "Children's Services Scorecard September 2019",
        "Monthly dashboard Sep 2019",
        "Q2 2019/20",
        "Quarter 2 2019/20 performance",
        "Performance as of September 2019",
        "Quarter ending September 2019",
        "As at\u00a0September\u00a02019",
        "AS AT SEPTEMBER 2019",
    ],
)
def test_the_month_is_read_in_every_usual_form(text: str):
    assert as_at_of((text,)) == SEPTEMBER


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("As at", datetime(2019, 9, 30)),
        ("Month end:", "September 2019"),
        ("Reporting period", "Sept 2019"),
        ("Period covered:", "April 2019 to September 2019"),
        ("Data month", datetime(2019, 9, 1)),
        ("Month", "Sep-19"),
        ("As at date", "30/09/2019"),
    ],
)
def test_the_month_may_stand_beside_its_label(label: str, value: object):
    # A range beside its label is read by its label's own words only.
    expected = month(2019, 4) if label == "Period covered:" else SEPTEMBER
    assert as_at_of((label, None, value)) == expected


@pytest.mark.parametrize(
    "row",
    [
        ("Date issued: 21 October 2019",),
        ("Issued October 2019",),
        ("Next report due November 2019",),
        ("Report to the Improvement Board, 15 October 2019",),
        ("Compared with performance in March 2019",),
        ("Draft report for cabinet October 2019",),
        ("Contacts in September 2019",),
        ("Sep-19",),
        ("Period", "Apr-19", "May-19", "Jun-19"),
        ("Measure", "Q1 2019/20", "Q2 2019/20"),
        ("Month 13 2019/20",),
        ("Report of " + "many words " * 15 + "September 2019",),
        ("May report on 19 measures",),
        ("Performance report 2019",),
        ("Performance from April 2019 to September 2019 compared",),
    ],
)
def test_a_month_that_is_not_the_report_s_is_not_taken(row: tuple[object, ...]):
    assert as_at_of(row) is None


def test_what_is_said_plainly_comes_before_what_a_title_mentions():
    assert as_at_of(("August 2019 performance report",), ("As at 30 September 2019",)) == SEPTEMBER
    assert as_at_of(("August 2019 performance report",), ("Quarter 2 2019/20",)) == SEPTEMBER


def test_months_said_alike_and_different_disagree():
    found, issues = identify((TITLE,), ("As at September 2019",), ("Month ending 31 August 2019",))
    assert found is None
    assert [issue.code for issue in issues] == ["as-at-disagrees"]
    assert "August 2019 (Front) and September 2019 (Front)" in issues[0].what
    assert issues[0].place == "Front!A3"


def test_a_hidden_sheet_says_nothing():
    hidden = grid(("As at August 2019",), visible=False, name="Old")
    assert find_as_at((grid((TITLE,), ("As at September 2019",)), hidden)) == SEPTEMBER


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([("Issue 2",)], 2),
        ([("Status: Issue 3",)], 3),
        ([("Issue No. 4",)], 4),
        ([("Version 2.0",)], 2),
        ([("v2",)], 2),
        ([("V.3",)], 3),
        ([("Rev 2",)], 2),
        ([("Issue", 2)], 2),
        ([("Issue number:", "3")], 3),
        ([("Version", 2.0)], 2),
        ([("Version 0.3",)], 1),
        ([(f"{TITLE} - Issue 2",)], 2),
        ([(f"{TITLE} (v3)",)], 3),
        ([("Issues to discuss: 4",)], 1),
        ([("Issue", datetime(2019, 10, 2))], 1),
        ([("Issued 21/10/2019",)], 1),
        ([("Status", "Issue 2")], 2),
        ([("Key issue in 12 months",)], 1),
        ([], 1),
    ],
)
def test_the_issue_s_number(rows: list[tuple[object, ...]], number: int):
    found, _ = identify((TITLE,), ("As at September 2019",), *rows)
    assert found is not None
    assert found.issue_number == number


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (("Date Issued", "21/10/2019"), date(2019, 10, 21)),
        (("Date issued: 21 October 2019",), date(2019, 10, 21)),
        (("Issue date", datetime(2019, 10, 21)), date(2019, 10, 21)),
        (("Published:", "21.10.19"), date(2019, 10, 21)),
        (("Publication date 21 October 2019",), date(2019, 10, 21)),
        (("Report date", "21 Oct 2019"), date(2019, 10, 21)),
        (("Produced on", "21/10/2019"), date(2019, 10, 21)),
        (("Date Issued", "to be confirmed"), None),
        (("A note of 3 October 2019 and of 4 October 2019",), date(2019, 10, 3)),
        # A day before the month had ended is no day of issue, unless it is in its last week.
        (("The case system changed on 3 May 2018",), None),
        (("Date Issued", "27/09/2019"), date(2019, 9, 27)),
        (("As at 30 September 2019",), None),
    ],
)
def test_the_day_of_issue(row: tuple[object, ...], day: date | None):
    found, _ = identify((TITLE,), ("As at September 2019",), row)
    assert found is not None
    assert found.issued_on == day


@pytest.mark.parametrize("issued", ["21/10/2018", "11/09/2019", datetime(2019, 8, 14)])
def test_a_date_issued_left_from_another_issue_is_said_and_not_used(issued: object):
    found, issues = identify((TITLE,), ("As at September 2019",), ("Date Issued", issued))
    assert found is not None
    assert found.issued_on is None
    assert [(issue.code, issue.place) for issue in issues] == [("issue-date-too-early", "Front!A3")]


def test_a_front_sheet_is_told_by_its_details():
    assert is_front_sheet(grid((TITLE,), ("Status", "Issue 2")))
    assert is_front_sheet(grid(("Date issued: 21 October 2019",)))
    assert not is_front_sheet(grid((TITLE,), ("Published figures are those of the department",)))


# ------------------------------------------------------------------------------------------------------
# Declared where it is not printed
# ------------------------------------------------------------------------------------------------------

SMALL = Declared(report=ReportId("small"))
IN_SEPTEMBER = Declared(as_at=SEPTEMBER)


def test_a_report_without_a_title_can_be_declared_and_that_is_a_warning():
    assert identify(("As at September 2019",))[1][0].code == "unknown-report"
    found, issues = identify(("As at September 2019",), declared=SMALL)
    assert found is not None
    assert (found.report.id, found.title, found.as_at) == ("small", "Small scorecard", SEPTEMBER)
    assert [(issue.code, issue.severity) for issue in issues] == [("report-declared", "warning")]


def test_a_month_that_is_not_printed_can_be_declared_and_that_is_a_warning():
    assert identify((TITLE,))[1][0].code == "as-at-missing"
    found, issues = identify((TITLE,), declared=IN_SEPTEMBER)
    assert found is not None
    assert found.as_at == SEPTEMBER
    assert [(issue.code, issue.severity) for issue in issues] == [("as-at-declared", "warning")]


def test_all_that_is_missing_is_said_at_once():
    assert [issue.code for issue in identify(("Something",))[1]] == ["unknown-report", "as-at-missing"]
    both = Declared(report=ReportId("small"), as_at=SEPTEMBER)
    assert [issue.code for issue in identify(("Something",), declared=both)[1]] == ["report-declared", "as-at-declared"]


@pytest.mark.parametrize(
    ("declared", "code"),
    [(Declared(report=ReportId("tables")), "report-disagrees"), (Declared(as_at=month(2019, 8)), "as-at-disagrees")],
)
def test_a_declaration_never_overrules_what_is_printed(declared: Declared, code: str):
    found, issues = identify((TITLE,), ("As at September 2019",), declared=declared)
    assert found is None
    assert [issue.code for issue in issues] == [code]


def test_a_declaration_that_agrees_leaves_no_word():
    both = Declared(report=ReportId("small"), as_at=SEPTEMBER)
    found, issues = identify((TITLE,), ("As at September 2019",), declared=both)
    assert found is not None
    assert issues == []


def test_a_declaration_does_not_settle_sheets_that_disagree():
    rows = ((TITLE,), ("As at September 2019",), ("As at August 2019",))
    assert [issue.code for issue in identify(*rows, declared=IN_SEPTEMBER)[1]] == ["as-at-disagrees"]


def test_the_file_s_name_is_a_hint_and_decides_nothing():
    found, issues = identify((TITLE,), filename="scorecard-2019-09.xlsx")
    assert found is None
    assert issues[0].hint == "The file's name says September 2019, which is not relied upon."


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("scorecard-2019-09.xlsx", SEPTEMBER),
        ("Scorecard Sept 2019 v2.xlsx", SEPTEMBER),
        ("perf_Sep_2019.xlsx", SEPTEMBER),
        ("Scorecard Aug-Sept 2019.xlsx", SEPTEMBER),
        ("April 2019 to Sept 2019.xlsx", None),
        ("book1.xlsx", None),
        ("", None),
    ],
)
def test_a_month_in_a_file_s_name(name: str, found: Period | None):
    assert month_in_file_name(name) == found


def test_the_builder_s_scorecard_is_declared_end_to_end():
    content = saved(scorecard_book(Scorecard(title=None, as_at=None, table_title=None)))
    file = guard_workbook("x.xlsx", content)
    told = read_workbook(file, small_catalogue(), frozenset())
    assert {"report-told-by-measures", "as-at-told-by-columns"} <= {issue.code for issue in told.issues}
    declared = Declared(report=ReportId("small"), as_at=month(2019, 6))
    found = read_workbook(file, small_catalogue(), frozenset(), declared=declared)
    assert not found.is_refused
    assert {"report-declared", "as-at-declared"} <= {issue.code for issue in found.issues}
    assert found.rows
    wrong = Declared(report=ReportId("small"), as_at=month(2019, 9))
    assert "months-do-not-match-as-at" in {
        issue.code for issue in read_workbook(file, small_catalogue(), frozenset(), declared=wrong).issues
    }
