"""Commands that read: a workbook's rows, what it would change, and a series from the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.markup import escape

from dashboard.cli.context import REFUSED, context_of, plain_failures
from dashboard.cli.output import JsonValue, console, print_csv, print_issues, print_json, print_table
from dashboard.editions.preview import EditionChanges
from dashboard.editions.resolve import standing_figures
from dashboard.errors import StoreError, WorkbookError
from dashboard.intake.preview import Outcome, Preview, preview_workbook, read_file
from dashboard.intake.releases import preview_release
from dashboard.intake.session import Session
from dashboard.observations import Observation
from dashboard.periods import parse_period
from dashboard.store.records import AsOf
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId
from dashboard.workbook.rows import DraftRow

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
FileArgument = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The workbook or data file.")]

READ_COLUMNS = (
    "sheet", "cell", "printed_no", "printed_name", "indicator", "kind", "period", "basis", "area", "value", "missing",
    "numerator", "denominator", "restated", "text", "meaning", "low", "high", "low_included", "high_included",
)  # fmt: skip
VALUE_COLUMNS = (
    "period", "basis", "area", "value", "missing", "numerator", "denominator", "provisional", "edition", "file",
    "sheet", "cell",
)  # fmt: skip
Cell = str | int | float | bool | None


def register(app: typer.Typer) -> None:
    """Add the reading commands."""
    app.command("read")(read)
    app.command("check")(check)
    app.command("values")(values)


def read(
    context: typer.Context,
    file: FileArgument,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Say what a workbook says, cell by cell; nothing is stored."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        found = read_file(session, file.name, file.read_bytes())
        if found.is_refused:
            raise WorkbookError(f"{file.name} is refused.", found.issues)
        rows = [read_row(row, session.our_name) for row in found.rows]
        if as_json:
            print_json([dict(zip(READ_COLUMNS, row, strict=True)) for row in rows])
        elif as_csv:
            print_csv(READ_COLUMNS, rows)
        else:
            print_table(file.name, READ_COLUMNS[:11], [["" if v is None else str(v) for v in row[:11]] for row in rows])
        if not as_json:
            print_issues(found.issues)


def read_row(row: DraftRow, our_name: str) -> tuple[Cell, ...]:
    """Give a row in the order of ``READ_COLUMNS``, our authority by its name."""
    area = our_name if row.area is AreaRole.OURS else str(row.area)
    named: dict[str, Cell] = {"area": area, "missing": str(row.missing or "")}
    return tuple(named[column] if column in named else getattr(row, column) for column in READ_COLUMNS)


def check(context: typer.Context, file: FileArgument, as_json: JsonFlag = False) -> None:
    """Read, validate and compare a file with the store; nothing is written."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        if file.suffix.lower() in (".csv", ".parquet"):
            release = preview_release(session, file.name, file.read_bytes())
            outcome = release.outcome
            document = _check_document(outcome, [], [i.as_row() for i in release.issues], release.changes)
            issues = release.issues
        else:
            preview = preview_workbook(session, file.name, file.read_bytes())
            outcome, issues = preview.outcome, preview.issues
            document = _check_document(outcome, _sheets(preview), [i.as_row() for i in issues], preview.changes)
        if as_json:
            print_json(document)
        else:
            console.print(f"[bold]{escape(file.name)}[/]: {outcome.replace('_', ' ')}; {document['changes']}")
            print_issues(issues)
        if outcome is Outcome.REFUSE:
            raise typer.Exit(REFUSED)


def _sheets(preview: Preview) -> list[JsonValue]:
    return [
        {"sheet": match.sheet, "recognised": match.table is not None or match.is_front, "evidence": match.evidence}
        for match in preview.sheets
    ]


def _check_document(
    outcome: Outcome, sheets: list[JsonValue], issues: list[dict[str, str]], changes: EditionChanges | None
) -> dict[str, JsonValue]:
    counts = changes.counts if changes else None
    return {
        "outcome": str(outcome),
        "sheets": sheets,
        "issues": issues,
        "changes": {
            name: getattr(counts, name) if counts else 0 for name in ("added", "restated", "unchanged", "refused")
        },
        "restatements": [
            {**_key(one.new), "old": one.old.value, "new": one.new.value}
            for one in (changes.restated if changes else ())
        ],
    }


def _key(figure: Observation) -> dict[str, str]:
    return {
        "indicator": figure.indicator,
        "basis": str(figure.basis),
        "area": str(figure.area),
        "period": str(figure.period),
    }


def values(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(help="The indicator's id, such as re-referrals.")],
    basis: Annotated[Basis | None, typer.Option(help="One time basis only.")] = None,
    area: Annotated[str | None, typer.Option(help="An area's name or code; ours when left out.")] = None,
    as_of: Annotated[str | None, typer.Option(help="An edition's number, or a date such as 2019-10-31.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Give a series with the edition, file, sheet and cell of every figure."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        if session.catalogue.indicator(indicator) is None:
            raise StoreError(f"No indicator has the id {indicator!r}; `scorecard catalogue list` gives them all.")
        code = _area_code(session, area)
        figures = session.store.figures(as_of=parse_as_of(as_of), indicators=[IndicatorId(indicator)], areas=[code])
        standing = standing_figures(figures, session.catalogue)
        if basis is not None and not standing.empty:
            standing = standing[standing["basis"] == str(basis)]
        rows = _value_rows(standing, _area_names(session))
        if as_json:
            print_json([dict(zip(VALUE_COLUMNS, row, strict=True)) for row in rows])
        elif as_csv:
            print_csv(VALUE_COLUMNS, rows)
        else:
            print_table(indicator, VALUE_COLUMNS, [["" if v is None else str(v) for v in row] for row in rows])


def parse_as_of(text: str | None) -> AsOf:
    """Read ``--as-of``: a number is an edition, a date is what readers had been given by then.

    Raises:
        typer.BadParameter: when it is neither.
    """
    if text is None:
        return AsOf()
    if text.isdecimal():
        return AsOf(edition=int(text))
    try:
        return AsOf(issued=date.fromisoformat(text))
    except ValueError as fault:
        raise typer.BadParameter(f"give an edition's number or a date such as 2019-10-31, not {text!r}") from fault


def _area_code(session: Session, area: str | None) -> AreaCode:
    if area is None:
        return session.our_code
    codes = {str(role).casefold(): code for role, code in session.area_codes.items()}
    if (code := codes.get(area.casefold())) is not None:
        return code
    found = session.areas.by_code(area) or session.areas.by_name(area)
    if found is None:
        raise StoreError(f"{area!r} is no area: give a name, a nine-character code, or one of {', '.join(codes)}.")
    return found.code


def _area_names(session: Session) -> dict[str, str]:
    """Name every area by its code: places by their names, printed comparators as the sheets' readers say them."""
    places = {str(area.code): area.name for area in session.areas}
    printed = {str(code): str(role) for role, code in session.area_codes.items() if str(code) not in places}
    return places | printed


def _value_rows(figures: pd.DataFrame, names: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    rows = []
    for row in figures.to_dict("records"):
        rows.append(
            (
                row["period"],
                row["basis"],
                names.get(row["area"], row["area"]),
                _number(row["value"]),
                row["missing"],
                _number(row["numerator"]),
                _number(row["denominator"]),
                bool(row["provisional"]),
                int(row["edition"]),
                row["filename"],
                row["sheet"],
                row["cell"],
            )
        )
    return sorted(rows, key=lambda row: (row[1], parse_period(str(row[0])).sort_key))


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
