"""Which of our reports a quarterly paper is made from, and as at when: one of quarters, else the first monthly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.errors import DashboardError
from dashboard.formatting import listed
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.store.records import Edition
from dashboard.views.ground import Ground
from dashboard.views.period_views import Step, longer_period
from dashboard.vocabulary import Kind, ReportId

# The months in which a quarter ends, April's year being the financial one.
QUARTER_ENDS = (3, 6, 9, 12)
NOTHING_MADE = "Nothing has been made."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The edition a paper is made from, and the quarter it is of; ``is_quarterly`` tells a report of quarters."""

    edition: Edition
    quarter: Period
    is_quarterly: bool


def find_source(ground: Ground, report: ReportId | None, quarter: Period | None) -> Source | None:
    """Settle the report and the quarter; None where nothing of ours was published.

    Raises:
        DashboardError: when the report is none of ours or has nothing for the quarter asked for.
    """
    editions = ground.scorecards
    if not editions:
        return None
    reports = _by_precedence(ground)
    if report is not None and report not in reports:
        raise DashboardError(
            f"No report {report!r} of ours has been published. Choose one of {listed(reports, 'or')}, or none. "
            f"{NOTHING_MADE}"
        )
    quarterly = {one for one in reports if is_of_quarters(ground, one)}
    chosen = report or next((one for one in reports if one in quarterly), reports[0])
    of_report = [one for one in editions if one.report == chosen]
    found = _of_quarter(of_report, quarter, is_quarterly=chosen in quarterly)
    if found is None:
        known = listed(list(dict.fromkeys(_quarter_of(one).short_words for one in of_report)))
        asked = longer_period(quarter.last_month, Step.QUARTER).short_words if quarter is not None else ""
        raise DashboardError(f"There is no report for {asked}. Choose one of these quarters: {known}. {NOTHING_MADE}")
    return Source(edition=found, quarter=_quarter_of(found), is_quarterly=chosen in quarterly)


def is_of_quarters(ground: Ground, report: ReportId) -> bool:
    """Tell a report whose columns are quarters: whole ones, or months that all end one and stand a quarter apart."""
    editions = [one for one in ground.scorecards if one.report == report]
    if any(one.as_at is not None and one.as_at.kind is PeriodKind.QUARTER for one in editions):
        return True
    rows = ground.figures[ground.figures["edition"].isin([one.number for one in editions])]
    codes = rows.loc[rows["kind"] == str(Kind.VALUE), "period"].unique()
    periods = {parse_period(code) for code in codes}
    months = {one for one in periods if one.kind is PeriodKind.MONTH}
    if any(one.kind is PeriodKind.QUARTER for one in periods):
        return True
    return len(months) > 1 and all(one.start.month in QUARTER_ENDS for one in months)


def _by_precedence(ground: Ground) -> list[ReportId]:
    order = {name: place for place, name in enumerate(ground.session.catalogue.precedence_in_year)}
    found = dict.fromkeys(one.report for one in ground.scorecards)
    return sorted(found, key=lambda name: order.get(name, len(order)))


def _quarter_of(edition: Edition) -> Period:
    if edition.as_at is None:
        raise DashboardError(
            f"Edition {edition.number} does not say which month or quarter it is as at. {NOTHING_MADE}"
        )
    return longer_period(edition.as_at.last_month, Step.QUARTER)


def _of_quarter(editions: Sequence[Edition], quarter: Period | None, *, is_quarterly: bool) -> Edition | None:
    """Take the last edition of the quarter; without one, of the newest, of months the newest that has ended."""
    if quarter is not None:
        asked = longer_period(quarter.last_month, Step.QUARTER)
        return next((one for one in reversed(editions) if _quarter_of(one) == asked), None)
    ended = [one for one in editions if one.as_at is not None and one.as_at.end == _quarter_of(one).end]
    return editions[-1] if is_quarterly or not ended else ended[-1]


def quarters_up_to(last: Period) -> tuple[Period, ...]:
    """List the quarters of a financial year up to one of them."""
    found = (last.shift(-back) for back in reversed(range(len(QUARTER_ENDS))))
    return tuple(one for one in found if one.financial_year == last.financial_year)
