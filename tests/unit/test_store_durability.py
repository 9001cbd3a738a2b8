"""Durability: a killed publication leaves nothing, publishers at the same time lose nothing, nothing can be changed."""

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from fixtures.store_stress import (
    KillTally,
    a_reader,
    check_whole,
    kill_during_publish,
    open_together,
    publish_together,
)
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from store_child import HALF_WAY
from store_fixtures import NOON, OCTOBER, Server, a_draft, a_figure, publish_month

from dashboard.errors import StoreError
from dashboard.issues import Issue
from dashboard.store import AcceptedIssue, Store, open_store

# A handful here; the campaign (tests/property/campaign.py) does hundreds.
KILLS = 5
PUBLISHERS = 4
EDITIONS_EACH = 15
OPENERS = 8
FIRST_CONNECTIONS = 3
TABLES = ("events", "files", "editions", "withdrawals", "observations", "accepted_issues")


def start_publisher(root: Path, url: str) -> subprocess.Popen[str]:
    script = root / "tests" / "store_child.py"
    return subprocess.Popen([sys.executable, script, url], cwd=root, stdout=subprocess.PIPE, text=True)


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
        with start_publisher(root, store_url) as process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == HALF_WAY
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert store.revision() == 1
        assert len(store.figures()) == 1
    with open_store(store_url) as store:
        assert publish_month(store, OCTOBER, 21.3) == 2
        assert store.figures()["value"].tolist() == [20.7, 21.3]


def test_a_publisher_killed_at_any_moment_loses_nothing_acknowledged(store_url: str):
    tally = KillTally()
    kill_during_publish(store_url, random.Random(store_url.partition(":")[0]), KILLS, tally)
    assert tally.kills == KILLS
    with open_store(store_url) as store:
        assert check_whole(store, []) == tally.acknowledged + tally.unacknowledged_but_whole
        assert publish_month(store, OCTOBER, 21.3) == tally.acknowledged + tally.unacknowledged_but_whole + 1


def test_publishers_at_the_same_time_lose_nothing_while_a_reader_sees_whole_editions_only(store_url: str):
    with a_reader(store_url) as seen:
        told = publish_together(store_url, PUBLISHERS, EDITIONS_EACH)
    assert sorted(told) == list(range(1, PUBLISHERS * EDITIONS_EACH + 1))
    with open_store(store_url) as store:
        assert check_whole(store, told, in_flight=0) == len(told)
    [(reads, partial)] = seen
    assert reads > 1
    assert partial == set()


def test_many_first_connections_at_once_make_one_store(tmp_path: Path):
    for attempt in range(FIRST_CONNECTIONS):
        open_together(f"sqlite:///{tmp_path / str(attempt) / 'store.db'}", OPENERS)


@pytest.mark.postgres
def test_many_first_connections_at_once_make_one_store_on_a_server(postgresql_server: Server):
    for _ in range(FIRST_CONNECTIONS):
        open_together(postgresql_server.new_database(), OPENERS)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_no_row_can_be_changed_or_deleted(store: Store, store_url: str, table: str, statement: str):
    draft = a_draft(a_figure(), accepted=(AcceptedIssue(issue=Issue(code="error-cell", what="x"), reason="It is so"),))
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
