"""Build the Data quality page."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.formatting import format_date, listed, plural
from dashboard.periods import Period
from dashboard.views.as_of import said_back
from dashboard.views.ground import Ground
from dashboard.views.quality import lists
from dashboard.views.quality.cells import ReportMonths, measure_months, months_shown
from dashboard.views.quality.disagreements import disagreements, printed_averages, unchecked_words
from dashboard.views.quality.releases import releases
from dashboard.views.quality.sections import report_lines, summaries
from dashboard.views.quality.stated import stated_forms
from dashboard.views.quality.view import HELD, STATE_WORDS, CellState, MeasureMonths, QualityView
from dashboard.views.scorecard import Choice

NO_REPORTS = "No scorecard of ours has been published, so there are no months to look into. Upload one to see them."


def build_quality(ground: Ground, *, section: str | None = None) -> QualityView:
    """Say what is missing, late, provisional, suppressed or disagreeing; of one section in detail where it is named."""
    catalogue = ground.session.catalogue
    today = ground.session.clock().date()
    choices = tuple(Choice(id=theme.id, words=theme.name) for theme in catalogue.themes)
    chosen = next((one for one in choices if one.id == section), None)
    wanted = [one for one in catalogue.indicators if chosen is None or one.theme == chosen.id]
    held, months = ReportMonths.of(ground), months_shown(ground)
    rows = [measure_months(form, months, held, catalogue) for form in stated_forms(ground)]
    differing = disagreements(ground, wanted)
    return QualityView(
        lead=lead_words([row for row in rows if chosen is None or row.theme == chosen.id], months),
        instead=_instead(section, chosen),
        empty="" if months else NO_REPORTS,
        section=chosen,
        sections=choices,
        months=tuple(month.short_words for month in months),
        summary=summaries(rows, months, catalogue),
        rows=tuple(row for row in rows if chosen is not None and row.theme == chosen.id),
        reports=report_lines(ground, held),
        provisional=lists.provisional(ground, wanted),
        suppressed=lists.suppressed(ground, wanted),
        # Every area's figures are read for an average, so they are worked out for one section at a time.
        disagreements=(*differing, *printed_averages(ground, wanted)) if chosen else differing,
        unchecked=unchecked_words(ground, wanted),
        accepted=lists.accepted(ground),
        reviews=lists.reviews(wanted, today),
        reviews_soon=lists.reviews_soon(wanted, today),
        never=lists.never_reported(ground, wanted),
        releases=releases(ground.session, ground.figures),
        today=format_date(today),
    )


def _instead(asked: str | None, chosen: Choice | None) -> str:
    return f"There is no section {said_back(asked)}; all sections are shown." if asked and chosen is None else ""


def lead_words(rows: Sequence[MeasureMonths], months: Sequence[Period]) -> str:
    """Say in a sentence how many of the figures due are there."""
    if not months:
        return ""
    states = [cell.state for row in rows for cell in row.cells if cell.state is not CellState.NOT_DUE]
    held = sum(state in HELD for state in states)
    amiss = [
        f"{states.count(state):,} {STATE_WORDS[state]}"
        for state in (CellState.MISSING, CellState.NO_REPORT, CellState.SUPPRESSED, CellState.LATE)
        if state in states
    ]
    told = f"; {listed(amiss)}" if amiss else ""
    span = f"{months[0].words} to {months[-1].words}"
    if not states:
        return f"{span}: no figure of ours is due, since our reports have stated none."
    return f"{span}: {held:,} of the {plural(len(states), 'figure')} due are there{told}."
