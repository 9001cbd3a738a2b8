"""Commands that look back: editions, compare, original."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import AsOfOption, JsonFlag, parse_as_of
from dashboard.cli.output import JsonValue, console, print_json, print_table
from dashboard.editions.compare import Difference, FigureChange, FigureChanges, StatedFigure
from dashboard.intake.history import compare_editions, edition_changes
from dashboard.precision import FULL_PRECISION, round_half_up
from dashboard.store.records import AcceptedIssue, Edition
from dashboard.views.added_by_measure import added_by_measure
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.build_history import MOST_BY_AREA

SHOWN = ("edition", "report", "as_at", "issue", "issued_on", "by", "added", "restated", "withdrawn")
CHANGE_COLUMNS = ("change", "report", "indicator", "basis", "area", "period", "old", "new", "difference")
ADDED_COLUMNS = ("measure", "added")

EditionArgument = Annotated[int, typer.Argument(help="The edition's number.")]


def register(app: typer.Typer) -> None:
    """Add the commands that look back."""
    app.command("editions")(editions)
    app.command("compare")(compare)
    app.command("original")(original)


def editions(context: typer.Context, as_of: AsOfOption = None, as_json: JsonFlag = False) -> None:
    """List every edition, withdrawn ones too; as of a moment, those that stood then."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        moment = parse_as_of(as_of)
        found = session.store.editions() if moment == NOW else session.store.standing_editions(moment)
        documents = [_edition_document(edition, session.store.accepted_of(edition.number)) for edition in found]
    if as_json:
        print_json(documents)
        return
    print_table(
        "Editions" if moment == NOW else f"Editions standing {as_of_phrase(moment)}",
        SHOWN,
        [["" if document[name] is None else str(document[name]) for name in SHOWN] for document in documents],
    )


def compare(
    context: typer.Context,
    first: EditionArgument,
    second: Annotated[int | None, typer.Argument(help="The edition to compare it with.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Compare the figures just after one edition with those just after another; of one edition, what it changed."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        changes = edition_changes(session, first) if second is None else compare_editions(session, first, second)
        many = added_by_measure(session, changes.added_frame) if changes.counts().added > MOST_BY_AREA else ()
    if as_json:
        print_json(_comparison_document(first, second, changes))
        return
    title = f"What edition {first} changed" if second is None else f"From edition {first} to edition {second}"
    listed = (*changes.of(Difference.RESTATED), *changes.of(Difference.GONE)) if many else changes.changes
    rows = [_change_document(change) for change in listed]
    shown = [["" if row[name] is None else str(row[name]) for name in CHANGE_COLUMNS] for row in rows]
    print_table(title, CHANGE_COLUMNS, shown)
    if many:
        print_table("Figures added, by measure", ADDED_COLUMNS, [[line.indicator, line.words] for line in many])
    console.print(_counts_words(changes))


def original(
    context: typer.Context,
    edition: EditionArgument,
    to: Annotated[Path, typer.Option("--to", help="The file to write, or the folder to write it in.")],
    as_json: JsonFlag = False,
) -> None:
    """Write the file an edition was made from, or the copy without personal details that is kept in its place."""
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        file = session.store.original(edition)
    path = to / file.safe_name if to.is_dir() else to
    if path.exists():
        raise typer.BadParameter(f"{path} is there already; give another name.", param_hint="--to")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"There is no folder {path.parent}.", param_hint="--to")
    path.write_bytes(file.content)
    if as_json:
        print_json(
            {
                "edition": edition,
                "path": str(path),
                "sha256": file.sha256,
                "size": len(file.content),
                "is_copy": file.is_copy,
            }
        )
    else:
        console.print(f"Edition {edition} was made from {file.filename}; it is written to {path}.")
        if file.is_copy:
            console.print(
                "A copy of the cells that were read; comments, other columns and personal details were left out."
            )


def _edition_document(edition: Edition, accepted: tuple[AcceptedIssue, ...]) -> dict[str, JsonValue]:
    gone = edition.withdrawn
    return {
        "edition": edition.number,
        "report": edition.report,
        "as_at": str(edition.as_at) if edition.as_at else None,
        "issue": edition.issue_number,
        "issued_on": edition.issued_on.isoformat(),
        "recorded_at": edition.recorded_at.isoformat(),
        "by": edition.by,
        "reason": edition.reason,
        "file": edition.filename,
        "size": edition.size,
        "sha256": edition.sha256,
        "added": edition.counts.added,
        "restated": edition.counts.restated,
        "unchanged": edition.counts.unchanged,
        "refused": edition.counts.refused,
        "accepted": [_accepted_document(one) for one in accepted],
        "withdrawn": gone.reason if gone else None,
        "withdrawn_by": gone.by if gone else None,
        "withdrawn_at": gone.recorded_at.isoformat() if gone else None,
    }


def _accepted_document(accepted: AcceptedIssue) -> dict[str, JsonValue]:
    issue = accepted.issue
    return {
        "code": issue.code, "sheet": issue.sheet, "cell": issue.cell, "what": issue.what, "reason": accepted.reason,
    }  # fmt: skip


def _comparison_document(first: int, second: int | None, changes: FigureChanges) -> dict[str, JsonValue]:
    named: dict[str, JsonValue] = {"edition": first} if second is None else {"from": first, "to": second}
    counts = changes.counts()
    return {
        **named,
        "added": counts.added,
        "restated": counts.restated,
        "gone": len(changes.of(Difference.GONE)),
        "unchanged": counts.unchanged,
        "changes": [_change_document(change) for change in changes.changes],
    }


def _change_document(change: FigureChange) -> dict[str, JsonValue]:
    figure = change.figure
    return {
        "change": change.kind.value,
        "report": change.report,
        "indicator": figure.indicator,
        "basis": figure.basis.value,
        "area": figure.area,
        "period": str(figure.period),
        "old": _value(change.old),
        "new": _value(change.new),
        "difference": _difference(change),
        "old_edition": change.old.edition if change.old else None,
        "new_edition": change.new.edition if change.new else None,
    }


def _value(side: StatedFigure | None) -> float | None:
    return side.figure.value if side else None


def _difference(change: FigureChange) -> float | None:
    """Subtract without the binary tail that a computer's subtraction leaves."""
    old, new = _value(change.old), _value(change.new)
    return None if old is None or new is None else float(round_half_up(new - old, FULL_PRECISION))


def _counts_words(changes: FigureChanges) -> str:
    counts, gone = changes.counts(), len(changes.of(Difference.GONE))
    return f"{counts.added} added, {counts.restated} restated ({gone} of them gone), {counts.unchanged} unchanged."
