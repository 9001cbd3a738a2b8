"""The open data: tables with their columns described, where they are from, and under which licence they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa


class ColumnType(StrEnum):
    """What a column holds, by the names of the Table Schema (specs.frictionlessdata.io)."""

    STRING = "string"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"


# Plain types that every reader of Parquet knows: no dictionary, no extension.
ARROW_TYPES: Mapping[ColumnType, pa.DataType] = {
    ColumnType.STRING: pa.string(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, type and meaning; ``values`` are all that may stand in it, empty for anything."""

    name: str
    about: str
    type: ColumnType = ColumnType.STRING
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Columns whose values are the key of another table's rows."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a table is, before it has rows: ``key`` tells the rows apart."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """Give the columns' types, as they are held."""
        return pa.schema([pa.field(column.name, ARROW_TYPES[column.type]) for column in self.columns])

    @property
    def column_names(self) -> tuple[str, ...]:
        """List the columns in their order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its rows, in the order of the plan's columns; what is not there is null."""

    plan: Plan
    rows: pa.Table = field(repr=False)

    def __len__(self) -> int:
        return int(self.rows.num_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence: its short name as opendefinition.org has it, its title and its address."""

    name: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures are from, and the words of the licence that they came under; empty for our own."""

    title: str
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataView:
    """All that is exported.

    ``version`` is the newest edition's number and the store's revision. ``notices`` say what a reader must know:
    demonstration, for whom, what was left out. ``licence`` is None where nothing may be used further. ``catalogue`` is
    every entry of the catalogue as a JSON document.
    """

    name: str
    title: str
    about: str
    version: str
    moment: str
    issued_on: str
    audience: str
    publisher: str
    notices: tuple[str, ...]
    licence: Licence | None
    sources: tuple[Source, ...]
    tables: tuple[Table, ...]
    catalogue: Mapping[str, Any] = field(repr=False)

    @property
    def observations(self) -> Table:
        """Give the table of figures."""
        return self.tables[0]


def table_of(plan: Plan, rows: Sequence[Mapping[str, object]]) -> Table:
    """Make a table of single rows; empty words are nothing, as they cannot be told from it in every format."""
    names = plan.column_names
    columns = {name: [_or_nothing(row[name]) for row in rows] for name in names}
    return Table(plan=plan, rows=pa.table(columns, schema=plan.schema))


def _or_nothing(value: object) -> object:
    return None if value == "" else value
