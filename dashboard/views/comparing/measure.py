"""What comparisons are made of: a measure, and everyone's figures of one year."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.benchmarks.spread import Band, Spread
from dashboard.catalogue.schema import Indicator
from dashboard.formatting import UNIT_WORDS
from dashboard.periods import Period
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.vocabulary import Basis, IndicatorId, Polarity, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a comparison needs to know of a measure; ``indicator`` is None for one that the catalogue does not name."""

    id: IndicatorId
    name: str
    unit: Unit
    unit_words: str
    decimals: int
    polarity: Polarity
    basis: Basis
    has_quartiles: bool
    definition: str
    indicator: Indicator | None


def measure_of(indicator: Indicator) -> Measure:
    """Take the measure of an indicator of the catalogue, on the form in which national releases give a year of it."""
    return Measure(
        id=indicator.id,
        name=indicator.name,
        unit=indicator.unit,
        unit_words=UNIT_WORDS[indicator.unit],
        decimals=indicator.decimal_places,
        polarity=indicator.polarity,
        basis=next((one.basis for one in indicator.published if not one.months), Basis.FINANCIAL_YEAR),
        has_quartiles=indicator.comparators.quartiles,
        definition=" ".join(indicator.meaning.split()),
        indicator=indicator,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearComparison:
    """Everyone's figures of one year.

    ``neighbours`` are in rank order of the list ``list_id``, those without a figure with their reason.
    ``average_before`` is what the average was before a restatement of a neighbour's figure, where that changed it, and
    ``restated`` are the neighbours concerned; ``pooled`` counts the neighbours together. ``authorities`` are all those
    in being that year, ours included; ``rank`` is our place among the ``ranked`` of them that have a figure.
    """

    period: Period
    ours: AreaFigure
    region: AreaFigure | None
    england: AreaFigure | None
    neighbours: tuple[AreaFigure, ...]
    list_id: str
    list_words: str
    average: ComparatorFigure
    average_before: ComparatorFigure | None
    restated: tuple[AreaFigure, ...]
    pooled: ComparatorFigure
    average_decimals: int
    best_neighbour: AreaFigure | None
    spread: Spread | None
    top_quartile: float | None
    band: Band | None
    rank: int | None
    ranked: int
    authorities: tuple[AreaFigure, ...]
