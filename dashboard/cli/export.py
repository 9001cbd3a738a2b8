"""The command ``export``: open data, as a folder, one zip file, or one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import AsOfOption, JsonFlag, parse_as_of
from dashboard.cli.output import JsonValue, console, print_json
from dashboard.formatting import listed, plural
from dashboard.intake.session import Session
from dashboard.reports.files import check_place, write_file
from dashboard.reports.open_data_package import FILE_ENDINGS, check_folder, one_file, package_files, write_folder
from dashboard.store.records import AsOf
from dashboard.views.as_of import as_of_code
from dashboard.views.open_data.view import OpenDataView
from dashboard.vocabulary import Audience

ToOption = Annotated[
    Path, typer.Option("--to", help="A folder, or a file that ends in .csv, .parquet, .json (the figures) or .zip.")
]
AudienceOption = Annotated[
    Audience,
    typer.Option(help="Who it is for: for the public, counts of one to five and what would tell them are left out."),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    context: typer.Context,
    to: ToOption,
    audience: AudienceOption = Audience.PUBLIC,
    as_of: AsOfOption = None,
    history: Annotated[bool, typer.Option("--history", help="Add what every edition stated of each figure.")] = False,
    all_areas: Annotated[
        bool, typer.Option("--all-areas", help="Add every authority's published figures of our measures.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Write open data: the figures that stand, with the catalogue, targets, judgements, sources and licence."""
    moment, ending = parse_as_of(as_of), _ending(to)
    if history and ending not in ("", ".zip"):
        raise typer.BadParameter("The history is a table of its own: give a folder or a .zip.", param_hint="--history")
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        (check_place if ending else check_folder)(to)
        with console.status("Reading the figures") as status:
            progress = str if as_json else status.update
            view = _view(session, audience, moment, history=history, all_areas=all_areas, progress=progress)
            if ending:
                write_file(to, one_file(view, ending, progress))
            else:
                write_folder(to, package_files(view, progress))
    if as_json:
        print_json({"path": str(to), "kind": "export", "as_of": as_of_code(moment), **_document(view, audience)})
    else:
        _say(view, to, ending)


def _view(
    session: Session,
    audience: Audience,
    moment: AsOf,
    *,
    history: bool,
    all_areas: bool,
    progress: Callable[[str], object],
) -> OpenDataView:
    """Read everything as the store is at this moment, whatever is published meanwhile, as the audience may see it."""
    # Loaded here: what settles what is suppressed takes as long to load as many another command.
    from dashboard.disclosure.session import for_audience
    from dashboard.views.open_data.build import build_open_data

    pinned = replace(session, store=session.store.at(session.store.revision()))
    return build_open_data(
        for_audience(pinned, audience),
        audience=audience,
        as_of=moment,
        history=history,
        all_areas=all_areas,
        progress=progress,
    )


def _ending(to: Path) -> str:
    """Give the file's ending; empty for a folder.

    Raises:
        typer.BadParameter: when the ending is none of those known.
    """
    ending = to.suffix.lower()
    if to.is_dir() or not ending:
        return ""
    if ending not in FILE_ENDINGS:
        what = (
            f"{to.name!r} ends in none of {', '.join(FILE_ENDINGS)}. Give one of them, or a folder without a full stop."
        )
        raise typer.BadParameter(what, param_hint="--to")
    return ending


def _document(view: OpenDataView, audience: Audience) -> dict[str, JsonValue]:
    return {
        "audience": str(audience),
        "version": view.version,
        "licence": view.licence.name if view.licence else None,
        "notices": list(view.notices),
        "tables": {table.plan.name: len(table) for table in view.tables},
    }


def _say(view: OpenDataView, to: Path, ending: str) -> None:
    """Say what was written, for whom and under which licence."""
    rest = [plural(len(table), "row") + f" of {table.plan.name}" for table in view.tables[1:]]
    also = f", with {listed(rest)}" if ending in ("", ".zip") else ""
    licence = view.licence.title if view.licence else "none; not for publication"
    console.print(f"{plural(len(view.observations), 'figure')} written to {escape(str(to))}{also}.")
    console.print(f"For: {view.audience}. Licence: {licence}. Version {view.version}.")
    for notice in view.notices:
        console.print(escape(notice))
