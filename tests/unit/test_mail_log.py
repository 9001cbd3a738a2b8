"""The log of the e-mail: one claim for each edition and reader, one try at a time, nothing changed afterwards."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from mail_child import send
from sqlalchemy.exc import DBAPIError
from store_fixtures import NOON, a_draft

from dashboard.errors import StoreError
from dashboard.store import open_store
from dashboard.store.mail_considered import Considered
from dashboard.store.mail_log import IN_HAND, MailDraft, MailState

READERS = 12
CONSIDERED = Considered(recipient="reader", revision=1, follows="all", edition=1)


@pytest.fixture
def log(store):
    store.publish(a_draft(), recorded_at=NOON)
    return store.mail


def a_message(recipient="reader", **changes):
    facts = {"edition": 1, "covers": (1,), "subject": "1 worse", "message_id": "id@example.org", "content": b"Hello"}
    return MailDraft(recipient=recipient, **(facts | changes))


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


def test_what_ended_is_not_tried_again_until_a_person_says_so(log):
    for state in (MailState.REFUSED, MailState.GIVEN_UP, MailState.UNKNOWN):
        log.claim(a_message(state), at=NOON)
        log.finish(1, state, begin(log, state), at=NOON, state=state, reason="550 no such user")
        assert begin(log, state) is None
        log.settle(1, state, at=NOON, state=MailState.WAITING, reason="To be sent again, says the officer.")
        assert begin(log, state) == 3


def test_what_was_stopped_may_be_tried_as_its_reader_is_back(log):
    log.claim(a_message(), at=NOON)
    end(log, begin(log), MailState.STOPPED)
    assert begin(log) == 2


def test_what_a_run_may_be_handing_over_is_not_sent_again_beside_it(log):
    log.claim(a_message(), at=NOON)
    begin(log)
    again = {"state": MailState.WAITING, "reason": "To be sent again."}
    with pytest.raises(StoreError, match=r"begun at 12:00 \(UTC\).*Wait until 12:15"):
        log.settle(1, "reader", at=NOON + timedelta(minutes=14), **again)
    log.settle(1, "reader", at=NOON + IN_HAND, **again)
    assert begin(log) == 2


def test_of_two_who_let_go_what_was_written_to_a_folder_the_second_changes_nothing(log):
    log.claim(a_message(), at=NOON)
    again = {"at": NOON, "state": MailState.WAITING, "reason": "", "only_from": "here"}
    end(log, begin(log), MailState.SENT)
    log.settle(1, "reader", **again)
    end(log, log.begin(1, "reader", at=NOON, via="server"), MailState.SENT)
    log.settle(1, "reader", **again)
    assert begin(log) is None


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


def test_what_tells_the_same_as_another_run_s_message_is_not_claimed(store, log):
    store.publish(a_draft(sha256="2" * 64), recorded_at=NOON)
    assert log.claim(a_message(), at=NOON)
    assert not log.claim(a_message(edition=2, covers=(1, 2)), at=NOON)
    assert log.claim(a_message(edition=2, covers=(2,)), at=NOON)


def test_a_message_put_by_is_made_again_of_what_still_stands(store, log):
    store.publish(a_draft(sha256="2" * 64), recorded_at=NOON)
    assert log.claim(a_message(edition=2, covers=(1, 2)), at=NOON)
    store.withdraw(1, by="Performance team", reason="Wrong month", recorded_at=NOON)
    assert log.begin(2, "reader", at=NOON, via="here") is None
    assert log.claim(a_message(edition=2, covers=(2,), content=b"Anew"), at=NOON)
    assert not log.claim(a_message(edition=2, covers=(2,), content=b"Twice"), at=NOON)
    again = log.message(2, "reader")
    assert (again.state, again.covers, log.content(2, "reader")) == (MailState.WAITING, (2,), b"Anew")
    attempt = log.begin(2, "reader", at=NOON, via="here")
    log.finish(2, "reader", attempt, at=NOON, state=MailState.SENT, reason="")
    assert (log.message(2, "reader").state, log.begin(2, "reader", at=NOON, via="here")) == (MailState.SENT, None)


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


def test_what_was_settled_for_a_reader_is_kept_once_and_with_a_message_only_where_it_is(log):
    quiet = Considered(recipient="quiet", revision=1, follows="all")
    log.consider([quiet], at=NOON)
    log.consider([quiet], at=NOON)
    log.consider([], at=NOON)
    assert log.claim(a_message(), at=NOON, considered=CONSIDERED)
    assert not log.claim(a_message(), at=NOON, considered=Considered(recipient="reader", revision=2, follows="all"))
    assert set(log.considered()) == {quiet, CONSIDERED}


def test_the_log_is_append_only(store, log):
    log.claim(a_message(), at=NOON, considered=CONSIDERED)
    end(log, begin(log), MailState.WAITING)
    store.withdraw(1, by="Performance team", reason="Wrong month", recorded_at=NOON)
    assert begin(log) is None
    log.claim(a_message(), at=NOON)
    for change in (
        "UPDATE mail_messages SET subject = 'x'",
        "UPDATE mail_outcomes SET state = 'sent'",
        "UPDATE mail_remakes SET subject = 'x'",
        "DELETE FROM mail_outcomes",
        "UPDATE mail_considered SET revision = 9",
    ):
        with pytest.raises(DBAPIError, match="the store is append-only"), store._writing() as connection:
            connection.exec_driver_sql(change)


@pytest.mark.postgres
def test_of_two_senders_at_once_each_message_falls_to_one(postgresql_server, tmp_path, root):
    urls = [f"sqlite:///{tmp_path / 'store.db'}", postgresql_server.new_database()]
    for url in urls:
        with open_store(url) as opened:
            opened.publish(a_draft(), recorded_at=NOON)
    command = [sys.executable, str(root / "tests" / "mail_child.py"), str(READERS), *urls]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": root}
    environment = {**os.environ, "PYTHONPATH": str(root)}
    other = subprocess.Popen(command, env=environment, **pipes)
    assert other.stdout.readline() == "ready\n"
    other.stdin.write("go\n")
    other.stdin.flush()
    ours = [name for url in urls for name in send(url, READERS)]
    won = [*ours, *other.communicate(timeout=60)[0].split()]
    assert sorted(won) == sorted(f"{url[:6]}-reader-{number}" for url in urls for number in range(READERS))
