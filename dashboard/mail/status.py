"""What became of the e-mail, in words for the Reports page: who was sent what, who waits, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.errors import DashboardError
from dashboard.formatting import capital, format_date
from dashboard.intake.session import Session
from dashboard.mail.addresses import masked, recipient_of
from dashboard.mail.folder import VIA_FOLDER
from dashboard.mail.subscriptions import load_subscribers
from dashboard.settings import MailSettings
from dashboard.store.mail_log import MailRecord, MailState

NEVER_RUN = "No e-mail has been sent yet."
OFF_THE_LIST = "A reader who is no longer on the list"
SOMEONE = "A reader"
TO_DECIDE = (
    "Of what is not known to have arrived, ask the reader, then run “scorecard mail --arrived ADDRESS --edition N” or "
    "“scorecard mail --resend ADDRESS --edition N”: it is not sent again by itself."
)
TO_MEND = (
    "What was refused or given up lies in the folder of dead letters with the reason. If the address was wrong, put it "
    "right in the list of subscriptions: the next run sends the newest edition there. If it was right, run “scorecard "
    "mail --resend ADDRESS --edition N”."
)
_WORDS = {
    MailState.SENT: "Sent",
    MailState.WAITING: "Waiting",
    MailState.REFUSED: "Refused",
    MailState.GIVEN_UP: "Given up",
    MailState.UNKNOWN: "Not known to have arrived",
    MailState.WITHDRAWN: "Not sent: edition withdrawn",
    MailState.STOPPED: "Not sent: left the list",
}
# Nobody has to do anything about what was not to be sent.
_NOT_MEANT = frozenset({MailState.WITHDRAWN, MailState.STOPPED})
_WRITTEN = "Written to the folder"
NO_ANSWER = "It was being handed over when the run stopped, or is being handed over now."


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One reader's message of one edition; ``who`` is his name or role, or so much of the address as tells him."""

    edition: int
    who: str
    state: MailState
    word: str
    when: str
    reason: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailStatus:
    """What became of the e-mail: the newest edition's messages, and all that did not go out.

    ``summary`` counts them: "Edition 14: 3 sent, 1 refused."; ``last_run`` says when and what it did; ``advice`` what a
    person has to decide, empty where nothing; ``fault`` why readers cannot be named.
    """

    summary: str
    last_run: str
    lines: tuple[MailLine, ...]
    advice: tuple[str, ...] = ()
    fault: str = ""


def mail_status(session: Session, settings: MailSettings) -> MailStatus:
    """Say what became of the e-mail.

    Raises:
        StoreError: when the store cannot be read.
    """
    records = session.store.mail.messages()
    names, fault = _names(session, settings)
    newest = max((record.edition for record in records), default=0)
    shown = [one for one in records if one.edition == newest or not _is_settled(one, records)]
    unknown = SOMEONE if fault else OFF_THE_LIST
    return MailStatus(
        summary=_summary(newest, sorted((one for one in records if one.edition == newest), key=_worst_first)),
        last_run=_last_run(session),
        lines=tuple(_line(one, names.get(one.recipient, unknown)) for one in sorted(shown, key=_worst_first)),
        advice=advice_on({one.state for one in shown}),
        fault=fault if records else "",
    )


def _is_settled(record: MailRecord, records: Sequence[MailRecord]) -> bool:
    """Tell whether a message went out, or its reader was told the same, or something newer, by a later one."""
    if record.state in (MailState.SENT, MailState.WAITING, MailState.UNKNOWN):
        return record.state is MailState.SENT
    later = (one for one in records if one.recipient == record.recipient and one.edition > record.edition)
    return record.state in _NOT_MEANT or any(one.state is MailState.SENT for one in later)


def _names(session: Session, settings: MailSettings) -> tuple[dict[str, str], str]:
    try:
        subscribers = load_subscribers(settings.subscriptions, session.catalogue)
    except DashboardError as fault:
        return {}, str(fault)
    return {recipient_of(one.address): one.name or masked(one.address) for one in subscribers}, ""


def _summary(edition: int, records: Sequence[MailRecord]) -> str:
    if not records:
        return NEVER_RUN
    words = [word_of(record) for record in records]
    said = ", ".join(f"{words.count(word)} {word[:1].lower()}{word[1:]}" for word in dict.fromkeys(words))
    return f"Edition {edition}: {said}."


def _last_run(session: Session) -> str:
    run = session.store.mail.last_run()
    return f"Last run on {_moment(run.ended_at)}, by way of {run.via}. {run.words}" if run else ""


def _line(record: MailRecord, who: str) -> MailLine:
    return MailLine(
        edition=record.edition,
        who=capital(who) if who in (SOMEONE, OFF_THE_LIST) else who,
        state=record.state,
        word=word_of(record),
        when=_moment(record.at),
        reason=NO_ANSWER if record.is_open else record.reason,
        subject=record.subject,
    )


def word_of(record: MailRecord) -> str:
    """Say how a message stands."""
    return _WRITTEN if record.state is MailState.SENT and record.via == VIA_FOLDER else _WORDS[record.state]


def _worst_first(record: MailRecord) -> tuple[bool, int]:
    return record.state is MailState.SENT, -record.edition


def advice_on(states: Collection[MailState]) -> tuple[str, ...]:
    """Say what a person has to decide or mend, where messages ended so; empty where nothing."""
    undelivered = not {MailState.REFUSED, MailState.GIVEN_UP}.isdisjoint(states)
    return (*([TO_DECIDE] if MailState.UNKNOWN in states else []), *([TO_MEND] if undelivered else []))


def _moment(moment: datetime) -> str:
    return f"{format_date(moment.date())} at {moment:%H:%M} (UTC)"
