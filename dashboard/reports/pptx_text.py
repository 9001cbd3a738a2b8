"""How much room words take on a slide: nothing lays text out when a file is written, so it is reckoned beforehand.

Widths are those of Arial, in thousandths of the letters' size (the same as Liberation Sans and Helvetica). Lines are
reckoned a little too wide and too high, so that what fits here fits in every program.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

# From the space to the tilde.
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
)  # fmt: skip
_FIRST = 32
_NARROW = {"’": 278, "‘": 278, "·": 333, "•": 350, "\u00a0": 278}
# A letter outside the table is taken for a wide one; one of a script that writes squares for a whole square.
_OTHER, _SQUARE = 720, 1000
# How much wider than reckoned another program may set a line, and how high a line stands for its letters.
_SAFETY = 1.03
# The same words are measured for many widths while a slide is laid out.
_WORDS_KEPT = 8192
LINE_HEIGHT = 1.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A paragraph on a slide: its words, the points of its letters, whether bold, and the room before it.

    ``bullet`` sets it off with a dot and hangs its lines; ``colour`` is ``#RRGGBB``.
    """

    words: str
    size: float = 12
    bold: bool = False
    colour: str = "#0B0C0C"
    bullet: bool = False
    before: float = 0

    def height(self, width: float) -> float:
        """Give the points that it takes down a column of a width."""
        room = width - (HANGING if self.bullet else 0)
        return self.before + count_lines(self.words, room, self.size, bold=self.bold) * self.size * LINE_HEIGHT


# How far the lines of a dotted paragraph hang in.
HANGING = 12.0


@lru_cache(maxsize=_WORDS_KEPT)
def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Give the points that words take on one line."""
    table = _BOLD if bold else _REGULAR
    return sum(_width(letter, table) for letter in words) * size / 1000 * _SAFETY


def _width(letter: str, table: Sequence[int]) -> int:
    place = ord(letter) - _FIRST
    if 0 <= place < len(table):
        return table[place]
    if letter in _NARROW:
        return _NARROW[letter]
    return _SQUARE if east_asian_width(letter) in "WF" else _OTHER


@lru_cache(maxsize=_WORDS_KEPT)
def count_lines(words: str, width: float, size: float, *, bold: bool = False) -> int:
    """Count the lines that words take in a column, broken between words; a word longer than a line is cut."""
    lines, at = 1, 0.0
    space = width_of(" ", size, bold=bold)
    for word in words.split():
        needed = width_of(word, size, bold=bold)
        if at and at + space + needed <= width:
            at += space + needed
            continue
        lines += 1 if at else 0
        # A word longer than a line is cut between letters, so that its lines are not quite full.
        full = max(width - size, size)
        over = int(needed // full) if needed > width else 0
        lines += over
        at = needed - over * full
    return lines


def height_of(said: Iterable[Said], width: float) -> float:
    """Give the points that paragraphs take down a column."""
    return sum(one.height(width) for one in said)


def cut_to_fit(words: str, width: float, lines: int, size: float, *, bold: bool = False) -> tuple[str, str]:
    """Part words into as many as fit in so many lines, and the rest; at least one word is taken."""
    each = words.split()
    fits = range(1, len(each) + 1)
    taken = bisect_right(fits, lines, key=lambda many: count_lines(" ".join(each[:many]), width, size, bold=bold))
    taken = max(taken, 1)
    return " ".join(each[:taken]), " ".join(each[taken:])


def shortened(words: str, width: float, lines: int, size: float, *, bold: bool = False) -> str:
    """Shorten words to so many lines, with three dots where some are left out."""
    head, rest = cut_to_fit(words, width - width_of("…", size, bold=bold), lines, size, bold=bold)
    return f"{head}…" if rest else words
