"""The catalogue's tools: check it, publish its schema, write its reference pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dashboard.catalogue.docs import write_docs
from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.layout_files import load_layout_book
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.cli import catalogue_changes
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import JsonValue, console, print_json, print_table
from dashboard.formatting import plural

app = typer.Typer(no_args_is_help=True, add_completion=False)
catalogue_changes.register(app)

DOCS_FOLDER = Path("docs/reference")


@app.command()
def check(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Check the catalogue and the layouts beside it; every fault is listed with its line and a remedy."""
    settings = context_of(context).settings
    path = settings.catalogue_path
    with plain_failures(as_json=as_json):
        catalogue = load_catalogue(path)
        layouts = load_layout_book(settings.layouts_path, [report.id for report in catalogue.reports])
        headings = len(layouts.headings)
        if as_json:
            found: dict[str, JsonValue] = {"indicators": len(catalogue.indicators), "headings": headings}
            print_json({"outcome": "load", **found, "issues": []})
            return
        console.print(f"{path} is sound: {len(catalogue.indicators)} indicators.")
        if settings.layouts_path.exists():
            console.print(f"{settings.layouts_path} is sound: {plural(headings, 'heading')}.")


@app.command()
def schema(
    layouts: Annotated[bool, typer.Option("--layouts", help="The schema of layouts.yaml instead.")] = False,
) -> None:
    """Print the JSON Schema, by which editors complete and check the YAML."""
    model = LayoutBook if layouts else Catalogue
    typer.echo(json.dumps(model.model_json_schema(), indent=2))


@app.command()
def docs(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="Folder for the pages.")] = DOCS_FOLDER,
) -> None:
    """Write the reference pages: the keys of the catalogue and the layouts, every indicator, every issue code."""
    with plain_failures(as_json=False):
        for path in write_docs(load_catalogue(context_of(context).settings.catalogue_path), to):
            console.print(f"Wrote {path}")


@app.command("list")
def list_indicators(context: typer.Context, as_json: JsonFlag = False) -> None:
    """List every indicator's id and name."""
    with plain_failures(as_json=as_json):
        catalogue = load_catalogue(context_of(context).settings.catalogue_path)
    if as_json:
        print_json([{"id": one.id, "name": one.name} for one in catalogue.indicators])
    else:
        print_table("Indicators", ["id", "name"], [[one.id, one.name] for one in catalogue.indicators])
