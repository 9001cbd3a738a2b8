"""Draft rows: one figure, target, RAG or direction cell of a measure, as read, with its place."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.vocabulary import AreaRole, Basis, IndicatorId, Kind, Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One cell of a measure's row, filled or not.

    ``period`` is the code as printed (``2018/19 to 2019/20`` for a difference). ``value`` is in the measure's unit, of
    a target the figure to reach. ``text`` holds the cell's words where it has some. ``meaning`` says what a RAG,
    direction or band means; ``low`` and ``high`` are the ends of a band, each included or not. ``fault`` is the code of
    the issue that keeps the figure out.
    """

    sheet: str
    cell: str
    printed_no: str
    printed_name: str
    indicator: IndicatorId
    kind: Kind
    period: str
    basis: Basis
    area: AreaRole
    value: float | None = None
    missing: Missing | None = None
    numerator: float | None = None
    denominator: float | None = None
    decimals: int | None = None
    restated: bool = False
    text: str = ""
    meaning: str = ""
    low: float | None = None
    high: float | None = None
    low_included: bool = False
    high_included: bool = False
    fault: str = ""
