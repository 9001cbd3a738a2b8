"""Publishing and withdrawing: one gapless sequence, nothing written twice, nothing written on refusal."""

import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError
from store_fixtures import NOON, OCTOBER, a_draft, a_figure, publish_month

from dashboard.editions.changes import ChangeCounts
from dashboard.errors import StoreError
from dashboard.issues import Issue
from dashboard.store import AcceptedIssue, Store, Withdrawal

LATER = NOON + timedelta(hours=3)


def test_a_new_store_is_empty(store: Store):
    assert store.is_empty()
    assert store.revision() == 0
    assert store.editions() == ()
    assert len(store.figures()) == 0


def test_publishing_gives_a_receipt_and_an_edition(store: Store):
    counts = ChangeCounts(added=1, restated=2, unchanged=3, refused=4)
    draft = a_draft(a_figure(), counts=counts, reason="Issue 1")

    receipt = store.publish(draft, recorded_at=NOON)

    assert (receipt.edition, receipt.counts, receipt.already_published) == (1, counts, False)
    assert (receipt.by, receipt.reason, receipt.recorded_at) == (draft.by, "Issue 1", NOON)
    (edition,) = store.editions()
    assert (edition.number, edition.revision, edition.withdrawn) == (1, 1, None)
    for name in ("report", "title", "as_at", "issue_number", "issued_on", "filename", "by", "reason", "counts"):
        assert getattr(edition, name) == getattr(draft, name), name
    assert edition.size == len(draft.content)
    assert store.edition(1) == edition
    assert edition.recorded_at == NOON
    assert edition.recorded_at.tzinfo is UTC


def test_an_edition_without_a_month_and_without_figures(store: Store):
    store.publish(a_draft(as_at=None), recorded_at=NOON)
    assert store.editions()[0].as_at is None
    assert len(store.figures()) == 0


def test_a_moment_keeps_its_microseconds_and_is_given_in_utc(store: Store):
    summer = datetime(2020, 7, 1, 0, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
    receipt = store.publish(a_draft(), recorded_at=summer)
    assert store.editions()[0].recorded_at == receipt.recorded_at == summer
    assert str(store.editions()[0].recorded_at) == "2020-06-30 23:30:15.123456+00:00"


def test_the_original_file_is_kept_byte_for_byte(store: Store):
    content = bytes(range(256)) * 40
    store.publish(a_draft(content=content, filename="Scorecard – October.xlsx"), recorded_at=NOON)
    original = store.original(1)
    assert (original.filename, original.content) == ("Scorecard – October.xlsx", content)
    assert original.sha256 == store.editions()[0].sha256


def test_accepted_issues_are_kept_in_order_each_with_its_reason(store: Store):
    issues = (
        Issue(code="rag-disagrees", what="Typed green, worked out red.", sheet="Social Care", cell="D14"),
        Issue(code="catalogue-invalid", what="Bad.", file="indicators.yaml", line=7, hint="Write 80%."),
        Issue(code="error-cell", what="Cell A1 is #DIV/0!.", sheet="Social Care", cell="A1"),
    )
    accepted = tuple(AcceptedIssue(issue=issue, reason=f"Reason {issue.cell}") for issue in issues)
    store.publish(a_draft(accepted=accepted, reason="Monthly issue"), recorded_at=NOON)
    store.publish(a_draft(content=b"other"), recorded_at=NOON)
    assert store.accepted_of(1) == accepted
    assert store.issues_of(1) == issues
    assert store.accepted_of(2) == ()


def test_the_same_bytes_again_give_the_same_receipt_and_write_nothing(store: Store):
    first = store.publish(a_draft(a_figure(1.0)), recorded_at=NOON)
    again = store.publish(a_draft(a_figure(2.0), by="Someone else", filename="copy.xlsx"), recorded_at=LATER)
    assert again == dataclasses.replace(first, already_published=True)
    assert store.revision() == 1
    assert store.figures()["value"].tolist() == [1.0]


def test_the_same_bytes_after_a_withdrawal_are_a_new_edition(store: Store):
    store.publish(a_draft(a_figure()), recorded_at=NOON)
    store.withdraw(1, by="Head of service", reason="Wrong month", recorded_at=LATER)
    receipt = store.publish(a_draft(a_figure()), recorded_at=LATER)
    assert (receipt.edition, receipt.already_published, receipt.revision) == (2, False, 3)
    assert store.original(1) == store.original(2)


def test_a_withdrawal_is_recorded_and_its_figures_go(store: Store):
    publish_month(store, OCTOBER, 20.7)
    publish_month(store, OCTOBER, 21.3)

    receipt = store.withdraw(2, by="Head of service", reason="Counted twice", recorded_at=LATER)

    assert (receipt.edition, receipt.by, receipt.reason, receipt.recorded_at) == (
        2, "Head of service", "Counted twice", LATER,
    )  # fmt: skip
    expected = Withdrawal(by="Head of service", reason="Counted twice", recorded_at=LATER, revision=3)
    assert [edition.withdrawn for edition in store.editions()] == [None, expected]
    assert store.figures()["value"].tolist() == [20.7]
    assert store.revision() == receipt.revision == 3


@pytest.mark.parametrize("by", ["", "  \n"])
def test_publishing_needs_a_name(store: Store, by: str):
    with pytest.raises(StoreError, match="Say who publishes"):
        store.publish(a_draft(a_figure(), by=by), recorded_at=NOON)
    assert store.is_empty()


@pytest.mark.parametrize(
    ("number", "by", "reason", "message"),
    [
        (1, "", "Wrong", "Say who withdraws"),
        (1, "Officer", " ", "Say why"),
        (7, "Officer", "Wrong", "no edition 7: editions run from 1 to 2"),
        (0, "Officer", "Wrong", "no edition 0"),
        (2, "Officer", "Wrong", "Edition 2 was already withdrawn on 20/11/2019 by Head of service"),
    ],
)
def test_a_withdrawal_that_cannot_be(store: Store, number: int, by: str, reason: str, message: str):
    publish_month(store, OCTOBER, 1.0)
    publish_month(store, OCTOBER, 2.0)
    store.withdraw(2, by="Head of service", reason="First", recorded_at=NOON)
    with pytest.raises(StoreError, match=message):
        store.withdraw(number, by=by, reason=reason, recorded_at=NOON)
    assert store.revision() == 3


def test_withdrawing_from_an_empty_store(store: Store):
    with pytest.raises(StoreError, match="nothing has been published yet"):
        store.withdraw(1, by="Officer", reason="Wrong", recorded_at=NOON)


def test_a_preview_that_is_out_of_date_is_refused(store: Store):
    publish_month(store, OCTOBER, 1.0)
    with pytest.raises(StoreError, match="Someone else published or withdrew"):
        store.publish(a_draft(a_figure()), recorded_at=NOON, expected_revision=0)
    assert store.revision() == 1
    assert store.publish(a_draft(a_figure()), recorded_at=NOON, expected_revision=1).edition == 2


def test_a_fault_half_way_leaves_no_gap(store: Store):
    publish_month(store, OCTOBER, 1.0)
    broken = (AcceptedIssue(issue=Issue(code="error-cell", what=None), reason=""),)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError):
        store.publish(a_draft(a_figure(), accepted=broken), recorded_at=NOON)
    assert store.revision() == 1
    assert publish_month(store, OCTOBER, 2.0) == 2


def test_a_moment_without_a_time_zone_is_refused(store: Store):
    with pytest.raises(ValueError, match="time zone"):
        store.publish(a_draft(), recorded_at=datetime(2020, 1, 1))
    assert store.is_empty()
