"""The tables of the e-mail made from editions; ``migrations`` say how they came to be.

No address is kept: an append-only store could never forget one. ``recipient`` is a digest of it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, Table, Text

from dashboard.store.tables import METADATA, Code, UtcDateTime

# One row for every reader that an edition is told to: its key is what keeps a reader from being told twice.
# ``covers`` are the numbers of all editions it tells of, ``content`` the message without the line To.
mail_messages = Table(
    "mail_messages",
    METADATA,
    Column("edition", ForeignKey("editions.number"), primary_key=True, autoincrement=False),
    Column("recipient", Code, primary_key=True),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("covers", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("message_id", Code, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# One row for a message made again, in place of one that was put by since something it said was withdrawn:
# ``attempt`` is the last try of the one before.
mail_remakes = Table(
    "mail_remakes",
    METADATA,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("recipient", Code, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("covers", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("message_id", Code, nullable=False),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(["edition", "recipient"], ["mail_messages.edition", "mail_messages.recipient"]),
)

# One row just before a message is handed over, and one just after: a row without its outcome is a hand-over of which
# nobody knows how it ended.
mail_attempts = Table(
    "mail_attempts",
    METADATA,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("recipient", Code, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("via", Text, nullable=False),
    ForeignKeyConstraint(["edition", "recipient"], ["mail_messages.edition", "mail_messages.recipient"]),
)

mail_outcomes = Table(
    "mail_outcomes",
    METADATA,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("recipient", Code, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("state", Code, nullable=False),
    Column("reason", Text, nullable=False),
    ForeignKeyConstraint(
        ["edition", "recipient", "attempt"],
        ["mail_attempts.edition", "mail_attempts.recipient", "mail_attempts.attempt"],
    ),
)

# One row for every reader and state of the store for which it was settled what he is to be told: with the edition of
# the message that tells it, without where nothing that he follows was news. ``follows`` is a digest of what that was.
mail_considered = Table(
    "mail_considered",
    METADATA,
    Column("recipient", Code, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("follows", Code, primary_key=True),
    Column("edition", Integer, nullable=True),
    Column("considered_at", UtcDateTime, nullable=False),
)

# One row for every run that came to its end: when, by what way, and in words what it did.
mail_runs = Table(
    "mail_runs",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("via", Text, nullable=False),
    Column("words", Text, nullable=False),
)
