"""Numbers and reasons as readers see them, from the unit and the decimal places in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.periods import MONTH_NAMES
from dashboard.precision import round_half_up
from dashboard.vocabulary import Basis, Missing, Polarity, Unit

BASIS_WORDS: dict[Basis, str] = {
    Basis.IN_WEEK: "in the week",
    Basis.IN_MONTH: "in the month",
    Basis.IN_QUARTER: "in the quarter",
    Basis.YEAR_TO_DATE: "year to date",
    Basis.ROLLING_12_MONTHS: "rolling 12 months",
    Basis.MONTH_END: "at month end",
    Basis.FINANCIAL_YEAR: "financial year",
    Basis.ACADEMIC_YEAR: "school year",
    Basis.CALENDAR_YEAR: "calendar year",
}

UNIT_WORDS: dict[Unit, str] = {
    Unit.PER_CENT: "%",
    Unit.COUNT: "number",
    Unit.RATE_PER_10000: "rate per 10,000 children",
    Unit.AVERAGE: "average",
    Unit.FULL_TIME_EQUIVALENT: "full-time equivalent",
    Unit.DAYS: "days",
}

MISSING_WORDS: dict[Missing, str] = {
    Missing.NOT_YET_PUBLISHED: "not published yet",
    Missing.NOT_A_NATIONAL_MEASURE: "not a national measure",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.NOT_AVAILABLE: "not available",
    Missing.SUPPRESSED: "suppressed",
    Missing.ROUNDS_TO_ZERO: "rounds to nought",
    Missing.UNRELIABLE: "unreliable",
    Missing.CELL_ERROR: "error in the workbook",
    Missing.NO_FIGURE: "no figure",
}

POLARITY_WORDS: dict[Polarity, str] = {
    Polarity.LOWER_IS_BETTER: "Low",
    Polarity.HIGHER_IS_BETTER: "High",
    Polarity.CLOSE_TO_TARGET: "Close to target",
    Polarity.NO_POLARITY: "Information",
}


def unit_suffix(unit: Unit) -> str:
    """Give what is written after a figure of the unit."""
    return "%" if unit is Unit.PER_CENT else ""


def format_number(value: float, decimals: int) -> str:
    """Write a number with thousands separators and a fixed number of decimals, rounding half up."""
    # Adding nought takes the sign from a small figure below it: "0.0", not "-0.0".
    return f"{round_half_up(value, decimals) + 0:,f}"


def format_figure(value: float, unit: Unit, decimals: int) -> str:
    """Write a figure with its unit: 21.3%, 1,196, 104.6."""
    return f"{format_number(value, decimals)}{unit_suffix(unit)}"


def format_difference(value: float, unit: Unit, decimals: int) -> str:
    """Write a signed difference; of percentages it is in points. What rounds to nought has no sign."""
    number, shown = format_number(abs(value), decimals), round_half_up(value, decimals)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return f"{sign}{number} points" if unit is Unit.PER_CENT else f"{sign}{number}"


def format_counts(numerator: float | None, denominator: float | None) -> str:
    """Write the counts behind a figure: 45 of 78; empty where they are not known."""
    if numerator is None or denominator is None:
        return ""
    return f"{format_number(numerator, 0)} of {format_number(denominator, 0)}"


def format_date(day: date) -> str:
    """Write a day with its month as a word: 21 November 2019."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def capital(words: str) -> str:
    """Begin words with a capital letter, leaving the rest alone."""
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """Begin words with a small letter, leaving the rest alone."""
    return words[:1].lower() + words[1:]


def one_line(words: str | None) -> str:
    """Put words that a file breaks over several lines into one; nothing where there are none."""
    return " ".join(words.split()) if words else ""


def listed(names: Sequence[str], word: str = "and") -> str:
    """Join names with commas, and "and" (or another word) before the last."""
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """Write a count with its noun: 1 figure, 5 figures."""
    return f"{count:,} {singular if count == 1 else plural_form or singular + 's'}"
