"""Make the tables of editions, and the triggers that keep them append-only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0001"
down_revision = None

TABLES = ("events", "files", "editions", "withdrawals", "observations", "accepted_issues")
REFUSAL = "the store is append-only: nothing in it is changed or deleted"

CODE = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
MOMENT = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make everything; an append-only store has no way back, so there is no downgrade."""
    _make_events_and_files()
    _make_editions()
    _make_observations()
    _make_accepted_issues()
    _forbid_changes()


def _make_events_and_files() -> None:
    op.create_table(
        "events",
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "files",
        sa.Column("sha256", CODE, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _make_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("events.revision"), nullable=False, unique=True),
        sa.Column("report", CODE, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("as_at", CODE, nullable=False),
        sa.Column("issue_number", sa.Integer, nullable=False),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("sha256", CODE, sa.ForeignKey("files.sha256"), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("added", "restated", "unchanged", "refused")),
    )
    op.create_index("editions_by_file", "editions", ["sha256"])
    op.create_table(
        "withdrawals",
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("events.revision"), nullable=False, unique=True),
    )


def _make_observations() -> None:
    op.create_table(
        "observations",
        *(sa.Column(name, CODE, primary_key=True) for name in ("indicator", "area", "basis", "period")),
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True),
        sa.Column("value", sa.Float(53)),
        sa.Column("missing", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("numerator", sa.Float(53)),
        sa.Column("denominator", sa.Float(53)),
        sa.Column("decimals", sa.Integer),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("derived", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "sheet", "cell")),
        sa.CheckConstraint("(value IS NULL) = (missing <> '')", name="value_or_reason"),
        sqlite_with_rowid=False,
    )


def _make_accepted_issues() -> None:
    op.create_table(
        "accepted_issues",
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("code", CODE, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("what", "sheet", "cell", "file", "hint")),
        sa.Column("line", sa.Integer),
    )


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _forbid_changes_on_postgresql()
        return
    for table in TABLES:
        for action in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action} BEFORE {action.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def _forbid_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
