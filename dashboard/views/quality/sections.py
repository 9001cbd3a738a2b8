"""The months of each section in short, and which months are held of each report."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.catalogue.schema import Catalogue
from dashboard.formatting import format_date, listed, plural
from dashboard.periods import Period
from dashboard.views.ground import Ground
from dashboard.views.quality.cells import ReportMonths, count_states
from dashboard.views.quality.stated import falls_on, step_of
from dashboard.views.quality.view import (
    HELD,
    STATE_WORDS,
    CellState,
    MeasureMonths,
    ReportLine,
    SectionCell,
    SectionSummary,
)
from dashboard.vocabulary import Basis

# What is said of a month where there is any of it.
_SAID = (
    CellState.LATE, CellState.PROVISIONAL, CellState.SUPPRESSED, CellState.MISSING, CellState.NO_REPORT,
)  # fmt: skip


def summaries(
    rows: Sequence[MeasureMonths], months: Sequence[Period], catalogue: Catalogue
) -> tuple[SectionSummary, ...]:
    """Sum up each section that has any measure, in the catalogue's order."""
    found = ((theme.id, theme.name, [row for row in rows if row.theme == theme.id]) for theme in catalogue.themes)
    return tuple(_summary(id_, name, mine, months) for id_, name, mine in found if mine)


def _summary(id_: str, name: str, rows: Sequence[MeasureMonths], months: Sequence[Period]) -> SectionSummary:
    counts = count_states(rows)
    return SectionSummary(
        id=id_,
        name=name,
        measures=len({row.indicator for row in rows}),
        cells=tuple(_cell(rows, place, month) for place, month in enumerate(months)),
        due=sum(row.due for row in rows),
        counts=counts,
    )


def _cell(rows: Sequence[MeasureMonths], place: int, month: Period) -> SectionCell:
    states = [row.cells[place].state for row in rows]
    due = sum(state is not CellState.NOT_DUE for state in states)
    held = sum(state in HELD for state in states)
    amiss = [f"{states.count(state)} {STATE_WORDS[state]}" for state in _SAID if state in states]
    said = f"{held} of {plural(due, 'figure')}" + (f": {listed(amiss)}" if amiss else "")
    return SectionCell(
        due=due,
        held=held,
        late=states.count(CellState.LATE),
        title=f"{month.words}: {said}" if due else f"{month.words}: nothing due",
    )


def report_lines(ground: Ground, held: ReportMonths) -> tuple[ReportLine, ...]:
    """Say which months are held of each of our reports."""
    return tuple(_line(ground, held, report) for report in held.names if report in held.by_report)


def _line(ground: Ground, held: ReportMonths, report: str) -> ReportLine:
    editions = [one for one in ground.scorecards if str(one.report) == report]
    months = sorted(held.by_report[report], key=lambda month: month.start)
    waits = [(one.issued_on - one.as_at.end).days for one in editions if one.as_at]
    return ReportLine(
        name=held.name(report),
        editions=len(editions),
        first=months[0].words,
        latest=f"{months[-1].words}, issued {format_date(max(one.issued_on for one in editions))}",
        gaps=_gaps(months),
        issued=f"{min(waits)} to {max(waits)} days" if len(waits) > 1 else plural(waits[0], "day"),
    )


def _gaps(months: Sequence[Period]) -> str:
    """Name the months that lie between the first and the last, are due by the usual step, and are not held."""
    step = step_of(months, Basis.IN_MONTH)
    if step is None:
        return "cannot say: only one month is held"
    every: list[Period] = []
    month = months[0]
    while month.start <= months[-1].start:
        if falls_on(step, months[0], month) and month not in months:
            every.append(month)
        month = month.shift(1)
    return listed([one.words for one in every]) or "none"
