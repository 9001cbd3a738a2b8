"""The figures of an upload and of the store side by side, one line for each measure and form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from dashboard.editions.resolve import standing_in_report
from dashboard.editions.tidy import stored_period
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId, Kind
from dashboard.workbook.rows import DraftRow

Line = tuple[IndicatorId, Basis]
PrintedLines = Mapping[Line, Mapping[Period, DraftRow]]

# Half of the last of nine decimals: two figures closer than this are the same at full precision.
SAME = 5e-10

period_of = cache(parse_period)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFigure:
    """A figure of the store: its value, and the decimals it was printed with."""

    value: float
    decimals: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the store holds of a report's own month and quarter figures, as its last issue said them."""

    lines: Mapping[Line, Mapping[Period, StoredFigure]] = field(default_factory=dict)

    def figure(self, line: Line, period: Period) -> StoredFigure | None:
        """Give the figure of a line and period; None where there is none."""
        return self.lines.get(line, {}).get(period)


NO_PAST = Past()


def printed_lines(rows: Iterable[DraftRow], as_at: Period) -> PrintedLines:
    """Group our own month and quarter figures under the periods they are stored under.

    Cells left out or without a figure are not among them.
    """
    lines: dict[Line, dict[Period, DraftRow]] = {}
    for row in rows:
        if row.kind is Kind.VALUE and row.area is AreaRole.OURS and row.value is not None and not row.fault:
            lines.setdefault((row.indicator, row.basis), {})[stored_period(row, as_at)] = row
    return lines


def read_past(stored: pd.DataFrame, area: AreaCode) -> Past:
    """Take one area's month and quarter figures out of a report's rows of the store (see ``Store.figures``)."""
    if stored.empty:
        return NO_PAST
    own = standing_in_report(stored[(stored["kind"] == str(Kind.VALUE)) & (stored["area"] == area)])
    own = own[own["value"].notna()]
    lines: dict[Line, dict[Period, StoredFigure]] = {}
    columns = (own[name].tolist() for name in ("indicator", "basis", "period", "value", "decimals"))
    for indicator, basis, code, value, decimals in zip(*columns, strict=True):
        places = int(decimals) if decimals == decimals else None  # NaN is the one number that is not itself
        figure = StoredFigure(value=value, decimals=places)
        lines.setdefault((IndicatorId(indicator), Basis(basis)), {})[period_of(code)] = figure
    return Past(lines=lines)


def is_same(first: float, second: float) -> bool:
    """Tell whether two figures are the same at full precision."""
    return abs(first - second) < SAME
