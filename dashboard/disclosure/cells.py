"""Our own figures as a reader meets them: one cell a measure, form and period, with what its sources state."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.catalogue.published import DatasetKind
from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.small import LARGEST, SMALLEST, places_of
from dashboard.editions.resolve import standing_figures
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import Basis, IndicatorId, Unit

# Indicator, basis and period's code: what is hidden or shown.
CellKey = tuple[str, str, str]
KEY_COLUMNS = ("indicator", "basis", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One of our own figures that stands.

    ``is_public`` tells one that a national release states: everyone has it, whatever is left out here.
    ``ever_small`` tells that one of our own reports, in any edition, states a small count for it. ``since`` is the
    first edition of ours that states this very value: whoever has kept that month's paper has had it from then on.
    """

    indicator: IndicatorId
    basis: Basis
    period: Period
    value: float
    places: int
    unit: Unit
    can_exceed_100: bool
    top: float | None
    bottom: float | None
    is_public: bool
    ever_small: bool
    since: int = 0

    @property
    def key(self) -> CellKey:
        """Give what the figure is hidden by."""
        return (str(self.indicator), str(self.basis), str(self.period))

    @property
    def is_share(self) -> bool:
        """Tell a percentage that is a part of a whole."""
        return self.unit is Unit.PER_CENT and not self.can_exceed_100


def national_series(catalogue: Catalogue) -> frozenset[str]:
    """List the series of published statistics."""
    return frozenset(str(one.series) for one in catalogue.datasets) - shared_series(catalogue)


def shared_series(catalogue: Catalogue) -> frozenset[str]:
    """List the series that councils share among themselves and nobody publishes: the regional returns."""
    return frozenset(str(one.series) for one in catalogue.datasets if one.kind is DatasetKind.REGIONAL_RETURN)


def small_rows(figures: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Flag the rows that state a small count themselves: a count of 1 to 5, or the counts behind a figure."""
    counts = [str(one.id) for one in catalogue.indicators if one.unit is Unit.COUNT]
    shares = [str(one.id) for one in catalogue.indicators if one.unit is Unit.PER_CENT and not one.can_exceed_100]
    is_count, is_share = figures["indicator"].isin(counts), figures["indicator"].isin(shares)
    top, bottom = figures["numerator"], figures["denominator"]
    flags: pd.Series = (
        (is_count & _small(figures["value"])) | _small(top) | (is_share & (_small(bottom) | _small(bottom - top)))
    )
    return flags


def _small(counts: pd.Series) -> pd.Series:
    return counts.between(SMALLEST, LARGEST)


def cells_of(figures: pd.DataFrame, catalogue: Catalogue) -> tuple[Cell, ...]:
    """Gather our own figures; ``figures`` are the store's rows of our area at one moment.

    Of several statements the standing one is the figure; what is small is small in whichever edition it is stated.
    """
    if figures.empty:
        return ()
    known = {str(one.id): one for one in catalogue.indicators}
    figures = figures[figures["indicator"].isin(list(known)) & ~figures["report"].isin(shared_series(catalogue))]
    national = figures["report"].isin(national_series(catalogue))
    keys = pd.MultiIndex.from_frame(figures[list(KEY_COLUMNS)])
    has_value = figures["value"].notna()
    public = set(keys[national & has_value])
    small = set(keys[~national & small_rows(figures, catalogue)])
    standing = standing_figures(figures[has_value], catalogue)
    since = _first_stated(figures[has_value & ~national])
    return tuple(
        _cell(row, known[row["indicator"]].unit, can_exceed_100=known[row["indicator"]].can_exceed_100,
              is_public=_key(row) in public, ever_small=_key(row) in small,
              since=since.get((*_key(row), float(row["value"])), 0))
        for row in standing[[*KEY_COLUMNS, "value", "numerator", "denominator", "decimals"]].to_dict("records")
    )  # fmt: skip


def _first_stated(figures: pd.DataFrame) -> dict[tuple[str, str, str, float], int]:
    """Give the first edition that states each value of a figure."""
    first = figures.sort_values("edition", kind="stable").drop_duplicates([*KEY_COLUMNS, "value"])
    keys = zip(*(first[name] for name in (*KEY_COLUMNS, "value")), strict=True)
    return dict(zip(keys, first["edition"].astype(int), strict=True))


def _key(row: Mapping[Hashable, Any]) -> CellKey:
    return (row["indicator"], row["basis"], row["period"])


def _cell(
    row: Mapping[Hashable, Any], unit: Unit, *, can_exceed_100: bool, is_public: bool, ever_small: bool, since: int
) -> Cell:
    decimals = _number(row["decimals"])
    value = float(str(row["value"]))
    return Cell(
        indicator=IndicatorId(str(row["indicator"])),
        basis=Basis(str(row["basis"])),
        period=parse_period(str(row["period"])),
        value=value,
        places=places_of(value, None if decimals is None else int(decimals)),
        unit=unit,
        can_exceed_100=can_exceed_100,
        top=_number(row["numerator"]),
        bottom=_number(row["denominator"]),
        is_public=is_public,
        ever_small=ever_small,
        since=since,
    )


def _number(value: object) -> float | None:
    number = float(str(value))
    return None if math.isnan(number) else number
