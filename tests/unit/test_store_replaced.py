"""A store's file deleted, moved or replaced while it is open: nothing acknowledged is lost, no history is mixed."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.store_stress import check_whole, full_draft, in_a_child
from sqlalchemy import event
from store_fixtures import NOON, OCTOBER, publish_month
from test_store_migrations import make_old_store

from dashboard.errors import StoreError
from dashboard.store import Store, open_store

ENDINGS = ("", "-wal", "-shm")
Act = Callable[[Path], object]


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def publish_full(store: Store, name: str, *numbers: int) -> list[int]:
    return [store.publish(full_draft(name, number), recorded_at=NOON).edition for number in numbers]


def delete(path: Path) -> None:
    for ending in ENDINGS:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def delete_only_the_file(path: Path) -> None:
    path.unlink()


def move_the_file(path: Path) -> None:
    path.rename(path.with_name("moved.db"))


def put_an_empty_file(path: Path) -> None:
    delete(path)
    path.touch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a store that holds two whole editions and is closed."""
    path = tmp_path / "store.db"
    with open_store(address(path)) as store:
        publish_full(store, "before", 0, 1)
    return path


@pytest.fixture
def backup(path: Path) -> Path:
    """A copy of that store."""
    return Path(shutil.copy(path, path.with_name("backup.db")))


@pytest.mark.parametrize("act", [delete, delete_only_the_file, move_the_file])
def test_a_store_that_is_gone_is_said_to_be_gone_and_never_made_anew(path: Path, act: Act):
    with open_store(address(path)) as store:
        store.editions()
        act(path)
        for use in (lambda: publish_month(store, OCTOBER, 1.0), store.editions, store.figures, store.revision):
            with pytest.raises(StoreError, match=r"There is no store at .*store\.db any more") as caught:
                use()
            assert [issue.code for issue in caught.value.issues] == ["store-missing"]
        store.close()
        with pytest.raises(StoreError, match="any more"):
            store.editions()
    assert not path.exists()


def test_a_store_that_is_put_back_goes_on(path: Path):
    with open_store(address(path)) as store:
        publish_full(store, "more", 0)
        path.rename(path.with_name("moved.db"))
        with pytest.raises(StoreError, match="any more"):
            store.editions()
        path.with_name("moved.db").rename(path)
        assert check_whole(store, [3], in_flight=0) == 3
        assert publish_full(store, "again", 0) == [4]
    with open_store(address(path)) as again:
        assert check_whole(again, [4], in_flight=0) == 4


def test_an_empty_file_in_its_place_is_no_new_store(path: Path):
    with open_store(address(path)) as store:
        put_an_empty_file(path)
        with pytest.raises(StoreError, match="any more"):
            publish_month(store, OCTOBER, 1.0)


@pytest.mark.parametrize("closed", [False, True])
def test_it_goes_on_with_a_backup_and_never_mixes_in_the_log_of_the_file_before(path: Path, backup: Path, closed: bool):
    """The file has taken in a log since the backup, so the log that lies there now does not fit the backup at all."""
    with open_store(address(path)) as store:
        publish_full(store, "taken in", 0, 1)
    with open_store(address(path)) as store:
        publish_full(store, "in the log", 0)
        left = Path(f"{path}-wal").read_bytes()
        assert left
        if closed:
            store.close()
        backup.replace(path)
        assert check_whole(store, [2], in_flight=0) == 2
        assert publish_full(store, "after", 0) == [3]
        assert check_whole(store, [3], in_flight=0) == 3
    with open_store(address(path)) as again:
        assert check_whole(again, [3], in_flight=0) == 3
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert [aside.read_bytes() for aside in path.parent.glob("*-wal.replaced-*")] == ([] if closed else [left])


def test_all_who_had_it_open_go_on_with_the_backup(path: Path, backup: Path):
    """The second one to notice must leave the new file's log alone."""
    with open_store(address(path)) as first, open_store(address(path)) as second:
        publish_full(first, "before", 2)
        assert check_whole(second, [3], in_flight=0) == 3
        backup.replace(path)
        assert publish_full(first, "first", 0) == [3]
        assert publish_full(second, "second", 0) == [4]
        assert check_whole(first, [4], in_flight=0) == 4
        assert in_a_child(count, address(path)) == 4
    assert in_a_child(count, address(path)) == 4


def count(url: str) -> int:
    with open_store(url) as store:
        return check_whole(store, [])


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path: Path, path: Path):
    old = tmp_path / "old.db"
    make_old_store(address(old))
    with open_store(address(path)) as store:
        store.editions()
        delete(path)
        old.replace(path)
        (edition,) = store.editions()
        assert edition.filename == "october.xlsx"
        assert [accepted.reason for accepted in store.accepted_of(1)] == ["Checked with the service"]
        assert publish_month(store, OCTOBER, 1.0) == 2


def test_another_programs_file_in_its_place_is_refused(tmp_path: Path, path: Path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    connection.close()
    with open_store(address(path)) as store:
        other.replace(path)
        for _ in range(2):
            with pytest.raises(StoreError, match="another program's database"):
                publish_month(store, OCTOBER, 1.0)


def half_way(store: Store, act: Callable[[], object]) -> None:
    """Do something once, while a publication is under way."""
    done: list[object] = []

    def once(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith("INSERT INTO observations") and not done:
            done.append(act())

    event.listen(store._engine, "after_cursor_execute", once)


def test_a_publication_into_a_file_that_is_deleted_meanwhile_is_not_acknowledged(path: Path):
    with open_store(address(path)) as store:
        half_way(store, lambda: delete(path))
        with pytest.raises(StoreError, match="any more"):
            publish_full(store, "meanwhile", 0)


def test_a_publication_into_a_file_that_is_replaced_meanwhile_is_not_acknowledged(path: Path, backup: Path):
    with open_store(address(path)) as store:
        half_way(store, lambda: backup.replace(path))
        with pytest.raises(StoreError, match=r"Another file came in the place of .*lacks it\. Preview"):
            publish_full(store, "meanwhile", 0)
        assert check_whole(store, [2], in_flight=0) == 2
        assert publish_full(store, "meanwhile", 0) == [3]
    with open_store(address(path)) as again:
        assert check_whole(again, [3], in_flight=0) == 3


def test_a_log_that_may_not_be_put_aside_is_named(path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with open_store(address(path)) as store:
        publish_full(store, "in the log", 0)
        backup.replace(path)
        monkeypatch.setattr(Path, "rename", refuse)
        with pytest.raises(StoreError, match=r"log of the store .* cannot be put aside: Permission denied"):
            store.editions()
