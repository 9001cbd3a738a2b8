"""Tables as CSV: RFC 4180, UTF-8 without a byte order mark, no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyarrow as pa

from dashboard.views.open_data.view import Table

# A spreadsheet takes a text for a formula by its first character, full-width forms included, and some programs first
# take spaces, marks of order and quotation marks away (OWASP, "CSV Injection").
_BEFORE = "\\s\"'‘’“”\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f"
_FORMULA = re.compile(f"[{_BEFORE}]*[=+\\-@＝＋－＠﹢﹣﹦﹫]|[\\t\\r\\n]")

_Value = str | float | int | bool | date


def escaped(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run; taking that one away gives the text again.

    Unlike in the files that the loader reads back, a text such as "-3 points" is marked too: here figures are numbers,
    and numbers are never marked.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def table_csv(table: Table) -> bytes:
    """Write a table with its heading row; nothing is an empty cell, true and false are words, days are 2019-04-30."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(table.plan.column_names)
    writer.writerows(zip(*(_written(column) for column in table.rows.columns), strict=True))
    return lines.getvalue().encode("utf-8")


def _written(column: pa.ChunkedArray) -> list[str]:
    """Write a column; what stands in it often is written once."""
    write = _WRITERS[str(column.type)]
    known: dict[_Value | None, str] = {None: ""}
    written = []
    for value in column.to_pylist():
        found = known.get(value)
        if found is None:
            found = known[value] = write(value)
        written.append(found)
    return written


def _number(value: _Value) -> str:
    """Write a number out in full, never as 1.2e+06, so that reading it gives the same number."""
    return format(Decimal(repr(value)).normalize(), "f")


_WRITERS: dict[str, Callable[[_Value], str]] = {
    "string": lambda value: escaped(str(value)),
    "double": _number,
    "int64": str,
    "bool": lambda value: "true" if value else "false",
    "date32[day]": str,
}
