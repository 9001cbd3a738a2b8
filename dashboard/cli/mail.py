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
from dashboard.mail.decide import send_what_was_written, settle
from dashboard.mail.folder import COUNTS_AS_SENT, VIA_FOLDER, FolderDelivery
from dashboard.mail.letters import Delivery, Letter, ServerDownError
from dashboard.mail.run import RunReport, preview_mail, run_mail
from dashboard.mail.server import parse_server
from dashboard.mail.smtp import SmtpDelivery
from dashboard.mail.status import advice_on
from dashboard.mail.subscriptions import Subscriber, load_subscribers
from dashboard.settings import MailSettings, read_mail_settings
from dashboard.store.mail_log import MailState

FolderOption = Annotated[
    Path | None, typer.Option("--to", help="Write the messages into this folder instead of sending them.")
]
ResendOption = Annotated[
    str | None, typer.Option(help="Send an edition's message to this address again; needs --edition.")
]
ArrivedOption = Annotated[
    str | None, typer.Option(help="Record that an edition's message arrived at this address; needs --edition.")
]
SendWrittenFlag = Annotated[
    bool,
    typer.Option("--send-written", help="Send by the mail server what was only written to a folder; needs --edition."),
]
NOT_DONE = 1
_TROUBLE = frozenset({MailState.WAITING, MailState.REFUSED, MailState.GIVEN_UP, MailState.UNKNOWN})


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("mail")(mail)


def mail(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say who would get what, and change nothing.")] = False,
    to: FolderOption = None,
    resend: ResendOption = None,
    arrived: ArrivedOption = None,
    edition: Annotated[int | None, typer.Option(help="The edition that it is about.")] = None,
    send_written: SendWrittenFlag = False,
    by: Annotated[str | None, typer.Option(help="Who decides that it is sent, sent again, or arrived.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Send each reader what changed and what stands out in new editions, of what he follows; never twice."""
    asked = [one for one in (resend, arrived, send_written) if one]
    _check_usage(dry_run=dry_run, asked=len(asked), edition=edition)
    shared = context_of(context)
    with plain_failures(as_json=as_json), shared.session() as session:
        settings = read_mail_settings(shared.settings.data_folder)
        if arrived and edition is not None:
            settle(session, arrived, edition, MailState.SENT, by=_name(shared, by))
            _say_settled(arrived, edition, as_json=as_json)
            return
        subscribers = load_subscribers(settings.subscriptions, session.catalogue)
        if dry_run:
            _preview(preview_mail(session, settings, subscribers), len(subscribers), to, as_json=as_json)
            return
        delivery = _delivery(settings, to)
        if edition is not None:
            _let_go(session, subscribers, delivery, resend=resend, edition=edition, by=_name(shared, by))
        report = run_mail(session, settings, subscribers, delivery, sleep=time.sleep)
    _print_run(report, to or settings.outbox, as_json=as_json)
    if any(one.state in _TROUBLE for one in report.told):
        raise typer.Exit(NOT_DONE)


def _let_go(
    session: Session,
    subscribers: Sequence[Subscriber],
    delivery: Delivery,
    *,
    resend: str | None,
    edition: int,
    by: str,
) -> None:
    """Let one message go again, or all that were only written to a folder; the run that follows sends them."""
    if resend:
        _check_on_list(resend, subscribers)
        settle(session, resend, edition, MailState.WAITING, by=by)
    else:
        _check_sends(delivery)
        send_what_was_written(session, edition, subscribers, by=by)


def _check_usage(*, dry_run: bool, asked: int, edition: int | None) -> None:
    ways = "--resend, --arrived or --send-written"
    if asked > 1:
        raise typer.BadParameter(f"Give one of {ways}, not both.", param_hint="--resend")
    if bool(asked) != (edition is not None):
        raise typer.BadParameter(f"Give --edition together with {ways}.", param_hint="--edition")
    if dry_run and asked:
        raise typer.BadParameter(f"A dry run changes nothing: leave {ways} out.", param_hint="--dry-run")


def _name(shared: CliContext, by: str | None) -> str:
    name = (by if by is not None else shared.settings.officer).strip()
    if not name:
        raise typer.BadParameter("Say who decides: it is kept with the message.", param_hint="--by")
    return name


def _check_on_list(address: str, subscribers: Sequence[Subscriber]) -> None:
    """Refuse to send again to somebody who left the list."""
    if recipient_of(address.strip()) not in {recipient_of(one.address) for one in subscribers}:
        raise SettingsError(f"{address} is not on the list of subscriptions: write it in there first.")


def _check_sends(delivery: Delivery) -> None:
    """Refuse to send by a server where there is none: the messages would be written to the folder once more."""
    if delivery.via == VIA_FOLDER:
        raise SettingsError("There is no mail server to send by: set SCORECARD_SMTP, and leave --to out.")


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
        notice = COUNTS_AS_SENT if _was_written(report) else ""
        print_json({**document, "not_known": report.open, "words": report.words, "notice": notice})
        return
    rows = [[one.letter.address, str(one.letter.edition), str(one.state), one.reason] for one in report.told]
    if rows:
        place = str(folder) if report.via == FolderDelivery.via else report.via
        print_table(f"E-mail by way of {place}", ("address", "edition", "state", "reason"), rows)
    console.print(escape(report.words))
    if _was_written(report):
        console.print(COUNTS_AS_SENT)
    if report.open:
        console.print(f"{report.open} not known to have arrived from another run.")
    for words in advice_on([one.state for one in report.told] + [MailState.UNKNOWN] * report.open):
        console.print(escape(words))


def _was_written(report: RunReport) -> bool:
    return report.via == VIA_FOLDER and any(one.state is MailState.SENT for one in report.told)


def _document(letter: Letter) -> dict[str, JsonValue]:
    return {"address": letter.address, "edition": letter.edition, "subject": letter.subject}
