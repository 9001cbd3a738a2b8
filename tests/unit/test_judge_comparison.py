"""Comparison: printed figure against printed figure, and the words for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.comparison import Position, judge_position
from dashboard.judge.words import POSITION_PHRASES, position_words
from dashboard.vocabulary import Polarity

HIGH, LOW = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
FIGURES = st.floats(-1000, 1000, allow_nan=False)


@pytest.mark.parametrize(
    ("ours", "theirs", "polarity", "decimals", "expected"),
    [
        (21.3, 20.01, LOW, 2, Position.WORSE),
        (21.3, 24.6, LOW, 1, Position.BETTER),
        (21.3, 24.6, HIGH, 1, Position.WORSE),
        (92.9, 83.1, HIGH, 1, Position.BETTER),
        (22.94, 22.86, LOW, 1, Position.SAME),
        (22.94, 22.86, LOW, 2, Position.WORSE),
        (64.9, 43.1, Polarity.NO_POLARITY, 1, Position.HIGHER),
        (43.1, 64.9, Polarity.NO_POLARITY, 1, Position.LOWER),
        (12, 10, Polarity.CLOSE_TO_TARGET, 1, Position.HIGHER),
        (None, 20.0, LOW, 1, Position.CANNOT_SAY),
        (20.0, None, LOW, 1, Position.CANNOT_SAY),
        (0.0, 0.0, LOW, 1, Position.SAME),
    ],
)
def test_position(ours, theirs, polarity, decimals, expected):
    assert judge_position(ours, theirs, polarity, decimals) is expected


@given(FIGURES, FIGURES, st.integers(0, 2))
def test_the_opposite_polarity_and_the_opposite_side_each_turn_it_round(ours, theirs, decimals):
    turned = {Position.BETTER: Position.WORSE, Position.WORSE: Position.BETTER, Position.SAME: Position.SAME}
    judged = judge_position(ours, theirs, HIGH, decimals)
    assert judge_position(ours, theirs, LOW, decimals) is turned[judged]
    assert judge_position(theirs, ours, HIGH, decimals) is turned[judged]


@pytest.mark.parametrize(
    ("position", "is_higher", "expected"),
    [
        (Position.WORSE, True, "Ours is 1.29 points higher (worse)"),
        (Position.BETTER, False, "Ours is 1.29 points lower (better)"),
        (Position.HIGHER, True, "Ours is 1.29 points higher"),
        (Position.LOWER, False, "Ours is 1.29 points lower"),
        (Position.SAME, False, "The same"),
        (Position.CANNOT_SAY, False, "Cannot say: one of the two has no figure"),
    ],
)
def test_words(position, is_higher, expected):
    assert position_words(position, is_higher=is_higher, difference="1.29 points") == expected


def test_every_position_has_its_phrase():
    assert set(POSITION_PHRASES) == set(Position)
