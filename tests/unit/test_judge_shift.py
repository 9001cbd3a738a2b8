"""Which way a change goes."""

import pytest

from dashboard.judge.shift import shift_of
from dashboard.vocabulary import Polarity


@pytest.mark.parametrize(
    ("polarity", "up", "down"),
    [
        (Polarity.HIGHER_IS_BETTER, "better", "worse"),
        (Polarity.LOWER_IS_BETTER, "worse", "better"),
        (Polarity.CLOSE_TO_TARGET, "higher", "lower"),
        (Polarity.NO_POLARITY, "higher", "lower"),
    ],
)
def test_a_change_is_named_by_which_way_is_good(polarity, up, down):
    assert (shift_of(0.1, polarity), shift_of(-0.1, polarity)) == (up, down)
