"""Which of many pairs of figures are not the same, as ``same_figure`` tells of one pair."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.precision import FULL_PRECISION, same_figure

# Figures farther apart than one unit of the coarser precision are not the same, however they are rounded; the little
# above one is for the binary fraction of the difference itself.
_SURELY_APART = 1.001


def differing(
    old: pd.Series[float], old_decimals: pd.Series[float], new: pd.Series[float], new_decimals: pd.Series[float]
) -> npt.NDArray[np.bool_]:
    """Tell of each pair whether both are figures and not the same; NaN stands for none, and for no known decimals.

    Only pairs that are neither equal to the last bit nor clearly apart are rounded one by one.
    """
    before, now = old.to_numpy(dtype="float64"), new.to_numpy(dtype="float64")
    coarser = np.fmin(old_decimals.to_numpy(dtype="float64"), new_decimals.to_numpy(dtype="float64"))
    unit = 10.0 ** -np.where(np.isnan(coarser), float(FULL_PRECISION), coarser)
    with np.errstate(invalid="ignore"):
        differ: npt.NDArray[np.bool_] = ~np.isnan(before) & ~np.isnan(now) & (before != now)
        apart = np.abs(before - now) > _SURELY_APART * unit
    for place in np.flatnonzero(differ & ~apart).tolist():
        decimals = (_known(old_decimals.iloc[place]), _known(new_decimals.iloc[place]))
        differ[place] = not same_figure(float(before[place]), decimals[0], float(now[place]), decimals[1])
    return differ


def _known(decimals: float) -> int | None:
    return int(decimals) if decimals == decimals else None
