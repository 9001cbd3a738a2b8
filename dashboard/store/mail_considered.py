"""What was settled for each reader of the e-mail: as at which state of the store, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from dashboard.store.mail_tables import mail_considered


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """That it was settled what a reader is to be told as the store was at a revision.

    ``follows`` is a digest of what he followed; ``edition`` the one whose message says it, None where nothing was.
    """

    recipient: str
    revision: int
    follows: str
    edition: int | None = None


def keep_considered(connection: Connection, considered: Considered, at: datetime) -> None:
    """Keep what was settled, once."""
    key = {name: getattr(considered, name) for name in ("recipient", "revision", "follows")}
    is_kept = [mail_considered.c[name] == value for name, value in key.items()]
    if connection.scalar(select(func.count()).select_from(mail_considered).where(*is_kept)):
        return  # another run came to the same
    row = {**key, "edition": considered.edition, "considered_at": at.astimezone(UTC)}
    connection.execute(insert(mail_considered).values(**row))


def read_considered(connection: Connection) -> tuple[Considered, ...]:
    """List what was settled, in the order of the store's states."""
    columns = (column for column in mail_considered.c if column.name != "considered_at")
    rows = connection.execute(select(*columns).order_by(mail_considered.c.revision)).mappings()
    return tuple(Considered(**row) for row in rows)
