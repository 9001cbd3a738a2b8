"""One measure's published figures of every area, year by year, with what is worked out from them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import pandas as pd

from dashboard.areas import Area, AreaBook, neighbour_list_words
from dashboard.benchmarks.area_words import why_no_neighbours
from dashboard.benchmarks.compare import NEIGHBOUR_METHODS, ComparatorFigure, Mean, compare_neighbours, plain_mean
from dashboard.benchmarks.spread import band_of, best_of, ranks, spread_of, top_quartile_threshold
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.errors import DashboardError
from dashboard.intake.session import Session
from dashboard.observations import ENGLAND
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.comparable import FULL_YEAR_BASES, comparable_rows
from dashboard.views.comparing.every_area import AreaFigures
from dashboard.views.comparing.first_published import CarriedKey, add_first_published
from dashboard.views.comparing.in_year import in_year_figures
from dashboard.views.comparing.measure import Measure, YearComparison, measure_of
from dashboard.views.comparing.our_counts import CountsOf, YearCounts, our_counts
from dashboard.views.comparing.restated_average import undo_restatement
from dashboard.views.comparing.year_by_year import YearlyFigures
from dashboard.views.figures import mean_decimals
from dashboard.views.standing import Standing
from dashboard.vocabulary import AreaCode, AreaRole

__all__ = ["FULL_YEAR_BASES", "AreaFigure", "ComparatorSeries", "Measure", "YearComparison", "measure_of"]


class ComparatorSeries:
    """Region, neighbours, England and every authority beside ours, for each year of one measure.

    ``list_id`` and ``method`` are those picked; without, the list that serves each year and the catalogue's method.
    With ``first_published``, a reading at a date takes a year that its series had first published by then from the
    earliest release loaded that carries it. ``figures`` are the store's rows of the measure, on every time basis, where
    they have been read, and ``standing`` what stands among them; without, both are read here. ``counts`` gives those
    of our own years that lack them, where they have been worked out. With ``year_by_year``, each year is read when it
    is asked for: the quicker, where one or two of them are wanted.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """

    def __init__(
        self,
        session: Session,
        measure: Measure,
        *,
        as_of: AsOf = NOW,
        list_id: str | None = None,
        method: ComparatorMethod | None = None,
        first_published: bool = False,
        figures: pd.DataFrame | None = None,
        standing: Standing | None = None,
        counts: CountsOf | None = None,
        year_by_year: bool = False,
    ) -> None:
        self._measure = measure
        self._counts = counts
        self._session = session
        self._as_of = as_of
        self._book: AreaBook = session.area_book(as_of)
        self._ours = _our_area(session, self._book)
        self._list_id = list_id
        self._given = figures
        self._method = method or _stated_method(measure)
        self._bare: dict[Period, YearComparison] = {}
        self._made: dict[Period, YearComparison] = {}
        self._in_year: dict[Period, Mapping[AreaRole, AreaFigure]] = {}
        # A reading at a date may take years from releases to come, which is settled among all of them.
        is_at_a_date = first_published and as_of.issued is not None
        if year_by_year and figures is None and not is_at_a_date:
            self._figures: AreaFigures | YearlyFigures = YearlyFigures(session, measure, as_of, book=self._book)
        else:
            self._figures = self._read_at_once(figures, standing, first_published=first_published)

    def _read_at_once(
        self, figures: pd.DataFrame | None, standing: Standing | None, *, first_published: bool
    ) -> AreaFigures:
        session, measure, as_of = self._session, self._measure, self._as_of
        read = figures if figures is not None else _read(session, measure, as_of)
        rows = comparable_rows(session, measure, read)
        carried: Mapping[CarriedKey, str] = {}
        if first_published and as_of.issued is not None:
            rows, carried = add_first_published(session, rows, _read(session, measure, NOW), as_of.issued)
        if len(rows) < int((read["basis"] == str(measure.basis)).sum()) or carried:
            standing = None  # what stands among other rows than these
        return AreaFigures(session, measure, rows, book=self._book, carried=carried, standing=standing)

    def with_counts(self, counts: CountsOf | None) -> ComparatorSeries:
        """Give the same figures with other counts of our own years; what is put together of either serves both."""
        other = copy.copy(self)
        other._counts = counts
        other._made = {}
        other.__dict__.pop("_our_counts", None)
        return other

    @property
    def years(self) -> tuple[Period, ...]:
        """List the years with any published figure, oldest first."""
        return self._figures.years

    def latest(self) -> Period | None:
        """Give the newest year with any published figure; None where there is none."""
        return self.years[-1] if self.years else None

    def trend(self, area: AreaCode) -> tuple[AreaFigure, ...]:
        """List one area's published years, oldest first; a year of which nothing is said is left out."""
        return self._figures.of_area(area)

    def year(self, period: Period) -> YearComparison:
        """Put together everyone's figures of one year.

        Raises:
            DashboardError: when there is no neighbour list of the id picked.
        """
        if period not in self._made:
            if period not in self._bare:
                self._bare[period] = self._make(period)
            bare = self._bare[period]
            self._made[period] = replace(bare, ours=self._counted(bare.ours))
        return self._made[period]

    def _make(self, period: Period) -> YearComparison:
        list_id, named = self._named(period)
        neighbours = tuple(self._figures.of(area, period) for area in named)
        authorities = tuple(self._figures.of(area, period) for area in self._book.authorities_in(period))
        values = _values(tuple(one for one in authorities if one.is_national))
        measure, kinds = self._measure, self._measure.indicator.comparators if self._measure.indicator else None
        spread = spread_of(values.values()) if measure.has_quartiles else None
        best = best_of(_values(neighbours), measure.polarity)
        average = self._average(neighbours, named, list_id)
        before, restated = self._average_before(neighbours, named, average, self._figures.rows_of(period))
        england = self._book.by_code(ENGLAND)
        return YearComparison(
            period=period,
            ours=self._figures.of(self._ours, period),
            region=self._figures.of_region(self._ours, period, kinds.region if kinds else None),
            england=self._figures.of(england, period, kinds.england if kinds else None) if england else None,
            neighbours=neighbours,
            list_id=list_id,
            list_words=neighbour_list_words(list_id),
            average=average,
            average_before=before,
            restated=restated,
            pooled=self._pooled(neighbours, named, list_id),
            average_decimals=mean_decimals(
                (one.decimals for one in neighbours if one.value is not None), measure.decimals
            ),
            best_neighbour=next((one for one in neighbours if one.area == best), None),
            spread=spread,
            top_quartile=top_quartile_threshold(spread, measure.polarity),
            band=band_of(values.get(self._ours.code), spread, measure.polarity),
            rank=ranks(values, measure.polarity).get(self._ours.code),
            ranked=len(values),
            authorities=authorities,
        )

    def _counted(self, found: AreaFigure) -> AreaFigure:
        """Give our own figure of a year with its counts, where they are certain."""
        has_counts = found.numerator is not None or found.denominator is not None
        if found.value is None or has_counts or self._measure.basis not in FULL_YEAR_BASES:
            return found
        numerator, denominator = self._our_counts.get(found.period, (None, None))
        return replace(found, numerator=numerator, denominator=denominator)

    @cached_property
    def _our_counts(self) -> YearCounts:
        if self._counts is not None:
            return self._counts()
        return our_counts(self._session, self._measure, self.trend(self._ours.code), as_of=self._as_of)

    def restated_years(self) -> tuple[YearComparison, ...]:
        """List the years whose neighbours' average a later release changed, oldest first."""
        return tuple(
            found
            for year in self.years
            if any(self._figures.was_changed(area, year) for area in self._named(year)[1])
            if (found := self.year(year)).average_before is not None
        )

    def _named(self, period: Period) -> tuple[str, tuple[Area, ...]]:
        """Give the list that a year is compared by, and the neighbours it names."""
        list_id = self._list_id or self._book.list_for(period)
        return list_id, self._book.neighbours(self._ours.code, list_id)

    def in_year(self, period: Period) -> Mapping[AreaRole, AreaFigure]:
        """Give the provisional figures of a year that no national release gives yet; see ``in_year_figures``."""
        if period not in self._in_year:
            self._in_year[period] = in_year_figures(
                self._session, self._measure, period, as_of=self._as_of, figures=self._given
            )
        return self._in_year[period]

    def region_mean(self, period: Period) -> Mean | None:
        """Take the plain mean of the authorities of our region, in which a large one weighs no more; None without any.

        The region's published figure counts everything in it together.
        """
        region = self._book.region_of(self._ours.code)
        around = [area for area in self._book.authorities_in(period) if self._book.region_of(area.code) == region]
        return plain_mean(_values(tuple(self._figures.of(area, period) for area in around)).values())

    def _average(self, neighbours: tuple[AreaFigure, ...], named: tuple[Area, ...], list_id: str) -> ComparatorFigure:
        figures = {one.area: one for one in neighbours}
        average = compare_neighbours(self._method, figures, named, list_id, self._measure.unit)
        return average if named else replace(average, why=why_no_neighbours(self._book, self._ours.code, list_id))

    def _pooled(self, neighbours: tuple[AreaFigure, ...], named: tuple[Area, ...], list_id: str) -> ComparatorFigure:
        figures = {one.area: one for one in neighbours}
        return compare_neighbours(ComparatorMethod.POOLED_NEIGHBOURS, figures, named, list_id, self._measure.unit)

    def _average_before(
        self,
        neighbours: tuple[AreaFigure, ...],
        named: tuple[Area, ...],
        average: ComparatorFigure,
        rows: pd.DataFrame,
    ) -> tuple[ComparatorFigure | None, tuple[AreaFigure, ...]]:
        """Give the average before the newest restatement and whose figures it changed; nothing where it is the same."""
        undone = undo_restatement(neighbours, rows)
        before = self._average(undone.before, named, average.list_id) if undone else average
        if undone is None or (before.value, before.n) == (average.value, average.n):
            return None, ()
        return before, undone.changed


def _read(session: Session, measure: Measure, as_of: AsOf) -> pd.DataFrame:
    return session.store.figures(as_of=as_of, indicators=[measure.id], bases=[measure.basis])


def _our_area(session: Session, book: AreaBook) -> Area:
    found = book.by_code(session.our_code)
    if found is None:
        raise DashboardError(f"{session.our_code} is no authority we know.")
    return found


def _stated_method(measure: Measure) -> ComparatorMethod:
    """Give the catalogue's way of averaging the neighbours; the plain mean where it states none."""
    stated = measure.indicator.comparators.statistical_neighbours.method if measure.indicator else None
    return stated if stated in NEIGHBOUR_METHODS and stated else ComparatorMethod.MEAN_OF_NEIGHBOURS


def _values(figures: tuple[AreaFigure, ...]) -> dict[AreaCode, float]:
    return {one.area: one.value for one in figures if one.value is not None}
