"""The command ``report``: papers made from what is published, one command for each kind of paper."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dashboard.catalogue.wording import did_you_mean
from dashboard.cli.context import context_of
from dashboard.cli.figures import AsOfOption, JsonFlag, parse_as_of
from dashboard.cli.paper_making import Order, make_for
from dashboard.cli.report_options import (
    AudienceOption,
    ByOption,
    MadeOnOption,
    MeasuresOption,
    MonthOption,
    QuarterOption,
    RecordFlag,
    ReportOption,
    ThemeOption,
    ToOption,
    TrackerOption,
    WithinOption,
    YearOption,
    day_of,
    format_of,
    measures_of,
    period_of,
    years_of,
)
from dashboard.formatting import listed
from dashboard.intake.session import Session
from dashboard.views.paper import PaperKind, PaperRequest
from dashboard.vocabulary import Audience, ReportId


class Kinds(TyperGroup):
    """The kinds of papers, named where another one is asked for."""

    # Typer keeps the types of these to itself.
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
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


@app.command()
def briefing(
    context: typer.Context,
    indicators: Annotated[str, typer.Option(help="The measures' ids in the order of the paper, with commas between.")],
    to: ToOption,
    years: Annotated[
        str | None, typer.Option(help="Financial years such as 2018/19,2019/20; the latest two when left out.")
    ] = None,
    as_of: AsOfOption = None,
    compare_with: Annotated[
        str | None,
        typer.Option(help="An earlier edition or date: figures that read differently then are shown as they were."),
    ] = None,
    audience: AudienceOption = Audience.MEMBERS,
    made_on: MadeOnOption = None,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the comparison tables of a briefing: ours, region, statistical neighbours and England, year beside year."""
    kind, moment = PaperKind.BRIEFING, parse_as_of(as_of)
    form = format_of(to, kind)

    def asked(session: Session) -> PaperRequest:
        return PaperRequest(
            kind=kind,
            format=form,
            audience=audience,
            as_of=moment,
            indicators=measures_of(session, indicators),
            years=years_of(years),
            compare_with=None if compare_with is None else parse_as_of(compare_with),
            made_on=day_of(made_on),
        )

    make_for(context_of(context), asked, Order(to=to, by=by, record=record, as_json=as_json))


@app.command()
def tracker(
    context: typer.Context,
    to: ToOption,
    period: MonthOption = None,
    tracker: TrackerOption = None,
    theme: ThemeOption = None,
    as_of: AsOfOption = None,
    audience: AudienceOption = Audience.MEMBERS,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the members' tracker of a month: what stands out, how we compare, and what to ask."""
    kind, moment = PaperKind.TRACKER, parse_as_of(as_of)
    request = PaperRequest(
        kind=kind,
        format=format_of(to, kind),
        audience=audience,
        as_of=moment,
        period=period_of(period, kind),
        tracker=tracker or "",
        theme=theme or "",
    )
    make_for(context_of(context), lambda _: request, Order(to=to, by=by, record=record, as_json=as_json))


@app.command()
def scorecard(
    context: typer.Context,
    to: ToOption,
    period: MonthOption = None,
    report: ReportOption = None,
    as_of: AsOfOption = None,
    audience: AudienceOption = Audience.MEMBERS,
    made_on: MadeOnOption = None,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the monthly scorecard as a workbook, in the layout that is printed."""
    kind = PaperKind.SCORECARD
    request = PaperRequest(
        kind=kind,
        format=format_of(to, kind),
        audience=audience,
        as_of=parse_as_of(as_of),
        period=period_of(period, kind),
        report=ReportId(report) if report else None,
        made_on=day_of(made_on),
    )
    make_for(context_of(context), lambda _: request, Order(to=to, by=by, record=record, as_json=as_json))


@app.command()
def council_plan(
    context: typer.Context,
    to: ToOption,
    period: QuarterOption = None,
    report: ReportOption = None,
    as_of: AsOfOption = None,
    audience: AudienceOption = Audience.MEMBERS,
    made_on: MadeOnOption = None,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the quarterly council-plan report, with a drafted comment for each measure."""
    kind = PaperKind.COUNCIL_PLAN
    request = PaperRequest(
        kind=kind,
        format=format_of(to, kind),
        audience=audience,
        as_of=parse_as_of(as_of),
        period=period_of(period, kind),
        report=ReportId(report) if report else None,
        made_on=day_of(made_on),
    )
    make_for(context_of(context), lambda _: request, Order(to=to, by=by, record=record, as_json=as_json))


@app.command()
def year_end(
    context: typer.Context,
    to: ToOption,
    period: YearOption = None,
    as_of: AsOfOption = None,
    audience: AudienceOption = Audience.MEMBERS,
    made_on: MadeOnOption = None,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the report on a year: working well, worried about, what needs to happen next."""
    kind = PaperKind.YEAR_END
    request = PaperRequest(
        kind=kind,
        format=format_of(to, kind),
        audience=audience,
        as_of=parse_as_of(as_of),
        period=period_of(period, kind),
        made_on=day_of(made_on),
    )
    make_for(context_of(context), lambda _: request, Order(to=to, by=by, record=record, as_json=as_json))


@app.command()
def clinic(
    context: typer.Context,
    to: ToOption,
    indicators: MeasuresOption = None,
    period: MonthOption = None,
    as_of: AsOfOption = None,
    audience: WithinOption = Audience.INTERNAL,
    made_on: MadeOnOption = None,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the pack for a performance clinic: an agenda, then one page a measure."""
    kind = PaperKind.CLINIC
    form, moment = format_of(to, kind), parse_as_of(as_of)

    def asked(session: Session) -> PaperRequest:
        return PaperRequest(
            kind=kind,
            format=form,
            audience=audience,
            as_of=moment,
            period=period_of(period, kind),
            indicators=measures_of(session, indicators),
            made_on=day_of(made_on),
        )

    make_for(context_of(context), asked, Order(to=to, by=by, record=record, as_json=as_json))


@app.command()
def daily(
    context: typer.Context,
    to: ToOption,
    period: MonthOption = None,
    tracker: TrackerOption = None,
    theme: ThemeOption = None,
    as_of: AsOfOption = None,
    audience: AudienceOption = Audience.MEMBERS,
    by: ByOption = None,
    record: RecordFlag = True,
    as_json: JsonFlag = False,
) -> None:
    """Make the e-mail of key indicators as a draft to look over; `scorecard mail` sends it to a list."""
    kind = PaperKind.DAILY
    request = PaperRequest(
        kind=kind,
        format=format_of(to, kind),
        audience=audience,
        as_of=parse_as_of(as_of),
        period=period_of(period, kind),
        tracker=tracker or "",
        theme=theme or "",
    )
    make_for(context_of(context), lambda _: request, Order(to=to, by=by, record=record, as_json=as_json))
