"""Write cells of a workbook: numbers as numbers in their unit, texts that no spreadsheet runs."""

from __future__ import annotations

from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from dashboard.plain_text import as_plain_cell
from dashboard.vocabulary import Unit


def text_cell(cell: Cell | MergedCell, text: str) -> Cell:
    """Write a text as text, whatever it begins with: it is shown as it stands and never run.

    Raises:
        TypeError: when the cell is merged away, so that nothing would be shown.
    """
    cell = _own_cell(cell)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    # Excel's own mark for a text that looks like a formula; without it, editing the cell would run it.
    cell.quotePrefix = as_plain_cell(text) != text
    return cell


def number_cell(cell: Cell | MergedCell, value: float, number_format: str) -> Cell:
    """Write a number with its format.

    Raises:
        TypeError: when the cell is merged away, so that nothing would be shown.
    """
    cell = _own_cell(cell)
    cell.value = value
    cell.number_format = number_format
    return cell


def figure_format(unit: Unit, decimals: int) -> str:
    """Give the format of a figure in its unit: 20.01 is shown as 20.01%, for the sign in quotes does not multiply."""
    digits = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f'{digits}"%"' if unit is Unit.PER_CENT else digits


def difference_format(decimals: int) -> str:
    """Give the format of a difference, always with its sign; its unit stands in the heading."""
    digits = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f"+{digits};-{digits};{digits}"


def _own_cell(cell: Cell | MergedCell) -> Cell:
    if isinstance(cell, MergedCell):
        raise TypeError(f"{cell.coordinate} is merged away")
    return cell
