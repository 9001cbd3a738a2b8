"""The rows of a CSV file as text, whichever way it was saved."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dashboard.benchmarks.columns import not_recognised
from dashboard.errors import BenchmarkError

DELIMITERS = (",", ";", "\t")
# UTF-8 (with or without its mark), else what Windows programs save in western Europe; Excel's "Unicode text" says by
# its own mark that it is UTF-16.
ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Many times the largest published files known, of 35,000 rows and of 68 columns. Without a limit, a file of nothing
# but commas or line ends would take gigabytes.
MAX_ROWS = 500_000
MAX_COLUMNS = 1_000
MAX_CELLS = 10_000_000
# Longer than any note that a published file holds. Python's own limit is the whole process's: any library may lift it.
MAX_LETTERS = 100_000


def read_text_rows(content: bytes, filename: str) -> tuple[Sequence[str], ...]:
    """Give the rows of a CSV file as text; the delimiter is the one that stands most often in the file.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when the bytes are no text, the quotes do not close, or there is
            more of it than is read.
    """
    text = _decode(content)
    if text is None or "\0" in text:
        raise not_recognised(filename, f"{filename} is not a CSV file.")
    delimiter = max(DELIMITERS, key=text.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return tuple(_within_limits(rows, filename))
    except csv.Error as fault:
        raise not_recognised(filename, f"{filename} is not a CSV file.") from fault


def _within_limits(rows: Iterable[Sequence[str]], filename: str) -> Iterator[Sequence[str]]:
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if number > MAX_ROWS:
            raise _too_large(filename, MAX_ROWS, "rows")
        if len(row) > MAX_COLUMNS:
            raise _too_large(filename, MAX_COLUMNS, "columns")
        if cells > MAX_CELLS:
            raise _too_large(filename, MAX_CELLS, "cells")
        if max(map(len, row), default=0) > MAX_LETTERS:
            raise not_recognised(filename, f"{filename} is not a CSV file: row {number} holds one endless text.")
        yield row


def _too_large(filename: str, most: int, words: str) -> BenchmarkError:
    return not_recognised(filename, f"{filename} has more than {most:,} {words}: no published file is so large.")


def _decode(content: bytes) -> str | None:
    for encoding in ("utf-16",) if content.startswith(UTF_16_MARKS) else ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
