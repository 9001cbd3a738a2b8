"""Observations: the tidy figures that cross every boundary, in one checked frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.periods import Period, parse_period
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind, Missing

KEY = ("indicator", "basis", "area", "period")

# Printed comparators that are no place have codes of their own beside the nine-character ones.
STATISTICAL_NEIGHBOURS = AreaCode("statistical-neighbours")
BEST_STATISTICAL_NEIGHBOUR = AreaCode("best-statistical-neighbour")
NATIONAL_TOP_QUARTILE = AreaCode("national-top-quartile")
ENGLAND = AreaCode("E92000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure, or the reason why there is none, with the cell it came from.

    ``value`` is in the indicator's unit (percentages as 92.9). ``decimals`` is the precision it was printed with, by
    which two figures are compared. ``sheet`` and ``cell`` place it in its file; for a DfE file ``cell`` is the row.
    ``provisional`` figures give way to the published one; ``derived`` counts were worked out, not printed.
    """

    indicator: IndicatorId
    basis: Basis
    area: AreaCode
    period: Period
    value: float | None
    missing: Missing | None
    kind: Kind = Kind.VALUE
    numerator: float | None = None
    denominator: float | None = None
    decimals: int | None = None
    provisional: bool = False
    derived: bool = False
    text: str = ""
    sheet: str = ""
    cell: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            raise ValueError(f"{self.key}: give a value or the reason why there is none")

    @property
    def key(self) -> tuple[IndicatorId, Basis, AreaCode, Period]:
        """Give what makes the figure unique."""
        return (self.indicator, self.basis, self.area, self.period)


COLUMNS = tuple(field.name for field in fields(Observation))


class Observations:
    """A set of observations with a unique key.

    The frame's columns are those of ``Observation``: ``indicator``, ``basis``, ``area``, ``period``, ``missing``,
    ``kind``, ``text``, ``sheet``, ``cell`` as ``str`` (empty where there is none), ``value``, ``numerator``,
    ``denominator``, ``decimals`` as ``float64`` (NaN where there is none), ``provisional``, ``derived`` as ``bool``.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        """Wrap a frame.

        Raises:
            ValueError: when a column is missing or a key stands twice.
        """
        if lacking := [column for column in COLUMNS if column not in frame.columns]:
            raise ValueError(f"observations lack the columns {', '.join(lacking)}")
        if (repeated := frame.duplicated(list(KEY))).any():
            first = frame.loc[repeated, list(KEY)].iloc[0].tolist()
            raise ValueError(f"observations hold the key {first} more than once")
        self._frame = frame.reset_index(drop=True)

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> Observations:
        """Collect single observations."""
        return cls(frame_of(observations))

    @property
    def frame(self) -> pd.DataFrame:
        """Give the frame; treat it as read-only."""
        return self._frame

    def __len__(self) -> int:
        return len(self._frame)

    def __getitem__(self, position: int) -> Observation:
        """Give one observation by its place in the frame."""
        return _as_observation({name: values[position] for name, values in self._columns.items()})

    def __iter__(self) -> Iterator[Observation]:
        return (self[position] for position in range(len(self)))

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        # Plain lists: taking single rows out of a frame costs a hundred times as much.
        return {name: self._frame[name].tolist() for name in COLUMNS}


DTYPES: dict[str, str] = {
    **dict.fromkeys(("indicator", "basis", "area", "period", "missing", "kind", "text", "sheet", "cell"), "str"),
    **dict.fromkeys(("value", "numerator", "denominator", "decimals"), "float64"),
    **dict.fromkeys(("provisional", "derived"), "bool"),
}


def frame_of(observations: Iterable[Observation]) -> pd.DataFrame:
    """Give the frame of single observations, in which a key may stand twice."""
    if isinstance(observations, Observations):
        return observations.frame
    return pd.DataFrame([_as_row(one) for one in observations], columns=list(COLUMNS)).astype(DTYPES)


def _as_row(observation: Observation) -> dict[str, Any]:
    row = {name: getattr(observation, name) for name in COLUMNS}
    return {**row, "period": str(observation.period), "missing": observation.missing or ""}


def _as_observation(row: dict[str, Any]) -> Observation:
    decimals = row["decimals"]
    return Observation(
        indicator=IndicatorId(row["indicator"]),
        basis=Basis(row["basis"]),
        area=AreaCode(row["area"]),
        period=parse_period(row["period"]),
        value=_number(row["value"]),
        missing=Missing(row["missing"]) if row["missing"] else None,
        kind=Kind(row["kind"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        decimals=None if math.isnan(decimals) else int(decimals),
        provisional=bool(row["provisional"]),
        derived=bool(row["derived"]),
        text=row["text"],
        sheet=row["sheet"],
        cell=row["cell"],
    )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
