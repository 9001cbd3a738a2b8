"""Write a target's bands in the words of the printed sheet: <85%, 85-95%, 95%+."""

from __future__ import annotations

from decimal import Decimal

from dashboard.catalogue.bands import Bands, bands
from dashboard.catalogue.schema import Bound, Indicator, Target
from dashboard.judge.targets import WHOLE, target_words
from dashboard.views.workbook.view import Tolerances
from dashboard.vocabulary import Polarity, Unit

# What stands over all three columns of a measure without a target. The loader knows both.
FOR_INFORMATION = "Measure for information - no target"
NO_TARGET = "No target set"
# A band that has no words of its own: nothing is on that side.
NONE = "-"


def tolerances_of(target: Target | None, indicator: Indicator) -> Tolerances:
    """Give the words of a measure's target columns."""
    if target is None:
        is_open = indicator.polarity is Polarity.NO_POLARITY
        return Tolerances(instead=FOR_INFORMATION if is_open else NO_TARGET)
    found = bands(target, indicator.polarity)
    if found is None:
        return Tolerances(red=NONE, amber=NONE, green=target.text or target_words(target, indicator))
    return Tolerances(
        red=_red(found, indicator) or NONE,
        amber=_amber(found, indicator) or NONE,
        green=target.text or bound_words(found.green, indicator.unit),
    )


def bound_words(bound: Bound, unit: Unit) -> str:
    """Write a band: 95%+, <22%, 10.8% or less, 10-15%."""
    if bound.low is not None and bound.high is not None:
        return _range(bound.low, bound.high, unit)
    if bound.at_least == WHOLE and unit is Unit.PER_CENT:
        return _plain(WHOLE, unit)
    if bound.low is not None:
        return f"{_plain(bound.low, unit)}+" if bound.at_least is not None else f">{_plain(bound.low, unit)}"
    if bound.high is None:
        return ""
    return f"{_plain(bound.high, unit)} or less" if bound.at_most is not None else f"<{_plain(bound.high, unit)}"


def _amber(found: Bands, indicator: Indicator) -> str:
    """Write amber up to green; up to the whole it ends at the last figure shown before it: 98-99.9%, then 100%."""
    if found.amber is None:
        return ""
    unit = indicator.unit
    low = found.amber.low if found.amber.low is not None else found.green.high
    high = found.amber.high if found.amber.high is not None else found.green.low
    if low is None or high is None:
        return bound_words(found.amber, unit)
    if unit is Unit.PER_CENT and found.amber.high is None and found.green.at_least == WHOLE:
        before = float(WHOLE - Decimal(1).scaleb(-indicator.decimal_places))
        high = before if before > low else high
    return _range(low, high, unit) if low != high else _plain(low, unit)


def _red(found: Bands, indicator: Indicator) -> str:
    """Write where red begins: on the side that is bad, beyond amber or else beyond green."""
    last, unit = found.amber or found.green, indicator.unit
    if indicator.polarity is Polarity.HIGHER_IS_BETTER and last.low is not None:
        low = _plain(last.low, unit)
        return f"<{low}" if last.at_least is not None else f"{low} or less"
    if indicator.polarity is Polarity.LOWER_IS_BETTER and last.high is not None:
        high = _plain(last.high, unit)
        return f">{high}" if last.at_most is not None else f"{high} or more"
    return ""


def _range(low: float, high: float, unit: Unit) -> str:
    return f"{_digits(low)}-{_plain(high, unit)}"


def _plain(value: float, unit: Unit) -> str:
    return f"{_digits(value)}%" if unit is Unit.PER_CENT else _digits(value)


def _digits(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}"
