"""What a paper is made by beside the store: kept with it in plain JSON, and read back when it is made again."""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version

from pydantic import TypeAdapter

from dashboard.areas import Area, AreaBook, Neighbour, NeighbourListInfo
from dashboard.benchmarks.publication import Publication, Publications
from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.schema import Catalogue
from dashboard.intake.session import Session

# As the session has read them: the catalogue's file may be another one by now, or name our authority by an old code.
CATALOGUE, LAYOUTS, REFERENCE = "catalogue.json", "layouts.json", "reference.json"
INPUT_WORDS: Mapping[str, str] = {
    CATALOGUE: "the catalogue of measures",
    LAYOUTS: "the words of the layouts",
    REFERENCE: "the areas, lists of neighbours and days of publication",
}
# What decides how bytes are written. Pango and the fonts, which a PDF is drawn by, are the machine's own.
_LIBRARIES = ("scorecard", "pandas", "scipy", "jinja2", "python-docx", "python-pptx", "xlsxwriter", "openpyxl",
              "weasyprint", "resvg-py")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The areas, the lists of neighbours and the days of publication that a session was opened with."""

    areas: tuple[Area, ...]
    neighbours: tuple[Neighbour, ...]
    lists: tuple[NeighbourListInfo, ...]
    publications: tuple[Publication, ...]


_REFERENCE = TypeAdapter(Reference)


def inputs_of(session: Session) -> dict[str, bytes]:
    """Give all that a session judges by, beside its store, as files to keep."""
    return {
        CATALOGUE: session.catalogue.model_dump_json(by_alias=True).encode(),
        LAYOUTS: session.layouts.model_dump_json(by_alias=True).encode(),
        REFERENCE: _REFERENCE.dump_json(_reference(session)),
    }


def with_inputs(session: Session, inputs: Mapping[str, bytes]) -> Session:
    """Give the session with what was kept in the place of what it was opened with.

    Raises:
        ValueError: when this version cannot read it.
    """
    kept = _REFERENCE.validate_json(inputs[REFERENCE])
    return replace(
        session,
        catalogue=Catalogue.model_validate_json(inputs[CATALOGUE]),
        layouts=LayoutBook.model_validate_json(inputs[LAYOUTS]),
        areas=AreaBook(kept.areas, kept.neighbours, kept.lists),
        publications=Publications(kept.publications),
    )


def made_with() -> str:
    """Name the programs that papers are made with and their versions, as JSON."""
    versions = {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in _LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:  # run from a folder that was never installed
            continue
    return json.dumps(versions, sort_keys=True)


def _reference(session: Session) -> Reference:
    book = session.areas
    rows = (book.neighbour_rows(area.code, one.id) for one in book.lists for area in book)
    return Reference(
        areas=tuple(book),
        neighbours=tuple(row for found in rows for row in found),
        lists=book.lists,
        publications=tuple(session.publications),
    )
