"""Read one figure cell: a number, a percentage three ways, counts beside it, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from dashboard.plain_text import plain_characters
from dashboard.vocabulary import Missing, Unit
from dashboard.workbook.grid import GridCell, fold

# What the words and marks of a scorecard's cells mean. `x` is a suppressed small count here and `-` no cases; DfE
# files use both for other things and have tables of their own (DESIGN §7, "Markers mean what their file means").
MISSING_WORDS: dict[str, Missing] = {
    "not published yet": Missing.NOT_YET_PUBLISHED,
    "not yet published": Missing.NOT_YET_PUBLISHED,
    "not published": Missing.NOT_YET_PUBLISHED,
    "data not yet available": Missing.NOT_AVAILABLE,
    "not yet available": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "data not available": Missing.NOT_AVAILABLE,
    "data to be supplied": Missing.NOT_AVAILABLE,
    "awaiting data": Missing.NOT_AVAILABLE,
    "tbc": Missing.NOT_AVAILABLE,
    "tba": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "na": Missing.NOT_APPLICABLE,
    "-": Missing.NOT_APPLICABLE,
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
    "<5": Missing.SUPPRESSED,
    "<6": Missing.SUPPRESSED,
    "≤5": Missing.SUPPRESSED,
    "<=5": Missing.SUPPRESSED,
    "suppressed": Missing.SUPPRESSED,
}

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
_PLAIN = re.compile(rf"£?\s*(?P<number>{_NUMBER})\s*(?P<percent>%)?\s*[*†¹²³]?")
_COUNTS_FIRST = re.compile(
    rf"(?P<part>{_NUMBER})\s*(?:/|of|out of)\s*(?P<whole>{_NUMBER})(?:\s*[(,;]?\s*(?P<number>{_NUMBER})\s*%\s*\)?)?"
)
_PERCENT_FIRST = re.compile(
    rf"(?P<number>{_NUMBER})\s*%\s*[(,;]?\s*(?P<part>{_NUMBER})\s*(?:/|of|out of)\s*(?P<whole>{_NUMBER})\s*\)?"
)
_LITERAL_IN_FORMAT = re.compile(r'"[^"]*"|\\.')
_MAX_DECIMALS = 9
PER_CENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one cell says: a value or a reason, its precision and counts; ``fault`` names what makes it unusable."""

    value: float | None = None
    missing: Missing | None = None
    decimals: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    text: str = ""
    fault: str = ""
    fault_words: str = ""


def read_figure(cell: GridCell, unit: Unit, *, is_share: bool = True, sentence: Missing | None = None) -> Reading:
    """Read a figure cell in the measure's unit; percentages come out as 92.9.

    ``is_share`` says that a percentage may not pass 100. ``sentence`` is the reason that a sentence stands for in this
    column ("New measure from September 2019 - no previous years"); without it a sentence is a fault. A difference or a
    figure that may be negative is read with ``read_difference``.
    """
    if (blank := _blank_or_error(cell)) is not None:
        return blank
    reading = _read_text(cell, unit, sentence) if isinstance(cell.value, str) else _read_number(cell, unit)
    return reading if reading.value is None else _checked(reading, unit, is_share=is_share)


def read_difference(cell: GridCell) -> Reading:
    """Read a printed difference; of percentages it is in points, though the sheet prints a per cent sign."""
    if (blank := _blank_or_error(cell)) is not None:
        return blank
    return _read_text(cell, Unit.COUNT, None) if isinstance(cell.value, str) else _read_number(cell, Unit.COUNT)


def missing_word(text: str) -> Missing | None:
    """Give the reason that a cell's words stand for; None when they are no such words."""
    return MISSING_WORDS.get(plain_characters(fold(text)).casefold())


def decimals_of_format(number_format: str) -> int | None:
    """Count the decimals a number format shows; None for General, which shows what there is."""
    if number_format in ("General", "@", ""):
        return None
    section = number_format.split(";")[0]
    digits = re.search(r"\.([0#?]+)", section)
    return len(digits[1]) if digits else 0


def is_per_cent_format(number_format: str) -> bool:
    """Tell whether a format shows 0.929 as 92.9%; a sign in quotes or after a backslash is only written behind."""
    return "%" in _LITERAL_IN_FORMAT.sub("", number_format)


