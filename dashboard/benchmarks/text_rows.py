"""The rows of a CSV file as text, whichever way it was saved."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence

from dashboard.benchmarks.columns import not_recognised

DELIMITERS = (",", ";", "\t")
# UTF-8 (with or without its mark), else what Windows programs save in western Europe; Excel's "Unicode text" says by
# its own mark that it is UTF-16.
ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text_rows(content: bytes, filename: str) -> tuple[Sequence[str], ...]:
    """Give the rows of a CSV file as text; the delimiter is the one that stands most often in the file.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when the bytes are no text, or the quotes do not close.
    """
    text = _decode(content)
    if text is None or "\0" in text:
        raise not_recognised(filename, f"{filename} is not a CSV file.")
    delimiter = max(DELIMITERS, key=text.count)
    try:
        return tuple(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise not_recognised(filename, f"{filename} is not a CSV file.") from fault


def _decode(content: bytes) -> str | None:
    for encoding in ("utf-16",) if content.startswith(UTF_16_MARKS) else ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
