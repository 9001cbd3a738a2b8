"""Comparators that are worked out from published figures, first cut: the mean of the statistical neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.areas import Area, neighbour_list_words
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.vocabulary import AreaCode, Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorFigure:
    """A comparator's figure with how it came about.

    ``n`` of the list's ``of`` areas had a figure and are ``members``; ``value`` is None, with the reason, where none
    had. ``value`` is not rounded.
    """

    value: float | None
    missing: Missing | None
    method: ComparatorMethod
    list_id: str
    n: int
    of: int
    members: tuple[AreaCode, ...]

    @property
    def words(self) -> str:
        """Say how it came about: "mean of 9 of 10 neighbours, list of April 2021"."""
        counted = str(self.n) if self.n == self.of else f"{self.n} of {self.of}"
        return f"mean of {counted} neighbours, {neighbour_list_words(self.list_id)}"


def neighbour_mean(values: Mapping[AreaCode, float], neighbours: Sequence[Area], list_id: str) -> ComparatorFigure:
    """Take the plain mean of the neighbours' published figures.

    ``values`` holds one period's published figures by area code; an area without one is left out of ``values``, never
    given as nought. Figures count alike whatever the authority's size.

    Source: the council's own papers of June 2020 (re-referrals 20.01, repeat plans 18.39 for 2018/19) and the
    department's interactive tool both take this mean; sums of the printed tenths are exact here.
    """
    members = tuple(area.code for area in neighbours if area.code in values)
    total = sum((Decimal(repr(float(values[code]))) for code in members), Decimal(0))
    return ComparatorFigure(
        value=float(total / len(members)) if members else None,
        missing=None if members else Missing.NOT_AVAILABLE,
        method=ComparatorMethod.MEAN_OF_NEIGHBOURS,
        list_id=list_id,
        n=len(members),
        of=len(neighbours),
        members=members,
    )
