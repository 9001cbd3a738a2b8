"""The interactive tool's rows as columns of places in short lists of distinct texts.

The file has 641,070 rows, but 434 measures, about 100 texts for years, 170 areas and 55,000 figures: every question is
answered once for a distinct text and then taken for all its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.benchmarks.parquet_file import read_encoded
from dashboard.benchmarks.rounding import round_half_up

MEASURE, YEARS, NUMBER, VALUES = "Short Desc", "Years", "LA Number", "Values"
COLUMNS = (MEASURE, YEARS, NUMBER, VALUES)

FIRST_DATA_ROW = 1

Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Nearer to a half than this the number is rounded by its decimal digits, one by one.
_NEAR_A_HALF = 1e-6
_MOST_EXACT = 2.0**52


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its distinct texts, and for each row the place of its text among them."""

    texts: tuple[str, ...]
    places: Places

    def of(self, answers: Iterable[bool]) -> Flags:
        """Take a yes or no for each distinct text to all rows."""
        return np.fromiter(answers, dtype=np.bool_, count=len(self.texts))[self.places]

    def find(self, answer: Callable[[str], int]) -> Places:
        """Ask a number of each distinct text and take it to all rows."""
        return np.array([answer(text) for text in self.texts], dtype=np.int64)[self.places]


@dataclass(frozen=True, kw_only=True)
class LaitTable:
    """The columns that are read; row 0 here is row 1 of the file."""

    measures: Column
    years: Column
    areas: Column
    values: Column

    @cached_property
    def rows(self) -> int:
        """Count the rows."""
        return len(self.measures.places)


def read_table(content: bytes, filename: str) -> LaitTable:
    """Read the four columns.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when the file is damaged, or a column holds no texts or numbers.
    """
    measures, years, areas, values = (_column(encoded) for encoded in read_encoded(content, filename, COLUMNS))
    return LaitTable(measures=measures, years=years, areas=areas, values=values)


def _column(encoded: pa.DictionaryArray) -> Column:
    texts = [_text(value) for value in encoded.dictionary.to_pylist()]
    places = encoded.indices
    if places.null_count:
        # A row without a value has no place: the empty text behind all others is its.
        places = places.cast(pa.int64()).fill_null(len(texts))
        texts.append("")
    return Column(texts=tuple(texts), places=places.to_numpy(zero_copy_only=False).astype(np.int64))


def _text(value: object) -> str:
    """Write a distinct value as text; whole numbers without decimals, no value as an empty text."""
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def round_all(values: Numbers, decimals: int) -> Numbers:
    """Round many numbers as ``round_half_up`` rounds one."""
    scaled = np.abs(values) * 10.0**decimals
    whole = np.floor(scaled)
    rest = scaled - whole
    rounded = np.copysign((whole + (rest >= 0.5)) / 10.0**decimals, values)
    unsure = np.isfinite(values) & ((np.abs(rest - 0.5) < _NEAR_A_HALF) | (scaled >= _MOST_EXACT))
    for place in np.flatnonzero(unsure):
        rounded[place] = round_half_up(float(values[place]), decimals)
    return rounded
