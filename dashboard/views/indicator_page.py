"""What every part of the indicator page needs: the figures that stood at its moment, one series, the comparators."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue.schema import Indicator, Target
from dashboard.intake.session import Session
from dashboard.judge.travel import is_comparable_step
from dashboard.periods import MONTHS_IN_YEAR, Period, PeriodKind, parse_period
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.views.comparators import OURS_KEY, Compared
from dashboard.views.comparing.area_figure import is_release_series
from dashboard.views.comparison import Comparison
from dashboard.views.figures import Shown
from dashboard.views.since import count_since
from dashboard.views.standing import Standing, ended_by, figures_up_to, stand
from dashboard.views.trend import Series, fill_gaps
from dashboard.vocabulary import AreaCode, Basis, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """What every part of the page needs."""

    session: Session
    indicator: Indicator
    standing: Standing
    comparison: Comparison
    series: Series
    spacing: int
    bases: tuple[Basis, ...]
    editions: dict[int, Edition]
    as_of: AsOf
    notice: str

    @property
    def latest(self) -> tuple[Period, Shown | None] | None:
        """Give the last period of the series, with a figure or without."""
        return self.series.latest

    @property
    def before(self) -> tuple[Period, Shown | None] | None:
        """Give the point that the latest one has its direction since; None where there is none to compare with."""
        if self.latest is None:
            return None
        period = self.latest[0].shift(-self.spacing)
        found = dict(self.series.points).get(period)
        return (period, found) if found and is_comparable_step(self.series.basis, self.latest[0], period) else None

    @property
    def report(self) -> str | None:
        """Give the report of the edition that states the latest figure, whose targets hold."""
        shown = self.latest[1] if self.latest else None
        edition = self.editions.get(shown.edition) if shown else None
        return edition.report if edition else None

    @property
    def on_chart(self) -> list[Compared]:
        """List the comparators of the years that the series touches, the latest year first."""
        touched = [parties for year, parties in self.comparison.by_year.items() if year in self.series.years]
        return [one for parties in touched for one in parties if one.key != OURS_KEY]

    def target(self, period: Period) -> Target | None:
        """Give the target of a period's year, on this basis and of this report."""
        return self.indicator.target_for(period.financial_year, self.series.basis, self.report)


def load_page(
    session: Session, indicator: Indicator, *, basis: str | None, as_at: Period | None, as_of: AsOf
) -> IndicatorPage:
    """Read what stood at a moment, local figures only up to a month, and choose the form to show."""
    now = session.store.figures(indicators=[indicator.id])
    then = now if as_of == NOW else session.store.figures(as_of=as_of, indicators=[indicator.id])
    figures, is_past_month = _up_to(session, then, as_at)
    standing = stand(session, figures)
    series = {
        form: fill_gaps(indicator, form, _our_own(session, standing.series(indicator.id, form, session.our_code)))
        for form in indicator.forms
    }
    bases = tuple(form for form in indicator.forms if series[form].points) or indicator.forms[:1]
    chosen = series[next((form for form in bases if form == basis), bases[0])]
    past_month = as_at.words if as_at and is_past_month else ""
    return IndicatorPage(
        session=session,
        indicator=indicator,
        standing=standing,
        comparison=Comparison(
            session, indicator, figures, standing, chosen.latest[0] if chosen.latest else None, as_of
        ),
        series=chosen,
        spacing=_spacing(figures, chosen, session.our_code),
        bases=bases,
        editions={edition.number: edition for edition in session.store.editions()},
        as_of=as_of,
        notice=_notice(session, chosen, now, past_month) if past_month or as_of != NOW else "",
    )


def _our_own(session: Session, shown: list[Shown]) -> list[Shown]:
    """Keep our own monthly line: a month that a national release gives once a year is no point of it.

    Full years are published by both; where no report of ours gives the form at all, the releases' figures are the line.
    """
    own = [
        one
        for one in shown
        if one.figure.period.kind is not PeriodKind.MONTH or not is_release_series(session, one.report)
    ]
    return own or shown


def month_asked(code: str | None) -> Period | None:
    """Read the month that the address asks for; what is no month asks for the latest."""
    try:
        period = parse_period(code) if code else None
    except ValueError:
        return None
    return period if period and period.kind is PeriodKind.MONTH else None


def _up_to(session: Session, figures: pd.DataFrame, month: Period | None) -> tuple[pd.DataFrame, bool]:
    """Keep what was known at a month, and tell whether local reports have said more since."""
    if month is None:
        return figures, False
    known = figures_up_to(figures, [report.id for report in session.catalogue.reports], month)
    return ended_by(known, month), len(known) < len(figures)


def _notice(session: Session, series: Series, now: pd.DataFrame, past_month: str) -> str:
    """Say which month's reports are the last to be heard, and how many figures of the line read otherwise now."""
    known = f"Our monthly figures are those that the reports up to {past_month} stated. " if past_month else ""
    if not series.points:
        return known.strip()
    latest = stand(session, now)
    shown = [one for _, one in series.points if one is not None]
    return known + count_since((one, latest.get(*one.figure.key)) for one in shown).words


def _spacing(figures: pd.DataFrame, series: Series, ours: AreaCode) -> int:
    """Give how many periods lie between two columns of the report that states the latest figure: 3 for quarters."""
    latest = series.latest[1] if series.latest else None
    if latest is None or latest.figure.period.kind is not PeriodKind.MONTH:
        return 1
    own = figures[(figures["edition"] == latest.edition) & (figures["kind"] == str(Kind.VALUE))]
    codes = own.loc[(own["basis"] == str(series.basis)) & (own["area"] == ours), "period"].tolist()
    starts = sorted(parse_period(code).start for code in codes)
    if len(starts) < 2:
        return 1
    return (starts[-1].year - starts[-2].year) * MONTHS_IN_YEAR + starts[-1].month - starts[-2].month
