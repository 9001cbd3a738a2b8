"""Scan a package's parts piece by piece, keeping nothing: their bytes, entities, and the cells that are present."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

# The encodings that the scan can follow; Excel writes UTF-8, and the XML parser knows many more.
_PLAIN_ENCODINGS = frozenset({"", "utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "utf-16"})
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# As XML allows them, not only as Excel writes them: with a prefix, either quote and any space.
_PREFIX = rb"<(?:[\w.-]+:)?"
_CELL = re.compile(_PREFIX + rb"c[\s/>]")
_ROW = re.compile(_PREFIX + rb"row[\s/>]")
_MERGE = re.compile(
    _PREFIX + rb"mergeCell\s[^>]*?\bref\s*=\s*[\"']\s*([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", re.IGNORECASE
)
_LONGEST_TAG = 256 * 1024


class EntitiesError(ValueError):
    """The part declares XML entities or a document type."""


class EncodingError(ValueError):
    """The part is written in an encoding that Excel never writes."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """What is present so far."""

    cells: int = 0
    rows: int = 0
    merged: int = 0

    def add(self, other: Counts) -> None:
        """Add another part's counts."""
        self.cells += other.cells
        self.rows += other.rows
        self.merged += other.merged


class PartScan:
    """The scan of one part: feed it piece by piece, then ``finish``.

    Whether a part is XML is told from how it begins, whatever its name; another part is not looked into.
    """

    def __init__(self) -> None:
        self.counts = Counts()
        self._is_xml: bool | None = None
        self._decode: codecs.IncrementalDecoder | None = None
        self._kept = b""

    def feed(self, piece: bytes) -> None:
        """Count what stands whole in the part so far.

        Raises:
            EntitiesError, EncodingError: see there.
        """
        if self._is_xml is None:
            self._begin(piece)
        if not self._is_xml:
            return
        if self._decode is not None:
            piece = self._decode.decode(piece).encode("utf-8", "surrogatepass")
        window = self._kept + piece
        whole = _end_of_last_tag(window)
        self._count(window[:whole])
        self._kept = window[whole:]
        if len(self._kept) > _LONGEST_TAG:  # no tag of a workbook: counted as it is, or keeping it would cost too much
            self._count(self._kept)
            self._kept = b""

    def finish(self) -> Counts:
        """Count what was left unfinished, and give the counts."""
        self._count(self._kept)
        return self.counts

    def _begin(self, piece: bytes) -> None:
        encoding = _sixteen_bits(piece)
        text = piece.decode(encoding, "ignore").encode() if encoding else piece
        text = text.removeprefix(codecs.BOM_UTF8)
        start = text.lstrip()
        self._is_xml = not start or start.startswith(b"<")
        if not self._is_xml:
            return
        declared = _DECLARED.match(text)
        if declared and declared[1].decode("ascii", "replace").strip().lower() not in _PLAIN_ENCODINGS:
            raise EncodingError(declared[1].decode("ascii", "replace"))
        if encoding:
            self._decode = codecs.getincrementaldecoder(encoding)("replace")

    def _count(self, text: bytes) -> None:
        if _ENTITY.search(text):
            raise EntitiesError
        self.counts.cells += len(_CELL.findall(text))
        self.counts.rows += len(_ROW.findall(text))
        self.counts.merged += sum(_merged_cells(text))


def _sixteen_bits(piece: bytes) -> str:
    """Name the UTF-16 that a part is in, as the XML parser tells it: by its mark, or by a null beside its first."""
    if piece.startswith(codecs.BOM_UTF16_LE) or piece[1:2] == b"\0":
        return "utf-16-le"
    if piece.startswith(codecs.BOM_UTF16_BE) or piece[:1] == b"\0":
        return "utf-16-be"
    return ""


def _end_of_last_tag(window: bytes) -> int:
    """Give where the part that can be counted ends: before a tag that is not closed yet."""
    last = window.rfind(b"<")
    return len(window) if last < 0 or window.find(b">", last) >= 0 else last


def _merged_cells(text: bytes) -> Iterator[int]:
    for first_column, first_row, last_column, last_row in _MERGE.findall(text):
        yield (_column(last_column) - _column(first_column) + 1) * (int(last_row) - int(first_row) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