def _blank_or_error(cell: GridCell) -> Reading | None:
    if cell.uncalculated:
        words = "The formula in this cell was never calculated, so there is no figure."
        return Reading(missing=Missing.CELL_ERROR, fault="formula-without-value", fault_words=words)
    if cell.is_empty:
        return Reading(missing=Missing.NO_FIGURE)
    if cell.is_error:
        return Reading(
            missing=Missing.CELL_ERROR,
            text=cell.text,
            fault="error-cell",
            fault_words=f"The cell shows {cell.text} instead of a figure.",
        )
    if isinstance(cell.value, bool | datetime):
        return _unreadable(str(cell.value))
    return None


def _unreadable(text: str) -> Reading:
    # The words themselves are not echoed: an unexpected text may hold a child's details (DESIGN rule 11).
    return Reading(
        missing=Missing.CELL_ERROR,
        fault="unreadable-figure",
        fault_words=f"The cell holds {len(text)} characters that are neither a figure nor a known word.",
    )


def _read_number(cell: GridCell, unit: Unit) -> Reading:
    number = Decimal(repr(cell.value))
    decimals = decimals_of_format(cell.number_format)
    if is_per_cent_format(cell.number_format):
        return Reading(value=float(number * PER_CENT), decimals=decimals)
    if unit is Unit.PER_CENT and 0 < number <= 1 and "%" not in cell.number_format:
        return _ambiguous(number)
    return Reading(value=float(number), decimals=_own_decimals(number) if decimals is None else decimals)


def _ambiguous(number: Decimal) -> Reading:
    words = f"{number} in a percentage measure without a per cent sign or format: {number}% or {number * PER_CENT:f}%?"
    return Reading(missing=Missing.CELL_ERROR, fault="ambiguous-percentage", fault_words=words)


def _own_decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MAX_DECIMALS) if isinstance(exponent, int) else 0


def _read_text(cell: GridCell, unit: Unit, sentence: Missing | None) -> Reading:
    text = plain_characters(cell.text)
    if (missing := missing_word(text)) is not None:
        return Reading(missing=missing, text=cell.text)
    if unit is Unit.PER_CENT and (counts := (_COUNTS_FIRST.fullmatch(text) or _PERCENT_FIRST.fullmatch(text))):
        return _with_counts(counts, cell.text)
    if plain := _PLAIN.fullmatch(text):
        if unit is Unit.PER_CENT and not plain["percent"] and 0 < _decimal(plain["number"]) <= 1:
            return _ambiguous(_decimal(plain["number"]))
        return Reading(
            value=float(_decimal(plain["number"])), decimals=_printed_decimals(plain["number"]), text=cell.text
        )
    if sentence is not None and " " in text:
        return Reading(missing=missing_in_sentence(text) or sentence, text=cell.text)
    return _unreadable(cell.text)


def missing_in_sentence(text: str) -> Missing | None:
    """Find a known missing word that a sentence begins with, such as "Measure for information - no target set yet"."""
    key = plain_characters(fold(text)).casefold()
    return next(
        (reason for words, reason in MISSING_WORDS.items() if len(words) > len("n/a") and key.startswith(words)), None
    )


def _with_counts(found: re.Match[str], text: str) -> Reading:
    """Take a percentage from the counts printed beside it, where both agree after rounding (DESIGN §7, "Counts")."""
    part, whole = _decimal(found["part"]), _decimal(found["whole"])
    if whole == 0 or part > whole:
        return Reading(
            missing=Missing.CELL_ERROR,
            fault="numerator-over-denominator",
            fault_words=f"{part} of {whole} cannot be a share.",
        )
    value = part * PER_CENT / whole
    printed = found["number"]
    if printed is not None:
        places = Decimal(1).scaleb(-_printed_decimals(printed))
        if value.quantize(places, ROUND_HALF_UP) != _decimal(printed).quantize(places):
            words = f"{part} of {whole} is {value.quantize(places, ROUND_HALF_UP)}%, but {printed}% is printed."
            return Reading(missing=Missing.CELL_ERROR, fault="counts-disagree", fault_words=words)
    return Reading(value=float(value), decimals=1, numerator=float(part), denominator=float(whole), text=text)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _printed_decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _checked(reading: Reading, unit: Unit, *, is_share: bool) -> Reading:
    """Refuse a figure that cannot be."""
    value = reading.value
    if value is None:
        return reading
    if value < 0:
        return Reading(missing=Missing.CELL_ERROR, fault="negative-count", fault_words=f"{value:g} is below nought.")
    if unit is Unit.PER_CENT and is_share and value > PER_CENT:
        return Reading(
            missing=Missing.CELL_ERROR, fault="percentage-over-100", fault_words=f"{value:g}% is more than 100%."
        )
    return reading
