"""Which of the store's rows of a measure are compared: those of its form that are no figures of a year in progress."""

from __future__ import annotations

import pandas as pd

from dashboard.catalogue.schema import DatasetKind
from dashboard.intake.session import Session
from dashboard.views.comparing.measure import Measure
from dashboard.vocabulary import Basis

# The forms of which the catalogue's order of reports decides which source stands.
FULL_YEAR_BASES = frozenset({Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR})


def comparable_rows(session: Session, measure: Measure, read: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of the measure's form, without those of a year in progress.

    Where a national release gives a month (a count on one day of the year), it is compared with the others' published
    ones rather than what a report of ours said of that month.
    """
    wanted = (read["basis"] == str(measure.basis)) & ~read["report"].isin(in_year_series(session))
    rows = read if wanted.all() else read[wanted]
    if measure.basis in FULL_YEAR_BASES:
        return rows
    of_workbooks = rows["report"].isin([str(report.id) for report in session.catalogue.reports])
    keys = pd.MultiIndex.from_frame(rows[["area", "period"]])
    return rows[~(of_workbooks & keys.isin(keys[~of_workbooks]))]


def in_year_series(session: Session) -> frozenset[str]:
    """Name the series whose figures are of a year in progress, shown by ``ComparatorSeries.in_year`` alone."""
    datasets = session.catalogue.datasets
    return frozenset(str(one.series) for one in datasets if one.kind is DatasetKind.REGIONAL_RETURN)
