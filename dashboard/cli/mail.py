"""The command ``mail``: tell each reader once what an edition changed, of what he follows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from dashboard.cli.context import CliContext, context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import JsonValue, console, print_json, print_table
from dashboard.errors import SettingsError
from dashboard.intake.session import Session
from dashboard.mail.addresses import parse_sender, recipient_of
from dashboard.mail.folder import FolderDelivery
from dashboard.mail.letters import Delivery, Letter, ServerDownError
from dashboard.mail.run import RunReport, preview_mail, run_mail
from dashboard.mail.server import parse_server
from dashboard.mail.smtp import SmtpDelivery
from dashboard.mail.status import TO_DECIDE
from dashboard.mail.subscriptions import Subscriber, load_subscribers
from dashboard.settings import MailSettings, read_mail_settings
from dashboard.store.mail_log import MailState

NOT_DONE = 1
_TROUBLE = frozenset({MailState.WAITING, MailState.REFUSED, MailState.GIVEN_UP, MailState.UNKNOWN})


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("mail")(mail)


def mail(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say who would get what, and change nothing.")] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Write the messages into this folder instead of sending them."),
    ] = None,
    resend: Annotated[
        str | None, typer.Option(help="Send an edition's message to this address again; needs --edition.")
    ] = None,
    arrived: Annotated[
        str | None, typer.Option(help="Record that an edition's message arrived at this address; needs --edition.")
    ] = None,
    edition: Annotated[int | None, typer.Option(help="The edition that --resend or --arrived is about.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decides that it is sent again, or arrived.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Send each reader what changed and what stands out in new editions, of what he follows; never twice."""
    _check_usage(dry_run=dry_run, resend=resend, arrived=arrived, edition=edition)
    shared = context_of(context)
    with plain_failures(as_json=as_json), shared.session() as session:
        settings = read_mail_settings(shared.settings.data_folder)
        if arrived and edition is not None:
            _settle(session, arrived, edition, MailState.SENT, by=_name(shared, by))
            _say_settled(arrived, edition, as_json=as_json)
            return
        subscribers = load_subscribers(settings.subscriptions, session.catalogue)
        if dry_run:
            _preview(preview_mail(session, settings, subscribers), len(subscribers), to, as_json=as_json)
            return
        delivery = _delivery(settings, to)
        if resend and edition is not None:
            _check_on_list(resend, subscribers)
            _settle(session, resend, edition, MailState.WAITING, by=_name(shared, by))
        report = run_mail(session, settings, subscribers, delivery, sleep=time.sleep)
    _print_run(report, to or settings.outbox, as_json=as_json)
    if any(one.state in _TROUBLE for one in report.told):
        raise typer.Exit(NOT_DONE)


def _check_usage(*, dry_run: bool, resend: str | None, arrived: str | None, edition: int | None) -> None:
    if resend and arrived:
        raise typer.BadParameter("Give --resend or --arrived, not both.", param_hint="--resend")
    if bool(resend or arrived) != (edition is not None):
        raise typer.BadParameter("Give --edition together with --resend or --arrived.", param_hint="--edition")
    if dry_run and (resend or arrived):
        raise typer.BadParameter("A dry run changes nothing: leave --resend and --arrived out.", param_hint="--dry-run")


def _name(shared: CliContext, by: str | None) -> str:
    name = (by if by is not None else shared.settings.officer).strip()
    if not name:
        raise typer.BadParameter("Say who decides: it is kept with the message.", param_hint="--by")
    return name


def _check_on_list(address: str, subscribers: Sequence[Subscriber]) -> None:
    """Refuse to send again to somebody who left the list."""
    if recipient_of(address.strip()) not in {recipient_of(one.address) for one in subscribers}:
        raise SettingsError(f"{address} is not on the list of subscriptions: write it in there first.")


def _settle(session: Session, address: str, edition: int, state: MailState, *, by: str) -> None:
    """Record a person's decision; the run that follows sends what is to be sent again."""
    words = "To be sent again" if state is MailState.WAITING else "Known to have arrived"
    recipient = recipient_of(address.strip())
    session.store.mail.settle(edition, recipient, at=session.clock(), state=state, reason=f"{words}, says {by}.")


def _say_settled(address: str, edition: int, *, as_json: bool) -> None:
    if as_json:
        print_json({"outcome": "recorded", "address": address, "edition": edition})
    else:
        console.print(f"Recorded: edition {edition} arrived at {escape(address)}.")


def _delivery(settings: MailSettings, to: Path | None) -> Delivery:
    """Choose how messages go out.

    Raises:
        SettingsError: when the server's address or the sender's cannot be used.
    """
    if to is not None or not settings.smtp:
        return FolderDelivery(to or settings.outbox)
    server = parse_server(settings.smtp)
    if not settings.sender:
        raise SettingsError(
            "SCORECARD_SMTP names a mail server, but nobody is named as the sender. Set SCORECARD_MAIL_FROM, such as "
            "Performance team <performance@example.gov.uk>."
        )
    sender = parse_sender(settings.sender)
    return SmtpDelivery(server, sender=sender.addr_spec, timeout_seconds=settings.timeout_seconds)


def _preview(letters: Sequence[Letter], readers: int, to: Path | None, *, as_json: bool) -> None:
    """Say who would get what; with a folder, write it there to be looked at."""
    if to is not None:
        folder = FolderDelivery(to)
        try:
            folder.prepare()
        except ServerDownError as fault:
            raise SettingsError(str(fault)) from fault
        for letter in letters:
            folder.hand_over(letter)
    if as_json:
        print_json({"outcome": "dry_run", "readers": readers, "messages": [_document(one) for one in letters]})
        return
    rows = [[one.address, str(one.edition), one.subject] for one in letters]
    if rows:
        print_table("Would be sent", ("address", "edition", "subject"), rows)
    none = readers - len({one.recipient for one in letters})
    console.print(f"{len(rows)} would be sent; nothing is due to {none} of {readers}. Nothing has been changed.")


def _print_run(report: RunReport, folder: Path, *, as_json: bool) -> None:
    if as_json:
        messages: list[JsonValue] = [
            {**_document(one.letter), "state": str(one.state), "reason": one.reason} for one in report.told
        ]
        document: dict[str, JsonValue] = {
            "outcome": "done",
            "via": report.via,
            "readers": report.readers,
            "messages": messages,
        }
        print_json({**document, "not_known": report.open, "words": report.words})
        return
    rows = [[one.letter.address, str(one.letter.edition), str(one.state), one.reason] for one in report.told]
    if rows:
        place = str(folder) if report.via == FolderDelivery.via else report.via
        print_table(f"E-mail by way of {place}", ("address", "edition", "state", "reason"), rows)
    console.print(escape(report.words))
    if report.open:
        console.print(f"{report.open} not known to have arrived from another run. {TO_DECIDE}")


def _document(letter: Letter) -> dict[str, JsonValue]:
    return {"address": letter.address, "edition": letter.edition, "subject": letter.subject}
