"""Read one figure cell: a number, a percentage three ways, counts beside it, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dashboard.plain_text import plain_characters
from dashboard.precision import FULL_PRECISION, PER_CENT, disagreement, round_half_up, share_per_cent
from dashboard.vocabulary import Missing, Unit
from dashboard.workbook.grid import GridCell, fold
from dashboard.workbook.missing_words import NO_FURTHER_WORDS, missing_in_sentence, missing_word

# Words that are nought where things are counted. "None" may as well say that there is no figure: it is asked about.
_NOUGHT = frozenset({"nil", "zero", "nought"})
_MAYBE_NOUGHT = frozenset({"none", "no", *_NOUGHT})
_COUNTED = frozenset({Unit.COUNT, Unit.FULL_TIME_EQUIVALENT})
_UNIT_WORDS: dict[Unit, str] = {
    Unit.PER_CENT: "a percentage",
    Unit.COUNT: "a count",
    Unit.RATE_PER_10000: "a rate per 10,000",
    Unit.AVERAGE: "an average",
    Unit.FULL_TIME_EQUIVALENT: "a full-time equivalent",
    Unit.DAYS: "a number of days",
}

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
# Footnote and revision marks behind a figure: *, ¹, (r), [note 2], p. A bare "(1)" is none: it may be a count.
_MARK = (
    r"(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹^]+|[rpe]\b|[(\[](?:r|p|e|rev(?:ised)?|prov(?:isional)?|est(?:imated)?)[)\]]"
    r"|\[(?:note\s*)?\d{1,2}\])"
)
_PLAIN = re.compile(rf"(?P<minus>-?)£?\s*(?P<number>{_NUMBER})\s*(?P<percent>%)?(?:\s*{_MARK})*", re.IGNORECASE)
# Accountants' minus: (3) or (3.7%).
_BRACKETED = re.compile(r"\(\s*£?\s*(?P<number>\d[^()]*?)\s*(?P<percent>%)?\s*\)")
_PART_OF_WHOLE = rf"(?P<part>{_NUMBER})\s*(?:/|of|out of)\s*(?P<whole>{_NUMBER})"
_SHARE = rf"(?P<number>{_NUMBER})\s*%"
_OPEN, _CLOSE = r"\s*[-(\[,;:=]?\s*", r"\s*[)\]]?"
_COUNTS_FIRST = re.compile(rf"[(\[]?{_PART_OF_WHOLE}{_CLOSE}(?:{_OPEN}{_SHARE}{_CLOSE})?(?:\s*{_MARK})*", re.IGNORECASE)
_PERCENT_FIRST = re.compile(rf"{_SHARE}{_OPEN}(?:n\s*=\s*)?{_PART_OF_WHOLE}{_CLOSE}(?:\s*{_MARK})*", re.IGNORECASE)
# 1,073 written 1 073 with a space that does not break; two figures beside each other have a plain space.
_SPACED_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_SHORT_MILLIONS = re.compile(rf"-?£?\s*(?:{_NUMBER})\s*(?:k|m|bn|million|thousand)", re.IGNORECASE)
_DAY_LIKE = re.compile(
    r"\d{1,2}[-/ ](?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}|\d{1,2}[-/ ]\d{2,4})"
    r"(?:[-/ ]\d{2,4})?",
    re.IGNORECASE,
)
_LITERAL_IN_FORMAT = re.compile(r'"[^"]*"|\\.')
_MAX_DECIMALS = 9
_YEAR_IN_WORDS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*[/-]\s*(?:\d{4}|\d{2}))?(?!\d)")
_FEW_WORDS = 4


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


def read_figure(
    cell: GridCell,
    unit: Unit,
    *,
    is_share: bool = True,
    sentence: Missing | None = None,
    missing_words: Mapping[str, Missing] = NO_FURTHER_WORDS,
) -> Reading:
    """Read a figure cell in the measure's unit; percentages come out as 92.9.

    ``is_share`` says that a percentage may not pass 100. ``sentence`` is the reason that a sentence stands for in this
    column ("New measure from September 2019 - no previous years"); without it a sentence is a fault. ``missing_words``
    are an officer's further words for a missing figure, by ``word_key``. A difference is read with ``read_difference``.
    """
    if (blank := _blank_or_error(cell)) is not None:
        return blank
    if isinstance(cell.value, str):
        reading = _read_text(cell, unit, sentence, missing_words)
    else:
        reading = _read_number(cell, unit)
    return reading if reading.value is None else _checked(reading, unit, is_share=is_share)


def read_difference(cell: GridCell) -> Reading:
    """Read a printed difference; of percentages it is in points, though the sheet prints a per cent sign."""
    if (blank := _blank_or_error(cell)) is not None:
        return blank
    if not isinstance(cell.value, str):
        return _number(cell)
    text = plain_characters(cell.text)
    if (missing := missing_word(text)) is not None:
        return Reading(missing=missing, text=cell.text)
    return _plain_figure(cell, text) or _unreadable(cell)


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
    if cell.is_empty:
        return Reading(missing=Missing.NO_FIGURE)
    if (fault := read_fault(cell)) is not None:
        return fault
    return _unreadable(cell) if isinstance(cell.value, bool | datetime) else None


def read_fault(cell: GridCell) -> Reading | None:
    """Read a cell with a formula that has no result or shows an error; None for any other cell."""
    if cell.uncalculated:
        words = "The formula in this cell was never calculated, so there is no figure."
        return Reading(missing=Missing.CELL_ERROR, fault="formula-without-value", fault_words=words)
    if not cell.is_error:
        return None
    words = f"The cell shows {cell.text} instead of a figure."
    return Reading(missing=Missing.CELL_ERROR, text=cell.text, fault="error-cell", fault_words=words)


def _unreadable(cell: GridCell) -> Reading:
    # The words themselves are not echoed: an unexpected text may hold a child's details.
    return Reading(missing=Missing.CELL_ERROR, fault="unreadable-figure", fault_words=_what_it_holds(cell))


def _what_it_holds(cell: GridCell) -> str:
    text = plain_characters(cell.text)
    if isinstance(cell.value, bool):
        return "The cell holds TRUE or FALSE, not a figure."
    if isinstance(cell.value, datetime) or _DAY_LIKE.fullmatch(text):
        return "The cell holds a date, not a figure: Excel makes one of a text such as 1/5 or 1-5."
    if _SHORT_MILLIONS.fullmatch(text):
        return "The cell holds a figure shortened to thousands or millions; its last digits are not there to read."
    if text.casefold() in _MAYBE_NOUGHT:
        return "The cell's word may mean nought or no figure at all: type 0 or n/a."
    return f"The cell holds {len(cell.text)} characters that are neither a figure nor a known word."


def _read_number(cell: GridCell, unit: Unit) -> Reading:
    if "%" in cell.number_format and unit is not Unit.PER_CENT:
        return _other_unit(unit)
    if unit is Unit.PER_CENT and "%" not in cell.number_format and 0 < (number := Decimal(repr(cell.value))) <= 1:
        return _ambiguous(number)
    return _number(cell)


def _number(cell: GridCell) -> Reading:
    """Take a numeric cell by its number format alone."""
    number = Decimal(repr(cell.value))
    decimals = decimals_of_format(cell.number_format)
    if is_per_cent_format(cell.number_format):
        return Reading(value=float(number * PER_CENT), decimals=decimals)
    return Reading(value=float(number), decimals=_own_decimals(number) if decimals is None else decimals)


def _other_unit(unit: Unit) -> Reading:
    words = f"The cell shows a percentage, but the measure is {_UNIT_WORDS[unit]}."
    return Reading(missing=Missing.CELL_ERROR, fault="unit-disagrees", fault_words=words)


def _ambiguous(number: Decimal) -> Reading:
    shown = (number * PER_CENT).normalize()
    words = f"{number} in a percentage measure without a per cent sign or format: {number}% or {shown:f}%?"
    return Reading(missing=Missing.CELL_ERROR, fault="ambiguous-percentage", fault_words=words)


def _own_decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MAX_DECIMALS) if isinstance(exponent, int) else 0


def _read_text(cell: GridCell, unit: Unit, sentence: Missing | None, missing_words: Mapping[str, Missing]) -> Reading:
    text = plain_characters(fold(_SPACED_THOUSANDS.sub("", str(cell.value))))
    if (missing := missing_word(text, missing_words)) is not None:
        return Reading(missing=missing, text=cell.text)
    if unit in _COUNTED and text.casefold() in _NOUGHT:
        return Reading(value=0.0, decimals=0, text=cell.text)
    if unit is Unit.PER_CENT and (counts := (_COUNTS_FIRST.fullmatch(text) or _PERCENT_FIRST.fullmatch(text))):
        return _with_counts(counts, cell.text)
    if (reading := _plain_figure(cell, text)) is not None:
        return _in_unit(reading, unit, has_sign="%" in text)
    if sentence is not None and _is_sentence(text):
        return Reading(missing=missing_in_sentence(text) or sentence, text=cell.text)
    return _unreadable(cell)


def _is_sentence(text: str) -> bool:
    """Tell a sentence from a few words ("see email") and from words around a figure ("approx 40 of them")."""
    words = len(text.split())
    without_years = _YEAR_IN_WORDS.sub("", text)
    return words > _FEW_WORDS or (words == _FEW_WORDS and not any(one.isdigit() for one in without_years))


def _plain_figure(cell: GridCell, text: str) -> Reading | None:
    """Read a text that is one figure with its signs and marks; None when it is something else."""
    sign = 1
    if bracketed := _BRACKETED.fullmatch(text):
        text, sign = f"{bracketed['number']}{bracketed['percent'] or ''}", -1
    found = _PLAIN.fullmatch(text)
    if found is None or (found["minus"] and found["number"][0] in "+-"):
        return None
    number = _decimal(found["number"]) * (-sign if found["minus"] else sign)
    return Reading(value=float(number), decimals=_printed_decimals(found["number"]), text=cell.text)


def _in_unit(reading: Reading, unit: Unit, *, has_sign: bool) -> Reading:
    if has_sign and unit is not Unit.PER_CENT:
        return _other_unit(unit)
    if unit is Unit.PER_CENT and not has_sign and reading.value is not None and 0 < reading.value <= 1:
        return _ambiguous(Decimal(repr(reading.value)))
    return reading


def with_printed_counts(reading: Reading, part: GridCell, whole: GridCell, *, is_share: bool = True) -> Reading:
    """Take a percentage from the counts in two cells beside it, where they agree; it stays as it is without them."""
    counts = [_plain_figure(cell, plain_characters(cell.text)) if cell.text else _count(cell) for cell in (part, whole)]
    if reading.value is None or any(count is None or count.value is None for count in counts):
        return reading
    first, second = (Decimal(repr(count.value)) for count in counts if count is not None)
    printed = round_half_up(reading.value, _counted_decimals(reading))
    return _from_counts(first, second, printed, reading.text, is_share=is_share)


def _count(cell: GridCell) -> Reading | None:
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return _number(cell) if is_number else None


def _counted_decimals(reading: Reading) -> int:
    return FULL_PRECISION if reading.decimals is None else min(reading.decimals, FULL_PRECISION)


def _with_counts(found: re.Match[str], text: str) -> Reading:
    """Take a percentage from the counts printed in the same cell."""
    return _from_counts(
        _decimal(found["part"]), _decimal(found["whole"]), _decimal(found["number"]) if found["number"] else None, text
    )


def _from_counts(
    part: Decimal, whole: Decimal, printed: Decimal | None, text: str, *, is_share: bool = True
) -> Reading:
    """Work out a share from its counts, where it agrees with the printed one after rounding."""
    if whole <= 0 or part < 0 or (is_share and part > whole):
        words = f"{part:f} of {whole:f} cannot be a share."
        return Reading(missing=Missing.CELL_ERROR, fault="numerator-over-denominator", fault_words=words)
    if printed is not None and (words := disagreement(part, whole, printed)):
        return Reading(missing=Missing.CELL_ERROR, fault="counts-disagree", fault_words=words)
    value = float(share_per_cent(part, whole))
    return Reading(value=value, decimals=1, numerator=float(part), denominator=float(whole), text=text)


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
