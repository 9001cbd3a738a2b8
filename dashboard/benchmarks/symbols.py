"""What a cell of a published file says: a number, or the reason why there is none. One table of symbols per format."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.vocabulary import Missing

# Source: analysts' guide of the Department for Education, "symbols"; `:` and `~` are the obsolete forms of x and low,
# `..` is found in older releases and `-` in tables made from them, for any kind of missing value.
EES_SYMBOLS: Mapping[str, Missing] = {
    "c": Missing.SUPPRESSED,
    "x": Missing.NOT_AVAILABLE,
    "z": Missing.NOT_APPLICABLE,
    "u": Missing.UNRELIABLE,
    "low": Missing.ROUNDS_TO_ZERO,
    "k": Missing.ROUNDS_TO_ZERO,
    "~": Missing.ROUNDS_TO_ZERO,
    ":": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "-": Missing.NOT_AVAILABLE,
}

# Source: the tool's own code; only `-` is found in its data, and it stands for every kind of missing value.
LAIT_SYMBOLS: Mapping[str, Missing] = {
    "-": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "": Missing.NOT_AVAILABLE,
    "c": Missing.SUPPRESSED,
}

# Longest text of a cell that is shown: a symbol is short, and anything longer may be a person's details.
SYMBOL_LENGTH = 8

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One cell read: a value, or the reason why there is none; ``text`` as printed."""

    text: str
    value: float | None = None
    missing: Missing | None = None


def shown(text: str, longest: int = SYMBOL_LENGTH) -> str:
    """Quote what a cell holds where it is short, so that no details of a person are shown."""
    return repr(text) if len(text) <= longest else "a text"


def parse_reading(text: str, symbols: Mapping[str, Missing]) -> Reading | None:
    """Read a cell; None when it is neither a number nor one of the symbols."""
    printed = text.strip()
    if _NUMBER.fullmatch(printed) and math.isfinite(float(printed)):
        return Reading(text=printed, value=float(printed))
    missing = symbols.get(printed)
    return Reading(text=printed, missing=missing) if missing is not None else None
