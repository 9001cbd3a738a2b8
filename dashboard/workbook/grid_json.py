"""Grids as lines of JSON, by which the child process hands them to its parent.

JSON and not pickle: the child parses bytes from outside, and nothing that it says may make the parent run code. Texts,
whole numbers, decimals and booleans are JSON's own; a date and time is ``{"at": "2019-04-01T00:00:00"}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from dashboard.workbook.grid import CellValue, Grid, GridCell, Place, Span, anchors_of
from dashboard.workbook.limits import LAST_COLUMN, LAST_ROW, MAX_MERGED_CELLS

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_DATE_KEY = "at"


class GridLineError(ValueError):
    """A line is no grid: the process that wrote it cannot be trusted."""


def grid_line(grid: Grid) -> str:
    """Write a grid as one line; number format, fill and font stand once for all cells that share them."""
    looks: dict[tuple[str, str, str], int] = {}
    cells = [
        [
            cell.row,
            cell.column,
            _written(cell.value),
            looks.setdefault((cell.number_format, cell.fill, cell.font), len(looks)),
            *([1] if cell.uncalculated else []),
        ]
        for cell in grid.cells.values()
    ]
    document = {
        "name": grid.name,
        "visible": grid.visible,
        "looks": list(looks),
        "cells": cells,
        "merges": _spans(grid),
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
    }
    return json.dumps(document, separators=(",", ":"), allow_nan=False)


def read_grid_line(document: Json) -> Grid:
    """Read a grid from the document of one line.

    Raises:
        GridLineError: when it is no grid that ``grid_line`` writes.
    """
    if not isinstance(document, dict):
        raise GridLineError("not an object")
    looks = [_look(look) for look in _list(document.get("looks"))]
    cells = [_cell(cell, looks) for cell in _list(document.get("cells"))]
    spans = [_span(span) for span in _list(document.get("merges"))]
    if sum((last_row - row + 1) * (last_column - column + 1) for row, column, last_row, last_column in spans) > (
        MAX_MERGED_CELLS
    ):
        raise GridLineError("too many merged cells")
    return Grid(
        name=_text(document.get("name")),
        visible=document.get("visible") is True,
        cells={(cell.row, cell.column): cell for cell in cells},
        anchors=anchors_of(spans),
        hidden_rows=frozenset(_whole(row, LAST_ROW) for row in _list(document.get("hidden_rows"))),
        hidden_columns=frozenset(_whole(column, LAST_COLUMN) for column in _list(document.get("hidden_columns"))),
    )


def _written(value: CellValue) -> Json:
    return {_DATE_KEY: value.isoformat()} if isinstance(value, datetime) else value


def _spans(grid: Grid) -> list[Span]:
    """Give the merges as ranges: a range's last place is the last of those that its anchor stands for."""
    last: dict[Place, Place] = {}
    for place, anchor in grid.anchors.items():
        last[anchor] = max(last.get(anchor, place), place)
    return [(*anchor, *place) for anchor, place in last.items()]


def _cell(written: Json, looks: list[tuple[str, str, str]]) -> GridCell:
    row, column, value, look, *uncalculated = _list(written, at_least=4)
    number_format, fill, font = looks[_whole(look, len(looks) - 1, first=0)]
    return GridCell(
        row=_whole(row, LAST_ROW),
        column=_whole(column, LAST_COLUMN),
        value=_value(value),
        number_format=number_format,
        fill=fill,
        font=font,
        uncalculated=bool(uncalculated),
    )


def _value(written: Json) -> CellValue:
    if isinstance(written, dict):
        try:
            return datetime.fromisoformat(_text(written.get(_DATE_KEY)))
        except ValueError as fault:
            raise GridLineError("no date and time") from fault
    if isinstance(written, list):
        raise GridLineError("a list is no value")
    return written


def _look(written: Json) -> tuple[str, str, str]:
    number_format, fill, font = _texts(_list(written, at_least=3)[:3])
    return number_format, fill, font


def _span(written: Json) -> Span:
    first_row, first_column, last_row, last_column = _list(written, at_least=4)[:4]
    row, column = _whole(first_row, LAST_ROW), _whole(first_column, LAST_COLUMN)
    return row, column, _whole(last_row, LAST_ROW, first=row), _whole(last_column, LAST_COLUMN, first=column)


def _list(written: Json, *, at_least: int = 0) -> list[Json]:
    if not isinstance(written, list) or len(written) < at_least:
        raise GridLineError("not a list, or too short a one")
    return written


def _texts(written: Iterable[Json]) -> list[str]:
    return [_text(each) for each in written]


def _text(written: Json) -> str:
    if not isinstance(written, str):
        raise GridLineError("not a text")
    return written


def _whole(written: Json, last: int, *, first: int = 1) -> int:
    if not isinstance(written, int) or isinstance(written, bool) or not first <= written <= last:
        raise GridLineError("not a whole number, or out of bounds")
    return written
