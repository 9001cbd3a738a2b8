"""The comparators of an indicator: published figures of full years, each with its period and method."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.areas import Area, neighbour_list_for, neighbour_list_words
from dashboard.benchmarks.compare import neighbour_mean
from dashboard.catalogue.schema import Comparator, ComparatorMethod, Indicator
from dashboard.editions.history import History
from dashboard.formatting import format_counts
from dashboard.intake.session import Session
from dashboard.observations import ENGLAND, STATISTICAL_NEIGHBOURS
from dashboard.periods import Period
from dashboard.views.figures import MEAN_DECIMALS
from dashboard.views.standing import Standing
from dashboard.vocabulary import AreaCode, Basis, Missing

OURS_KEY = "ours"
REGION_KEY = "region"
NEIGHBOURS_KEY = "statistical_neighbours"
NEIGHBOURS_NAME = "Statistical neighbours"
ENGLAND_KEY = "england"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One party's figure of one full year: who, how it came about, or why there is none.

    ``key`` is ``ours``, ``region``, ``statistical_neighbours``, ``england`` or ``neighbour``. ``history`` is what the
    same source said before, where it restated the figure.
    """

    key: str
    who: str
    period: Period
    value: float | None
    missing: Missing | None
    method: str
    decimals: int
    counts: str = ""
    history: History | None = None


class Comparators:
    """Works out an indicator's comparators from what stands."""

    def __init__(self, session: Session, indicator: Indicator, standing: Standing) -> None:
        self._session = session
        self._indicator = indicator
        self._standing = standing

    def of_year(self, year: Period) -> list[Compared]:
        """Give ours, the neighbours' mean, region and England for a full year."""
        kinds = self._indicator.comparators
        region = self._session.areas.region_of(self._session.our_code)
        return [
            self._published(OURS_KEY, self._session.our_name, self._session.our_code, year, None),
            self._neighbours_mean(year, kinds.statistical_neighbours),
            self._published(
                REGION_KEY, region.name if region else "Region", region.code if region else None, year, kinds.region
            ),
            self._published(ENGLAND_KEY, "England", ENGLAND, year, kinds.england),
        ]

    def neighbours_of_year(self, year: Period) -> list[Compared]:
        """Give each statistical neighbour's figure of a full year, in the order of closeness."""
        return [self._published("neighbour", area.name, area.code, year, None) for area in self._neighbours(year)]

    def _neighbours(self, year: Period) -> tuple[Area, ...]:
        return self._session.areas.neighbours(self._session.our_code, neighbour_list_for(year))

    def _decimals(self, code: AreaCode, year: Period) -> int:
        shown = self._standing.get(self._indicator.id, Basis.FINANCIAL_YEAR, code, year)
        return shown.figure.decimals if shown and shown.figure.decimals is not None else self._indicator.decimal_places

    def _published(
        self, key: str, who: str, code: AreaCode | None, year: Period, comparator: Comparator | None
    ) -> Compared:
        shown = self._standing.get(self._indicator.id, Basis.FINANCIAL_YEAR, code, year) if code else None
        if shown is None:
            reason = comparator.missing if comparator and comparator.missing else Missing.NO_FIGURE
            return Compared(
                key=key,
                who=who,
                period=year,
                value=None,
                missing=reason,
                method="",
                decimals=self._indicator.decimal_places,
            )
        figure = shown.figure
        return Compared(
            key=key,
            who=who,
            period=year,
            value=figure.value,
            missing=figure.missing,
            method=_method(key, provisional=figure.provisional),
            decimals=min(self._decimals(code, year), MEAN_DECIMALS) if code else self._indicator.decimal_places,
            counts=format_counts(figure.numerator, figure.denominator),
            history=shown.history,
        )

    def _neighbours_mean(self, year: Period, comparator: Comparator) -> Compared:
        """Take the mean of the neighbours' published figures, else the average that a scorecard prints."""
        if comparator.missing is not None:
            return Compared(
                key=NEIGHBOURS_KEY,
                who=NEIGHBOURS_NAME,
                period=year,
                value=None,
                missing=comparator.missing,
                method="",
                decimals=self._indicator.decimal_places,
            )
        by_area = self._standing.by_area(self._indicator.id, Basis.FINANCIAL_YEAR, year)
        values = {code: shown.figure.value for code, shown in by_area.items() if shown.figure.value is not None}
        list_id = neighbour_list_for(year)
        mean = neighbour_mean(values, self._neighbours(year), list_id)
        if mean.value is None and STATISTICAL_NEIGHBOURS in by_area:
            printed = self._published(
                NEIGHBOURS_KEY, "Statistical neighbours", STATISTICAL_NEIGHBOURS, year, comparator
            )
            return printed
        return Compared(
            key=NEIGHBOURS_KEY,
            who=NEIGHBOURS_NAME,
            period=year,
            value=mean.value,
            missing=mean.missing,
            method=mean.words if mean.value is not None else neighbour_list_words(list_id),
            decimals=MEAN_DECIMALS,
        )


def _method(key: str, *, provisional: bool) -> str:
    if provisional:
        return "provisional, from the scorecard"
    if key == NEIGHBOURS_KEY:
        return "average as printed on the scorecard"
    return "published, counted across the whole area" if key in (REGION_KEY, ENGLAND_KEY) else "published"


def is_comparable(indicator: Indicator) -> bool:
    """Tell whether any comparator has figures at all."""
    kinds = indicator.comparators
    methods = (kinds.region.method, kinds.statistical_neighbours.method, kinds.england.method)
    return any(method not in (None, ComparatorMethod.IN_YEAR_RETURN) for method in methods)
