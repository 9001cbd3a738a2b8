"""Our own figures as a reader meets them: one cell a measure, form and period, with what its sources state."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from dashboard.catalogue.published import DatasetKind
from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.disclosure.small import LARGEST, SMALLEST, places_of
from dashboard.editions.resolve import standing_figures
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import Basis, IndicatorId, Unit

# Indicator, basis and period's code: what is hidden or shown.
CellKey = tuple[str, str, str]
KEY_COLUMNS = ("indicator", "basis", "period")
# A row of figures, by column.
Row = Mapping[Hashable, Any]
_READ = (*KEY_COLUMNS, "value", "numerator", "denominator", "decimals")
# What stands now is known as at an edition beyond every other.
LATEST = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One of our own figures that stands.

    ``is_public`` tells one that a national release states: everyone has it, whatever is left out here.
    ``ever_small`` tells that one of our own reports, in any edition, states a small count for it. ``since`` is the
    first edition of ours that states this very value: whoever has kept that month's paper has had it from then on.
    One that ``is_past`` stood from there on ``until`` another edition; ``revised_by`` is the edition that put a figure
    in place of an earlier one (0: none). Its counts are those ``known`` as at that edition.
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
    until: int = LATEST
    known: int = LATEST
    revised_by: int = 0
    is_past: bool = False

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
    stood = _stood(figures[has_value], public, catalogue)
    since = _first_stated(figures[has_value & ~national])

    cell = partial(_cell, known=known, public=public, small=small)
    past = [
        replace(cell(row, since=start), until=end, known=start, revised_by=start if at else 0, is_past=True)
        for rows in stood.values()
        for at, ((start, row), (end, _)) in enumerate(itertools.pairwise(rows))
    ]
    now = standing_figures(figures[has_value], catalogue)[list(_READ)].to_dict("records")
    revised = {key: rows[-1][0] for key, rows in stood.items() if len(rows) > 1}
    standing = [
        replace(cell(row, since=revised[_key(row)]), revised_by=revised[_key(row)])
        if _key(row) in revised
        else cell(row, since=since.get((*_key(row), float(row["value"])), 0))
        for row in now
    ]
    return (*past, *standing)


def _stood(
    figures: pd.DataFrame, public: Collection[CellKey], catalogue: Catalogue
) -> dict[CellKey, list[tuple[int, Row]]]:
    """Give what stood of our own figures of which editions say several things, each with the edition it stood from."""
    keys = pd.MultiIndex.from_frame(figures[list(KEY_COLUMNS)])
    several = figures.groupby(list(KEY_COLUMNS), sort=False)["value"].transform("nunique") > 1
    figures = figures[several & ~keys.isin(list(public))] if public else figures[several]
    stood: dict[CellKey, list[tuple[int, Row]]] = defaultdict(list)
    for edition in sorted(figures["edition"].unique().tolist()):
        then = standing_figures(figures[figures["edition"] <= edition], catalogue)
        for row in then[list(_READ)].to_dict("records"):
            before = stood[_key(row)]
            if not before or before[-1][1]["value"] != row["value"]:
                before.append((int(edition), row))
    return stood


def _first_stated(figures: pd.DataFrame) -> dict[tuple[str, str, str, float], int]:
    """Give the first edition that states each value of a figure."""
    first = figures.sort_values("edition", kind="stable").drop_duplicates([*KEY_COLUMNS, "value"])
    keys = zip(*(first[name] for name in (*KEY_COLUMNS, "value")), strict=True)
    return dict(zip(keys, first["edition"].astype(int), strict=True))


def _key(row: Row) -> CellKey:
    return (row["indicator"], row["basis"], row["period"])


def _cell(
    row: Row, *, known: Mapping[str, Indicator], public: Collection[CellKey], small: Collection[CellKey], since: int
) -> Cell:
    decimals = _number(row["decimals"])
    value = float(str(row["value"]))
    indicator = known[row["indicator"]]
    return Cell(
        indicator=indicator.id,
        basis=Basis(str(row["basis"])),
        period=parse_period(str(row["period"])),
        value=value,
        places=places_of(value, None if decimals is None else int(decimals)),
        unit=indicator.unit,
        can_exceed_100=indicator.can_exceed_100,
        top=_number(row["numerator"]),
        bottom=_number(row["denominator"]),
        is_public=_key(row) in public,
        ever_small=_key(row) in small,
        since=since,
    )


def _number(value: object) -> float | None:
    number = float(str(value))
    return None if math.isnan(number) else number
