"""What each reader is due: only editions he was not told of, the first time only the newest, in one message."""

import email
from dataclasses import replace

import pytest
from demo_fixtures import SOCIAL_CARE, publish_demo
from store_fixtures import NOON

from dashboard.mail.addresses import recipient_of
from dashboard.mail.compose import compose, not_told
from dashboard.mail.folder import FolderDelivery
from dashboard.mail.run import preview_mail, run_mail
from dashboard.mail.subscriptions import Subscriber
from dashboard.settings import MailSettings
from dashboard.store.mail_log import MailRecord, MailState
from dashboard.views.daily.view import EVERY_EVENT, NEWS_ONLY, Follows
from dashboard.views.ground import Ground

CHAIR = Subscriber(address="chair@example.gov.uk", name="Chair", follows=Follows(trackers=(("vision", EVERY_EVENT),)))
QUIET = Subscriber(
    address="quiet@example.gov.uk", name="", follows=Follows(measures=(("three-or-more-social-workers", NEWS_ONLY),))
)


@pytest.fixture
def settings(tmp_path):
    return MailSettings(
        subscriptions=tmp_path / "s.yaml", outbox=tmp_path / "outbox", sender="Team <team@example.gov.uk>"
    )


@pytest.fixture(scope="module")
def session(demo):
    return replace(demo, clock=lambda: NOON)


def told(edition, state):
    return MailRecord(
        edition=edition, recipient=recipient_of(CHAIR.address), claimed_at=NOON, covers=(edition,), subject="",
        message_id="", state=state, attempts=1, at=NOON, via="", reason="",
    )  # fmt: skip


def test_the_first_message_tells_of_the_newest_edition_of_each_report_only(session, settings):
    (one,) = compose(session, settings, [CHAIR, QUIET], ())
    assert (one.subscriber, one.draft.covers, one.draft.edition) == (CHAIR, (1, 14, 15), 15)
    assert one.draft.subject.startswith("Vision tracker, March 2020: ")
    assert one.draft.message_id.endswith("@example.gov.uk")
    assert b"\r\nTo:" not in one.draft.content
    assert b"List-Unsubscribe: <mailto:team@example.gov.uk?subject=Stop>" in one.draft.content
    # A dry run gives the same, to the byte, and changes nothing.
    (letter,) = preview_mail(session, settings, [CHAIR, QUIET])
    assert (letter.content, letter.message) == (
        one.draft.content,
        b"To: chair@example.gov.uk\r\n" + one.draft.content,
    )
    assert session.store.mail.messages() == ()


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([(15, MailState.SENT)], []),
        ([(15, MailState.REFUSED)], []),
        ([(12, MailState.SENT)], [13, 14, 15]),
        ([(13, MailState.WAITING)], [14, 15]),
        ([(13, MailState.UNKNOWN)], [14, 15]),
        ([(12, MailState.SENT), (13, MailState.REFUSED)], [13, 14, 15]),
        ([(99, MailState.WITHDRAWN), (13, MailState.SENT)], [14, 15]),
    ],
)
def test_a_message_goes_on_from_what_the_reader_was_told(demo, records, expected):
    editions = {edition.number: edition for edition in Ground(demo).scorecards}
    assert sorted(not_told(editions, [told(*one) for one in records])) == expected


def test_after_an_edition_a_newer_one_is_told_of_once_and_a_withdrawn_one_is_not(demo_copy, settings, tmp_path):
    session = replace(demo_copy, clock=lambda: NOON)

    def run(folder=settings.outbox):
        report = run_mail(session, settings, [CHAIR], FolderDelivery(folder), sleep=lambda seconds: None)
        return [(one.letter.edition, one.state) for one in report.told]

    tmp_path.joinpath("file").touch()
    assert run(tmp_path / "file" / "outbox") == [(15, MailState.WAITING)]
    session.store.withdraw(14, by="Performance team", reason="For a test", recorded_at=NOON)
    assert run() == [(15, MailState.WITHDRAWN)]
    # What still stands is told of all the same.
    assert run() == [(15, MailState.SENT)]
    assert session.store.mail.message(15, recipient_of(CHAIR.address)).covers == (1, 13, 15)
    again = publish_demo(session, SOCIAL_CARE[-1]).receipt.edition
    assert run() == [(again, MailState.SENT)]
    assert run() == []
    said = email.message_from_bytes((settings.outbox / f"edition-{again:04}-{CHAIR.address}.eml").read_bytes())
    assert said["Subject"].startswith("Vision tracker, March 2020: ")
    assert session.store.mail.message(again, recipient_of(CHAIR.address)).covers == (again,)
