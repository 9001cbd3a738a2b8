"""Opening a store: from nothing, again, and every way in which it cannot be opened."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.exc import DBAPIError
from store_fixtures import OCTOBER, Server, publish_month

from dashboard.errors import StoreError
from dashboard.store import open_store
from dashboard.store.migrate import VERSION_TABLE
from dashboard.store.network import file_system_of
from dashboard.store.tables import METADATA

MOUNTINFO = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:20 / /proc rw,nosuid - proc proc rw
90 22 0:50 / /mnt/share rw,relatime shared:50 - cifs //server/share rw
91 22 0:51 / /mnt/my\040share rw - nfs4 server:/export rw
92 90 8:2 / /mnt/share/local rw - ext4 /dev/sdb1 rw
"""


def test_the_migrations_make_the_tables_as_declared(store_url: str):
    with open_store(store_url) as store, store._reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"version_table": VERSION_TABLE, "compare_server_default": True},
        )
        assert compare_metadata(context, METADATA) == []


def test_a_store_is_made_from_an_empty_file_and_a_missing_folder(tmp_path: Path):
    empty = tmp_path / "empty.db"
    empty.touch()
    for path in (empty, tmp_path / "new" / "folder" / "store.db"):
        with open_store(f"sqlite:///{path}") as store:
            assert publish_month(store, OCTOBER, 1.0) == 1
            assert store.place == str(path)


def test_a_store_opens_again_as_it_was(store_url: str):
    with open_store(store_url) as store:
        publish_month(store, OCTOBER, 1.0)
        before = store.editions()
    with open_store(store_url, create=False) as store:
        assert store.editions() == before
        assert not store.is_empty()


def test_a_closed_store_opens_by_itself(store_url: str):
    store = open_store(store_url)
    store.close()
    assert store.is_empty()
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(store_url: str):
    with open_store(store_url) as store:
        publish_month(store, OCTOBER, 1.0)
        with store._writing() as connection:
            connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer version of Scorecard \(its schema is 9999") as caught:
        open_store(store_url)
    assert "Update Scorecard" in str(caught.value)


def test_a_file_opened_for_reading_only(tmp_path: Path):
    path = tmp_path / "store.db"
    with open_store(f"sqlite:///{path}") as store:
        publish_month(store, OCTOBER, 1.0)
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.figures()["value"].tolist() == [1.0]
        with pytest.raises(StoreError, match=r"can only be read\. Nothing has been saved"):
            publish_month(store, OCTOBER, 2.0)
        assert store.revision() == 1


@pytest.mark.postgres
def test_a_database_opened_for_reading_only(postgresql_server: Server):
    url = postgresql_server.new_database()
    with open_store(url) as store:
        publish_month(store, OCTOBER, 1.0)
    with open_store(f"{url}?options=-c%20default_transaction_read_only%3Don") as store:
        assert store.figures()["value"].tolist() == [1.0]
        with pytest.raises(StoreError, match=r"can only be read\. Nothing has been saved"):
            publish_month(store, OCTOBER, 2.0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda url: url.replace("@127.0.0.1:", "@127.0.0.1:1"), "port"),
        (lambda url: f"{url}_missing", "does not exist"),
        (lambda url: url.replace("postgres:", "postgres:not-"), "password authentication failed"),
    ],
)
@pytest.mark.postgres
def test_a_server_that_cannot_be_reached(postgresql_server: Server, change: Callable[[str], str], message: str):
    with pytest.raises(StoreError, match="cannot be reached: ") as caught:
        open_store(change(postgresql_server.url("nowhere")))
    assert message in str(caught.value)
    assert postgresql_server.password not in str(caught.value)
    assert "Check that the database server runs" in str(caught.value)


def test_no_server_at_all():
    with pytest.raises(StoreError, match=r"postgresql://me:\*\*\*@127.0.0.1:1/x cannot be reached: .*refused"):
        open_store("postgresql://me:secret@127.0.0.1:1/x")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "address in SCORECARD_STORE cannot be read"),
        ("mysql://me:secret@host/x", r"not 'mysql://me:\*\*\*@host/x'"),
        ("sqlite://", "A store is a SQLite file or a PostgreSQL database"),
        ("sqlite:///:memory:", "A store is a SQLite file or a PostgreSQL database"),
        (r"sqlite:///\\server\share\store.db", "lies on a network drive"),
    ],
)
def test_an_address_that_is_no_store(url: str, message: str):
    with pytest.raises(StoreError, match=message):
        open_store(url)


def test_a_missing_file_is_not_made_when_told_not_to(tmp_path: Path):
    path = tmp_path / "folder" / "store.db"
    with pytest.raises(StoreError, match="There is no store at"):
        open_store(f"sqlite:///{path}", create=False)
    assert not path.parent.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made: Not a directory"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'folder' / 'store.db'}")


def test_a_folder_is_no_store(tmp_path: Path):
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}")


def test_another_kind_of_file_is_no_store(tmp_path: Path):
    path = tmp_path / "scorecard.xlsx"
    path.write_bytes(b"PK" + b"\0" * 5000)
    with pytest.raises(StoreError, match="is not a Scorecard store"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == b"PK" + b"\0" * 5000


def test_a_damaged_store(tmp_path: Path):
    path = tmp_path / "store.db"
    with open_store(f"sqlite:///{path}") as store:
        publish_month(store, OCTOBER, 1.0)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with (
        pytest.raises(StoreError, match=r"is damaged\. Put the"),
        open_store(f"sqlite:///{path}") as store,
    ):
        store.figures()


def test_any_other_fault_is_let_through(tmp_path: Path):
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE accepted_issues")
    connection.close()
    with open_store(f"sqlite:///{path}") as store:
        publish_month(store, OCTOBER, 1.0)
        with pytest.raises(DBAPIError, match="no such table"):
            store.issues_of(1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/data/store.db", "ext4"),
        ("/mnt/share/store.db", "cifs"),
        ("/mnt/share", "cifs"),
        ("/mnt/shared/store.db", "ext4"),
        ("/mnt/my share/store.db", "nfs4"),
        ("/mnt/share/local/store.db", "ext4"),
    ],
)
def test_the_file_system_of_a_path(path: str, expected: str):
    assert file_system_of(path, MOUNTINFO) == expected
    assert file_system_of(path, "") == ""


def test_a_store_on_a_network_mount_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:2 / {tmp_path} rw - cifs //server/share rw\n")
    monkeypatch.setattr("dashboard.store.network.MOUNTS", mounts)
    with pytest.raises(StoreError, match="lies on a network drive"):
        open_store(f"sqlite:///{tmp_path / 'store.db'}")
    assert not (tmp_path / "store.db").exists()


def test_a_machine_that_lists_no_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.store.network.MOUNTS", tmp_path / "none")
    open_store(f"sqlite:///{tmp_path / 'store.db'}").close()
