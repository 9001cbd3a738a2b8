"""Open a parquet file, and refuse by name what is none, what is damaged and what would take too much to unpack."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.benchmarks.columns import not_recognised

PARQUET_MAGIC = b"PAR1"

# Each several times the interactive tool's release of 2026: 641,070 rows in 20 groups of 7 columns, 4 MB unpacked, the
# longest text 32 characters. A few bytes of parquet can stand for any number of equal rows or for any length of text.
MAX_ROWS = 5_000_000
MAX_ROW_GROUPS = 1_000
MAX_COLUMNS = 100
MEGABYTE = 1024 * 1024
MAX_UNPACKED_BYTES = 256 * MEGABYTE
LONGEST_TEXT = 1_000

# What the library raises of damaged bytes, whichever part of the file they are in.
_DAMAGED = (pa.ArrowException, OSError, UnicodeDecodeError)


def count_parquet_rows(content: bytes) -> int:
    """Count the rows that a parquet file claims to have; 0 where it is damaged."""
    try:
        return int(pq.read_metadata(pa.BufferReader(content)).num_rows)
    except _DAMAGED:
        return 0


def read_column_names(content: bytes, filename: str) -> Sequence[str]:
    """Name the columns of a parquet file, of which nothing is unpacked.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when it is none, is damaged, or claims more than is read.
    """
    try:
        found = pq.read_metadata(pa.BufferReader(content))
        names: list[str] = found.schema.to_arrow_schema().names
        claims = (
            (found.num_rows, MAX_ROWS, "rows"),
            (found.num_row_groups, MAX_ROW_GROUPS, "groups of rows"),
            (found.num_columns, MAX_COLUMNS, "columns"),
        )
        for claimed, most, words in claims:
            if claimed > most:
                raise not_recognised(filename, f"{filename} has {claimed:,} {words}; at most {most:,} are read.")
        unpacked = sum(found.row_group(place).total_byte_size for place in range(found.num_row_groups))
    except _DAMAGED as fault:
        raise not_recognised(filename, f"{filename} is not a parquet file, or is damaged.") from fault
    if unpacked > MAX_UNPACKED_BYTES:
        what = (
            f"{filename} has {unpacked / MEGABYTE:,.0f} MB unpacked; at most {MAX_UNPACKED_BYTES // MEGABYTE} are read."
        )
        raise not_recognised(filename, what)
    return names


def read_encoded(content: bytes, filename: str, names: Sequence[str]) -> Sequence[pa.DictionaryArray]:
    """Read columns, each as its distinct values and each row's place among them; no text is ever written out by row.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when the file is damaged, a column holds no texts or numbers, or a
            text is too long to be one of a published table.
    """
    try:
        table = pq.read_table(pa.BufferReader(content), columns=list(names), read_dictionary=list(names))
        encoded = [_encoded(table[name]) for name in names]
        longest = max(_longest(column.dictionary) for column in encoded)
    except _DAMAGED as fault:
        raise not_recognised(filename, f"{filename} is damaged: its columns cannot be read.") from fault
    if longest > LONGEST_TEXT:
        what = f"{filename} holds a text of {longest:,} characters; at most {LONGEST_TEXT:,} are read."
        raise not_recognised(filename, what)
    return encoded


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    # Damaged pages may hold places beyond the distinct values, and bytes that are no text.
    column.validate(full=True)
    if not pa.types.is_dictionary(column.type):
        return column.combine_chunks().dictionary_encode()
    return column.unify_dictionaries().combine_chunks()


def _longest(values: pa.Array) -> int:
    is_text = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    is_bytes = pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type)
    return pc.max(pc.binary_length(values)).as_py() or 0 if is_text or is_bytes else 0
