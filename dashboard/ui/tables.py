"""Plain tables: real table markup, and on a phone a block for each row with its headings beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.ui.html import Html, element


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, and whether it holds numbers, which are set to the right."""

    name: str
    numeric: bool = False
    extra: str = ""

    @property
    def classes(self) -> str | None:
        """Give the classes of the column's cells."""
        return " ".join(name for name in ("sc-num" if self.numeric else "", self.extra) if name) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells in the columns' order, the first being its heading."""

    cells: Sequence[str]
    class_: str | None = None


def words(*names: str) -> tuple[Column, ...]:
    """Make columns of words."""
    return tuple(Column(name=name) for name in names)


def number(name: str, extra: str = "") -> Column:
    """Make a column of numbers."""
    return Column(name=name, numeric=True, extra=extra)


def table_html(caption: str, columns: Sequence[Column], rows: Iterable[Row], *, show_caption: bool = False) -> Html:
    """Write a table that scrolls in its own frame where it is too wide."""
    heads = (element("th", column.name, scope="col", class_=column.classes) for column in columns)
    table = element(
        "table",
        element("caption", caption, class_=None if show_caption else "sc-hidden"),
        element("thead", element("tr", *heads)),
        element("tbody", *(_row(columns, row) for row in rows)),
        class_="sc-table",
    )
    return element("div", table, class_="sc-table-scroll", tabindex="0", role="region", aria_label=caption)


def _row(columns: Sequence[Column], row: Row) -> Html:
    cells = (
        _cell(column, cell, heads=place == 0)
        for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True))
    )
    return element("tr", *cells, class_=row.class_)


def _cell(column: Column, cell: str, *, heads: bool) -> Html:
    if heads:
        return element("th", cell, scope="row", class_=column.classes)
    return element("td", cell, class_=column.classes, data_label=column.name)
