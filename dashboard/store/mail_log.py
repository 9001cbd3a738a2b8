"""The log of the e-mail made from editions: who was told of what, each try, and how it ended; append-only.

A message is claimed, and each try of it begun, in a transaction of its own before anything is handed over, under the
one writer's lock: of two runs at once one gets it. A try whose end was never recorded is not known to have arrived or
not, and no run tries it again by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, insert, select, true

from dashboard.errors import StoreError
from dashboard.store.mail_considered import Considered, keep_considered, read_considered
from dashboard.store.mail_tables import (
    mail_attempts,
    mail_messages,
    mail_outcomes,
    mail_remakes,
    mail_runs,
)
from dashboard.store.tables import withdrawals

Connecting = Callable[[], AbstractContextManager[Connection]]
_MESSAGE_COLUMNS = tuple(column for column in mail_messages.c if column.name != "content")
_REMADE_COLUMNS = tuple(column for column in mail_remakes.c if column.name != "content")
_MADE = ("claimed_at", "covers", "subject", "message_id")
# A try that was begun so lately may still be at a run's hands: longer than a slow server is waited for.
IN_HAND = timedelta(minutes=15)


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


# What a reader has been told, or will be: his next message goes on from there.
TOLD = frozenset({MailState.SENT, MailState.UNKNOWN, MailState.WAITING})


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

    def claim(self, draft: MailDraft, *, at: datetime, considered: Considered | None = None) -> bool:
        """Keep a message before it is first handed over, and with it as at what state of the store it was made.

        False where another run has meanwhile claimed this edition's for this reader, or one that tells the same. In
        place of a message that was put by, as something it said was withdrawn, the new one is kept beside it.
        """
        with self._writing() as connection:
            for record in _messages(connection, mail_messages.c.recipient == draft.recipient):
                is_same = record.edition == draft.edition
                if (is_same and record.state is not MailState.WITHDRAWN) or _tells(record, draft):
                    return False
            _keep(connection, draft, at)
            if considered is not None:
                keep_considered(connection, considered, at)
        return True

    def consider(self, quiet: Sequence[Considered], *, at: datetime) -> None:
        """Keep that there was nothing to tell: his next message goes on from there, not from his last one."""
        if quiet:
            with self._writing() as connection:
                for one in quiet:
                    keep_considered(connection, one, at)

    def considered(self) -> tuple[Considered, ...]:
        """List what was settled for each reader."""
        with self._reading() as connection:
            return read_considered(connection)

    def begin(self, edition: int, recipient: str, *, at: datetime, via: str, again: str = "") -> int | None:
        """Begin a try and give its number; None where none is due: sent meanwhile, or at another run's hands.

        A message that was stopped as its reader had left the list may be tried: he may be back.
        A message of an edition that was withdrawn is put by instead. ``again`` names the way by which an open try may
        be made again: one that gives the same result however often it is made.
        """
        with self._writing() as connection:
            record = _one(connection, edition, recipient)
            may_be_sent = record is not None and record.state in (MailState.WAITING, MailState.STOPPED)
            if record is None or not (may_be_sent or (record.is_open and record.via == again)):
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

    def settle(
        self, edition: int, recipient: str, *, at: datetime, state: MailState, reason: str, only_from: str = ""
    ) -> MailRecord:
        """Record what a person decided of a message: that it waits to be sent again, or that it arrived.

        With ``only_from`` nothing is recorded of a message that was not sent by that way, or is no longer.

        Raises:
            StoreError: when there is no such message, or it is to be sent again while a run may be handing it over.
        """
        with self._writing() as connection:
            record = _one(connection, edition, recipient)
            if record is None:
                raise StoreError(f"No message of edition {edition} was made for this address.")
            if state is MailState.WAITING and record.is_open and timedelta() <= at - record.at < IN_HAND:
                raise StoreError(
                    f"The message was begun at {record.at:%H:%M} (UTC), and a run may still be handing it over. Wait "
                    f"until {record.at + IN_HAND:%H:%M} (UTC), then ask the reader whether it arrived."
                )
            if only_from and (record.state, record.via) != (MailState.SENT, only_from):
                return record
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
            found = _content(connection, mail_remakes, edition, recipient)
            return found or _content(connection, mail_messages, edition, recipient)

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
    wanted = (mail_messages.c.edition == edition) & (mail_messages.c.recipient == recipient)
    return next(iter(_messages(connection, wanted)), None)


def _tells(record: MailRecord, draft: MailDraft) -> bool:
    """Tell whether a message tells its reader of an edition that the draft would tell him of."""
    return record.state in TOLD and not set(record.covers).isdisjoint(draft.covers)


def _keep(connection: Connection, draft: MailDraft, at: datetime) -> None:
    row = {
        "edition": draft.edition,
        "recipient": draft.recipient,
        "claimed_at": _utc(at),
        "covers": ",".join(str(number) for number in draft.covers),
        "subject": draft.subject,
        "message_id": draft.message_id,
        "content": draft.content,
    }
    before = _one(connection, draft.edition, draft.recipient)
    if before is None:
        connection.execute(insert(mail_messages).values(**row))
    else:
        connection.execute(insert(mail_remakes).values(**row, attempt=before.attempts))


def _content(connection: Connection, table: Table, edition: int, recipient: str) -> bytes:
    query = select(table.c.content).where(table.c.edition == edition, table.c.recipient == recipient)
    newest = query.order_by(table.c.claimed_at if table is mail_messages else table.c.attempt.desc()).limit(1)
    return bytes(connection.scalar(newest) or b"")


def _messages(connection: Connection, wanted: ColumnElement[bool] | None = None) -> tuple[MailRecord, ...]:
    """Read messages with their last try and its outcome; of one made again, the newest."""
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
    query = query.where(true() if wanted is None else wanted)
    # The last row of each message is its last try.
    last = {(row["edition"], row["recipient"]): row for row in connection.execute(query).mappings()}
    made = connection.execute(select(*_REMADE_COLUMNS).order_by(mail_remakes.c.attempt)).mappings()
    remade = {(row["edition"], row["recipient"]): row for row in made}
    return tuple(_as_record(row, remade.get(key)) for key, row in last.items())


def _as_record(row: Mapping[str, Any] | RowMapping, remade: RowMapping | None) -> MailRecord:
    is_open = row["attempt"] is not None and row["state"] is None
    state = MailState.UNKNOWN if is_open else MailState(row["state"] or MailState.WAITING)
    if remade is not None and remade["attempt"] == row["attempt"]:
        # Nothing was tried since.
        state, row = MailState.WAITING, {**row, "reason": "", "ended_at": remade["claimed_at"]}
    row = {**row, **{name: remade[name] for name in _MADE}} if remade is not None else row
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
