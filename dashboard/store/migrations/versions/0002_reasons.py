"""Keep the reason of each accepted issue beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; rows that stand get an empty reason, which no trigger minds, as no row is written."""
    op.add_column("accepted_issues", sa.Column("reason", sa.Text, nullable=False, server_default=sa.text("''")))
