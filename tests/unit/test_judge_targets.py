"""Targets: the bands they come to, with every boundary, the figure they are about, and their words."""

from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.catalogue.bands import bands
from dashboard.catalogue.schema import Bound, Target
from dashboard.judge.rag import colour_of
from dashboard.judge.targets import LEVEL_WORDS, bound_words, goal_of, is_goal_enough, target_words
from dashboard.judge.targets import tolerance_words as amber_words
from dashboard.periods import financial_year
from dashboard.vocabulary import AreaRole, Basis, Polarity, Rag, Unit

HIGH, LOW = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
CLOSE, NEITHER = Polarity.CLOSE_TO_TARGET, Polarity.NO_POLARITY
GREEN, AMBER, RED = Rag.GREEN, Rag.AMBER, Rag.RED
NEIGHBOURS = AreaRole.STATISTICAL_NEIGHBOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    unit: Unit = Unit.PER_CENT
    polarity: Polarity = HIGH


def a_target(**keys):
    return Target(year=financial_year(2019), basis=Basis.IN_MONTH, **keys)


AT_LEAST_90, ABOVE_90 = Bound(at_least=90), Bound(above=90)
AT_MOST_22, BELOW_22 = Bound(at_most=22), Bound(below=22)
TEN_TO_FIFTEEN = Bound(at_least=10, at_most=15)
# Keys of the target, its polarity, the comparator's level, and the colour of each figure.
BOUNDARIES = {
    "tolerance below, its end counts": (
        {"green": AT_LEAST_90, "tolerance": 5}, HIGH, None,
        {100: GREEN, 90: GREEN, 89.9: AMBER, 85: AMBER, 84.9: RED, 0: RED}),
    "above is not at": (
        {"green": ABOVE_90, "tolerance": 5}, HIGH, None, {90.1: GREEN, 90: AMBER, 85: AMBER, 84.9: RED}),
    "tolerance above, its end counts": (
        {"green": AT_MOST_22, "tolerance": 4}, LOW, None, {0: GREEN, 22: GREEN, 22.1: AMBER, 26: AMBER, 26.1: RED}),
    "below is not at": (
        {"green": BELOW_22, "tolerance": 4}, LOW, None, {21.9: GREEN, 22: AMBER, 26: AMBER, 26.1: RED}),
    "tolerance of tenths below": (  # 1.1 less 0.2 is 0.9000000000000001 in binary
        {"green": Bound(at_least=1.1), "tolerance": 0.2}, HIGH, None, {1.1: GREEN, 0.9: AMBER, 0.8: RED}),
    "tolerance of tenths above": (  # 0.7 and 0.1 are 0.7999999999999999
        {"green": Bound(at_most=0.7), "tolerance": 0.1}, LOW, None, {0.7: GREEN, 0.8: AMBER, 0.9: RED}),
    "floor standard below, itself included": (
        {"green": AT_LEAST_90, "floor": 80}, HIGH, None, {90: GREEN, 89.9: AMBER, 80: AMBER, 79.9: RED}),
    "floor standard above, itself included": (
        {"green": BELOW_22, "floor": 25}, LOW, None, {21.9: GREEN, 22: AMBER, 25: AMBER, 25.1: RED}),
    "near miss is of the target's size, not points": (
        {"green": AT_LEAST_90, "near_miss": 5}, HIGH, None, {90: GREEN, 86: AMBER, 85.5: AMBER, 85.4: RED}),
    "near miss above": (
        {"green": AT_MOST_22, "near_miss": 5}, LOW, None, {22: GREEN, 23.1: AMBER, 23.2: RED}),
    "near miss of a target below nought": (
        {"green": Bound(at_least=-20), "near_miss": 5}, HIGH, None, {-20: GREEN, -21: AMBER, -21.1: RED}),
    "range with tolerance on both sides": (
        {"green": TEN_TO_FIFTEEN, "tolerance": 2}, CLOSE, None,
        {7.9: RED, 8: AMBER, 9.9: AMBER, 10: GREEN, 15: GREEN, 15.1: AMBER, 17: AMBER, 17.1: RED}),
    "range with near miss of each end": (
        {"green": TEN_TO_FIFTEEN, "near_miss": 10}, CLOSE, None,
        {8.9: RED, 9: AMBER, 10: GREEN, 16.5: AMBER, 16.6: RED}),
    "one figure, close to it": (
        {"green": Bound(at_least=5, at_most=5), "tolerance": 1}, CLOSE, None,
        {3.9: RED, 4: AMBER, 5: GREEN, 6: AMBER, 6.1: RED}),
    "better than green's far end is not within tolerance": (
        {"green": Bound(at_least=90, at_most=95), "tolerance": 5}, HIGH, None,
        {84.9: RED, 85: AMBER, 90: GREEN, 95: GREEN, 96: RED}),
    "above another's figure": (
        {"relative_to": NEIGHBOURS}, HIGH, 20.01, {20.1: GREEN, 20.02: GREEN, 20.01: RED, 20: RED}),
    "equal to another's figure, where that is enough": (
        {"relative_to": NEIGHBOURS, "or_equal": True}, HIGH, 20, {20: GREEN, 19.9: RED}),
    "below another's figure": ({"relative_to": NEIGHBOURS}, LOW, 20, {19.9: GREEN, 20: RED}),
    "equal and low is good": ({"relative_to": NEIGHBOURS, "or_equal": True}, LOW, 20, {20: GREEN, 20.1: RED}),
    "equal to it is within a tolerance": (
        {"relative_to": NEIGHBOURS, "tolerance": 2}, HIGH, 20, {20.1: GREEN, 20: AMBER, 18: AMBER, 17.9: RED}),
    "near miss of another's figure": (
        {"relative_to": AreaRole.ENGLAND, "near_miss": 5}, LOW, 20, {19.9: GREEN, 20: AMBER, 21: AMBER, 21.1: RED}),
    "close to another's figure": (
        {"relative_to": AreaRole.ENGLAND, "tolerance": 1}, CLOSE, 20, {18.9: RED, 19: AMBER, 20: GREEN, 21.1: RED}),
}  # fmt: skip


