"""The looks of the scorecard workbook's cells, each made once, and the marks of the ratings."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.charts.marks import RAG_COLOURS
from dashboard.charts.tokens import LIGHT
from dashboard.plain_text import as_plain_cell
from dashboard.vocabulary import Rag

FONT = "Arial"
# The yellow of the printed scorecard's changed cells.
CHANGED = "#FFFF00"
# The dark blue of its headings; white on it has a contrast of 12 : 1.
HEADING_GROUND = "#1F3864"
RAG_LOOKS: dict[Rag, dict[str, Any]] = {
    state: {"font_color": colour, "bg_color": ground} for state, (colour, ground) in RAG_COLOURS.items()
}
TITLE = {"bold": True, "font_size": 14}
HEADING = {
    "bold": True, "font_color": "#FFFFFF", "bg_color": HEADING_GROUND, "text_wrap": True, "align": "center",
    "valign": "vcenter", "border": 1, "border_color": "#FFFFFF", "font_size": 9,
}  # fmt: skip
LEFT = {"text_wrap": True, "align": "left", "valign": "top"}
QUIET = {**LEFT, "font_color": LIGHT.secondary}
LINK = {"font_color": LIGHT.link, "underline": 1, "valign": "top"}


class ExactSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet that keeps every digit of a number: the library writes 16, and some figures have 17."""

    def _xml_number_element(self, number: float, attributes: list[tuple[str, Any]] = []) -> None:  # noqa: B006 - the library's own signature
        written = "".join(f' {name}="{self._escape_attributes(value)}"' for name, value in attributes)
        self.fh.write(f"<c{written}><v>{number!r}</v></c>")


class Styles:
    """Gives a workbook's formats, each look once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, *looks: dict[str, Any], **more: Any) -> Format:  # noqa: ANN401 - the library's own properties
        """Give the format of joined looks, a later one over an earlier one."""
        joined: dict[str, Any] = {"font_name": FONT, "font_size": 10}
        for look in (*looks, more):
            joined |= look
        key = tuple(sorted(joined.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(joined)
        return self._known[key]

    def bare(self, **look: Any) -> Format:  # noqa: ANN401 - the library's own properties
        """Give a format for a conditional rule: only what it changes."""
        key = (("conditional", True), *sorted(look.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(look)
        return self._known[key]


def as_words(words: str) -> dict[str, Any]:
    """Give the look that keeps words what they are when a cell is edited, although they begin like a formula."""
    return {"quote_prefix": True} if as_plain_cell(words) != words else {}


def shown_before(mark: str) -> str:
    """Give the format that shows a mark before a cell's own words, which stay as they are."""
    return f'"{mark} "@'


def shown_behind(words: str) -> str:
    """Give the format that shows words behind a cell's own mark."""
    plain = words.replace('"', "")
    return f'@" {plain}"'
