"""All our figures as one system of whole numbers: what each printed figure says of the counts behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.bounds import Flags, Places, Rows
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.small import MOST_ROUNDED_PLACES
from dashboard.disclosure.unknowns import BOTTOM, COUNT, MONTH, REST, TOP, Terms, Unknown, Unknowns, unknowns_for
from dashboard.precision import PER_CENT
from dashboard.vocabulary import Basis, IndicatorId, Unit

# No share of ours is out of more cases than this.
MOST_CASES = 100_000
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
    links = _links(cells, catalogue)
    unknowns = unknowns_for(cells, families(catalogue))
    rows: list[_Row] = []
    parts: list[dict[str, Unknown]] = []
    counted = {cell.indicator for cell in cells if cell.top is not None or cell.bottom is not None}
    for number, cell in enumerate(cells):
        out_of = links.get((cell.indicator, cell.basis))
        named = _named(cell, unknowns, out_of) if out_of or not cell.is_share or cell.indicator in counted else {}
        parts.append(named)
        rows += _rows_of(cell, named, number)
    rows += _whole_and_parts(parts)
    rows += _months_of_shares(unknowns, links)
    rows += [_Row(terms, 0, 0, NO_CELL) for terms in unknowns.sums]
    return _as_system(cells, rows, parts, unknowns)


def families(catalogue: Catalogue) -> dict[IndicatorId, IndicatorId]:
    """Put a measure and what it is out of into one family, known by the latter."""
    known = {one.id for one in catalogue.indicators}
    linked = {one.id: one.denominator_indicator for one in catalogue.indicators}
    return {one: (linked[one] if linked[one] in known and linked[one] else one) or one for one in known}


def _links(cells: Sequence[Cell], catalogue: Catalogue) -> dict[tuple[IndicatorId, Basis], IndicatorId]:
    """Give the measure that each form of a share is out of, where the figures bear it out.

    Where no whole number gives some figure, the measure linked is not what it is out of: then nobody can use it.
    """
    counts = {(one.indicator, one.basis, one.period): one.value for one in cells if one.unit is Unit.COUNT}
    linked = {one.id: one.denominator_indicator for one in catalogue.indicators}
    found: dict[tuple[IndicatorId, Basis], IndicatorId] = {}
    refuted: set[tuple[IndicatorId, Basis]] = set()
    for cell in cells:
        out_of = linked[cell.indicator]
        if out_of is None or not cell.is_share:
            continue
        form = (cell.indicator, cell.basis)
        found[form] = out_of
        whole = counts.get((out_of, cell.basis, cell.period))
        if whole is not None and not cell.is_public and not _some_count_fits(cell, whole):
            refuted.add(form)
    return {form: out_of for form, out_of in found.items() if form not in refuted}


def _some_count_fits(cell: Cell, whole: float) -> bool:
    half = 0.5 * 10.0**-cell.places + 1e-9
    low = math.ceil((cell.value - half) * whole / PER_CENT - 1e-9)
    return whole > 0 and low <= (cell.value + half) * whole / PER_CENT + 1e-9


def _named(cell: Cell, unknowns: Unknowns, out_of: IndicatorId | None) -> dict[str, Unknown]:
    measure, basis, period = cell.indicator, cell.basis, cell.period
    if cell.unit is Unit.COUNT:
        return {COUNT: unknowns.of(measure, COUNT, basis, period)}
    if not cell.is_share:
        return {}
    below = unknowns.of(out_of, COUNT, basis, period) if out_of else unknowns.of(measure, BOTTOM, basis, period)
    above, rest = (unknowns.of(measure, part, basis, period) for part in (TOP, REST))
    return {TOP: above, REST: rest, BOTTOM: below}


def _rows_of(cell: Cell, named: Mapping[str, Unknown], owner: int) -> list[_Row]:
    if COUNT in named:
        return [_Row(((named[COUNT], 1.0),), math.floor(cell.value), math.ceil(cell.value), owner)]
    if not named:
        return []
    stated = [
        _Row(((named[part], 1.0),), math.floor(count), math.ceil(count), owner)
        for part, count in ((TOP, cell.top), (BOTTOM, cell.bottom))
        if count is not None
    ]
    return stated if cell.top is not None and cell.bottom is not None else [*stated, *_ratio(cell, named, owner)]


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


def _months_of_shares(unknowns: Unknowns, links: Mapping[tuple[IndicatorId, Basis], IndicatorId]) -> list[_Row]:
    """Say of each month within a year so far that its parts make its whole, though no figure of it is printed."""
    linked = {measure: out_of for (measure, basis), out_of in links.items() if basis is not Basis.MONTH_END}
    months = [one for one in unknowns.numbers if one[1] == TOP and one[2] == MONTH]
    rows = []
    for measure, _, shape, at, length in months:
        whole = linked.get(measure)
        below: Unknown = (whole, COUNT, shape, at, length) if whole else (measure, BOTTOM, shape, at, length)
        rest: Unknown = (measure, REST, shape, at, length)
        if rest in unknowns.numbers and below in unknowns.numbers:
            rows.append(_whole((measure, TOP, shape, at, length), rest, below))
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
