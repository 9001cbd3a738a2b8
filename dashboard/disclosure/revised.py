"""What was said before: figures that a later edition revised, and the months whose counts are others since.

Whoever kept an earlier paper has the figures of then. A count that was not revised is the same in both papers, so both
tell of it; one that was revised is another unknown from that edition on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.catalogue.schema import Catalogue
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.links import families
from dashboard.disclosure.unknowns import COUNT, MONTH, Revision, Revisions, kind_of, span_of, unknowns_for
from dashboard.vocabulary import IndicatorId

# Family, kind of unknown and edition.
_Place = tuple[IndicatorId, str, int]


def revisions_of(cells: Sequence[Cell], catalogue: Catalogue) -> Revisions:
    """List, of each measure and kind of unknown, the editions that revised its family and the months that they did.

    The shortest figure that was revised tells which month it was; a longer one that holds it is revised with it.
    """
    family = families(catalogue)
    plain = unknowns_for(cells, family, {})
    spans: dict[_Place, set[tuple[int, int]]] = defaultdict(set)
    months: dict[IndicatorId, set[int]] = defaultdict(set)
    for cell in cells:
        name = plain.of(cell.indicator, COUNT, cell.basis, cell.period)
        head = family[cell.indicator]
        if name[2] == MONTH:
            months[head].add(span_of(name)[1])
        if cell.revised_by:
            spans[head, kind_of(name[2]), cell.revised_by].add(span_of(name))
    found: dict[tuple[IndicatorId, str], list[Revision]] = defaultdict(list)
    for (head, kind, edition), touched in sorted(spans.items()):
        found[head, kind] += [(edition, *span) for span in _shortest(touched, months[head])]
    kinds = {kind for _, kind in found}
    return {
        (measure, kind): tuple(found[head, kind])
        for measure, head in family.items()
        for kind in kinds
        if (head, kind) in found
    }


def _shortest(spans: Iterable[tuple[int, int]], printed: set[int]) -> list[tuple[int, int]]:
    """Keep the spans that hold no other; of a sum whose last month nobody prints, that month was revised."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        if not any(first <= start and end <= last for start, end in kept):
            kept.append((first, last) if last in printed else (last, last))
    return kept


def in_all_versions(cells: Sequence[Cell], catalogue: Catalogue) -> tuple[Cell, ...]:
    """Repeat the figures that stayed as they were when a month in them was revised: they are said of both counts."""
    if not any(cell.revised_by for cell in cells):
        return tuple(cells)
    revisions = revisions_of(cells, catalogue)
    plain = unknowns_for(cells, families(catalogue), {})
    made: list[Cell] = []
    for cell in cells:
        name = plain.of(cell.indicator, COUNT, cell.basis, cell.period)
        first, last = span_of(name)
        later = sorted(
            {
                edition
                for edition, start, end in revisions.get((cell.indicator, kind_of(name[2])), ())
                if cell.since < edition < cell.until and first <= start and end <= last
            }
        )
        made += _versions(cell, later)
    return tuple(sorted(made, key=lambda cell: not cell.is_past))


def _versions(cell: Cell, later: Sequence[int]) -> list[Cell]:
    if cell.is_public or not later:
        return [cell]
    starts = [cell.since, *later]
    made = [
        replace(cell, since=start, known=start, is_past=True, revised_by=cell.revised_by if at == 0 else 0)
        for at, start in enumerate(starts[:-1])
    ]
    last = replace(cell, since=starts[-1], revised_by=0)
    return [*made, replace(last, known=starts[-1]) if cell.is_past else last]
