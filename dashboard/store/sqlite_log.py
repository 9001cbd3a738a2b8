"""Tell whether a SQLite file has been cut off: whether each page lies whole in the file or in its write-ahead log.

SQLite fills a last page that is cut off with zeros, and takes a file of one byte for a new one, without a word. Only
its size is asked of the file itself: to open and close it here would drop the locks that SQLite holds on it in this
process (sqlite.org/howtocorrupt.html, section 2.2). The log carries no such locks.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Source of all below: sqlite.org/fileformat.html, sections 1.3, 1.4 and 4.1.
FILE_HEADER_BYTES = 100
LOCK_BYTE = 0x40000000  # the page that holds this byte is never written
LOG_MAGIC = (0x377F0682, 0x377F0683)
_LOG_HEADER = struct.Struct(">L4xL4x8s8x")  # magic number, version, page size, checkpoints, salt, checksum
_FRAME_HEADER = struct.Struct(">2L8s8x")  # page, at a commit the file's pages (else 0), salt, checksum


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A write-ahead log up to its last commit: how many pages that counts, of which size, and which the log has."""

    page_bytes: int = 0
    counted: int = 0
    pages: frozenset[int] = frozenset()


def read_log(path: Path) -> Log:
    """Read which pages a log holds; none where there is no log or nothing was committed to it."""
    try:
        content = path.read_bytes()
    except OSError:  # there is none, or SQLite may not read it either and will say so
        return Log()
    if len(content) < _LOG_HEADER.size:
        return Log()
    magic, page_bytes, salt = _LOG_HEADER.unpack_from(content)
    return _up_to_the_last_commit(content, page_bytes, salt) if magic in LOG_MAGIC else Log()


def is_cut_off(path: Path, log_path: Path, *, counted: int, page_bytes: int) -> bool:
    """Tell whether any of the pages counted is neither whole in the file nor in the log.

    The log is read before the file's size: one that was begun anew meanwhile had been written to the file by then.
    """
    if path.stat().st_size >= counted * page_bytes:
        return False
    kept = read_log(log_path).pages | {LOCK_BYTE // page_bytes + 1}
    whole = path.stat().st_size // page_bytes
    return not kept.issuperset(range(whole + 1, counted + 1))


def _up_to_the_last_commit(content: bytes, page_bytes: int, salt: bytes) -> Log:
    frames = list(_frames(content, page_bytes, salt))
    while frames and not frames[-1][1]:
        frames.pop()
    if not frames:
        return Log()
    return Log(page_bytes=page_bytes, counted=frames[-1][1], pages=frozenset(page for page, _ in frames))


def _frames(content: bytes, page_bytes: int, salt: bytes) -> Iterator[tuple[int, int]]:
    """Give each frame's page and count; a frame of an older salt was left from before the log was begun anew."""
    step = _FRAME_HEADER.size + page_bytes
    for start in range(_LOG_HEADER.size, len(content) - step + 1, step):
        page, counted, its_salt = _FRAME_HEADER.unpack_from(content, start)
        if its_salt != salt:
            return
        yield page, counted
