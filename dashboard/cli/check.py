"""The command that reads, validates and compares any file with the store, and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

import typer
from rich.markup import escape

from dashboard.cli.benchmarks import ListMonthOption, ServesFromOption, read_words, release_document, said_of
from dashboard.cli.context import REFUSED, context_of, plain_failures
from dashboard.cli.figures import AsAtOption, FileArgument, JsonFlag, ReportOption, declared_of
from dashboard.cli.given import read_given
from dashboard.cli.output import JsonValue, console, print_issues, print_json
from dashboard.editions.changes import ChangeCounts
from dashboard.editions.preview import EditionChanges
from dashboard.errors import BenchmarkError
from dashboard.intake.preview import Outcome, Preview, preview_workbook
from dashboard.intake.release_reading import NO_SCORECARD, is_data_file
from dashboard.intake.releases import ReleaseSaid, dated, preview_release
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.observations import Observation
from dashboard.views.change_words import ChangeWords
from dashboard.views.upload import SignalLine
from dashboard.views.upload_signals import SignalChange, signal_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, of a workbook or of a published file; ``read`` holds what only the latter has.

    ``news`` says each of ``signals`` in words.
    """

    outcome: Outcome
    issues: tuple[Issue, ...]
    changes: EditionChanges | None
    sheets: Sequence[JsonValue] = ()
    story: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    signals: tuple[SignalChange, ...] = ()
    news: tuple[str, ...] = ()
    read: Mapping[str, JsonValue] = field(default_factory=dict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    context: typer.Context,
    file: FileArgument,
    report: ReportOption = None,
    as_at: AsAtOption = None,
    issued_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day on which a release was published.")
    ] = None,
    list_month: ListMonthOption = "",
    serves_from: ServesFromOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Read, validate and compare a file with the store; nothing is written."""
    said = said_of(list_month, serves_from)
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        content, day = read_given(file), issued_on.date() if issued_on else None
        if is_data_file(file.name, content):
            found = _of_release(session, file.name, content, said, day)
        else:
            workbook = preview_workbook(session, file.name, content, declared=declared_of(session, report, as_at))
            found = _of_workbook(session, workbook)
            if NO_SCORECARD in {issue.code for issue in workbook.issues}:
                release = _of_release(session, file.name, content, said, day)
                found = release if release.read else found
        if as_json:
            print_json(_document(found))
        else:
            _print(file.name, found)
        if found.outcome is Outcome.REFUSE:
            raise typer.Exit(REFUSED)


def _of_workbook(session: Session, preview: Preview) -> Checked:
    sheets: list[JsonValue] = [
        {"sheet": match.sheet, "recognised": match.is_recognised, "evidence": match.evidence}
        for match in preview.sheets
    ]
    signals, words = signal_changes(session, preview), ChangeWords(session)
    return Checked(
        outcome=preview.outcome,
        issues=preview.issues,
        changes=preview.changes,
        sheets=sheets,
        story=preview.story,
        not_checked=preview.not_checked,
        signals=signals,
        news=tuple(_news_words(words.signal(one)) for one in signals),
    )


def _of_release(session: Session, filename: str, content: bytes, said: ReleaseSaid, day: date | None) -> Checked:
    """Check a published file; one that is none is refused with its issues, and nothing was read of it."""
    try:
        preview = dated(session, preview_release(session, filename, content, said=said), day)
    except BenchmarkError as fault:
        return Checked(outcome=Outcome.REFUSE, issues=fault.issues, changes=None)
    return Checked(
        outcome=preview.outcome,
        issues=preview.issues,
        changes=preview.changes,
        story=(read_words(preview),),
        read=release_document(preview),
    )


def _document(found: Checked) -> dict[str, JsonValue]:
    counts = _counts(found.changes)
    return {
        "outcome": str(found.outcome),
        "sheets": found.sheets,
        "issues": [issue.as_row() for issue in found.issues],
        "changes": counts,
        "restatements": [
            {**_key(one.new), "old": one.old.value, "new": one.new.value}
            for one in (found.changes.restated if found.changes else ())
        ],
        "signals": [_signal(one) for one in found.signals],
        "story": found.story,
        "not_checked": found.not_checked,
        **found.read,
    }


def _counts(changes: EditionChanges | None) -> dict[str, int]:
    counts = changes.counts if changes else ChangeCounts()
    return {name: getattr(counts, name) for name in ("added", "restated", "unchanged", "refused")}


def _key(figure: Observation) -> dict[str, str]:
    return {
        "indicator": figure.indicator,
        "basis": str(figure.basis),
        "area": str(figure.area),
        "period": str(figure.period),
    }


def _signal(one: SignalChange) -> dict[str, JsonValue]:
    """Give a changed signal: the state that stands now, of which period, and the one that would stand."""
    return {
        "indicator": one.indicator.id,
        "basis": str(one.basis),
        "period": str(one.period),
        "before": str(one.before) if one.before else None,
        "old": str(one.old_state),
        "new": str(one.new.signal.state),
        "sentence": one.new.members,
    }


def _news_words(line: SignalLine) -> str:
    return f"{line.indicator}, {line.period}: {line.mark.word}: {line.words}"


def _print(filename: str, found: Checked) -> None:
    console.print(f"[bold]{escape(filename)}[/]: {found.outcome.replace('_', ' ')}; {_counts(found.changes)}")
    for sentence in found.story:
        console.print(escape(sentence))
    print_issues(found.issues)
    for line in found.news:
        console.print(f"[cyan]news[/] {escape(line)}")
    for sentence in found.not_checked:
        console.print(f"[cyan]not checked[/] {escape(sentence)}")
