"""Words of a workbook in the label of a control: Streamlit reads labels as Markdown, so its signs are disarmed."""

from __future__ import annotations

import re

# Emphasis, links, pictures, code, formulas and colours all begin with one of these.
_SIGNS = re.compile(r"([\\`*_\[\]<>$~])")
# Addresses become links without any sign. The word joiner in them is not seen and keeps them words.
_ADDRESSES = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\S)(?=@\S)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def plain_label(words: str) -> str:
    """Write words so that a label shows them as they are, and nothing in them is fetched or becomes a link."""
    return _SIGNS.sub(r"\\\1", _ADDRESSES.sub(_WORD_JOINER, words))
