"""Bring a store's tables up to what this version expects; a store of a newer version is left alone."""

from __future__ import annotations

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from dashboard.errors import StoreError
from dashboard.store.engine import place_of, reading, writing

VERSION_TABLE = "store_schema"

# Alembic keeps the migration that runs in module variables, so threads take turns.
_ONE_AT_A_TIME = Lock()


def migrate(engine: Engine) -> None:
    """Run the migrations that the store lacks, in one transaction; write nothing when it lacks none.

    Raises:
        StoreError: when the store was written by a newer version.
    """
    config = Config()
    config.set_main_option("script_location", "dashboard.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    with reading(engine) as connection:
        current = _schema_of(connection)
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"The store {place_of(engine)} was written by a newer version of Scorecard (its schema is {current}, this "
            f"version knows {scripts.get_current_head()}). Update Scorecard; the store has not been touched."
        )
    with _ONE_AT_A_TIME, writing(engine) as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "head")


def _schema_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
