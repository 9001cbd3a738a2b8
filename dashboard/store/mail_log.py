"""The log of the e-mail made from editions: who was told of what, each try, and how it ended; append-only.

A message is claimed, and each try of it begun, in a transaction of its own before anything is handed over, under the
one writer's lock: of two runs at once one gets it. A try whose end was never recorded is not known to have arrived or
not, and no run tries it again by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, func, insert, select, tuple_

from dashboard.errors import StoreError
from dashboard.store.mail_tables import mail_attempts, mail_messages, mail_outcomes, mail_runs
from dashboard.store.tables import withdrawals

Connecting = Callable[[], AbstractContextManager[Connection]]
_MESSAGE_COLUMNS = tuple(column for column in mail_messages.c if column.name != "content")


class MailState(StrEnum):
    """How a message stands, or how one try of it ended."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    # Its edition was withdrawn, or its reader left the list, before it went out.
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDraft:
    """A message to be claimed: the newest edition it tells of, all of them, and its bytes without the line To."""

    edition: int
    recipient: str
    covers: tuple[int, ...]
    subject: str
    message_id: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecord:
    """A message as it stands: its last try's time, way and reason; ``attempts`` counts the tries.

    ``is_open`` tells a try whose end is not recorded: another run may be at it, or stopped half-way.
    """

    edition: int
    recipient: str
    claimed_at: datetime
    covers: tuple[int, ...]
    subject: str
    message_id: str
    state: MailState
    attempts: int
    at: datetime
    via: str
    reason: str
    is_open: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """Give the edition and the recipient."""
        return self.edition, self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRun:
    """A run that came to its end."""

    number: int
    ended_at: datetime
    via: str
    words: str


class MailLog:
    """The e-mail of one store; every method raises ``StoreError`` when the database cannot be reached or refuses."""

    def __init__(self, reading: Connecting, writing: Connecting) -> None:
        self._reading = reading
        self._writing = writing

    def claim(self, draft: MailDraft, *, at: datetime) -> bool:
        """Keep a message before it is first handed over; False where this edition's was claimed for this reader."""
        key = (draft.edition, draft.recipient)
        with self._writing() as connection:
            if _messages(connection, [key]):
                return False
            connection.execute(
                insert(mail_messages).values(
                    edition=draft.edition,
                    recipient=draft.recipient,
                    claimed_at=_utc(at),
                    covers=",".join(str(number) for number in draft.covers),
                    subject=draft.subject,
                    message_id=draft.message_id,
                    content=draft.content,
                )
            )
        return True

    def begin(self, edition: int, recipient: str, *, at: datetime, via: str, again: str = "") -> int | None:
        """Begin a try and give its number; None where none is due: sent meanwhile, or at another run's hands.

        A message of an edition that was withdrawn is put by instead. ``again`` names the way by which an open try may
        be made again: one that gives the same result however often it is made.
        """
        with self._writing() as connection:
            record = _one(connection, edition, recipient)
            if record is None or not (record.state is MailState.WAITING or (record.is_open and record.via == again)):
                return None
            attempt = _add_attempt(connection, record, at, via)
            gone = _withdrawn(connection, record.covers)
            if gone:
                said = f"Edition {gone[0]} was withdrawn before it was sent."
                _add_outcome(connection, record, attempt, at, MailState.WITHDRAWN, said)
                return None
            return attempt

    def finish(
        self, edition: int, recipient: str, attempt: int, *, at: datetime, state: MailState, reason: str
    ) -> None:
        """Record how a try ended."""
        with self._writing() as connection:
            record = _one(connection, edition, recipient)
            # A person may have settled it meanwhile: what stands first stands.
            if record is not None and record.is_open and record.attempts == attempt:
                _add_outcome(connection, record, attempt, at, state, reason)

    def settle(self, edition: int, recipient: str, *, at: datetime, state: MailState, reason: str) -> MailRecord:
        """Record what a person decided of a message: that it waits to be sent again, or that it arrived.

        Raises:
            StoreError: when there is no such message.
        """
        with self._writing() as connection:
            record = _one(connection, edition, recipient)
            if record is None:
                raise StoreError(f"No message of edition {edition} was made for this address.")
            attempt = record.attempts if record.is_open else _add_attempt(connection, record, at, "by hand")
            _add_outcome(connection, record, attempt, at, state, reason)
            return record

    def messages(self) -> tuple[MailRecord, ...]:
        """List every message as it stands, the newest edition first."""
        with self._reading() as connection:
            return _messages(connection)

    def message(self, edition: int, recipient: str) -> MailRecord | None:
        """Give one message as it stands."""
        with self._reading() as connection:
            return _one(connection, edition, recipient)

    def content(self, edition: int, recipient: str) -> bytes:
        """Give a message's bytes, without the line To."""
        with self._reading() as connection:
            query = select(mail_messages.c.content).where(
                mail_messages.c.edition == edition, mail_messages.c.recipient == recipient
            )
            return bytes(connection.scalar(query) or b"")

    def record_run(self, *, at: datetime, via: str, words: str) -> None:
        """Record that a run came to its end."""
        with self._writing() as connection:
            number = (connection.scalar(select(func.max(mail_runs.c.number))) or 0) + 1
            connection.execute(insert(mail_runs).values(number=number, ended_at=_utc(at), via=via, words=words))

    def last_run(self) -> MailRun | None:
        """Give the last run that came to its end."""
        with self._reading() as connection:
            query = select(mail_runs).order_by(mail_runs.c.number.desc()).limit(1)
            row = connection.execute(query).mappings().one_or_none()
            return None if row is None else MailRun(**row)


