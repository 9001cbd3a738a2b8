"""Read a workbook's sheets with openpyxl. Runs in the child process: see ``child.py``.

Of each sheet only cells, merges and hidden rows and columns are parsed, so that a chart, a comment, a filter or a link
that openpyxl cannot take in neither stops the reading nor costs time.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import IO, Any, NamedTuple, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, MERGE_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_THEME
from openpyxl.xml.functions import fromstring, iterparse

from dashboard.workbook.colours import as_hex, listed_colour, theme_colours, tinted
from dashboard.workbook.grid import CellValue, Grid, GridCell, Place, Span, anchors_of
from dashboard.workbook.limits import LAST_COLUMN, LAST_ROW, MAX_MERGED_CELLS
from dashboard.workbook.rag_fills import rag_of_fill

# openpyxl drops what it cannot read and only warns, in these words: "... This will be removed", "... invalid
# dependency definitions". Nothing may be lost unseen, so these end the reading.
DROPPED_WORDS = r".*(will be removed|invalid dependency definitions)"
# What Excel shows where a number is beyond what it can hold.
_NOT_A_NUMBER = "#NUM!"
# Whole numbers above this are not exact in Excel, which keeps every number as a double.
_LARGEST_EXACT = 2**53
# Excel writes a control character in a text as _x000D_ (ECMA-376 part 1, 22.9.2.19); these are white space.
_WRITTEN_SPACE = re.compile(r"_x00(?:0[9AD]|A0)_", re.IGNORECASE)
_TRUE = ("1", "true")
_SECONDS_OF_AN_HOUR = 3600
_TELL_EVERY_ROWS = 2_000

# Told a sheet's position, the number of sheets, and how many of its rows are read.
Progress = Callable[[int, int, int], None]


class SheetError(ValueError):
    """The workbook contradicts itself where openpyxl would not say so."""


def read_grids(content: bytes, progress: Progress | None = None) -> Iterator[Grid]:
    """Read the sheets of a workbook that has passed the guard, one after another.

    ``progress`` is told the sheet's position, the number of sheets and the rows read of it. Values are those Excel last
    calculated; a formula that was never calculated is marked, for it has none. Chart sheets are passed over.

    Raises:
        PARSE_FAULTS: (``child.py``) where the workbook is damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", DROPPED_WORDS)
        book = _BookReader(io.BytesIO(content))
        sheets = book.open()
        for position, (name, visible, part) in enumerate(sheets, start=1):
            tell = partial(progress or _tell_nobody, position, len(sheets))
            tell(0)
            with book.archive.open(part) as source:
                yield _read_grid(_SheetParser(source, book, tell), name, visible=visible, styles=book.styles)


def _tell_nobody(position: int, sheets: int, rows: int) -> None:
    """Take what nobody asked for."""


class _Found(NamedTuple):
    """A filled cell as the parser gives it."""

    place: Place
    value: object
    style: int
    uncalculated: bool


class _BookReader(ExcelReader):
    """The parts of a workbook that its sheets need, and no others."""

    archive: ZipFile

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, keep_links=False)

    def open(self) -> list[tuple[str, bool, str]]:
        """Read what the sheets share; list each sheet's name, whether it is visible, and its part."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        theme = fromstring(self.archive.read(ARC_THEME)) if ARC_THEME in self.valid_files else None
        self.styles = _Styles(self.wb, theme_colours(theme))
        sheets = [
            (str(sheet.name), sheet.state == "visible", str(relation.target))
            for sheet, relation in self.parser.find_sheets()
            if str(relation.Type).endswith("/worksheet")
        ]
        if len({name.casefold() for name, _, _ in sheets}) < len(sheets):
            raise SheetError("two sheets have one name")
        return sheets


def _read_grid(parser: _SheetParser, name: str, *, visible: bool, styles: _Styles) -> Grid:
    present = {found.place: found for found in parser.filled_cells()}
    anchors = anchors_of(parser.spans)
    return Grid(
        name=name,
        visible=visible,
        cells={
            place: cell
            for place, found in present.items()
            if place not in anchors and _says_something(cell := _grid_cell(found, styles))
        },
        anchors=anchors,
        hidden_rows=frozenset(parser.hidden_rows),
        hidden_columns=frozenset(parser.hidden_columns),
    )


def _grid_cell(found: _Found, styles: _Styles) -> GridCell:
    number_format, fill, font = styles.of(found.style)
    return GridCell(
        row=found.place[0],
        column=found.place[1],
        value=cell_value(found.value),
        number_format=number_format,
        fill=fill,
        font=font,
        uncalculated=found.uncalculated,
    )


def _says_something(cell: GridCell) -> bool:
    return cell.value is not None or cell.uncalculated or rag_of_fill(cell.fill) is not None


class _SheetParser(WorkSheetParser):
    """Parses a sheet's cells, merges and hidden rows and columns, and nothing else of it."""

    def __init__(self, source: IO[bytes], book: _BookReader, tell: Callable[[int], None]) -> None:
        own: Any = book.wb  # which of its styles are dates is openpyxl's own and has no type
        texts = _Strings(book.shared_strings)
        super().__init__(source, texts, True, own.epoch, own._date_formats, own._timedelta_formats)
        self._tell = tell
        self.spans: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def filled_cells(self) -> Iterator[_Found]:
        """Give the cells that hold something, and styled ones beside them, in the order of the file."""
        rows = 0
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield from self._row(element)
                rows += 1
                if rows % _TELL_EVERY_ROWS == 0:
                    self._tell(rows)
            elif element.tag == MERGE_TAG:
                self._merges(element)
            elif element.tag == COL_TAG:
                self._columns(element)
            else:
                continue
            element.clear()

    def _row(self, element: Element) -> Iterator[_Found]:
        row, cells = self.parse_row(cast(Any, element))  # the stub's idea of an element is not the library's
        self.row_dimensions.clear()
        if element.get("hidden") in _TRUE:
            self.hidden_rows.add(row)
        holds_something = any(cell["value"] is not None for cell in cells)
        for cell, written in zip(cells, element, strict=True):
            place = (int(str(cell["row"])), int(str(cell["column"])))
            if not (1 <= place[0] <= LAST_ROW and 1 <= place[1] <= LAST_COLUMN):
                raise SheetError(f"no sheet has a cell at row {place[0]}, column {place[1]}")
            uncalculated = cell["value"] is None and _is_uncalculated(written)
            # An empty cell beside others may say its RAG by its fill alone.
            if cell["value"] is not None or uncalculated or (holds_something and cell["style_id"]):
                yield _Found(place, cell["value"], int(str(cell["style_id"])), uncalculated)

    def _merges(self, element: Element) -> None:
        for merge in element:
            first_column, first_row, last_column, last_row = range_boundaries(merge.get("ref", ""))
            if first_column is None or first_row is None or last_column is None or last_row is None:
                raise SheetError("a merge over whole rows or columns")
            if first_row > last_row or first_column > last_column:
                raise SheetError("a merge that ends before it starts")
            self.spans.append((first_row, first_column, last_row, last_column))
        if sum((r2 - r1 + 1) * (c2 - c1 + 1) for r1, c1, r2, c2 in self.spans) > MAX_MERGED_CELLS:
            raise SheetError("more merged cells than the guard lets through")

    def _columns(self, element: Element) -> None:
        if element.get("hidden") in _TRUE:
            first, last = int(element.get("min", "")), int(element.get("max", ""))
            self.hidden_columns.update(range(max(1, first), min(last, LAST_COLUMN) + 1))


