"""Make a paper from the command line: its record first, then its file, and what is said of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.markup import escape

from dashboard.cli.briefing_document import briefing_document
from dashboard.cli.context import CliContext, plain_failures
from dashboard.cli.output import JsonValue, console, errors, print_json
from dashboard.errors import DashboardError, StoreError
from dashboard.intake.session import Session
from dashboard.papers.make import MadePaper, make_paper
from dashboard.papers.record import is_read_only, record_paper, why_not_kept
from dashboard.papers.registry import PAPERS
from dashboard.reports.files import check_place, write_file
from dashboard.store.papers import PaperRecord
from dashboard.views.as_of import NOW, as_of_code, as_of_phrase
from dashboard.views.briefing.view import BriefingView
from dashboard.views.paper import PaperRequest

UNNAMED = "Give --by NAME or set SCORECARD_BY: the name is kept with the paper; --no-record keeps nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Where a paper goes, who makes it, whether it is recorded, and how that is said."""

    to: Path
    by: str | None
    record: bool
    as_json: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The record of a paper, or why there is none."""

    record: PaperRecord | None = None
    why_not: str = ""


def make_for(context: CliContext, asked: Callable[[Session], PaperRequest], order: Order) -> None:
    """Make what is asked for, record it, write its file, and say so.

    The place is tried before any work. The record comes before the file, so that no paper goes round of which the
    store knows nothing. A store that can only be read keeps no record: that is said, and is no fault.
    """
    with plain_failures(as_json=order.as_json), context.session() as session:
        request = asked(session)
        by = _name(context, order) if order.record else ""
        check_place(order.to)
        made = _made(session, request, order)
        kept = _record(session, made, by) if order.record else _Kept(why_not="Not recorded, as --no-record asks.")
        _write(order.to, made, kept)
        _say(order, made, kept)


def _name(context: CliContext, order: Order) -> str:
    name = order.by if order.by is not None else context.settings.officer
    if not name.strip():
        raise typer.BadParameter(UNNAMED, param_hint="--by")
    return name


def _made(session: Session, request: PaperRequest, order: Order) -> MadePaper:
    if order.as_json:
        return make_paper(session, request)
    with errors.status("Making the paper") as status:
        return make_paper(session, request, status.update)


def _record(session: Session, made: MadePaper, by: str) -> _Kept:
    try:
        return _Kept(record=record_paper(session, made, by=by))
    except StoreError as fault:
        if is_read_only(fault):
            return _Kept(why_not=f"The paper is made, but it is not recorded: {why_not_kept(fault)}")
        what = f"The paper cannot be recorded: {fault} Nothing has been written; --no-record makes it without a record."
        raise StoreError(what, fault.issues) from fault


def _write(path: Path, made: MadePaper, kept: _Kept) -> None:
    """Write the file; where that fails after all, say where the paper is."""
    try:
        write_file(path, made.content)
    except DashboardError as fault:
        if kept.record is None:
            raise
        number = kept.record.number
        what = f"{fault} It is recorded as paper {number}: `scorecard papers get {number} --to FILE` writes it."
        raise DashboardError(what, fault.issues) from fault


def _say(order: Order, made: MadePaper, kept: _Kept) -> None:
    if order.as_json:
        print_json(_document(order, made, kept))
        return
    moment = made.request.as_of
    read_at = "" if moment == NOW else f", as it stood {as_of_phrase(moment)}"
    name = PAPERS[made.request.kind].name
    console.print(escape(f"{name}: written to {order.to}{read_at}."))
    if kept.record is not None:
        number = kept.record.number
        console.print(f"It is paper {number}; `scorecard papers again {number}` makes it again.")
    else:
        errors.print(f"[yellow]{escape(kept.why_not)}[/]")


def _document(order: Order, made: MadePaper, kept: _Kept) -> dict[str, JsonValue]:
    request = made.request
    document: dict[str, JsonValue] = {
        "path": str(order.to),
        "kind": str(request.kind),
        "format": str(request.format),
        "audience": str(request.audience),
        "as_of": as_of_code(request.as_of),
        "as_at": made.as_at,
        "title": made.title,
        "edition": made.edition,
        "read_at_edition": made.read_at,
        "sha256": made.sha256,
        "bytes": len(made.content),
        "paper": kept.record.number if kept.record else None,
        "by": kept.record.by if kept.record else "",
        "not_recorded": kept.why_not,
    }
    return document | briefing_document(made.view) if isinstance(made.view, BriefingView) else document
