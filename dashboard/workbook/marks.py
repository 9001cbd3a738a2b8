"""Read the marks of a row: GOOD PERF IS, RAG, direction of travel, the DATA NOTE and the printed number."""

from __future__ import annotations

from dashboard.vocabulary import Basis, Move, Polarity, Rag, Travel
from dashboard.workbook.cells import decimals_of_format
from dashboard.workbook.grid import GridCell
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.mark_words import NOTE_BASES, NOTE_UNITS, SYMBOL_FONTS, word_key
from dashboard.workbook.rag_fills import rag_of_fill

PRINTED_DECLINE = "decline"
"""A sheet that prints only "Worsening" does not say whether the figure is still within limits."""

_WITHOUT_POLARITY = {
    Move.UP: Travel.INCREASE_NO_POLARITY,
    Move.DOWN: Travel.DECREASE_NO_POLARITY,
    Move.LEVEL: Travel.STABLE_NO_POLARITY,
}
_OPPOSITE = {Move.UP: Move.DOWN, Move.DOWN: Move.UP, Move.LEVEL: Move.LEVEL}


def read_polarity(cell: GridCell, lexicon: Lexicon = BUILT_IN) -> Polarity | None:
    """Read GOOD PERF IS; None when the words are not known."""
    return lexicon.polarity.get(word_key(cell.text))


def read_rag(cell: GridCell, lexicon: Lexicon = BUILT_IN) -> Rag | None:
    """Read a RAG word or letter, or a clear fill where no word is printed; None for n/a, a dash or other words.

    Blue of a BRAG and any other word or colour has no meaning here and is never taken for one of the three.
    """
    if not cell.text:
        return rag_of_fill(cell.fill)
    # "Target met (provisional)" is what stands before the brackets.
    return lexicon.rag.get(word_key(cell.text.partition(" (")[0]))


def read_travel(cell: GridCell, polarity: Polarity, rag: Rag | None, lexicon: Lexicon = BUILT_IN) -> str:
    """Say what a printed direction means, as the key does; empty when nothing is printed or it can be read two ways.

    An arrow is about performance, as the key says; "improved" too; "increase" is about the figure, so its meaning is
    the polarity's. The key has two states for a decline: "still within limits of target" and, where the month is Red,
    "not on target".
    """
    key = word_key(cell.text)
    if (arrow := _arrow(cell, key, lexicon)) is not None:
        return _arrow_meaning(arrow, polarity, rag)
    if (move := lexicon.performance.get(key)) is not None:
        return _words_meaning(move, polarity)
    if (move := lexicon.figure.get(key)) is None:
        return ""
    if polarity is Polarity.NO_POLARITY:
        return _WITHOUT_POLARITY[move]
    if polarity is Polarity.CLOSE_TO_TARGET:
        return ""
    return _words_meaning(move if polarity is Polarity.HIGHER_IS_BETTER else _OPPOSITE[move], polarity)


def _arrow(cell: GridCell, key: str, lexicon: Lexicon) -> Move | None:
    return lexicon.arrows.get(key) or SYMBOL_FONTS.get(cell.font.casefold(), {}).get(cell.text)


def _arrow_meaning(move: Move, polarity: Polarity, rag: Rag | None) -> str:
    if polarity is Polarity.NO_POLARITY:
        return _WITHOUT_POLARITY[move]
    if move is Move.DOWN:
        return Travel.DECLINE_NOT_ON_TARGET if rag is Rag.RED else Travel.DECLINE_WITHIN_LIMITS
    return Travel.IMPROVEMENT if move is Move.UP else Travel.STABLE_WITH_POLARITY


def _words_meaning(move: Move, polarity: Polarity) -> str:
    if polarity is Polarity.NO_POLARITY:
        # Better or worse of a measure that has neither says nothing; the same is the same.
        return Travel.STABLE_NO_POLARITY if move is Move.LEVEL else ""
    if move is Move.DOWN:
        return PRINTED_DECLINE
    return Travel.IMPROVEMENT if move is Move.UP else Travel.STABLE_WITH_POLARITY


def note_basis(text: str) -> Basis | None:
    """Give the time basis that a monthly DATA NOTE states: "Percentage (rolling 12 months)"; None when it says none."""
    words = text.casefold()
    stated = next((basis for phrase, basis in NOTE_BASES.items() if phrase in words), None)
    if stated is not None:
        return stated
    return Basis.IN_MONTH if words.startswith(NOTE_UNITS) and "(" not in words else None


def printed_number(cell: GridCell) -> str:
    """Give a measure's number as shown: 2.1 in a cell formatted 0.00 is 2.10."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return cell.text
    decimals = decimals_of_format(cell.number_format)
    return f"{cell.value:g}" if decimals is None else f"{cell.value:.{decimals}f}"
