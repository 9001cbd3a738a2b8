"""The command ``report``: papers made from what is published, one command for each kind of paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Signature
from typing import Any

import typer
from typer.core import TyperGroup

from dashboard.catalogue.wording import did_you_mean
from dashboard.cli.context import context_of
from dashboard.cli.paper_making import Order, make_for
from dashboard.cli.report_options import CONTEXT, Given, options_of, request_from
from dashboard.formatting import listed
from dashboard.papers.registry import PAPERS, Paper
from dashboard.views.paper import PaperKind

# What each command's help says, in the order of the group's.
_DOES: Mapping[PaperKind, str] = {
    PaperKind.BRIEFING: "Make the comparison tables of a briefing: ours, region, statistical neighbours and England, "
    "year beside year.",
    PaperKind.TRACKER: "Make the members' tracker of a month: what stands out, how we compare, and what to ask.",
    PaperKind.SCORECARD: "Make the monthly scorecard as a workbook, in the layout that is printed.",
    PaperKind.COUNCIL_PLAN: "Make the quarterly council-plan report, with a drafted comment for each measure.",
    PaperKind.YEAR_END: "Make the report on a year: working well, worried about, what needs to happen next.",
    PaperKind.CLINIC: "Make the pack for a performance clinic: an agenda, then one page a measure.",
    PaperKind.DAILY: "Make the e-mail of key indicators as a draft to look over; `scorecard mail` sends it to a list.",
}


class Kinds(TyperGroup):
    """The kinds of papers, named where another one is asked for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer keeps these types to itself
        """Find the command, or refuse with those that there are."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = f" {words}" if (words := did_you_mean(args[0], list(self.commands))) else ""
            kinds = listed(list(self.commands))
            raise typer.BadParameter(f"There is no paper {args[0]!r}.{near} The kinds are {kinds}.", param_hint="KIND")
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=Kinds, no_args_is_help=True, help="Make a paper; the file's ending decides the format.")


@app.callback()
def report() -> None:
    """Make a paper from what is published; the file's ending decides the format."""


def _command(paper: Paper) -> Callable[..., None]:
    """Give a kind's command: it has the options of what may be asked of that paper, and no others."""

    def make(context: typer.Context, **written: Any) -> None:  # noqa: ANN401 - Given says what each of them is
        given = Given(**written)
        order = Order(to=given.to, by=given.by, record=given.record, as_json=given.as_json)
        make_for(context_of(context), request_from(paper.kind, given), order)

    # Typer makes its options from what inspect says of a function, and that asks this first.
    make.__signature__ = Signature([CONTEXT, *options_of(paper)])  # type: ignore[attr-defined]  # not in its stub
    return make


for _kind, _does in _DOES.items():
    app.command(str(_kind), help=_does)(_command(PAPERS[_kind]))
