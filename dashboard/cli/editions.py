"""Commands that write: publish and withdraw."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import AsAtOption, FileArgument, JsonFlag, ReportOption, declared_of
from dashboard.cli.given import read_given
from dashboard.cli.output import console, print_issues, print_json
from dashboard.cli.receipts import ACCEPTED_ON_COMMAND_LINE, ByOption, receipt_document, receipt_words
from dashboard.errors import WorkbookError
from dashboard.intake.history import withdraw_edition
from dashboard.intake.preview import Preview, preview_workbook
from dashboard.intake.publish import publish_afresh
from dashboard.store.records import Receipt

IssuedOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date issued, if the file has none.")]


def register(app: typer.Typer) -> None:
    """Add the writing commands."""
    app.command("publish")(publish)
    app.command("withdraw")(withdraw)


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
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        content = read_given(file)
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


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _print_receipt(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        print_json(receipt_document(receipt))
    else:
        console.print(receipt_words(receipt))
