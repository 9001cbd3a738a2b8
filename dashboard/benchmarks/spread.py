"""How a figure lies among those of all authorities: quartiles, bands and ranks, as the department's tool gives them.

Source: Local Authority Interactive Tool, ``R/fn_analysis.R``: quantiles are linear (R's default, type 7), an edge
belongs to the band of lower values, ties share the best rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import quantiles

from dashboard.vocabulary import AreaCode, Polarity

# Fewer figures than these make no quarters.
FEWEST_FOR_BANDS = 4

_GOOD_WAY = {Polarity.LOWER_IS_BETTER: 1, Polarity.HIGHER_IS_BETTER: -1}


class Band(StrEnum):
    """The quarter of all authorities that a figure lies in; A is the best by polarity."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Lowest, quartiles and highest of ``n`` figures, in their unit and unrounded."""

    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float
    n: int


def spread_of(values: Iterable[float]) -> Spread | None:
    """Work out the spread, exactly on the printed decimals; None where there are no figures."""
    ordered = sorted(Decimal(repr(float(value))) for value in values)
    if not ordered:
        return None
    quarters = quantiles(ordered, n=4, method="inclusive") if len(ordered) > 1 else ordered * 3
    lower, middle, upper = (float(quarter) for quarter in quarters)
    return Spread(
        minimum=float(ordered[0]),
        lower_quartile=lower,
        median=middle,
        upper_quartile=upper,
        maximum=float(ordered[-1]),
        n=len(ordered),
    )


def band_of(value: float | None, spread: Spread | None, polarity: Polarity) -> Band | None:
    """Tell the quarter a figure lies in; None without a figure, a good way, or enough figures.

    A figure on an edge belongs to the band of lower values: for a measure where high is good that is the worse one.
    """
    if value is None or spread is None or spread.n < FEWEST_FOR_BANDS or polarity not in _GOOD_WAY:
        return None
    edges = (spread.lower_quartile, spread.median, spread.upper_quartile)
    quarter = sum(value > edge for edge in edges)
    return tuple(Band)[:: _GOOD_WAY[polarity]][quarter]


def top_quartile_threshold(spread: Spread | None, polarity: Polarity) -> float | None:
    """Give the figure that bounds the best quarter: at or below it where low is good, above it where high is good."""
    if spread is None or spread.n < FEWEST_FOR_BANDS or polarity not in _GOOD_WAY:
        return None
    return spread.lower_quartile if polarity is Polarity.LOWER_IS_BETTER else spread.upper_quartile


def ranks(values: Mapping[AreaCode, float], polarity: Polarity) -> Mapping[AreaCode, int]:
    """Rank the figures, 1 the best, ties sharing the smallest rank; empty without a good way."""
    if polarity not in _GOOD_WAY:
        return {}
    way = _GOOD_WAY[polarity]
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(values.values(), key=lambda value: value * way), start=1):
        first.setdefault(value, place)
    return {code: first[value] for code, value in values.items()}


def best_of(values: Mapping[AreaCode, float], polarity: Polarity) -> AreaCode | None:
    """Name the area with the best figure, the first in order among equals; None without a good way or a figure."""
    if polarity not in _GOOD_WAY:
        return None
    return min(values, key=lambda code: values[code] * _GOOD_WAY[polarity], default=None)
