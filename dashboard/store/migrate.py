"""Bring a store's tables up to what this version expects; a store of a newer version is left alone."""

from __future__ import annotations

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from dashboard.store import mail_tables, paper_tables, tables
from dashboard.store.engine import place_of, reading, writing
from dashboard.store.faults import refusal

VERSION_TABLE = "store_schema"
# Read here so that ``tables.METADATA`` knows every table, whichever part of the store is used first.
TABLE_MODULES = (tables, paper_tables, mail_tables)

# Alembic keeps the migration that runs in module variables, so threads take turns.
_ONE_AT_A_TIME = Lock()


def migrate(engine: Engine) -> None:
    """Run the migrations that the store lacks, in one transaction; write nothing when it lacks none.

    Raises:
        StoreError: when the store was written by a newer version, or its tables are another program's.
    """
    config = Config()
    config.set_main_option("script_location", "dashboard.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    with reading(engine) as connection:
        if _is_foreign(connection):
            what = f"{place_of(engine)} is another program's database: it has tables of its own."
            raise refusal(code="store-not-ours", what=what)
        current = _schema_of(connection)
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        schemas = f"its schema is {current}, this version knows {scripts.get_current_head()}"
        what = f"The store {place_of(engine)} was written by a newer version of Scorecard ({schemas})."
        raise refusal(code="store-newer", what=what)
    with _ONE_AT_A_TIME, writing(engine) as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "head")


def _schema_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def _is_foreign(connection: Connection) -> bool:
    """Tell whether another program made the tables: any in a file, those named like ours in a server's database.

    The tables are read before the version, as another process may make both at this moment.
    """
    inspector = inspect(connection)
    names = {*inspector.get_table_names(), *inspector.get_view_names()}
    if VERSION_TABLE in names:
        return "version_num" not in {column["name"] for column in inspector.get_columns(VERSION_TABLE)}
    in_a_file = connection.dialect.name == "sqlite"
    theirs = names if in_a_file else names & set(tables.METADATA.tables)
    return bool(theirs) and _schema_of(connection) is None