def _one(connection: Connection, edition: int, recipient: str) -> MailRecord | None:
    return next(iter(_messages(connection, [(edition, recipient)])), None)


def _messages(connection: Connection, keys: Sequence[tuple[int, str]] | None = None) -> tuple[MailRecord, ...]:
    """Read messages with their last try and its outcome."""
    same = (
        (mail_attempts.c.edition == mail_messages.c.edition) & (mail_attempts.c.recipient == mail_messages.c.recipient),
        (mail_outcomes.c.edition == mail_attempts.c.edition)
        & (mail_outcomes.c.recipient == mail_attempts.c.recipient)
        & (mail_outcomes.c.attempt == mail_attempts.c.attempt),
    )
    query = (
        select(
            *_MESSAGE_COLUMNS,
            mail_attempts.c.attempt,
            mail_attempts.c.begun_at,
            mail_attempts.c.via,
            mail_outcomes.c.state,
            mail_outcomes.c.reason,
            mail_outcomes.c.ended_at,
        )
        .join_from(mail_messages, mail_attempts, same[0], isouter=True)
        .join(mail_outcomes, same[1], isouter=True)
        .order_by(mail_messages.c.edition.desc(), mail_messages.c.recipient, mail_attempts.c.attempt)
    )
    if keys is not None:
        query = query.where(tuple_(mail_messages.c.edition, mail_messages.c.recipient).in_(keys))
    # The last row of each message is its last try.
    last = {(row["edition"], row["recipient"]): row for row in connection.execute(query).mappings()}
    return tuple(_as_record(row) for row in last.values())


def _as_record(row: RowMapping) -> MailRecord:
    is_open = row["attempt"] is not None and row["state"] is None
    state = MailState.UNKNOWN if is_open else MailState(row["state"] or MailState.WAITING)
    return MailRecord(
        edition=row["edition"],
        recipient=row["recipient"],
        claimed_at=row["claimed_at"],
        covers=tuple(int(number) for number in row["covers"].split(",")),
        subject=row["subject"],
        message_id=row["message_id"],
        state=state,
        attempts=row["attempt"] or 0,
        at=row["ended_at"] or row["begun_at"] or row["claimed_at"],
        via=row["via"] or "",
        reason=row["reason"] or "",
        is_open=is_open,
    )


def _withdrawn(connection: Connection, covers: Sequence[int]) -> list[int]:
    query = select(withdrawals.c.edition).where(withdrawals.c.edition.in_(covers)).order_by(withdrawals.c.edition)
    return list(connection.scalars(query))


def _add_attempt(connection: Connection, record: MailRecord, at: datetime, via: str) -> int:
    attempt = record.attempts + 1
    row = {"edition": record.edition, "recipient": record.recipient, "attempt": attempt}
    connection.execute(insert(mail_attempts).values(**row, begun_at=_utc(at), via=via))
    return attempt


def _add_outcome(
    connection: Connection, record: MailRecord, attempt: int, at: datetime, state: MailState, reason: str
) -> None:
    row = {"edition": record.edition, "recipient": record.recipient, "attempt": attempt}
    connection.execute(insert(mail_outcomes).values(**row, ended_at=_utc(at), state=str(state), reason=reason))


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)
