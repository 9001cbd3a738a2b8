"""The command that writes the template of the quarterly regional return."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from dashboard.areas import load_area_book
from dashboard.benchmarks.return_template import format_template
from dashboard.catalogue.load import load_catalogue
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import console, print_json
from dashboard.errors import DashboardError
from dashboard.reports.files import write_file


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("benchmarks-template")(benchmarks_template)


def benchmarks_template(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="The CSV file to write; one that is there already is left alone.")],
    as_json: JsonFlag = False,
) -> None:
    """Write the CSV template of the quarterly regional return, with notes on its columns and an example."""
    settings = context_of(context).settings
    with plain_failures(as_json=as_json):
        if to.exists():
            raise DashboardError(f"{to} is there already. Give another name; it may be a return that was filled in.")
        catalogue = load_catalogue(settings.catalogue_path)
        write_file(to, format_template(catalogue, load_area_book(settings.data_folder / "reference")))
        if as_json:
            print_json({"path": str(to)})
        else:
            then = escape(f"scorecard benchmarks {to} --by NAME --issued-on DATE")
            console.print(f"Wrote {escape(str(to))}. Fill it in, then run: {then}")
