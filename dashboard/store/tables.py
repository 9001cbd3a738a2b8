"""The tables as they are now. How they came to be so is in ``migrations``; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import TEXT as POSTGRESQL_TEXT
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: ``timestamptz`` on PostgreSQL, ISO text on SQLite, equal values from both."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        """Choose the column's type by database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(32))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Write a moment."""
        moment = None if value is None else value.astimezone(UTC)
        return moment if moment is None or dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        """Read a moment back in UTC."""
        del dialect
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return None if moment is None else moment.astimezone(UTC)


# Codes compare byte by byte on both databases, so that both give rows in one order.
Code = Text().with_variant(POSTGRESQL_TEXT(collation="C"), "postgresql")

METADATA = MetaData()

# One row for every publication and every withdrawal: who, when, why. Its highest number is the store's revision.
events = Table(
    "events",
    METADATA,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

files = Table(
    "files",
    METADATA,
    Column("sha256", Code, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

editions = Table(
    "editions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", ForeignKey("events.revision"), nullable=False, unique=True),
    Column("report", Code, nullable=False),
    Column("title", Text, nullable=False),
    Column("as_at", Code, nullable=False),
    Column("issue_number", Integer, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("filename", Text, nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("added", Integer, nullable=False),
    Column("restated", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Index("editions_by_file", "sha256"),
)

withdrawals = Table(
    "withdrawals",
    METADATA,
    Column("edition", ForeignKey("editions.number"), primary_key=True, autoincrement=False),
    Column("revision", ForeignKey("events.revision"), nullable=False, unique=True),
)

# Codes are empty, numbers NULL, where there is none. On SQLite the rows lie in the order of their key, so that one
# indicator is read from neighbouring pages.
observations = Table(
    "observations",
    METADATA,
    Column("indicator", Code, primary_key=True),
    Column("area", Code, primary_key=True),
    Column("basis", Code, primary_key=True),
    Column("period", Code, primary_key=True),
    Column("edition", ForeignKey("editions.number"), primary_key=True),
    Column("value", Float(53)),
    Column("missing", Code, nullable=False),
    Column("kind", Code, nullable=False),
    Column("numerator", Float(53)),
    Column("denominator", Float(53)),
    Column("decimals", Integer),
    Column("provisional", Boolean, nullable=False),
    Column("derived", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    CheckConstraint("(value IS NULL) = (missing <> '')", name="value_or_reason"),
    sqlite_with_rowid=False,
)

accepted_issues = Table(
    "accepted_issues",
    METADATA,
    Column("edition", ForeignKey("editions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", Code, nullable=False),
    Column("what", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("line", Integer),
    Column("hint", Text, nullable=False),
    # Why it may stand. A store made before reasons were kept for each issue has none here: the edition's stands for it.
    Column("reason", Text, nullable=False, server_default=text("''")),
)
