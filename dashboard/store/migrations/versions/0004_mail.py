"""Make the tables of the e-mail made from editions, append-only like the rest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0004"
down_revision = "0003"

TABLES = ("mail_messages", "mail_attempts", "mail_outcomes", "mail_runs")
REFUSAL = "the store is append-only: nothing in it is changed or deleted"

CODE = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
MOMENT = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the tables, and forbid that their rows are changed."""
    _make_messages()
    _make_attempts()
    op.create_table(
        "mail_runs",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("via", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    _forbid_changes()


def _make_messages() -> None:
    op.create_table(
        "mail_messages",
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True, autoincrement=False),
        sa.Column("recipient", CODE, primary_key=True),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("covers", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("message_id", CODE, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _make_attempts() -> None:
    message, attempt = ["edition", "recipient"], ["edition", "recipient", "attempt"]
    op.create_table(
        "mail_attempts",
        *_key(),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("via", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(message, [f"mail_messages.{name}" for name in message]),
    )
    op.create_table(
        "mail_outcomes",
        *_key(),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(attempt, [f"mail_attempts.{name}" for name in attempt]),
    )


def _key() -> tuple[sa.Column[int] | sa.Column[str], ...]:
    return (
        sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recipient", CODE, primary_key=True),
        sa.Column("attempt", sa.Integer, primary_key=True, autoincrement=False),
    )


def _forbid_changes() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        if on_postgresql:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for action in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action} BEFORE {action.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
