"""Choose, among everything published, the figure that stands for each key."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.catalogue.schema import Catalogue
from dashboard.editions.keys import Numbers, any_in, last_of_each, number_keys, number_report_keys, places_in_order
from dashboard.vocabulary import AreaCode, Basis, Missing

_FULL_YEAR_BASES = (str(Basis.FINANCIAL_YEAR), str(Basis.ACADEMIC_YEAR), str(Basis.CALENDAR_YEAR))
# Within one report a later month beats an earlier one, then a later issue number, then a later record.
REPORT_ORDER = ("as_at", "issue_number", "edition")


def standing_figures(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Keep one row a key: the best report's, then the latest as-at month, issue and edition.

    ``figures`` is what the store gives: the columns of ``Observation`` and ``edition``, ``report``, ``as_at``,
    ``issue_number``. Full-year and comparator figures follow ``precedence_full_year``, our own in-year figures
    ``precedence_in_year``. A blank stands over its own report's older figure, and over nothing else.
    """
    if figures.empty:
        return figures
    figures = _without_idle_blanks(figures)
    # The best report has the lowest rank, and the last row in order stands.
    order = (-_rank(figures, catalogue), *_report_order(figures))
    return figures[last_of_each(number_keys(figures), order)]


def standing_in_report(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a key and report: the figure or reason that each report itself last gave, or a blank over one."""
    return last_in_report(_without_idle_blanks(figures))


def last_in_report(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a key and report: what each report last said, a blank over nothing included."""
    if figures.empty:
        return figures
    return figures[last_of_each(number_report_keys(figures), _report_order(figures))]


def _report_order(figures: pd.DataFrame) -> tuple[Numbers, ...]:
    return tuple(places_in_order(figures[name]) for name in REPORT_ORDER)


def _without_idle_blanks(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out the blanks under which the report has no figure: they take nothing away.

    A blank is stored wherever a month's cell is blank, so that it stands over an older figure even where that one is
    published after it.
    """
    blank = (figures["missing"] == str(Missing.NO_FIGURE)).to_numpy(dtype="bool")
    if not blank.any():
        return figures
    has_figure = figures["value"].notna().to_numpy(dtype="bool")
    return figures[~blank | any_in(number_report_keys(figures), has_figure)]


def _rank(figures: pd.DataFrame, catalogue: Catalogue) -> Numbers:
    """Give each row the place of its report in the order that holds for its figure, the best first."""
    codes, names = pd.factorize(figures["report"])
    full_year, in_year = catalogue.precedence_full_year, catalogue.precedence_in_year
    worst = len(full_year) + len(in_year)
    ours = (figures["area"] == AreaCode(catalogue.council.authority)).to_numpy(dtype="bool")
    by_year = figures["basis"].isin(_FULL_YEAR_BASES).to_numpy(dtype="bool") | ~ours
    full_rank, year_rank = (
        np.array([order.index(name) if name in order else worst for name in names], dtype="int64")[codes]
        for order in (full_year, in_year)
    )
    return np.where(by_year, full_rank, year_rank)
