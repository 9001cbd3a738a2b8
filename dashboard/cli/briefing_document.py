"""The briefing as ``report briefing --json`` gives it: every cell with its source."""

from __future__ import annotations

from dashboard.cli.output import JsonValue
from dashboard.views.briefing.view import BriefingRow, BriefingTable, BriefingView


def briefing_document(view: BriefingView) -> dict[str, JsonValue]:
    """Give the paper's words and tables."""
    return {
        "title": view.title,
        "council": view.council,
        "editions": list(view.editions),
        "tables": [_table(table, view.council) for table in view.tables],
    }


def _table(table: BriefingTable, council: str) -> dict[str, JsonValue]:
    return {
        "indicator": table.id,
        "years": [str(column.period) for column in table.columns],
        "rows": [_row(table, row, council) for row in table.rows],
        "sentences": list(table.sentences),
        "notes": list(table.notes),
    }


def _row(table: BriefingTable, row: BriefingRow, council: str) -> dict[str, JsonValue]:
    cells: list[JsonValue] = [
        {
            "year": str(column.period),
            "period": str(cell.period),
            "basis": str(cell.basis),
            "value": cell.value,
            "missing": str(cell.missing or ""),
            "text": cell.text,
            "label": cell.label,
            "was": cell.was,
            "source": cell.source.words,
            "file": cell.source.file,
            "sheet": cell.source.sheet,
            "cell": cell.source.cell,
            "edition": cell.source.edition,
        }
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    gap = row.difference
    difference: JsonValue = (
        {"value": gap.value, "missing": str(gap.missing or ""), "text": gap.text, "note": gap.note} if gap else None
    )
    return {
        "area": council if row.is_ours else str(row.role),
        "name": row.name,
        "cells": cells,
        "difference": difference,
    }
