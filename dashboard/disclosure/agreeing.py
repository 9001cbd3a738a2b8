"""Put figures that do not add up in line: what each is out by is taken as known, for the reader may know it too.

Scorecards are printed again and again: a late entry is in the year to date and not in its month. Taken as they are,
such figures have no solution, and nothing could be said of what a reader finds out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, eye_array, hstack, vstack

from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.bounds import WHOLE_WITHIN, Flags, Numbers, at_least_nought, narrowed
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.system import NO_CELL, System, build_system
from dashboard.vocabulary import IndicatorId, Unit

# A printed month is right sooner than a sum of months (our choice): sums hold late entries.
_WEIGHT_OF_ONE, _WEIGHT_OF_SUMS = 3.0, 1.0


def agreeing_system(cells: Sequence[Cell], catalogue: Catalogue) -> System:
    """Write down what the figures say, in a way that all of it can hold at once.

    Where our months and a national figure disagree they count different things; what disagrees among our own figures
    is shifted as little as is needed. Mostly nothing does.
    """
    system = build_system(cells, catalogue)
    is_rate = np.array([cell.unit is Unit.RATE_PER_10000 for cell in cells], dtype="bool")
    by_rate = (system.owner != NO_CELL) & is_rate[system.owner]
    agreed = _without_rates_agreeing(_bounded(system, by_rate, -np.inf, np.inf), catalogue)
    return _with_rates(agreed, system) if by_rate.any() else agreed


def _without_rates_agreeing(system: System, catalogue: Catalogue) -> System:
    torn = _torn(system)
    if not torn:
        return system
    # What was said before is no reason to doubt that we and a national release count the same.
    cells = system.cells
    now = build_system([cell for cell in cells if not cell.is_past and cell.unit is not Unit.RATE_PER_10000], catalogue)
    untied = frozenset[IndicatorId]().union(*(now.measures_in(np.flatnonzero(inside)) for inside in _torn(now)))
    apart = np.array([cell.is_public and cell.indicator in untied for cell in cells], dtype="bool")
    return _made_to_agree(system.without(apart))


def _bounded(system: System, flagged: Flags, low: Numbers | float, high: Numbers | float) -> System:
    rows = system.rows
    return system.with_rows(
        replace(rows, low=np.where(flagged, low, rows.low), high=np.where(flagged, high, rows.high))
    )


def _with_rates(agreed: System, printed: System) -> System:
    """Add what rates say of the counts above them, as far as the counts allow: their children are only guessed at."""
    of_cell = {int(one): at for at, one in enumerate(printed.owner.tolist()) if one != NO_CELL}
    rows = agreed.rows
    bounds = narrowed(rows, at_least_nought(rows.unknowns))
    low, high, by_rate = rows.low.copy(), rows.high.copy(), np.zeros(len(rows.low), dtype="bool")
    for row, column in zip(rows.row.tolist(), rows.column.tolist(), strict=True):
        owner = int(agreed.owner[row])
        if owner != NO_CELL and agreed.cells[owner].unit is Unit.RATE_PER_10000:
            by_rate[row] = True
            low[row] = min(printed.rows.low[of_cell[owner]], bounds.high[column])
            high[row] = max(printed.rows.high[of_cell[owner]], bounds.low[column])
    tied = agreed.with_rows(replace(rows, low=low, high=high))
    torn = np.zeros(rows.unknowns, dtype="bool")
    for inside in _torn(tied):
        torn |= inside
    doubted = np.zeros(len(low), dtype="bool")
    doubted[rows.row[torn[rows.column]]] = True
    return _bounded(tied, doubted & by_rate, -np.inf, np.inf)


def _torn(system: System) -> list[Flags]:
    """Flag, one family at a time, the unknowns that cannot be what all the figures say."""
    rows = system.rows
    bounds = narrowed(rows, at_least_nought(rows.unknowns))
    family = rows.families()
    return [family == number for number in np.unique(family[bounds.width < 0])]


def _made_to_agree(system: System) -> System:
    rows = system.rows
    low, high = rows.low.copy(), rows.high.copy()
    for inside in _torn(system):
        _shift(system, inside, low, high)
    shifted = system.with_rows(replace(rows, low=low, high=high))
    for inside in _torn(shifted):
        _loosen(shifted, inside, low, high)
    return system.with_rows(replace(rows, low=low, high=high))


def _loosen(system: System, inside: Flags, low: Numbers, high: Numbers) -> None:
    """Let the figures be out by one case more: whole numbers can miss what fractions fit."""
    rows = system.rows
    case = np.zeros(len(low))
    np.maximum.at(case, rows.row, np.abs(rows.value))
    mine = np.zeros(len(low), dtype="bool")
    mine[rows.row[inside[rows.column]]] = True
    mine &= (system.owner != NO_CELL) & (np.bincount(rows.row, minlength=len(low)) > 1)
    low[mine] -= case[mine]
    high[mine] += case[mine]


def _shift(system: System, inside: Flags, low: Numbers, high: Numbers) -> None:
    """Find counts that miss the printed figures by the least, and take the misses as known."""
    rows = system.rows
    mine = np.unique(rows.row[inside[rows.column]])
    place = np.full(len(rows.low), -1)
    place[mine] = np.arange(len(mine))
    entries = np.flatnonzero(place[rows.row] >= 0)
    columns, column = np.unique(rows.column[entries], return_inverse=True)
    scale = np.ones(len(mine))
    np.maximum.at(scale, place[rows.row[entries]], np.abs(rows.value[entries]))
    values = rows.value[entries] / scale[place[rows.row[entries]]]
    matrix = coo_array((values, (place[rows.row[entries]], column)), shape=(len(mine), len(columns))).tocsr()
    printed = system.owner[mine] != NO_CELL
    found = _nearest(matrix, low[mine] / scale, high[mine] / scale, printed, _weights(matrix, printed))
    if found is None:
        return
    sums = matrix @ found * scale
    low[mine] = np.where(printed, np.minimum(low[mine], np.floor(sums + WHOLE_WITHIN)), low[mine])
    high[mine] = np.where(printed, np.maximum(high[mine], np.ceil(sums - WHOLE_WITHIN)), high[mine])


def _weights(matrix: coo_array, printed: Flags) -> Numbers:
    lengths = np.diff(matrix.indptr)
    weights: Numbers = np.where(lengths == 1, _WEIGHT_OF_ONE, _WEIGHT_OF_SUMS)[printed]
    return weights


def _nearest(matrix: coo_array, low: Numbers, high: Numbers, printed: Flags, weights: Numbers) -> Numbers | None:
    slack = eye_array(len(low), format="csr")[:, np.flatnonzero(printed)]
    whole = hstack([matrix, slack, -slack], format="csr")
    cost = np.concatenate([np.zeros(matrix.shape[1]), weights, weights])
    up, down = np.isfinite(high), np.isfinite(low)
    above = vstack([whole[np.flatnonzero(up)], -whole[np.flatnonzero(down)]], format="csr")
    limits = np.concatenate([high[up], -low[down]])
    solved = linprog(cost, A_ub=above, b_ub=limits, bounds=(0, None), method="highs")
    found: Numbers | None = np.asarray(solved.x)[: matrix.shape[1]] if solved.status == 0 else None
    return found
