"""The store's inserts; there is no other way to write."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from dashboard.observations import COLUMNS, Observations
from dashboard.store.records import AcceptedIssue, EditionDraft
from dashboard.store.tables import accepted_issues, editions, events, files, observations, withdrawals

_NUMBERS = ["value", "numerator", "denominator", "decimals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of the store's history: its revision, who took it, when and why."""

    revision: int
    recorded_at: datetime
    by: str
    reason: str


def add_event(connection: Connection, event: Event) -> None:
    """Record a step of the history."""
    connection.execute(insert(events), [asdict(event)])


def add_file(connection: Connection, sha256: str, content: bytes) -> None:
    """Keep a file's bytes, unless the store has them already from a withdrawn edition."""
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
        connection.execute(insert(files).values(sha256=sha256, content=content))


def add_edition(connection: Connection, draft: EditionDraft, *, number: int, revision: int, sha256: str) -> None:
    """Record an edition's own facts."""
    connection.execute(
        insert(editions).values(
            number=number,
            revision=revision,
            report=draft.report,
            title=draft.title,
            as_at="" if draft.as_at is None else str(draft.as_at),
            issue_number=draft.issue_number,
            issued_on=draft.issued_on,
            filename=draft.filename,
            sha256=sha256,
            **asdict(draft.counts),
        )
    )


def add_observations(connection: Connection, number: int, figures: Observations) -> None:
    """Record an edition's figures, all in one statement.

    A negative zero is written as zero: SQLite keeps no negative zero, and both databases must give the same value.
    """
    frame = figures.frame[list(COLUMNS)].assign(edition=number)
    values = frame[_NUMBERS].astype("float64") + 0.0
    frame[_NUMBERS] = values.astype("object").where(values.notna(), None)
    if rows := frame.to_dict("records"):
        connection.execute(insert(observations), [{str(name): row[name] for name in row} for row in rows])


def add_accepted_issues(connection: Connection, number: int, accepted: tuple[AcceptedIssue, ...]) -> None:
    """Record the issues that stood when the edition was published, each with its reason."""
    rows = [
        {"edition": number, "position": position, **asdict(one.issue), "reason": one.reason}
        for position, one in enumerate(accepted)
    ]
    if rows:
        connection.execute(insert(accepted_issues), rows)


def add_withdrawal(connection: Connection, number: int, revision: int) -> None:
    """Record that an edition is withdrawn."""
    connection.execute(insert(withdrawals).values(edition=number, revision=revision))
