"""What publishing would do to the RAG: of restated months, and of the newest month beside the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.editions.changes import Restatement
from dashboard.editions.lines import NO_PAST, Line, Past
from dashboard.editions.preview import EditionChanges
from dashboard.judge.rag import rate
from dashboard.observations import Observation
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind, Rag, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange:
    """One rating that is not what it was: of a restated month, or of the newest month beside the one before it."""

    indicator: IndicatorId
    basis: Basis
    period: Period
    before: Period
    old: Rag
    new: Rag

    @property
    def is_restated(self) -> bool:
        """Tell a past month's changed rating from the newest month's."""
        return self.period == self.before


def rating_changes(
    changes: EditionChanges, catalogue: Catalogue, report: ReportId, ours: AreaCode, stored: Past = NO_PAST
) -> tuple[RatingChange, ...]:
    """List the changed ratings of our own month or quarter figures, months restated or come late first.

    A year's first month is compared with the store's month before, each rated by its own year's target.
    """
    raters = {indicator.id: _Rater(indicator=indicator, report=report) for indicator in catalogue.indicators}
    figures = [one for one in changes.observations if one.kind is Kind.VALUE and one.area == ours]
    past = (*changes.restated, *changes.late)
    restated = [one for one in past if one.new.kind is Kind.VALUE and one.new.area == ours]
    return (*_of_restated(restated, raters), *_of_newest(figures, changes.added, raters, stored))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rater:
    """Rates one indicator's figures in one report."""

    indicator: Indicator
    report: ReportId

    def rate(self, value: float | None, basis: Basis, period: Period) -> Rag:
        target = self.indicator.target_for(period.financial_year, basis, self.report)
        measure = self.indicator
        judged = rate(value, target, polarity=measure.polarity, unit=measure.unit, decimals=measure.decimal_places)
        return judged.state


_Raters = Mapping[IndicatorId, _Rater]


def _of_restated(restated: Iterable[Restatement], raters: _Raters) -> Iterable[RatingChange]:
    for one in restated:
        rater = raters[one.new.indicator]
        old, new = (rater.rate(said.value, said.basis, said.period) for said in (one.old, one.new))
        if old is not new:
            yield _change(one.new, one.new.period, old, new)


def _of_newest(
    figures: Iterable[Observation], added: Iterable[Observation], raters: _Raters, past: Past
) -> Iterable[RatingChange]:
    """Compare each series' newest month, where it is new to the store, with the month before it."""
    series: dict[Line, list[Observation]] = {}
    for figure in figures:
        series.setdefault((figure.indicator, figure.basis), []).append(figure)
    new_keys = {one.key for one in added}
    for line, months in series.items():
        months.sort(key=lambda one: one.period.start)
        newest, before = months[-1], _before(line, months, past)
        if before is None or newest.key not in new_keys:
            continue
        period, value = before
        rate = raters[newest.indicator].rate
        old, new = rate(value, newest.basis, period), rate(newest.value, newest.basis, newest.period)
        if old is not new:
            yield _change(newest, period, old, new)


def _before(line: Line, months: list[Observation], past: Past) -> tuple[Period, float | None] | None:
    """Give the month before the newest: the file's, else the store's."""
    if len(months) > 1:
        return months[-2].period, months[-2].value
    period = months[-1].period.shift(-1)
    stored = past.figure(line, period)
    return (period, stored.value) if stored else None


def _change(figure: Observation, before: Period, old: Rag, new: Rag) -> RatingChange:
    return RatingChange(
        indicator=figure.indicator, basis=figure.basis, period=figure.period, before=before, old=old, new=new
    )
