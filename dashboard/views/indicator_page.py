"""What every part of the indicator page needs: the figures that stood at its moment, one series, the comparators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue.schema import Indicator, Target
from dashboard.intake.session import Session
from dashboard.judge.judgement import Judgement
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.views.comparators import OURS_KEY, Compared
from dashboard.views.comparison import Comparison
from dashboard.views.figures import Shown
from dashboard.views.judging.own_series import drawn_on, our_own
from dashboard.views.judging.reading import Reading
from dashboard.views.quality.releases import Release, release_of
from dashboard.views.since import count_since
from dashboard.views.standing import Standing, ended_by, figures_up_to, stand
from dashboard.views.trend import Series, fill_gaps
from dashboard.vocabulary import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """What every part of the page needs."""

    session: Session
    indicator: Indicator
    standing: Standing
    comparison: Comparison
    series: Series
    forms: Mapping[Basis, Series]
    bases: tuple[Basis, ...]
    editions: dict[int, Edition]
    as_of: AsOf
    as_at: Period | None
    notice: str
    reading: Reading
    release: Release | None

    @property
    def judgement(self) -> Judgement | None:
        """Give the judgement of the series' last period; None where there is no figure at all."""
        if self.latest is None:
            return None
        return self.reading.judged(self.indicator, self.series.basis, self.latest[0])

    @property
    def other_forms(self) -> dict[Basis, Judgement]:
        """Give what is judged of the measure's other forms."""
        others = (form for form in self.bases if form is not self.series.basis)
        judged = ((form, self.reading.judged(self.indicator, form, with_others=False)) for form in others)
        return {form: one for form, one in judged if one is not None}

    @property
    def latest(self) -> tuple[Period, Shown | None] | None:
        """Give the last period of the series, with a figure or without."""
        return self.series.latest

    @property
    def report(self) -> str | None:
        """Give the report of the edition that states the latest figure, whose targets hold."""
        return _report(self.editions, self.series)

    @property
    def by_other_reports(self) -> dict[str, Judgement]:
        """Give the latest figure's judgement by the targets of other reports that set their own for it."""
        if self.latest is None:
            return {}
        period, basis = self.latest[0], self.series.basis
        own = [one.report for one in self.indicator.targets if one.year == period.financial_year and one.basis is basis]
        others = dict.fromkeys(report for report in own if report is not None and report != self.report)
        by_report = ((report, self._judged_by(report, period)) for report in others)
        return {str(report): judged for report, judged in by_report if judged is not None}

    def _judged_by(self, report: str, period: Period) -> Judgement | None:
        reading = Reading(
            self.session,
            self.standing,
            as_of=self.as_of,
            report=report,
            comparators={self.indicator.id: self.comparison.series},
        )
        return reading.judged(self.indicator, self.series.basis, period, with_others=False)

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
    now = _read(session, indicator, NOW)
    then = now if as_of == NOW else _read(session, indicator, as_of)
    known, is_past_month = _up_to(session, then, as_at)
    standing = stand(session, known)
    figures = known[known["indicator"] == indicator.id]
    series = {
        form: fill_gaps(indicator, form, our_own(session, standing.series(indicator.id, form, session.our_code)))
        for form in indicator.forms
    }
    bases = tuple(form for form in indicator.forms if series[form].points) or indicator.forms[:1]
    chosen = series[next((form for form in bases if form == basis), bases[0])]
    past_month = as_at.words if as_at and is_past_month else ""
    editions = {edition.number: edition for edition in session.store.editions()}
    comparison = Comparison(session, indicator, figures, standing, chosen.latest[0] if chosen.latest else None, as_of)
    return IndicatorPage(
        session=session,
        indicator=indicator,
        standing=standing,
        comparison=comparison,
        series=chosen,
        forms=series,
        bases=bases,
        editions=editions,
        as_of=as_of,
        as_at=as_at,
        notice=_notice(session, chosen, now, past_month) if past_month or as_of != NOW else "",
        reading=Reading(
            session,
            standing,
            as_of=as_of,
            report=_report(editions, chosen),
            comparators={indicator.id: comparison.series},
        ),
        release=None if as_at or as_of != NOW else _release(session, indicator, figures),
    )


def _release(session: Session, indicator: Indicator, figures: pd.DataFrame) -> Release | None:
    """Find the national release that comes next, which is said of now alone."""
    return release_of(session, indicator, figures[figures["area"] == session.our_code])


def _read(session: Session, indicator: Indicator, as_of: AsOf) -> pd.DataFrame:
    """Read everyone's figures of the measure, and ours alone of what else its judgement rests on."""
    read = session.store.figures(as_of=as_of, indicators=[indicator.id])
    others = [one for one in drawn_on(indicator) if one != indicator.id]
    if not others:
        return read
    ours = session.store.figures(as_of=as_of, indicators=others, areas=[session.our_code])
    return pd.concat([read, ours], ignore_index=True)


def _report(editions: dict[int, Edition], series: Series) -> str | None:
    shown = series.latest[1] if series.latest else None
    edition = editions.get(shown.edition) if shown else None
    return edition.report if edition else None


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
