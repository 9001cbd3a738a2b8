"""Reduce a printed measure name to what decides which measure it is."""

import re

from dashboard.plain_text import plain_characters

# Footnote marks and notes are marks, not name (docs/decisions/0002-names-decide.md).
_SEE_NOTE = r"\(?\s*see\s+note\s+\d+[^)]*\)?\s*$"
_OBSOLETE = r"\(\s*obsolete\s+from[^)]*\)"
_LEADING_MARK = r"^\s*[*†‡]+\s*"
_TRAILING_MARK = r"\s*[*†‡¹²³]+\s*$"
_MARKS = re.compile("|".join((_SEE_NOTE, _OBSOLETE, _LEADING_MARK, _TRAILING_MARK)), re.IGNORECASE)


def name_key(name: str) -> str:
    """Reduce a printed name to its key: no footnote marks, notes or obsolete marks, spaces folded, case ignored."""
    return bare_name(plain_characters(name)).casefold()


def bare_name(name: str) -> str:
    """Take footnote marks, notes and obsolete marks off a printed name, and fold its spaces."""
    text = " ".join(name.split())
    previous = None
    while previous != text:
        previous = text
        text = " ".join(_MARKS.sub(" ", text).split())
    return text
