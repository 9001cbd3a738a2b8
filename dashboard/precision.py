"""Rounding and sameness of printed figures."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# A figure whose printed precision is unknown is compared to this many decimals.
FULL_PRECISION = 9
PER_CENT = 100


def round_half_up(value: float, decimals: int) -> Decimal:
    """Round as people and spreadsheets do: 0.45 to one decimal is 0.5, -0.45 is -0.5."""
    # To full precision first, so that a binary 2.4499999999999997 counts as the 2.45 it was typed as.
    exact = Decimal(repr(float(value))).quantize(_last_place(FULL_PRECISION), ROUND_HALF_UP)
    return exact.quantize(_last_place(decimals), ROUND_HALF_UP)


# A page rounds ten thousand figures to the same few places.
@cache
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def share_per_cent(part: Decimal, whole: Decimal) -> Decimal:
    """Work out a percentage from its counts; the whole is not nought."""
    return part * PER_CENT / whole


def disagreement(part: Decimal, whole: Decimal, printed: Decimal) -> str:
    """Say how a printed percentage differs from that of its counts after rounding; empty where they agree.

    A percentage with its counts takes its value from them where they agree, and is refused where they do not.
    """
    rounded = share_per_cent(part, whole).quantize(printed, ROUND_HALF_UP)
    return "" if rounded == printed else f"{part:f} of {whole:f} is {rounded}%, but {printed}% is printed."


def same_figure(first: float, first_decimals: int | None, second: float, second_decimals: int | None) -> bool:
    """Tell whether two printed figures agree at the coarser of their two precisions."""
    known = [decimals for decimals in (first_decimals, second_decimals) if decimals is not None]
    decimals = min(known, default=FULL_PRECISION)
    return round_half_up(first, decimals) == round_half_up(second, decimals)
