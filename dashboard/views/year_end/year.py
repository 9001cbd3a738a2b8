"""Which year a paper is of, up to when it is known, and which figure of each measure stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.catalogue.schema import Indicator
from dashboard.errors import DashboardError
from dashboard.judge.judgement import Judgement
from dashboard.periods import Period, PeriodKind, academic_year, calendar_year, parse_period
from dashboard.views.ground import Ground, MonthGround
from dashboard.views.year_end import words
from dashboard.vocabulary import Basis, Missing

# Forms whose figure at the end of the year speaks for it: a stock, a window of twelve months, the year added up.
_AT_THE_END = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE})
_SINGLE = frozenset({Basis.IN_MONTH, Basis.IN_QUARTER, Basis.IN_WEEK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The year of a paper, and the month that its figures reach to: its last, or the newest of a year under way."""

    year: Period
    until: Period
    as_at: Period

    @property
    def is_whole(self) -> bool:
        """Tell a year that has ended and is known to its end."""
        return self.until.end == self.year.end


@dataclass(frozen=True, slots=True, kw_only=True)
class OfYear:
    """The judgement of a measure's figure of the year."""

    indicator: Indicator
    basis: Basis
    judged: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutYear:
    """A measure without a figure of the year; ``missing`` is the reason stored with it, None where nothing is."""

    indicator: Indicator
    missing: Missing | None
    has_single: bool


def find_year(ground: Ground, asked: Period | None) -> Year | None:
    """Settle the year: the one asked for, else the newest whose last month a report of ours is as at.

    None where nothing of ours was published and no year was asked for.

    Raises:
        DashboardError: when what is asked for is no financial year.
    """
    if asked is not None and asked.kind is not PeriodKind.FINANCIAL_YEAR:
        raise DashboardError(
            f"A year-end report is of a financial year, such as {asked.financial_year.words}; {asked.words} is none. "
            f"{words.NOTHING_MADE}"
        )
    known = sorted({one.as_at.last_month for one in ground.scorecards if one.as_at}, key=lambda one: one.start)
    if not known and asked is None:
        return None
    whole = [one.financial_year for one in known if one.end == one.financial_year.end]
    year = asked or (whole[-1] if whole else known[-1].financial_year)
    return _reach(year, known)


def years_known(ground: Ground) -> tuple[Period, ...]:
    """List the years that can be told: those with a figure of ours for the year, and those of our reports."""
    figures = ground.figures
    of_year = figures["basis"] == str(Basis.FINANCIAL_YEAR)
    ours = figures[of_year & (figures["area"] == ground.session.our_code) & figures["value"].notna()]
    measures = {str(one.id) for one in ground.session.catalogue.indicators}
    told = {parse_period(code) for code in ours.loc[ours["indicator"].isin(measures), "period"].unique()}
    reported = {one.as_at.last_month.financial_year for one in ground.scorecards if one.as_at}
    return tuple(sorted(told | reported, key=lambda one: one.start))


def _reach(year: Period, known: list[Period]) -> Year:
    """Tell up to when a year is known, and the report as at which it is read: its last month's, else the next one's."""
    last = year.last_month
    later = [one for one in known if one.start >= last.start]
    within = [one for one in known if year.start <= one.start < last.start]
    if later:
        return Year(year=year, until=last, as_at=later[0])
    if within:
        return Year(year=year, until=within[-1], as_at=within[-1])
    return Year(year=year, until=last, as_at=last)


def of_year(month: MonthGround, indicator: Indicator, year: Year) -> OfYear | WithoutYear:
    """Judge a measure's figure of the year, on the first of its forms that has one; forms are never mixed."""
    missing: Missing | None = None
    for basis, period in forms_of(indicator, year):
        shown = month.standing.get(indicator.id, basis, month.session.our_code, period)
        if shown is None:
            continue
        if shown.figure.value is None:
            missing = missing or shown.figure.missing
            continue
        judged = month.reading.judged(indicator, basis, period)
        if judged is not None:
            return OfYear(indicator=indicator, basis=basis, judged=judged)
    return WithoutYear(indicator=indicator, missing=missing, has_single=_has_single(month, indicator, year))


def forms_of(indicator: Indicator, year: Year) -> Iterator[tuple[Basis, Period]]:
    """Give the forms in the catalogue's order as they speak for a year, then the year's own where none of them does."""
    seen: set[tuple[Basis, Period]] = set()
    for form in (*indicator.forms, Basis.FINANCIAL_YEAR, Basis.YEAR_TO_DATE):
        for one in _speaks_for(form, year):
            if one not in seen:
                seen.add(one)
                yield one


def _speaks_for(form: Basis, year: Year) -> Iterator[tuple[Basis, Period]]:
    if form in _AT_THE_END:
        yield form, year.until
    elif form is Basis.ACADEMIC_YEAR:
        yield form, academic_year(year.year.start.year - 1)
    elif form is Basis.CALENDAR_YEAR:
        yield form, calendar_year(year.year.start.year)
    else:
        if year.is_whole:
            yield Basis.FINANCIAL_YEAR, year.year
        if form in _SINGLE:
            yield Basis.YEAR_TO_DATE, year.until


def _has_single(month: MonthGround, indicator: Indicator, year: Year) -> bool:
    """Tell a measure of which only single months, quarters or weeks of the year are known."""
    for form in indicator.forms:
        if form in _SINGLE:
            series = month.standing.series(indicator.id, form, month.session.our_code)
            if any(one.figure.value is not None and one.figure.period.financial_year == year.year for one in series):
                return True
    return False
