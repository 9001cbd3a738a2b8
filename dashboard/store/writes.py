"""The store's inserts; there is no other way to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import WriteOptions, write_csv
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError

from dashboard.observations import COLUMNS, KEY, Observations
from dashboard.store.records import AcceptedIssue, EditionDraft
from dashboard.store.tables import accepted_issues, editions, events, files, observations, withdrawals

# So many rows are in Python's hands at once.
ROWS_AT_ONCE = 20_000

_NUMBERS = ["value", "numerator", "denominator", "decimals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of the store's history: its revision, who took it, when and why."""

    revision: int
    recorded_at: datetime
    by: str
    reason: str


def add_event(connection: Connection, event: Event) -> None:
    """Record a step of the history."""
    connection.execute(insert(events), [asdict(event)])


def add_file(connection: Connection, sha256: str, content: bytes) -> None:
    """Keep a file's bytes, unless the store has them already from a withdrawn edition."""
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
        connection.execute(insert(files).values(sha256=sha256, content=content))


def add_edition(connection: Connection, draft: EditionDraft, *, number: int, revision: int, sha256: str) -> None:
    """Record an edition's own facts."""
    connection.execute(
        insert(editions).values(
            number=number,
            revision=revision,
            report=draft.report,
            title=draft.title,
            as_at="" if draft.as_at is None else str(draft.as_at),
            issue_number=draft.issue_number,
            issued_on=draft.issued_on,
            filename=draft.filename,
            sha256=sha256,
            **asdict(draft.counts),
        )
    )


def add_observations(connection: Connection, number: int, figures: Observations) -> None:
    """Record an edition's figures: half a million at once go in within seconds.

    They go in by their key, the order in which SQLite keeps them. A negative zero is written as zero: SQLite keeps no
    negative zero, and both databases must give the same value.
    """
    frame = figures.frame[list(COLUMNS)].assign(edition=number)
    frame[_NUMBERS] = frame[_NUMBERS].astype("float64") + 0.0
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.set_column(table.schema.get_field_index("decimals"), "decimals", table["decimals"].cast(pa.int32()))
    if table.num_rows:
        ordered = table.take(pc.sort_indices(table, sort_keys=[(name, "ascending") for name in KEY]))
        _ADDERS.get(connection.dialect.name, _add_rows)(connection, ordered)


def _add_rows(connection: Connection, table: pa.Table) -> None:
    """Add rows by one statement for many of them; they become Python's values a stretch at a time."""
    compiled = insert(observations).values(dict.fromkeys(table.column_names)).compile(dialect=connection.dialect)
    names = compiled.positiontup or table.column_names
    for batch in table.select(names).to_batches(max_chunksize=ROWS_AT_ONCE):
        rows = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        connection.exec_driver_sql(str(compiled), rows)


def _copy_rows(connection: Connection, table: pa.Table) -> None:
    """Add rows by PostgreSQL's COPY, as CSV: a text is in quotes, so that an empty one differs from no value."""
    names = ", ".join(f'"{name}"' for name in table.column_names)
    statement = f"COPY observations ({names}) FROM STDIN (FORMAT csv)"
    # The driver's own connection: SQLAlchemy knows neither its type nor COPY.
    driver: Any = connection.connection.driver_connection
    fault: type[Exception] = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
                copy.write(_as_csv(batch))
    except fault as error:
        raise DBAPIError.instance(statement, None, error, fault, dialect=connection.dialect) from error


def _as_csv(batch: pa.RecordBatch) -> pa.Buffer:
    lines = pa.BufferOutputStream()
    write_csv(batch, lines, WriteOptions(include_header=False, quoting_style="needed"))
    return lines.getvalue()


_ADDERS: Mapping[str, Callable[[Connection, pa.Table], None]] = {"postgresql": _copy_rows}


def add_accepted_issues(connection: Connection, number: int, accepted: tuple[AcceptedIssue, ...]) -> None:
    """Record the issues that stood when the edition was published, each with its reason."""
    rows = [
        {"edition": number, "position": position, **asdict(one.issue), "reason": one.reason}
        for position, one in enumerate(accepted)
    ]
    if rows:
        connection.execute(insert(accepted_issues), rows)


def add_withdrawal(connection: Connection, number: int, revision: int) -> None:
    """Record that an edition is withdrawn."""
    connection.execute(insert(withdrawals).values(edition=number, revision=revision))
