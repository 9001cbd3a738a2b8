"""Keep one session for the life of a process, with the catalogue and layouts as their files are now."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dashboard.catalogue.layout_files import load_layout_book
from dashboard.catalogue.load import load_catalogue
from dashboard.errors import CatalogueError, SettingsError
from dashboard.intake.session import Session, open_session, report_ids, under_kept_code
from dashboard.issues import Issue
from dashboard.settings import Settings

_Stamp = tuple[tuple[int, int] | None, ...]


class LiveSession:
    """A session that notices when the catalogue's files change; the store stays open.

    While a changed file has faults, the catalogue before goes on serving and ``faults`` says what is wrong.
    """

    def __init__(
        self,
        settings: Settings,
        opener: Callable[[Settings], Session] = open_session,
        *,
        on_change: Callable[[], None] | None = None,
    ) -> None:
        """Open the session; ``on_change`` is called once a changed catalogue is in use.

        Raises:
            DashboardError: as ``open_session``.
        """
        self._files = (settings.catalogue_path, settings.layouts_path)
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._content = self._read()
        self._session = opener(settings)
        self._on_change = on_change
        self._faults: tuple[Issue, ...] = ()

    def current(self) -> Session:
        """Give the session, with the catalogue and layouts read again where a file has changed."""
        if self._look() == self._stamp:
            return self._session
        with self._lock:
            self._read_again()
            return self._session

    @property
    def faults(self) -> tuple[Issue, ...]:
        """List what is wrong with the files as they are now; empty while they are in use."""
        self.current()
        return self._faults

    @property
    def version(self) -> str:
        """Name the files' content, so that what was worked out from it can be kept under the name."""
        self.current()
        return self._content

    def _read_again(self) -> None:
        stamp, content = self._look(), self._read()
        if content != self._content:
            catalogue_path, layouts_path = self._files
            try:
                catalogue = under_kept_code(load_catalogue(catalogue_path), self._session.areas, catalogue_path)
                layouts = load_layout_book(layouts_path, report_ids(catalogue))
            except (CatalogueError, SettingsError) as fault:
                self._faults = fault.issues
            else:
                self._faults = ()
                self._session = replace(self._session, catalogue=catalogue, layouts=layouts)
                if self._on_change is not None:
                    self._on_change()
        self._stamp, self._content = stamp, content

    def _look(self) -> _Stamp:
        """Look at the files' dates and sizes, which costs microseconds."""
        return tuple(_stamp(path) for path in self._files)

    def _read(self) -> str:
        """Hash what the files hold: a file only touched, or written again as it was, is no change."""
        digest = hashlib.sha256()
        for path in self._files:
            content = path.read_bytes() if path.is_file() else b""
            digest.update(len(content).to_bytes(8, "big") + content)
        return digest.hexdigest()[:16]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size)
