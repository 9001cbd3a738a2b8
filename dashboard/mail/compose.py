"""What each reader is to be told: the editions that he has not been told of, as one message."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.intake.session import Session
from dashboard.mail.addresses import parse_contact, parse_sender, recipient_of
from dashboard.mail.subscriptions import Subscriber
from dashboard.reports.daily_eml import NO_SENDER, Envelope, daily_eml
from dashboard.settings import MailSettings
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


def compose(
    session: Session, settings: MailSettings, subscribers: Sequence[Subscriber], records: Sequence[MailRecord]
) -> Iterator[Composed]:
    """Make the messages that are due; nobody is due one who has been told of the newest edition, or follows no news.

    Raises:
        SettingsError: when the sender or the contact is no address.
        StoreError: when the store cannot be read.
    """
    ground = Ground(session)
    editions = {edition.number: edition for edition in ground.scorecards}
    sender = parse_sender(settings.sender) if settings.sender else NO_SENDER
    contact = parse_contact(settings.contact) if settings.contact else sender.addr_spec if settings.sender else ""
    views: dict[tuple[Follows, frozenset[int]], DailyView] = {}
    for subscriber in subscribers:
        recipient = recipient_of(subscriber.address)
        new = not_told(editions, [record for record in records if record.recipient == recipient])
        if not new:
            continue
        asked = (subscriber.follows, new)
        if asked not in views:
            views[asked] = build_daily_for(
                ground, subscriber.follows, new=new, base_url=settings.base_url, contact=contact
            )
        if views[asked].has_news:
            number = max(new)
            envelope = Envelope(
                sender=sender,
                sent_at=session.clock(),
                message_id=f"{_message_id(editions[number], recipient)}@{sender.domain}",
            )
            draft = MailDraft(
                edition=number,
                recipient=recipient,
                covers=tuple(sorted(new)),
                subject=views[asked].subject,
                message_id=envelope.message_id,
                content=daily_eml(views[asked], envelope),
            )
            yield Composed(subscriber=subscriber, draft=draft)


def not_told(editions: dict[int, Edition], records: Sequence[MailRecord]) -> frozenset[int]:
    """Number the editions that a reader has not been told of; the first time, only the newest of each report."""
    newest = max(editions, default=0)
    if newest <= max((one.edition for one in records if one.state is not MailState.WITHDRAWN), default=0):
        return frozenset()
    told = [one.edition for one in records if one.state in TOLD]
    if told:
        return frozenset(number for number in editions if number > max(told))
    latest = {}
    for edition in editions.values():  # in the order of month and issue
        latest[edition.report] = edition.number
    return frozenset({*latest.values(), newest})


def _message_id(edition: Edition, recipient: str) -> str:
    """Name a message by its edition and its reader: a mail server that is given it twice can tell."""
    said = f"{edition.number} {edition.sha256} {recipient}"
    return f"scorecard.{edition.number}.{hashlib.sha256(said.encode()).hexdigest()[:_ID_LETTERS]}"
