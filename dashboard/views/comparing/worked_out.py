"""Comparators that no file prints: worked out from published figures, year by year, with how and from which edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.catalogue.schema import Indicator
from dashboard.intake.session import Session
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.series import ComparatorSeries, YearComparison, measure_of
from dashboard.vocabulary import AreaRole, Basis

WORKED_OUT = frozenset(
    {AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.BEST_STATISTICAL_NEIGHBOUR, AreaRole.NATIONAL_TOP_QUARTILE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """One comparator's figure of one year.

    ``method`` says how it came about; ``edition``, ``filename`` and ``dataset`` are those of the newest figure in it.
    """

    period: Period
    basis: Basis
    value: float
    method: str
    edition: int
    filename: str
    dataset: str


def worked_out_series(
    session: Session, indicator: Indicator, role: AreaRole, *, as_of: AsOf = NOW
) -> tuple[WorkedOut, ...]:
    """Work out the neighbours' average, the best neighbour or the best quarter's threshold of every published year."""
    if role not in WORKED_OUT:
        return ()
    series = ComparatorSeries(session, measure_of(indicator), as_of=as_of)
    found = (_of_year(series.year(period), role) for period in series.years)
    return tuple(one for one in found if one is not None)


def _of_year(year: YearComparison, role: AreaRole) -> WorkedOut | None:
    if role is AreaRole.NATIONAL_TOP_QUARTILE:
        return _made(year.period, year.top_quartile, f"best quarter of {year.ranked} authorities", year.authorities)
    if role is AreaRole.BEST_STATISTICAL_NEIGHBOUR:
        best = year.best_neighbour
        return _made(year.period, best.value, f"{best.name}, {year.list_words}", [best]) if best else None
    return _made(year.period, year.average.value, year.average.words, year.neighbours)


def _made(period: Period, value: float | None, method: str, figures: Iterable[AreaFigure]) -> WorkedOut | None:
    stored = [one for one in figures if one.value is not None and one.edition is not None]
    newest = max(stored, key=lambda one: one.edition or 0, default=None)
    if value is None or newest is None:
        return None
    return WorkedOut(
        period=period,
        basis=newest.basis,
        value=value,
        method=method,
        edition=newest.edition or 0,
        filename=newest.filename,
        dataset=newest.dataset,
    )
