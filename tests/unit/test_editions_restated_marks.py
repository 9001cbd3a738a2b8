"""Yellow cells against the issue before."""

import pytest
from editions_builders import OURS, a_row, stored
from store_fixtures import a_figure

from dashboard.editions.restated_marks import NAMED, check_restated_marks, issue_before, step_of
from dashboard.periods import month
from dashboard.vocabulary import Basis, IndicatorId, Kind, Missing

REPORT = "social-care-scorecard"
NOVEMBER, OCTOBER, SEPTEMBER = month(2019, 11), month(2019, 10), month(2019, 9)
MEASURES = [IndicatorId(f"measure-{number}") for number in range(20)]


def a_store(*figures, as_at="2019-10", issue=1):
    return stored((1, REPORT, as_at, issue, list(figures)))


def said(value, measure=MEASURES[0], period=SEPTEMBER, **changes):
    missing = None if isinstance(value, float) else value
    value = value if isinstance(value, float) else None
    return a_figure(
        value, missing=missing, indicator=measure, basis=Basis.IN_MONTH, period=period, decimals=1, **changes
    )


def prints(value, measure=MEASURES[0], period="2019-09", *, yellow=False, cell="J6", **changes):
    return a_row(value, indicator=measure, period=period, restated=yellow, cell=cell, **changes)


MARKED_ELSEWHERE = prints(30.0, MEASURES[19], yellow=True, cell="J99")
ELSEWHERE = said(31.0, MEASURES[19])


def found(row, old, *others):
    before = issue_before(a_store(ELSEWHERE, *([old] if old else [])), NOVEMBER, 1, 1, OURS)
    return [issue.code for issue in check_restated_marks([MARKED_ELSEWHERE, row, *others], before, NOVEMBER)]


UNMARKED, IDLE = ["restated-not-marked"], ["marked-not-restated"]


@pytest.mark.parametrize(
    ("old", "row", "codes"),
    [
        pytest.param(said(20.7), prints(20.7), [], id="unchanged"),
        pytest.param(said(20.7), prints(20.9), UNMARKED, id="changed without a mark"),
        pytest.param(said(20.7), prints(20.9, yellow=True), [], id="changed and marked"),
        pytest.param(said(20.7), prints(20.7, yellow=True), IDLE, id="marked and not changed"),
        pytest.param(said(20.7), prints(20.674, yellow=True), [], id="a marked change too small to show"),
        pytest.param(said(20.7), prints(20.674, decimals=3), [], id="only printed finer"),
        pytest.param(said(Missing.NOT_AVAILABLE), prints(20.7), [], id="late, not restated"),
        pytest.param(said(Missing.NOT_AVAILABLE), prints(20.7, yellow=True), [], id="late and marked"),
        pytest.param(None, prints(20.7), [], id="a measure that the issue before did not print"),
        pytest.param(None, prints(20.7, yellow=True), [], id="its earlier months may be marked"),
        pytest.param(None, prints(20.7, period="2019-11"), [], id="a new month"),
        pytest.param(None, prints(20.7, period="2019-11", yellow=True), IDLE, id="a new month restates nothing"),
        pytest.param(said(20.7), prints(None), [], id="a blank cell cannot be marked"),
        pytest.param(said(20.7), prints(20.9, fault="percentage-over-100"), [], id="a cell left out"),
        pytest.param(said(20.7), prints(20.9, kind=Kind.PREVIOUS_YEAR), [], id="only months are marked"),
    ],
)
def test_marks(old, row, codes):
    assert found(row, old) == codes


