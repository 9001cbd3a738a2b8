"""What publishing would do to the RAG: of restated months, and of the newest month beside the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.editions.changes import Restatement
from dashboard.editions.preview import EditionChanges
from dashboard.judge.rag import judge_rag
from dashboard.observations import Observation
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind, Rag, ReportId

_Series = tuple[IndicatorId, Basis]


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
    changes: EditionChanges, catalogue: Catalogue, report: ReportId, ours: AreaCode
) -> tuple[RatingChange, ...]:
    """List the changed ratings of our own month or quarter figures, restated months first."""
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    figures = [one for one in changes.observations if one.kind is Kind.VALUE and one.area == ours]
    restated = [one for one in changes.restated if one.new.kind is Kind.VALUE and one.new.area == ours]
    return (*_of_restated(restated, indicators, report), *_of_newest(figures, changes.added, indicators, report))


def _rate(figure: Observation, indicator: Indicator, report: ReportId) -> Rag:
    target = indicator.target_for(figure.period.financial_year, figure.basis, report)
    return judge_rag(figure.value, target, indicator.decimal_places)


def _of_restated(
    restated: Iterable[Restatement], indicators: Mapping[IndicatorId, Indicator], report: ReportId
) -> Iterable[RatingChange]:
    for one in restated:
        indicator = indicators[one.new.indicator]
        old, new = _rate(one.old, indicator, report), _rate(one.new, indicator, report)
        if old is not new:
            yield _change(one.new, one.new.period, old, new)


def _of_newest(
    figures: Iterable[Observation],
    added: Iterable[Observation],
    indicators: Mapping[IndicatorId, Indicator],
    report: ReportId,
) -> Iterable[RatingChange]:
    """Compare each series' newest month, where it is new to the store, with the month before it in the file."""
    series: dict[_Series, list[Observation]] = {}
    for figure in figures:
        series.setdefault((figure.indicator, figure.basis), []).append(figure)
    new_keys = {one.key for one in added}
    for months in series.values():
        months.sort(key=lambda one: one.period.start)
        if len(months) < 2 or months[-1].key not in new_keys:
            continue
        before, newest = months[-2:]
        old, new = (_rate(one, indicators[one.indicator], report) for one in (before, newest))
        if old is not new:
            yield _change(newest, before.period, old, new)


def _change(figure: Observation, before: Period, old: Rag, new: Rag) -> RatingChange:
    return RatingChange(
        indicator=figure.indicator, basis=figure.basis, period=figure.period, before=before, old=old, new=new
    )