def _is_uncalculated(written: Element) -> bool:
    """Tell whether a cell without a value is a formula; one whose result is the empty text was calculated."""
    calculated_empty = written.get("t") == "str" and written.find(VALUE_TAG) is not None
    return written.find(FORMULA_TAG) is not None and not calculated_empty


def cell_value(raw: object) -> CellValue:
    """Give a value as a grid holds it. Times and durations are texts: no figure of a scorecard is one."""
    if isinstance(raw, bool | datetime | None):
        return raw
    if isinstance(raw, int | float):
        return _number(raw)
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    if isinstance(raw, timedelta):
        return _duration(raw)
    return _WRITTEN_SPACE.sub(" ", str(raw))


def _number(raw: float) -> float | str:
    if isinstance(raw, int) and abs(raw) <= _LARGEST_EXACT:
        return raw
    try:
        number = float(raw)
    except OverflowError:
        return _NOT_A_NUMBER
    return number if math.isfinite(number) else _NOT_A_NUMBER


def _duration(raw: timedelta) -> str:
    """Write a duration in hours, as Excel shows it: 36:00:00."""
    seconds = abs(round(raw.total_seconds()))
    hours, rest = divmod(seconds, _SECONDS_OF_AN_HOUR)
    sign = "-" if raw < timedelta(0) else ""
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"


def _at(items: Any, index: int) -> Any:  # noqa: ANN401 - openpyxl's tables of styles have no types
    """Give an item by its number in the file; counted from the end, as Python would, it is another one."""
    if index < 0:
        raise SheetError(f"{index} is no place in a list")
    return items[index]


class _Strings(list[object]):
    """The texts that cells share, which openpyxl takes by their number in the file."""

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - a list's own signature
        if isinstance(index, int) and index < 0:
            raise SheetError(f"{index} is no place among the texts")
        return super().__getitem__(index)


class _Styles:
    """Number format, solid fill and font of each of a workbook's cell styles."""

    def __init__(self, book: Workbook, theme: tuple[str, ...]) -> None:
        self._book: Any = book  # its tables of styles are openpyxl's own and have no types
        self._theme = theme
        self._known: dict[int, tuple[str, str, str]] = {}

    def of(self, style: int) -> tuple[str, str, str]:
        """Give a style's number format, fill as six hex digits or empty, and font."""
        if style not in self._known:
            found = _at(self._book._cell_styles, style)
            font = _at(self._book._fonts, found.fontId)
            self._known[style] = (
                self._number_format(found.numFmtId),
                self._solid_fill(found.fillId),
                str(font.name or ""),
            )
        return self._known[style]

    def _number_format(self, number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "General")
        return str(_at(self._book._number_formats, number - BUILTIN_FORMATS_MAX_SIZE))

    def _solid_fill(self, number: int) -> str:
        fill = _at(self._book._fills, number)
        if fill.fill_type != "solid":
            return ""
        colour = fill.fgColor
        if colour.type == "theme":
            return listed_colour(self._theme, colour.theme, colour.tint)
        if colour.type == "indexed":  # older templates name a colour by its place in Excel's palette
            return listed_colour(self._book._colors, colour.indexed, colour.tint)
        plain = as_hex(colour.rgb)
        return tinted(plain, colour.tint) if plain else ""
