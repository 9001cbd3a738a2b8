"""Open the database: SQLite for one machine, PostgreSQL for a server, with the same promises from both.

A writer holds the one writer's lock from its first statement (``BEGIN IMMEDIATE``, or an advisory lock), so that
edition numbers have no gaps; readers never wait. What was acknowledged survives a power cut: ``synchronous=FULL`` on
SQLite, PostgreSQL's own default there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from dashboard.store.faults import refusal
from dashboard.store.sqlite import WRITER, confirm_read, confirm_saved, file_of, open_sqlite

LOCK_WAIT_MILLISECONDS = 30_000  # how long a publication waits for another before it says so
CONNECT_WAIT_SECONDS = 5  # how long a server may take to answer before it counts as unreachable
WRITER_LOCK = 7_267_532  # any fixed number: the key of the advisory lock among Scorecard's processes


def open_engine(address: str, *, create: bool, bring_up_to_date: Callable[[Engine], None] | None = None) -> Engine:
    """Prepare the engine for an address such as ``sqlite:///data/scorecard.db`` or ``postgresql://host/name``.

    ``bring_up_to_date`` is done to another SQLite file that comes in the first one's place, such as a backup.

    Raises:
        StoreError: for an address of another kind, a network drive, or a missing file when ``create`` is false.
    """
    url = _parse(address)
    if url.get_backend_name() == "sqlite":
        wait = LOCK_WAIT_MILLISECONDS
        return open_sqlite(url, create=create, lock_wait_ms=wait, bring_up_to_date=bring_up_to_date)
    return _open_postgresql(url)


def place_of(engine: Engine) -> str:
    """Name the store as a person knows it: the file, or the server's address without its password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return str(file_of(url))
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection to read from.

    Raises:
        StoreError: when a file that is read without locks was changed meanwhile.
    """
    with engine.connect() as connection:
        try:
            yield connection
        finally:
            confirm_read(connection)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the writer's lock; commit at the end, or write nothing at all.

    Raises:
        StoreError: when the file was deleted or replaced before this was acknowledged.
    """
    with engine.connect().execution_options(**{WRITER: True}) as connection:
        with connection.begin():
            yield connection
        confirm_saved(connection)


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
    if connection.get_execution_options().get(WRITER, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_WAIT_MILLISECONDS}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
