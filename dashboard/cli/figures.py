"""Commands that read: a workbook's rows, and a series from the store."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from dashboard.catalogue.schema import Indicator
from dashboard.catalogue.wording import did_you_mean
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.earlier import earlier_document, earlier_words
from dashboard.cli.given import read_given
from dashboard.cli.output import print_csv, print_issues, print_json, print_table
from dashboard.editions.history import History, HistoryKey, earlier_figures
from dashboard.editions.resolve import standing_figures
from dashboard.errors import StoreError, WorkbookError
from dashboard.intake.preview import read_file
from dashboard.intake.session import Session
from dashboard.observations import KEY
from dashboard.periods import PeriodKind, parse_period
from dashboard.store.records import AsOf
from dashboard.views import as_of as moments
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.comparing.worked_out import worked_out_series
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId, ReportId
from dashboard.workbook.identity import Declared
from dashboard.workbook.rows import DraftRow

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
ReportOption = Annotated[str | None, typer.Option("--report", help="The report's id, where the workbook has no title.")]
AsAtOption = Annotated[
    str | None, typer.Option("--as-at", help="The month, such as 2019-09, where the workbook does not say it.")
]
FileArgument = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The workbook or data file.")]

READ_COLUMNS = (
    "sheet", "cell", "printed_no", "printed_name", "indicator", "kind", "period", "basis", "area", "value", "missing",
    "numerator", "denominator", "restated", "text", "meaning", "low", "high", "low_included", "high_included",
)  # fmt: skip
VALUE_COLUMNS = (
    "period", "basis", "area", "value", "missing", "numerator", "denominator", "provisional", "edition", "file",
    "sheet", "cell",
)  # fmt: skip
# Stands last in a table or CSV; in JSON it is a list.
EARLIER = "earlier"
AsOfOption = Annotated[str | None, typer.Option(help="An edition's number, or a date of issue such as 2019-10-31.")]
Cell = str | int | float | bool | None


def register(app: typer.Typer) -> None:
    """Add the reading commands."""
    app.command("read")(read)
    app.command("values")(values)


def read(
    context: typer.Context,
    file: FileArgument,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    report: ReportOption = None,
    as_at: AsAtOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Say what a workbook says, cell by cell; nothing is stored."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        said = declared_of(session, report, as_at)
        found = read_file(session, file.name, read_given(file), declared=said)
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


def declared_of(session: Session, report: str | None, as_at: str | None) -> Declared:
    """Give what ``--report`` and ``--as-at`` say of a workbook that does not say it itself.

    Raises:
        typer.BadParameter: when there is no such report, or it is no month.
    """
    ids = [one.id for one in session.catalogue.reports]
    if report is not None and report not in ids:
        near = did_you_mean(report, ids) or f"The reports are {', '.join(ids)}."
        raise typer.BadParameter(f"No report has the id {report!r}. {near}", param_hint="--report")
    try:
        period = parse_period(as_at) if as_at is not None else None
    except ValueError as fault:
        raise typer.BadParameter(f"{as_at!r} is no month such as 2019-09.", param_hint="--as-at") from fault
    if period is not None and period.kind is not PeriodKind.MONTH:
        raise typer.BadParameter(f"{as_at!r} is no month such as 2019-09.", param_hint="--as-at")
    return Declared(report=ReportId(report) if report is not None else None, as_at=period)


def values(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(help="The indicator's id, such as re-referrals.")],
    basis: Annotated[Basis | None, typer.Option(help="One time basis only.")] = None,
    area: Annotated[str | None, typer.Option(help="An area's name or code; ours when left out.")] = None,
    as_of: AsOfOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Give a series with the edition, file, sheet and cell of every figure, and what it was before it was restated."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        found = session.catalogue.indicator(indicator)
        if found is None:
            raise StoreError(f"No indicator has the id {indicator!r}; `scorecard catalogue list` gives them all.")
        code, moment = _area_code(session, area), parse_as_of(as_of)
        figures = session.store.figures(as_of=moment, indicators=[IndicatorId(indicator)], areas=[code])
        standing = standing_figures(figures, session.catalogue)
        if basis is not None and not standing.empty:
            standing = standing[standing["basis"] == str(basis)]
        rows = _value_rows(standing, _area_names(session), earlier_figures(figures))
        rows = _with_worked_out(rows, _worked_out_rows(session, found, code, basis, moment))
        if as_json:
            print_json(
                [dict(zip(VALUE_COLUMNS, row, strict=True)) | {EARLIER: earlier_document(was)} for row, was in rows]
            )
            return
        cells = [(*row, earlier_words(was)) for row, was in rows]
        if as_csv:
            print_csv((*VALUE_COLUMNS, EARLIER), cells)
        else:
            title = indicator if moment == NOW else f"{indicator}, {as_of_phrase(moment)}"
            shown = [["" if cell is None else str(cell) for cell in row] for row in cells]
            print_table(title, (*VALUE_COLUMNS, EARLIER), shown)


def parse_as_of(text: str | None) -> AsOf:
    """Read ``--as-of``: a number is an edition, a date is what readers had been given by then.

    Raises:
        typer.BadParameter: when it is neither.
    """
    if text is None:
        return NOW
    try:
        return moments.parse_as_of(text)
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


def _worked_out_rows(
    session: Session, indicator: Indicator, code: AreaCode, basis: Basis | None, moment: AsOf
) -> list[tuple[Cell, ...]]:
    """Give a comparator's worked-out years in the order of ``VALUE_COLUMNS``; its cell says how each came about."""
    role = next((role for role, role_code in session.area_codes.items() if role_code == code), None)
    years = worked_out_series(session, indicator, role, as_of=moment) if role is not None else ()
    return [
        (str(one.period), str(one.basis), str(role), one.value, "", None, None, False,
         one.edition, one.filename, one.dataset, one.method)
        for one in years
        if basis in (None, one.basis)
    ]  # fmt: skip


def _with_worked_out(
    rows: list[tuple[tuple[Cell, ...], History | None]], worked_out: list[tuple[Cell, ...]]
) -> list[tuple[tuple[Cell, ...], History | None]]:
    """Let a year worked out from published figures stand before what a sheet prints for it."""
    years = {row[:2] for row in worked_out}
    kept = [(row, history) for row, history in rows if row[:2] not in years]
    both = [*kept, *((row, None) for row in worked_out)]
    return sorted(both, key=lambda one: (str(one[0][1]), parse_period(str(one[0][0])).sort_key))


def _area_names(session: Session) -> dict[str, str]:
    """Name every area by its code: places by their names, printed comparators as the sheets' readers say them."""
    places = {str(area.code): area.name for area in session.areas}
    printed = {str(code): str(role) for role, code in session.area_codes.items() if str(code) not in places}
    return places | printed


def _value_rows(
    figures: pd.DataFrame, names: Mapping[str, str], histories: Mapping[HistoryKey, History]
) -> list[tuple[tuple[Cell, ...], History | None]]:
    """Give each figure's row in the order of ``VALUE_COLUMNS``, with its history where its report restated it."""
    records = figures.to_dict("records")
    records.sort(key=lambda row: (row["basis"], parse_period(row["period"]).sort_key))
    keys = ((row["report"], *(row[name] for name in KEY)) for row in records)
    return [(_value_row(row, names), histories.get(key)) for row, key in zip(records, keys, strict=True)]


def _value_row(row: Mapping[Hashable, Any], names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
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


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
