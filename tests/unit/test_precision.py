"""Rounding half up, and when two printed figures are the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.precision import round_half_up, same_figure

FIGURES = st.floats(-1e6, 1e6, allow_nan=False)
PLACES = st.one_of(st.none(), st.integers(0, 4))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.45, 1, "0.5"),
        (-0.45, 1, "-0.5"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),  # half to even would give 2
        (2.675, 2, "2.68"),  # the binary number lies just under
        (1.005, 2, "1.01"),
        (2.4499999999999997, 1, "2.5"),  # a computed 2.45
        (2.4499, 1, "2.4"),
        (92.85, 1, "92.9"),
        (20.0149, 2, "20.01"),
        (0, 1, "0.0"),
        (1196, 0, "1196"),
        (99.95, 1, "100.0"),
    ],
)
def test_halves_are_rounded_away_from_nought(value, decimals, expected):
    assert str(round_half_up(value, decimals)) == expected


@given(FIGURES, st.integers(0, 4))
def test_rounding_is_symmetric_and_moves_no_figure_by_more_than_half(value, decimals):
    rounded = round_half_up(value, decimals)
    assert round_half_up(-value, decimals) == -rounded
    assert abs(rounded - Decimal(repr(value))) <= Decimal("0.5").scaleb(-decimals) + Decimal("1e-9")


@pytest.mark.parametrize(
    ("first", "places", "second", "other_places", "same"),
    [
        (92.9, 1, 92.9, 1, True),
        (92.9, 1, 92.8, 1, False),
        (92.9, 1, 92.8571, 4, True),  # the coarser decides
        (92.8571, 4, 92.9, 1, True),
        (92.8571, 4, 92.86, 4, False),
        (93, 0, 92.5, 1, True),
        (93, 0, 92.4, 1, False),
        (1196, 0, 1196, 0, True),
        (20.01, 2, 20.0, 1, True),
        (0.1 + 0.2, None, 0.3, None, True),  # full precision is nine decimals
        (0.3, None, 0.300001, None, False),
        (92.8571, None, 92.9, 1, True),
    ],
)
def test_two_figures_are_the_same_at_the_coarser_precision(first, places, second, other_places, same):
    assert same_figure(first, places, second, other_places) is same


@given(FIGURES, PLACES, FIGURES, PLACES)
def test_sameness_does_not_depend_on_the_order(first, places, second, other_places):
    assert same_figure(first, places, second, other_places) == same_figure(second, other_places, first, places)


@given(FIGURES, PLACES, PLACES)
def test_a_figure_is_the_same_as_itself(value, places, other_places):
    assert same_figure(value, places, value, other_places)
