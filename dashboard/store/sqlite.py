"""Open a SQLite file so that what was acknowledged survives a power cut, and is found by whoever looks next.

Writers take the one writer's lock with their first statement, readers never wait (write-ahead logging). Each connection
is bound to the file it opened; see ``sqlite_file``.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from dashboard.store.faults import refusal
from dashboard.store.network import on_network_drive
from dashboard.store.sqlite_file import OpenedFile, Seen, StoreFile

WRITER = "scorecard_writer"  # the execution option of a connection that is going to write
LOCK_RETRY_SECONDS = 0.02
PRIMARY_CODE = 0xFF  # an extended result code's last byte says which error it is (sqlite.org/rescode.html)
BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_OPENED = "scorecard_opened"  # in a connection's ``info``: the file it holds open
_BEFORE = "scorecard_before"  # there too: the file as it was just before


def file_of(url: URL) -> Path:
    """Give the path in an address, be it ``sqlite:///PATH`` or ``sqlite:///file:PATH?uri=true``."""
    return Path((url.database or "").removeprefix("file:"))


def open_sqlite(
    url: URL, *, create: bool, lock_wait_ms: int, bring_up_to_date: Callable[[Engine], None] | None
) -> Engine:
    """Prepare the engine for a file; ``bring_up_to_date`` is done to any file that comes in its place later.

    Raises:
        StoreError: for a network drive, a folder that cannot be made, or a missing file when ``create`` is false.
    """
    path = file_of(url)
    if on_network_drive(path):
        what = f"The store {path} lies on a network drive, where SQLite can lose what was saved."
        raise refusal(code="store-on-network-drive", what=what)
    if not path.exists():
        _make_folder(path, create=create)
    engine = create_engine(url)
    _Connecting(url, lock_wait_ms, bring_up_to_date).listen_to(engine)
    return engine


def confirm_read(connection: Connection) -> None:
    """Make sure that a file which is read without locks was not changed meanwhile.

    Raises:
        StoreError: when it was, or is gone.
    """
    opened = _opened(connection)
    if opened and opened.as_it_is and not opened.is_current():
        raise refusal(code="store-busy", what=f"The store {opened.file.place} was changed while it was being read.")


def confirm_saved(connection: Connection) -> None:
    """Make sure that what was just committed is in the file that the next reader finds.

    Raises:
        StoreError: when the file was deleted or replaced meanwhile.
    """
    opened = _opened(connection)
    if opened and not opened.is_current():
        what = f"Another file came in the place of {opened.file.place} while this was being saved, and lacks it."
        raise refusal(code="store-moved", what=what)


def _opened(connection: Connection) -> OpenedFile | None:
    opened = connection.info.get(_OPENED)
    return opened if isinstance(opened, OpenedFile) else None


def _make_folder(path: Path, *, create: bool) -> None:
    if not create:
        raise refusal(code="store-missing", what=f"There is no store at {path}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"The folder {path.parent} cannot be made: {error.strerror}."
        raise refusal(code="store-not-opened", what=what) from error


class _Connecting:
    """What happens when a connection to the file is made, taken from the pool, and begins."""

    def __init__(self, url: URL, lock_wait_ms: int, bring_up_to_date: Callable[[Engine], None] | None) -> None:
        self._url = url
        self._file = StoreFile(file_of(url))
        self._lock_wait_ms = lock_wait_ms
        self._bring_up_to_date = bring_up_to_date
        self._known: Seen | None = None  # the file that the tables are known to be up to date in

    def listen_to(self, engine: Engine) -> None:
        event.listen(engine, "do_connect", self._connect)
        event.listen(engine, "connect", self._set_up)
        event.listen(engine, "checkout", self._take)
        event.listen(engine, "begin", _begin)

    def _connect(
        self, dialect: Dialect, entry: ConnectionPoolEntry, given: list[str], options: dict[str, object]
    ) -> DBAPIConnection | None:
        """Look at the file before SQLite does; leave the connecting to SQLAlchemy but where it may only be read."""
        before = self._file.look()
        if self._known:
            self._expect(before, self._known)
        self._file.check_before_opening()
        as_it_is = self._file.may_only_be_read()
        entry.info[_BEFORE] = (before, as_it_is)
        if not as_it_is:
            return None
        return dialect.connect(self._file.address_for_reading(), *given[1:], **{**options, "uri": True})

    def _expect(self, found: Seen | None, known: Seen) -> None:
        """Never make a new store where there was one; take another one that has come as if it were just opened."""
        if found is None or not found.size:
            raise self._file.gone()
        if found.identity != known.identity and self._bring_up_to_date:
            engine = open_sqlite(self._url, create=False, lock_wait_ms=self._lock_wait_ms, bring_up_to_date=None)
            try:
                self._bring_up_to_date(engine)
            finally:
                engine.dispose()

    def _set_up(self, connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        before, as_it_is = entry.info[_BEFORE]
        connection.isolation_level = (
            None  # the driver would begin transactions by itself, too late and without the lock
        )
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {self._lock_wait_ms}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE deletes past the append-only triggers
        cursor.execute("PRAGMA synchronous = FULL")
        self._file.check_pages(counted=_number(cursor, "page_count"), page_bytes=_number(cursor, "page_size"))
        if not as_it_is:
            _switch_to_wal(cursor, self._lock_wait_ms)
        cursor.close()
        entry.info[_OPENED] = opened = OpenedFile.of(self._file, before, as_it_is=as_it_is)
        self._known = opened.seen

    def _take(self, connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
        del connection, proxy
        opened: OpenedFile = entry.info[_OPENED]
        if not opened.is_current():
            opened.leave()
            raise DisconnectionError("the store's file is another one now")


def _number(cursor: DBAPICursor, pragma: str) -> int:
    return int(cursor.execute(f"PRAGMA {pragma}").fetchone()[0])


def _switch_to_wal(cursor: DBAPICursor, lock_wait_ms: int) -> None:
    """Turn a new file to write-ahead logging, waiting for others that do the same at this moment.

    SQLite does not apply its busy time-out to this change: of two first connections, one is refused at once.
    """
    deadline = time.monotonic() + lock_wait_ms / 1000
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


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
