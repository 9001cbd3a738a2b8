"""The options of the papers' commands, and what is written in them read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dashboard.catalogue.wording import did_you_mean
from dashboard.intake.session import Session
from dashboard.papers.registry import PAPERS, PERIOD_NAMES
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.views.paper import PaperFormat, PaperKind
from dashboard.vocabulary import Audience, IndicatorId

# More years than these fit on no page beside their difference.
MOST_YEARS = 8

ToOption = Annotated[Path, typer.Option("--to", help="The file to write; one that is there already is replaced.")]
AudienceOption = Annotated[
    Audience,
    typer.Option(
        metavar="WHO",
        help="Who it is for: members, public or internal. For the public, counts of one to five and what would tell "
        "them are left out.",
    ),
]
WithinOption = Annotated[
    Audience, typer.Option("--audience", metavar="WHO", help="Who it is for: internal or members.")
]
MonthOption = Annotated[str | None, typer.Option("--period", help="The month, such as 2020-03; without it the newest.")]
QuarterOption = Annotated[
    str | None, typer.Option("--period", help="The quarter, such as 2019/20-Q4; without it the newest.")
]
YearOption = Annotated[
    str | None, typer.Option("--period", help="The financial year, such as 2019/20; without it the newest.")
]
ReportOption = Annotated[str | None, typer.Option("--report", help="The report's id in the catalogue.")]
TrackerOption = Annotated[str | None, typer.Option("--tracker", help="The tracker's id; without it the first.")]
ThemeOption = Annotated[str | None, typer.Option("--theme", help="One theme's id; without it all themes.")]
MeasuresOption = Annotated[
    str | None, typer.Option("--indicators", help="The measures' ids, with commas between; without it those proposed.")
]
MadeOnOption = Annotated[str | None, typer.Option(help="A date to print as the day the paper was made.")]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who makes it, kept with it; without it SCORECARD_BY or the login name.")
]
RecordFlag = Annotated[
    bool, typer.Option("--record/--no-record", help="Keep the paper in the store, to be listed and made again.")
]


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
