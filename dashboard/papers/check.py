"""Refuse what cannot be made, before any work is done: each refusal says what is possible instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, timedelta

from dashboard.catalogue.wording import did_you_mean
from dashboard.errors import DashboardError
from dashboard.formatting import format_date, listed
from dashboard.intake.session import Session
from dashboard.papers.makers import NOTHING_MADE
from dashboard.papers.registry import ALWAYS, PAPERS, PERIOD_NAMES, Paper
from dashboard.periods import Period, PeriodKind
from dashboard.views.as_of import NOW, said_back
from dashboard.views.ground import Ground
from dashboard.views.paper import AUDIENCE_WORDS, PaperRequest
from dashboard.views.tracker.followed import months_of, opening_month

# More months than these are not listed where a wrong one is asked for.
MONTHS_NAMED = 3
# So many trackers, themes or reports are all named; of measures there are far more.
NAMED = 12
# The day begins first where clocks are fourteen hours before UTC.
EARLIEST_DAY = timedelta(hours=14)
_OPTIONS = {field.name: f"--{field.name.replace('_', '-')}" for field in fields(PaperRequest)}


def paper_of(request: PaperRequest) -> Paper:
    """Give the kind of paper asked for.

    Raises:
        DashboardError: when its format, its audience or anything else asked of it does not go with the kind; all that
            is wrong is said at once.
    """
    paper = PAPERS[request.kind]
    if wrong := [*_wrong_form(paper, request), *_wrong_choices(paper, request)]:
        raise DashboardError(" ".join([*wrong, NOTHING_MADE]))
    return paper


def check_names(session: Session, request: PaperRequest) -> None:
    """Refuse measures, trackers, themes and reports that are in no catalogue.

    Raises:
        DashboardError: with the nearest right name where there is one.
    """
    catalogue = session.catalogue
    measures = [str(one.id) for one in catalogue.indicators]
    for one in request.indicators:
        _refuse_unknown(f"No measure has the id {said_back(one)}.", one, measures)
    if request.tracker:
        ids = [str(one.id) for one in catalogue.trackers]
        _refuse_unknown(f"There is no tracker {said_back(request.tracker)}.", request.tracker, ids)
    if request.report:
        ids = [str(one.id) for one in catalogue.reports]
        _refuse_unknown(f"No report has the id {said_back(request.report)}.", request.report, ids)


def check_moments(session: Session, request: PaperRequest) -> None:
    """Refuse a day that has not come anywhere on earth: what will be known by then nobody can say, least of all frozen.

    Raises:
        DashboardError: with what to leave out.
    """
    today = (session.clock().astimezone(UTC) + EARLIEST_DAY).date()
    for name, moment in (("The day to read at", request.as_of), ("The day to compare with", request.compare_with)):
        if moment is not None and moment.issued is not None and moment.issued > today:
            what = f"{name}, {format_date(moment.issued)}, is still to come: give an earlier one, or none."
            raise DashboardError(f"{what} {NOTHING_MADE}")


def check_ground(ground: Ground, request: PaperRequest) -> None:
    """Refuse a moment at which nothing stood, and a month that no report of ours is of.

    Raises:
        DashboardError: with the months that there are.
    """
    if not ground.editions:
        then = "Nothing has been published yet" if ground.as_of == NOW else "Nothing had been published by that moment"
        raise DashboardError(f"{then}: publish a scorecard first, or ask for a later moment. {NOTHING_MADE}")
    period = request.period
    if period is not None and period.kind is PeriodKind.MONTH and period not in ground.months:
        raise DashboardError(f"There is no scorecard for {period.words}. {_months(ground)} {NOTHING_MADE}")


def check_tracker(ground: Ground, request: PaperRequest) -> None:
    """Refuse a month that the tracker has no report for, and a theme that it had not then.

    Its page shows another one instead and says so; of a paper that would be untrue.

    Raises:
        DashboardError: with what there is.
    """
    trackers = ground.session.catalogue.trackers
    if "tracker" not in PAPERS[request.kind].takes or not trackers:
        return
    tracker = next((one for one in trackers if one.id == request.tracker), trackers[0])
    months = months_of(ground, tracker)
    if request.period is not None and request.period not in months:
        what = f"This tracker has no report for {request.period.words}. The latest is {months[0].words}."
        raise DashboardError(f"{what} {NOTHING_MADE}")
    if request.theme:
        month = request.period or opening_month(ground, tracker)
        what = f"{tracker.name} has no theme {said_back(request.theme)} in {month.words}."
        _refuse_unknown(what, request.theme, [one.id for one in tracker.themes_at(month)])


def _wrong_form(paper: Paper, request: PaperRequest) -> Iterator[str]:
    if request.format not in paper.formats:
        offered = listed([f".{one}" for one in paper.formats], "or")
        yield f"{paper.name} can be made as {offered}, not as .{request.format}."
    if request.audience not in paper.audiences:
        offered = listed([str(one) for one in paper.audiences], "or")
        yield f"{paper.name} is not made for this audience ({AUDIENCE_WORDS[request.audience]}): take {offered}."


def _wrong_choices(paper: Paper, request: PaperRequest) -> Iterator[str]:
    given = {field.name for field in fields(request) if getattr(request, field.name) != field.default}
    takes = ALWAYS | paper.takes | ({"period"} if paper.period else set())
    for name in sorted(given - takes):
        options = listed([_OPTIONS[one] for one in sorted(takes - ALWAYS)])
        yield f"{_OPTIONS[name]} means nothing to {paper.name[0].lower()}{paper.name[1:]}, which takes {options}."
    for name in sorted(paper.needs - given):
        yield f"{paper.name} cannot be made without {_OPTIONS[name]}."
    if paper.period and request.period and request.period.kind is not paper.period:
        yield f"{_code(request.period)} is no {PERIOD_NAMES[paper.period]}."


def _refuse_unknown(what: str, asked: str, known: list[str]) -> None:
    if asked in known:
        return
    there = "There is" if len(known) == 1 else "There are"
    few = f"{there} {listed(known)}." if 0 < len(known) <= NAMED else ""
    near = did_you_mean(asked, known) or few or "The catalogue names them all."
    raise DashboardError(f"{what} {near} {NOTHING_MADE}")


def _months(ground: Ground) -> str:
    if not ground.months:
        return "No monthly scorecard stood at that moment."
    return f"Choose another month, such as {listed([one.words for one in ground.months[:MONTHS_NAMED]], 'or')}."


def _code(period: Period) -> str:
    return said_back(str(period))
