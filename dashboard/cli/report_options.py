"""The options of the papers' commands, and what is written in them read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.catalogue.wording import did_you_mean
from dashboard.cli.figures import AsOfOption, JsonFlag, parse_as_of
from dashboard.intake.session import Session
from dashboard.papers.registry import PAPERS, PERIOD_NAMES, Paper
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.vocabulary import Audience, IndicatorId, ReportId

# More years than these fit on no page beside their difference.
MOST_YEARS = 8

# Each option as it is written on the command line, by its name in ``Given``.
_OPTIONS: Mapping[str, Any] = {
    "to": Annotated[Path, typer.Option("--to", help="The file to write; one that is there already is replaced.")],
    "indicators": Annotated[
        str | None,
        typer.Option("--indicators", help="The measures' ids, with commas between; without it those proposed."),
    ],
    "years": Annotated[
        str | None, typer.Option(help="Financial years such as 2018/19,2019/20; the latest two when left out.")
    ],
    "report": Annotated[str | None, typer.Option("--report", help="The report's id in the catalogue.")],
    "tracker": Annotated[str | None, typer.Option("--tracker", help="The tracker's id; without it the first.")],
    "theme": Annotated[str | None, typer.Option("--theme", help="One theme's id; without it all themes.")],
    "as_of": AsOfOption,
    "compare_with": Annotated[
        str | None,
        typer.Option(help="An earlier edition or date: figures that read differently then are shown as they were."),
    ],
    "audience": Annotated[
        Audience,
        typer.Option(
            metavar="WHO",
            help="Who it is for: members, public or internal. For the public, counts of one to five and what would "
            "tell them are left out.",
        ),
    ],
    "made_on": Annotated[str | None, typer.Option(help="A date to print as the day the paper was made.")],
    "by": Annotated[
        str | None, typer.Option("--by", help="Who makes it, kept with it; without it SCORECARD_BY or the login name.")
    ],
    "record": Annotated[
        bool, typer.Option("--record/--no-record", help="Keep the paper in the store, to be listed and made again.")
    ],
    "as_json": JsonFlag,
}
# The same where the kind of paper makes another thing of it.
_NAMED_MEASURES = Annotated[
    str,
    typer.Option("--indicators", help="The measures' ids in the order of the paper, with commas between."),
]
_WITHIN = Annotated[Audience, typer.Option("--audience", metavar="WHO", help="Who it is for: internal or members.")]
_PERIODS: Mapping[PeriodKind, Any] = {
    PeriodKind.MONTH: Annotated[
        str | None, typer.Option("--period", help="The month, such as 2020-03; without it the newest.")
    ],
    PeriodKind.QUARTER: Annotated[
        str | None, typer.Option("--period", help="The quarter, such as 2019/20-Q4; without it the newest.")
    ],
    PeriodKind.FINANCIAL_YEAR: Annotated[
        str | None, typer.Option("--period", help="The financial year, such as 2019/20; without it the newest.")
    ],
}
# What each command takes, whatever the kind: what is asked of every paper, and what becomes of it.
_EVERYWHERE = frozenset({"to", "as_of", "audience", "by", "record", "as_json"})
CONTEXT = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was written for one paper, in the order of the help; what its kind does not take is as if left out."""

    to: Path
    indicators: str | None = None
    period: str | None = None
    years: str | None = None
    report: str | None = None
    tracker: str | None = None
    theme: str | None = None
    as_of: str | None = None
    compare_with: str | None = None
    audience: Audience
    made_on: str | None = None
    by: str | None = None
    record: bool = True
    as_json: bool = False


def options_of(paper: Paper) -> Iterator[Parameter]:
    """Give the options of a kind's command, as the parameters of a function."""
    taken = _EVERYWHERE | paper.takes | ({"period"} if paper.period else set())
    own = {"audience": paper.audiences[0]} | dict.fromkeys(paper.needs, Parameter.empty)
    for field in fields(Given):
        if field.name in taken:
            usual = Parameter.empty if field.default is MISSING else field.default
            default = own.get(field.name, usual)
            yield Parameter(field.name, Parameter.KEYWORD_ONLY, annotation=_option(paper, field.name), default=default)


