"""The areas with every list of neighbours in force: those that come with the product, and those that were published."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from dashboard.areas import AreaBook, Neighbour, NeighbourListInfo
from dashboard.benchmarks.list_month import list_in_title
from dashboard.benchmarks.neighbours import NEIGHBOUR_LISTS, is_neighbour_list, parse_neighbour_rows
from dashboard.benchmarks.said import ReleaseSaid
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import DashboardError
from dashboard.store.records import AsOf, Edition, OriginalFile
from dashboard.store.store import Store
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.package import ZIP_SIGNATURE
from dashboard.workbook.text_rows import TextSheet, text_sheets

T = TypeVar("T")
ListRead = tuple[NeighbourListInfo, tuple[Neighbour, ...]]

# Lists are published years apart, so that a council has a handful; what is kept more than that is other moments' books.
MOST_KEPT = 32


def area_book(store: Store, shipped: AreaBook, as_of: AsOf) -> AreaBook:
    """Give the shipped areas and lists with the lists that stood in the store then.

    A published list takes the place of the shipped one of the same month, and of an earlier edition of itself; when it
    is withdrawn, what it replaced is back. The editions are asked for each time; a file is read once in a process.

    Raises:
        StoreError: when the store cannot be read, or ``as_of`` names an edition that does not exist.
        DashboardError: when a published file cannot be read again.
    """
    # Of one list only the last edition counts: later ones stand later.
    editions = store.standing_editions(as_of, reports=[NEIGHBOUR_LISTS])
    standing = list({edition.title: edition for edition in editions}.values())
    if not standing:
        return shipped
    key = (shipped, *(_key(edition) for edition in standing))
    return _books.get(key, lambda: shipped.with_lists(_list_of(store, shipped, edition) for edition in standing))


class _Kept(Generic[T]):
    """What was made, by what it was made from; the oldest goes when there is too much."""

    def __init__(self) -> None:
        self._made: dict[Hashable, T] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made before, or make it."""
        if (made := self._made.get(key)) is None:
            made = self._made[key] = make()
            for oldest in list(self._made)[:-MOST_KEPT]:
                self._made.pop(oldest, None)
        return made


_books: _Kept[AreaBook] = _Kept()
_lists: _Kept[ListRead] = _Kept()


def _key(edition: Edition) -> Hashable:
    """Give all that an edition's list is read by."""
    return (edition.sha256, edition.title, edition.as_at, edition.issued_on, edition.number)


def _list_of(store: Store, shipped: AreaBook, edition: Edition) -> ListRead:
    return _lists.get((shipped, _key(edition)), lambda: _read_again(store.original(edition.number), shipped, edition))


def _read_again(original: OriginalFile, shipped: AreaBook, edition: Edition) -> ListRead:
    """Read an edition's file with what was settled when it was published: its month and the first year it serves."""
    sheet = _list_sheet(original)
    said = ReleaseSaid(list_month=list_in_title(edition.title), serves_from=edition.as_at)
    read = parse_neighbour_rows(sheet.rows, original.filename, shipped, said, sheet.name)
    if read.info is None or not read.neighbours:
        what = f"{edition.title} (edition {edition.number}) cannot be read again as it was published."
        raise DashboardError(what, read.issues)
    note = f"published here as edition {edition.number}"
    return replace(read.info, published_on=edition.issued_on, published_on_note=note), read.neighbours


def _list_sheet(original: OriginalFile) -> TextSheet:
    if not original.content.startswith(ZIP_SIGNATURE):
        return TextSheet(name="", rows=read_text_rows(original.content, original.filename))
    sheets: Sequence[TextSheet] = text_sheets(guard_workbook(original.filename, original.content))
    return next((sheet for sheet in sheets if is_neighbour_list(sheet.rows)), sheets[0])
