"""Sending, against a real mail server: whatever it does, nobody gets two, nobody is lost, and the log says what."""

import shutil
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from smtp_server import MailServer
from store_fixtures import NOON, a_draft

from dashboard.errors import StoreError
from dashboard.mail.addresses import recipient_of
from dashboard.mail.decide import send_what_was_written
from dashboard.mail.folder import FolderDelivery
from dashboard.mail.letters import Letter, signed
from dashboard.mail.run import preview_mail, run_mail
from dashboard.mail.server import parse_server
from dashboard.mail.smtp import SmtpDelivery
from dashboard.mail.status import NEVER_RUN, mail_status
from dashboard.mail.subscriptions import Subscriber
from dashboard.settings import MailSettings
from dashboard.store.mail_log import MailDraft, MailState
from dashboard.store.store import open_store
from dashboard.views.daily.view import Follows

CHAIR, LEAD, HEAD = "chair@example.gov.uk", "lead@example.gov.uk", "head@example.gov.uk"
READERS = tuple(Subscriber(address=one, name="", follows=Follows()) for one in (CHAIR, LEAD, HEAD))
CONTENT = b"Subject: 1 worse\r\nMessage-ID: <id@example.org>\r\n\r\nHello\r\n.\r\n..and a dot\r\n"
TIMEOUT = 0.3
# Of the file systems in use, with room for the letters of a temporary name.
LONGEST_NAME = 240


@pytest.fixture
def server():
    made = MailServer().start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """The file of a store with one edition that no tracker shows, of which each reader has a message waiting."""
    path = tmp_path_factory.mktemp("waiting") / "store.db"
    with open_store(f"sqlite:///{path}") as made:
        made.publish(a_draft(), recorded_at=NOON)
        for reader in READERS:
            recipient = recipient_of(reader.address)
            draft = {"edition": 1, "covers": (1,), "subject": "1 worse", "message_id": "id", "content": CONTENT}
            made.mail.claim(MailDraft(recipient=recipient, **draft), at=NOON)
    return path


@pytest.fixture
def session(new_session, waiting, tmp_path):
    shutil.copy(waiting, tmp_path / "waiting.db")
    return replace(new_session(f"sqlite:///{tmp_path / 'waiting.db'}"), clock=lambda: NOON)


@pytest.fixture
def settings(tmp_path):
    return MailSettings(
        subscriptions=tmp_path / "subscriptions.yaml", outbox=tmp_path / "outbox", tries=2, wait_seconds=1
    )


@pytest.fixture
def send(session, settings, server):
    """Run once; ``sleep`` is what is done in the wait between two tries."""

    def run(session=session, sleep=lambda seconds: None, url="", readers=READERS, **changes):
        server_of = parse_server(url or server.url)
        delivery = SmtpDelivery(
            server_of, sender="team@example.gov.uk", timeout_seconds=TIMEOUT, patience_seconds=TIMEOUT
        )
        return run_mail(session, replace(settings, **changes), readers, delivery, sleep=sleep)

    return run


def state_of(session, address):
    record = session.store.mail.message(1, recipient_of(address))
    return record.state, record.reason


def counts(server):
    return {address: len(found) for address, found in server.inbox.items() if found}


def test_each_reader_gets_one_and_a_second_run_sends_nothing(send, server, session):
    assert send().words == "3 sent."
    assert send().words == "Nothing was due."
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}
    message = server.inbox[CHAIR][0]
    assert (message["To"], message["Message-ID"]) == (CHAIR, "<id@example.org>")
    assert message.get_content().splitlines() == ["Hello", ".", "..and a dot"]
    status = mail_status(session, MailSettings(subscriptions=session.catalogue_path, outbox=session.catalogue_path))
    assert status.summary == "Edition 1: 3 sent."
    assert "Nothing was due." in status.last_run


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_reader_put_off_for_now_gets_it_at_the_next_try(send, server, where):
    getattr(server, where)[LEAD] = ["451 greylisted, try later", "250 OK"]
    waits = []
    assert send(sleep=waits.append).words == "3 sent."
    assert waits == [1]
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


def test_a_reader_put_off_for_longer_gets_it_at_the_next_run(send, server, session):
    server.rcpt[LEAD] = ["451 greylisted <lead@example.gov.uk>"]
    assert send().words == "2 sent, 1 waiting."
    assert state_of(session, LEAD) == (
        MailState.WAITING,
        f"127.0.0.1:{server.port} does not take mail for the address: 451 greylisted <the address>.",
    )
    server.rcpt.clear()
    assert send().words == "1 sent."
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_one_address_refused_leaves_the_others_alone(send, server, session, settings, where):
    getattr(server, where)[LEAD] = ["550 no such user"]
    assert send().words == "2 sent, 1 refused."
    assert send().words == "Nothing was due."
    assert counts(server) == {CHAIR: 1, HEAD: 1}
    assert state_of(session, LEAD)[0] is MailState.REFUSED
    name = f"edition-0001-{LEAD}"
    assert (settings.dead_letters / f"{name}.eml").read_bytes() == b"To: " + LEAD.encode() + b"\r\n" + CONTENT
    assert "550 no such user" in (settings.dead_letters / f"{name}.txt").read_text(encoding="utf-8")
    assert len(list(settings.dead_letters.iterdir())) == 2


