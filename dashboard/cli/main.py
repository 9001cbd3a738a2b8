"""The ``scorecard`` command: global options, and every command registered."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.cli import (
    benchmarks,
    benchmarks_template,
    catalogue,
    check,
    editions,
    export,
    figures,
    history,
    judge,
    mail,
    papers,
    report,
    serving,
)
from dashboard.cli.context import CliContext, plain_failures
from dashboard.settings import read_settings

app = typer.Typer(
    name="scorecard",
    help="A children's services scorecard: workbooks in, judged trends with comparisons out.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
app.add_typer(catalogue.app, name="catalogue", help="The catalogue's own tools.")
figures.register(app)
judge.register(app)
check.register(app)
editions.register(app)
benchmarks.register(app)
benchmarks_template.register(app)
history.register(app)
app.add_typer(report.app, name="report")
export.register(app)
app.add_typer(papers.app, name="papers")
mail.register(app)
serving.register(app)


@app.callback()
def settings(
    context: typer.Context,
    store: Annotated[str | None, typer.Option(help="Address of the store (environment: SCORECARD_STORE).")] = None,
    catalogue_path: Annotated[
        str | None, typer.Option("--catalogue", help="Path of the catalogue (environment: SCORECARD_CATALOGUE).")
    ] = None,
) -> None:
    """Take the options that hold for every command."""
    with plain_failures(as_json=False):
        context.obj = CliContext(settings=read_settings(store=store, catalogue=catalogue_path))


def main() -> None:
    """Run the command line."""
    app()
