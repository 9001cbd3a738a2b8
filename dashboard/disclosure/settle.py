"""Settle which of our figures the public is not shown: small counts, and what would tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.agreeing import agreeing_system
from dashboard.disclosure.bounds import Bounds, Flags, at_least_nought, narrowed
from dashboard.disclosure.cells import Cell, CellKey
from dashboard.disclosure.family import families_of
from dashboard.disclosure.links import families
from dashboard.disclosure.revised import in_all_versions
from dashboard.disclosure.small import (
    LARGEST,
    LOW_RATE,
    SMALLEST,
    few_cases,
    is_small,
    tells_a_small_count,
)
from dashboard.disclosure.system import CHILDREN_OF_A_RATE, System, children_of
from dashboard.disclosure.unknowns import BOTTOM, REST, TOP
from dashboard.precision import PER_CENT
from dashboard.vocabulary import IndicatorId, Unit

# A count known only to lie within so many values of another is looked at; one less known tells nothing of few cases.
CLOSELY_KNOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The figures left out: ``small`` tell a small count themselves, ``telling`` would let one be worked out.

    ``protected`` are the measures that anything is left out of, and those tied to them: of these, what another report
    or edition says would be one more sum to work from. ``stands`` are the values that stand, of all measures; ``said``
    those of the protected ones, standing or since revised, that may be shown; ``published`` those that a national
    release states.
    """

    small: frozenset[CellKey]
    telling: frozenset[CellKey]
    protected: frozenset[str] = frozenset()
    stands: Mapping[CellKey, float] = field(default_factory=dict)
    said: frozenset[tuple[CellKey, float]] = frozenset()
    published: frozenset[CellKey] = frozenset()

    @property
    def hidden(self) -> frozenset[CellKey]:
        """Give all that is left out."""
        return self.small | self.telling


NOTHING = Settled(small=frozenset(), telling=frozenset())


def settle(cells: Sequence[Cell], catalogue: Catalogue, *, secondary: bool = True) -> Settled:
    """Decide what is left out of the figures of one moment.

    ``secondary`` off leaves out only what is small itself: for the tests, which must then find it out.
    """
    if not cells:
        return NOTHING
    cells = in_all_versions(cells, catalogue)
    system = agreeing_system(cells, catalogue)
    bounds = narrowed(system.rows, at_least_nought(system.rows.unknowns))
    small = np.zeros(len(cells), dtype="bool")
    for place in _small(system, bounds):
        small[place] = not cells[place].is_public
    hidden = small.copy()
    if secondary:
        headlines = {one.id: one.forms[0] for one in catalogue.indicators}
        for family in families_of(system, bounds, small, headlines):
            family.hide_what_tells()
            hidden[family.places] = family.hidden
    return _settled(cells, small, hidden, families(catalogue))


def _settled(cells: Sequence[Cell], small: Flags, hidden: Flags, family: Mapping[IndicatorId, IndicatorId]) -> Settled:
    now = [(cell, flag, told) for cell, flag, told in zip(cells, hidden, small, strict=True) if not cell.is_past]
    alone = frozenset(cell.key for cell, _, told in now if told)
    touched = {family[cell.indicator] for cell, flag in zip(cells, hidden, strict=True) if flag}
    protected = frozenset(measure for measure, head in family.items() if head in touched)
    ours = [
        (cell.key, cell.value, flag) for cell, flag in zip(cells, hidden, strict=True) if cell.indicator in protected
    ]
    left_out = {(key, value) for key, value, flag in ours if flag}
    return Settled(
        small=alone,
        telling=frozenset(cell.key for cell, flag, _ in now if flag) - alone,
        protected=protected,
        stands={cell.key: cell.value for cell, *_ in now},
        said=frozenset((key, value) for key, value, _ in ours) - left_out,
        published=frozenset(cell.key for cell, *_ in now if cell.is_public),
    )


def _small(system: System, bounds: Bounds) -> Iterator[int]:
    """List the places of the figures that tell a small count by themselves or with what they are out of."""
    population = children_of(system.cells)
    unknown: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(system.cells):
        if cell.ever_small or _states_small(cell, population):
            yield place
        elif cell.is_share:
            known = _behind(bounds, system.parts[place])
            if known is None:
                unknown[cell.indicator].append(place)
            elif _tells(cell, known):
                yield place
    for places in unknown.values():
        cells = [system.cells[place] for place in places]
        figures = [(str(cell.basis), cell.value, cell.places) for cell in cells]
        yield from (place for place, flag in zip(places, few_cases(figures), strict=True) if flag)


def _states_small(cell: Cell, population: float) -> bool:
    if cell.unit is Unit.COUNT:
        return is_small(cell.value)
    if cell.unit is Unit.RATE_PER_10000:
        return _rate_is_small(cell, cell.bottom or population)
    return tells_a_small_count(cell.top, cell.bottom, is_share=cell.is_share)


def _rate_is_small(cell: Cell, population: float) -> bool:
    """Tell whether the count behind a rate may be one of 1 to 5, by the children it is out of or for want of them."""
    if cell.top is not None:
        return is_small(cell.top)
    half = 0.5 * 10.0**-cell.places
    if population <= 0:
        return 0 < cell.value < LOW_RATE
    low, high = ((cell.value + way * half) * population / CHILDREN_OF_A_RATE for way in (-1, 1))
    return cell.value > 0 and np.ceil(low) <= LARGEST and np.floor(high) >= SMALLEST


def _behind(bounds: Bounds, parts: Mapping[str, int]) -> dict[str, tuple[float, float]] | None:
    """Give the least and greatest of each part of a share; None where nobody can work out what it is out of."""
    known = {part: (float(bounds.low[at]), float(bounds.high[at])) for part, at in parts.items()}
    if BOTTOM not in known:
        return None
    low, high = known[BOTTOM]
    return known if 0 <= high - low <= CLOSELY_KNOWN else None


def _tells(cell: Cell, known: Mapping[str, tuple[float, float]]) -> bool:
    """Tell whether any whole number that fits is small; none and all are no small counts, but all of few is."""
    if _may_be_small(*known[BOTTOM]):
        return True
    parts = [part for part in (TOP, REST) if cell.value != (0 if part == TOP else PER_CENT)]
    return any(_may_be_small(*known[part]) for part in parts)


def _may_be_small(low: float, high: float) -> bool:
    return max(low, SMALLEST) <= min(high, LARGEST)
