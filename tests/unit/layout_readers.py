"""Read a workbook against the real catalogue, for the tests of layouts."""

from functools import cache
from pathlib import Path

from dashboard.areas import load_area_book
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

ROOT = Path(__file__).resolve().parents[2]


@cache
def real_catalogue() -> Catalogue:
    return load_catalogue(ROOT / "indicators.yaml")


@cache
def our_names() -> frozenset[str]:
    ours = load_area_book(ROOT / "data" / "reference").by_code(real_catalogue().council.authority)
    return frozenset(name.casefold() for name in (ours.name, *ours.aliases))


def read(content: bytes) -> WorkbookRead:
    return read_workbook(guard_workbook("book.xlsx", content), real_catalogue(), our_names())
