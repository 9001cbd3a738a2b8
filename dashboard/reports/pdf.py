"""Write HTML as a tagged PDF that everyone can read (PDF/UA-1), and say plainly where the machine lacks a part for it.

WeasyPrint does the work. It needs Pango and HarfBuzz, which no Python package brings, so it is imported only when a PDF
is asked for: everything else works without.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from dashboard.errors import DashboardError

if TYPE_CHECKING:
    from types import ModuleType

VARIANT = "pdf/ua-1"
# What is looked for, and how each system gets it: WeasyPrint's own guide, "First steps", of version 70.
REMEDY = (
    "A PDF cannot be made on this machine: a part of the system, Pango, is missing. Install it and start again. "
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "macOS: brew install pango. "
    "Windows: install MSYS2, then in its shell pacman -S mingw-w64-ucrt-x86_64-pango. "
    "Until then take .html or .docx: both work, and a browser or Word prints them or saves them as PDF."
)
# Only what the page itself holds may be read: a paper loads nothing from elsewhere.
_OWN_DATA = frozenset({"data"})
# CSS pixels are 1/96 inch, PDF's units 1/72.
_UNITS_A_PIXEL = 0.75


def pdf_problem() -> str:
    """Say why no PDF can be made here, with the remedy; empty where it can. It is found out once."""
    try:
        _weasyprint()
    except DashboardError as fault:
        return str(fault)
    return ""


class PrintedPage:
    """A page laid out on paper: how many sides it takes is known before it is written."""

    def __init__(self, html: str) -> None:
        """Lay the page out.

        Raises:
            DashboardError: when the machine lacks a part.
        """
        weasyprint = _weasyprint()
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=_OWN_DATA)
        self._html = html
        self._laid_out = weasyprint.HTML(string=html, url_fetcher=fetcher).render(pdf_variant=VARIANT)

    @property
    def sides(self) -> int:
        """Count the A4 sides."""
        return len(self._laid_out.pages)

    def pdf(self) -> bytes:
        """Write the file; the same page gives the same bytes on one machine."""
        # The file's number is made of what it says: the same paper is the same file.
        number = hashlib.sha256(self._html.encode()).hexdigest()[:32].encode()
        content: bytes = self._laid_out.write_pdf(pdf_variant=VARIANT, pdf_identifier=number, finisher=_finish)
        return content


def _weasyprint() -> ModuleType:
    """Give the library.

    Raises:
        DashboardError: when the system's libraries that it needs are not there.
    """
    found = _imported()
    if found is None:
        raise DashboardError(REMEDY)
    return found


@cache
def _imported() -> ModuleType | None:
    # WeasyPrint prints its own advice on standard output, which may be somebody's JSON.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import weasyprint
        except OSError:
            return None
    module: ModuleType = weasyprint
    return module


class _Object(Protocol):
    """One object of a file being written, as pydyf has it; a dictionary is a ``dict`` besides."""

    stream: list[object]

    @property
    def reference(self) -> bytes: ...


class _File(Protocol):
    """A file being written, as pydyf has it."""

    objects: list[_Object]
    catalog: dict[str, bytes]
    page_references: list[bytes]


def _finish(_: object, pdf: _File) -> None:
    """Put right in the tags what WeasyPrint leaves out: headings' scope, pictures' places, the page's foot."""
    every = {one.reference: one for one in pdf.objects}
    known = {place: one for place, one in every.items() if isinstance(one, dict)}
    reached: dict[bytes, set[int]] = {page: set() for page in pdf.page_references}
    for element, parents in _elements(known, pdf.catalog["StructTreeRoot"]):
        reached[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if "/THead" in parents else "/Row"
        elif element["S"] == "/Figure":
            box = element["A"]["BBox"]
            box[:] = _box_on_page(box, height=known[element["Pg"]]["MediaBox"][3])
    for page, numbers in reached.items():
        _mark_artifacts(every[known[page]["Contents"]].stream, numbers)


def _elements(known: Mapping[bytes, dict[str, Any]], root: bytes) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """Walk the tree of tags: each element under the document with the tags of those it is in."""
    waiting: list[tuple[bytes, tuple[str, ...]]] = [(kid, ()) for top in known[root]["K"] for kid in known[top]["K"]]
    while waiting:
        place, parents = waiting.pop()
        element = known.get(place, {})
        if "S" in element:
            yield element, parents
            waiting.extend((kid, (*parents, element["S"])) for kid in element["K"])


def _box_on_page(box: Sequence[float], *, height: float) -> list[float]:
    """Turn a box in pixels from the top into the page's units from its foot (ISO 32000-1, table 344)."""
    left, top, right, bottom = (_UNITS_A_PIXEL * side for side in box)
    return [left, height - bottom, right, height - top]


def _mark_artifacts(stream: list[object], reached: set[int]) -> None:
    """Mark what stands in no tag, the page's foot, as decoration: readers aloud need not hear it on each page."""
    for place, part in enumerate(stream):
        if isinstance(part, dict) and "MCID" in part and part["MCID"] not in reached:
            stream[place - 1 : place + 2] = ["/Artifact", b"BMC", b""]
