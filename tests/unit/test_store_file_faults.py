"""What can happen to a store's file: read-only, deleted, replaced, cut off, left with its log: never a history lost."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.store_stress import as_another_user, check_whole, full_draft, in_a_child
from store_fixtures import NOON, OCTOBER, publish_month

from dashboard.errors import StoreError
from dashboard.store import open_store

NOBODY = 65534  # by convention the account without any rights
EDITIONS = 2


def fill(path: Path, editions: int = EDITIONS) -> None:
    with open_store(f"sqlite:///{path}") as store:
        for number in range(editions):
            store.publish(full_draft("before", number), recorded_at=NOON)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any account may reach; pytest's own are closed to others."""
    if os.geteuid() != 0:
        pytest.skip("only root can work as another account")
    if not all(part.stat().st_mode & 0o005 == 0o005 for part in Path(__file__).parents[2:3]):
        pytest.skip("another account cannot read this checkout")
    folder = Path(tempfile.mkdtemp(prefix="scorecard-store-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def rehearsal(tmp_path: Path) -> str:
    """The address of a store to rehearse with."""
    return f"sqlite:///{tmp_path / 'rehearsal.db'}"


def read_then_publish(url: str) -> tuple[int, str]:
    """Read the store and try to publish; give the number of editions read and what the store said."""
    try:
        with open_store(url) as store:
            read = check_whole(store, [])
            try:
                publish_month(store, OCTOBER, 2.0)
            except StoreError as error:
                return read, str(error)
            return read, "published"
    except StoreError as error:
        return -1, str(error)


@pytest.mark.parametrize(
    "folder_mode",
    [
        pytest.param(0o755, id="folder not writable"),
        pytest.param(0o777, id="folder writable"),
    ],
)
def test_an_account_that_may_not_write_the_file_reads_and_is_refused_plainly(
    open_folder: Path, rehearsal: str, folder_mode: int
):
    path = open_folder / "store.db"
    fill(path)
    path.chmod(0o444)
    open_folder.chmod(folder_mode)
    read, said = as_another_user(read_then_publish, NOBODY, f"sqlite:///{path}", rehearsal)
    assert read == EDITIONS, said
    assert f"The store {path} can only be read" in said
    assert "the right to write it" in said


def test_an_account_that_may_not_write_the_folder_reads_while_another_writes(open_folder: Path, rehearsal: str):
    path = open_folder / "store.db"
    fill(path)
    with open_store(f"sqlite:///{path}") as store:
        assert publish_month(store, OCTOBER, 1.0) == EDITIONS + 1
        found = as_another_user(count_editions, NOBODY, f"sqlite:///{path}", rehearsal)
    assert found == EDITIONS + 1


def count_editions(url: str) -> int | str:
    try:
        with open_store(url) as store:
            return len(store.editions())
    except StoreError as error:
        return str(error)


def test_a_file_deleted_while_open_is_never_a_silent_loss(tmp_path: Path):
    """A publication into a file that nobody can find again is lost: it must be refused, or be in a file found there."""
    path = tmp_path / "store.db"
    fill(path)
    with open_store(f"sqlite:///{path}") as store:
        assert len(store.editions()) == EDITIONS
        for file in list(tmp_path.iterdir()):
            file.unlink()
        with pytest.raises(StoreError, match="store\\.db"):
            publish_month(store, OCTOBER, 1.0)


def test_a_file_replaced_while_open_is_never_a_silent_loss(tmp_path: Path):
    path, backup = tmp_path / "store.db", tmp_path / "backup.db"
    fill(path)
    shutil.copy(path, backup)
    with open_store(f"sqlite:///{path}") as store:
        publish_month(store, OCTOBER, 1.0)
        backup.replace(path)
        try:
            number = publish_month(store, OCTOBER, 2.0)
        except StoreError as error:
            assert str(path) in str(error)  # noqa: PT017 - refused, or kept where the next reader looks
        else:
            with open_store(f"sqlite:///{path}") as again:
                assert number in [edition.number for edition in again.editions()]


@pytest.mark.parametrize(
    "kept",
    [
        *(1, 50, 99, 100, 511, 512, 4095, 4096, 4097, 20_000, 65_536, 200_000, 0.5, 0.9, 0.999),
    ],
)
def test_a_store_cut_off_is_an_error_never_a_shorter_history(tmp_path: Path, kept: float):
    path = tmp_path / "store.db"
    fill(path)
    size = path.stat().st_size
    os.truncate(path, int(kept if kept >= 1 else size * kept))
    assert path.stat().st_size < size
    with pytest.raises(StoreError, match=r"store\.db"):
        count_whole(path)


@pytest.mark.parametrize("kept", [1, 99, 0.999])
@pytest.mark.parametrize("with_log", [False, True])
def test_a_store_cut_off_inside_a_page_stays_damaged_however_often_it_is_opened(
    tmp_path: Path, kept: float, with_log: bool
):
    """Closing it, SQLite would fill the file up with zeros, so that it would look whole the next time."""
    path = tmp_path / "store.db"
    fill(path)
    if with_log:
        leave_log(path)
    os.truncate(path, int(kept if kept >= 1 else path.stat().st_size * kept))
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError, match=r"is damaged: a part of it is cut off\. Put the latest backup") as caught:
            count_whole(path)
        assert [issue.code for issue in caught.value.issues] == ["store-damaged"]
    assert path.read_bytes() == before


def leave_log(path: Path) -> None:
    """Leave the file as a crash does after a small edition: with a log that has few of its pages."""
    crashed = path.with_name("crashed.db")
    with open_store(f"sqlite:///{path}") as store:
        store.withdraw(1, by="Performance team", reason="Wrong month", recorded_at=NOON)
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    for ending in ("", "-wal"):
        Path(f"{crashed}{ending}").replace(f"{path}{ending}")
    assert Path(f"{path}-wal").stat().st_size > 0


@pytest.mark.parametrize("kept", [4096, 4097, 8191, 100_000])
def test_a_file_whose_missing_pages_are_in_its_log_is_whole(tmp_path: Path, kept: int):
    """So a process killed while it wrote the log into the file leaves them."""
    path, crashed = tmp_path / "store.db", tmp_path / "crashed.db"
    with open_store(f"sqlite:///{path}") as store:
        told = [store.publish(full_draft("logged", number), recorded_at=NOON).edition for number in range(EDITIONS)]
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    with crashed.open("r+b") as file:
        file.write(path.read_bytes()[:kept])
    with open_store(f"sqlite:///{crashed}") as store:
        assert check_whole(store, told, in_flight=0) == EDITIONS


@pytest.fixture
def closed_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no folder be writable, as for an account that may only read."""
    monkeypatch.setattr("dashboard.store.sqlite_file.os.access", lambda _, mode: mode != os.W_OK)


@pytest.mark.usefixtures("closed_folder")
def test_a_reader_without_locks_finds_what_was_published_since(tmp_path: Path):
    path = tmp_path / "store.db"
    fill(path)
    with open_store(f"sqlite:///{path}") as reader:
        assert check_whole(reader, [EDITIONS], in_flight=0) == EDITIONS
        assert not Path(f"{path}-wal").exists()
        assert in_a_child(publish_one, f"sqlite:///{path}") == EDITIONS + 1
        assert check_whole(reader, [EDITIONS + 1], in_flight=0) == EDITIONS + 1
        with pytest.raises(StoreError, match=r"can only be read\. Nothing has been saved"):
            publish_month(reader, OCTOBER, 1.0)


def publish_one(url: str) -> int:
    with open_store(url) as store:
        return store.publish(full_draft("since", 0), recorded_at=NOON).edition


@pytest.mark.usefixtures("closed_folder")
def test_a_file_changed_under_a_reader_without_locks_is_read_again_and_not_in_part(tmp_path: Path):
    path = tmp_path / "store.db"
    fill(path)
    with open_store(f"sqlite:///{path}") as reader:
        with pytest.raises(StoreError, match=r"was changed while it was being read\. Try again"), reader._reading():
            assert in_a_child(publish_one, f"sqlite:///{path}") == EDITIONS + 1
        assert check_whole(reader, [EDITIONS + 1], in_flight=0) == EDITIONS + 1


def count_whole(path: Path) -> int:
    with open_store(f"sqlite:///{path}") as store:
        return check_whole(store, [EDITIONS], in_flight=0)


def test_a_log_left_behind_by_a_killed_process_is_taken_in(tmp_path: Path):
    """A copy of the file and its log, as a crash leaves them, holds all that was acknowledged."""
    path, crashed = tmp_path / "store.db", tmp_path / "crashed.db"
    with open_store(f"sqlite:///{path}") as store:
        told = [store.publish(full_draft("logged", number), recorded_at=NOON).edition for number in range(EDITIONS)]
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    assert Path(f"{crashed}-wal").stat().st_size > 0
    with open_store(f"sqlite:///{crashed}") as store:
        assert check_whole(store, told, in_flight=0) == EDITIONS
    assert not Path(f"{crashed}-wal").exists()


def test_a_log_cut_off_in_its_last_transaction_loses_only_what_was_not_acknowledged(tmp_path: Path):
    path, crashed = tmp_path / "store.db", tmp_path / "crashed.db"
    with open_store(f"sqlite:///{path}") as store:
        store.publish(full_draft("logged", 0), recorded_at=NOON)
        whole = Path(f"{path}-wal").stat().st_size
        store.publish(full_draft("logged", 1), recorded_at=NOON)
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    os.truncate(f"{crashed}-wal", (whole + Path(f"{crashed}-wal").stat().st_size) // 2)
    with open_store(f"sqlite:///{crashed}") as store:
        assert check_whole(store, [1], in_flight=0) == 1


def test_a_log_of_an_older_store_is_not_mixed_into_a_restored_one(tmp_path: Path):
    """A backup put in the place of a store whose log was left: the answer is one history or the other, or an error."""
    path, backup = tmp_path / "store.db", tmp_path / "backup.db"
    fill(path, 1)
    shutil.copy(path, backup)
    with open_store(f"sqlite:///{path}") as store:
        store.publish(full_draft("later", 0), recorded_at=NOON)
        shutil.copy(f"{path}-wal", tmp_path / "left-wal")
    backup.replace(path)
    (tmp_path / "left-wal").replace(f"{path}-wal")
    try:
        with open_store(f"sqlite:///{path}") as store:
            assert check_whole(store, []) in (1, 2)
    except StoreError as error:
        assert str(path) in str(error)  # noqa: PT017 - an error is right too
        return
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
