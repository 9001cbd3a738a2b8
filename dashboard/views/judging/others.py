"""The comparators' figures that one of ours is held against: of the same period and form as ours beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

import pandas as pd

from dashboard.catalogue.schema import Comparator, Indicator
from dashboard.intake.session import Session
from dashboard.judge.case import OtherFigure
from dashboard.judge.series import Point
from dashboard.periods import Period, PeriodKind
from dashboard.store.records import AsOf
from dashboard.views.comparators import is_comparable
from dashboard.views.compare_page.words import ENGLAND_KEY, NEIGHBOURS_KEY, REGION_KEY
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import others_of_year
from dashboard.views.comparing.in_year import IN_YEAR_FORMS, in_year_words
from dashboard.views.comparing.measure import YearComparison, measure_of
from dashboard.views.comparing.our_counts import CountsOf
from dashboard.views.comparing.series import FULL_YEAR_BASES, ComparatorSeries
from dashboard.views.judging.words import absent_words
from dashboard.vocabulary import AreaRole, Basis, Missing

_KEYS = {
    AreaRole.REGION: REGION_KEY,
    AreaRole.STATISTICAL_NEIGHBOURS: NEIGHBOURS_KEY,
    AreaRole.ENGLAND: ENGLAND_KEY,
}
_NAMES = {AreaRole.STATISTICAL_NEIGHBOURS: "our statistical neighbours", AreaRole.ENGLAND: "England"}
NO_FIGURE_OF_OURS = "we have no figure for {period}"


class Others:
    """Everyone else's figures of one indicator.

    ``figures`` are the store's rows of it where they have been read, ``counts`` those of our own published years, and
    ``series`` everyone's figures where they have been put together already; ``shared`` gives them without the counts.
    """

    def __init__(
        self,
        session: Session,
        indicator: Indicator,
        *,
        as_of: AsOf,
        figures: pd.DataFrame | None = None,
        counts: CountsOf | None = None,
        series: ComparatorSeries | None = None,
        shared: Callable[[Indicator], ComparatorSeries] | None = None,
    ) -> None:
        self.measure = measure_of(indicator)
        self._session = session
        self._indicator = indicator
        self._as_of = as_of
        self._figures = figures
        self._counts = counts
        self._given = series
        self._shared = shared

    @cached_property
    def _series(self) -> ComparatorSeries:
        if self._given is not None:
            return self._given
        if self._shared is not None:
            return self._shared(self._indicator).with_counts(self._counts)
        return ComparatorSeries(
            self._session,
            self.measure,
            as_of=self._as_of,
            first_published=True,
            figures=self._figures,
            counts=self._counts,
            year_by_year=True,
        )

    @property
    def _has_any(self) -> bool:
        """Tell whether anybody's figures can be held at all: those of a measure nobody else has are not looked for."""
        kinds = self._indicator.comparators
        return any(one.method is not None for one in (kinds.region, kinds.statistical_neighbours, kinds.england))

    def beside(self, judged: Point, basis: Basis) -> tuple[OtherFigure, ...]:
        """Give the comparators of the year so far, where ours is that; else of the newest full year that fits.

        A yearly figure is held against its own year alone. Where nobody has a figure, each comparator says why.
        """
        if is_comparable(self._indicator):
            year = self._year_beside(judged.period, basis)
            if year is None or year.period.end < judged.period.end:
                return self._in_year(judged, basis) or self._of_year(year, judged, basis)
            return self._of_year(year, judged, basis)
        running = self._in_year(judged, basis) if self._has_any else ()
        return running or tuple(self._nobody(judged.period, basis))

    def year_ending_with(self, period: Period, basis: Basis) -> YearComparison | None:
        """Give the published year that a figure covers or ends with, in the same stretch of time; None without one."""
        if basis in FULL_YEAR_BASES:
            return self._series.year(period) if basis is self.measure.basis else None
        found = [year for year in self._series.years if year.end == period.end]
        return self._series.year(found[0]) if found else None

    def in_year(self, period: Period, basis: Basis) -> dict[AreaRole, AreaFigure]:
        """Give the provisional figures of the same month and form as ours; empty where there are none."""
        if basis not in IN_YEAR_FORMS or period.kind is not PeriodKind.MONTH:
            return {}
        found = self._series.in_year(period.financial_year)
        of_others = [one for role, one in found.items() if role is not AreaRole.OURS and one.value is not None]
        fits = all(one.period == period and one.basis is basis for one in of_others)
        return dict(found) if of_others and fits else {}

    def _year_beside(self, period: Period, basis: Basis) -> YearComparison | None:
        """Find the year to compare: a yearly figure's own, else the newest that had ended and that both sides have."""
        if basis in FULL_YEAR_BASES and basis is self.measure.basis:
            return self._series.year(period)
        ended = [year for year in reversed(self._series.years) if year.end <= period.end]
        made = (self._series.year(year) for year in ended)
        both = next((one for one in made if one.ours.value is not None and _has_others(one)), None)
        return both or (self._series.year(ended[0]) if ended else None)

    def _of_year(self, year: YearComparison | None, judged: Point, basis: Basis) -> tuple[OtherFigure, ...]:
        if year is None:
            return tuple(self._nobody(judged.period, basis))
        is_own = basis is self.measure.basis and year.period == judged.period and basis in FULL_YEAR_BASES
        found = others_of_year(year, self.measure)
        return tuple(_explained(replace(one, ours=judged) if is_own else one) for one in found)

    def _in_year(self, judged: Point, basis: Basis) -> tuple[OtherFigure, ...]:
        figures = self.in_year(judged.period, basis)
        return tuple(
            _explained(self._of_the_year_so_far(key, figures[role], judged, basis))
            for role, key in _KEYS.items()
            if role in figures
        )

    def _of_the_year_so_far(self, key: str, figure: AreaFigure, judged: Point, basis: Basis) -> OtherFigure:
        return OtherFigure(
            key=key,
            who=_NAMES[AreaRole.STATISTICAL_NEIGHBOURS] if key == NEIGHBOURS_KEY else figure.name,
            period=judged.period,
            basis=basis,
            value=figure.value,
            decimals=figure.decimals,
            ours=judged,
            missing=figure.missing,
            method=", ".join(part for part in (in_year_words(figure), figure.note) if part) if figure.value else "",
            half_digit=0.5 * 10.0**-figure.decimals,
            is_provisional=True,
        )

    def _nobody(self, period: Period, basis: Basis) -> Iterator[OtherFigure]:
        """Give each comparator without a figure, with the catalogue's reason or that none is held."""
        kinds = self._indicator.comparators
        each = {AreaRole.REGION: kinds.region, AreaRole.STATISTICAL_NEIGHBOURS: kinds.statistical_neighbours}
        for role, comparator in (*each.items(), (AreaRole.ENGLAND, kinds.england)):
            missing = _why(comparator)
            yield OtherFigure(
                key=_KEYS[role],
                who=_NAMES.get(role) or self._session.our_region or "the region",
                period=period,
                basis=basis,
                value=None,
                decimals=self.measure.decimals,
                ours=None,
                missing=missing,
                reason=absent_words(missing, period),
            )


def _why(comparator: Comparator) -> Missing:
    return comparator.missing or Missing.NO_FIGURE


def _has_others(year: YearComparison) -> bool:
    return any(one is not None and one.value is not None for one in (year.region, year.average, year.england))


def _explained(one: OtherFigure) -> OtherFigure:
    """Say why the two are not compared, where either side has no figure."""
    if one.value is None:
        is_average = one.key not in (REGION_KEY, ENGLAND_KEY)
        return replace(
            one,
            who=_NAMES[AreaRole.STATISTICAL_NEIGHBOURS] if is_average else one.who,
            method=one.method if is_average else "",
            reason=absent_words(one.missing, one.period),
        )
    if one.ours is None or one.ours.value is None:
        return replace(one, ours=None, reason=NO_FIGURE_OF_OURS.format(period=one.period.words))
    return one
