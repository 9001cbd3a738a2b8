"""What judging needs to know of an indicator of the catalogue."""

from __future__ import annotations

from dataclasses import replace

from dashboard.catalogue.schema import Break, Catalogue, Indicator, Rebase
from dashboard.judge.measured import RULES_OF, Measured
from dashboard.judge.xmr import XmrRules
from dashboard.periods import (
    MONTHS_IN_QUARTER,
    SEPTEMBER,
    Period,
    PeriodKind,
    academic_year,
    calendar_year,
    quarter,
    week,
)
from dashboard.vocabulary import Basis


def measured_of(
    indicator: Indicator, catalogue: Catalogue, basis: Basis, kind: PeriodKind = PeriodKind.MONTH
) -> Measured:
    """Take what judging needs from the catalogue, for a form of the indicator whose figures are of a kind of period."""
    redefined = _begun(indicator.breaks, basis)
    decided = _begun(indicator.rebases, basis)
    starts = {holding(month, kind) for month in (*redefined, *decided)}
    return Measured(
        name=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimal_places,
        polarity=indicator.polarity,
        can_exceed_100=indicator.can_exceed_100,
        seasonal=indicator.seasonal,
        rules=rules_of(indicator, catalogue),
        rebases=tuple(sorted(starts, key=lambda period: period.start)),
        redefined=redefined,
        cases_needed=indicator.fewest_cases,
    )


def rules_of(indicator: Indicator, catalogue: Catalogue) -> XmrRules:
    """Give the rules by which its figures stand out: its own, else the council's."""
    rules = RULES_OF[indicator.ruleset or catalogue.ruleset]
    return replace(rules, fix_after=indicator.fix_after) if indicator.fix_after else rules


def _begun(changes: tuple[Break, ...] | tuple[Rebase, ...], basis: Basis) -> tuple[Period, ...]:
    """List the months in which a form of the indicator began anew, in order."""
    months = {change.since for change in changes if not change.bases or basis in change.bases}
    return tuple(sorted(months, key=lambda period: period.start))


def holding(month: Period, kind: PeriodKind) -> Period:
    """Give the period of a kind in which a month lies, or begins."""
    year, number = month.start.year, month.start.month
    if kind is PeriodKind.QUARTER:
        first = month.financial_year.start.year
        return quarter(first, (number - month.financial_year.start.month) % 12 // MONTHS_IN_QUARTER + 1)
    if kind is PeriodKind.FINANCIAL_YEAR:
        return month.financial_year
    if kind is PeriodKind.ACADEMIC_YEAR:
        return academic_year(year if number >= SEPTEMBER else year - 1)
    if kind is PeriodKind.CALENDAR_YEAR:
        return calendar_year(year)
    if kind is PeriodKind.WEEK:
        iso = month.start.isocalendar()
        return week(iso.year, iso.week)
    return month
