"""Read any published file that the catalogue knows, telling which it is by its content and never by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.areas import AreaBook
from dashboard.benchmarks.columns import not_recognised
from dashboard.benchmarks.ees import read_ees
from dashboard.benchmarks.lait import read_lait
from dashboard.benchmarks.lait_dictionary import is_lait_dictionary_heading, read_lait_dictionary
from dashboard.benchmarks.neighbours import is_neighbour_list, read_neighbour_rows
from dashboard.benchmarks.own import OWN_COLUMNS, read_own
from dashboard.benchmarks.parquet_file import PARQUET_MAGIC
from dashboard.benchmarks.regional_return import is_regional_return, read_regional_return
from dashboard.benchmarks.release import NOTHING_KNOWN, Known, ReleaseRead
from dashboard.benchmarks.said import NOTHING_SAID, ReleaseSaid
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.catalogue.schema import Catalogue

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One text file to read, with all that a reader may need."""

    content: bytes
    filename: str
    rows: Rows
    catalogue: Catalogue
    areas: AreaBook
    known: Known
    said: ReleaseSaid

    @property
    def heading(self) -> Sequence[str]:
        return next((row for row in self.rows if any(cell.strip() for cell in row)), ())


# The kinds of text file beside those of Explore education statistics, each told by its content, and its reader.
_FORMATS: tuple[tuple[Callable[[_File], bool], Callable[[_File], ReleaseRead]], ...] = (
    (
        lambda file: tuple(file.heading) == OWN_COLUMNS,
        lambda file: read_own(file.content, file.filename, file.catalogue),
    ),
    (
        lambda file: is_lait_dictionary_heading(file.heading),
        lambda file: read_lait_dictionary(file.rows, file.filename),
    ),
    (
        lambda file: is_neighbour_list(file.rows),
        lambda file: read_neighbour_rows(file.rows, file.filename, file.areas, file.said),
    ),
    (
        lambda file: is_regional_return(file.heading),
        lambda file: read_regional_return(file.content, file.filename, file.catalogue, file.areas),
    ),
)


def read_release(
    content: bytes,
    filename: str,
    catalogue: Catalogue,
    areas: AreaBook,
    known: Known = NOTHING_KNOWN,
    said: ReleaseSaid = NOTHING_SAID,
    *,
    progress: Callable[[str], None] | None = None,
) -> ReleaseRead:
    """Read a published file, whichever it is.

    It may be an EES CSV, the LAIT parquet file or its dictionary, a list of neighbours, a regional return, or a file of
    our own layout. The observations are of all areas that the file holds, ours included, with ``kind`` ``benchmark``,
    ``sheet`` the dataset's id and ``cell`` the row of the original file; there are none where an issue refuses it.

    Raises:
        BenchmarkError: with issue ``benchmark-not-recognised`` when the file is none of these.
    """
    if not content:
        raise not_recognised(filename, f"{filename} is empty.")
    if content.startswith(PARQUET_MAGIC):
        return read_lait(content, filename, catalogue, areas, known.measures, progress=progress)
    file = _File(
        content=content,
        filename=filename,
        rows=read_text_rows(content, filename),
        catalogue=catalogue,
        areas=areas,
        known=known,
        said=said,
    )
    reader = next((read for is_it, read in _FORMATS if is_it(file)), None)
    return reader(file) if reader is not None else read_ees(file.rows, filename, catalogue, areas, known)
