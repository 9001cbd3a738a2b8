"""Everyone's figures of one measure, each year read from the store when it is asked for.

A judgement rests on one or two years of the dozen that releases carry: the others need not be read for it.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from dashboard.areas import Area, AreaBook
from dashboard.catalogue.schema import Comparator
from dashboard.intake.session import Session
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.comparing.area_figure import AreaFigure, is_release_series
from dashboard.views.comparing.comparable import comparable_rows, in_year_series
from dashboard.views.comparing.every_area import AreaFigures, year_before
from dashboard.views.comparing.measure import Measure
from dashboard.vocabulary import AreaCode


class YearlyFigures:
    """Says the same as ``AreaFigures`` of all rows: what stands of a key rests on the rows of that key alone."""

    def __init__(self, session: Session, measure: Measure, as_of: AsOf, *, book: AreaBook) -> None:
        self._session = session
        self._measure = measure
        self._as_of = as_of
        self._book = book
        self._read: dict[Period, AreaFigures] = {}

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """List the years with any nationally published figure, oldest first."""
        in_year = in_year_series(self._session)
        known = self._session.store.published_periods(self._measure.id, self._measure.basis, self._as_of)
        found = {
            year for report, year in known if report not in in_year and is_release_series(self._session, str(report))
        }
        return tuple(sorted(found, key=lambda year: year.sort_key))

    def rows_of(self, period: Period) -> pd.DataFrame:
        """Give the store's rows of a year."""
        return self._of(period).rows_of(period)

    def of_area(self, area: AreaCode) -> tuple[AreaFigure, ...]:
        """List one area's published years, oldest first."""
        measure = self._measure
        rows = self._session.store.figures(
            as_of=self._as_of, indicators=[measure.id], bases=[measure.basis], areas=[area]
        )
        return self._figures(rows).of_area(area)

    def was_changed(self, area: Area, period: Period) -> bool:
        """Tell whether the source of an area's figure said something else of it before."""
        return self._of(period).was_changed(area, period)

    def of(self, area: Area, period: Period, comparator: Comparator | None = None) -> AreaFigure:
        """Give one area's figure of a year; see ``AreaFigures.of``."""
        return self._of(period).of(area, period, comparator)

    def of_region(self, area: Area, period: Period, comparator: Comparator | None = None) -> AreaFigure | None:
        """Give the figure of an area's region; see ``AreaFigures.of_region``."""
        return self._of(period).of_region(area, period, comparator)

    def _of(self, period: Period) -> AreaFigures:
        """Read a year, with the one before it for the change between the two."""
        if period not in self._read:
            measure = self._measure
            self._read[period] = self._figures(
                self._session.store.figures(
                    as_of=self._as_of,
                    indicators=[measure.id],
                    bases=[measure.basis],
                    periods=[period, year_before(period)],
                )
            )
        return self._read[period]

    def _figures(self, rows: pd.DataFrame) -> AreaFigures:
        rows = comparable_rows(self._session, self._measure, rows)
        return AreaFigures(self._session, self._measure, rows, book=self._book, years=self.years)
