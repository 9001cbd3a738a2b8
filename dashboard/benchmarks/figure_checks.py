"""Whether a published figure can be what it says: its range, and the counts beside it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.benchmarks.release import Wanted
from dashboard.catalogue.schema import Indicator
from dashboard.vocabulary import Unit

WHOLE = 100.0
# Binary fractions make noise far below the last decimal of any published figure.
NOISE = 1e-9


def out_of_range(indicator: Indicator, value: float | None, counts: tuple[float | None, float | None]) -> bool:
    """Tell whether a figure or a count cannot be: below nought, or a share of more than the whole."""
    if any(number is not None and number < 0 for number in (value, *counts)):
        return True
    is_share = indicator.unit is Unit.PER_CENT and not indicator.can_exceed_100
    return is_share and value is not None and value > WHOLE


def parts_out_of_range(parts: Sequence[float | None], whole: float | None, *, is_split: bool) -> bool:
    """Tell whether counts cannot be the parts of a whole: one below nought, or more in all than the whole.

    ``is_split`` says that they are shares of one whole; a rate's count is not part of the number of children.
    """
    known = [part for part in parts if part is not None]
    return any(part < 0 for part in known) or (is_split and whole is not None and sum(known) > whole)


def counts_disagree(
    wanted: Wanted,
    value: float | None,
    counts: tuple[float | None, float | None],
    slack: tuple[float, float] = (0.0, 0.0),
) -> bool:
    """Tell whether a published figure is not what its counts give, rounded either way at its last decimal.

    ``slack`` is how far each count may lie from the one that the figure was worked out from, where counts are
    themselves rounded (full-time equivalents to one decimal).
    """
    numerator, denominator = counts
    if value is None or numerator is None or denominator is None:
        return False
    half = 0.5 * 0.1**wanted.decimals + NOISE
    least, most = denominator - slack[1], denominator + slack[1]
    if least <= 0:
        # None of none is printed as nought by some releases and as not applicable by others.
        return denominator == 0 and (value, numerator) != (0, 0)
    lowest = max(numerator - slack[0], 0) * wanted.per / most
    highest = (numerator + slack[0]) * wanted.per / least
    return not lowest - half <= value <= highest + half
