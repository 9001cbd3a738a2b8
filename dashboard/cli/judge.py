"""The command that judges: one measure's figure from the store, or a bare series from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.catalogue.schema import Indicator
from dashboard.catalogue.wording import did_you_mean
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import AsOfOption, JsonFlag, parse_as_of
from dashboard.cli.given import read_given
from dashboard.cli.judge_panel import print_judgement
from dashboard.cli.output import print_json
from dashboard.errors import DashboardError, StoreError
from dashboard.formatting import BASIS_WORDS
from dashboard.intake.session import Session
from dashboard.judge.bare_series import read_bare_series
from dashboard.judge.document import chart_document, judgement_document
from dashboard.judge.judgement import Judgement, judge
from dashboard.periods import Period, parse_period
from dashboard.store.records import AsOf
from dashboard.views.figures import Shown
from dashboard.views.judging.own_series import drawn_on, our_own
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import Standing, stand
from dashboard.vocabulary import Basis

IndicatorArgument = Annotated[str | None, typer.Argument(help="The indicator's id, such as re-referrals.")]
BasisOption = Annotated[Basis | None, typer.Option(help="The time basis; the first with figures when left out.")]
PeriodOption = Annotated[str | None, typer.Option(help="Judge as at this period; nothing later is seen.")]
ReportOption = Annotated[str | None, typer.Option("--report", help="The report whose targets hold.")]
SeriesOption = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Judge the figures of a JSON file instead.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be judged, and how it is to be read."""

    basis: Basis | None
    period: Period | None
    as_of: AsOf
    report: str | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("judge")(judge_command)


def judge_command(
    context: typer.Context,
    indicator: IndicatorArgument = None,
    basis: BasisOption = None,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    report: ReportOption = None,
    series: SeriesOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Judge a measure's latest figure: target, direction, news or not, comparators, in one sentence and in numbers."""
    if (indicator is None) == (series is None):
        raise typer.BadParameter("give either a measure's id or --series with a file")
    if series is not None:
        if any(option is not None for option in (basis, period, as_of, report)):
            raise typer.BadParameter("--series takes everything from its file", param_hint="--series")
        with plain_failures(as_json=as_json):
            _judge_file(series, as_json=as_json)
        return
    asked = Asked(basis=basis, period=_period_asked(period), as_of=parse_as_of(as_of), report=report)
    with plain_failures(as_json=as_json), context_of(context).session() as session:
        _judge_stored(session, _indicator(session, str(indicator)), asked, as_json=as_json)


def _judge_file(path: Path, *, as_json: bool) -> None:
    """Judge a bare series, with every segment's limits and every point's rule."""
    try:
        judged = judge(read_bare_series(read_given(path)).case())
    except DashboardError as fault:
        raise DashboardError(f"{path.name}: {fault}", fault.issues) from fault
    if as_json:
        print_json(judgement_document(judged, None) | chart_document(judged))
    else:
        print_judgement(judged, chart_document(judged)["segments"])


def _judge_stored(session: Session, indicator: Indicator, asked: Asked, *, as_json: bool) -> None:
    report = _report(session, asked.report)
    figures = session.store.figures(as_of=asked.as_of, indicators=drawn_on(indicator))
    standing = stand(session, figures)
    basis = _basis(session, standing, indicator, asked.basis)
    own = our_own(session, standing.series(indicator.id, basis, session.our_code))
    _check_period(indicator, basis, own, asked.period)
    reading = Reading(session, standing, as_of=asked.as_of, report=report, figures=figures)
    judged = reading.judged(indicator, basis, asked.period)
    if judged is None:
        raise StoreError(_no_such_period(indicator, basis, own, asked.period))
    if not as_json:
        print_judgement(judged)
        return
    shown = standing.get(indicator.id, basis, session.our_code, judged.case.latest.period)
    print_json(_with_its_place(judgement_document(judged, indicator.id), judged, indicator, shown))


def _with_its_place(
    document: dict[str, Any], judged: Judgement, indicator: Indicator, shown: Shown | None
) -> dict[str, Any]:
    """Add why the measure matters, and the cell that the figure stands in."""
    caution = " ".join(indicator.caution.split()) if indicator.caution else None
    said = {"why_it_matters": " ".join(indicator.why_it_matters.split()), "caution": caution}
    place = None
    if shown is not None:
        figure = shown.figure
        place = {"edition": shown.edition, "file": shown.filename, "sheet": figure.sheet, "cell": figure.cell}
    return document | said | {"provenance": place}


def _indicator(session: Session, written: str) -> Indicator:
    found = session.catalogue.indicator(written)
    if found is None:
        near = did_you_mean(written, [one.id for one in session.catalogue.indicators])
        raise StoreError(f"No indicator has the id {written!r}. {near or '`scorecard catalogue list` gives them all.'}")
    return found


def _period_asked(code: str | None) -> Period | None:
    try:
        return parse_period(code) if code is not None else None
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--period") from fault


def _report(session: Session, written: str | None) -> str | None:
    """Check that a report is one of the catalogue's.

    Raises:
        typer.BadParameter: when it is not.
    """
    ids = [str(one.id) for one in session.catalogue.reports]
    if written is not None and written not in ids:
        near = did_you_mean(written, ids) or f"The reports are {', '.join(ids)}."
        raise typer.BadParameter(f"No report has the id {written!r}. {near}", param_hint="--report")
    return written


def _basis(session: Session, standing: Standing, indicator: Indicator, asked: Basis | None) -> Basis:
    """Choose the form: the one asked for, else the first with figures of ours."""
    with_figures = [form for form in indicator.forms if standing.series(indicator.id, form, session.our_code)]
    if asked is None and with_figures:
        return with_figures[0]
    there_are = f"There are figures {_forms(with_figures)}." if with_figures else ""
    if asked is None or not with_figures:
        raise StoreError(f"No figures of {indicator.id} are stored. Publish a workbook that has them first.")
    if asked not in indicator.forms:
        raise StoreError(f"{indicator.id} is not reported as {asked}. {there_are}")
    if asked not in with_figures:
        raise StoreError(f"No figures of {indicator.id} are stored as {asked}. {there_are}")
    return asked


def _forms(bases: list[Basis]) -> str:
    return ", ".join(f"{BASIS_WORDS[basis]} (--basis {basis})" for basis in bases)


def _check_period(indicator: Indicator, basis: Basis, own: list[Shown], asked: Period | None) -> None:
    """Refuse a period of another kind, or one outside the series: no figure of before or after stands for it."""
    if asked is None:
        return
    periods = [shown.figure.period for shown in own]
    is_of_kind = asked.kind in {period.kind for period in periods}
    if not is_of_kind or not periods[0].start <= asked.start <= periods[-1].start:
        raise StoreError(_no_such_period(indicator, basis, own, asked))


def _no_such_period(indicator: Indicator, basis: Basis, own: list[Shown], asked: Period | None) -> str:
    first, last = own[0].figure.period, own[-1].figure.period
    run = f"only {first}" if first == last else f"from {first} to {last}"
    of_it = f" for {asked}" if asked else ""
    return f"There is no figure of {indicator.id} {BASIS_WORDS[basis]}{of_it}: give a period {run}."