def test_several_on_a_sheet_are_one_issue_with_the_cells_named():
    figures = [said(20.0, measure) for measure in MEASURES[:12]]
    rows = [prints(21.0, measure, cell=f"J{place}") for place, measure in enumerate(MEASURES[:12], start=6)]
    before = issue_before(a_store(ELSEWHERE, *figures), NOVEMBER, 1, 1, OURS)
    (issue,) = check_restated_marks([MARKED_ELSEWHERE, *rows], before, NOVEMBER)
    assert issue.place == "1 Front door!J6"
    assert issue.what == (
        "12 figures are not those that the issue before printed, and their cells are not yellow: "
        "J6, J7, J8, J9, J10, J11, J12, J13, J14, J15 and 2 more."
    )
    assert NAMED == 10


def test_each_sheet_has_its_own_issue_unless_nothing_is_marked_at_all():
    figures = [said(20.0, measure) for measure in MEASURES[:2]]
    rows = [prints(21.0, MEASURES[0]), prints(21.0, MEASURES[1], sheet="2 Plans", cell="K7")]
    before = issue_before(a_store(ELSEWHERE, *figures), NOVEMBER, 1, 1, OURS)
    assert [one.sheet for one in check_restated_marks([MARKED_ELSEWHERE, *rows], before, NOVEMBER)] == [
        "1 Front door", "2 Plans",
    ]  # fmt: skip
    (issue,) = check_restated_marks(rows, before, NOVEMBER)
    assert "1 Front door!J6, 2 Plans!K7" in issue.what


def test_idle_marks_of_a_sheet_are_one_note():
    figures = [said(20.0, measure) for measure in MEASURES[:2]]
    rows = [prints(20.0, measure, yellow=True, cell=f"J{place}") for place, measure in enumerate(MEASURES[:2], start=6)]
    before = issue_before(a_store(*figures), NOVEMBER, 1, 1, OURS)
    (issue,) = check_restated_marks(rows, before, NOVEMBER)
    assert issue.what == "2 cells are yellow, but their figures restate nothing: J6, J7."


@pytest.mark.parametrize(
    ("editions", "as_at", "issue", "step", "value"),
    [
        ([("2019-10", 1)], NOVEMBER, 1, 1, 0.0),
        ([("2019-10", 1), ("2019-10", 2)], NOVEMBER, 1, 1, 1.0),  # the month's last issue
        ([("2019-10", 2), ("2019-11", 1)], NOVEMBER, 2, 1, 1.0),  # this month's first issue
        ([("2019-10", 1), ("2019-11", 2)], NOVEMBER, 1, 1, 0.0),  # a later one of this month is not before
        ([("2019-10", 1), ("2019-11", 1)], NOVEMBER, 1, 1, 0.0),  # the same issue from another file
        ([("2019-09", 1)], NOVEMBER, 1, 1, None),  # not the one just before
        ([("2019-12", 1)], NOVEMBER, 1, 1, None),
        ([("2019-09", 1)], month(2019, 12), 1, 3, 0.0),  # a quarterly report
        ([], NOVEMBER, 1, 1, None),
    ],
)
def test_which_issue_is_the_one_before(editions, as_at, issue, step, value):
    rows = [
        (number, REPORT, month_, number_in_month, [said(float(number - 1))])
        for number, (month_, number_in_month) in enumerate(editions, start=1)
    ]
    before = issue_before(stored(*rows) if rows else a_store()[:0], as_at, issue, step, OURS)
    if value is None:
        assert before is None
    else:
        assert [figure for figure, _ in before.figures.values()] == [value]


def test_a_snapshot_in_a_quarters_column_is_held_against_its_month():
    figure = a_figure(500.0, indicator=MEASURES[0], basis=Basis.MONTH_END, period=SEPTEMBER, decimals=0)
    before = issue_before(a_store(figure, as_at="2019-09"), month(2019, 12), 1, 3, OURS)
    row = prints(510.0, period="2019/20-Q2", basis=Basis.MONTH_END, decimals=0)
    assert step_of([row]) == 3
    assert [one.code for one in check_restated_marks([row], before, month(2019, 12))] == UNMARKED


def test_months_are_one_step_apart():
    assert step_of([prints(1.0)]) == 1
