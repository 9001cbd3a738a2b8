"""What the workbooks loaded print of other areas: the benchmark columns of a scorecard, year by year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.intake.session import Session
from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.periods import Period, PeriodKind, financial_year, parse_period
from dashboard.views.comparing.area_figure import AreaFigure, make_area_figure
from dashboard.views.comparing.measure import Measure
from dashboard.views.standing import stand
from dashboard.vocabulary import AreaCode, Basis

# The four columns, in the order in which the scorecard prints them.
PRINTED_AREAS = (STATISTICAL_NEIGHBOURS, BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE)
PRINTED_NAMES: Mapping[AreaCode, str] = {
    STATISTICAL_NEIGHBOURS: "Statistical neighbours' average",
    BEST_STATISTICAL_NEIGHBOUR: "Best statistical neighbour",
    ENGLAND: "National average",
    NATIONAL_TOP_QUARTILE: "National top quartile threshold",
}


class PrintedBenchmarks:
    """The benchmarks that workbooks print for one measure, under financial years; ``rows`` are those of the store."""

    def __init__(self, session: Session, measure: Measure, rows: pd.DataFrame) -> None:
        self._session = session
        self._measure = measure
        reports = [str(report.id) for report in session.catalogue.reports]
        kept = rows["report"].isin(reports) & rows["area"].isin([str(area) for area in PRINTED_AREAS])
        self._rows = rows[kept & (rows["basis"] == str(Basis.FINANCIAL_YEAR))]
        self._standing = stand(session, self._rows)

    @property
    def years(self) -> tuple[Period, ...]:
        """List the years with a printed figure, oldest first."""
        codes = self._rows.loc[self._rows["value"].notna(), "period"].unique()
        return tuple(sorted((parse_period(code) for code in codes), key=lambda year: year.sort_key))

    def of_year(self, period: Period) -> Mapping[AreaCode, AreaFigure]:
        """Give what is printed for the year of a published figure, the reasons for a blank left out."""
        year = printed_year(period)
        if year is None:
            return {}
        shown = self._standing.by_area(self._measure.id, Basis.FINANCIAL_YEAR, year)
        return {
            area: make_area_figure(self._session, one, decimals=self._measure.decimals)
            for area, one in shown.items()
            if one.figure.value is not None
        }


def printed_year(period: Period) -> Period | None:
    """Give the year under whose heading a sheet prints a figure; None where a heading could mean another year.

    A school year 2018/19 is headed like the financial year 2018/19. A count on one day, such as 30 September 2019, may
    stand under 2018/19 or 2019/20.
    """
    if period.kind is PeriodKind.ACADEMIC_YEAR:
        return financial_year(period.start.year)
    return period if period.kind is PeriodKind.FINANCIAL_YEAR else None
