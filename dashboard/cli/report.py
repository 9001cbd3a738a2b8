"""The command ``report``: papers made from what is published, one command for each kind of paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.markup import escape

from dashboard.catalogue.wording import did_you_mean
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import AsOfOption, JsonFlag, parse_as_of
from dashboard.cli.output import JsonValue, console, print_json
from dashboard.intake.session import Session
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.reports.briefing_html import briefing_html
from dashboard.reports.briefing_xlsx import briefing_xlsx
from dashboard.reports.files import write_file
from dashboard.views.as_of import NOW, as_of_code
from dashboard.views.briefing.build import build_briefing
from dashboard.views.briefing.view import BriefingRow, BriefingTable, BriefingView
from dashboard.vocabulary import Audience, IndicatorId

Writer = TypeVar("Writer")

app = typer.Typer(no_args_is_help=True, help="Make a paper; the file's ending decides the format.")


def _briefing_docx(view: BriefingView) -> bytes:
    """Write a Word document; its library takes as long to load as half the other commands, so only here."""
    from dashboard.reports.briefing_docx import briefing_docx

    return briefing_docx(view)


# More years than these fit on no page beside their difference.
MOST_YEARS = 8
BRIEFING_WRITERS: Mapping[str, Callable[[BriefingView], bytes]] = {
    ".html": briefing_html,
    ".docx": _briefing_docx,
    ".xlsx": briefing_xlsx,
}

ToOption = Annotated[Path, typer.Option("--to", help="The file to write; one that is there already is replaced.")]
AudienceOption = Annotated[
    Audience,
    typer.Option(help="Who it is for: for the public, counts of one to five and what would tell them are left out."),
]


@app.callback()
def report() -> None:
    """Make a paper from what is published; the file's ending decides the format."""


@app.command()
def briefing(
    context: typer.Context,
    indicators: Annotated[str, typer.Option(help="The measures' ids in the order of the paper, with commas between.")],
    to: ToOption,
    years: Annotated[
        str | None, typer.Option(help="Financial years such as 2018/19,2019/20; the latest two when left out.")
    ] = None,
    as_of: AsOfOption = None,
    compare_with: Annotated[
        str | None,
        typer.Option(help="An earlier edition or date: figures that read differently then are shown as they were."),
    ] = None,
    audience: AudienceOption = Audience.MEMBERS,
    made_on: Annotated[str | None, typer.Option(help="A date to print as the day the paper was made.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make the comparison tables of a briefing: ours, region, statistical neighbours and England, year beside year."""
    write, moment = writer_for(to, BRIEFING_WRITERS), parse_as_of(as_of)
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        view = build_briefing(
            session,
            indicators=_indicators(session, indicators),
            years=_years(years),
            as_of=moment,
            audience=audience,
            compare_with=None if compare_with is None else parse_as_of(compare_with),
            made_on=_day(made_on),
        )
        write_file(to, write(view))
    if as_json:
        print_json({"path": str(to), "kind": "briefing", "as_of": as_of_code(moment), **_document(view)})
    else:
        read_at = "" if moment == NOW else f", as at {view.moment}"
        console.print(f"The briefing is written to {escape(str(to))}{escape(read_at)}.")


def writer_for(path: Path, writers: Mapping[str, Writer]) -> Writer:
    """Choose how a paper is written by its file's ending.

    Raises:
        typer.BadParameter: when the ending is none of those known.
    """
    found = writers.get(path.suffix.lower())
    if found is None:
        known = ", ".join(writers)
        what = f"{path.name!r} ends in none of {known}; the ending decides the format."
        raise typer.BadParameter(what, param_hint="--to")
    return found


def _indicators(session: Session, written: str) -> list[IndicatorId]:
    """Read the measures' ids; a wrong one is named with the nearest right ones."""
    known = [indicator.id for indicator in session.catalogue.indicators]
    asked = list(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    if not asked:
        raise typer.BadParameter("Give at least one measure's id.", param_hint="--indicators")
    for one in asked:
        if one not in known:
            near = did_you_mean(one, known) or "`scorecard catalogue list` gives them all."
            raise typer.BadParameter(f"No measure has the id {one!r}. {near}", param_hint="--indicators")
    return [IndicatorId(one) for one in asked]


def _years(written: str | None) -> tuple[Period, ...]:
    """Read the financial years, oldest first."""
    if written is None:
        return ()
    years = {_year(part.strip()) for part in written.split(",") if part.strip()}
    if not years or len(years) > MOST_YEARS:
        raise typer.BadParameter(f"Give one to {MOST_YEARS} years, such as 2018/19,2019/20.", param_hint="--years")
    return tuple(sorted(years, key=lambda year: year.sort_key))


def _year(written: str) -> Period:
    what = f"{written!r} is no financial year such as 2018/19."
    try:
        period = parse_period(written)
    except ValueError as fault:
        raise typer.BadParameter(what, param_hint="--years") from fault
    if period.kind is not PeriodKind.FINANCIAL_YEAR:
        raise typer.BadParameter(what, param_hint="--years")
    return period


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError as fault:
        raise typer.BadParameter(f"{written!r} is no date such as 2020-06-16.", param_hint="--made-on") from fault


def _document(view: BriefingView) -> dict[str, JsonValue]:
    return {
        "title": view.title,
        "council": view.council,
        "editions": list(view.editions),
        "tables": [_table(table, view.council) for table in view.tables],
    }


def _table(table: BriefingTable, council: str) -> dict[str, JsonValue]:
    return {
        "indicator": table.id,
        "years": [str(column.period) for column in table.columns],
        "rows": [_row(table, row, council) for row in table.rows],
        "sentences": list(table.sentences),
        "notes": list(table.notes),
    }


def _row(table: BriefingTable, row: BriefingRow, council: str) -> dict[str, JsonValue]:
    cells: list[JsonValue] = [
        {
            "year": str(column.period),
            "period": str(cell.period),
            "basis": str(cell.basis),
            "value": cell.value,
            "missing": str(cell.missing or ""),
            "text": cell.text,
            "label": cell.label,
            "was": cell.was,
            "source": cell.source.words,
            "file": cell.source.file,
            "sheet": cell.source.sheet,
            "cell": cell.source.cell,
            "edition": cell.source.edition,
        }
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    gap = row.difference
    difference: JsonValue = (
        {"value": gap.value, "missing": str(gap.missing or ""), "text": gap.text, "note": gap.note} if gap else None
    )
    return {
        "area": council if row.is_ours else str(row.role),
        "name": row.name,
        "cells": cells,
        "difference": difference,
    }
