"""Make the table of what each reader of the e-mail was considered for, append-only like the rest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0006"
down_revision = "0005"

TABLE = "mail_considered"
REFUSAL = "the store is append-only: nothing in it is changed or deleted"

CODE = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
MOMENT = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table, and forbid that its rows are changed."""
    op.create_table(
        TABLE,
        sa.Column("recipient", CODE, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("follows", CODE, primary_key=True),
        sa.Column("edition", sa.Integer, nullable=True),
        sa.Column("considered_at", MOMENT, nullable=False),
    )
    _forbid_changes()


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for action in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_{action} BEFORE {action.upper()} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
