"""The store's questions: which editions stand, and what they state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from typing import Any

import pandas as pd
import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, Integer, RowMapping, Select, func, select, type_coerce

from dashboard.editions.changes import ChangeCounts
from dashboard.issues import Issue
from dashboard.observations import COLUMNS
from dashboard.periods import Period, parse_period
from dashboard.store.faults import refusal
from dashboard.store.records import FIGURE_COLUMNS, AcceptedIssue, AsOf, Edition, OriginalFile, Withdrawal
from dashboard.store.tables import accepted_issues, editions, events, files, observations, withdrawals
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, ReportId

_COUNTS = tuple(field.name for field in fields(ChangeCounts))
_ISSUE_FIELDS = tuple(field.name for field in fields(Issue))

# So many rows are in Python's hands at once.
ROWS_AT_ONCE = 20_000

# What a figure's row says of its edition.
DETAIL_COLUMNS = FIGURE_COLUMNS[len(COLUMNS) + 1 :]

# The execution option of a connection that reads the store as it was at a revision, and what it is without.
CEILING = "scorecard_ceiling"
NO_CEILING = 2**31 - 1

_NUMBERS = ("value", "numerator", "denominator", "decimals")
_FLAGS = ("provisional", "derived")
_WHOLE_NUMBERS = ("edition", "issue_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which figures to read; ``None`` means all."""

    indicators: Collection[IndicatorId] | None = None
    areas: Collection[AreaCode] | None = None
    bases: Collection[Basis] | None = None
    periods: Collection[Period] | None = None
    reports: Collection[ReportId] | None = None
    columns: Collection[str] | None = None


def last_revision(connection: Connection) -> int:
    """Give the number of publications and withdrawals so far."""
    newest = select(func.coalesce(func.max(events.c.revision), 0)).where(events.c.revision <= _ceiling(connection))
    return connection.scalar(newest) or 0


def last_number(connection: Connection) -> int:
    """Give the highest edition number, 0 in an empty store."""
    newest = select(func.coalesce(func.max(editions.c.number), 0)).where(editions.c.revision <= _ceiling(connection))
    return connection.scalar(newest) or 0


def all_editions(connection: Connection) -> tuple[Edition, ...]:
    """List every edition in the order of its number, withdrawn ones too."""
    rows = connection.execute(_edition_query(connection).order_by(editions.c.number)).mappings()
    return tuple(_as_edition(row) for row in rows)


def standing_editions(
    connection: Connection, as_of: AsOf, reports: Collection[ReportId] | None = None
) -> tuple[Edition, ...]:
    """List the editions that stood at a moment, in the order of their number."""
    standing = _standing(connection, as_of, reports)
    query = _edition_query(connection).where(editions.c.number.in_(standing)).order_by(editions.c.number)
    return tuple(_as_edition(row) for row in connection.execute(query).mappings())


def edition_by_number(connection: Connection, number: int) -> Edition:
    """Give one edition.

    Raises:
        StoreError: when there is none of that number.
    """
    row = connection.execute(_edition_query(connection).where(editions.c.number == number)).mappings().one_or_none()
    if row is None:
        what = f"There is no edition {number}: {_range_of_numbers(last_number(connection))}."
        raise refusal(code="unknown-edition", what=what)
    return _as_edition(row)


def standing_edition_of(connection: Connection, sha256: str) -> Edition | None:
    """Give the edition made from these very bytes that has not been withdrawn, if there is one."""
    query = _edition_query(connection).where(editions.c.sha256 == sha256, withdrawals.c.edition.is_(None))
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _as_edition(row)


def original(connection: Connection, number: int) -> OriginalFile:
    """Give the file an edition was made from."""
    edition = edition_by_number(connection, number)
    content = connection.scalar(select(files.c.content).where(files.c.sha256 == edition.sha256))
    return OriginalFile(filename=edition.filename, content=bytes(content or b""), sha256=edition.sha256)


def accepted_of(connection: Connection, number: int) -> tuple[AcceptedIssue, ...]:
    """Give the issues that stood when the edition was published, in their order, each with its reason."""
    edition = edition_by_number(connection, number)
    columns = [accepted_issues.c[name] for name in (*_ISSUE_FIELDS, "reason")]
    query = select(*columns).where(accepted_issues.c.edition == number).order_by(accepted_issues.c.position)
    return tuple(
        AcceptedIssue(
            issue=Issue(**{name: row[name] for name in _ISSUE_FIELDS}), reason=row["reason"] or edition.reason
        )
        for row in connection.execute(query).mappings()
    )


def figures(connection: Connection, as_of: AsOf, wanted: Wanted) -> pd.DataFrame:
    """Give every row of the editions that stand; see ``Store.figures``."""
    names = (*(name for name in COLUMNS if wanted.columns is None or name in wanted.columns), "edition")
    query = select(*(_as_it_lies(name) for name in names)).where(
        observations.c.edition.in_(_standing(connection, as_of, wanted.reports))
    )
    query = _narrowed(query, wanted)
    keys = ("indicator", "area", "basis", "period", "edition")
    ordered = query.order_by(*(observations.c[key] for key in keys))
    with connection.execute(ordered) as result:
        read = [_table(names, rows) for rows in result.partitions(ROWS_AT_ONCE)]
    rows = pa.concat_tables(read or [_table(names, ())])
    told = [name for name in DETAIL_COLUMNS if wanted.columns is None or name in wanted.columns]
    details = _details(
        connection, told
    )  # after the rows: an edition published in between is then one too many, not missing
    frame: pd.DataFrame = _with_details(rows, told, details).to_pandas()
    return frame


