"""Durability: a killed publication leaves nothing, publishers at the same time lose nothing, nothing can be changed."""

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from store_child import FIGURES, HALF_WAY
from store_fixtures import NOON, OCTOBER, a_draft, a_figure, publish_month

from dashboard.errors import StoreError
from dashboard.issues import Issue
from dashboard.store import Store, open_store

PUBLISHERS = 4
EDITIONS_EACH = 5
TABLES = ("events", "files", "editions", "withdrawals", "observations", "accepted_issues")


def start_publisher(root: Path, url: str, name: str, count: int) -> subprocess.Popen[str]:
    script = root / "tests" / "store_child.py"
    return subprocess.Popen(
        [sys.executable, script, url, name, str(count)], cwd=root, stdout=subprocess.PIPE, text=True
    )


def run_sql(url: str, statement: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def test_a_publication_killed_half_way_leaves_nothing(store_url: str, root: Path):
    with open_store(store_url) as store:
        publish_month(store, OCTOBER, 20.7)
        with start_publisher(root, store_url, "killed", 0) as process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == HALF_WAY
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert store.revision() == 1
        assert len(store.figures()) == 1
    with open_store(store_url) as store:
        assert publish_month(store, OCTOBER, 21.3) == 2
        assert store.figures()["value"].tolist() == [20.7, 21.3]


def test_publishers_at_the_same_time_lose_nothing(store_url: str, root: Path):
    processes = [start_publisher(root, store_url, f"publisher-{n}", EDITIONS_EACH) for n in range(PUBLISHERS)]
    printed = [process.communicate()[0] for process in processes]

    assert [process.returncode for process in processes] == [0] * PUBLISHERS
    total = PUBLISHERS * EDITIONS_EACH
    assert sorted(int(number) for lines in printed for number in lines.split()) == list(range(1, total + 1))
    with open_store(store_url) as store:
        assert [edition.number for edition in store.editions()] == list(range(1, total + 1))
        assert [edition.revision for edition in store.editions()] == list(range(1, total + 1))
        assert set(Counter(store.figures()["edition"]).values()) == {FIGURES}
        assert len(store.figures()) == total * FIGURES


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_no_row_can_be_changed_or_deleted(store: Store, store_url: str, table: str, statement: str):
    draft = a_draft(a_figure(), accepted=(Issue(code="error-cell", what="x"),))
    store.publish(draft, recorded_at=NOON)
    store.withdraw(1, by="Officer", reason="Wrong", recorded_at=NOON)
    before = (store.editions(), store.original(1), store.issues_of(1))

    column = {"events": "reason", "files": "content", "editions": "title", "accepted_issues": "what"}.get(
        table, "edition"
    )
    with pytest.raises(DBAPIError, match="the store is append-only"):
        run_sql(store_url, statement.format(table=table, column=column))

    assert (store.editions(), store.original(1), store.issues_of(1)) == before


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_emptied_on_postgresql(postgresql_server, table: str):
    url = postgresql_server.new_database()
    open_store(url).close()
    with pytest.raises(DBAPIError, match="the store is append-only"):
        run_sql(url, f"TRUNCATE {table} CASCADE")


def test_a_replacing_insert_cannot_change_a_row_either(tmp_path: Path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        publish_month(store, OCTOBER, 20.7)
        with store._writing() as connection, pytest.raises(DBAPIError, match="the store is append-only"):
            connection.exec_driver_sql("INSERT OR REPLACE INTO events VALUES (1, 'x', 'x', 'x')")


def test_a_publication_that_waits_too_long_says_so(store_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.store.engine.LOCK_WAIT_MILLISECONDS", 50)
    with open_store(store_url) as first, open_store(store_url) as second:
        with first._writing():
            with pytest.raises(StoreError, match="another publication has not finished"):
                publish_month(second, OCTOBER, 1.0)
            assert second.revision() == 0  # readers do not wait
        assert publish_month(second, OCTOBER, 1.0) == 1


def test_a_first_connection_waits_for_another_that_is_making_the_file(tmp_path: Path):
    path = tmp_path / "store.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # SQLite refuses the change to write-ahead logging at once, whatever its time-out
    release = Timer(0.3, other.rollback)
    release.start()
    with open_store(f"sqlite:///{path}") as store:
        assert publish_month(store, OCTOBER, 1.0) == 1
    release.join()
    other.close()


def test_sqlite_writes_through_to_the_disk(tmp_path: Path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store, store._reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
