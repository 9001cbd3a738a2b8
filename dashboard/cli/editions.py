"""Commands that write: publish, withdraw, benchmarks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import AsAtOption, FileArgument, JsonFlag, ReportOption, declared_of
from dashboard.cli.output import JsonValue, console, print_issues, print_json
from dashboard.errors import BenchmarkError, WorkbookError
from dashboard.intake.history import withdraw_edition
from dashboard.intake.preview import Preview, preview_workbook
from dashboard.intake.publish import publish_afresh
from dashboard.intake.releases import ReleasePreview, preview_release, publish_release
from dashboard.store.records import Receipt

# The command line goes ahead and records what stood with the publisher's name (DESIGN §7, "Severity").
ACCEPTED_ON_COMMAND_LINE = "Published from the command line"

ByOption = Annotated[str, typer.Option("--by", help="Who does it; kept with the edition.")]
IssuedOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date issued, if the file has none.")]


def register(app: typer.Typer) -> None:
    """Add the writing commands."""
    app.command("publish")(publish)
    app.command("withdraw")(withdraw)
    app.command("benchmarks")(benchmarks)


def publish(
    context: typer.Context,
    file: FileArgument,
    by: ByOption,
    reason: Annotated[str, typer.Option(help="Why; needed where warnings stand on the page.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Refuse while any error or warning stands.")] = False,
    issued_on: IssuedOption = None,
    report: ReportOption = None,
    as_at: AsAtOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Publish a workbook as an edition, whole or not at all."""
    content = file.read_bytes()
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        said = declared_of(session, report, as_at)

        def preview_now() -> Preview:
            preview = preview_workbook(session, file.name, content, declared=said)
            if strict and preview.to_accept:
                raise WorkbookError("The file has errors or warnings; nothing has been saved.", preview.to_accept)
            return preview

        why = reason.strip() or ACCEPTED_ON_COMMAND_LINE
        published = publish_afresh(session, preview_now, by=by, reason=why, issued_on=_day(issued_on))
        if not as_json:
            print_issues(published.preview.issues)
        _print_receipt(published.receipt, as_json=as_json)


def withdraw(
    context: typer.Context,
    edition: Annotated[int, typer.Argument(help="The edition's number.")],
    by: ByOption,
    reason: Annotated[str, typer.Option(help="Why; kept with the withdrawal.")],
    as_json: JsonFlag = False,
) -> None:
    """Withdraw an edition: figures fall back to the editions before it."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        receipt = withdraw_edition(session, edition, by=by, reason=reason)
        if as_json:
            print_json({"edition": receipt.edition, "withdrawn": True, "by": receipt.by, "reason": receipt.reason})
        else:
            console.print(f"Edition {receipt.edition} is withdrawn; its figures fall back to the editions before it.")


def benchmarks(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="DfE files, unchanged.")],
    by: ByOption,
    issued_on: IssuedOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Publish files of a national statistical release as editions, one a file."""
    receipts: list[JsonValue] = []
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        # Every file is read before any is published, so that a bad one among them leaves nothing half-done.
        for file in files:
            _refuse_unreadable(preview_release(session, file.name, file.read_bytes()))
        for file in files:
            preview = preview_release(session, file.name, file.read_bytes())
            receipt = publish_release(session, preview, by=by, issued_on=_day(issued_on))
            receipts.append(_receipt_document(receipt))
            if not as_json:
                print_issues(preview.issues)
                _print_receipt(receipt, as_json=False)
    if as_json:
        print_json(receipts[0] if len(receipts) == 1 else receipts)


def _refuse_unreadable(preview: ReleasePreview) -> None:
    if preview.changes is None:
        raise BenchmarkError(f"{preview.filename} holds nothing to publish. Nothing has been saved.", preview.issues)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _receipt_document(receipt: Receipt) -> dict[str, JsonValue]:
    counts = receipt.counts
    return {
        "edition": receipt.edition,
        "added": counts.added,
        "restated": counts.restated,
        "unchanged": counts.unchanged,
        "refused": counts.refused,
        "already_published": receipt.already_published,
    }


def _print_receipt(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        print_json(_receipt_document(receipt))
        return
    counts = receipt.counts
    state = "was already published" if receipt.already_published else "is published"
    console.print(
        f"Edition {receipt.edition} {state}: {counts.added} figures added, {counts.restated} restated, "
        f"{counts.unchanged} unchanged, {counts.refused} left out."
    )
