"""The mean of the statistical neighbours' published figures, and the rounding that published figures use."""

import pytest
from benchmark_fixtures import AREAS, ROTHERHAM

from dashboard.benchmarks.compare import neighbour_mean
from dashboard.benchmarks.rounding import percentage_of_counts, round_half_up
from dashboard.vocabulary import Missing

NEIGHBOURS = AREAS.neighbours(ROTHERHAM, "2021-04")


def mean_of(*values):
    return neighbour_mean(
        {area.code: value for area, value in zip(NEIGHBOURS, values, strict=False)}, NEIGHBOURS, "2021-04"
    )


def test_the_mean_counts_every_neighbour_alike():
    figure = mean_of(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0)
    assert (figure.value, figure.n, figure.of, figure.missing) == (55.0, 10, 10, None)
    assert figure.words == "mean of 10 neighbours, list of April 2021"


def test_sums_of_printed_tenths_are_exact():
    assert mean_of(0.1, 0.2, 0.3).value == 0.2


def test_a_neighbour_without_a_figure_is_left_out_and_counted():
    figure = mean_of(10.0, 20.0, 30.0)
    assert (figure.value, figure.n, figure.of) == (20.0, 3, 10)
    assert figure.members == tuple(area.code for area in NEIGHBOURS[:3])
    assert figure.words == "mean of 3 of 10 neighbours, list of April 2021"


def test_nought_is_a_figure():
    assert mean_of(0.0, 10.0).value == 5.0


def test_no_figure_at_all_is_missing_with_a_reason():
    figure = mean_of()
    assert (figure.value, figure.missing, figure.n) == (None, Missing.NOT_AVAILABLE, 0)


def test_areas_that_are_no_neighbours_do_not_count():
    assert neighbour_mean({NEIGHBOURS[0].code: 10.0, ROTHERHAM: 99.0}, NEIGHBOURS, "2021-04").value == 10.0


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [(2.675, 2, 2.68), (0.25, 1, 0.3), (27.699999999999999, 1, 27.7), (0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3)],
)
def test_halves_go_up(value, decimals, rounded):
    assert round_half_up(value, decimals) == rounded


@pytest.mark.parametrize(
    ("numerator", "denominator", "percentage"),
    [(2970, 3613, 82.2), (1, 16, 6.3), (20, 20, 100.0), (0, 7, 0.0), (1, 3, 33.3)],
)
def test_a_percentage_of_counts(numerator, denominator, percentage):
    assert percentage_of_counts(numerator, denominator, 1) == percentage
