"""Two moments compared, and what a withdrawal undoes: the counts are those that publishing gave."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from editions_builders import ENGLAND, OCTOBER, OURS, stored
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.editions.changes import ChangeCounts
from dashboard.editions.compare import Difference, FallBack, changes_by_edition, compare_figures, fall_back
from dashboard.editions.preview import preview_changes
from dashboard.observations import Observation
from dashboard.periods import month
from dashboard.vocabulary import Basis, IndicatorId, Missing, ReportId

REPORT = "social-care"
MONTHS = tuple(month(2019, number) for number in (8, 9, 10))


def a_figure(value: float | None = 20.7, **changes: object) -> Observation:
    facts = {
        "indicator": IndicatorId("re-referrals"), "basis": Basis.IN_MONTH, "area": OURS, "period": OCTOBER,
        "missing": None if value is not None else Missing.NOT_AVAILABLE, "decimals": 1,
    }  # fmt: skip
    return Observation(value=value, **{**facts, **changes})  # type: ignore[arg-type]


def edition(number: int, *figures: Observation, as_at: str = "2019-10", report: str = REPORT, issue: int = 1):
    return (number, report, as_at, issue, list(figures))


class TestCompare:
    def test_says_what_came_what_changed_and_what_went(self):
        august, september = a_figure(19.0, period=MONTHS[0]), a_figure(20.0, period=MONTHS[1])
        before = stored(edition(1, august, september, as_at="2019-09"))
        fresh = a_figure(21.0)
        changed = dataclasses.replace(august, value=19.5)
        gone = dataclasses.replace(september, value=None, missing=Missing.NOT_AVAILABLE)
        after = pd.concat([before, stored(edition(2, changed, gone, fresh))], ignore_index=True)

        found = compare_figures(before, after)

        assert [(one.kind, one.figure.period) for one in found.changes] == [
            (Difference.RESTATED, MONTHS[0]), (Difference.GONE, MONTHS[1]), (Difference.ADDED, OCTOBER),
        ]  # fmt: skip
        restated = found.of(Difference.RESTATED)[0]
        assert (restated.old.figure.value, restated.old.edition) == (19.0, 1)
        assert (restated.new.figure.value, restated.new.edition) == (19.5, 2)
        assert found.of(Difference.ADDED)[0].old is None
        assert found.counts() == ChangeCounts(added=1, restated=2, unchanged=0)

    def test_the_same_moment_differs_in_nothing(self):
        figures = stored(edition(1, a_figure(), a_figure(3.0, area=ENGLAND)))
        assert compare_figures(figures, figures).changes == ()
        assert compare_figures(figures, figures).unchanged == 2

    @pytest.mark.parametrize(("old", "new"), [((20.7, 1), (20.74, 2)), ((21.0, 0), (20.74, 2))])
    def test_figures_that_agree_at_the_coarser_precision_are_the_same(self, old, new):
        before = stored(edition(1, a_figure(old[0], decimals=old[1])))
        after = stored(edition(2, a_figure(new[0], decimals=new[1])))
        assert compare_figures(before, after).changes == ()

    def test_each_report_is_compared_with_itself_and_a_key_may_stand_in_two(self):
        before = stored(edition(1, a_figure(20.0)), edition(2, a_figure(30.0), report="plan"))
        after = pd.concat([before, stored(edition(3, a_figure(31.0), report="plan"))], ignore_index=True)
        (change,) = compare_figures(before, after).changes
        assert (change.report, change.old.figure.value, change.new.figure.value) == ("plan", 30.0, 31.0)

    @pytest.mark.parametrize("turned", [False, True])
    def test_against_nothing_at_all(self, turned):
        nothing, something = stored(edition(1)), stored(edition(1, a_figure()))
        pair = (something, nothing) if turned else (nothing, something)
        (change,) = compare_figures(*pair).changes
        assert change.kind is (Difference.GONE if turned else Difference.ADDED)

    def test_a_reason_for_no_figure_is_neither_added_nor_gone(self):
        nothing = stored(edition(1))
        assert compare_figures(nothing, stored(edition(2, a_figure(None)))).changes == ()


# Each draws up to five editions, and publishes or compares them all.
HISTORIES = 50


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[int, str, int, list[Observation]]]:
    """Draw up to five editions of one report in any order of month and issue, with figures, reasons and gaps."""
    editions = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        as_at = draw(st.sampled_from(["2019-09", "2019-10"]))
        figures = [
            a_figure(value, period=period, area=area, decimals=1)
            for period in MONTHS
            for area in (OURS, ENGLAND)
            if (value := draw(st.sampled_from([1.0, 2.0, 2.04, None, 0.0]))) != 0.0
        ]
        editions.append((number, as_at, draw(st.integers(1, 2)), figures))
    return editions


@settings(max_examples=HISTORIES)
@given(histories())
def test_an_edition_changed_what_its_receipt_says(history):
    so_far: list[tuple[int, str, str, int, list[Observation]]] = []
    for number, as_at, issue, figures in history:
        year, of_year = as_at.split("-")
        previewed = preview_changes(
            figures, stored(*so_far), report=ReportId(REPORT), as_at=month(int(year), int(of_year)),
            issue_number=issue, refused=0,
        )  # fmt: skip
        so_far.append((number, REPORT, as_at, issue, list(previewed.observations)))
        assert changes_by_edition(stored(*so_far), number).counts() == previewed.counts


@settings(max_examples=HISTORIES)
@given(histories(), st.integers(1, 5))
def test_a_withdrawal_does_what_its_preview_says(history, number):
    rows = [(n, REPORT, as_at, issue, figures) for n, as_at, issue, figures in history]
    number = min(number, len(rows))
    now = stored(*rows)
    without = now[now["edition"] != number]
    fall, real = fall_back(now, number), compare_figures(now, without)

    assert fall.gone == len(real.of(Difference.GONE))
    assert fall.differing == len(real.of(Difference.RESTATED))
    assert fall.returning == len(real.of(Difference.ADDED))
    stated = now[(now["edition"] == number) & now["value"].notna()]
    assert fall.gone + sum(fall.back.values()) + fall.covered == len(stated)
    assert number not in fall.back


def test_figures_go_back_to_the_edition_that_stood_before():
    august, september = (a_figure(19.0, period=period) for period in MONTHS[:2])
    rows = stored(
        edition(1, august, as_at="2019-08"),
        edition(2, dataclasses.replace(august, value=18.0), september, as_at="2019-09"),
        edition(3, dataclasses.replace(august, value=18.0), september, a_figure(), as_at="2019-10"),
    )
    assert fall_back(rows, 3) == FallBack(back={2: 2}, differing=0, gone=1, covered=0)
    assert fall_back(rows, 2) == FallBack(back={}, differing=0, gone=0, covered=2)
