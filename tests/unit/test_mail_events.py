"""What a reader hears of a sequence of editions: each event once, when it happens, and nothing of what goes on."""

import email
import email.policy
import hashlib
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from demo_fixtures import settings_for
from store_fixtures import NOON, a_draft, a_figure

from dashboard.intake.session import open_session
from dashboard.mail.addresses import recipient_of
from dashboard.mail.compose import digest_of, told_up_to
from dashboard.mail.folder import FolderDelivery
from dashboard.mail.run import run_mail
from dashboard.mail.subscriptions import Subscriber
from dashboard.periods import month
from dashboard.settings import MailSettings
from dashboard.store.mail_considered import Considered
from dashboard.store.mail_log import MailRecord, MailState
from dashboard.views.daily.view import EVERY_EVENT, DailyEvent, Follows
from dashboard.vocabulary import Basis, IndicatorId, ReportId

MEASURE = IndicatorId("contacts-decided-within-1-working-day")  # on target from 95%, within tolerance from 85%
USUAL = [96.0, 97.0, 96.5, 97.5, 96.0, 97.0, 96.5, 97.0, 96.0, 97.5, 96.5, 97.0]
MONTHS = [month(2018 + (3 + n) // 12, (3 + n) % 12 + 1) for n in range(24)]
APRIL = len(USUAL)  # of 2019: the first month after the year that every reader was told of
RED, SIGNAL, REVISED, PUBLISHED = "red", "signal", "revised", "published"
EVENTS = {
    RED: DailyEvent.TURNED_RED,
    SIGNAL: DailyEvent.SIGNAL,
    REVISED: DailyEvent.REVISED,
    PUBLISHED: DailyEvent.PUBLISHED,
}


def follower(name, *events):
    follows = Follows(measures=((MEASURE, frozenset(events)),))
    return Subscriber(address=f"{name}@example.gov.uk", name="", follows=follows)


READERS = tuple(follower(name, event) for name, event in EVENTS.items())


class World:
    """One measure's editions, published, withdrawn and told of."""

    def __init__(self, session, folder):
        self.now = NOON + timedelta(hours=1)
        self.session = replace(session, clock=lambda: self.now)
        self.settings = MailSettings(subscriptions=folder / "s.yaml", outbox=folder / "outbox")
        self.said = {}

    def publish(self, *values):
        """Publish an edition as at the last of the months after March 2019 that have values."""
        every = [*USUAL, *values]
        figures = [
            a_figure(
                value,
                indicator=MEASURE,
                basis=Basis.IN_MONTH,
                period=period,
                decimals=1,
                numerator=None if value is None else value * 10,
                denominator=None if value is None else 1000.0,
                **({"missing": "no_figure"} if value is None else {}),
            )
            for period, value in zip(MONTHS, every, strict=False)
        ]
        self.now += timedelta(hours=1)
        number = len(self.session.store.editions()) + 1
        draft = a_draft(
            *figures,
            report=ReportId("social-care-scorecard"),
            as_at=MONTHS[len(every) - 1],
            issued_on=date(2019, 5, 1) + timedelta(days=number),
            issue_number=number,
            content=f"edition {number}".encode(),
            sha256=hashlib.sha256(f"{number}".encode()).hexdigest(),
        )
        return self.session.store.publish(draft, recorded_at=self.now).edition

    def withdraw(self, number):
        self.now += timedelta(hours=1)
        self.session.store.withdraw(number, by="Performance team", reason="For a test", recorded_at=self.now)

    def run(self, readers=READERS):
        """Send what is due, and give who was sent something."""
        delivery = FolderDelivery(self.settings.outbox)
        report = run_mail(self.session, self.settings, readers, delivery, sleep=lambda seconds: None)
        assert all(one.state is MailState.SENT for one in report.told)
        for one in report.told:
            found = email.message_from_bytes(one.letter.message, policy=email.policy.default)
            self.said[one.letter.address.split("@")[0]] = found.get_body(("plain",)).get_content()
        return {one.letter.address.split("@")[0] for one in report.told}


@pytest.fixture(scope="module")
def told_of_march(tmp_path_factory):
    """The file of a store with an edition of March 2019, of which every reader was told all that he follows."""
    folder = tmp_path_factory.mktemp("told")
    session = open_session(settings_for(f"sqlite:///{folder / 'store.db'}"))
    made = World(session, folder)
    made.publish()
    assert made.run() == {PUBLISHED}
    assert made.run() == set()
    session.store.close()
    return folder / "store.db"


@pytest.fixture
def world(new_session, told_of_march, tmp_path):
    shutil.copy(told_of_march, tmp_path / "told.db")
    return World(new_session(f"sqlite:///{tmp_path / 'told.db'}"), tmp_path)


def test_a_run_of_bad_months_is_told_when_it_begins_and_when_it_ends(world):
    world.publish(80.0)
    assert world.run() == {RED, SIGNAL, PUBLISHED}
    assert "off target, was on target in March 2019" in world.said[RED]
    world.publish(80.0, 80.0)
    assert world.run() == {PUBLISHED}
    world.publish(80.0, 80.0, 92.0)
    assert world.run() == {SIGNAL, PUBLISHED}
    assert "MEASURES YOU FOLLOW, JUNE 2019\r\n\r\nNo longer standing out\r\n- Contacts decided" in world.said[SIGNAL]
    assert "was worse than usual in May 2019" in world.said[SIGNAL]
    # Who hears of red alone was told nothing of its end, and hears of the next one all the same.
    world.publish(80.0, 80.0, 92.0, 70.0)
    assert world.run() >= {RED, PUBLISHED}


def test_what_turns_from_worse_to_better_is_told(world):
    world.publish(80.0)
    world.run()
    world.publish(80.0, 80.0)
    world.run()
    world.publish(80.0, 80.0, 97.0)
    assert world.run() == {SIGNAL, PUBLISHED}
    assert "BETTER: Contacts decided" in world.said[SIGNAL]


def test_a_tracker_is_told_of_as_its_events_say(world):
    """All of them: how it stands, with each new figure. The signals alone: what begins and what ends."""
    readers = [
        Subscriber(address=f"{name}@example.gov.uk", name="", follows=Follows(trackers=(("vision", events),)))
        for name, events in (("every", EVERY_EVENT), ("signals", frozenset({DailyEvent.SIGNAL})))
    ]
    for values, who, words in (
        ((), {"every"}, "None of"),
        ((80.0,), {"every", "signals"}, "WORSE: Contacts decided"),
        ((80.0, 80.0), {"every"}, "WORSE: Contacts decided"),
        ((80.0, 80.0), set(), ""),
        ((80.0, 80.0, 92.0), {"every", "signals"}, "No longer standing out"),
    ):
        world.publish(*values)
        assert world.run(readers) == who
        assert all(words in world.said[name] for name in who)


def test_the_same_figures_published_again_are_no_news(world):
    world.publish(80.0)
    world.run()
    world.publish(80.0)
    assert world.run() == set()


def test_what_was_withdrawn_and_published_again_is_told_once(world):
    number = world.publish(80.0)
    world.run()
    world.withdraw(number)
    assert world.run() == set()
    world.publish(80.0)
    assert world.run() == set()


def test_what_came_in_another_s_place_is_told_as_revised(world):
    number = world.publish(80.0)
    world.run()
    world.withdraw(number)
    world.publish(82.0)
    assert world.run() == {REVISED, PUBLISHED}
    assert "April 2019: was 80.0%, now 82.0%" in world.said[REVISED]


def test_a_figure_that_was_withdrawn_is_told_with_the_next_edition(world):
    number = world.publish(80.0)
    world.run()
    world.withdraw(number)
    world.publish()
    assert world.run() == {REVISED}
    assert "April 2019: was 80.0%, now withdrawn" in world.said[REVISED]


def test_a_month_that_turns_red_only_as_it_is_revised_is_told(world):
    world.publish(80.0)
    world.run()
    world.publish(80.0, 96.0)
    world.run()
    world.publish(80.0, 80.0)
    # That it stands out is for now the revision's doing, as its mark says: "Revised, not new".
    assert world.run() == {RED, REVISED, PUBLISHED}
    assert "off target, was on target before that was revised" in world.said[RED]


def test_what_happened_in_an_edition_that_was_not_told_of_alone_is_not_lost(world):
    world.publish(80.0)
    world.publish(80.0, 80.5)
    assert world.run() == {RED, SIGNAL, PUBLISHED}
    assert "was on target in March 2019" in world.said[RED]


def test_a_revision_is_told_to_who_was_sent_nothing_between(world):
    """He was considered for April, of which there was nothing to tell him; so April's figure counts as known."""
    world.publish(96.0)
    assert REVISED not in world.run()
    world.publish(94.0, 96.0)
    assert REVISED in world.run()
    assert "April 2019: was 96.0%, now 94.0%" in world.said[REVISED]


def test_a_month_without_a_figure_ends_no_run(world):
    world.publish(80.0)
    world.run()
    world.publish(80.0, None)
    assert SIGNAL not in world.run()
    world.publish(80.0, None, 80.0)
    assert not {SIGNAL, RED} & world.run()


def test_a_clock_that_goes_back_sends_nothing_twice(world):
    world.publish(80.0)
    assert world.run()
    world.now -= timedelta(days=2)
    assert world.run() == set()
    world.publish(80.0, 80.0)
    assert world.run() == {PUBLISHED}


def test_who_joins_is_told_how_it_stands_and_a_changed_list_repeats_nothing(world):
    world.publish(80.0)
    world.run()
    late = follower("late", DailyEvent.SIGNAL)
    assert world.run((*READERS, late)) == {"late"}
    wider = replace(late, follows=follower("x", *EVERY_EVENT).follows, address="LATE@example.gov.uk")
    assert world.run((*READERS, wider)) == set()
    world.publish(80.0, 80.0)
    assert world.run((*READERS, wider)) == {PUBLISHED, "LATE"}
    assert world.run((*READERS, late)) == set()


def test_who_was_never_sent_any_and_now_follows_more_is_told_as_for_the_first_time(world):
    quiet = follower("quiet", DailyEvent.REVISED)
    assert world.run((quiet,)) == set()
    assert world.run((replace(quiet, follows=follower("x", *EVERY_EVENT).follows),)) == {"quiet"}


def test_what_was_settled_for_a_message_that_never_went_out_does_not_count():
    recipient = recipient_of("chair@example.gov.uk")

    def kept(revision, edition=None, follows="same"):
        return Considered(recipient=recipient, revision=revision, follows=follows, edition=edition)

    def record(edition, state):
        return MailRecord(
            edition=edition, recipient=recipient, claimed_at=NOON, covers=(edition,), subject="", message_id="",
            state=state, attempts=1, at=NOON, via="", reason="",
        )  # fmt: skip

    revisions = {1: 1, 2: 2, 3: 4}
    for records, considered, expected in (
        ([], [], 0),
        ([], [kept(2)], 2),
        ([], [kept(2, follows="other")], 0),
        ([record(1, MailState.SENT)], [kept(2, follows="other")], 2),
        ([record(2, MailState.REFUSED)], [kept(3, edition=2)], 0),
        ([record(2, MailState.SENT)], [kept(3, edition=2)], 3),
        ([record(3, MailState.WAITING)], [], 4),
    ):
        assert told_up_to(revisions, records, considered, "same") == expected


def test_the_order_of_events_is_no_other_list():
    follows = [
        Follows(trackers=(("vision", frozenset(order)),)) for order in (EVENTS.values(), [*EVENTS.values()][::-1])
    ]
    assert len({digest_of(one) for one in follows}) == 1
    assert digest_of(follows[0]) != digest_of(follower("x", DailyEvent.REVISED).follows)
