"""Which figures tell a small count by themselves: the first step, and the only one that looks at one figure alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dashboard.precision import FULL_PRECISION, PER_CENT

# Counts that could point to one child (the council's and the department's rule: 1 to 5).
SMALLEST, LARGEST = 1, 5
# A hidden count must keep at least so many possible values (our choice).
FEWEST_VALUES = 3
# Of fewer cases a percentage is not shown to members, and could point to a child (reference on small denominators).
FEW_CASES = 10
# So large a part of a measure's percentages must read as few cases before one is taken for such: by chance one in
# thirty does (27 of the 1,000 values with one decimal).
SHARE_OF_FEW_CASES = 0.25
FIGURES_OF_A_SERIES = 8
# A percentage kept to more decimals than this is the fraction itself, not a rounding of it.
MOST_ROUNDED_PLACES = 3
# Fractions of more cases than this cannot be told apart by nine decimals, and none of ours is small.
MOST_CASES_OF_A_FRACTION = 1000
# A rate below one in 10,000 is a count of 1 to 5 wherever fewer than 50,000 children live.
LOW_RATE = 1.0


def is_small(count: float | None) -> bool:
    """Tell whether a count is one of 1 to 5."""
    return count is not None and SMALLEST <= count <= LARGEST


def tells_a_small_count(top: float | None, bottom: float | None, *, is_share: bool = True) -> bool:
    """Tell whether the counts behind a figure are small: above the line, below it, or for a share what is left."""
    rest = bottom - top if is_share and top is not None and bottom is not None else None
    return any(is_small(count) for count in (top, bottom if is_share else None, rest))


def places_of(value: float, decimals: int | None) -> int:
    """Give the decimals that a reader can see or work out: those printed, or more where the value is kept finer."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    stored = min(FULL_PRECISION, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
    return stored if decimals is None else max(decimals, stored)


def reads_as_few_cases(value: float, places: int) -> bool:
    """Tell whether a percentage is what fewer than ten cases give: 57.1 is 4 of 7.

    Whole percentages tell nothing: a third of them read so.
    """
    if places < 1 or not 0 < value < PER_CENT:
        return False
    simplest = Fraction(value / PER_CENT).limit_denominator(FEW_CASES - 1)
    return abs(float(simplest) * PER_CENT - value) <= 0.5 * 10.0**-places + 10.0**-FULL_PRECISION


def is_a_small_fraction(value: float, places: int) -> bool:
    """Tell whether a percentage is kept so finely that it gives its counts away, and these are small: 22 of 27."""
    if places <= MOST_ROUNDED_PLACES or not 0 < value < PER_CENT:
        return False
    share = Fraction(value / PER_CENT).limit_denominator(MOST_CASES_OF_A_FRACTION)
    is_exact = abs(float(share) * PER_CENT - value) <= 10.0 ** -min(places, FULL_PRECISION - 1)
    return is_exact and tells_a_small_count(share.numerator, share.denominator)


def few_cases(values: Sequence[tuple[str, float, int]]) -> list[bool]:
    """Flag the percentages of one measure, without counts, that must be taken for those of fewer than ten cases.

    ``values`` are percentages with their form and decimals. Where most figures of a form read as many cases, one that
    reads as few does so by chance; a form with few figures goes by all of the measure's.
    """
    flags = [reads_as_few_cases(value, places) for _, value, places in values]
    between = [0 < value < PER_CENT for _, value, _ in values]
    forms = [form for form, _, _ in values]
    taken = []
    for form, value, places in values:
        same = [at for at, one in enumerate(forms) if one == form and between[at]]
        told_by = same if len(same) >= FIGURES_OF_A_SERIES else [at for at, one in enumerate(between) if one]
        often = sum(flags[at] for at in told_by) >= SHARE_OF_FEW_CASES * max(len(told_by), 1)
        taken.append((often and reads_as_few_cases(value, places)) or is_a_small_fraction(value, places))
    return taken
