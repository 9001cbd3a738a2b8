"""Stores to test against: a fresh SQLite file, and a fresh database of a real PostgreSQL, for every test."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from dashboard.editions.changes import ChangeCounts
from dashboard.observations import Observation, Observations
from dashboard.periods import Period, month
from dashboard.store import EditionDraft, Store, open_store
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, ReportId

DEBIAN = Path("/usr/lib/postgresql")
SUPERUSER = "postgres"
START_SECONDS = 60
ROTHERHAM = AreaCode("E08000018")
OCTOBER = month(2019, 10)
NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running PostgreSQL of our own."""

    port: int
    password: str

    def url(self, database: str) -> str:
        return f"postgresql://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        name = f"store_{secrets.token_hex(6)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL in a temporary folder on a free loopback port, stopped by its own process at the end."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb is neither on the path nor under /usr/lib/postgresql")
    folder = Path(tempfile.mkdtemp(prefix="scorecard-pg-"))  # short: a socket's path may have 107 characters
    server = Server(port=_free_port(), password=secrets.token_hex(16))
    _make_cluster(programs, folder, server.password)
    process = _start(programs, folder, server)
    try:
        _wait_until_it_answers(process, server, folder)
        yield server
    finally:
        process.terminate()
        process.wait(START_SECONDS)
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, once on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    server: Server = request.getfixturevalue("postgresql_server")
    return server.new_database()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store, once on each database."""
    with open_store(store_url) as opened:
        yield opened


def a_figure(value: float | None = 20.7, **changes: object) -> Observation:
    """Build a figure: re-referrals of Rotherham in the year to October 2019, unless told otherwise."""
    facts = {
        "indicator": IndicatorId("re-referrals"),
        "basis": Basis.ROLLING_12_MONTHS,
        "area": ROTHERHAM,
        "period": OCTOBER,
        "missing": None,
    }
    return Observation(value=value, **{**facts, **changes})  # type: ignore[arg-type]


def a_draft(*figures: Observation, content: bytes = b"October", **changes: object) -> EditionDraft:
    """Build a draft of the social care scorecard's issue of October 2019, unless told otherwise."""
    facts = {
        "report": ReportId("social-care"),
        "title": "Social Care – Monthly Performance Report",
        "as_at": OCTOBER,
        "issue_number": 1,
        "issued_on": date(2019, 11, 20),
        "filename": "october.xlsx",
        "content": content,
        "observations": Observations.of(figures),
        "by": "Performance team",
        "reason": "",
        "counts": ChangeCounts(added=len(figures)),
    }
    return EditionDraft(**{**facts, **changes})  # type: ignore[arg-type]


def publish_month(store: Store, period: Period, value: float, **changes: object) -> int:
    """Publish an edition with one figure for a month, and give its number."""
    draft = a_draft(a_figure(value, period=period), content=f"{period} {value}".encode(), as_at=period, **changes)
    return store.publish(draft, recorded_at=NOON).edition


def _programs() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    return max((path.parent for path in DEBIAN.glob("*/bin/initdb")), default=None)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _account() -> dict[str, str]:
    """PostgreSQL refuses to run as root: hand it to Debian's account for it."""
    return {"user": SUPERUSER, "group": SUPERUSER} if os.geteuid() == 0 else {}


def _make_cluster(programs: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    for path in (folder, secret):
        path.chmod(0o700)
        if account := _account():
            shutil.chown(path, **account)
    options = ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", SUPERUSER, "--pwfile", secret, *options],
        check=True, capture_output=True, cwd=folder, **_account(),
    )  # fmt: skip


def _start(programs: Path, folder: Path, server: Server) -> subprocess.Popen[bytes]:
    settings = {"listen_addresses": "127.0.0.1", "port": server.port, "unix_socket_directories": folder, "fsync": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            stdout=log, stderr=subprocess.STDOUT, cwd=folder, **_account(),
        )  # fmt: skip


def _wait_until_it_answers(process: subprocess.Popen[bytes], server: Server, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=1).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
