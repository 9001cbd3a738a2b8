"""Which column of the house format a measure's year belongs to, and which are the most telling."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from dashboard.judge.beside import Comparison
from dashboard.judge.comparing_clauses import MEMBERS_ORDER
from dashboard.judge.comparison import Position
from dashboard.judge.judgement import Judgement
from dashboard.judge.overall import is_compared, plain_position
from dashboard.judge.shift import Shift
from dashboard.judge.verdict import Clear
from dashboard.views.year_end.words import way_of
from dashboard.views.year_end.year import OfYear
from dashboard.vocabulary import Rag


class Side(StrEnum):
    """Where a measure stands."""

    WELL = "well"
    WORRIED = "worried"
    NEITHER = "neither"


def clear_way(judged: Judgement) -> Shift | None:
    """Give which way the figure went where that is more than chance."""
    apart = judged.year_on_year
    return way_of(judged) if apart is not None and apart.clear is Clear.YES else None


def side_of(judged: Judgement) -> Side:
    """Place a measure: what misses its target or is clearly worse worries, even where something else of it is good.

    Clearly worse than others is what the comparator named in its words is, and by more than authorities differ anyway.
    """
    if _worries(judged):
        return Side.WORRIED
    is_good = judged.rag.state is Rag.GREEN or clear_way(judged) is Shift.BETTER or _beside(judged, Position.BETTER)
    return Side.WELL if is_good else Side.NEITHER


def _worries(judged: Judgement) -> bool:
    misses = judged.rag.state in (Rag.RED, Rag.AMBER)
    return misses or clear_way(judged) is Shift.WORSE or _beside(judged, Position.WORSE)


def _beside(judged: Judgement, position: Position) -> bool:
    """Tell whether ours is clearly on one side of the comparator told of, by more than authorities scatter."""
    one = told_of(judged.comparisons)
    if one is None or one.clear is not Clear.YES or one.allowing_for_scatter is Clear.NO:
        return False
    return plain_position(one, judged.said.polarity) is position


def told_of(comparisons: Sequence[Comparison]) -> Comparison | None:
    """Give the comparator that a measure's words name: the one that tells members most, of those compared."""
    known = [one for one in comparisons if is_compared(one)]
    return min(known, key=_place, default=None)


def _place(one: Comparison) -> int:
    key = one.other.key
    return MEMBERS_ORDER.index(key) if key in MEMBERS_ORDER else len(MEMBERS_ORDER)


def most_telling(found: Sequence[OfYear], side: Side) -> list[OfYear]:
    """List the measures of a side: those first of which most statuses say the same, the rating before the others."""
    rag, shift = (Rag.GREEN, Shift.BETTER) if side is Side.WELL else (Rag.RED, Shift.WORSE)
    position = Position.BETTER if side is Side.WELL else Position.WORSE

    def weight(one: OfYear) -> tuple[int, bool]:
        judged = one.judged
        is_so = (judged.rag.state is rag, clear_way(judged) is shift, _beside(judged, position))
        return -sum(is_so), not is_so[0]

    return sorted((one for one in found if side_of(one.judged) is side), key=weight)
