"""Reduce a printed measure name to what decides which measure it is."""

import re

# Footnote marks and notes are marks, not name (DESIGN §7, "Names decide, numbers confirm").
_SEE_NOTE = r"\(?\s*see\s+note\s+\d+[^)]*\)?\s*$"
_OBSOLETE = r"\(\s*obsolete\s+from[^)]*\)"
_LEADING_MARK = r"^\s*[*†‡]+\s*"
_TRAILING_MARK = r"\s*[*†‡¹²³]+\s*$"
_MARKS = re.compile("|".join((_SEE_NOTE, _OBSOLETE, _LEADING_MARK, _TRAILING_MARK)), re.IGNORECASE)
_SAME_CHARACTER = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00a0": " "})


def name_key(name: str) -> str:
    """Reduce a printed name to its key: no footnote marks, notes or obsolete marks, spaces folded, case ignored."""
    text = " ".join(name.translate(_SAME_CHARACTER).split())
    previous = None
    while previous != text:
        previous = text
        text = " ".join(_MARKS.sub(" ", text).split())
    return text.casefold()
