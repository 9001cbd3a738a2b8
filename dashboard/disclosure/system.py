"""All our figures as one system of whole numbers: what each printed figure says of the counts behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.bounds import WHOLE_WITHIN, Flags, Places, Rows
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.links import UNTIED, Tied, families, links_of
from dashboard.disclosure.revised import revisions_of
from dashboard.disclosure.small import MOST_ROUNDED_PLACES
from dashboard.disclosure.unknowns import BOTTOM, COUNT, MONTH, REST, TOP, Terms, Unknown, Unknowns, unknowns_for
from dashboard.precision import PER_CENT
from dashboard.vocabulary import Basis, IndicatorId, Unit

# No share of ours is out of more cases than this.
MOST_CASES = 100_000
CHILDREN_OF_A_RATE = 10_000
# A row that holds whatever is printed belongs to no figure.
NO_CELL = -1


@dataclass(frozen=True, kw_only=True)
class System:
    """The rows of every figure; ``owner`` gives the place of the figure that each row is printed by.

    ``parts`` gives the unknowns of each figure by part: a count's own, or a share's above, left and below.
    """

    cells: tuple[Cell, ...]
    rows: Rows
    owner: Places
    parts: tuple[Mapping[str, int], ...]
    names: tuple[Unknown, ...]

    def shown(self, visible: Flags) -> Flags:
        """Flag the rows that a reader has who is shown some of the figures; what always holds is among them."""
        return np.where(self.owner == NO_CELL, True, visible[self.owner])

    def measures_in(self, columns: Places) -> frozenset[IndicatorId]:
        """List the measures that some unknowns are of."""
        return frozenset(self.names[column][0] for column in columns)

    def without(self, apart: Flags) -> System:
        """Leave out what some figures say: they count something of their own."""
        kept = ~apart[self.owner] | (self.owner == NO_CELL)
        parts = tuple({} if off else one for off, one in zip(apart.tolist(), self.parts, strict=True))
        return replace(self, rows=self.rows.kept(kept), owner=self.owner[kept], parts=parts)

    def with_rows(self, rows: Rows) -> System:
        """Give the system with other bounds of its rows."""
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class _Row:
    terms: Terms
    low: float
    high: float
    owner: int


def build_system(cells: Sequence[Cell], catalogue: Catalogue) -> System:
    """Write down what the figures say; those of units without counts say nothing.

    Nor do shares of which no count is known anywhere: whatever fits fits for twice and three times as many.
    """
    links = links_of(cells, catalogue)
    unknowns = unknowns_for(cells, families(catalogue), revisions_of(cells, catalogue))
    rows: list[_Row] = []
    parts: list[dict[str, Unknown]] = []
    children = children_of(cells)
    counted = {cell.indicator for cell in cells if cell.top is not None or cell.bottom is not None}
    for number, cell in enumerate(cells):
        tied = links.get((cell.indicator, cell.basis), UNTIED)
        named = _named(cell, unknowns, tied) if any(tied) or not cell.is_share or cell.indicator in counted else {}
        if cell.unit is Unit.RATE_PER_10000:
            named = _counted_by_rate(cell, unknowns, tied) if cell.bottom or children else {}
        parts.append(named)
        rows += _rows_of(cell, named, number, cell.bottom or children)
    rows += _whole_and_parts(parts)
    rows += _months_of_shares(unknowns, links)
    rows += [_Row(terms, 0, 0, NO_CELL) for terms in unknowns.sums]
    return _as_system(cells, rows, parts, unknowns)


def children_of(cells: Sequence[Cell]) -> float:
    """Give the children that a rate is out of where it does not say so: the most that our published rates have."""
    return max((one.bottom or 0 for one in cells if one.unit is Unit.RATE_PER_10000), default=0)


def _named(cell: Cell, unknowns: Unknowns, tied: Tied) -> dict[str, Unknown]:
    measure, when = cell.indicator, (cell.basis, cell.period, cell.known)
    if cell.unit is Unit.COUNT:
        return {COUNT: unknowns.of(measure, COUNT, *when)}
    if not cell.is_share:
        return {}
    below = unknowns.of(tied.below, COUNT, *when) if tied.below else unknowns.of(measure, BOTTOM, *when)
    above = unknowns.of(tied.above, COUNT, *when) if tied.above else unknowns.of(measure, TOP, *when)
    rest = unknowns.of(measure, REST, *when)
    return {TOP: above, REST: rest, BOTTOM: below}


def _counted_by_rate(cell: Cell, unknowns: Unknowns, tied: Tied) -> dict[str, Unknown]:
    return {COUNT: unknowns.of(tied.above, COUNT, cell.basis, cell.period, cell.known)} if tied.above else {}


def _rows_of(cell: Cell, named: Mapping[str, Unknown], owner: int, children: float) -> list[_Row]:
    if COUNT in named:
        if cell.unit is Unit.RATE_PER_10000:
            return [_Row(((named[COUNT], 1.0),), *_counts_of_rate(cell, children), owner)]
        return [_Row(((named[COUNT], 1.0),), math.floor(cell.value), math.ceil(cell.value), owner)]
    if not named:
        return []
    stated = [
        _Row(((named[part], 1.0),), math.floor(count), math.ceil(count), owner)
        for part, count in ((TOP, cell.top), (BOTTOM, cell.bottom))
        if count is not None
    ]
    return stated if cell.top is not None and cell.bottom is not None else [*stated, *_ratio(cell, named, owner)]


def _counts_of_rate(cell: Cell, children: float) -> tuple[int, int]:
    """Give the least and greatest count that a rate can be rounded from; the nearest where no whole number is."""
    half = 0.5 * 10.0**-cell.places
    low, high = ((cell.value + way * half) * children / CHILDREN_OF_A_RATE for way in (-1, 1))
    least, most = math.ceil(low - WHOLE_WITHIN), math.floor(high + WHOLE_WITHIN)
    return (least, most) if least <= most else (math.floor(low), math.ceil(high))


def _ratio(cell: Cell, named: Mapping[str, Unknown], owner: int) -> list[_Row]:
    """Say that above and below give the printed percentage: rounded half up, or itself where it is kept finer.

    100 × above ÷ below lies from half a last place under the figure to less than half a last place over it.
    """
    above, below = named[TOP], named[BOTTOM]
    if cell.places > MOST_ROUNDED_PLACES:
        share = Fraction(cell.value / PER_CENT).limit_denominator(MOST_CASES)
        return [_Row(((above, float(share.denominator)), (below, -float(share.numerator))), 0, 0, owner)]
    scale = 2 * PER_CENT * 10**cell.places
    twice = 2 * round(cell.value * 10**cell.places)
    return [
        _Row(((above, float(scale)), (below, -float(twice - 1))), 0, math.inf, owner),
        _Row(((above, float(scale)), (below, -float(twice + 1))), -math.inf, -1 if cell.value < PER_CENT else 0, owner),
    ]


def _whole_and_parts(parts: Sequence[Mapping[str, Unknown]]) -> list[_Row]:
    triples = {(one[TOP], one[REST], one[BOTTOM]) for one in parts if TOP in one}
    return [_whole(above, rest, below) for above, rest, below in sorted(triples)]


def _whole(above: Unknown, rest: Unknown, below: Unknown) -> _Row:
    return _Row(((above, 1.0), (rest, 1.0), (below, -1.0)), 0, 0, NO_CELL)


def _months_of_shares(unknowns: Unknowns, links: Mapping[tuple[IndicatorId, Basis], Tied]) -> list[_Row]:
    """Say of each month within a year so far that its parts make its whole, though no figure of it is printed."""
    tied = {measure: one for (measure, basis), one in links.items() if basis is not Basis.MONTH_END}
    rows = []
    for rest in [one for one in unknowns.numbers if one[1] == REST and one[2] == MONTH]:
        measure, _, shape, at, length, version = rest
        named = tied.get(measure, UNTIED)
        over, part = (named.above, COUNT) if named.above else (measure, TOP)
        whole, kind = (named.below, COUNT) if named.below else (measure, BOTTOM)
        above, below = (over, part, shape, at, length, version), (whole, kind, shape, at, length, version)
        if above in unknowns.numbers and below in unknowns.numbers:
            rows.append(_whole(above, rest, below))
    return rows


def _as_system(
    cells: Sequence[Cell], rows: Sequence[_Row], parts: Sequence[Mapping[str, Unknown]], unknowns: Unknowns
) -> System:
    numbers = unknowns.numbers
    entries = [(at, numbers[name], factor) for at, row in enumerate(rows) for name, factor in row.terms]
    places, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    made = Rows(
        row=np.array(places, dtype=np.int64),
        column=np.array(columns, dtype=np.int64),
        value=np.array(values, dtype=np.float64),
        low=np.array([row.low for row in rows], dtype=np.float64),
        high=np.array([row.high for row in rows], dtype=np.float64),
        unknowns=len(numbers),
    )
    return System(
        cells=tuple(cells),
        rows=made,
        owner=np.array([row.owner for row in rows], dtype=np.int64),
        parts=tuple({part: numbers[name] for part, name in one.items()} for one in parts),
        names=tuple(numbers),
    )