def _option(paper: Paper, name: str) -> Any:  # noqa: ANN401 - a type with what typer makes of it has no type
    if name == "period" and paper.period:
        return _PERIODS[paper.period]
    if name == "indicators" and name in paper.needs:
        return _NAMED_MEASURES
    if name == "audience" and Audience.PUBLIC not in paper.audiences:
        return _WITHIN
    return _OPTIONS[name]


def request_from(kind: PaperKind, given: Given) -> Callable[[Session], PaperRequest]:
    """Read what was written, and give what reads the measures' ids with the catalogue.

    Raises:
        typer.BadParameter: when an option cannot be read.
    """
    request = PaperRequest(
        kind=kind,
        format=format_of(given.to, kind),
        audience=given.audience,
        as_of=parse_as_of(given.as_of),
        period=period_of(given.period, kind),
        years=years_of(given.years),
        tracker=given.tracker or "",
        theme=given.theme or "",
        report=ReportId(given.report) if given.report else None,
        compare_with=None if given.compare_with is None else parse_as_of(given.compare_with),
        made_on=day_of(given.made_on),
    )
    return lambda session: replace(request, indicators=measures_of(session, given.indicators))


def format_of(path: Path, kind: PaperKind) -> PaperFormat:
    """Choose the format by the file's ending.

    Raises:
        typer.BadParameter: when the ending is none of those that this paper is made in.
    """
    formats = PAPERS[kind].formats
    ending = path.suffix.lower().removeprefix(".")
    if ending not in formats:
        known = ", ".join(f".{one}" for one in formats)
        what = f"{path.name!r} ends in none of {known}; the ending decides the format."
        raise typer.BadParameter(what, param_hint="--to")
    return PaperFormat(ending)


def measures_of(session: Session, written: str | None) -> tuple[IndicatorId, ...]:
    """Read the measures' ids; a wrong one is named with the nearest right ones."""
    if written is None:
        return ()
    known = [str(indicator.id) for indicator in session.catalogue.indicators]
    asked = list(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    if not asked:
        raise typer.BadParameter("Give at least one measure's id.", param_hint="--indicators")
    for one in asked:
        if one not in known:
            near = did_you_mean(one, known) or "`scorecard catalogue list` gives them all."
            raise typer.BadParameter(f"No measure has the id {one!r}. {near}", param_hint="--indicators")
    return tuple(IndicatorId(one) for one in asked)


def years_of(written: str | None) -> tuple[Period, ...]:
    """Read the financial years, oldest first."""
    if written is None:
        return ()
    years = {_year(part.strip()) for part in written.split(",") if part.strip()}
    if not years or len(years) > MOST_YEARS:
        raise typer.BadParameter(f"Give one to {MOST_YEARS} years, such as 2018/19,2019/20.", param_hint="--years")
    return tuple(sorted(years, key=lambda year: year.sort_key))


def period_of(written: str | None, kind: PaperKind) -> Period | None:
    """Read what a paper is to be as at: a month, a quarter or a year, as the kind goes."""
    wanted = PAPERS[kind].period
    if written is None or wanted is None:
        return None
    return _period(written, wanted, f"{written!r} is no {PERIOD_NAMES[wanted]}.", "--period")


def day_of(written: str | None) -> date | None:
    """Read the day that a paper is to say it was made on."""
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError as fault:
        raise typer.BadParameter(f"{written!r} is no date such as 2020-06-16.", param_hint="--made-on") from fault


def _year(written: str) -> Period:
    what = f"{written!r} is no financial year such as 2018/19."
    return _period(written, PeriodKind.FINANCIAL_YEAR, what, "--years")


def _period(written: str, kind: PeriodKind, what: str, option: str) -> Period:
    try:
        period = parse_period(written)
    except ValueError as fault:
        raise typer.BadParameter(what, param_hint=option) from fault
    if period.kind is not kind:
        raise typer.BadParameter(what, param_hint=option)
    return period
