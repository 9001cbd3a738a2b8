"""The interactive tool's rows that are kept, as arrays, and the observations they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.benchmarks.lait_measures import ID_PREFIX
from dashboard.benchmarks.lait_table import FIRST_DATA_ROW, Flags, Numbers, Places
from dashboard.benchmarks.lait_years import YearType
from dashboard.observations import COLUMNS, DTYPES
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, IndicatorId, Kind, Missing

# No such place, and a text that is about several years.
NONE, SEVERAL = -1, -2
REASONS = tuple(Missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a measure's figures become: whose they are, with how many decimals, and what a year of them is."""

    indicator: IndicatorId
    decimals: int
    years: YearType

    @property
    def is_further(self) -> bool:
        """Tell a measure that the catalogue does not name."""
        return self.indicator.startswith(ID_PREFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many rows are left out, each for the first reason that holds."""

    not_wanted: int
    several_years: int
    unreadable: int
    unknown_area: int
    not_in_being: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The rows kept: ``rows`` are their places in the file, the other arrays say of each what it is.

    ``indicators``, ``when`` and ``areas`` are places in ``targets``, ``periods`` and ``codes``; ``missing`` is a place
    in ``REASONS`` or ``NONE``; ``values`` is NaN where a reason stands.
    """

    rows: Places
    targets: Sequence[Target]
    indicators: Places
    periods: Sequence[Period]
    when: Places
    codes: Sequence[AreaCode]
    areas: Places
    values: Numbers
    missing: Places
    symbols: Sequence[str]
    marks: Sequence[str]
    provisional: Flags

    def repeated_rows(self) -> list[int]:
        """Give the numbers of rows whose area, period and measure an earlier row has."""
        key = (self.indicators * len(self.periods) + self.when) * len(self.codes) + self.areas
        repeated = pd.Series(key).duplicated().to_numpy()
        return [int(place) + FIRST_DATA_ROW for place in self.rows[repeated]]

    def frame(self, dataset: str) -> pd.DataFrame:
        """Give the rows as observations."""
        has_value = self.missing == NONE
        decimals = np.array([target.decimals for target in self.targets], dtype=np.float64)[self.indicators]
        columns: dict[str, object] = {
            "indicator": _words([target.indicator for target in self.targets], self.indicators),
            "basis": _words([target.years.basis for target in self.targets], self.indicators),
            "area": _words(self.codes, self.areas),
            "period": _words(self.periods, self.when),
            "value": self.values,
            "missing": _words([*REASONS, ""], self.missing),
            "kind": str(Kind.BENCHMARK),
            "numerator": np.nan,
            "denominator": np.nan,
            "decimals": np.where(has_value, decimals, np.nan),
            "provisional": self.provisional,
            "derived": False,
            "text": self._texts(decimals),
            "sheet": dataset,
            "cell": "row " + pd.Series(self.rows + FIRST_DATA_ROW).astype("str"),
        }
        return pd.DataFrame(columns)[list(COLUMNS)].astype(DTYPES)

    def __len__(self) -> int:
        return len(self.rows)

    def _texts(self, decimals: Numbers) -> list[str]:
        """Give the symbol of a missing figure, and the figure with the mark of its year, such as 36.3 (Rev)."""
        texts = list(self.symbols)
        for place, mark in enumerate(self.marks):
            if mark and not texts[place] and self.missing[place] == NONE:
                texts[place] = f"{self.values[place]:.{int(decimals[place])}f} ({mark})"
        return texts


def _words(texts: Sequence[object], places: Places) -> pd.Series[str]:
    """Take each row's text out of a short list; the last stands for ``NONE``."""
    return pd.Series(np.array([str(text) for text in texts] or [""], dtype=object)[places], dtype="str")
