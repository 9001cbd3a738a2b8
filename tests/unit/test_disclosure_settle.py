"""What is left out of a year's figures, and what need not be."""

import pandas as pd
import pytest
from editions_builders import stored
from fixtures.small_worlds import BEFORE, MONTHS, SHARE, WHOLE, YEAR, catalogue

from dashboard.disclosure import solver
from dashboard.disclosure.cells import cells_of
from dashboard.disclosure.settle import NOTHING, settle
from dashboard.observations import Observation
from dashboard.vocabulary import AreaCode, Basis

CATALOGUE = catalogue()
IN_MONTH, SO_FAR, YEARLY, ROLLING = (
    Basis.IN_MONTH, Basis.YEAR_TO_DATE, Basis.FINANCIAL_YEAR, Basis.ROLLING_12_MONTHS,
)  # fmt: skip


def figure(measure, basis, period, value, decimals=0, **more):
    return Observation(
        indicator=measure, basis=basis, area=AreaCode("E08000018"), period=period, value=float(value), missing=None,
        decimals=decimals, **more,
    )  # fmt: skip


def months(values, measure=WHOLE, **more):
    return [figure(measure, IN_MONTH, month, value, **more) for month, value in zip(MONTHS, values, strict=False)]


def so_far(values):
    return [
        figure(WHOLE, SO_FAR, month, sum(values[: at + 1]))
        for month, at in zip(MONTHS, range(len(values)), strict=False)
    ]


def settled(*figures, report="scorecard", **more):
    return settle(cells_of(stored((1, report, "2020-03", 1, list(figures))), CATALOGUE), CATALOGUE, **more)


def codes(keys, basis=IN_MONTH):
    return sorted(code for _, form, code in keys if form == basis)


def test_nothing_is_left_out_of_nothing():
    assert settle((), CATALOGUE) == NOTHING


def test_without_small_counts_nothing_is_left_out():
    assert settled(*months([60] * 12), *so_far([60] * 12)).hidden == frozenset()


def test_a_small_count_alone_is_all_that_is_left_out_where_nothing_tells_it():
    found = settled(*months([60, 3, 50, 0]))
    assert codes(found.small) == ["2019-05"]
    assert not found.telling


def test_the_sum_that_would_give_a_small_month_away_goes_too_and_the_year_stays():
    values = [60, 3, 50, 40, 30, 20, 60, 70, 80, 90, 50, 40]
    found = settled(*months(values), *so_far(values), figure(WHOLE, YEARLY, YEAR, sum(values)))
    assert codes(found.small) == ["2019-05"]
    assert found.telling
    assert not codes(found.telling, YEARLY)
    assert settled(*months(values), *so_far(values), secondary=False).telling == frozenset()


def test_the_other_of_two_months_goes_where_the_year_would_tell():
    values = [60, 3, 50, 40, 30, 20, 60, 70, 80, 90, 50, 40]
    found = settled(*months(values), figure(WHOLE, YEARLY, YEAR, sum(values)))
    assert len(found.telling) == 1


def test_a_month_that_nobody_prints_is_not_told_by_two_sums():
    found = settled(*so_far([60, 3, 50, 40]))
    assert found.small == frozenset()
    assert set(codes(found.telling, SO_FAR)) & {"2019-04", "2019-05"}


def test_a_month_that_nobody_prints_is_not_told_by_two_rolling_years():
    before = [figure(WHOLE, IN_MONTH, month, 60) for month in BEFORE]
    found = settled(*before, figure(WHOLE, ROLLING, BEFORE[-1], 720), figure(WHOLE, ROLLING, MONTHS[0], 664))
    assert found.telling


@pytest.mark.parametrize(("value", "hidden"), [(10.0, True), (90.0, True), (50.0, False), (0.0, False), (100.0, False)])
def test_a_share_is_left_out_by_the_counts_that_it_is_out_of(value, hidden):
    found = settled(figure(WHOLE, IN_MONTH, MONTHS[0], 40), figure(SHARE, IN_MONTH, MONTHS[0], value, 1))
    assert (codes(found.small) == ["2019-04"]) == hidden


