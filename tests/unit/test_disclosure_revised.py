"""Figures that were revised: what stood before, which months are others since, and what is shown of both."""

import pytest
from editions_builders import stored
from fixtures.small_worlds import MONTHS, SHARE, WHOLE, catalogue

from dashboard.disclosure.cells import cells_of
from dashboard.disclosure.revised import in_all_versions, revisions_of
from dashboard.disclosure.unknowns import serial_of
from dashboard.observations import Observation
from dashboard.vocabulary import AreaCode, Basis

CATALOGUE = catalogue()
APRIL, MAY = (serial_of(one) for one in MONTHS[:2])


def figure(basis, at, value, measure=WHOLE):
    return Observation(
        indicator=measure, basis=basis, area=AreaCode("E08000018"), period=MONTHS[at], value=float(value), missing=None,
        decimals=0,
    )  # fmt: skip


def month(at, value, **more):
    return figure(Basis.IN_MONTH, at, value, **more)


def so_far(at, value):
    return figure(Basis.YEAR_TO_DATE, at, value)


def cells(*editions):
    return cells_of(
        stored(*((at, "scorecard", f"2019-0{at}", 1, one) for at, one in enumerate(editions, 1))), CATALOGUE
    )


def test_what_stood_before_is_kept_with_the_editions_it_stood_in():
    made = cells([month(0, 60)], [month(0, 61)], [month(0, 60)])
    assert [(one.value, one.since, one.until, one.is_past) for one in made[:2]] == [(60, 1, 2, True), (61, 2, 3, True)]
    assert [(one.value, one.since, one.revised_by, one.is_past) for one in made[2:]] == [(60, 3, 3, False)]


def test_what_is_said_again_is_no_revision():
    made = cells([month(0, 60)], [month(0, 60), month(1, 70)])
    assert [one.is_past for one in made] == [False, False]
    assert not revisions_of(made, CATALOGUE)


@pytest.mark.parametrize(
    ("first", "second", "revised"),
    [
        ([month(0, 60), so_far(0, 60)], [month(0, 61), so_far(0, 61)], (APRIL, APRIL)),
        ([month(1, 60), so_far(1, 99)], [month(1, 61), so_far(1, 100)], (MAY, MAY)),
        ([so_far(0, 60), so_far(1, 99)], [so_far(1, 100)], (MAY, MAY)),
        ([month(1, 60), so_far(1, 99)], [so_far(1, 100)], (APRIL, MAY)),
        ([month(0, 6, measure=SHARE)], [month(0, 7, measure=SHARE)], (APRIL, APRIL)),
    ],
)
def test_the_shortest_figure_revised_tells_which_months_are_others(first, second, revised):
    found = revisions_of(cells(first, second), CATALOGUE)
    assert found[WHOLE, "month"] == ((2, *revised),)
    assert found[SHARE, "month"] == ((2, *revised),)


def test_a_figure_that_stayed_as_it_was_is_said_of_both_counts():
    """The year so far was not printed anew when its month was: it is in the papers of both editions."""
    made = in_all_versions(cells([month(0, 60), so_far(1, 99)], [month(0, 61)]), CATALOGUE)
    same = [one for one in made if one.basis is Basis.YEAR_TO_DATE]
    assert [(one.value, one.since, one.is_past) for one in same] == [(99, 1, True), (99, 2, False)]
