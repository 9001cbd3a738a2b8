"""The command that publishes published statistics: one edition a file, every file read before any is published."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.benchmarks.list_month import month_said
from dashboard.benchmarks.said import ReleaseSaid
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.given import read_given
from dashboard.cli.output import JsonValue, console, errors, print_issues, print_json
from dashboard.cli.receipts import ACCEPTED_ON_COMMAND_LINE, ByOption, receipt_document, receipt_words
from dashboard.formatting import MISSING_WORDS, format_date, plural
from dashboard.intake.release_batch import PublishedFile, ReleaseFile, preview_together, publish_together
from dashboard.intake.releases import COMPARING, SAVING, ReleasePreview
from dashboard.periods import Period, PeriodKind, parse_period

# Reading, comparing and saving: what the bar counts of each file.
STEPS = 3

FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        exists=True, dir_okay=False, help="Published files, unchanged: DfE CSV files, LAIT, neighbour lists."
    ),
]
ListMonthOption = Annotated[
    str, typer.Option("--list-month", help="The month of a list of neighbours, such as 2025-05, where it states none.")
]
ServesFromOption = Annotated[
    str | None, typer.Option("--serves-from", help="First year that a list of neighbours serves, such as 2024/25.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("benchmarks")(benchmarks)


def benchmarks(
    context: typer.Context,
    files: FilesArgument,
    by: ByOption,
    issued_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day on which it was published, where it is not the one known."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; kept with the edition and with each warning.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Refuse while any error or warning stands.")] = False,
    list_month: ListMonthOption = "",
    serves_from: ServesFromOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Publish published statistics as editions, one a file; nothing is published unless every file is sound."""
    said = said_of(list_month, serves_from)
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        given = [ReleaseFile(filename=file.name, content=read_given(file), said=said) for file in files]
        with _progress(len(given), is_shown=not as_json) as tell:
            previewed = preview_together(
                session,
                given,
                stopwatch=time.perf_counter,
                issued_on=issued_on.date() if issued_on else None,
                strict=strict,
                progress=tell,
            )
            why = reason.strip() or ACCEPTED_ON_COMMAND_LINE
            published = publish_together(
                session, previewed, by=by, reason=why, stopwatch=time.perf_counter, progress=tell
            )
    if as_json:
        documents = [published_document(one) for one in published]
        print_json(documents[0] if len(documents) == 1 else documents)
    else:
        for one in published:
            _print_published(one)


def said_of(list_month: str, serves_from: str | None) -> ReleaseSaid:
    """Give what ``--list-month`` and ``--serves-from`` say of a list of neighbours.

    Raises:
        typer.BadParameter: when the one is no month or the other no financial year.
    """
    month = month_said(list_month) if list_month else ""
    if list_month and not month:
        raise typer.BadParameter(f"{list_month!r} is no month such as 2025-05.", param_hint="--list-month")
    return ReleaseSaid(list_month=month, serves_from=_year(serves_from) if serves_from else None)


def _year(code: str) -> Period:
    try:
        period = parse_period(code)
    except ValueError:
        period = None
    if period is None or period.kind is not PeriodKind.FINANCIAL_YEAR:
        raise typer.BadParameter(f"{code!r} is no year such as 2024/25.", param_hint="--serves-from")
    return period


def release_document(preview: ReleasePreview) -> dict[str, JsonValue]:
    """Give what was read of a release: its rows, the reasons kept instead of figures, and its day of publication."""
    return {
        "file": preview.filename,
        "title": preview.title,
        "series": str(preview.read.series),
        "rows_in": preview.read.rows_in,
        "rows_kept": preview.read.rows_kept,
        "reasons": {str(reason): count for reason, count in preview.read.reasons.items()},
        "facts": list(preview.read.facts),
        "issued_on": preview.day.isoformat() if preview.day else None,
    }


def published_document(published: PublishedFile) -> dict[str, JsonValue]:
    """Give a published file's receipt, what was read of it, its issues and the seconds it took."""
    return {
        **receipt_document(published.receipt),
        **release_document(published.preview),
        "issues": [issue.as_row() for issue in published.preview.issues],
        "seconds": round(published.seconds, 2),
    }


def read_words(preview: ReleasePreview) -> str:
    """Say what was read of a release: rows, figures' reasons, and how its day of publication is known."""
    read = preview.read
    said = [f"{plural(read.rows_in, 'row')} read, {read.rows_kept:,} kept."]
    if reasons := read.reasons:
        told = ", ".join(f"{count:,} {MISSING_WORDS[reason]}" for reason, count in reasons.items())
        said.append(f"Kept as a reason instead of a figure: {told}.")
    return " ".join([*said, *read.facts, _day_words(preview)])


def _day_words(preview: ReleasePreview) -> str:
    if preview.day is None:
        return "Its day of publication is not known: the day of loading stands for it."
    how = f" ({preview.issued.how_known.rstrip('.')})" if preview.issued and preview.issued_on is None else ""
    return f"Published on {format_date(preview.day)}{how}."


def _print_published(published: PublishedFile) -> None:
    preview = published.preview
    print_issues(preview.issues)
    console.print(f"[bold]{escape(preview.filename)}[/]: {escape(preview.title)}")
    console.print(escape(read_words(preview)))
    console.print(escape(f"{receipt_words(published.receipt)} {published.seconds:,.1f} seconds."))


@contextmanager
def _progress(files: int, *, is_shown: bool) -> Iterator[Callable[[str], None] | None]:
    """Show a bar on standard error while a person waits; nothing for a program that reads the output."""
    if not (is_shown and errors.is_terminal):
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("Reading", total=files * STEPS)

        begun: set[str] = set()

        def tell(words: str) -> None:
            # Reading a file may take several steps of its own; it counts once, by the file's name before the colon.
            name = words.partition(": ")[0]
            is_next = words in (COMPARING, SAVING) or name not in begun
            begun.add(name)
            progress.update(task, description=escape(words), advance=int(is_next))

        yield tell
