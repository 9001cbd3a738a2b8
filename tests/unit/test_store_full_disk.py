"""A full disk, for real: a tiny file system, and a limit on the size of a file. Nothing acknowledged is lost."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from fixtures.store_stress import check_whole, full_draft, in_a_child
from store_fixtures import NOON, Server

from dashboard.errors import StoreError
from dashboard.store import Store, open_store

DISK = "3m"
PUBLICATIONS = 40
LIMIT_BYTES = 2_000_000


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    yield from _mounted(tmp_path / "disk", DISK)


def _mounted(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root may mount a small file system; the limit on a file's size is tried all the same")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"this machine does not let root mount a small file system: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def publish_until_full(store: Store, name: str = "full") -> tuple[list[int], str]:
    """Publish until the store refuses; give the receipts and what it said."""
    told: list[int] = []
    for number in range(PUBLICATIONS):
        try:
            told.append(store.publish(full_draft(name, number), recorded_at=NOON).edition)
        except StoreError as error:
            return told, str(error)
    return told, ""


def says_place_and_remedy(message: str, place: str) -> bool:
    return place in message and "Nothing has been saved" in message and "Make room" in message


def test_a_full_disk_refuses_plainly_and_the_store_goes_on_when_there_is_room(tiny_disk: Path):
    ballast = tiny_disk / "ballast"
    ballast.write_bytes(bytes(1_500_000))
    with open_store(f"sqlite:///{tiny_disk / 'store.db'}") as store:
        told, message = publish_until_full(store)
        assert told
        assert says_place_and_remedy(message, store.place), message
        check_whole(store, told, in_flight=0)
        assert publish_until_full(store, "still full")[0] == []

        ballast.unlink()
        again, _ = publish_until_full(store, "room again")
        assert again
        assert again[0] == told[-1] + 1
        check_whole(store, again, in_flight=0)


def test_a_store_on_a_full_disk_can_be_opened_and_read_or_says_why_not(tiny_disk: Path):
    url = f"sqlite:///{tiny_disk / 'store.db'}"
    with open_store(url) as store:
        told, _ = publish_until_full(store)
    fill(tiny_disk / "ballast")
    try:
        with open_store(url) as store:
            check_whole(store, told, in_flight=0)
    except StoreError as error:
        assert str(tiny_disk) in str(error)  # noqa: PT017 - either is right, and only these two
    (tiny_disk / "ballast").unlink()
    with open_store(url) as store:
        check_whole(store, told, in_flight=0)


def fill(ballast: Path) -> None:
    """Take every byte that is left."""
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


def _publish_below_the_limit(url: str) -> tuple[list[int], str, int, int]:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_store(url) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, unlimited[1]))
        told, message = publish_until_full(store)
        standing = check_whole(store, told, in_flight=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        return told, message, standing, store.publish(full_draft("more", 0), recorded_at=NOON).edition


def test_a_file_that_may_not_grow_refuses_plainly(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    told, message, standing, after = in_a_child(_publish_below_the_limit, url)
    assert told
    assert standing == len(told)
    assert after == standing + 1
    # SQLite cannot tell a file that may not grow from a failing disk.
    assert f"{tmp_path / 'store.db'} cannot be read or written" in message
    assert "Nothing has been saved. Make room if the disk is full" in message
    with open_store(url) as store:
        assert check_whole(store, [after], in_flight=0) == after


@pytest.mark.postgres
def test_a_full_disk_of_the_server(postgresql_server: Server):
    """A table space on a tiny file system; the server's own account must reach it, so it lies under /tmp."""
    folder = Path("/tmp") / f"scorecard-full-{os.getpid()}"
    for disk in _mounted(folder, "16m"):
        shutil.chown(disk, "postgres", "postgres")
        disk.chmod(0o700)
        url = _database_on(postgresql_server, disk)
        ballast = disk / "ballast"
        with open_store(url) as store:
            ballast.write_bytes(bytes(4_000_000))
            told, message = publish_until_full(store)
            assert told
            assert says_place_and_remedy(message, store.place), message
            ballast.unlink()  # the server sorts a large answer on the same disk
            check_whole(store, told, in_flight=0)
            assert publish_until_full(store, "room again")[0][0] == told[-1] + 1
        _drop(postgresql_server)
    folder.rmdir()


def _database_on(server: Server, disk: Path) -> str:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE tiny LOCATION '{disk}'".encode())
        connection.execute(b"CREATE DATABASE tiny TABLESPACE tiny")
    return server.url("tiny")


def _drop(server: Server) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(b"DROP DATABASE tiny WITH (FORCE)")
        connection.execute(b"DROP TABLESPACE tiny")
