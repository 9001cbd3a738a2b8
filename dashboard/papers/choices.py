"""What a paper may be as at: the months, quarters or years that there is something to say of, the newest first."""

from __future__ import annotations

from dashboard.papers.registry import Paper
from dashboard.periods import Period, PeriodKind
from dashboard.views.council_plan.reports import find_source
from dashboard.views.ground import Ground
from dashboard.views.period_views import Step, longer_period
from dashboard.vocabulary import ReportId

# So many financial years a briefing may choose from: the newest, and those that releases go back over.
YEARS_OFFERED = 8


def periods_for(paper: Paper, ground: Ground, report: ReportId | None = None) -> tuple[Period, ...]:
    """List what the paper may be as at; none for a paper that is of no one period.

    Raises:
        DashboardError: when ``report`` is none of ours.
    """
    if paper.period is PeriodKind.MONTH:
        return ground.months
    if paper.period is PeriodKind.QUARTER:
        return _quarters(ground, report)
    if paper.period is PeriodKind.FINANCIAL_YEAR:
        return tuple(dict.fromkeys(month.financial_year for month in ground.months))
    return ()


def years_for(ground: Ground) -> tuple[Period, ...]:
    """List the financial years that tables may stand side by side, the newest first."""
    if not ground.months:
        return ()
    newest = ground.months[0].financial_year
    return tuple(newest.shift(-back) for back in range(YEARS_OFFERED))


def _quarters(ground: Ground, report: ReportId | None) -> tuple[Period, ...]:
    """List the quarters of the report that the paper would be made from."""
    source = find_source(ground, report, None)
    if source is None:
        return ()
    months = [one.as_at.last_month for one in ground.scorecards if one.report == source.edition.report and one.as_at]
    found = {longer_period(month, Step.QUARTER) for month in months}
    return tuple(sorted(found, key=lambda quarter: quarter.sort_key, reverse=True))
