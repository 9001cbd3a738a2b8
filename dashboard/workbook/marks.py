"""Read the marks of a row: GOOD PERF IS, RAG, direction of travel, the DATA NOTE and the printed number."""

from __future__ import annotations

from dashboard.vocabulary import Basis, Move, Polarity, Rag, Travel
from dashboard.workbook.cells import decimals_of_format
from dashboard.workbook.grid import GridCell

_POLARITY_WORDS = {
    "high": Polarity.HIGHER_IS_BETTER,
    "higher": Polarity.HIGHER_IS_BETTER,
    "h": Polarity.HIGHER_IS_BETTER,
    "low": Polarity.LOWER_IS_BETTER,
    "lower": Polarity.LOWER_IS_BETTER,
    "l": Polarity.LOWER_IS_BETTER,
    "t": Polarity.CLOSE_TO_TARGET,
    "target": Polarity.CLOSE_TO_TARGET,
    "info": Polarity.NO_POLARITY,
    "information": Polarity.NO_POLARITY,
    "measure for information": Polarity.NO_POLARITY,
    "n/a": Polarity.NO_POLARITY,
}

_RAG_WORDS = {
    "red": Rag.RED,
    "r": Rag.RED,
    "target missed": Rag.RED,
    "amber": Rag.AMBER,
    "a": Rag.AMBER,
    "near miss": Rag.AMBER,
    "green": Rag.GREEN,
    "g": Rag.GREEN,
    "target met": Rag.GREEN,
}

# What the words in brackets of a DATA NOTE say of the row's time basis; a note without them means in the month.
_NOTE_BASES = {
    "rolling 12 months": Basis.ROLLING_12_MONTHS,
    "rolling year": Basis.ROLLING_12_MONTHS,
    "month end": Basis.MONTH_END,
    "snapshot": Basis.MONTH_END,
    "cumulative": Basis.YEAR_TO_DATE,
    "year to date": Basis.YEAR_TO_DATE,
}
_NOTE_UNITS = ("number", "percentage", "rate", "fte", "average", "days")


PRINTED_DECLINE = "decline"
"""A sheet that prints only "Worsening" does not say whether the figure is still within limits."""

_ARROWS = {
    "▲": Move.UP,
    "↑": Move.UP,
    "▼": Move.DOWN,
    "↓": Move.DOWN,
    "►": Move.LEVEL,
    "→": Move.LEVEL,
    "◄►": Move.LEVEL,
}
_ARROWS |= {"↔": Move.LEVEL, "▶": Move.LEVEL, "=": Move.LEVEL}
# Letters that these symbol fonts draw as arrows.
_SYMBOL_FONTS = {
    "wingdings": {
        "é": Move.UP,
        "ñ": Move.UP,
        "ê": Move.DOWN,
        "ò": Move.DOWN,
        "è": Move.LEVEL,
        "ð": Move.LEVEL,
        "ó": Move.LEVEL,
    },
    "wingdings 3": {"p": Move.UP, "h": Move.UP, "q": Move.DOWN, "i": Move.DOWN, "u": Move.LEVEL, "g": Move.LEVEL},
    "webdings": {"5": Move.UP, "6": Move.DOWN, "4": Move.LEVEL},
}
_PERFORMANCE_WORDS = {
    "improving": Move.UP,
    "improved": Move.UP,
    "better": Move.UP,
    "worsening": Move.DOWN,
    "worsened": Move.DOWN,
    "worse": Move.DOWN,
    "declining": Move.DOWN,
    "stable": Move.LEVEL,
    "same": Move.LEVEL,
    "no change": Move.LEVEL,
    "increasing": Move.UP,
    "increase": Move.UP,
    "decreasing": Move.DOWN,
    "decrease": Move.DOWN,
}


def read_polarity(cell: GridCell) -> Polarity | None:
    """Read GOOD PERF IS; None when the words are not known."""
    return _POLARITY_WORDS.get(cell.text.casefold())


def read_rag(cell: GridCell) -> Rag | None:
    """Read a RAG word or letter; None for n/a, a dash or other words. The fill is never taken alone."""
    return _RAG_WORDS.get(cell.text.casefold().partition(" (")[0])


def read_travel(cell: GridCell, polarity: Polarity, rag: Rag | None) -> str:
    """Say what a printed direction means, as the key does; empty when nothing is printed.

    The key has two states for a decline: "still within limits of target" and, where the month is Red, "not on target".
    """
    text = cell.text
    move = _ARROWS.get(text) or _SYMBOL_FONTS.get(cell.font.casefold(), {}).get(text)
    worded = _PERFORMANCE_WORDS.get(text.casefold()) if move is None else None
    if (move := move or worded) is None:
        return ""
    if polarity is Polarity.NO_POLARITY:
        return {
            Move.UP: Travel.INCREASE_NO_POLARITY,
            Move.DOWN: Travel.DECREASE_NO_POLARITY,
            Move.LEVEL: Travel.STABLE_NO_POLARITY,
        }[move]
    if move is Move.DOWN and worded:
        return PRINTED_DECLINE
    if move is Move.DOWN:
        return Travel.DECLINE_NOT_ON_TARGET if rag is Rag.RED else Travel.DECLINE_WITHIN_LIMITS
    return Travel.IMPROVEMENT if move is Move.UP else Travel.STABLE_WITH_POLARITY


def note_basis(text: str) -> Basis | None:
    """Give the time basis that a monthly DATA NOTE states: "Percentage (rolling 12 months)"; None when it says none."""
    words = text.casefold()
    stated = next((basis for phrase, basis in _NOTE_BASES.items() if phrase in words), None)
    if stated is not None:
        return stated
    return Basis.IN_MONTH if words.startswith(_NOTE_UNITS) and "(" not in words else None


def printed_number(cell: GridCell) -> str:
    """Give a measure's number as shown: 2.1 in a cell formatted 0.00 is 2.10."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return cell.text
    decimals = decimals_of_format(cell.number_format)
    return f"{cell.value:g}" if decimals is None else f"{cell.value:.{decimals}f}"