def test_a_refused_message_is_sent_again_when_a_person_says_so(send, server, session):
    server.rcpt[LEAD] = ["550 no such user", "250 OK"]
    send()
    session.store.mail.settle(1, recipient_of(LEAD), at=NOON, state=MailState.WAITING, reason="To be sent again.")
    assert send().words == "1 sent."
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


def test_a_server_that_is_down_and_comes_up_loses_nobody(send, server, session):
    server.stop()
    report = send()
    assert report.words.startswith("3 waiting.")
    assert "nothing answers there" in report.words
    assert state_of(session, CHAIR)[1] == report.fault
    server.start()
    assert send().words == "3 sent."
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


def test_a_server_that_comes_up_within_the_run_is_tried_again(send, server):
    server.stop()
    assert send(sleep=lambda seconds: server.start()).words == "3 sent."


def test_what_the_server_took_without_an_answer_is_never_sent_again_by_itself(send, server, session):
    server.data[CHAIR] = [None]
    assert send().words == "2 sent, 1 not known to have arrived."
    server.data.clear()
    assert send().words == "Nothing was due."
    assert len(server.inbox[CHAIR]) <= 1
    assert "gave no answer" in state_of(session, CHAIR)[1]
    settings = MailSettings(subscriptions=session.catalogue_path, outbox=session.catalogue_path)
    status = mail_status(session, settings)
    assert status.lines[0].word == "Not known to have arrived"
    assert any("--resend" in words for words in status.advice)


def test_a_run_that_dies_after_the_hand_over_leaves_it_for_a_person(send, server, session, monkeypatch):
    def die(self, *given, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(session.store.mail), "finish", die)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert sum(counts(server).values()) == 1
    report = send()
    assert (report.words, report.open) == ("2 sent.", 1)
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


def test_a_withdrawn_edition_is_not_sent(send, server, session):
    session.store.withdraw(1, by="Performance team", reason="Wrong month", recorded_at=NOON)
    assert send().words == "3 not sent, as the edition was withdrawn."
    assert (counts(server), send().words) == ({}, "Nothing was due.")


def test_who_left_the_list_is_sent_nothing(send, server, session):
    assert send(readers=READERS[:2]).words == "2 sent."
    assert state_of(session, HEAD)[0] is MailState.STOPPED
    assert send(readers=READERS[:2]).words == "Nothing was due."
    assert counts(server) == {CHAIR: 1, LEAD: 1}


def test_who_is_back_on_the_list_is_not_lost(send, server, session, settings):
    send(readers=READERS[:2])
    assert [one.address for one in preview_mail(session, settings, READERS)] == [HEAD]
    assert send().words == "1 sent."
    assert send().words == "Nothing was due."
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


def test_what_was_written_to_a_folder_goes_by_the_server_once_a_person_says_so(send, server, session, settings):
    run_mail(session, settings, READERS, FolderDelivery(settings.outbox), sleep=lambda seconds: None)
    assert send().words == "Nothing was due."
    send_what_was_written(session, 1, READERS[:2], by="Officer")
    assert send(readers=READERS[:2], sender="Team <team@example.gov.uk>").words == "2 sent."
    assert counts(server) == {CHAIR: 1, LEAD: 1}
    with pytest.raises(StoreError, match="only written to a folder"):
        send_what_was_written(session, 1, READERS[:2], by="Officer")


def test_an_old_refusal_is_off_the_page_once_its_reader_has_had_a_newer_one(send, server, session, settings):
    server.rcpt[LEAD] = ["550 5.1.1 mailbox full", "250 OK"]
    send()
    assert "Refused" in {line.word for line in mail_status(session, settings).lines}
    session.store.publish(a_draft(sha256="2" * 64), recorded_at=NOON)
    newer = MailDraft(
        edition=2, covers=(1, 2), recipient=recipient_of(LEAD), subject="S", message_id="i", content=CONTENT
    )
    session.store.mail.claim(newer, at=NOON)
    assert send().words == "1 sent."
    status = mail_status(session, settings)
    assert [(line.edition, line.word) for line in status.lines] == [(2, "Sent")]
    assert status.advice == ()


