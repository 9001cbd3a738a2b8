"""Choose, among everything published, the figure that stands for each key."""

from __future__ import annotations

import pandas as pd

from dashboard.catalogue.schema import Catalogue
from dashboard.observations import KEY
from dashboard.vocabulary import AreaCode, Basis, Missing

_FULL_YEAR_BASES = (str(Basis.FINANCIAL_YEAR), str(Basis.ACADEMIC_YEAR), str(Basis.CALENDAR_YEAR))
NO_AS_AT = ""
# Within one report a later row beats an earlier one in this order (DESIGN §7, "Order").
REPORT_ORDER = ("as_at", "issue_number", "edition")


def standing_figures(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Keep one row a key: the best report's, then the latest as-at month, issue and edition (DESIGN §7, "Order").

    ``figures`` is what the store gives: the columns of ``Observation`` and ``edition``, ``report``, ``as_at``,
    ``issue_number``. Full-year and comparator figures follow ``precedence_full_year``, our own in-year figures
    ``precedence_in_year``. A blank stands over its own report's older figure, and over nothing else.
    """
    if figures.empty:
        return figures
    figures = _without_idle_blanks(figures)
    rank = _rank(figures, catalogue)
    order = figures.assign(_rank=rank).sort_values(
        ["_rank", *REPORT_ORDER], ascending=[False, True, True, True], kind="stable"
    )
    return order.drop_duplicates(list(KEY), keep="last").drop(columns="_rank").sort_index()


def standing_in_report(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a key and report: the figure or reason that each report itself last gave, or a blank over one."""
    return last_in_report(_without_idle_blanks(figures))


def last_in_report(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a key and report: what each report last said, a blank over nothing included."""
    if figures.empty:
        return figures
    order = figures.sort_values([*REPORT_ORDER], kind="stable")
    return order.drop_duplicates(["report", *KEY], keep="last").sort_index()


def _without_idle_blanks(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out the blanks under which the report has no figure: they take nothing away.

    A blank is stored wherever a month's cell is blank, so that it stands over an older figure even where that one is
    published after it.
    """
    blank = figures["missing"] == str(Missing.NO_FIGURE)
    if not blank.any():
        return figures
    columns = ["report", *KEY]
    keys = pd.MultiIndex.from_frame(figures.loc[blank, columns])
    stated = pd.MultiIndex.from_frame(figures.loc[figures["value"].notna(), columns])
    idle = blank.copy()
    idle[blank] = ~keys.isin(stated)
    return figures[~idle]


def _rank(figures: pd.DataFrame, catalogue: Catalogue) -> pd.Series[int]:
    full_year = {name: place for place, name in enumerate(catalogue.precedence_full_year)}
    in_year = {name: place for place, name in enumerate(catalogue.precedence_in_year)}
    worst = len(full_year) + len(in_year)
    ours = figures["area"] == AreaCode(catalogue.council.authority)
    by_year = figures["basis"].isin(_FULL_YEAR_BASES) | ~ours
    full_rank = figures["report"].map(full_year).fillna(worst)
    year_rank = figures["report"].map(in_year).fillna(worst)
    return full_rank.where(by_year, year_rank).astype("int64")
