"""One run of the daily e-mail: claim what is due, hand each message over once, and record how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from dashboard.formatting import capital
from dashboard.intake.session import Session
from dashboard.mail.addresses import recipient_of
from dashboard.mail.compose import compose, settle_all
from dashboard.mail.folder import VIA_FOLDER, put_among_dead
from dashboard.mail.letters import Delivery, Letter, Outcome, ServerDownError, signed
from dashboard.mail.subscriptions import Subscriber
from dashboard.settings import MailSettings
from dashboard.store.mail_log import MailLog, MailRecord, MailState

NOBODY_LISTED = "Nobody is on the list of subscriptions."
WRITTEN = "written to the folder"
LEFT_THE_LIST = "The address is no longer on the list of subscriptions."
GIVEN_UP = "Given up after {days:g} days. {reason}"
_RUN_WORDS = {
    MailState.SENT: "sent",
    MailState.WAITING: "waiting",
    MailState.REFUSED: "refused",
    MailState.GIVEN_UP: "given up",
    MailState.UNKNOWN: "not known to have arrived",
    MailState.WITHDRAWN: "not sent, as the edition was withdrawn",
    MailState.STOPPED: "not sent, as the reader left the list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message of a run, and how it ended."""

    letter: Letter
    state: MailState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run did; ``open`` are messages of other runs whose end is not recorded."""

    via: str
    told: tuple[Told, ...]
    readers: int
    open: int = 0
    fault: str = ""

    @property
    def words(self) -> str:
        """Say in a line what came of it."""
        words = _RUN_WORDS | ({MailState.SENT: WRITTEN} if self.via == VIA_FOLDER else {})
        counts = {state: sum(one.state is state for one in self.told) for state in words}
        said = ", ".join(f"{count} {words[state]}" for state, count in counts.items() if count)
        nothing = "Nothing was due." if self.readers else NOBODY_LISTED
        return f"{f'{capital(said)}.' if said else nothing}{f' {self.fault}' if self.fault else ''}"


@dataclass(kw_only=True)
class _Run:
    """What the parts of one run share; ``ends`` are the outcomes so far."""

    session: Session
    settings: MailSettings
    delivery: Delivery
    sleep: Callable[[float], None]
    ends: dict[tuple[int, str], Told] = field(default_factory=dict)
    fault: str = ""

    @property
    def log(self) -> MailLog:
        return self.session.store.mail


def run_mail(
    session: Session,
    settings: MailSettings,
    subscribers: Sequence[Subscriber],
    delivery: Delivery,
    *,
    sleep: Callable[[float], None],
) -> RunReport:
    """Send what is due to each reader, once; what is put off for now is tried again, in this run and the next ones.

    Raises:
        SettingsError: when the sender or the contact is no address.
        StoreError: when the store cannot be read or written; what had been handed over then is not sent again.
    """
    run = _Run(session=session, settings=settings, delivery=delivery, sleep=sleep)
    _claim_all(run, subscribers)
    try:
        _deliver(run, list(_due(run, subscribers)))
    finally:
        delivery.close()
    still_open = sum(one.is_open and not _may_repeat(run, one) for one in run.log.messages())
    report = RunReport(
        via=delivery.via, told=tuple(run.ends.values()), readers=len(subscribers), open=still_open, fault=run.fault
    )
    run.log.record_run(at=session.clock(), via=delivery.via, words=report.words)
    return report


def _claim_all(run: _Run, subscribers: Sequence[Subscriber]) -> None:
    """Keep each message that is due, and for whom nothing is."""
    session, quiet = run.session, []
    for one in settle_all(session, run.settings, subscribers, run.log.messages(), run.log.considered()):
        if one.draft is None:
            quiet.append(one.considered)
        else:
            run.log.claim(one.draft, at=session.clock(), considered=one.considered)
    run.log.consider(quiet, at=session.clock())


def preview_mail(session: Session, settings: MailSettings, subscribers: Sequence[Subscriber]) -> tuple[Letter, ...]:
    """Give what a run would send now, and change nothing."""
    records = session.store.mail.messages()
    by_recipient = {recipient_of(one.address): one for one in subscribers}
    fresh = [
        Letter(
            edition=one.draft.edition,
            recipient=one.draft.recipient,
            address=one.subscriber.address,
            name=one.subscriber.name,
            subject=one.draft.subject,
            content=one.draft.content,
        )
        for one in compose(session, settings, subscribers, records, session.store.mail.considered())
    ]
    newest = _newest(records) | {one.recipient: one.edition for one in fresh}
    waiting = [
        _letter(session.store.mail, record, by_recipient[record.recipient], settings)
        for record in records
        if record.recipient in by_recipient and _is_waiting(record, newest)
    ]
    return (*waiting, *fresh)


def _due(run: _Run, subscribers: Sequence[Subscriber]) -> Iterator[tuple[MailRecord, Letter]]:
    """Give the messages that wait, the oldest edition first; who has left the list is sent none."""
    by_recipient = {recipient_of(one.address): one for one in subscribers}
    records = run.log.messages()
    newest = _newest(records)
    for record in sorted(records, key=lambda one: one.edition):
        if not _is_waiting(record, newest) and not _may_repeat(run, record):
            continue
        if record.recipient in by_recipient:
            yield record, _letter(run.log, record, by_recipient[record.recipient], run.settings)
        elif record.state is not MailState.STOPPED:
            _try(run, record, lambda: Outcome(state=MailState.STOPPED, reason=LEFT_THE_LIST))


def _newest(records: Sequence[MailRecord]) -> dict[str, int]:
    """Give the newest edition of which each reader has a message."""
    return {one.recipient: one.edition for one in sorted(records, key=lambda one: one.edition)}


def _is_waiting(record: MailRecord, newest: Mapping[str, int]) -> bool:
    """Tell whether a message waits; that of a reader who left the list does once he is back, if no newer one is."""
    is_newest = newest[record.recipient] == record.edition
    return record.state is MailState.WAITING or (record.state is MailState.STOPPED and is_newest)


def _may_repeat(run: _Run, record: MailRecord) -> bool:
    return record.is_open and run.delivery.repeatable and record.via == run.delivery.via


def _letter(log: MailLog, record: MailRecord, subscriber: Subscriber, settings: MailSettings) -> Letter:
    return Letter(
        edition=record.edition,
        recipient=record.recipient,
        address=subscriber.address,
        name=subscriber.name,
        subject=record.subject,
        content=signed(log.content(record.edition, record.recipient), settings.sender),
    )


def _deliver(run: _Run, due: list[tuple[MailRecord, Letter]]) -> None:
    """Hand over what is due, in several turns with a wait between: a server may be down for a moment."""
    for turn in range(run.settings.tries):
        if not due:
            return
        if turn:
            run.sleep(run.settings.wait_seconds * 2 ** (turn - 1))
        due = _one_turn(run, due, is_last=turn == run.settings.tries - 1)


def _one_turn(run: _Run, due: list[tuple[MailRecord, Letter]], *, is_last: bool) -> list[tuple[MailRecord, Letter]]:
    """Try each message once, and give those to be tried again."""
    again = []
    run.fault = ""
    for record, letter in due:
        try:
            if not run.fault:
                run.delivery.prepare()
        except ServerDownError as fault:
            run.fault = str(fault)
        if run.fault and not is_last:
            again.append((record, letter))
            continue
        outcome = _hand_over(run, record, letter, is_last=is_last)
        if outcome is not None and outcome.state is MailState.WAITING:
            again.append((record, letter))
    return again


def _hand_over(run: _Run, record: MailRecord, letter: Letter, *, is_last: bool) -> Outcome | None:
    fault = run.fault

    def hand() -> Outcome:
        found = Outcome(state=MailState.WAITING, reason=fault) if fault else run.delivery.hand_over(letter)
        return _for_good(run, record, letter, found, is_last=is_last)

    outcome = _try(run, record, hand)
    if outcome is not None:
        run.ends[record.key] = Told(letter=letter, state=outcome.state, reason=outcome.reason)
    elif (now := run.log.message(*record.key)) is not None and now.state is MailState.WITHDRAWN:
        run.ends[record.key] = Told(letter=letter, state=now.state, reason=now.reason)
    return outcome


def _try(run: _Run, record: MailRecord, hand: Callable[[], Outcome]) -> Outcome | None:
    """Begin a try, make it, and record its end; None where another run has it, or its edition was withdrawn."""
    clock, delivery = run.session.clock, run.delivery
    again = delivery.via if delivery.repeatable else ""
    attempt = run.log.begin(*record.key, at=clock(), via=delivery.via, again=again)
    if attempt is None:
        return None
    outcome = hand()
    run.log.finish(*record.key, attempt, at=clock(), state=outcome.state, reason=outcome.reason)
    return outcome


def _for_good(run: _Run, record: MailRecord, letter: Letter, found: Outcome, *, is_last: bool) -> Outcome:
    """Give up what has waited for days, and lay what is not delivered among the dead letters."""
    waited = run.session.clock() - record.claimed_at
    if found.state is MailState.WAITING and is_last and waited >= timedelta(days=run.settings.days):
        reason = GIVEN_UP.format(days=run.settings.days, reason=found.reason)
        found = Outcome(state=MailState.GIVEN_UP, reason=reason)
    if found.state not in (MailState.REFUSED, MailState.GIVEN_UP):
        return found
    trouble = put_among_dead(run.settings.dead_letters, letter, found.reason)
    return Outcome(state=found.state, reason=f"{found.reason} {trouble}".strip())
