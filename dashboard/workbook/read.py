"""Read a whole workbook: which report it is, which sheets are tables, and every row of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.schema import Catalogue
from dashboard.issues import Issue, refuses
from dashboard.vocabulary import ReportId
from dashboard.workbook.grid import Grid
from dashboard.workbook.guard import WorkbookFile
from dashboard.workbook.identity import Declared, Identity, find_as_at, find_identity
from dashboard.workbook.kept_copy import write_kept_copy
from dashboard.workbook.lexicon import Lexicon
from dashboard.workbook.matching import Matcher, RenumberedMeasure, UnknownMeasure
from dashboard.workbook.outside_cells import Screened, safe_file_name, screen_sheets
from dashboard.workbook.parse import parse_workbook
from dashboard.workbook.recognise import recognise_sheet
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.sheet_reader import FoundSheet, SheetReader, find_on_sheet
from dashboard.workbook.stale_copies import find_stale_copies, leave_out_repeated
from dashboard.workbook.table import SheetMatch
from dashboard.workbook.told_by_sheets import tell_by_sheets
from dashboard.workbook.unread_parts import find_unread_details

NO_LAYOUTS = LayoutBook()
NOTHING_DECLARED = Declared()
# Issues about something in the file that may not be kept.
_NOT_KEPT = frozenset({"possible-personal-data", "comments-not-kept"})
# Gives the words that hold for a report.
_Words = Callable[[ReportId | None], Lexicon]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookRead:
    """What a workbook says: its identity (None when refused for want of one), its sheets, rows and issues.

    ``file`` is what may be kept: where something may be personal details, its content is a copy without them, under the
    upload's own SHA-256.
    """

    file: WorkbookFile
    identity: Identity | None
    sheets: tuple[SheetMatch, ...]
    rows: tuple[DraftRow, ...]
    issues: tuple[Issue, ...]
    unknown_measures: tuple[UnknownMeasure, ...] = ()
    renumbered_measures: tuple[RenumberedMeasure, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Tell whether an issue refuses the whole file."""
        return refuses(self.issues)


def read_workbook(
    file: WorkbookFile,
    catalogue: Catalogue,
    our_names: frozenset[str],
    progress: Callable[[str], None] | None = None,
    *,
    layouts: LayoutBook = NO_LAYOUTS,
    declared: Declared = NOTHING_DECLARED,
    our_region: str = "",
) -> WorkbookRead:
    """Read a guarded workbook against the catalogue.

    ``our_names`` are the names, in lower case, by which comparison tables call our own authority, ``our_region`` the
    name of the region it lies in. ``layouts`` are an officer's further words for headings and marks, ``declared`` what
    the officer says where the workbook does not.

    Raises:
        WorkbookError: when the file cannot be parsed at all.
    """
    grids = parse_workbook(file, progress)
    safe = _safely_named(file)
    words = partial(Lexicon.of, layouts, our_region=our_region)
    find = partial(_find, catalogue=catalogue, words=words, declared=declared, filename=safe.name)
    book, screened = _find_screened(grids, find)
    left_out = [issue for found in book.sheets if (issue := _left_out_issue(found))]
    if not any(found.has_figures for found in book.sheets):
        return _refused(safe, book, [*left_out, _no_sheet_issue(screened.grids)])
    if book.identity is None:
        return _refused(safe, book, [*left_out, *book.issues])
    issues = (*safe.issues, *find_unread_details(file.content), *screened.issues, *left_out)
    names = our_names | {catalogue.council.authority.casefold()}
    return _read_sheets(safe, book, book.identity, catalogue, names, issues)


def _read_sheets(
    safe: WorkbookFile,
    book: _Book,
    identity: Identity,
    catalogue: Catalogue,
    our_names: frozenset[str],
    found_before: tuple[Issue, ...],
) -> WorkbookRead:
    """Read every visible sheet of an identified workbook; ``found_before`` are the issues met until then."""
    matcher = Matcher(catalogue, identity.report.id, identity.as_at)
    reader = SheetReader(identity=identity, matcher=matcher, our_names=our_names, lexicon=book.lexicon)
    for found in filter(lambda found: found.grid.visible, book.sheets):
        reader.read(found)
    rows, doubled = _without_doubled(reader)
    issues = (*found_before, *book.issues, *reader.issues, *doubled)
    return WorkbookRead(
        file=_kept(safe, issues, reader),
        identity=identity,
        sheets=(*reader.matches, *(_hidden_match(found.match) for found in book.sheets if not found.grid.visible)),
        rows=tuple(_without_stray_words(row) for row in rows),
        issues=issues,
        unknown_measures=tuple(matcher.unmatched.unknown),
        renumbered_measures=tuple(matcher.unmatched.renumbered),
    )


