"""What each reader is to be told: the editions that he has not been told of, as one message."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.intake.session import Session
from dashboard.mail.addresses import parse_contact, parse_sender, recipient_of
from dashboard.mail.subscriptions import Subscriber
from dashboard.reports.daily_eml import NO_SENDER, Envelope, daily_eml
from dashboard.settings import MailSettings
from dashboard.store.mail_considered import Considered
from dashboard.store.mail_log import TOLD, MailDraft, MailRecord, MailState
from dashboard.store.records import Edition
from dashboard.views.daily.build import build_daily_for
from dashboard.views.daily.view import DailyView, Follows
from dashboard.views.ground import Ground

_ID_LETTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A reader, and the message that is due to him."""

    subscriber: Subscriber
    draft: MailDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a reader is due as the store was at a revision: a message, or nothing."""

    subscriber: Subscriber
    considered: Considered
    draft: MailDraft | None


def compose(
    session: Session,
    settings: MailSettings,
    subscribers: Sequence[Subscriber],
    records: Sequence[MailRecord],
    considered: Sequence[Considered] = (),
) -> Iterator[Composed]:
    """Make the messages that are due; nobody is due one who has been told of the newest edition, or follows no news.

    Raises:
        SettingsError: when the sender or the contact is no address.
        StoreError: when the store cannot be read.
    """
    for one in settle_all(session, settings, subscribers, records, considered):
        if one.draft is not None:
            yield Composed(subscriber=one.subscriber, draft=one.draft)


def settle_all(
    session: Session,
    settings: MailSettings,
    subscribers: Sequence[Subscriber],
    records: Sequence[MailRecord],
    considered: Sequence[Considered],
) -> Iterator[Settled]:
    """Settle what each reader is due of the editions that he was not considered for.

    The store is read as it is now, whatever is published meanwhile: of that he is told by the next run.

    Raises:
        SettingsError: when the sender or the contact is no address.
        StoreError: when the store cannot be read.
    """
    writer = _Writer(session, settings)
    editions = {edition.number: edition for edition in writer.ground.scorecards}
    for subscriber in subscribers:
        recipient, follows = recipient_of(subscriber.address), digest_of(subscriber.follows)
        own = [record for record in records if record.recipient == recipient]
        since = told_up_to(writer.revisions, own, [one for one in considered if one.recipient == recipient], follows)
        new = not_told(editions, own, since)
        if not new:
            continue
        draft = writer.draft(subscriber, editions[max(new)], new, since)
        number = None if draft is None else draft.edition
        kept = Considered(recipient=recipient, revision=writer.revision, follows=follows, edition=number)
        yield Settled(subscriber=subscriber, considered=kept, draft=draft)


class _Writer:
    """Writes readers' messages of one state of the store; what several of them are told alike is built once."""

    def __init__(self, session: Session, settings: MailSettings) -> None:
        self.revision = session.store.revision()
        self._session = replace(session, store=session.store.at(self.revision))
        self._settings = settings
        self.ground = Ground(self._session)
        self._told: dict[int, Ground] = {}
        self._views: dict[tuple[Follows, frozenset[int], int], DailyView] = {}
        self._sender = parse_sender(settings.sender) if settings.sender else NO_SENDER
        own = self._sender.addr_spec if settings.sender else ""
        self._contact = parse_contact(settings.contact) if settings.contact else own

    @cached_property
    def revisions(self) -> Mapping[int, int]:
        """Give the revision that each edition made, withdrawn ones' too."""
        return {edition.number: edition.revision for edition in self._session.store.editions()}

    def draft(self, subscriber: Subscriber, newest: Edition, new: frozenset[int], since: int) -> MailDraft | None:
        """Write a reader's message; None where nothing that he follows is news."""
        view = self._view(subscriber.follows, new, since)
        if not view.has_news:
            return None
        recipient = recipient_of(subscriber.address)
        envelope = Envelope(
            sender=self._sender,
            sent_at=self._session.clock(),
            message_id=f"{_message_id(newest, recipient)}@{self._sender.domain}",
        )
        return MailDraft(
            edition=newest.number,
            recipient=recipient,
            covers=tuple(sorted(new)),
            subject=view.subject,
            message_id=envelope.message_id,
            content=daily_eml(view, envelope),
        )

    def _view(self, follows: Follows, new: frozenset[int], since: int) -> DailyView:
        asked = (follows, new, since)
        if asked not in self._views:
            self._views[asked] = build_daily_for(
                self.ground,
                follows,
                new=new,
                told=self._as_told(since),
                base_url=self._settings.base_url,
                contact=self._contact,
            )
        return self._views[asked]

    def _as_told(self, since: int) -> Ground | None:
        """Give the store as it was when a reader was last considered."""
        if not since:
            return None
        if since not in self._told:
            self._told[since] = Ground(replace(self._session, store=self._session.store.at(since)))
        return self._told[since]


def told_up_to(
    revisions: Mapping[int, int], records: Sequence[MailRecord], considered: Sequence[Considered], follows: str
) -> int:
    """Give the store's revision up to which a reader was told all that he follows, 0 before the first message.

    What was settled for a message that never went out does not count. Nor does, of one who was never sent any, that
    there was nothing to tell while he followed something else.
    """
    told = {record.edition for record in records if record.state in TOLD}
    quiet = [one.revision for one in considered if one.edition is None and (told or one.follows == follows)]
    by_message = [one.revision for one in considered if one.edition in told]
    return max([*quiet, *by_message, *(revisions[number] for number in told)], default=0)


def not_told(editions: dict[int, Edition], records: Sequence[MailRecord], since: int = 0) -> frozenset[int]:
    """Number the editions that a reader has not been told of; the first time, only the newest of each report.

    ``since`` is the revision up to which he was considered.
    """
    newest = max(editions, default=0)
    if newest <= max((one.edition for one in records if one.state is not MailState.WITHDRAWN), default=0):
        return frozenset()
    told = [one.edition for one in records if one.state in TOLD]
    if told or since:
        after = max(told, default=0)
        return frozenset(n for n, edition in editions.items() if n > after and edition.revision > since)
    latest = {}
    for edition in editions.values():  # in the order of month and issue
        latest[edition.report] = edition.number
    return frozenset({*latest.values(), newest})


def digest_of(follows: Follows) -> str:
    """Give a digest of what a reader follows, whatever the order of its events."""
    said = [[(name, sorted(events)) for name, events in part] for part in (follows.trackers, follows.measures)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:_ID_LETTERS]


def _message_id(edition: Edition, recipient: str) -> str:
    """Name a message by its edition and its reader: a mail server that is given it twice can tell."""
    said = f"{edition.number} {edition.sha256} {recipient}"
    return f"scorecard.{edition.number}.{hashlib.sha256(said.encode()).hexdigest()[:_ID_LETTERS]}"
