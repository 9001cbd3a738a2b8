"""What publishing would change: added, restated, unchanged, and what an older workbook may fill."""

import pytest
from editions_builders import stored
from store_fixtures import a_figure

from dashboard.editions.preview import preview_changes
from dashboard.periods import month, parse_period
from dashboard.vocabulary import Kind, Missing, ReportId

REPORT = ReportId("social-care-scorecard")
BLANK, SUPPRESSED = Missing.NO_FIGURE, Missing.SUPPRESSED


def a_cell(said, decimals=1, **changes):
    """A figure, a reason, or a blank."""
    if isinstance(said, Missing):
        return a_figure(None, missing=said, **changes)
    return a_figure(said, decimals=decimals, **changes)


def preview(old, new, *, as_at="2019-11", issue=1, old_report=REPORT, old_as_at="2019-10", old_issue=1, refused=0):
    """Compare a new cell with what an edition of October says; ``old`` is None where it says nothing."""
    before = stored() if old is None else stored((1, old_report, old_as_at, old_issue, [old]))
    return preview_changes(
        [] if new is None else [new],
        before,
        report=REPORT,
        as_at=parse_period(as_at),
        issue_number=issue,
        refused=refused,
    )


def counts(changes):
    return (changes.counts.added, changes.counts.restated, changes.counts.unchanged)


ADDED, RESTATED, UNCHANGED, NOTHING = (1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "expected", "kept"),
    [
        pytest.param(None, 20.7, ADDED, 1, id="absent, then a figure"),
        pytest.param(SUPPRESSED, 20.7, ADDED, 1, id="a reason, then a figure"),
        pytest.param(BLANK, 20.7, ADDED, 1, id="a blank, then a figure"),
        pytest.param(20.7, 20.9, RESTATED, 1, id="another figure"),
        pytest.param(20.7, SUPPRESSED, RESTATED, 1, id="a figure, then a reason"),
        pytest.param(20.7, BLANK, RESTATED, 1, id="a figure, then a blank"),
        pytest.param(0.0, BLANK, RESTATED, 1, id="nought is a figure"),
        pytest.param(None, 0.0, ADDED, 1, id="nought is added"),
        pytest.param(20.7, 20.7, UNCHANGED, 1, id="the same figure"),
        pytest.param(None, SUPPRESSED, NOTHING, 1, id="absent, then a reason"),
        pytest.param(SUPPRESSED, Missing.NOT_AVAILABLE, NOTHING, 1, id="another reason"),
        pytest.param(None, BLANK, NOTHING, 1, id="a blank over nothing is stored and counts for nothing"),
        pytest.param(SUPPRESSED, BLANK, NOTHING, 1, id="a blank over a reason likewise"),
    ],
)
def test_counting_changes(old, new, expected, kept):
    changes = preview(None if old is None else a_cell(old), a_cell(new))
    assert counts(changes) == expected
    assert len(changes.observations) == kept
    assert (len(changes.added), len(changes.restated)) == expected[:2]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((20.674, 3), (20.7, 1), UNCHANGED),
        ((20.7, 1), (20.674, 3), UNCHANGED),
        ((21, 0), (20.5, 1), UNCHANGED),
        ((21, 0), (20.4, 1), RESTATED),
        ((20.674, 3), (20.675, 3), RESTATED),
    ],
)
def test_figures_are_compared_at_the_coarser_precision(old, new, expected):
    assert counts(preview(a_cell(*old), a_cell(*new))) == expected


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"period": month(2019, 12)}, id="a month to come"),
        pytest.param({"kind": Kind.BENCHMARK}, id="a benchmark"),
        pytest.param({"kind": Kind.PREVIOUS_YEAR}, id="an earlier year"),
    ],
)
def test_other_blanks_over_nothing_are_not_stored(changes):
    assert len(preview(None, a_cell(BLANK, **changes)).observations) == 0


def test_a_restatement_has_the_old_beside_the_new():
    (restated,) = preview(a_cell(20.7), a_cell(20.9, cell="K12")).restated
    assert (restated.old.value, restated.new.value, restated.new.cell) == (20.7, 20.9, "K12")


def test_a_figure_where_a_reason_was_printed_came_late():
    (late,) = preview(a_cell(Missing.NOT_AVAILABLE), a_cell(20.7)).late
    assert (late.old.missing, late.new.value) == (Missing.NOT_AVAILABLE, 20.7)
    assert preview(None, a_cell(20.7)).late == ()
    assert preview(a_cell(20.9), a_cell(20.7)).late == ()


def test_cells_left_out_are_counted_as_refused():
    assert preview(None, a_cell(20.7), refused=3).counts.refused == 3


def test_another_reports_figures_are_not_restated():
    changes = preview(a_cell(20.7), a_cell(20.9), old_report="council-plan")
    assert counts(changes) == ADDED


def test_an_older_workbook_fills_gaps_and_overrides_nothing_newer():
    newer = stored((1, REPORT, "2019-12", 1, [a_cell(20.7), a_cell(30.0, period=month(2019, 9))]))
    changes = preview_changes(
        [a_cell(99.9), a_cell(30.0, period=month(2019, 9)), a_cell(40.0, period=month(2019, 8))],
        newer,
        report=REPORT,
        as_at=parse_period("2019-10"),
        issue_number=1,
        refused=0,
    )
    assert counts(changes) == (1, 0, 2)
    assert [str(one.period) for one in changes.added] == ["2019-08"]
    assert changes.overridden == 1
    assert len(changes.observations) == 3  # what it says is kept, though a newer issue says otherwise


@pytest.mark.parametrize(
    ("newer", "older", "overridden", "unchanged"),
    [
        pytest.param(20.7, 20.9, 1, 1, id="another figure"),
        pytest.param(BLANK, 20.9, 1, 1, id="a blank"),
        pytest.param(SUPPRESSED, 20.9, 1, 1, id="a reason"),
        pytest.param(20.7, 20.7, 0, 1, id="the same"),
        pytest.param(20.7, BLANK, 0, 0, id="nothing to override with"),
    ],
)
def test_what_a_newer_issue_says_stands_over_an_older_figure(newer, older, overridden, unchanged):
    changes = preview(a_cell(newer), a_cell(older), as_at="2019-10", old_as_at="2019-12")
    assert (counts(changes), changes.overridden) == ((0, 0, unchanged), overridden)


@pytest.mark.parametrize(
    ("as_at", "issue", "old_as_at", "old_issue", "overridden"),
    [
        ("2019-10", 1, "2019-10", 2, 1),  # the first issue after the second
        ("2019-10", 2, "2019-10", 1, 0),
        ("2019-10", 1, "2019-10", 1, 0),  # the same issue again, corrected
        ("2019-12", 1, "2020-01", 1, 1),
        ("2020-01", 1, "2019-12", 3, 0),
    ],
)
def test_what_is_newer_is_said_by_month_then_issue(as_at, issue, old_as_at, old_issue, overridden):
    changes = preview(a_cell(20.7), a_cell(99.9), as_at=as_at, issue=issue, old_as_at=old_as_at, old_issue=old_issue)
    assert changes.overridden == overridden
    assert counts(changes) == (UNCHANGED if overridden else RESTATED)


def test_the_same_key_twice_in_one_upload_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="more than once"):
        preview_changes(
            [a_cell(20.7), a_cell(20.9)],
            stored(),
            report=REPORT,
            as_at=parse_period("2019-10"),
            issue_number=1,
            refused=0,
        )
