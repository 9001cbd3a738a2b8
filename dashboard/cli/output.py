"""What the command line prints: one JSON document, CSV, or tables for people."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dashboard.issues import Issue
from dashboard.plain_text import as_plain_cell
from dashboard.vocabulary import Severity

console = Console(stderr=False)
errors = Console(stderr=True)

_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
JsonValue = str | int | float | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


def print_json(document: JsonValue) -> None:
    """Print one JSON document on standard output and nothing else."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | float | bool | None]]) -> None:
    """Print rows as CSV: missing is empty, true and false in lower case, no text that a spreadsheet would run."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table for people."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)


def print_issues(issues: Iterable[Issue]) -> None:
    """Print issues for people: gravity, place, what is wrong and what to do."""
    for issue in issues:
        style = _SEVERITY_STYLES[issue.severity]
        place = f"{escape(issue.place)}: " if issue.place else ""
        errors.print(f"[{style}]{issue.severity}[/] {place}{escape(issue.what)} [dim]{escape(issue.remedy)}[/]")


def _csv_cell(value: str | int | float | bool | None) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # The writer puts no quotes round a lone carriage return, which would end the row for a reader.
    return as_plain_cell(value).replace("\r", "\n") if isinstance(value, str) else value