@pytest.mark.parametrize("name", BOUNDARIES)
def test_each_boundary(name):
    keys, polarity, level, expected = BOUNDARIES[name]
    found = bands(a_target(**keys), polarity, level)
    assert {figure: colour_of(found, figure) for figure in expected} == expected


@pytest.mark.parametrize(
    ("target", "polarity", "level"),
    [
        (None, HIGH, None),
        (a_target(text="Measure for information"), HIGH, 20.0),
        (a_target(relative_to=NEIGHBOURS), HIGH, None),
        (a_target(relative_to=NEIGHBOURS), NEITHER, 20.0),
    ],
)
def test_without_figures_there_are_no_bands(target, polarity, level):
    assert bands(target, polarity, level) is None
    assert goal_of(target, polarity, level) is None
    assert is_goal_enough(target, polarity, level) is False


FIGURES = st.integers(0, 1000).map(lambda tenths: tenths / 10)
WIDTHS = st.integers(1, 300).map(lambda tenths: tenths / 10)
KINDS = ("tolerance", "near_miss", "floor")


@st.composite
def targets(draw):
    """Draw a target with a tolerance, and its polarity, as the catalogue allows them."""
    polarity = draw(st.sampled_from([HIGH, LOW, CLOSE]))
    end, width = draw(FIGURES), draw(WIDTHS)
    greens = {
        HIGH: [Bound(at_least=end), Bound(above=end)],
        LOW: [Bound(at_most=end), Bound(below=end)],
        CLOSE: [Bound(at_least=end, at_most=end + width), Bound(above=end, below=end + width)],
    }
    kind = draw(st.sampled_from(KINDS[:2] if polarity is CLOSE else KINDS))
    assume(kind != "near_miss" or end != 0)
    size = end - width if kind == "floor" and polarity is HIGH else end + width if kind == "floor" else width
    return a_target(green=draw(st.sampled_from(greens[polarity])), **{kind: size}), polarity


@given(targets(), FIGURES)
def test_every_figure_has_one_colour_and_nearer_to_green_is_never_worse(drawn, value):
    target, polarity = drawn
    found = bands(target, polarity)
    colour, distance = colour_of(found, value), found.distance(value)
    assert colour in (GREEN, AMBER, RED)
    assert (colour is GREEN) == found.green.contains(value)
    if polarity is not CLOSE:
        assert (found.green.contains(value), found.amber.contains(value)) != (True, True)
    order = [GREEN, AMBER, RED]
    inward = value - distance if found.green.high is not None and value > found.green.high else value + distance
    assert order.index(colour_of(found, inward)) <= order.index(colour)


