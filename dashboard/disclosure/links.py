"""Which measures count the same thing: what a share is out of, and the count above its line under its own name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.cells import Cell
from dashboard.periods import Period
from dashboard.precision import PER_CENT
from dashboard.vocabulary import Basis, IndicatorId, Unit

# Measure, form and period of a count.
Printed = tuple[IndicatorId, Basis, Period]
# A count above the line is doubted only where most figures contradict it: late entries make some differ.
_MOST = 0.5
# Printed values are near to the decimals they show, not equal to them.
_NEAR = 1e-9


class Tied(NamedTuple):
    """The measures that count what is above and below the line of one form of a share."""

    above: IndicatorId | None
    below: IndicatorId | None


UNTIED = Tied(None, None)


def families(catalogue: Catalogue) -> dict[IndicatorId, IndicatorId]:
    """Put measures that are tied, directly or through others, into one family, known by one of them."""
    family = {one.id: one.id for one in catalogue.indicators}
    for one in catalogue.indicators:
        for other in (one.numerator_indicator, one.denominator_indicator):
            if other in family:
                gone, kept = family[one.id], family[other]
                family = {measure: kept if head == gone else head for measure, head in family.items()}
    return family


def links_of(cells: Sequence[Cell], catalogue: Catalogue) -> dict[tuple[IndicatorId, Basis], Tied]:
    """Give the measures above and below each form of a share, where the figures bear it out.

    Where no whole number gives some figure, the measure linked is not what it is out of: then nobody can use it.
    """
    counts: dict[Printed, float] = {
        (one.indicator, one.basis, one.period): one.value for one in cells if one.unit is Unit.COUNT
    }
    forms: dict[tuple[IndicatorId, Basis], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.is_share or cell.unit is Unit.RATE_PER_10000:
            forms[cell.indicator, cell.basis].append(cell)
    known = {one.id: one for one in catalogue.indicators}
    found = {}
    for form, mine in forms.items():
        one = known[form[0]]
        ours = [cell for cell in mine if not cell.is_public and not cell.is_past]
        below = _out_of(ours, one.denominator_indicator, counts)
        if mine[0].unit is Unit.RATE_PER_10000:
            found[form] = Tied(one.numerator_indicator, None)
            continue
        found[form] = Tied(_above(ours, one.numerator_indicator, below, counts), below)
    return {form: tied for form, tied in found.items() if any(tied)}


def _out_of(cells: Sequence[Cell], linked: IndicatorId | None, counts: Mapping[Printed, float]) -> IndicatorId | None:
    wholes = [(cell, counts.get((linked, cell.basis, cell.period))) for cell in cells] if linked else []
    refuted = any(whole is not None and not _some_count_fits(cell, whole) for cell, whole in wholes)
    return None if refuted else linked


def _above(
    cells: Sequence[Cell],
    linked: IndicatorId | None,
    below: IndicatorId | None,
    counts: Mapping[Printed, float],
) -> IndicatorId | None:
    if linked is None or below is None:
        return linked
    both = [
        (cell, above, whole)
        for cell in cells
        if (above := counts.get((linked, cell.basis, cell.period))) is not None
        and (whole := counts.get((below, cell.basis, cell.period)))
    ]
    wrong = sum(abs(above / whole * PER_CENT - cell.value) > _half(cell) for cell, above, whole in both)
    return None if wrong > _MOST * len(both) else linked


def _half(cell: Cell) -> float:
    return 0.5 * 10.0**-cell.places + _NEAR


def _some_count_fits(cell: Cell, whole: float) -> bool:
    low = math.ceil((cell.value - _half(cell)) * whole / PER_CENT - _NEAR)
    return whole > 0 and low <= (cell.value + _half(cell)) * whole / PER_CENT + _NEAR
