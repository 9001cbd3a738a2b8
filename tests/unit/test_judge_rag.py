"""RAG: a figure, as it is shown, against its target and tolerance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.schema import Bound, Target
from dashboard.judge.rag import level_as_shown, rate
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import financial_year
from dashboard.vocabulary import AreaRole, Basis, Polarity, Rag, Unit


def a_target(green=None, amber=None, text=None, **keys):
    return Target(year=financial_year(2019), basis=Basis.IN_MONTH, green=green, amber=amber, text=text, **keys)


def rated(value, target, polarity=Polarity.HIGHER_IS_BETTER, decimals=1, **level):
    return rate(value, target, polarity=polarity, unit=Unit.PER_CENT, decimals=decimals, **level)


HIGH = a_target(Bound(at_least=90), Bound(at_least=80, below=90))
LOW = a_target(Bound(below=22), Bound(at_most=26))
GAP = a_target(Bound(at_least=100), Bound(at_least=98, at_most=99.9))
GAP_ABOVE = a_target(Bound(at_most=5), Bound(at_least=5.5, at_most=10))
NO_AMBER = a_target(Bound(below=85))
BAND = a_target(Bound(at_least=10, at_most=15), Bound(at_least=8, at_most=17))
WORDS = a_target(text="Above Stat Neighbour Average")
LOW_IS_GOOD = (LOW, GAP_ABOVE, NO_AMBER)


def state_of(value, target, decimals):
    """Rate by the polarity that the target's bands are for."""
    polarity = Polarity.LOWER_IS_BETTER if target in LOW_IS_GOOD else Polarity.HIGHER_IS_BETTER
    return rated(value, target, Polarity.CLOSE_TO_TARGET if target is BAND else polarity, decimals).state


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [
        (HIGH, 90, Rag.GREEN),
        (HIGH, 95, Rag.GREEN),
        (HIGH, 89.9, Rag.AMBER),
        (HIGH, 80, Rag.AMBER),
        (HIGH, 79.9, Rag.RED),
        (HIGH, 89.96, Rag.GREEN),  # shown as 90.0
        (HIGH, 89.94, Rag.AMBER),
        (HIGH, 79.95, Rag.AMBER),  # shown as 80.0
        (LOW, 21.9, Rag.GREEN),
        (LOW, 22, Rag.AMBER),
        (LOW, 21.96, Rag.AMBER),  # shown as 22.0
        (LOW, 26, Rag.AMBER),
        (LOW, 26.04, Rag.AMBER),
        (LOW, 26.1, Rag.RED),
        (LOW, 0, Rag.GREEN),
        (GAP, 100, Rag.GREEN),
        (GAP, 99.96, Rag.GREEN),
        (GAP, 99.9, Rag.AMBER),
        (GAP, 98, Rag.AMBER),
        (GAP, 97.9, Rag.RED),
        (GAP_ABOVE, 5, Rag.GREEN),
        (GAP_ABOVE, 5.2, Rag.AMBER),  # between the printed bands
        (GAP_ABOVE, 10, Rag.AMBER),
        (GAP_ABOVE, 10.1, Rag.RED),
        (NO_AMBER, 84.9, Rag.GREEN),
        (NO_AMBER, 85, Rag.RED),
        (BAND, 9, Rag.AMBER),
        (BAND, 12, Rag.GREEN),
        (BAND, 16, Rag.AMBER),
        (BAND, 18, Rag.RED),
        (BAND, 7.9, Rag.RED),
        (WORDS, 50, Rag.NOT_RATED),
        (WORDS, None, Rag.NO_FIGURE),
        (None, 50, Rag.NO_TARGET),
        (None, None, Rag.NO_TARGET),
        (HIGH, None, Rag.NO_FIGURE),
    ],
)
def test_rating(target, value, expected):
    assert state_of(value, target, 1) is expected


ABOVE_THEM = a_target(text="Above SN", relative_to=AreaRole.STATISTICAL_NEIGHBOURS)
THEIRS = "Above the statistical neighbours' average"


