"""Open the database: SQLite for one machine, PostgreSQL for a server, with the same promises from both.

A writer holds the one writer's lock from its first statement (``BEGIN IMMEDIATE``, or an advisory lock), so that
edition numbers have no gaps; readers never wait. What was acknowledged survives a power cut: ``synchronous=FULL`` on
SQLite, PostgreSQL's own default there.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from dashboard.store.faults import refusal
from dashboard.store.network import on_network_drive

LOCK_WAIT_MILLISECONDS = 30_000  # how long a publication waits for another before it says so
CONNECT_WAIT_SECONDS = 5  # how long a server may take to answer before it counts as unreachable
LOCK_RETRY_SECONDS = 0.02
PRIMARY_CODE = 0xFF  # an extended result code's last byte says which error it is (sqlite.org/rescode.html)
BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
WRITER_LOCK = 7_267_532  # any fixed number: the key of the advisory lock among Scorecard's processes

_WRITER = "scorecard_writer"


def open_engine(address: str, *, create: bool) -> Engine:
    """Prepare the engine for an address such as ``sqlite:///data/scorecard.db`` or ``postgresql://host/name``.

    Raises:
        StoreError: for an address of another kind, a network drive, or a missing file when ``create`` is false.
    """
    url = _parse(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url, create=create)
    return _open_postgresql(url)


def place_of(engine: Engine) -> str:
    """Name the store as a person knows it: the file, or the server's address without its password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return str(_file_of(url))
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection to read from."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the writer's lock; commit at the end, or write nothing at all."""
    with engine.connect().execution_options(**{_WRITER: True}) as connection, connection.begin():
        yield connection


def _parse(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        what = "The store's address in SCORECARD_STORE cannot be read."
        raise refusal(code="store-address-wrong", what=what) from error
    kind = url.get_backend_name()
    if kind in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite+pysqlite")
    given = url.render_as_string(hide_password=True)
    what = f"A store is a SQLite file or a PostgreSQL database, not {given!r}."
    raise refusal(code="store-address-wrong", what=what)


def _file_of(url: URL) -> Path:
    return Path((url.database or "").removeprefix("file:"))


def _open_sqlite(url: URL, *, create: bool) -> Engine:
    path = _file_of(url)
    if on_network_drive(path):
        what = f"The store {path} lies on a network drive, where SQLite can lose what was saved."
        raise refusal(code="store-on-network-drive", what=what)
    if not path.exists():
        _make_folder(path, create=create)
    engine = create_engine(url)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(path: Path, *, create: bool) -> None:
    if not create:
        raise refusal(code="store-missing", what=f"There is no store at {path}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"The folder {path.parent} cannot be made: {error.strerror}."
        raise refusal(code="store-not-opened", what=what) from error


def _set_up_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None  # the driver would begin transactions by itself, too late and without the lock
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE deletes past the append-only triggers
    cursor.execute("PRAGMA synchronous = FULL")
    _switch_to_wal(cursor)
    cursor.close()


def _switch_to_wal(cursor: DBAPICursor) -> None:
    """Turn a new file to write-ahead logging, waiting for others that do the same at this moment.

    SQLite does not apply its busy time-out to this change: of two first connections, one is refused at once.
    """
    deadline = time.monotonic() + LOCK_WAIT_MILLISECONDS / 1000
    while True:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE not in BUSY_CODES or time.monotonic() > deadline:
                raise
            time.sleep(LOCK_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get(_WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _open_postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",  # a writer that waited for the lock must see what the one before it wrote
        pool_pre_ping=True,  # a server may have restarted since the last page
        connect_args={"connect_timeout": CONNECT_WAIT_SECONDS},
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITER, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_WAIT_MILLISECONDS}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
