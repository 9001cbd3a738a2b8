"""The log of the e-mail: one claim for each edition and reader, one try at a time, nothing changed afterwards."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from store_fixtures import NOON, a_draft

from dashboard.errors import StoreError
from dashboard.store import open_store
from dashboard.store.mail_log import MailDraft, MailState

READERS = 12


@pytest.fixture
def log(store):
    store.publish(a_draft(), recorded_at=NOON)
    return store.mail


def a_message(recipient="reader", **changes):
    facts = {"edition": 1, "covers": (1,), "subject": "1 worse", "message_id": "id@example.org", "content": b"Hello"}
    return MailDraft(recipient=recipient, **{**facts, **changes})


def begin(log, recipient="reader", **more):
    return log.begin(1, recipient, at=NOON, via="here", **more)


def end(log, attempt, state, reason="", at=NOON):
    log.finish(1, "reader", attempt, at=at, state=state, reason=reason)


def test_an_edition_is_claimed_once_for_each_reader(log):
    assert log.claim(a_message(), at=NOON)
    assert not log.claim(a_message(content=b"another"), at=NOON)
    assert log.claim(a_message("another"), at=NOON)
    assert log.content(1, "reader") == b"Hello"
    assert {record.state for record in log.messages()} == {MailState.WAITING}


def test_a_try_that_was_begun_is_begun_by_nobody_else(log):
    log.claim(a_message(), at=NOON)
    assert begin(log) == 1
    assert begin(log) is None
    assert (log.message(1, "reader").state, log.message(1, "reader").is_open) == (MailState.UNKNOWN, True)


def test_what_is_put_off_is_due_again_and_what_was_sent_is_not(log):
    log.claim(a_message(), at=NOON)
    end(log, begin(log), MailState.WAITING, "450 later")
    assert begin(log) == 2
    end(log, 2, MailState.SENT, at=NOON + timedelta(minutes=1))
    assert begin(log) is None
    record = log.message(1, "reader")
    assert (record.state, record.attempts, record.at) == (MailState.SENT, 2, NOON + timedelta(minutes=1))


@pytest.mark.parametrize("state", [MailState.REFUSED, MailState.GIVEN_UP, MailState.UNKNOWN, MailState.STOPPED])
def test_what_ended_is_not_tried_again_until_a_person_says_so(log, state):
    log.claim(a_message(), at=NOON)
    end(log, begin(log), state, "550 no such user")
    assert begin(log) is None
    log.settle(1, "reader", at=NOON, state=MailState.WAITING, reason="To be sent again, says the officer.")
    assert begin(log) == 3


def test_an_open_try_is_settled_once(log):
    log.claim(a_message(), at=NOON)
    attempt = begin(log)
    log.settle(1, "reader", at=NOON, state=MailState.SENT, reason="Known to have arrived.")
    end(log, attempt, MailState.UNKNOWN, "too late to say")
    assert log.message(1, "reader").reason == "Known to have arrived."


def test_an_open_try_may_be_made_again_by_a_way_that_gives_the_same(log):
    log.claim(a_message(), at=NOON)
    begin(log)
    assert begin(log, again="there") is None
    assert begin(log, again="here") == 2


def test_a_message_of_a_withdrawn_edition_is_put_by(store, log):
    log.claim(a_message(), at=NOON)
    store.withdraw(1, by="Performance team", reason="Wrong month", recorded_at=NOON)
    assert begin(log) is None
    assert (log.message(1, "reader").state, log.message(1, "reader").reason) == (
        MailState.WITHDRAWN,
        "Edition 1 was withdrawn before it was sent.",
    )


def test_what_was_never_made_cannot_be_settled(log):
    with pytest.raises(StoreError, match="No message of edition 1"):
        log.settle(1, "nobody", at=NOON, state=MailState.SENT, reason="")
    assert begin(log, "nobody") is None


def test_runs_are_numbered_and_a_run_is_no_step_of_the_history(store, log):
    assert log.last_run() is None
    log.record_run(at=NOON, via="here", words="1 sent.")
    log.record_run(at=NOON, via="here", words="Nothing was due.")
    assert (log.last_run().number, log.last_run().words, log.last_run().ended_at) == (2, "Nothing was due.", NOON)
    assert store.revision() == 1


@pytest.mark.parametrize(
    "statement",
    ["UPDATE mail_messages SET subject = 'x'", "DELETE FROM mail_attempts", "UPDATE mail_outcomes SET state = 'sent'"],
)
def test_the_log_is_append_only(store, log, statement):
    log.claim(a_message(), at=NOON)
    end(log, begin(log), MailState.SENT)
    with pytest.raises(DBAPIError, match="the store is append-only"), store._writing() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.postgres
def test_of_two_senders_at_once_each_message_falls_to_one(postgresql_server, tmp_path, root):
    urls = [f"sqlite:///{tmp_path / 'store.db'}", postgresql_server.new_database()]
    for url in urls:
        with open_store(url) as opened:
            opened.publish(a_draft(), recorded_at=NOON)
    command = [sys.executable, str(root / "tests" / "mail_child.py"), str(READERS), *urls]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": root}
    environment = {**os.environ, "PYTHONPATH": str(root)}
    senders = [subprocess.Popen(command, env=environment, **pipes) for _ in range(2)]
    for sender in senders:
        assert sender.stdout.readline() == "ready\n"
    for sender in senders:
        sender.stdin.write("go\n")
        sender.stdin.flush()
    won = [name for sender in senders for name in sender.communicate(timeout=60)[0].split()]
    assert sorted(won) == sorted(f"{url[:6]}-reader-{number}" for url in urls for number in range(READERS))
