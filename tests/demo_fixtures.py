"""The demonstration, read once and filled once for all tests; a test that writes takes a copy of the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from made_once import made_once

from dashboard.benchmarks import own
from dashboard.benchmarks import read as releases
from dashboard.benchmarks.release import ReleaseRead
from dashboard.demo import fill_demonstration
from dashboard.intake import preview
from dashboard.intake import session as intake_session
from dashboard.intake.preview import Preview, preview_workbook, read_file
from dashboard.intake.publish import publish_preview
from dashboard.intake.session import Session, open_session
from dashboard.settings import Settings
from dashboard.store.records import Receipt
from dashboard.workbook.guard import WorkbookFile
from dashboard.workbook.read import WorkbookRead, read_workbook

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "data" / "demo"
SOCIAL_CARE = tuple(path.name for path in sorted(DEMO.glob("cyps-social-care-scorecard-*.xlsx")))

_reads: dict[str, WorkbookRead] = {}
_releases: dict[bytes, ReleaseRead] = {}
_read_own = own.read_own
_load_catalogue = cache(intake_session.load_catalogue)


@dataclass(frozen=True, kw_only=True)
class Published:
    """One workbook published: what its preview said, and the receipt."""

    preview: Preview
    receipt: Receipt


def settings_for(store: str) -> Settings:
    """Give the settings of a store beside the real catalogue and data."""
    return Settings(
        store_url=store, catalogue_path=ROOT / "indicators.yaml", data_folder=ROOT / "data", read_only=False
    )


@contextmanager
def reading_once() -> Iterator[None]:
    """Read the same workbook, release or catalogue once only: these tests are about what happens afterwards."""

    def read(file: WorkbookFile, *others: object, **more: object) -> WorkbookRead:
        key = f"{file.sha256} {more}"
        if key not in _reads:
            _reads[key] = read_workbook(file, *others, **more)  # type: ignore[arg-type]
        return _reads[key]

    def read_kept(content: bytes, *others: object) -> ReleaseRead:
        if content not in _releases:
            _releases[content] = _read_own(content, *others)  # type: ignore[arg-type]
        return _releases[content]

    with (
        mock.patch.object(preview, "read_workbook", read),
        mock.patch.object(intake_session, "load_catalogue", _load_catalogue),
        mock.patch.object(own, "read_own", read_kept),
        mock.patch.object(releases, "read_own", read_kept),
    ):
        yield


def preview_demo(session: Session, name: str) -> Preview:
    """Preview one of the demonstration's workbooks."""
    with reading_once():
        return preview_workbook(session, name, (DEMO / name).read_bytes())


def publish_demo(session: Session, name: str, by: str = "Performance team") -> Published:
    """Publish one of the demonstration's workbooks."""
    previewed = preview_demo(session, name)
    receipt = publish_preview(session, previewed, by=by, reason="For a test", accepted=True)
    return Published(preview=previewed, receipt=receipt)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the whole demonstration, filled by the demonstration itself; not to be written to."""
    return made_once(tmp_path_factory, "demo.db", _fill)


def _fill(path: Path) -> None:
    session = open_session(settings_for(f"sqlite:///{path}"))
    with reading_once(), session.store:
        fill_demonstration(session, ROOT / "data")
    assert not path.with_name(f"{path.name}-wal").exists()  # all of it is in the one file


@pytest.fixture(scope="session")
def demo(demo_file: Path) -> Iterator[Session]:
    """The whole demonstration, for reading only."""
    session = open_session(settings_for(f"sqlite:///{demo_file}"))
    with session.store:
        yield session


@pytest.fixture
def demo_copy_file(demo_file: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration's store, to write to."""
    return Path(shutil.copy(demo_file, tmp_path / "copy.db"))


@pytest.fixture
def demo_copy(demo_copy_file: Path) -> Iterator[Session]:
    """A copy of the demonstration, to write to."""
    with reading_once():
        session = open_session(settings_for(f"sqlite:///{demo_copy_file}"))
    with session.store:
        yield session


@pytest.fixture
def new_session(tmp_path: Path) -> Iterator[Callable[..., Session]]:
    """Open sessions on empty stores."""
    opened: list[Session] = []

    def make(url: str = "") -> Session:
        with reading_once():
            session = open_session(settings_for(url or f"sqlite:///{tmp_path / f'store-{len(opened)}.db'}"))
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.store.close()


@pytest.fixture(scope="session")
def thirteen_issues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, list[Published]]]:
    """The thirteen social care scorecards published in order, with what each preview said; for reading only."""
    session = open_session(settings_for(f"sqlite:///{tmp_path_factory.mktemp('thirteen') / 'store.db'}"))
    with session.store:
        yield session, [publish_demo(session, name) for name in SOCIAL_CARE]


@pytest.fixture(scope="session")
def read_workbooks(demo: Session) -> dict[str, WorkbookRead]:
    """What each workbook of the demonstration says."""
    with reading_once():
        return {path.name: read_file(demo, path.name, path.read_bytes()) for path in sorted(DEMO.glob("*.xlsx"))}
