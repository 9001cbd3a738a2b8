"""Tables as Parquet: plain types that pandas, Spark, DuckDB, Power BI and Fabric read, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.views.open_data.view import Table

# Few values, and nobody reads across them: a folder for each. By measure there would be hundreds of tiny files.
PARTITION = "basis"
PARTITIONED = frozenset({"observations", "history"})
# Every reader has it (parquet.apache.org, "Compression").
COMPRESSION = "snappy"


def table_parquet(table: Table) -> bytes:
    """Write a table as one file."""
    return _file(table.rows)


def dataset_files(table: Table, folder: str) -> Iterator[tuple[str, bytes]]:
    """Give a table's files by their paths: of many figures a Hive-style dataset, of other tables one file."""
    name = table.plan.name
    if name not in PARTITIONED:
        yield f"{folder}/{name}.parquet", table_parquet(table)
        return
    if not len(table):  # a reader of the folder finds the columns all the same
        yield f"{folder}/{name}/part-0.parquet", table_parquet(table)
    values = table.rows[PARTITION]
    for value in sorted(pc.unique(values).to_pylist()):
        rows = table.rows.filter(pc.equal(values, value)).drop_columns([PARTITION])
        yield f"{folder}/{name}/{PARTITION}={value}/part-0.parquet", _file(rows)


def _file(rows: pa.Table) -> bytes:
    stream = io.BytesIO()
    # Without Arrow's own schema beside Parquet's, which only Arrow would read.
    pq.write_table(rows, stream, compression=COMPRESSION, store_schema=False)
    return stream.getvalue()
