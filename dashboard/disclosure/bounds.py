"""What a reader can work out of a set of sums and roundings: the least and greatest each unknown count can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Bounds are of whole numbers: what is nearer to one than this was only lost in binary fractions.
WHOLE_WITHIN = 1e-6
# Bounds that still move after so many rounds move by ones; wider than they could be is found out by the solver.
MOST_ROUNDS = 80


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of a system: ``low`` ≤ the sum of ``value`` × unknown ``column`` over the entries of the row ≤ ``high``."""

    row: Places
    column: Places
    value: Numbers
    low: Numbers
    high: Numbers
    unknowns: int

    def kept(self, keep: Flags) -> Rows:
        """Keep the rows that are flagged; the unknowns stay."""
        numbers = np.cumsum(keep) - 1
        entries = keep[self.row]
        return Rows(
            row=numbers[self.row[entries]], column=self.column[entries], value=self.value[entries],
            low=self.low[keep], high=self.high[keep], unknowns=self.unknowns,
        )  # fmt: skip

    def without_known(self, bounds: Bounds) -> Rows:
        """Put in the unknowns that are known: what is left are the rows that tie the others."""
        known = bounds.width == 0
        entries = ~known[self.column]
        told = np.where(known[self.column], self.value * bounds.low[self.column], 0.0)
        sums = np.bincount(self.row, told, minlength=len(self.low))
        return replace(
            self, row=self.row[entries], column=self.column[entries], value=self.value[entries],
            low=self.low - sums, high=self.high - sums,
        )  # fmt: skip

    def part(self, columns: Places) -> Rows:
        """Keep some unknowns, numbered anew, with the rows that hold them; no row may hold any other."""
        entries = np.isin(self.column, columns)
        kept, row = np.unique(self.row[entries], return_inverse=True)
        return Rows(
            row=row, column=np.searchsorted(columns, self.column[entries]), value=self.value[entries],
            low=self.low[kept], high=self.high[kept], unknowns=len(columns),
        )  # fmt: skip

    def families(self) -> Places:
        """Number the unknowns so that those have one number which rows tie together, however far apart."""
        entries = np.ones(len(self.row))
        incidence = coo_array((entries, (self.row, self.column)), shape=(len(self.low), self.unknowns)).tocsr()
        tied = incidence.T @ incidence
        numbers: Places = connected_components(tied, directed=False)[1].astype(np.int64)
        return numbers

    @cached_property
    def is_up(self) -> Flags:
        """Flag the entries that make their row greater."""
        return self.value > 0


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The least and the greatest whole number that each unknown can be."""

    low: Numbers
    high: Numbers

    @property
    def width(self) -> Numbers:
        """Give how far apart they lie: one less than how many values are left; negative where figures disagree."""
        return self.high - self.low


def at_least_nought(unknowns: int) -> Bounds:
    """Give the bounds of counts of which nothing is said."""
    return Bounds(low=np.zeros(unknowns), high=np.full(unknowns, np.inf))


def narrowed(rows: Rows, start: Bounds) -> Bounds:
    """Narrow bounds row by row until nothing moves: each unknown by what the others of its row leave."""
    low, high = start.low.copy(), start.high.copy()
    for _ in range(MOST_ROUNDS):
        before_low, before_high = low.copy(), high.copy()
        _narrow_once(rows, low, high)
        if np.array_equal(before_low, low) and np.array_equal(before_high, high):
            break
    return Bounds(low=low, high=high)


def _narrow_once(rows: Rows, low: Numbers, high: Numbers) -> None:
    up, column = rows.is_up, rows.column
    least = rows.value * np.where(up, low[column], high[column])
    greatest = rows.value * np.where(up, high[column], low[column])
    by_high = (rows.high[rows.row] - _of_the_others(rows, least, -np.inf)) / rows.value
    by_low = (rows.low[rows.row] - _of_the_others(rows, greatest, np.inf)) / rows.value
    upper, lower = np.where(up, by_high, by_low), np.where(up, by_low, by_high)
    np.minimum.at(high, column, np.floor(upper + WHOLE_WITHIN))
    np.maximum.at(low, column, np.ceil(lower - WHOLE_WITHIN))


def _of_the_others(rows: Rows, parts: Numbers, endless: float) -> Numbers:
    """Add up, for each entry, what the other entries of its row come to; ``endless`` where one of them is."""
    is_endless = np.isinf(parts)
    finite = np.where(is_endless, 0.0, parts)
    sums = np.bincount(rows.row, finite, minlength=len(rows.low))
    counts = np.bincount(rows.row, is_endless, minlength=len(rows.low))
    return np.where(counts[rows.row] - is_endless > 0, endless, sums[rows.row] - finite)
