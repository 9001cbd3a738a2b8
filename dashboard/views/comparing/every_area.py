"""Every area's figures of one measure, each with its source, its change on the year before, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

import pandas as pd

from dashboard.areas import Area, AreaBook, AreaKind
from dashboard.benchmarks.area_words import not_in_being
from dashboard.catalogue.schema import Comparator
from dashboard.intake.session import Session
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind, parse_period
from dashboard.views.comparing.area_figure import AreaFigure, is_release_series, make_area_figure
from dashboard.views.comparing.first_published import CarriedKey
from dashboard.views.comparing.measure import Measure
from dashboard.views.figures import Shown
from dashboard.views.standing import Standing, stand
from dashboard.vocabulary import AreaCode, Missing

_STEPS_IN_YEAR = {PeriodKind.MONTH: MONTHS_IN_YEAR, PeriodKind.QUARTER: MONTHS_IN_YEAR // MONTHS_IN_QUARTER}


class AreaFigures:
    """The figures that stand among the store's rows of one measure, made year by year as they are asked for.

    ``carried`` are notes on the years that a later release carries (see ``first_published``). ``standing`` is what
    stands among the rows where that has been settled already, and ``years`` are those published, where the rows are of
    some of them alone.
    """

    def __init__(
        self,
        session: Session,
        measure: Measure,
        rows: pd.DataFrame,
        *,
        book: AreaBook,
        carried: Mapping[CarriedKey, str] | None = None,
        standing: Standing | None = None,
        years: tuple[Period, ...] | None = None,
    ) -> None:
        self._session = session
        self._measure = measure
        self._rows = rows
        self._book = book
        self._carried = carried or {}
        self._standing = standing or stand(session, rows)
        self._years = years
        self._made: dict[Period, dict[AreaCode, AreaFigure]] = {}

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """List the years with any nationally published figure, oldest first."""
        if self._years is not None:
            return self._years
        told = self._rows.loc[self._rows["value"].notna(), ["report", "period"]].drop_duplicates()
        found = {
            parse_period(code)
            for report, code in zip(told["report"].tolist(), told["period"].tolist(), strict=True)
            if is_release_series(self._session, report)
        }
        return tuple(sorted(found, key=lambda year: year.sort_key))

    def of_year(self, period: Period) -> Mapping[AreaCode, AreaFigure]:
        """Give what stands for every area in a year."""
        if period not in self._made:
            shown = self._standing.by_area(self._measure.id, self._measure.basis, period)
            self._made[period] = {code: self._make(one) for code, one in shown.items()}
        return self._made[period]

    def rows_of(self, period: Period) -> pd.DataFrame:
        """Give the store's rows of a year."""
        return self._rows[self._rows["period"] == str(period)]

    def of_area(self, area: AreaCode) -> tuple[AreaFigure, ...]:
        """List one area's published years, oldest first, without making those of every other area."""
        shown = self._standing.series(self._measure.id, self._measure.basis, area)
        return tuple(self._make(one) for one in shown if one.figure.period in self.years)

    def was_changed(self, area: Area, period: Period) -> bool:
        """Tell whether the source of an area's figure said something else of it before."""
        shown = self._standing.get(self._measure.id, self._measure.basis, area.code, period)
        return shown is not None and shown.history is not None

    def of(self, area: Area, period: Period, comparator: Comparator | None = None) -> AreaFigure:
        """Give one area's figure of a year; ``comparator`` may state the reason why there never is one."""
        found = self.of_year(period).get(area.code)
        if found is not None:
            return found
        was_there = area.kind is not AreaKind.AUTHORITY or area.exists_on(period.end)
        return AreaFigure(
            area=area.code,
            name=area.name,
            period=period,
            value=None,
            missing=self._reason(period, comparator) if was_there else Missing.NOT_APPLICABLE,
            decimals=self._measure.decimals,
            basis=self._measure.basis,
            note=not_in_being(self._book, area.code, period) if area.kind is AreaKind.AUTHORITY else "",
        )

    def of_region(self, area: Area, period: Period, comparator: Comparator | None = None) -> AreaFigure | None:
        """Give the figure of an area's region; of the wider region around it where its own has none, which is said."""
        own = self._book.by_code(area.region_code) if area.region_code else None
        wider = self._book.region_of(area.code)
        if own is None or wider is None:
            return None
        found = self.of(own, period, comparator)
        if found.value is not None or own.code == wider.code:
            return found
        stands_in = self.of(wider, period, comparator)
        if stands_in.value is None:
            return stands_in
        said = f"{own.name} has no figure of its own for {period.words}; that of {wider.name} is shown."
        return replace(stands_in, note=" ".join(part for part in (said, stands_in.note) if part))

    def _reason(self, period: Period, comparator: Comparator | None) -> Missing:
        if comparator is not None and comparator.missing is not None:
            return comparator.missing
        is_later = bool(self.years) and period.start > self.years[-1].start
        return Missing.NOT_YET_PUBLISHED if is_later else Missing.NO_FIGURE

    def _make(self, shown: Shown) -> AreaFigure:
        note = self._carried.get((shown.report, str(shown.figure.period)), "")
        decimals = self._measure.decimals
        return make_area_figure(self._session, shown, decimals=decimals, change=self._change(shown), note=note)

    def _change(self, shown: Shown) -> float | None:
        """Take the change on the year just before; None across a gap or a change of definition."""
        figure = shown.figure
        before = self._standing.value(figure.indicator, figure.basis, figure.area, year_before(figure.period))
        if figure.value is None or before is None or self._redefined(figure.period):
            return None
        return float(Decimal(repr(figure.value)) - Decimal(repr(before)))

    def _redefined(self, period: Period) -> bool:
        """Tell whether a change of definition lies between the starts of the year before and the end of this one."""
        breaks = self._measure.indicator.breaks if self._measure.indicator else ()
        return any(
            year_before(period).start < one.since.start <= period.end
            for one in breaks
            if not one.bases or self._measure.basis in one.bases
        )


def year_before(period: Period) -> Period:
    """Give the same stretch of the year before."""
    return period.shift(-_STEPS_IN_YEAR.get(period.kind, 1))
