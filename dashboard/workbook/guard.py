"""The guard: what may be parsed at all. Everything else is refused by name before a parser sees it."""

from __future__ import annotations

import copy
import hashlib
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile, ZipInfo

from dashboard.issues import Issue
from dashboard.workbook.limits import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_MERGED_CELLS,
    MAX_RATIO,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
)
from dashboard.workbook.package import check_container, check_kind, check_names, ignored_extras, refusal
from dashboard.workbook.part_scan import Counts, EncodingError, EntitiesError, PartScan

_CHUNK = MEGABYTE
# From this many unpacked bytes on, checking takes about a second, and the reader is told how far it is.
_TELL_FROM_BYTES = 16 * MEGABYTE
_TELL_EVERY_PER_CENT = 10
# What damaged bytes raise while unpacking: the zip's own faults, then those of its three packers.
_UNPACKING_FAULTS = (
    BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error, lzma.LZMAError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFile:
    """An upload that passed the guard; ``issues`` note what it carries that is not read."""

    name: str
    content: bytes
    sha256: str
    issues: tuple[Issue, ...] = ()


def guard_workbook(name: str, content: bytes, progress: Callable[[str], None] | None = None) -> WorkbookFile:
    """Let an .xlsx workbook through, or refuse the file.

    Sizes are counted while unpacking, not taken from the zip's own headers; rows and cells are counted as they are
    present. ``progress`` is told "Checking the file, 40%" where checking takes over a second.

    Raises:
        WorkbookError: with one issue that says what the file is and what to do.
    """
    check_container(content)
    if len(content) > MAX_BYTES:
        raise refusal(
            "file-too-large", f"The file has {_megabytes(len(content))} MB; {_megabytes(MAX_BYTES)} MB is the most."
        )
    try:
        with ZipFile(io.BytesIO(content)) as package:
            check_names(package)
            _PackageScan(package, len(content), progress).check()
            check_kind(package)
            issues = ignored_extras(package)
    except _UNPACKING_FAULTS as fault:
        raise refusal("damaged-file", "The file cannot be unpacked.") from fault
    return WorkbookFile(name=name, content=content, sha256=hashlib.sha256(content).hexdigest(), issues=issues)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.0f}"


class _PackageScan:
    """Unpacks every part in pieces, counting; nothing is kept."""

    def __init__(self, package: ZipFile, packed_bytes: int, progress: Callable[[str], None] | None) -> None:
        self._package = package
        self._limit = min(MAX_UNPACKED_BYTES, max(packed_bytes * MAX_RATIO, MEGABYTE))
        self._declared = sum(part.file_size for part in package.infolist())
        self._progress = progress if self._declared >= _TELL_FROM_BYTES else None
        self._unpacked = 0
        self._told = 0
        self._counts = Counts()

    def check(self) -> None:
        """Refuse a package that holds or unpacks to too much, or whose XML is not as Excel writes it."""
        # The directory's own sizes refuse an honest bomb at once; a directory that lies is caught while unpacking.
        if self._declared > self._limit:
            raise refusal("zip-bomb", "The file unpacks to far more than its size.")
        for part in self._package.infolist():
            try:
                self._check_part(part)
            except EntitiesError as fault:
                raise refusal("xml-entities", f"The part {part.filename!r} declares XML entities.") from fault
            except EncodingError as fault:
                what = f"The part {part.filename!r} is written in {fault}, which Excel never does."
                raise refusal("damaged-file", what) from fault

    def _check_part(self, part: ZipInfo) -> None:
        # A picture's SVG may name its document type; no parser of ours opens it.
        scan = None if _is_picture(part.filename) else PartScan()
        before = self._unpacked
        with self._package.open(_without_its_size(part, self._limit)) as stream:
            while piece := stream.read(_CHUNK):
                self._unpacked += len(piece)
                if self._unpacked > self._limit:
                    raise refusal("zip-bomb", "The file unpacks to far more than its size.")
                if scan is not None:
                    scan.feed(piece)
                    self._refuse_too_many(scan.counts)
                self._tell()
        if self._unpacked - before != part.file_size:
            raise refusal("damaged-file", f"The part {part.filename!r} is not of the size that the file says.")
        if scan is not None:
            self._refuse_too_many(scan.finish())
            self._counts.add(scan.counts)

    def _refuse_too_many(self, part: Counts) -> None:
        cells, rows = self._counts.cells + part.cells, self._counts.rows + part.rows
        if cells > MAX_CELLS:
            what = (
                f"The workbook has more than {MAX_CELLS:,} cells ({rows:,} rows were counted before that was reached)."
            )
            raise refusal("file-too-large", what)
        if rows > MAX_ROWS:
            raise refusal("file-too-large", f"The workbook has more than {MAX_ROWS:,} rows.")
        if self._counts.merged + part.merged > MAX_MERGED_CELLS:
            raise refusal("file-too-large", f"The workbook merges more than {MAX_MERGED_CELLS:,} cells.")

    def _tell(self) -> None:
        per_cent = (
            min(100, self._unpacked * 100 // max(1, self._declared)) // _TELL_EVERY_PER_CENT * _TELL_EVERY_PER_CENT
        )
        if self._progress and per_cent > self._told:
            self._told = per_cent
            self._progress(f"Checking the file, {per_cent}%")


def _without_its_size(part: ZipInfo, limit: int) -> ZipInfo:
    """Give the part's entry with room for more than it declares: zipfile stops reading at the size it finds there.

    The room is a piece more than may be unpacked, so that too much is counted before zipfile checks what it has read.
    """
    entry = copy.copy(part)
    entry.file_size = limit + 2 * _CHUNK
    return entry


def _is_picture(name: str) -> bool:
    return name.lower().startswith("xl/media/") and name.lower().endswith(".svg")
