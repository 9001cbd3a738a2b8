"""Read a published file into figures: CSV and parquet as they are, a workbook through the guard and the parser."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.benchmarks.neighbours import is_neighbour_list, read_neighbour_rows
from dashboard.benchmarks.parquet_file import PARQUET_MAGIC
from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.release import Known, ReleaseRead, population_indicator
from dashboard.benchmarks.row_count import count_rows
from dashboard.benchmarks.said import NOTHING_SAID, ReleaseSaid
from dashboard.editions.resolve import standing_figures
from dashboard.errors import BenchmarkError, WorkbookError
from dashboard.intake.lait import known_measures
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.observations import Observations
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import AreaCode, Basis
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.parse import expect_workbook
from dashboard.workbook.text_rows import TextSheet, text_sheets

Population = Mapping[tuple[AreaCode, Period], float]

# A workbook of which no sheet is a scorecard may be a published list of neighbours.
NO_SCORECARD = "no-scorecard-sheet"
DATA_FILE_ENDINGS = (".csv", ".tsv", ".txt", ".parquet")
# How a zip (.xlsx, and what else is packed so) and an Office file of before 2007 begin.
_WORKBOOK_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


def read_published(
    session: Session,
    filename: str,
    content: bytes,
    *,
    progress: Callable[[str], None] | None = None,
    said: ReleaseSaid = NOTHING_SAID,
    population: Population | None = None,
) -> ReleaseRead:
    """Read a published file, whichever kind it is; nothing is compared and nothing is written.

    ``population`` stands beside what is published of it, for files that are loaded together.

    Raises:
        BenchmarkError: when the file is none that the catalogue knows, or a workbook that the guard refuses.
    """
    if is_workbook(content):
        return _read_workbook(session, filename, content, progress=progress, said=said)
    if progress:
        progress(f"Reading {count_rows(content):,} rows")
    known = known_of(session, population or {})
    return read_release(content, filename, session.catalogue, session.area_book(), known, said, progress=progress)


def is_workbook(content: bytes) -> bool:
    """Tell a workbook by how it begins, whatever its name."""
    return content.startswith(_WORKBOOK_SIGNATURES)


def is_data_file(filename: str, content: bytes) -> bool:
    """Tell a published data file, CSV or parquet, from a workbook and from what is neither."""
    named = filename.casefold().endswith(DATA_FILE_ENDINGS)
    return content.startswith(PARQUET_MAGIC) or (named and not is_workbook(content))


def known_of(session: Session, further: Population) -> Known:
    """Give what reading a release needs of what is published already."""
    return Known(population={**_population(session), **further}, measures=known_measures(session))


def population_in(session: Session, read: ReleaseRead) -> Population:
    """Give the population that a file itself holds; empty for any other."""
    return _by_area_and_year(session, read.observations)


def _population(session: Session) -> Population:
    wanted = population_indicator(session.catalogue)
    if wanted is None:
        return {}
    figures = session.store.figures(indicators=[wanted], bases=[Basis.FINANCIAL_YEAR])
    if figures.empty:
        return {}
    return _by_area_and_year(session, Observations(standing_figures(figures, session.catalogue)))


def _by_area_and_year(session: Session, observations: Observations) -> Population:
    wanted = population_indicator(session.catalogue)
    frame = observations.frame
    rows = frame[(frame["indicator"] == wanted) & frame["value"].notna()]
    keys = zip(rows["area"].tolist(), rows["period"].tolist(), rows["value"].tolist(), strict=True)
    return {(AreaCode(area), parse_period(period)): value for area, period, value in keys}


def _read_workbook(
    session: Session, filename: str, content: bytes, *, progress: Callable[[str], None] | None, said: ReleaseSaid
) -> ReleaseRead:
    """Read the one kind of workbook that is published for us, a list of neighbours."""
    expect_workbook()
    try:
        sheets = text_sheets(guard_workbook(filename, content, progress), progress)
    except WorkbookError as fault:
        raise BenchmarkError(str(fault), fault.issues) from fault
    listed = _list_sheet(sheets)
    if listed is None:
        what = f"{filename} is a workbook, and none of its sheets is a list of statistical neighbours."
        hint = "A scorecard is published on the page Upload, or with 'scorecard publish'."
        raise BenchmarkError(what, (Issue(code="benchmark-not-recognised", what=what, file=filename, hint=hint),))
    return read_neighbour_rows(listed.rows, filename, session.area_book(), said, sheet=listed.name)


def _list_sheet(sheets: tuple[TextSheet, ...]) -> TextSheet | None:
    return next((sheet for sheet in sheets if is_neighbour_list(sheet.rows)), None)
