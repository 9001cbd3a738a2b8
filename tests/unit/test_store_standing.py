"""Which editions stood at a moment: those whose rows ``figures`` gives, on both databases."""

from datetime import date

import pytest
from store_fixtures import NOON, publish_month

from dashboard.periods import month
from dashboard.store.records import AsOf


@pytest.fixture
def three(store):
    """Three editions, the second withdrawn after the third was recorded."""
    for number, value in ((9, 20.1), (10, 20.2), (11, 20.3)):
        publish_month(store, month(2019, number), value, issued_on=date(2019, number + 1, 20))
    store.withdraw(2, by="Performance team", reason="Wrong file", recorded_at=NOON)
    return store


@pytest.mark.parametrize(
    ("as_of", "numbers"),
    [
        (AsOf(), [1, 3]),
        (AsOf(edition=1), [1]),
        (AsOf(edition=2), [1, 2]),
        (AsOf(edition=3), [1, 2, 3]),
        (AsOf(issued=date(2019, 10, 19)), []),
        (AsOf(issued=date(2019, 10, 20)), [1]),
        (AsOf(issued=date(2019, 12, 20)), [1, 3]),
    ],
)
def test_the_editions_that_stood_are_those_whose_figures_are_read(three, as_of, numbers):
    assert [edition.number for edition in three.standing_editions(as_of)] == numbers
    assert sorted(set(three.figures(as_of=as_of)["edition"])) == numbers


def test_one_withdrawn_since_says_so(three):
    first, second, _ = three.standing_editions(AsOf(edition=3))
    assert first.withdrawn is None
    assert second.withdrawn.reason == "Wrong file"