def test_after_days_of_waiting_a_message_is_given_up(send, server, session, settings):
    server.rcpt[CHAIR] = ["451 later"]
    late = replace(session, clock=lambda: NOON + timedelta(days=6))
    assert send(late).words == "2 sent, 1 given up."
    assert state_of(session, CHAIR)[1].startswith("Given up after 5 days.")
    assert (settings.dead_letters / f"edition-0001-{CHAIR}.txt").exists()
    assert send(late).words == "Nothing was due."


def test_two_runs_at_once_send_each_message_once(send, server, session):
    start, said = threading.Barrier(2), []

    def run(url):
        with open_store(url) as store:
            start.wait()
            said.append(send(replace(session, store=store)).words)

    url = f"sqlite:///{session.store.place}"
    threads = [threading.Thread(target=run, args=(url,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 2
    assert counts(server) == {CHAIR: 1, LEAD: 1, HEAD: 1}


def test_encryption_that_is_required_and_not_offered_sends_nothing(send, server):
    report = send(url=f"{server.url}?starttls=required", tries=1)
    assert report.words.startswith("3 waiting.")
    assert "offers no encryption" in report.fault
    assert counts(server) == {}


def test_a_folder_takes_each_message_as_a_file_once(session, settings, tmp_path):
    def run():
        return run_mail(session, settings, READERS, FolderDelivery(settings.outbox), sleep=lambda seconds: None)

    assert run().words == "3 written to the folder."
    assert run().words == "Nothing was due."
    assert sorted(path.name for path in settings.outbox.iterdir()) == sorted(
        f"edition-0001-{one.address}.eml" for one in READERS
    )
    assert mail_status(session, settings).summary == "Edition 1: 3 written to the folder."


def test_a_folder_that_cannot_be_made_loses_nobody(session, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    blocked, free = FolderDelivery(tmp_path / "file" / "outbox"), FolderDelivery(settings.outbox)
    assert run_mail(session, settings, READERS, blocked, sleep=lambda seconds: None).words.startswith("3 waiting.")
    assert run_mail(session, settings, READERS, free, sleep=lambda seconds: None).words == "3 written to the folder."


def test_addresses_that_look_alike_or_are_long_have_each_a_file(session, settings):
    names = {
        letter_to(one).filename for one in ("o'neill@b.org", "o_neill@b.org", "o!neill@b.org", "a" * 240 + "@b.org")
    }
    assert len(names) == 4
    assert max(len(name) for name in names) < LONGEST_NAME


def letter_to(address):
    return Letter(edition=1, recipient=recipient_of(address), address=address, name="", subject="S", content=CONTENT)


def test_what_was_made_without_a_sender_goes_out_in_the_sender_s_name():
    nobody = b"From: Scorecard <scorecard@example.invalid>\r\nSubject: S\r\n\r\n"
    named = b"From: Team <team@example.gov.uk>\r\nSubject: S\r\n\r\n"
    assert signed(nobody, "Team <team@example.gov.uk>") == named == signed(named, "Other <o@example.org>")
    assert signed(nobody, "") == nobody


def test_a_list_of_nobody_is_said(send):
    assert send(readers=()).words.endswith("Nobody is on the list of subscriptions.")


def test_nothing_sent_yet_is_said(new_session, settings):
    status = mail_status(new_session(), settings)
    assert (status.summary, status.last_run, status.lines) == (NEVER_RUN, "", ())
    # Who never set it up has nothing to mend.
    assert (status.advice, status.fault) == ((), "")


def test_the_page_names_readers_by_role_or_a_part_of_the_address_and_says_why(send, server, session, settings):
    rows = [f"- {{address: {CHAIR}, name: Chair, follows: [{{tracker: vision}}]}}"]
    rows += [f"- {{address: {LEAD}, follows: [{{tracker: vision}}]}}"]
    settings.subscriptions.write_text("subscribers:\n" + "\n".join(rows), encoding="utf-8")
    server.rcpt[LEAD] = ["550 no such user"]
    send(readers=READERS[:2])
    status = mail_status(session, settings)
    assert status.summary == "Edition 1: 1 refused, 1 not sent: left the list, 1 sent."
    said = {(line.who, line.word, line.edition) for line in status.lines}
    assert said == {
        ("Chair", "Sent", 1),
        ("l…@example.gov.uk", "Refused", 1),
        ("A reader who is no longer on the list", "Not sent: left the list", 1),
    }
    assert all(line.when == "20 November 2019 at 12:00 (UTC)" for line in status.lines)
    assert "550 no such user" in next(line.reason for line in status.lines if line.word == "Refused")
    assert any("--resend" in words for words in status.advice)
    settings.subscriptions.unlink()
    assert "no list of subscriptions" in mail_status(session, settings).fault