def published_periods(
    connection: Connection, as_of: AsOf, indicator: IndicatorId, basis: Basis
) -> list[tuple[str, str]]:
    """List the series and the periods' codes of which any figure stood, whatever area's."""
    query = (
        select(editions.c.report, observations.c.period)
        .distinct()
        .join(editions, editions.c.number == observations.c.edition)
        .where(observations.c.indicator == str(indicator), observations.c.basis == str(basis))
        .where(observations.c.value.is_not(None), editions.c.number.in_(_standing(connection, as_of, None)))
    )
    return [(report, period) for report, period in connection.execute(query)]


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    """Leave out the rows that are not wanted."""
    narrow = (
        ("indicator", wanted.indicators), ("area", wanted.areas), ("basis", wanted.bases), ("period", wanted.periods),
    )  # fmt: skip
    for column, values in narrow:
        if values is not None:
            query = query.where(observations.c[column].in_([str(value) for value in values]))
    return query


def _standing(connection: Connection, as_of: AsOf, reports: Collection[ReportId] | None) -> Select[tuple[int]]:
    ceiling = _ceiling(connection)
    gone = select(withdrawals.c.edition).where(withdrawals.c.revision <= ceiling)
    query = select(editions.c.number).where(editions.c.revision <= ceiling)
    if as_of.edition is not None:
        revision = edition_by_number(connection, as_of.edition).revision
        gone = gone.where(withdrawals.c.revision < revision)
        query = query.where(editions.c.revision <= revision)
    if as_of.issued is not None:
        end_of_day = datetime.combine(as_of.issued, time.max, UTC)
        gone = gone.join(events, events.c.revision == withdrawals.c.revision).where(events.c.recorded_at <= end_of_day)
        query = query.where(editions.c.issued_on <= as_of.issued)
    if reports is not None:
        query = query.where(editions.c.report.in_([str(report) for report in reports]))
    return query.where(editions.c.number.not_in(gone))


def _details(connection: Connection, told: Sequence[str]) -> dict[int, tuple[object, ...]]:
    """What a figure's row says of its edition, by the edition's number."""
    rows = connection.execute(select(editions.c.number, *(editions.c[name] for name in told))).mappings()
    return {row["number"]: tuple(_plain(row[name]) for name in told) for row in rows}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> pa.Table:
    """Turn rows into columns, so that a row is in Python's hands only for a moment."""
    values = zip(*rows, strict=True) if rows else ((),) * len(names)
    columns = [_array(name, column) for name, column in zip(names, values, strict=True)]
    return pa.Table.from_arrays(columns, names=list(names))


def _with_details(figures: pa.Table, told: Sequence[str], details: dict[int, tuple[object, ...]]) -> pa.Table:
    """Say beside each figure what its row says of its edition."""
    numbers = figures["edition"].combine_chunks().dictionary_encode()
    known = _table(told, [details[number] for number in numbers.dictionary.to_pylist()])
    for name, column in zip(told, known.take(numbers.indices).columns, strict=True):
        figures = figures.append_column(name, column)
    return figures


def _as_it_lies(name: str) -> ColumnElement[Any]:
    """Give a column as the database has it: half a million flags are turned into flags at once, in ``_array``."""
    column = observations.c[name]
    return type_coerce(column, Integer).label(name) if name in _FLAGS else column


def _array(name: str, values: Sequence[object]) -> pa.Array:
    return pa.array(values).cast(pa.bool_()) if name in _FLAGS else pa.array(values, type=_type(name))


def _type(name: str) -> pa.DataType:
    if name in _NUMBERS:
        return pa.float64()
    return pa.int64() if name in _WHOLE_NUMBERS else pa.large_string()


def _edition_query(connection: Connection) -> Select[tuple[object, ...]]:
    taken_back, ceiling = events.alias(), _ceiling(connection)
    its_withdrawal = (withdrawals.c.edition == editions.c.number) & (withdrawals.c.revision <= ceiling)
    query = select(
        editions,
        func.length(files.c.content).label("size"),
        events.c.recorded_at,
        events.c.by,
        events.c.reason,
        withdrawals.c.revision.label("withdrawn_revision"),
        taken_back.c.recorded_at.label("withdrawn_at"),
        taken_back.c.by.label("withdrawn_by"),
        taken_back.c.reason.label("withdrawn_reason"),
    ).select_from(
        editions.join(events, events.c.revision == editions.c.revision)
        .join(files, files.c.sha256 == editions.c.sha256)
        .outerjoin(withdrawals, its_withdrawal)
        .outerjoin(taken_back, taken_back.c.revision == withdrawals.c.revision)
    )
    return query.where(editions.c.revision <= ceiling)


def _ceiling(connection: Connection) -> int:
    """Give the revision that the store is read at; what came later is not there."""
    return int(connection.get_execution_options().get(CEILING, NO_CEILING))


def _as_edition(row: RowMapping) -> Edition:
    plain = ("number", "revision", "title", "issue_number", "issued_on", "recorded_at", "filename", "sha256", "size")
    return Edition(
        **{name: row[name] for name in (*plain, "by", "reason")},
        report=ReportId(row["report"]),
        as_at=parse_period(row["as_at"]) if row["as_at"] else None,
        counts=ChangeCounts(**{name: row[name] for name in _COUNTS}),
        withdrawn=_as_withdrawal(row),
    )


def _as_withdrawal(row: RowMapping) -> Withdrawal | None:
    if row["withdrawn_revision"] is None:
        return None
    return Withdrawal(
        by=row["withdrawn_by"],
        reason=row["withdrawn_reason"],
        recorded_at=row["withdrawn_at"],
        revision=row["withdrawn_revision"],
    )


def _range_of_numbers(last: int) -> str:
    return f"editions run from 1 to {last}" if last else "nothing has been published yet"
