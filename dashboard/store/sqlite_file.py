"""Watch over the file below a SQLite store: cut off, deleted, replaced or read-only, it is never taken for another.

A connection holds on to the file it opened, whatever becomes of that file's name. So before each use of a connection,
and before a publication is acknowledged, its file must still be the one of that name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dashboard.errors import StoreError
from dashboard.store.faults import refusal
from dashboard.store.sqlite_log import FILE_HEADER_BYTES, is_cut_off, read_log

# What SQLite lays beside a file that is in use (sqlite.org/tempfiles.html).
LOG, INDEX, JOURNAL = "-wal", "-shm", "-journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as the system knows it: which one it is, its size in bytes, and when it was last changed."""

    identity: tuple[int, int]
    size: int
    changed_ns: int


class StoreFile:
    """The path of a SQLite store, and what lies there now; ``place`` is the path as it was given."""

    def __init__(self, path: Path) -> None:
        self.place = str(path)
        self._path = path.absolute()
        self._name = str(self._path)

    def look(self, ending: str = "") -> Seen | None:
        """Look at the file, or at one beside it; ``None`` where there is none."""
        try:
            found = os.stat(self._name + ending)  # noqa: PTH116 - asked at each read
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Seen(identity=(found.st_dev, found.st_ino), size=found.st_size, changed_ns=found.st_mtime_ns)

    def is_in_use(self) -> bool:
        """Tell whether something lies beside the file that SQLite must take into account."""
        return any((found := self.look(ending)) and found.size for ending in (LOG, INDEX, JOURNAL))

    def may_only_be_read(self) -> bool:
        """Tell whether SQLite can lay nothing beside the file, nor has anyone: it must then be read as it is."""
        return not os.access(self._path.parent, os.W_OK) and self.look() is not None and not self.is_in_use()

    def address_for_reading(self) -> str:
        """Give the address by which SQLite reads the file as it is (sqlite.org/uri.html, "immutable")."""
        return f"{self._path.as_uri()}?mode=ro&immutable=1"

    def check_before_opening(self) -> None:
        """Refuse a file that was cut off, as far as its log tells: once opened, SQLite would mend it with zeros.

        Raises:
            StoreError: when it is damaged.
        """
        if not self._path.is_file() or not (found := self.look()) or not found.size:
            return
        if found.size < FILE_HEADER_BYTES:
            raise self._damaged()
        log = read_log(self._beside(LOG))
        self.check_pages(counted=log.counted, page_bytes=log.page_bytes)

    def check_pages(self, *, counted: int, page_bytes: int) -> None:
        """Refuse a file that lacks any of the pages that SQLite counts.

        Raises:
            StoreError: when it is damaged.
        """
        try:
            cut_off = is_cut_off(self._path, self._beside(LOG), counted=counted, page_bytes=page_bytes)
        except FileNotFoundError as error:
            raise self.gone() from error
        if cut_off:
            raise self._damaged()

    def set_aside(self, companions: Mapping[str, Seen]) -> None:
        """Keep the log of a file that was replaced apart from the file that came in its place.

        SQLite would apply it to that one. It is renamed, not deleted: it may hold editions of the file before.

        Raises:
            StoreError: when this account may not rename it.
        """
        try:
            with _alone_in(self._path.parent):
                for ending, seen in companions.items():
                    now = self.look(ending)
                    if now and now.identity == seen.identity:
                        self._beside(ending).rename(self._beside(f"{ending}.replaced-{seen.identity[1]}"))
        except OSError as error:
            what = f"The log of the store that was at {self.place} before cannot be put aside: {error.strerror}."
            raise refusal(code="store-not-opened", what=what) from error

    def gone(self) -> StoreError:
        """Make the error for a file that was there before."""
        what = f"There is no store at {self.place} any more: it was deleted or moved while Scorecard had it open."
        return refusal(code="store-missing", what=what)

    def _beside(self, ending: str) -> Path:
        return Path(self._name + ending)

    def _damaged(self) -> StoreError:
        return refusal(code="store-damaged", what=f"The store {self.place} is damaged: a part of it is cut off.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """The file that a connection holds open; ``as_it_is`` when SQLite was told that nobody changes it meanwhile."""

    file: StoreFile
    seen: Seen
    companions: Mapping[str, Seen]
    as_it_is: bool

    @classmethod
    def of(cls, file: StoreFile, before: Seen | None, *, as_it_is: bool) -> Self:
        """Say what was opened: the file seen just before, or the one that was made.

        Raises:
            StoreError: when there is none.
        """
        companions = {ending: found for ending in (LOG, INDEX) if (found := file.look(ending))}
        now = file.look()
        seen = before or now
        if now is None or seen is None:
            raise file.gone()
        # What lies beside a file that came in the last instant may be that one's.
        ours = companions if now.identity == seen.identity else {}
        return cls(file=file, seen=seen, companions=ours, as_it_is=as_it_is)

    def is_current(self) -> bool:
        """Tell whether who opens the store now would find this very file.

        Raises:
            StoreError: when there is no file any more.
        """
        now = self.file.look()
        if now is None:
            raise self.file.gone()
        if self.as_it_is:
            return now == self.seen and not self.file.is_in_use()
        return now.identity == self.seen.identity

    def leave(self) -> None:
        """Make way for the file that came in its place."""
        if not self.as_it_is:
            self.file.set_aside(self.companions)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder, among Scorecard's processes."""
    import fcntl  # not on Windows, which lets nobody replace a file that is open

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
