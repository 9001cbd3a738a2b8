"""What every piece of work needs at hand: the store, the catalogue, the areas and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dashboard.areas import AreaBook, AreaKind, load_area_book
from dashboard.benchmarks.lait_measures import LaitMeasure, load_lait_measures
from dashboard.benchmarks.publication import NO_PUBLICATIONS, Publications, load_publications
from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.layout_files import load_layout_book
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.errors import SettingsError
from dashboard.intake.reference_books import area_book
from dashboard.issues import Issue
from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.settings import DEFAULT_CATALOGUE, LAYOUTS_FILE, Settings
from dashboard.store.records import AsOf
from dashboard.store.store import NOW, Store, open_store
from dashboard.vocabulary import AreaCode, AreaRole

# What a council has that has taught no words of its own.
NO_LAYOUTS = LayoutBook()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open store with the catalogue, layouts and areas it is read by; ``clock`` tells the time of what is recorded.

    The paths are those of the two files that officers may change from a page.
    """

    store: Store
    catalogue: Catalogue
    areas: AreaBook
    layouts: LayoutBook = NO_LAYOUTS
    publications: Publications = NO_PUBLICATIONS
    lait_measures: Mapping[str, LaitMeasure] = field(default_factory=dict, compare=False)
    catalogue_path: Path = Path(DEFAULT_CATALOGUE)
    clock: Callable[[], datetime] = _now

    @property
    def layouts_path(self) -> Path:
        """Give the path of the officers' layout words, which lie beside the catalogue."""
        return self.catalogue_path.with_name(LAYOUTS_FILE)

    @property
    def our_code(self) -> AreaCode:
        """Give the code of our own authority: the one under which its figures are kept."""
        return AreaCode(self.catalogue.council.authority)

    @property
    def our_name(self) -> str:
        """Give the name of our own authority."""
        area = self.areas.by_code(self.our_code)
        return area.name if area else str(self.our_code)

    @property
    def our_names(self) -> frozenset[str]:
        """Give every name and code, in lower case, by which sheets call our own authority."""
        area = self.areas.by_code(self.our_code)
        further = (*area.aliases, *area.codes) if area else ()
        return frozenset(name.casefold() for name in (self.our_name, *further))

    @property
    def our_region(self) -> str:
        """Give the name of the region that our authority lies in; empty where it lies in none."""
        region = self.areas.region_of(self.our_code)
        return region.name if region else ""

    def area_book(self, as_of: AsOf = NOW) -> AreaBook:
        """Give the areas with every list of neighbours in force then: the shipped ones and those published.

        Raises:
            StoreError: when the store cannot be read, or ``as_of`` names an edition that does not exist.
            DashboardError: when a published list cannot be read again.
        """
        return area_book(self.store, self.areas, as_of)

    @property
    def area_codes(self) -> Mapping[AreaRole, AreaCode]:
        """Give the code under which each part of a printed comparison is stored."""
        region = self.areas.region_of(self.our_code)
        return {
            AreaRole.OURS: self.our_code,
            AreaRole.REGION: region.code if region else AreaCode("region"),
            AreaRole.ENGLAND: ENGLAND,
            AreaRole.STATISTICAL_NEIGHBOURS: STATISTICAL_NEIGHBOURS,
            AreaRole.BEST_STATISTICAL_NEIGHBOUR: BEST_STATISTICAL_NEIGHBOUR,
            AreaRole.NATIONAL_TOP_QUARTILE: NATIONAL_TOP_QUARTILE,
        }


def open_session(settings: Settings, *, create: bool = True) -> Session:
    """Open the store and load the catalogue, layouts and areas.

    Raises:
        CatalogueError: when the catalogue or the layouts have faults, all of one file's listed.
        SettingsError: when the catalogue's authority is no area we know.
        StoreError: when the store cannot be opened.
    """
    catalogue = load_catalogue(settings.catalogue_path)
    layouts = load_layout_book(settings.layouts_path, report_ids(catalogue))
    reference = settings.data_folder / "reference"
    areas = load_area_book(reference)
    catalogue = under_kept_code(catalogue, areas, settings.catalogue_path)
    return Session(
        store=open_store(settings.store_url, create=create),
        catalogue=catalogue,
        areas=areas,
        layouts=layouts,
        publications=load_publications(reference),
        lait_measures=load_lait_measures(reference),
        catalogue_path=settings.catalogue_path,
    )


def under_kept_code(catalogue: Catalogue, areas: AreaBook, path: Path) -> Catalogue:
    """Name our authority by the one of its codes that its figures are kept under; the catalogue may name any.

    Raises:
        SettingsError: when the code is no authority's that we know.
    """
    ours = areas.by_code(catalogue.council.authority)
    if ours is None or ours.kind is not AreaKind.AUTHORITY:
        what = f"{catalogue.council.authority} in {path} is no authority we know."
        raise SettingsError(what, (Issue(code="catalogue-invalid", what=what, file=str(path)),))
    if ours.code == catalogue.council.authority:
        return catalogue
    return catalogue.model_copy(update={"council": catalogue.council.model_copy(update={"authority": ours.code})})


def report_ids(catalogue: Catalogue) -> frozenset[str]:
    """Give the ids of the reports, which a heading of the layouts may name."""
    return frozenset(str(report.id) for report in catalogue.reports)
