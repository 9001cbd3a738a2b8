"""RAG: a figure, as it is shown, against its target and tolerance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.schema import Bound, Target
from dashboard.judge.rag import judge_rag
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import financial_year
from dashboard.vocabulary import Basis, Rag


def a_target(green=None, amber=None, text=None):
    return Target(year=financial_year(2019), basis=Basis.IN_MONTH, green=green, amber=amber, text=text)


HIGH = a_target(Bound(at_least=90), Bound(at_least=80, below=90))
LOW = a_target(Bound(below=22), Bound(at_most=26))
GAP = a_target(Bound(at_least=100), Bound(at_least=98, at_most=99.9))
GAP_ABOVE = a_target(Bound(at_most=5), Bound(at_least=5.5, at_most=10))
NO_AMBER = a_target(Bound(below=85))
BAND = a_target(Bound(at_least=10, at_most=15), Bound(at_least=8, at_most=17))
WORDS = a_target(text="Above Stat Neighbour Average")


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
        (WORDS, None, Rag.NOT_RATED),
        (None, 50, Rag.NO_TARGET),
        (None, None, Rag.NO_TARGET),
        (HIGH, None, Rag.NO_FIGURE),
    ],
)
def test_rating(target, value, expected):
    assert judge_rag(value, target, 1) is expected


@pytest.mark.parametrize(("decimals", "expected"), [(0, Rag.GREEN), (1, Rag.GREEN), (2, Rag.AMBER)])
def test_the_figure_that_is_shown_is_rated(decimals, expected):
    assert judge_rag(89.95, HIGH, decimals) is expected


@pytest.mark.parametrize("value", [99.91, 99.95, 99.99])
def test_between_the_printed_bands_is_within_tolerance(value):
    assert judge_rag(value, GAP, 2) is Rag.AMBER


@given(st.floats(0, 200, allow_nan=False), st.floats(0, 200, allow_nan=False))
def test_where_high_is_good_a_higher_figure_is_never_rated_worse(one, other):
    order = [Rag.RED, Rag.AMBER, Rag.GREEN]
    low, high = sorted((one, other))
    assert order.index(judge_rag(low, HIGH, 1)) <= order.index(judge_rag(high, HIGH, 1))
    assert order.index(judge_rag(low, LOW, 1)) >= order.index(judge_rag(high, LOW, 1))


def test_every_rating_has_its_word():
    assert set(RAG_WORDS) == set(Rag)
    assert len(set(RAG_WORDS.values())) == len(Rag)
