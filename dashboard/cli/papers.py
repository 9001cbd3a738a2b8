"""The command ``papers``: those made so far, one of them made again, and the copy that was kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from dashboard.cli.context import REFUSED, CliContext, context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import JsonValue, console, errors, print_json
from dashboard.formatting import format_date
from dashboard.papers.listing import PaperLine, list_papers
from dashboard.papers.remake import Remade, make_again
from dashboard.reports.files import check_place, write_file
from dashboard.store.papers import PaperRecord

app = typer.Typer(help="The papers made so far; make one again, or take the copy that was kept.")

NumberArgument = Annotated[int, typer.Argument(min=1, help="The paper's number in the list.")]


@app.callback(invoke_without_command=True)
def papers(context: typer.Context, as_json: JsonFlag = False) -> None:
    """List the papers made so far, the newest first."""
    if context.invoked_subcommand is not None:
        return
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        lines = list_papers(session)
    if as_json:
        print_json([_row(line) for line in lines])
    elif lines:
        console.print(_listed(lines))
    else:
        console.print("No paper has been recorded yet. `scorecard report` makes one.")


@app.command()
def again(
    context: typer.Context,
    number: NumberArgument,
    to: Annotated[Path | None, typer.Option("--to", help="Where to write it, if it is the same.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a paper again from store and catalogue as they were, and say whether it is the same to the byte."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        if to is not None:
            _check_ending(to, session.store.papers.paper(number))
            check_place(to)
        if as_json:
            remade = make_again(session, number)
        else:
            with errors.status("Making the paper again") as status:
                remade = make_again(session, number, status.update)
        if to is not None and remade.is_same and remade.content is not None:
            write_file(to, remade.content)
    _say(remade, to, as_json=as_json)
    if not remade.is_same:
        raise typer.Exit(REFUSED)


@app.command()
def get(
    context: typer.Context,
    number: NumberArgument,
    to: Annotated[Path, typer.Option("--to", help="The file to write; one that is there already is replaced.")],
    as_json: JsonFlag = False,
) -> None:
    """Write the copy of a paper that was kept when it was made."""
    shared: CliContext = context_of(context)
    with plain_failures(as_json=as_json), shared.session() as session:
        record = session.store.papers.paper(number)
        _check_ending(to, record)
        write_file(to, session.store.papers.content(number))
    if as_json:
        print_json({"path": str(to), "paper": number, "sha256": record.sha256, "bytes": record.size})
    else:
        made = format_date(record.recorded_at.date())
        console.print(escape(f"Paper {number} ({record.title}, made {made} by {record.by}): written to {to}."))


def _say(remade: Remade, to: Path | None, *, as_json: bool) -> None:
    number, written = remade.record.number, to is not None and remade.is_same
    if as_json:
        document: dict[str, JsonValue] = {
            "paper": number,
            "same": remade.is_same,
            "sha256": remade.record.sha256,
            "differs": list(remade.differs),
            "path": str(to) if written else "",
        }
        print_json(document)
        return
    if remade.is_same:
        console.print(f"Paper {number} made again: the same to the byte (SHA-256 {remade.record.sha256[:16]}…).")
        if written:
            console.print(escape(f"Written to {to}."))
        return
    errors.print(f"[bold red]Paper {number} is not the same when it is made again here. Nothing has been written.[/]")
    for words in remade.differs:
        errors.print(escape(words))
    errors.print(f"The copy that was kept is as it was: `scorecard papers get {number} --to FILE` gives it.")


def _check_ending(to: Path, record: PaperRecord) -> None:
    """Refuse a name that says another format than the paper is in."""
    if to.suffix.lower() != f".{record.format}":
        what = f"Paper {record.number} is a .{record.format}, and {to.name!r} does not end so."
        raise typer.BadParameter(what, param_hint="--to")


def _listed(lines: Iterable[PaperLine]) -> Table:
    """Give each paper two lines beside its number: in six columns of a terminal's eighty every phrase would break."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column()
    for line in lines:
        as_at = f": {line.as_at}" if line.as_at else ""
        what = Text(f"{line.name} (.{line.format}){as_at}. {line.edition}")
        table.add_row(str(line.number), what)
        table.add_row("", Text(f"{line.audience}. Made {line.when}, by {line.by}", style="dim"))
    return table


def _row(line: PaperLine) -> dict[str, JsonValue]:
    record = line.record
    return {
        "paper": record.number,
        "kind": record.kind,
        "format": record.format,
        "title": record.title,
        "as_at": record.as_at,
        "edition": record.edition,
        "read_at_edition": record.read_at,
        "revision": record.revision,
        "file": record.filename,
        "sha256": record.sha256,
        "bytes": record.size,
        "by": record.by,
        "made_at": record.recorded_at.isoformat(),
        "request": line.request,
    }
