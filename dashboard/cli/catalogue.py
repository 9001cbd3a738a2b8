"""The catalogue's tools: check it, publish its schema, write its reference pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dashboard.catalogue.docs import write_docs
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import console, print_json, print_table

app = typer.Typer(no_args_is_help=True, add_completion=False)

DOCS_FOLDER = Path("docs/reference")


@app.command()
def check(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Check the catalogue; every fault is listed with its line and a remedy."""
    path = context_of(context).settings.catalogue_path
    with plain_failures(as_json=as_json):
        catalogue = load_catalogue(path)
        if as_json:
            print_json({"outcome": "load", "indicators": len(catalogue.indicators), "issues": []})
        else:
            console.print(f"{path} is sound: {len(catalogue.indicators)} indicators.")


@app.command()
def schema() -> None:
    """Print the JSON Schema, by which editors complete and check the YAML."""
    typer.echo(json.dumps(Catalogue.model_json_schema(), indent=2))


@app.command()
def docs(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="Folder for the pages.")] = DOCS_FOLDER,
) -> None:
    """Write the reference pages: the catalogue's keys, every indicator, every issue code."""
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