@given(targets(), FIGURES)
def test_the_ends_of_a_tolerance_are_within_it(drawn, value):
    target, polarity = drawn
    amber = bands(target, polarity).amber
    outer = [end for end in (amber.at_least if polarity is not LOW else None,
                             amber.at_most if polarity is not HIGH else None) if end is not None]  # fmt: skip
    assert outer
    assert {colour_of(bands(target, polarity), end) for end in outer} == {AMBER}


@pytest.mark.parametrize(
    ("value", "distance"), [(12, 0), (10, 0), (15, 0), (9.9, 0.1), (15.1, 0.1), (0, 10), (20.3, 5.3)]
)
def test_the_distance_is_from_the_whole_range(value, distance):
    assert bands(a_target(green=TEN_TO_FIFTEEN), CLOSE).distance(value) == distance


@pytest.mark.parametrize(
    ("keys", "polarity", "level", "goal", "enough"),
    [
        ({"green": AT_LEAST_90}, HIGH, None, 90, True),
        ({"green": ABOVE_90}, HIGH, None, 90, False),
        ({"green": AT_MOST_22}, LOW, None, 22, True),
        ({"green": BELOW_22}, LOW, None, 22, False),
        ({"green": Bound(at_least=0, at_most=22)}, LOW, None, 22, True),
        ({"green": TEN_TO_FIFTEEN}, CLOSE, None, None, False),
        ({"relative_to": NEIGHBOURS}, HIGH, 20.01, 20.01, False),
        ({"relative_to": NEIGHBOURS, "or_equal": True}, LOW, 20.01, 20.01, True),
    ],
)
def test_the_one_figure_that_a_target_is_about(keys, polarity, level, goal, enough):
    target = a_target(**keys)
    assert (goal_of(target, polarity, level), is_goal_enough(target, polarity, level)) == (goal, enough)


@pytest.mark.parametrize(
    ("keys", "measure", "level", "words", "amber"),
    [
        ({"green": AT_LEAST_90, "tolerance": 5}, Measure(), None, "90% or more", "85% to 90%"),
        ({"green": BELOW_22, "amber": Bound(at_most=26)}, Measure(polarity=LOW), None, "Below 22%", "22% to 26%"),
        ({"green": AT_MOST_22, "floor": 25.5}, Measure(polarity=LOW), None, "22% or less", "22% to 25.5%"),
        ({"green": TEN_TO_FIFTEEN, "tolerance": 2}, Measure(polarity=CLOSE), None, "10% to 15%", "8% to 17%"),
        ({"green": Bound(at_least=1200)}, Measure(unit=Unit.COUNT), None, "1,200 or more", ""),
        ({"green": Bound(at_least=100)}, Measure(), None, "100%", ""),
        ({"green": Bound(above=0)}, Measure(unit=Unit.COUNT), None, "Above 0", ""),
        ({"text": "Measure for information"}, Measure(), None, "Measure for information", ""),
        ({"green": BELOW_22, "text": "Less than 22%"}, Measure(polarity=LOW), None, "Less than 22%", ""),
        ({"relative_to": NEIGHBOURS, "text": "Above SN"}, Measure(), None,
         "Above the statistical neighbours' average", ""),
        ({"relative_to": NEIGHBOURS, "tolerance": 2}, Measure(), 20.01,
         "Above the statistical neighbours' average (20.01%)", "18.01% to 20.01%"),
        ({"relative_to": AreaRole.ENGLAND, "or_equal": True}, Measure(polarity=LOW), 22.6,
         "At or below the England figure (22.6%)", ""),
        ({"relative_to": AreaRole.REGION, "tolerance": 1}, Measure(polarity=CLOSE), 20,
         "Close to the regional figure (20%)", "19% to 21%"),
    ],
)  # fmt: skip
def test_a_target_in_words(keys, measure, level, words, amber):
    target = a_target(**keys)
    assert (target_words(target, measure, level), amber_words(target, measure, level)) == (words, amber)


def test_no_target_has_no_words():
    assert (target_words(None, Measure()), amber_words(None, Measure())) == ("", "")
    assert bound_words(Bound(below=5), Measure(unit=Unit.COUNT)) == "Below 5"


def test_every_comparator_that_a_target_can_be_relative_to_has_its_words():
    assert set(LEVEL_WORDS) == set(AreaRole) - {AreaRole.OURS}
