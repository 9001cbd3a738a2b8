"""Make the tables of the papers made from editions, append-only like the rest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0003"
down_revision = "0002"

TABLES = ("papers", "paper_inputs")
REFUSAL = "the store is append-only: nothing in it is changed or deleted"

CODE = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
MOMENT = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make both tables, and forbid that their rows are changed."""
    op.create_table(
        "papers",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("format", CODE, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("as_at", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("read_at", sa.Integer, nullable=False),
        sa.Column("sha256", CODE, sa.ForeignKey("files.sha256"), nullable=False),
        sa.Column("made_with", sa.Text, nullable=False),
    )
    op.create_table(
        "paper_inputs",
        sa.Column("paper", sa.Integer, sa.ForeignKey("papers.number"), primary_key=True),
        sa.Column("name", CODE, primary_key=True),
        sa.Column("sha256", CODE, sa.ForeignKey("files.sha256"), nullable=False),
    )
    _forbid_changes()


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