@pytest.mark.parametrize("value", [0.0, 50.0, 100.0])
def test_any_share_of_one_to_five_is_left_out(value):
    found = settled(figure(WHOLE, IN_MONTH, MONTHS[0], 4), figure(SHARE, IN_MONTH, MONTHS[0], value, 1))
    assert {measure for measure, *_ in found.small} == {WHOLE, SHARE}


def test_a_measure_that_the_shares_are_not_out_of_tells_nothing():
    shares = months([33.4, 61.7], SHARE, decimals=1)
    assert settled(*months([10, 20]), *shares).hidden == frozenset()


def test_what_is_published_stays_and_is_known_to_the_reader():
    values = [60, 3, 50, 40, 30, 20, 60, 70, 80, 90, 50, 40]
    ours = stored((1, "scorecard", "2020-03", 1, months(values)))
    national = stored(
        (2, "releases", "", 0, [figure(WHOLE, YEARLY, YEAR, sum(values)), figure(SHARE, YEARLY, YEAR, 0.5, 1)])
    )
    cells = cells_of(pd.concat([ours, national], ignore_index=True), CATALOGUE)
    found = settle(cells, CATALOGUE)
    assert codes(found.hidden, YEARLY) == []
    assert len(codes(found.hidden)) == 2


def test_a_count_that_was_small_in_an_earlier_edition_is_left_out():
    frame = stored((1, "scorecard", "2019-04", 1, months([3])), (2, "scorecard", "2019-05", 1, months([8])))
    assert codes(settle(cells_of(frame, CATALOGUE), CATALOGUE).small) == ["2019-04"]


def test_figures_that_do_not_add_up_are_still_protected():
    values = [60, 3, 50, 40]
    wrong = [figure(WHOLE, SO_FAR, month, sum(values[: at + 1]) + (at > 1)) for at, month in enumerate(MONTHS[:4])]
    found = settled(*months(values), *wrong)
    assert codes(found.small) == ["2019-05"]
    assert found.telling


# Of each month: the small ones are hidden, and with every new month other sums tell of them.
GROWING = [3, 1, 3, 2, 3, 2, 4, 2, 3, 1, 4, 1]


def test_papers_of_many_months_laid_side_by_side_tell_no_more_than_the_last():
    """What one paper has shown no later one hides, and what one has hidden no later one shows."""
    so_far_all = so_far(GROWING)
    frame = stored(
        *((at + 1, "scorecard", str(month), 1, [months(GROWING)[at], so_far_all[at]])
          for at, month in enumerate(MONTHS)),
        (13, "scorecard", "2020-04", 1, [figure(WHOLE, YEARLY, YEAR, sum(GROWING))]),
    )  # fmt: skip
    last = settle(cells_of(frame, CATALOGUE), CATALOGUE).hidden
    assert len(codes(last, SO_FAR)) < 12
    for edition in range(1, 14):
        cells = cells_of(frame[frame["edition"] <= edition], CATALOGUE)
        then = settle(cells, CATALOGUE).hidden
        assert {cell.key for cell in cells} & last == then


def test_a_figure_has_been_out_since_the_edition_that_first_stated_its_value():
    frame = stored(
        (1, "scorecard", "2019-04", 1, months([60])), (2, "scorecard", "2019-05", 1, months([61, 50])),
        (3, "scorecard", "2019-06", 1, months([61, 50])),
    )  # fmt: skip
    assert {str(cell.period): cell.since for cell in cells_of(frame, CATALOGUE)} == {"2019-04": 2, "2019-05": 2}


def test_the_same_figures_are_left_out_on_a_busy_machine(monkeypatch):
    """No limit of the solver is one of time."""
    options = []
    real = solver.milp
    monkeypatch.setattr(solver, "milp", lambda *given, **more: options.append(more["options"]) or real(*given, **more))
    values = [9, 3, 8, 12, 7, 10] * 2
    settled(*months(values), *so_far(values), *months([33.3, 66.7, 12.5] * 4, SHARE, decimals=1))
    assert options
    assert not [one for one in options if "time_limit" in one]
