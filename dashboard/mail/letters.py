"""What is handed over, and how a hand-over ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from dashboard.reports.daily_eml import addressed
from dashboard.store.mail_log import MailState

# Of a server's reply so many letters are kept: enough to act on.
LONGEST_REASON = 200


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
