"""Number the keys of stored figures, so that rows of one key are told by a whole number rather than by four codes.

Speed: the store gives rows in the order of their key, so that a new key is seen by comparing each row with the one
before; half a million rows take some hundredths of a second, where grouping four columns of codes takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.observations import KEY

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# The order of the store's rows (``Store.figures``), which puts the rows of one key together.
_STORED_ORDER = ("indicator", "area", "basis", "period")


def number_keys(figures: pd.DataFrame) -> Numbers:
    """Give each row the number of its key: the same number for the same key, in whatever order the rows are."""
    apart = np.zeros(max(len(figures) - 1, 0), dtype="bool")
    for name in _STORED_ORDER:
        values: Any = figures[name].array
        before, after = values[:-1], values[1:]
        if (np.asarray(after < before, dtype="bool") & ~apart).any():
            return np.asarray(figures.groupby(list(KEY), sort=False).ngroup(), dtype="int64")
        apart |= np.asarray(after != before, dtype="bool")
    return np.concatenate([np.zeros(min(len(figures), 1), dtype="int64"), np.cumsum(apart, dtype="int64")])


def number_report_keys(figures: pd.DataFrame) -> Numbers:
    """Give each row the number of its key and report."""
    reports, names = pd.factorize(figures["report"])
    return number_keys(figures) * max(len(names), 1) + reports


def any_in(numbers: Numbers, flags: Flags) -> Flags:
    """Tell the rows whose number has any row flagged."""
    has_any = np.zeros(int(numbers.max(initial=-1)) + 1, dtype="bool")
    has_any[numbers[flags]] = True
    return has_any[numbers]


def last_of_each(numbers: Numbers, order: Sequence[Numbers]) -> Flags:
    """Flag the last row of each number, in the order of several columns, the weightiest first; then of the rows."""
    last = np.ones(len(numbers), dtype="bool")
    several = np.flatnonzero(any_in(numbers, _repeats(numbers)))
    if not len(several):
        return last
    last[several] = False
    found = np.lexsort([*(column[several] for column in reversed(order)), numbers[several]])
    ordered = several[found]
    ends = np.append(numbers[ordered][1:] != numbers[ordered][:-1], True)
    last[ordered[ends]] = True
    return last


def places_in_order(values: pd.Series[Any]) -> Numbers:
    """Give each value its place among the different ones, the smallest first."""
    codes, _ = pd.factorize(values, sort=True)
    return codes.astype("int64")


def _repeats(numbers: Numbers) -> Flags:
    """Flag the second and later rows of a number."""
    return pd.Series(numbers).duplicated().to_numpy(dtype="bool")
