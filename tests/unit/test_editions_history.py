"""What a report said of a figure before: restated, late, unchanged; and who it is that may restate."""

from datetime import date

import pytest
from editions_builders import OURS, stored
from hypothesis import given
from hypothesis import strategies as st
from store_fixtures import a_figure

from dashboard.editions.history import earlier_figures
from dashboard.editions.resolve import standing_in_report
from dashboard.vocabulary import Missing

SCORECARD, PLAN = "social-care-scorecard", "council-plan"
KEY = (SCORECARD, "re-referrals", "rolling_12_months", OURS, "2019-10")


def figure(said, decimals=1):
    """Build one statement: a number, or the reason why there is none."""
    if isinstance(said, Missing):
        return a_figure(None, missing=said, decimals=None)
    return a_figure(said, decimals=decimals)


def said_in_turn(*said, report=SCORECARD):
    return stored(*((n, report, f"2019-{n + 9:02d}", 1, [figure(one)]) for n, one in enumerate(said, start=1)))


def story(history):
    return [(one.edition, one.value if one.missing is None else one.missing) for one in (*history.earlier, history.now)]


def test_a_restated_figure_has_its_earlier_one_with_edition_and_date():
    history = earlier_figures(said_in_turn(90.4, 89.5, 89.5))[KEY]
    assert story(history) == [(1, 90.4), (2, 89.5)]
    assert (history.earlier[0].issued_on, history.said_by) == (date(2019, 11, 20), 3)
    assert (history.is_restated, history.came_late) == (True, False)


@pytest.mark.parametrize(
    ("said", "told", "restated", "late"),
    [
        ([90.4, 90.4], None, None, None),
        ([90.4], None, None, None),
        ([90.4, 89.5, 90.4], [(1, 90.4), (2, 89.5), (3, 90.4)], True, False),
        ([Missing.NOT_AVAILABLE, 89.5], [(1, Missing.NOT_AVAILABLE), (2, 89.5)], False, True),
        ([Missing.NOT_AVAILABLE, 89.5, 88.0], [(1, Missing.NOT_AVAILABLE), (2, 89.5), (3, 88.0)], True, False),
        ([90.4, Missing.NO_FIGURE], [(1, 90.4), (2, Missing.NO_FIGURE)], True, False),
        ([90.4, Missing.NO_FIGURE, 90.4], [(1, 90.4), (2, Missing.NO_FIGURE), (3, 90.4)], False, False),
        (
            [Missing.NOT_AVAILABLE, Missing.SUPPRESSED],
            [(1, Missing.NOT_AVAILABLE), (2, Missing.SUPPRESSED)],
            False,
            False,
        ),
        ([0.0, 1.0], [(1, 0.0), (2, 1.0)], True, False),
    ],
)
def test_restated_and_late(said, told, restated, late):
    history = earlier_figures(said_in_turn(*said)).get(KEY)
    found = (story(history), history.is_restated, history.came_late) if history else (None, None, None)
    assert found == (told, restated, late)


@pytest.mark.parametrize(
    ("first", "second", "differs"), [((90.4, 1), (90.38, 2), False), ((90.4, 1), (90.48, 2), True)]
)
def test_a_difference_within_the_printed_precision_is_no_restatement(first, second, differs):
    frame = stored(
        (1, SCORECARD, "2019-10", 1, [figure(*first)]),
        (2, SCORECARD, "2019-11", 1, [figure(*second)]),
    )
    assert (KEY in earlier_figures(frame)) is differs


def test_another_report_that_disagrees_restates_nothing():
    frame = stored(
        (1, SCORECARD, "2019-10", 1, [figure(90.4)]),
        (2, PLAN, "2019-12", 1, [figure(89.5)]),
    )
    assert earlier_figures(frame) == {}


def test_an_older_workbook_published_late_stands_before_the_newer_one():
    frame = stored(
        (1, SCORECARD, "2019-11", 1, [figure(89.5)]),
        (2, SCORECARD, "2019-10", 1, [figure(90.4)]),
    )
    history = earlier_figures(frame)[KEY]
    assert (story(history), history.said_by) == ([(2, 90.4), (1, 89.5)], 1)


def test_nothing_published_has_no_history():
    assert earlier_figures(said_in_turn(90.4).iloc[:0]) == {}


SAID = st.lists(st.sampled_from([90.4, 89.5, 90.0, Missing.NOT_AVAILABLE]), min_size=1, max_size=6)


@given(SAID)
def test_what_stands_is_what_the_history_ends_with(said):
    frame = said_in_turn(*said)
    history = earlier_figures(frame).get(KEY)
    (standing,) = standing_in_report(frame).to_dict("records")
    if history is None:
        assert len(set(said)) == 1
        return
    assert (history.now.value, str(history.now.missing or "")) == (
        None if standing["missing"] else standing["value"],
        standing["missing"],
    )
    turns = [one for _, one in story(history)]
    assert turns == [one for place, one in enumerate(said) if place == 0 or one != said[place - 1]]
