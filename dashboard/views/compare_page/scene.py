"""Who is in the picture: the authorities shown beside ours, their order, and the part that each plays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.areas import AreaBook
from dashboard.benchmarks.spread import ranks
from dashboard.views.compare_page.view import Against, Part
from dashboard.views.compare_page.words import rank_words
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure, YearComparison
from dashboard.vocabulary import AreaCode, Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One measure in one year beside others, with the neighbour picked.

    ``places`` are the ranks among all authorities, empty without a good way; ``regions`` names each one's region.
    """

    measure: Measure
    year: YearComparison
    against: Against
    picked: AreaFigure | None
    places: Mapping[AreaCode, int]
    regions: Mapping[AreaCode, str]

    @property
    def neighbour_places(self) -> Mapping[AreaCode, int]:
        """Give each neighbour's place in the list, 1 the closest."""
        return {one.area: place for place, one in enumerate(self.year.neighbours, start=1)}

    @property
    def region_name(self) -> str:
        """Name our own region; empty where we lie in none."""
        return self.regions.get(self.year.ours.area, "")

    @property
    def shares_rank(self) -> bool:
        """Tell whether another authority has our rank."""
        return list(self.places.values()).count(self.year.rank or 0) > 1

    def others(self) -> tuple[AreaFigure, ...]:
        """List those that ours is set against, without ours."""
        ours = self.year.ours.area
        if self.against is Against.NEIGHBOURS:
            return self.year.neighbours
        everyone = tuple(one for one in self.year.authorities if one.area != ours)
        if self.against is Against.ALL:
            return everyone
        return tuple(one for one in everyone if self.regions.get(one.area) == self.region_name)

    def with_a_row(self) -> tuple[AreaFigure, ...]:
        """List those that have a row of their own in the chart: ours, the neighbours or the region, the one picked."""
        others = self.year.neighbours if self.against is Against.ALL else self.others()
        return self.ordered(_once([self.year.ours, *others, *self._extra]))

    def listed(self) -> tuple[AreaFigure, ...]:
        """List those in the table: ours, the others and the one picked, the missing last."""
        return self.ordered(_once([self.year.ours, *self.others(), *self._extra]))

    def ordered(self, figures: Iterable[AreaFigure]) -> tuple[AreaFigure, ...]:
        """Put the best first (the highest, without a good way), those alike by name, and the missing last."""
        way = 1 if self.measure.polarity is Polarity.LOWER_IS_BETTER else -1
        return tuple(sorted(figures, key=lambda one: (one.value is None, way * (one.value or 0.0), one.name)))

    def part(self, figure: AreaFigure) -> Part:
        """Tell the part that an authority plays."""
        if figure.area == self.year.ours.area:
            return Part.OURS
        if self.picked is not None and figure.area == self.picked.area:
            return Part.PICKED
        return Part.NEIGHBOUR if figure.area in self.neighbour_places else Part.OTHER

    def place(self, figure: AreaFigure) -> str:
        """Write an authority's place among all; empty where it has none."""
        found = self.places.get(figure.area)
        return "" if found is None else rank_words(found)

    @property
    def _extra(self) -> tuple[AreaFigure, ...]:
        return (self.picked,) if self.picked is not None else ()


def make_scene(
    book: AreaBook, measure: Measure, year: YearComparison, against: Against, picked: AreaCode | None
) -> Scene:
    """Set the scene of one year."""
    values = {one.area: one.value for one in year.authorities if one.value is not None}
    found = next((one for one in (*year.neighbours, *year.authorities) if one.area == picked), None)
    regions = ((one.area, book.region_of(one.area)) for one in year.authorities)
    return Scene(
        measure=measure,
        year=year,
        against=against,
        picked=found if found is not None and found.area != year.ours.area else None,
        places=ranks(values, measure.polarity),
        regions={area: region.name for area, region in regions if region is not None},
    )


def _once(figures: Iterable[AreaFigure]) -> list[AreaFigure]:
    return list({one.area: one for one in figures}.values())
