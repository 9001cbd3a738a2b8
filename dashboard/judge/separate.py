"""Figures of separate periods, how they came about, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.judge.series import Point, gap
from dashboard.periods import Period
from dashboard.vocabulary import Missing


class Derivation(StrEnum):
    """How figures of separate periods came about."""

    AS_PRINTED = "as_printed"
    MONTHS_OF_ROLLING = "months_of_rolling"
    MONTHS_OF_YEAR_TO_DATE = "months_of_year_to_date"
    NET_CHANGE = "net_change"
    SAME_MONTH_LAST_YEAR = "same_month_last_year"


# Derivations whose points are differences: they have a sign, and no bounds.
DIFFERENCES = frozenset({Derivation.NET_CHANGE, Derivation.SAME_MONTH_LAST_YEAR})


class WhyNotSeparate(StrEnum):
    """Why figures cannot be judged period by period.

    ``counts_disagree`` is for counts that cannot be those of single months: not whole, below nought, more than what
    they are out of, or known months that do not add up to the printed window.
    """

    NO_FIGURES = "no_figures"
    NO_COUNTS = "no_counts"
    NO_MONTHS_BEFORE = "no_months_before"
    COUNTS_DISAGREE = "counts_disagree"
    SHARE_OF_A_STOCK = "share_of_a_stock"
    WHOLE_YEARS = "whole_years"
    PERIODS_DO_NOT_FIT = "periods_do_not_fit"
    SEASON_NEEDS_TWO_YEARS = "season_needs_two_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Separate:
    """Figures of separate periods, gaps in their places, from the first known to the last of the series given.

    ``underlying`` says how they came about before a season was taken out (else it is ``derivation``). ``revised``
    lists the periods in which a count of the year so far fell, so that earlier ones were changed: they are gaps.
    """

    points: tuple[Point, ...]
    derivation: Derivation
    underlying: Derivation
    revised: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeparate:
    """Figures that are not judged period by period, and why."""

    reason: WhyNotSeparate


def left_out(point: Point) -> Point:
    """Make the gap of a period whose own figure is missing, or printed but not to be had by itself."""
    return gap(point.period, point.missing if point.value is None else Missing.NOT_AVAILABLE)


def as_separate(
    points: Sequence[Point], derivation: Derivation, revised: tuple[Period, ...] = ()
) -> Separate | NotSeparate:
    """Wrap what was taken apart; where nothing came of it, say why."""
    if all(point.value is None for point in points):
        reason = WhyNotSeparate.COUNTS_DISAGREE if revised else WhyNotSeparate.NO_MONTHS_BEFORE
        return NotSeparate(reason=reason)
    return Separate(points=tuple(points), derivation=derivation, underlying=derivation, revised=revised)
