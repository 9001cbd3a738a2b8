"""Mean, median and pooled figure of the statistical neighbours, and the rounding that published figures use."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from benchmark_fixtures import AREAS, ROTHERHAM
from hypothesis import given
from hypothesis import strategies as st

from dashboard.benchmarks.compare import (
    NEIGHBOUR_METHODS,
    compare_neighbours,
    neighbour_mean,
    neighbour_median,
    neighbour_pooled,
)
from dashboard.benchmarks.rounding import round_half_up, share_of_counts
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.vocabulary import Missing, Unit

NEIGHBOURS = AREAS.neighbours(ROTHERHAM, "2021-04")
NEW_AUTHORITY = "E06000063"  # made on 1 April 2023, so the list of April 2021 leaves it out
MEAN, MEDIAN, POOLED = NEIGHBOUR_METHODS


@dataclass(frozen=True, kw_only=True)
class Published:
    value: float | None = None
    missing: Missing | None = None
    numerator: float | None = None
    denominator: float | None = None


def published(*figures):
    return {area.code: figure for area, figure in zip(NEIGHBOURS, figures, strict=False)}


def counted(above, below):
    return Published(value=round(100 * above / below, 1), numerator=above, denominator=below)


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
    ("values", "middle"),
    [
        ((10.0,), 10.0),
        ((10.0, 21.3), 15.65),
        ((0.1, 0.2, 67.6), 0.2),
        ((27.0, 24.1, 23.8, 25.7, 19.1, 18.7, 12.3, 9.9, 15.7, 23.8), 21.45),
    ],
)
def test_the_median_is_the_middle_or_half_way_between_the_two_in_the_middle(values, middle):
    figure = neighbour_median(
        {area.code: value for area, value in zip(NEIGHBOURS, values, strict=False)}, NEIGHBOURS, "2021-04"
    )
    assert (figure.value, figure.n, figure.method) == (middle, len(values), MEDIAN)


def test_the_words_name_statistic_number_and_list():
    figures = published(counted(1, 10), counted(2, 10), Published(value=30.0))
    said = [compare_neighbours(method, figures, NEIGHBOURS, "2021-04").words for method in NEIGHBOUR_METHODS]
    assert said == [
        "mean of 3 of 10 neighbours, list of April 2021",
        "median of 3 of 10 neighbours, list of April 2021",
        "pooled over 2 of 10 neighbours with counts, list of April 2021",
    ]


def test_pooled_counts_the_neighbours_together_and_has_its_own_number():
    figures = published(
        counted(1, 10),  # a small authority weighs little
        counted(300, 1000),
        Published(value=90.0),  # no counts published
        Published(value=90.0, numerator=9),  # nor both of them
        Published(missing=Missing.UNRELIABLE, numerator=500, denominator=500),  # withdrawn: never counted in
    )
    figure = neighbour_pooled(figures, NEIGHBOURS, "2021-04", Unit.PER_CENT)
    assert figure.value == float(Fraction(301 * 100, 1010))
    assert (figure.n, figure.of, figure.members) == (2, 10, tuple(area.code for area in NEIGHBOURS[:2]))


@pytest.mark.parametrize(
    ("unit", "pooled"), [(Unit.PER_CENT, 50.0), (Unit.RATE_PER_10000, 5000.0), (Unit.AVERAGE, 0.5)]
)
def test_a_pooled_figure_is_in_the_measures_own_unit(unit, pooled):
    assert neighbour_pooled(published(counted(1, 2)), NEIGHBOURS, "2021-04", unit).value == pooled


@pytest.mark.parametrize("unit", [Unit.COUNT, Unit.DAYS, Unit.FULL_TIME_EQUIVALENT])
def test_what_is_no_share_is_never_pooled(unit):
    figure = neighbour_pooled(published(counted(1, 2)), NEIGHBOURS, "2021-04", unit)
    assert (figure.value, figure.n) == (None, 0)


def test_measures_without_counts_are_never_pooled():
    figure = compare_neighbours(POOLED, published(Published(value=12.0)), NEIGHBOURS, "2021-04")
    assert (figure.value, figure.missing, figure.n) == (None, Missing.NOT_AVAILABLE, 0)
    assert figure.words == "none of the 10 neighbours has published counts, list of April 2021"


def test_nothing_below_the_line_is_no_figure():
    figures = published(Published(value=0.0, numerator=0, denominator=0))
    assert neighbour_pooled(figures, NEIGHBOURS, "2021-04", Unit.PER_CENT).value is None


@pytest.mark.parametrize("method", NEIGHBOUR_METHODS)
def test_an_authority_that_the_list_leaves_out_has_no_average_and_is_told_why(method):
    neighbours = AREAS.neighbours(NEW_AUTHORITY, "2021-04")
    figure = compare_neighbours(method, published(counted(1, 2)), neighbours, "2021-04")
    assert (figure.value, figure.missing, figure.n, figure.of) == (None, Missing.NOT_APPLICABLE, 0, 0)
    assert figure.words == "no neighbours are named for this authority in the list of April 2021"


@pytest.mark.parametrize(
    ("reasons", "carried"),
    [
        ([Missing.SUPPRESSED] * 10, Missing.SUPPRESSED),
        ([Missing.NOT_YET_PUBLISHED] * 10, Missing.NOT_YET_PUBLISHED),
        ([Missing.SUPPRESSED] * 9 + [Missing.UNRELIABLE], Missing.NOT_AVAILABLE),
        ([Missing.SUPPRESSED] * 9, Missing.NOT_AVAILABLE),
    ],
)
def test_the_neighbours_common_reason_is_carried_through(reasons, carried):
    figures = published(*(Published(missing=reason) for reason in reasons))
    assert compare_neighbours(MEAN, figures, NEIGHBOURS, "2021-04").missing is carried


def test_a_reason_is_never_averaged():
    figures = published(Published(value=10.0), Published(missing=Missing.ROUNDS_TO_ZERO), Published(value=20.0))
    assert compare_neighbours(MEAN, figures, NEIGHBOURS, "2021-04").value == 15.0


@pytest.mark.parametrize("method", [ComparatorMethod.PUBLISHED, ComparatorMethod.IN_YEAR_RETURN])
def test_a_method_that_is_not_the_neighbours_own_is_the_mean(method):
    assert compare_neighbours(method, published(counted(1, 2)), NEIGHBOURS, "2021-04").method is MEAN


tenths = st.integers(0, 1000).map(lambda whole: whole / 10)


@given(st.lists(tenths, min_size=1, max_size=10))
def test_mean_and_median_lie_within_and_are_exact(values):
    figures = published(*(Published(value=value) for value in values))
    mean, median = (compare_neighbours(method, figures, NEIGHBOURS, "2021-04") for method in (MEAN, MEDIAN))
    assert mean.value == float(sum(Decimal(str(value)) for value in values) / len(values))
    assert min(values) <= median.value <= max(values)
    assert mean.n == median.n == len(values)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(500, 5000)), min_size=1, max_size=10))
def test_pooled_lies_between_the_lowest_and_the_highest(counts):
    figures = published(*(counted(above, below) for above, below in counts))
    shares = [Fraction(100 * above, below) for above, below in counts]
    pooled = neighbour_pooled(figures, NEIGHBOURS, "2021-04", Unit.PER_CENT)
    assert float(min(shares)) - 1e-9 <= pooled.value <= float(max(shares)) + 1e-9


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
    assert share_of_counts(numerator, denominator, 100, 1) == percentage
