"""The words and marks that stand for a missing figure on a scorecard, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dashboard.plain_text import plain_characters
from dashboard.vocabulary import Missing
from dashboard.workbook.grid import fold
from dashboard.workbook.mark_words import word_key

# What the words and marks of a scorecard's cells mean. `x` is a suppressed small count here and `-` no cases; DfE
# files use both for other things and have tables of their own: a mark means what its file means.
# Letters in square brackets are the Government Statistical Service's shorthand, with one meaning everywhere
# (analysisfunction.civilservice.gov.uk, "Symbols in tables"). `#` is what councils print for a small count.
MISSING_WORDS: dict[str, Missing] = {
    "not published yet": Missing.NOT_YET_PUBLISHED,
    "not yet published": Missing.NOT_YET_PUBLISHED,
    "not published": Missing.NOT_YET_PUBLISHED,
    "data not yet available": Missing.NOT_AVAILABLE,
    "not yet available": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "data not available": Missing.NOT_AVAILABLE,
    "data to be supplied": Missing.NOT_AVAILABLE,
    "data not supplied": Missing.NOT_AVAILABLE,
    "data unavailable": Missing.NOT_AVAILABLE,
    "unavailable": Missing.NOT_AVAILABLE,
    "awaiting data": Missing.NOT_AVAILABLE,
    "data awaited": Missing.NOT_AVAILABLE,
    "awaited": Missing.NOT_AVAILABLE,
    "awaiting": Missing.NOT_AVAILABLE,
    "pending": Missing.NOT_AVAILABLE,
    "to follow": Missing.NOT_AVAILABLE,
    "to be confirmed": Missing.NOT_AVAILABLE,
    "no data": Missing.NOT_AVAILABLE,
    "no data available": Missing.NOT_AVAILABLE,
    "not collected": Missing.NOT_AVAILABLE,
    "not recorded": Missing.NOT_AVAILABLE,
    "not reported": Missing.NOT_AVAILABLE,
    "not provided": Missing.NOT_AVAILABLE,
    "not known": Missing.NOT_AVAILABLE,
    "unknown": Missing.NOT_AVAILABLE,
    "in development": Missing.NOT_AVAILABLE,
    "tbd": Missing.NOT_AVAILABLE,
    "tbc": Missing.NOT_AVAILABLE,
    "tba": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "...": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "[x]": Missing.NOT_AVAILABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "na": Missing.NOT_APPLICABLE,
    "n.a.": Missing.NOT_APPLICABLE,
    "-": Missing.NOT_APPLICABLE,
    "--": Missing.NOT_APPLICABLE,
    "no cases": Missing.NOT_APPLICABLE,
    "no children": Missing.NOT_APPLICABLE,
    "z": Missing.NOT_APPLICABLE,
    "[z]": Missing.NOT_APPLICABLE,
    ".": Missing.NOT_APPLICABLE,
    "not applicable": Missing.NOT_APPLICABLE,
    "annual measure": Missing.NOT_APPLICABLE,
    "measure for information": Missing.NOT_APPLICABLE,
    "measure for information - no target": Missing.NOT_APPLICABLE,
    "info": Missing.NOT_APPLICABLE,
    "no target": Missing.NOT_APPLICABLE,
    "no target set": Missing.NOT_APPLICABLE,
    "not a national measure": Missing.NOT_A_NATIONAL_MEASURE,
    "local measure": Missing.NOT_A_NATIONAL_MEASURE,
    "x": Missing.SUPPRESSED,
    "c": Missing.SUPPRESSED,
    "*": Missing.SUPPRESSED,
    "[c]": Missing.SUPPRESSED,
    "#": Missing.SUPPRESSED,
    "suppressed": Missing.SUPPRESSED,
    "low": Missing.ROUNDS_TO_ZERO,
    "[low]": Missing.ROUNDS_TO_ZERO,
    "u": Missing.UNRELIABLE,
    "[u]": Missing.UNRELIABLE,
}
NO_FURTHER_WORDS: Mapping[str, Missing] = MappingProxyType({})
_MISSING_KEYS = {word_key(words): reason for words, reason in MISSING_WORDS.items()}
# A small count withheld, however its limit is worded: <5, ≤ 5, 1-5, 0 to 5, fewer than 6.
_SMALL_COUNT = re.compile(
    r"(?:<=?|≤|fewer than|less than|under|below|up to|no more than)\s*(?:[2-9]|10)|[01]\s*(?:-|to)\s*[2-9]",
    re.IGNORECASE,
)


def missing_word(text: str, further: Mapping[str, Missing] = NO_FURTHER_WORDS) -> Missing | None:
    """Give the reason that a cell's words stand for, those of ``further`` first; None when they are no such words."""
    key = word_key(text)
    if (found := further.get(key) or _MISSING_KEYS.get(key)) is not None:
        return found
    return Missing.SUPPRESSED if _SMALL_COUNT.fullmatch(plain_characters(fold(text))) else None


def missing_in_sentence(text: str) -> Missing | None:
    """Find a known missing word that a sentence begins with, such as "Measure for information - no target set yet"."""
    key = plain_characters(fold(text)).casefold()
    return next(
        (reason for words, reason in MISSING_WORDS.items() if len(words) > len("n/a") and key.startswith(words)), None
    )
