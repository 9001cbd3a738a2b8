"""Quartiles, bands, ranks and thresholds among all authorities, by the rules of the department's own tool."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.benchmarks.spread import Band, Spread, band_of, best_of, ranks, spread_of, top_quartile_threshold
from dashboard.vocabulary import Polarity

LOW, HIGH = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER
UNJUDGED = (Polarity.NO_POLARITY, Polarity.CLOSE_TO_TARGET)
HUNDRED = Spread(minimum=0, lower_quartile=25, median=50, upper_quartile=75, maximum=100, n=5)


def named(values):
    return {f"area {place}": value for place, value in enumerate(values)}


@pytest.mark.parametrize(
    ("values", "quarters"),
    [
        (range(1, 51), (1, 13.25, 25.5, 37.75, 50)),
        ((5.0,), (5, 5, 5, 5, 5)),
        ((1.0, 2.0), (1, 1.25, 1.5, 1.75, 2)),
        ((4.0, 1.0, 3.0, 2.0), (1, 1.75, 2.5, 3.25, 4)),
        ((0.1, 0.2, 0.3, 0.4, 0.7), (0.1, 0.2, 0.3, 0.4, 0.7)),
        ((7.0, 7.0, 7.0, 7.0), (7, 7, 7, 7, 7)),
    ],
)
def test_quartiles_are_linear_and_exact(values, quarters):
    spread = spread_of(values)
    found = (spread.minimum, spread.lower_quartile, spread.median, spread.upper_quartile, spread.maximum)
    assert (found, spread.n) == (quarters, len(values))


def test_no_figures_have_no_spread():
    assert spread_of([]) is None


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (0, Band.A, Band.D), (25, Band.A, Band.D), (25.1, Band.B, Band.C), (50, Band.B, Band.C),
        (50.1, Band.C, Band.B), (75, Band.C, Band.B), (75.1, Band.D, Band.A), (100, Band.D, Band.A),
    ],
)  # fmt: skip
def test_an_edge_belongs_to_the_band_of_lower_values(value, low, high):
    assert (band_of(value, HUNDRED, LOW), band_of(value, HUNDRED, HIGH)) == (low, high)


@pytest.mark.parametrize("polarity", UNJUDGED)
def test_without_a_good_way_there_is_no_band_rank_best_or_threshold(polarity):
    values = named([1.0, 2.0, 3.0, 4.0])
    assert band_of(10, HUNDRED, polarity) is None
    assert top_quartile_threshold(HUNDRED, polarity) is None
    assert ranks(values, polarity) == {}
    assert best_of(values, polarity) is None


@pytest.mark.parametrize(("count", "has_bands"), [(1, False), (3, False), (4, True)])
def test_fewer_than_four_figures_make_no_quarters(count, has_bands):
    spread = spread_of(range(count))
    assert (band_of(0, spread, LOW) is not None) is has_bands
    assert (top_quartile_threshold(spread, LOW) is not None) is has_bands


def test_no_figure_no_spread_no_band():
    assert band_of(None, HUNDRED, LOW) is None
    assert band_of(10, None, LOW) is None
    assert top_quartile_threshold(None, LOW) is None


def test_the_threshold_bounds_the_best_quarter():
    assert (top_quartile_threshold(HUNDRED, LOW), top_quartile_threshold(HUNDRED, HIGH)) == (25, 75)


@pytest.mark.parametrize(
    ("values", "polarity", "places"),
    [
        ((10, 20, 30, 40, 50), LOW, (1, 2, 3, 4, 5)),
        ((10, 20, 20, 30, 40), HIGH, (5, 3, 3, 2, 1)),
        ((20, 10, 10, 10, 30), LOW, (4, 1, 1, 1, 5)),
        ((7,), HIGH, (1,)),
        ((), LOW, ()),
    ],
)
def test_rank_one_is_best_and_ties_share_the_smallest(values, polarity, places):
    assert tuple(ranks(named(values), polarity).values()) == places


@pytest.mark.parametrize(("polarity", "best"), [(LOW, "area 1"), (HIGH, "area 0")])
def test_the_best_is_by_polarity_and_the_nearest_among_equals(polarity, best):
    assert best_of(named([30.0, 10.0, 10.0, 30.0]), polarity) == best


def test_nobody_is_best_where_nobody_has_a_figure():
    assert best_of({}, LOW) is None


tenths = st.integers(0, 1000).map(lambda whole: whole / 10)
figures = st.lists(tenths, min_size=4, max_size=160)


@given(figures)
def test_the_spread_is_numpys_linear_one(values):
    spread = spread_of(values)
    found = [spread.minimum, spread.lower_quartile, spread.median, spread.upper_quartile, spread.maximum]
    assert found == pytest.approx(np.percentile(values, [0, 25, 50, 75, 100]))


@given(figures, st.sampled_from([LOW, HIGH]))
def test_a_better_rank_is_never_in_a_worse_band(values, polarity):
    places, spread = ranks(named(values), polarity), spread_of(values)
    bands = {area: band_of(value, spread, polarity) for area, value in named(values).items()}
    ordered = [bands[area] for area in sorted(places, key=lambda area: places[area])]
    assert ordered == sorted(ordered)


@given(figures)
def test_low_and_high_mirror_each_other(values):
    low = ranks(named(values), LOW)
    high = ranks({area: -value for area, value in named(values).items()}, HIGH)
    assert low == high


@given(figures)
def test_ranks_count_those_that_are_better(values):
    for area, place in ranks(named(values), HIGH).items():
        assert place == 1 + sum(value > named(values)[area] for value in values)


@given(figures, st.sampled_from([LOW, HIGH]))
def test_band_a_lies_at_or_beyond_the_threshold(values, polarity):
    spread = spread_of(values)
    threshold = top_quartile_threshold(spread, polarity)
    assume(len(set(values)) > 1)
    for value in values:
        is_best_quarter = value <= threshold if polarity is LOW else value > threshold
        assert (band_of(value, spread, polarity) is Band.A) == is_best_quarter
