"""What stands out: Benjamini and Hochberg over the tests that were made."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge import stand_out
from dashboard.judge.stand_out import expected_by_chance, stands_out

P_VALUES = st.lists(st.floats(0, 1, allow_nan=False), max_size=30)


def a_family(p_values):
    return [stand_out.Tested(key=f"test {at}", p_value=p_value) for at, p_value in enumerate(p_values)]


@pytest.mark.parametrize(
    ("p_values", "expected"),
    [
        ([], ()),
        ([None, math.nan], ()),
        ([0.05], ("test 0",)),
        ([0.0500001], ()),
        ([0.04, 0.04], ("test 0", "test 1")),  # ties: the later carries the earlier
        ([0.04, 0.9], ()),
        ([0.9, 0.001, 0.8, 0.002], ("test 1", "test 3")),  # the order given is kept
        ([0.002, 0.9, 0.001, 0.8], ("test 0", "test 2")),
        ([None, 0.03, math.nan], ("test 1",)),  # what was not tested does not dilute
        ([0.0, 1.0], ("test 0",)),
    ],
)
def test_edge_cases(p_values, expected):
    assert stands_out(a_family(p_values)) == expected


@pytest.mark.parametrize("number", [2, 3, 7, 40, 199])
def test_a_p_value_on_its_share_of_the_level_stands_out_whatever_binary_fractions_make_of_it(number):
    for place in range(1, number + 1):
        on_the_line = [0.05 * place / number] * place + [1.0] * (number - place)
        assert len(stands_out(a_family(on_the_line))) == place


@given(P_VALUES, st.floats(0.001, 0.2))
def test_by_the_definition(p_values, level):
    found = stands_out(a_family(p_values), level)
    number = len(p_values)
    ordered = sorted(p_values)
    passed = [place for place, p in enumerate(ordered, start=1) if p <= (level + 1e-12) * place / number]
    assert len(found) == max(passed, default=0)
    assert all(p_values[int(key.split()[1])] <= ordered[len(found) - 1] for key in found)


@given(P_VALUES)
def test_tests_that_were_not_made_change_nothing(p_values):
    mixed = [one for test in a_family(p_values) for one in (stand_out.Tested(key="not made", p_value=None), test)]
    assert stands_out(mixed) == stands_out(a_family(p_values))


@pytest.mark.parametrize("impossible", [-0.1, 1.1, math.inf])
def test_what_is_no_p_value_is_refused(impossible):
    with pytest.raises(ValueError, match="must include only numbers between 0 and 1"):
        stands_out(a_family([0.5, impossible]))


def test_keys_may_be_anything_that_names_a_test():
    key = ("an indicator", "England")
    assert stands_out([stand_out.Tested(key=key, p_value=0.001)]) == (key,)


@pytest.mark.parametrize(
    ("indicators", "expected"), [(0, 0), (1, 0), (27, 0), (28, 1), (40, 1), (83, 1), (84, 2), (100, 2), (320, 6)]
)
def test_marked_by_chance(indicators, expected):
    assert expected_by_chance(indicators) == expected
