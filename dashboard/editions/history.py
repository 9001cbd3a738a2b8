"""What a report said of a figure before, edition by edition: restated figures, and those that came late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

import numpy as np
import pandas as pd

from dashboard.editions.keys import Flags, any_in, number_report_keys
from dashboard.editions.resolve import REPORT_ORDER, standing_in_report
from dashboard.observations import KEY
from dashboard.precision import same_figure
from dashboard.vocabulary import Missing

# Report, indicator, basis, area and period: one figure of one report.
HistoryKey = tuple[str, str, str, str, str]
_KEY = ("report", *KEY)
_SAID = ("edition", "issued_on", "value", "missing", "decimals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a report said of one figure, and the edition that said it first."""

    edition: int
    issued_on: date
    value: float | None
    missing: Missing | None
    decimals: int | None = None

    def agrees_with(self, other: Statement) -> bool:
        """Tell whether both say the same, within the precision printed."""
        if self.value is None or other.value is None:
            return self.missing is other.missing
        return same_figure(self.value, self.decimals, other.value, other.decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The different things one report said of one figure: ``earlier``, the oldest first, and what stands ``now``.

    ``said_by`` is the edition whose row stands: the last to repeat ``now``.
    """

    earlier: tuple[Statement, ...]
    now: Statement
    said_by: int

    @property
    def is_restated(self) -> bool:
        """Tell whether a figure was published and another, or none, stands now."""
        return any(one.value is not None and not one.agrees_with(self.now) for one in self.earlier)

    @property
    def came_late(self) -> bool:
        """Tell whether the first figure came where only a reason stood before."""
        return self.now.value is not None and all(one.value is None for one in self.earlier)


def earlier_figures(figures: pd.DataFrame) -> Mapping[HistoryKey, History]:
    """Give the history of each figure of which its own report said different things.

    ``figures`` is what the store gives for some moment; what was published later or did not stand then plays no part.
    Other reports' figures are no restatements. Most figures are only repeated: one pass over the columns finds those
    that differ, and only their rows are put in order.
    """
    rows = figures if figures.empty else figures[_differing(figures)]
    if rows.empty:
        return {}
    standing = standing_in_report(rows)
    last = dict(zip(_keys(standing), standing["edition"].tolist(), strict=True))
    said: dict[HistoryKey, list[Statement]] = {}
    ordered = rows.sort_values([*REPORT_ORDER], kind="stable")
    for key, statement in zip(_keys(ordered), _statements(ordered), strict=True):
        said.setdefault(key, []).append(statement)
    found = {key: _history(statements, last[key]) for key, statements in said.items()}
    return {key: history for key, history in found.items() if history is not None}


def _keys(rows: pd.DataFrame) -> list[HistoryKey]:
    return list(zip(*(rows[name].tolist() for name in _KEY), strict=True))


def _differing(figures: pd.DataFrame) -> Flags:
    """Flag the rows of the keys of which one report says different things."""
    numbers = number_report_keys(figures)
    order = np.argsort(numbers, kind="stable")
    numbers, values = numbers[order], figures["value"].to_numpy(dtype="float64")[order]
    reasons = pd.factorize(figures["missing"])[0][order]
    same_value = (values[1:] == values[:-1]) | (np.isnan(values[1:]) & np.isnan(values[:-1]))
    otherwise = (numbers[1:] == numbers[:-1]) & ~(same_value & (reasons[1:] == reasons[:-1]))
    flags = np.zeros(len(numbers), dtype="bool")
    flags[order] = any_in(numbers, np.append(False, otherwise))
    return flags


def _statements(rows: pd.DataFrame) -> Iterable[Statement]:
    for edition, issued_on, value, missing, decimals in zip(*(rows[name].tolist() for name in _SAID), strict=True):
        yield Statement(
            edition=edition,
            issued_on=date.fromisoformat(issued_on),
            value=None if missing else value,
            missing=Missing(missing) if missing else None,
            decimals=None if pd.isna(decimals) else int(decimals),
        )


def _history(statements: list[Statement], last: int) -> History | None:
    """Put together what was said up to the edition that stands; None where it all agrees."""
    before = list(takewhile(lambda one: one.edition != last, statements))
    different: list[Statement] = []
    previous: Statement | None = None
    for one in statements[: len(before) + 1]:
        if previous is None or not one.agrees_with(previous):
            different.append(one)
        previous = one
    *earlier, now = different
    return History(earlier=tuple(earlier), now=now, said_by=last) if earlier else None
