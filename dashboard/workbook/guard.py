"""The guard: what may be parsed at all. Everything else is refused by name before a parser sees it."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile, ZipInfo

from dashboard.errors import WorkbookError
from dashboard.issues import Issue

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 2_000
MAX_CELLS = 400_000
MAX_MERGED_CELLS = 200_000
_CHUNK = 1024 * 1024

_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_SIGNATURE = b"PK"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# As XML allows them, not only as Excel writes them: with a prefix, either quote and any space.
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']\s*([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", re.IGNORECASE
)
_CARRY = 256
# What damaged bytes raise while unpacking: the zip's own faults, then those of its three packers.
_UNPACKING_FAULTS = (
    BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error, lzma.LZMAError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFile:
    """An upload that passed the guard."""

    name: str
    content: bytes
    sha256: str


def guard_workbook(name: str, content: bytes) -> WorkbookFile:
    """Let an .xlsx workbook through, or refuse the file.

    Sizes are counted while unpacking, not taken from the zip's own headers; cells are counted as they are present.

    Raises:
        WorkbookError: with one issue that says what the file is and what to do.
    """
    _check_container(content)
    try:
        with ZipFile(io.BytesIO(content)) as package:
            _check_package(package)
            _check_parts(package, len(content))
    except _UNPACKING_FAULTS as fault:
        raise _refusal("damaged-file", f"The file cannot be unpacked: {fault}.") from fault
    return WorkbookFile(name=name, content=content, sha256=hashlib.sha256(content).hexdigest())


def _refusal(code: str, what: str) -> WorkbookError:
    return WorkbookError(what, (Issue(code=code, what=what),))


def _check_container(content: bytes) -> None:
    if not content:
        raise _refusal("empty-file", "The file is empty.")
    if len(content) > MAX_BYTES:
        raise _refusal("file-too-large", f"The file has {len(content):,} bytes; {MAX_BYTES:,} is the most.")
    if content.startswith(_OLE_SIGNATURE):
        if _ENCRYPTED_PART in content:
            raise _refusal("password-protected", "The workbook is protected by a password.")
        raise _refusal("old-excel-format", "This is an Excel 97-2003 workbook (.xls), whatever its name says.")
    if not content.startswith(_ZIP_SIGNATURE):
        raise _refusal("not-an-xlsx", "This is not an Excel workbook (.xlsx), whatever its name says.")


def _check_package(package: ZipFile) -> None:
    names = package.namelist()
    if len(names) > MAX_ENTRIES:
        raise _refusal("zip-bomb", f"The file has {len(names):,} parts; {MAX_ENTRIES:,} is the most.")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise _refusal("unsafe-zip-member", f"The file holds a part named {name!r}.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refusal("macro-enabled", "The workbook holds macros.")
    if "xl/workbook.xml" not in names:
        raise _refusal("not-an-xlsx", "This is a zip file, but not an Excel workbook.")


def _check_parts(package: ZipFile, packed_bytes: int) -> None:
    unpacked = cells = 0
    limit = min(MAX_UNPACKED_BYTES, max(packed_bytes * MAX_RATIO, _CHUNK))
    # The directory's own sizes refuse an honest bomb at once; a directory that lies is caught while unpacking.
    if sum(part.file_size for part in package.infolist()) > limit:
        raise _refusal("zip-bomb", "The file unpacks to far more than its size.")
    for part in package.infolist():
        size, part_cells = _check_part(package, part, limit - unpacked)
        unpacked += size
        cells += part_cells
        if cells > MAX_CELLS:
            raise _refusal("file-too-large", f"The workbook has more than {MAX_CELLS:,} filled cells.")


def _check_part(package: ZipFile, part: ZipInfo, allowance: int) -> tuple[int, int]:
    """Unpack one part in pieces, counting its bytes and cells; nothing is kept."""
    size = cells = merged = 0
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowance:
                raise _refusal("zip-bomb", "The file unpacks to far more than its size.")
            if is_xml:
                window = tail + chunk
                _refuse_entities(window, part.filename)
                cells += len(_CELL.findall(window)) - len(_CELL.findall(tail))
                merged += _merged_cells(window) - _merged_cells(tail)
                tail = window[-_CARRY:]
            if merged > MAX_MERGED_CELLS:
                raise _refusal("file-too-large", f"The workbook merges more than {MAX_MERGED_CELLS:,} cells.")
    return size, cells


def _refuse_entities(window: bytes, name: str) -> None:
    if _ENTITY.search(window):
        raise _refusal("xml-entities", f"The part {name!r} declares XML entities.")


def _merged_cells(window: bytes) -> int:
    total = 0
    for first_column, first_row, last_column, last_row in _MERGE.findall(window):
        total += (_column(last_column) - _column(first_column) + 1) * (int(last_row) - int(first_row) + 1)
    return total


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
