"""Which editions stood at a moment: those whose rows ``figures`` gives, on both databases."""

from datetime import date

import pytest
from store_fixtures import NOON, publish_month

from dashboard.errors import StoreError
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


@pytest.mark.parametrize(("revision", "numbers"), [(0, []), (1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (4, [1, 3])])
def test_the_store_at_a_revision_has_nothing_that_came_later(three, revision, numbers):
    then = three.at(revision)
    assert [edition.number for edition in then.standing_editions()] == numbers
    assert sorted(set(then.figures()["edition"])) == numbers
    assert then.revision() == revision
    assert len(then.editions()) == min(revision, 3)


def test_at_a_revision_before_its_withdrawal_an_edition_was_not_withdrawn(three):
    assert three.at(3).edition(2).withdrawn is None
    assert [edition.number for edition in three.at(3).standing_editions(AsOf(issued=date(2019, 12, 20)))] == [1, 2, 3]


def test_an_edition_of_later_is_unknown_to_the_store_as_it_was(three):
    with pytest.raises(StoreError, match="There is no edition 3"):
        three.at(2).edition(3)


def test_nothing_is_written_to_the_store_as_it_was(three):
    with pytest.raises(ValueError, match="not written to"):
        three.at(2).withdraw(1, by="Performance team", reason="Wrong file", recorded_at=NOON)


def test_a_mask_is_put_over_every_frame_whatever_columns_are_asked_for(three):
    masked = three.masked(lambda frame, _: frame.assign(value=frame["value"].where(frame["value"] < 20.2)))
    assert masked.figures()["value"].notna().tolist() == [True, False]
    assert list(masked.figures(columns=["value"]).columns) == ["value", "edition"]
    assert three.figures()["value"].notna().all()
