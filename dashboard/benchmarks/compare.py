"""Comparators that are worked out from the published figures of the statistical neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Protocol

from dashboard.areas import Area, neighbour_list_words
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.vocabulary import AreaCode, Missing, Unit

# How a pooled figure is written: so many for each hundred, each ten thousand, or each one counted below the line.
PER: Mapping[Unit, int] = {Unit.PER_CENT: 100, Unit.RATE_PER_10000: 10_000, Unit.AVERAGE: 1}

NEIGHBOUR_METHODS = (
    ComparatorMethod.MEAN_OF_NEIGHBOURS,
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS,
    ComparatorMethod.POOLED_NEIGHBOURS,
)


class Counted(Protocol):
    """A published figure with the counts behind it, where they are published."""

    @property
    def value(self) -> float | None:
        """Give the figure; None where there is none."""

    @property
    def missing(self) -> Missing | None:
        """Give the reason why there is none."""

    @property
    def numerator(self) -> float | None:
        """Give the count above the line."""

    @property
    def denominator(self) -> float | None:
        """Give the count below the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorFigure:
    """A comparator's figure with how it came about.

    ``n`` of the list's ``of`` areas had what the method needs and are ``members``; ``value`` is None, with the reason,
    where none had. ``value`` is not rounded. ``why`` is a sentence on the reason, where more than its word is known.
    """

    value: float | None
    missing: Missing | None
    method: ComparatorMethod
    list_id: str
    n: int
    of: int
    members: tuple[AreaCode, ...]
    why: str = ""

    @property
    def words(self) -> str:
        """Say how it came about: "mean of 9 of 10 neighbours, list of April 2021", or why there is none."""
        named = neighbour_list_words(self.list_id)
        if self.why:
            return self.why
        if not self.of:
            return f"no neighbours are named for this authority in the {named}"
        if not self.n:
            return f"none of the {self.of} neighbours has {_NEEDED[self.method]}, {named}"
        counted = str(self.n) if self.n == self.of else f"{self.n} of {self.of}"
        if self.method is ComparatorMethod.POOLED_NEIGHBOURS:
            return f"pooled over {counted} neighbours with counts, {named}"
        return f"{_STATISTIC[self.method]} of {counted} neighbours, {named}"


_NEEDED = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "a figure",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "a figure",
    ComparatorMethod.POOLED_NEIGHBOURS: "published counts",
}
_STATISTIC = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "mean",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "median",
}


def neighbour_mean(values: Mapping[AreaCode, float], neighbours: Sequence[Area], list_id: str) -> ComparatorFigure:
    """Take the plain mean of the neighbours' published figures.

    ``values`` holds one period's published figures by area code; an area without one is left out of ``values``, never
    given as nought. Figures count alike whatever the authority's size.

    Source: the council's own papers of June 2020 (re-referrals 20.01, repeat plans 18.39 for 2018/19) and the
    department's interactive tool both take this mean; sums of the printed tenths are exact here.
    """
    return _of_values(values, neighbours, list_id, ComparatorMethod.MEAN_OF_NEIGHBOURS, _mean)


def neighbour_median(values: Mapping[AreaCode, float], neighbours: Sequence[Area], list_id: str) -> ComparatorFigure:
    """Take the middle of the neighbours' published figures, or half way between the two in the middle.

    Source: the department's children's social care dashboard shows this one for rates and percentages.
    """
    return _of_values(values, neighbours, list_id, ComparatorMethod.MEDIAN_OF_NEIGHBOURS, median)


def neighbour_pooled(
    figures: Mapping[AreaCode, Counted], neighbours: Sequence[Area], list_id: str, unit: Unit
) -> ComparatorFigure:
    """Count the neighbours together: all their counts above the line over all those below it.

    A neighbour takes part when it has a figure and both of its counts; a measure without counts has no such figure.
    """
    counts = {code: pair for code, figure in figures.items() if (pair := _counts(figure)) is not None}
    members = tuple(area.code for area in neighbours if area.code in counts) if unit in PER else ()
    above, below = (sum((counts[code][side] for code in members), Decimal(0)) for side in (0, 1))
    value = float(above * PER[unit] / below) if below else None
    return _figure(value, ComparatorMethod.POOLED_NEIGHBOURS, list_id, members, neighbours)


def compare_neighbours(
    method: ComparatorMethod,
    figures: Mapping[AreaCode, Counted],
    neighbours: Sequence[Area],
    list_id: str,
    unit: Unit = Unit.PER_CENT,
) -> ComparatorFigure:
    """Work out the neighbours' figure by a method; any other than the three for neighbours is the mean.

    ``figures`` holds one period's published figures by area code, those without a value too: where no neighbour has
    one and all give the same reason, the comparator gives it as well.
    """
    values = {code: figure.value for code, figure in figures.items() if figure.value is not None}
    if method is ComparatorMethod.POOLED_NEIGHBOURS:
        return neighbour_pooled(figures, neighbours, list_id, unit)
    take = neighbour_median if method is ComparatorMethod.MEDIAN_OF_NEIGHBOURS else neighbour_mean
    found = take(values, neighbours, list_id)
    reasons = {figures[area.code].missing if area.code in figures else None for area in neighbours}
    if found.value is not None or len(reasons) != 1:
        return found
    return _figure(None, found.method, list_id, (), neighbours, reasons.pop())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A plain mean of ``n`` figures, not rounded."""

    value: float
    n: int


def plain_mean(values: Iterable[float]) -> Mean | None:
    """Take the mean of figures, each counting alike; None where there are none."""
    exact = [_exact(value) for value in values]
    return Mean(value=float(_mean(exact)), n=len(exact)) if exact else None


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _of_values(
    values: Mapping[AreaCode, float],
    neighbours: Sequence[Area],
    list_id: str,
    method: ComparatorMethod,
    take: Callable[[Sequence[Decimal]], Decimal],
) -> ComparatorFigure:
    members = tuple(area.code for area in neighbours if area.code in values)
    value = float(take([_exact(values[code]) for code in members])) if members else None
    return _figure(value, method, list_id, members, neighbours)


def _figure(
    value: float | None,
    method: ComparatorMethod,
    list_id: str,
    members: tuple[AreaCode, ...],
    neighbours: Sequence[Area],
    reason: Missing | None = None,
) -> ComparatorFigure:
    absent = (reason or Missing.NOT_AVAILABLE) if neighbours else Missing.NOT_APPLICABLE
    return ComparatorFigure(
        value=value,
        missing=absent if value is None else None,
        method=method,
        list_id=list_id,
        n=len(members) if value is not None else 0,
        of=len(neighbours),
        members=members if value is not None else (),
    )


def _counts(figure: Counted) -> tuple[Decimal, Decimal] | None:
    if figure.value is None or figure.numerator is None or figure.denominator is None:
        return None
    return _exact(figure.numerator), _exact(figure.denominator)


def _exact(value: float) -> Decimal:
    """Take a number as it is printed, so that sums of tenths are exact."""
    return Decimal(repr(float(value)))