@dataclass(frozen=True, kw_only=True)
class _Book:
    """What was found of a workbook before any row was read."""

    identity: Identity | None
    issues: list[Issue]
    lexicon: Lexicon
    sheets: tuple[FoundSheet, ...]


def _find_screened(grids: tuple[Grid, ...], find: Callable[[tuple[Grid, ...]], _Book]) -> tuple[_Book, Screened]:
    """Find everything on the sheets without the cells that may hold personal details.

    Where there are any it is found anew, so that nothing of them can be on its way out.
    """
    book = find(grids)
    screened = screen_sheets(grids, tuple(found.match for found in book.sheets))
    return (find(screened.grids) if screened.withheld else book), screened


def _find(grids: tuple[Grid, ...], catalogue: Catalogue, words: _Words, declared: Declared, filename: str) -> _Book:
    book = _find_declared(grids, catalogue, words, declared, filename)
    if book.identity is None and (told := tell_by_sheets(book.sheets, catalogue, declared)) != declared:
        return _find_declared(grids, catalogue, words, told, filename)
    return book


def _find_declared(
    grids: tuple[Grid, ...], catalogue: Catalogue, words: _Words, declared: Declared, filename: str
) -> _Book:
    identity, issues = find_identity(grids, catalogue, declared, filename)
    as_at = identity.as_at if identity else find_as_at(grids, declared)
    lexicon = words(identity.report.id if identity else declared.report)
    sheets = tuple(find_on_sheet(grid, recognise_sheet(grid, as_at, lexicon), lexicon) for grid in grids)
    return _Book(identity=identity, issues=issues, lexicon=lexicon, sheets=sheets)


def _safely_named(file: WorkbookFile) -> WorkbookFile:
    name = safe_file_name(file.name)
    if name == file.name:
        return file
    what = "The file's name may hold details of a person; it is not shown or kept."
    return replace(file, name=name, issues=(*file.issues, Issue(code="possible-personal-data", what=what)))


def _kept(safe: WorkbookFile, issues: tuple[Issue, ...], reader: SheetReader) -> WorkbookFile:
    """Choose what may be kept of the upload: the file itself, or a copy of what was read.

    Comments and columns that are not the scorecard's are never stored, whatever they say: see
    docs/decisions/0006-what-is-kept-of-an-upload.md.
    """
    has_unknown_columns = any(match.table is not None and match.table.unknown for match in reader.matches)
    if not has_unknown_columns and not any(issue.code in _NOT_KEPT for issue in issues):
        return safe
    return replace(safe, content=write_kept_copy(reader.read_sheets))


def _without_doubled(reader: SheetReader) -> tuple[tuple[DraftRow, ...], tuple[Issue, ...]]:
    """Leave out what two sheets print with different figures; a sheet's copy refuses the file, and is said once."""
    stale = find_stale_copies(reader.rows, [found.grid.name for found in reader.read_sheets])
    return (tuple(reader.rows), tuple(stale)) if stale else leave_out_repeated(reader.rows, reader.name_cells)


def _without_stray_words(row: DraftRow) -> DraftRow:
    """Take the words out of a row whose cell holds no figure and no known word: they may be anything."""
    return replace(row, text="") if row.fault == "unreadable-figure" else row


def _refused(file: WorkbookFile, book: _Book, issues: list[Issue]) -> WorkbookRead:
    sheets = tuple(found.match for found in book.sheets)
    return WorkbookRead(file=file, identity=None, sheets=sheets, rows=(), issues=(*file.issues, *issues))


def _no_sheet_issue(grids: tuple[Grid, ...]) -> Issue:
    first = next((grid for grid in grids if grid.visible), None)
    return Issue(
        code="no-scorecard-sheet",
        what="No sheet of this workbook is a scorecard.",
        sheet=first.name if first else "",
        cell="A1" if first else "",
    )


def _left_out_issue(found: FoundSheet) -> Issue | None:
    """Name a sheet of figures that is not read: it is hidden, or about a part of the council's area."""
    name, part = found.grid.name, found.match.part_cell
    if found.grid.visible and part:
        return Issue(code="part-of-area", what=found.match.evidence, sheet=name, cell=part)
    if found.grid.visible or not (found.match.table or found.long or part):
        return None
    return Issue(code="hidden-sheet-ignored", what=f"The hidden sheet {name!r} was not read.", sheet=name, cell="A1")


def _hidden_match(match: SheetMatch) -> SheetMatch:
    return replace(match, table=None, is_list=False, evidence="The sheet is hidden, so it was not read.")