@pytest.mark.parametrize(
    ("value", "target", "level", "state", "words", "reason"),
    [
        (91, HIGH, {}, Rag.GREEN, "90% or more", ""),
        (84.96, a_target(Bound(at_least=90), tolerance=5), {}, Rag.AMBER, "90% or more", ""),  # shown as 85.0
        (84.94, a_target(Bound(at_least=90), tolerance=5), {}, Rag.RED, "90% or more", ""),
        (91, None, {}, Rag.NO_TARGET, "", "no target set"),
        (None, None, {}, Rag.NO_TARGET, "", "no target set"),
        (None, HIGH, {}, Rag.NO_FIGURE, "90% or more", "no figure"),
        (None, WORDS, {}, Rag.NO_FIGURE, "Above Stat Neighbour Average", "no figure"),
        (91, WORDS, {}, Rag.NOT_RATED, "Above Stat Neighbour Average",
         "the target is in words, so no figure can be held against it"),
        (91, ABOVE_THEM, {}, Rag.NOT_RATED, THEIRS, "the figure that the target is relative to is not known"),
        (91, ABOVE_THEM, {"level_reason": "not published yet"}, Rag.NOT_RATED, THEIRS, "not published yet"),
        (None, ABOVE_THEM, {"level": 20.0}, Rag.NO_FIGURE, f"{THEIRS} (20%)", "no figure"),
        (20.06, ABOVE_THEM, {"level": 20.0}, Rag.GREEN, f"{THEIRS} (20%)", ""),  # shown as 20.1
        (20.04, ABOVE_THEM, {"level": 20.0}, Rag.RED, f"{THEIRS} (20%)", ""),  # shown as 20.0, the same
        (20.0, ABOVE_THEM, {"level": 20.009999999}, Rag.RED, f"{THEIRS} (20.01%)", ""),
        (21.3, ABOVE_THEM, {"level": 20.01, "level_reason": "never said"}, Rag.GREEN, f"{THEIRS} (20.01%)", ""),
    ],
)  # fmt: skip
def test_a_rating_says_its_target_and_why_it_is_none(value, target, level, state, words, reason):
    judged = rated(value, target, **level)
    assert (judged.state, judged.target, judged.reason) == (state, words, reason)


@given(st.none() | st.floats(0, 100, allow_nan=False), st.sampled_from(Polarity))
def test_without_a_target_nothing_is_ever_green(value, polarity):
    assert rated(value, None, polarity).state is Rag.NO_TARGET


@given(st.floats(0, 100, allow_nan=False), st.floats(0, 100, allow_nan=False))
def test_a_comparator_changes_nothing_of_a_target_that_is_not_relative(value, level):
    assert rated(value, HIGH, level=level) == rated(value, HIGH)


@pytest.mark.parametrize(
    ("level", "decimals", "shown"), [(20.0149, 1, 20.01), (21.456, 2, 21.46), (95.26, 0, 95.3), (1.2345, 3, 1.235)]
)
def test_an_average_is_shown_with_one_decimal_more(level, decimals, shown):
    assert level_as_shown(level, decimals) == shown


@pytest.mark.parametrize(("decimals", "expected"), [(0, Rag.GREEN), (1, Rag.GREEN), (2, Rag.AMBER)])
def test_the_figure_that_is_shown_is_rated(decimals, expected):
    assert state_of(89.95, HIGH, decimals) is expected


@pytest.mark.parametrize("value", [99.91, 99.95, 99.99])
def test_between_the_printed_bands_is_within_tolerance(value):
    assert state_of(value, GAP, 2) is Rag.AMBER


@given(st.floats(0, 200, allow_nan=False), st.floats(0, 200, allow_nan=False))
def test_where_high_is_good_a_higher_figure_is_never_rated_worse(one, other):
    order = [Rag.RED, Rag.AMBER, Rag.GREEN]
    low, high = sorted((one, other))
    assert order.index(state_of(low, HIGH, 1)) <= order.index(state_of(high, HIGH, 1))
    assert order.index(state_of(low, LOW, 1)) >= order.index(state_of(high, LOW, 1))


def test_every_rating_has_its_word():
    assert set(RAG_WORDS) == set(Rag)
    assert len(set(RAG_WORDS.values())) == len(Rag)
