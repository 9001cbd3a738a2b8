"""Choose, among everything published, the figure that stands for each key."""

from __future__ import annotations

import pandas as pd

from dashboard.catalogue.schema import Catalogue
from dashboard.observations import KEY
from dashboard.vocabulary import AreaCode, Basis

_FULL_YEAR_BASES = (str(Basis.FINANCIAL_YEAR), str(Basis.ACADEMIC_YEAR))
NO_AS_AT = ""


def standing_figures(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Keep one row a key: the best report's, then the latest as-at month, issue and edition (DESIGN §7, "Order").

    ``figures`` is what the store gives: the columns of ``Observation`` and ``edition``, ``report``, ``as_at``,
    ``issue_number``. Full-year and comparator figures follow ``precedence_full_year``, our own in-year figures
    ``precedence_in_year``.
    """
    if figures.empty:
        return figures
    rank = _rank(figures, catalogue)
    order = figures.assign(_rank=rank).sort_values(
        ["_rank", "as_at", "issue_number", "edition"], ascending=[False, True, True, True], kind="stable"
    )
    return order.drop_duplicates(list(KEY), keep="last").drop(columns="_rank").sort_index()


def standing_in_report(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a key and report: what each report itself last said."""
    if figures.empty:
        return figures
    order = figures.sort_values(["as_at", "issue_number", "edition"], kind="stable")
    return order.drop_duplicates(["report", *KEY], keep="last").sort_index()


def _rank(figures: pd.DataFrame, catalogue: Catalogue) -> pd.Series[int]:
    full_year = {name: place for place, name in enumerate(catalogue.precedence_full_year)}
    in_year = {name: place for place, name in enumerate(catalogue.precedence_in_year)}
    worst = len(full_year) + len(in_year)
    ours = figures["area"] == AreaCode(catalogue.council.authority)
    by_year = figures["basis"].isin(_FULL_YEAR_BASES) | ~ours
    full_rank = figures["report"].map(full_year).fillna(worst)
    year_rank = figures["report"].map(in_year).fillna(worst)
    return full_rank.where(by_year, year_rank).astype("int64")
