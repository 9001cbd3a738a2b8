"""Rounding as published statistics round: halves up, on the number as printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: float, decimals: int) -> float:
    """Round to so many decimals, halves up.

    The shortest decimal form of the number is rounded, so that 27.699999999999999 (a float's noise) gives 27.7 and
    2.675 gives 2.68.
    """
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def share_of_counts(numerator: float, denominator: float, per: int, decimals: int) -> float:
    """Work out a percentage (``per`` 100) or a rate from two counts, halves up; the denominator is not nought."""
    exact = Decimal(repr(float(numerator))) * per / Decimal(repr(float(denominator)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
