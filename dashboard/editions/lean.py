"""Rows of which only some columns were read, as of a release that holds half a million figures."""

from __future__ import annotations

import pandas as pd

from dashboard.observations import DTYPES
from dashboard.vocabulary import Kind

# What an observation has where nothing is said.
_UNSAID: dict[str, str | float | bool] = {"str": "", "float64": float("nan"), "bool": False}


def fill_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows the columns of ``Observations`` that were not read, with nothing said in them."""
    filled = rows.copy()
    for name, dtype in DTYPES.items():
        if name not in rows.columns:
            said = str(Kind.VALUE) if name == "kind" else _UNSAID[dtype]
            filled[name] = pd.Series(said, index=rows.index, dtype=dtype)
    return filled
