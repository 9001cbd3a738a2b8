"""What is handed over, and how a hand-over ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from dashboard.mail.addresses import parse_sender
from dashboard.reports.daily_eml import NO_SENDER, addressed
from dashboard.store.mail_log import MailState

# Of a server's reply so many letters are kept: enough to act on.
LONGEST_REASON = 200
# Of an address so many letters name its file: no file system takes more than 255 in all.
_LONGEST_NAME, _TELLING = 100, 8
_FROM_NOBODY = f"From: {NO_SENDER}\r\n".encode()


def signed(content: bytes, sender: str) -> bytes:
    """Name the sender in a message that was made while there was none, and written to a folder."""
    if not sender or not content.startswith(_FROM_NOBODY):
        return content
    found = EmailMessage(policy=SMTP)
    found["From"] = parse_sender(sender)
    return found.as_bytes().rstrip(b"\r\n") + b"\r\n" + content.removeprefix(_FROM_NOBODY)


class ServerDownError(Exception):
    """The mail server cannot be spoken to, whoever a message is for; the words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message with its reader's address; ``content`` has no line To."""

    edition: int
    recipient: str
    address: str
    name: str
    subject: str
    content: bytes = field(repr=False)

    @property
    def message(self) -> bytes:
        """Give the message as it goes out."""
        return addressed(self.content, self.address)

    @property
    def filename(self) -> str:
        """Name the message's file: the same message always has the same name."""
        safe = "".join(letter if letter.isalnum() or letter in "@.-_+" else "_" for letter in self.address)
        if safe != self.address or len(safe) > _LONGEST_NAME:
            # Two addresses that would look the same stay two files.
            safe = f"{safe[:_LONGEST_NAME]}-{self.recipient[:_TELLING]}"
        return f"edition-{self.edition:04}-{safe}.eml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a hand-over ended; ``reason`` is empty where it went well."""

    state: MailState
    reason: str = ""


class Delivery(Protocol):
    """A way for messages to go out."""

    @property
    def via(self) -> str:
        """Name the way: a server, or a folder."""

    @property
    def repeatable(self) -> bool:
        """Tell whether handing a message over twice is the same as once."""

    def prepare(self) -> None:
        """Get ready for the next message; raises ``ServerDownError`` where none can go out."""

    def hand_over(self, letter: Letter) -> Outcome:
        """Hand one message over, and say how it ended."""

    def close(self) -> None:
        """End it."""


def plain_reason(said: str, address: str = "") -> str:
    """Put a server's words in one line of modest length, without the reader's address, which no log keeps."""
    kept = "".join(letter if letter.isprintable() else " " for letter in said)
    without = kept.replace(address, "the address") if address else kept
    words = " ".join(without.split()).strip()
    return words if len(words) <= LONGEST_REASON else f"{words[: LONGEST_REASON - 1]}…"
