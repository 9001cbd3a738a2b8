"""Which column of the house format a measure's year belongs to, and which are the most telling."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

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
    """Place a measure: what misses its target or is clearly worse worries, even where something else of it is good."""
    if _worries(judged):
        return Side.WORRIED
    is_good = judged.rag.state is Rag.GREEN or clear_way(judged) is Shift.BETTER or _beside(judged, Position.BETTER)
    return Side.WELL if is_good else Side.NEITHER


def _worries(judged: Judgement) -> bool:
    state, way = judged.rag.state, clear_way(judged)
    if state is Rag.RED or way is Shift.WORSE:
        return True
    if state is Rag.AMBER:
        return way is not Shift.BETTER
    return state is not Rag.GREEN and way is not Shift.BETTER and _beside(judged, Position.WORSE)


def _beside(judged: Judgement, position: Position) -> bool:
    """Tell whether ours is clearly on one side of a comparator, by more than authorities scatter."""
    polarity = judged.said.polarity
    return any(
        is_compared(one)
        and one.clear is Clear.YES
        and one.allowing_for_scatter is not Clear.NO
        and plain_position(one, polarity) is position
        for one in judged.comparisons
    )


def most_telling(found: Sequence[OfYear], side: Side) -> list[OfYear]:
    """List the measures of a side: those first of which most statuses say the same, the rating before the others."""
    rag, shift = (Rag.GREEN, Shift.BETTER) if side is Side.WELL else (Rag.RED, Shift.WORSE)
    position = Position.BETTER if side is Side.WELL else Position.WORSE

    def weight(one: OfYear) -> tuple[int, bool]:
        judged = one.judged
        is_so = (judged.rag.state is rag, clear_way(judged) is shift, _beside(judged, position))
        return -sum(is_so), not is_so[0]

    return sorted((one for one in found if side_of(one.judged) is side), key=weight)
