"""What a person decides of messages: that one arrived, is to be sent again, or is to go by the server after all."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.errors import StoreError
from dashboard.intake.session import Session
from dashboard.mail.addresses import recipient_of
from dashboard.mail.folder import VIA_FOLDER
from dashboard.mail.subscriptions import Subscriber
from dashboard.store.mail_log import MailState


def settle(session: Session, address: str, edition: int, state: MailState, *, by: str) -> None:
    """Record that a message arrived, or is to be sent again by the run that follows.

    Raises:
        StoreError: when there is no such message, or a run may still be handing it over.
    """
    words = "To be sent again" if state is MailState.WAITING else "Known to have arrived"
    recipient = recipient_of(address.strip())
    session.store.mail.settle(edition, recipient, at=session.clock(), state=state, reason=f"{words}, says {by}.")


def send_what_was_written(session: Session, edition: int, subscribers: Sequence[Subscriber], *, by: str) -> None:
    """Let an edition's messages that were only written to a folder wait for the server; who left the list gets none.

    Raises:
        StoreError: when no message of the edition was written to a folder for anybody on the list.
    """
    listed = {recipient_of(one.address) for one in subscribers}
    written = [
        one
        for one in session.store.mail.messages()
        if one.edition == edition and one.recipient in listed and one.state is MailState.SENT and one.via == VIA_FOLDER
    ]
    if not written:
        raise StoreError(f"No message of edition {edition} was only written to a folder, of those on the list now.")
    for one in written:
        reason = f"To be sent by the server, says {by}."
        session.store.mail.settle(
            edition, one.recipient, at=session.clock(), state=MailState.WAITING, reason=reason, only_from=VIA_FOLDER
        )
