"""What a parquet file may hold: everything else is refused by name, and before it takes memory or time."""

import io
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.benchmarks import parquet_file
from dashboard.benchmarks.parquet_file import count_parquet_rows, read_column_names, read_encoded
from dashboard.errors import BenchmarkError

NAME = "file.parquet"
ROWS = 200


def a_file(values=None, **options) -> bytes:
    """Write a file of one column, ``text``; ``options`` are the writer's."""
    written = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array(values if values is not None else ["a"] * ROWS)}), written, **options)
    return written.getvalue()


def texts_of(content: bytes) -> list[object]:
    read_column_names(content, NAME)
    (column,) = read_encoded(content, NAME, ["text"])
    return column.to_pylist()


@pytest.mark.parametrize("options", [{}, {"use_dictionary": False}, {"row_group_size": 2}])
@pytest.mark.parametrize(
    "values", [["b", None, "a", "b", ""], [1.5, None, 2.0, 1.5, 0.0], [], pa.array(["b", "a"] * 3).dictionary_encode()]
)
def test_every_row_keeps_its_value_however_the_file_was_written(values, options):
    assert texts_of(a_file(values, **options)) == (values if isinstance(values, list) else values.to_pylist())


@pytest.mark.parametrize(
    ("limit", "content", "words"),
    [
        ("MAX_ROWS", a_file(["a"] * 4), "has 4 rows; at most 3 are read"),
        ("MAX_ROW_GROUPS", a_file(["a"] * 4, row_group_size=1), "has 4 groups of rows; at most 3 are read"),
        ("LONGEST_TEXT", a_file(["abcd", None]), "holds a text of 4 characters; at most 3 are read"),
        ("LONGEST_TEXT", a_file([b"abcd"]), "holds a text of 4 characters"),
    ],
)
def test_a_file_beyond_a_limit_is_refused_with_the_limit(limit, content, words, monkeypatch):
    monkeypatch.setattr(parquet_file, limit, 4)
    texts_of(content)
    monkeypatch.setattr(parquet_file, limit, 3)
    with pytest.raises(BenchmarkError, match=words):
        texts_of(content)


def test_a_file_of_many_columns_is_refused():
    written = io.BytesIO()
    pq.write_table(pa.table({f"column {place}": ["a"] for place in range(parquet_file.MAX_COLUMNS + 1)}), written)
    with pytest.raises(BenchmarkError, match="has 101 columns; at most 100 are read"):
        read_column_names(written.getvalue(), NAME)


def test_what_would_be_large_unpacked_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(parquet_file, "MAX_UNPACKED_BYTES", parquet_file.MEGABYTE)
    content = a_file(["a" * 3 * parquet_file.MEGABYTE], use_dictionary=False, write_statistics=False)
    assert len(content) < parquet_file.MEGABYTE
    with pytest.raises(BenchmarkError, match="has 3 MB unpacked; at most 1 are read"):
        read_column_names(content, NAME)


def test_a_long_text_that_stands_in_many_rows_is_never_written_out_by_row():
    repeated = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["a" * 100_000]))
    content = a_file(repeated)
    before = pa.default_memory_pool().max_memory()
    with pytest.raises(BenchmarkError, match="holds a text of 100,000 characters"):
        texts_of(content)
    # By row it would be 10,000 MB.
    assert pa.default_memory_pool().max_memory() - before < 100 * parquet_file.MEGABYTE


@pytest.mark.parametrize("values", [[{"a": 1}], [[1, 2]], pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64()))])
def test_a_column_of_columns_is_refused(values):
    with pytest.raises(BenchmarkError, match="damaged: its columns cannot be read"):
        texts_of(a_file(values))


def test_whatever_byte_is_damaged_the_file_is_read_or_refused():
    whole, chance = a_file([f"text {place % 7}" for place in range(ROWS)]), random.Random(20260801)
    codes = []
    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 2, 8])):
            damaged[chance.randrange(len(whole))] = chance.randrange(256)
        assert count_parquet_rows(bytes(damaged)) >= 0
        try:
            texts_of(bytes(damaged))
        except BenchmarkError as fault:
            codes += [issue.code for issue in fault.issues]
    assert len(codes) > 100
    assert set(codes) == {"benchmark-not-recognised"}
