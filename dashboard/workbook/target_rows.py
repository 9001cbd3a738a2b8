"""Read a measure's targets: red, amber and green bands, a target with its tolerance or floor, or an expected range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.issues import Issue
from dashboard.vocabulary import ColumnRole, Missing
from dashboard.workbook.bounds import PrintedBound, expected_range, read_bound, tolerance_bands
from dashboard.workbook.cells import read_fault
from dashboard.workbook.grid import Grid, GridCell
from dashboard.workbook.layouts import LOWER_END, UPPER_END, WIDTH_MARK
from dashboard.workbook.lexicon import Lexicon
from dashboard.workbook.measures import Measure
from dashboard.workbook.missing_words import missing_in_sentence
from dashboard.workbook.rows import DraftRow
from dashboard.workbook.table import Column, Table

TARGET_BANDS = {
    ColumnRole.TARGET_RED: "red",
    ColumnRole.TARGET_AMBER: "amber",
    ColumnRole.TARGET_GREEN: "green",
    ColumnRole.TARGET: "green",
    ColumnRole.TOLERANCE: "amber",
}
_GOALS = (ColumnRole.TARGET, ColumnRole.TARGET_GREEN)


class TargetReader:
    """Reads the target columns of one table, collecting tolerances that could be read two ways."""

    def __init__(self, grid: Grid, table: Table, lexicon: Lexicon) -> None:
        self._grid = grid
        self._table = table
        self._lexicon = lexicon
        self.issues: list[Issue] = []

    def read(self, measure: Measure, column: Column, draft: DraftRow) -> Iterator[DraftRow]:
        """Complete the draft of a target cell; a tolerance gives its amber band and the red one beyond it."""
        draft = replace(draft, meaning=TARGET_BANDS[column.role])
        shown = self._grid.shown(measure.row, column.index)
        if shown.is_empty:
            yield replace(draft, missing=Missing.NO_FIGURE)
        elif (fault := read_fault(shown)) is not None:
            self.issues.append(Issue(code=fault.fault, what=fault.fault_words, sheet=draft.sheet, cell=draft.cell))
            yield replace(draft, missing=fault.missing, text=fault.text)
        elif column.role is not ColumnRole.TOLERANCE:
            yield self._band(draft, shown, read_bound(shown, measure.polarity))
        elif LOWER_END.search(column.heading) or UPPER_END.search(column.heading):
            yield from self._range(measure, column, draft, shown)
        else:
            yield from self._tolerance(measure, column, draft, shown)

    def _band(self, draft: DraftRow, shown: GridCell, bound: PrintedBound | None) -> DraftRow:
        if bound is None:
            return replace(draft, missing=self._missing(shown))
        return _with_bound(draft, bound)

    def _missing(self, shown: GridCell) -> Missing | None:
        return self._lexicon.missing_word(shown.text) or missing_in_sentence(shown.text)

    def _range(self, measure: Measure, column: Column, draft: DraftRow, shown: GridCell) -> Iterator[DraftRow]:
        """Read an expected range at its lower threshold; the upper one is said there too."""
        draft = replace(draft, meaning="green")
        bound = expected_range(self._end(measure, LOWER_END), self._end(measure, UPPER_END))
        if bound is None or self._missing(shown) is not None:
            yield self._band(draft, shown, None)
        elif UPPER_END.search(column.heading) and bound.low is not None:
            return
        else:
            yield _with_bound(draft, bound)

    def _end(self, measure: Measure, words: re.Pattern[str]) -> GridCell | None:
        columns = self._table.columns_of(ColumnRole.TOLERANCE)
        found = next((column for column in columns if words.search(column.heading)), None)
        return self._grid.shown(measure.row, found.index) if found else None

    def _tolerance(self, measure: Measure, column: Column, draft: DraftRow, shown: GridCell) -> Iterator[DraftRow]:
        goal = self._goal(measure, column)
        is_width = bool(WIDTH_MARK.search(column.heading))
        bands = tolerance_bands(goal, shown, measure.polarity, is_width=is_width) if goal else None
        if bands is None:
            missing = self._missing(shown)
            if missing is None and goal is not None:
                self._unclear(draft)
            yield replace(draft, missing=missing or Missing.NOT_AVAILABLE)
            return
        yield _with_bound(draft, bands.amber)
        if bands.red is not None:
            yield _with_bound(replace(draft, meaning="red"), bands.red)

    def _goal(self, measure: Measure, tolerance: Column) -> PrintedBound | None:
        goals = [c for c in self._table.columns_of(*_GOALS) if c.period == tolerance.period or c.period is None]
        if not goals:
            return None
        return read_bound(self._grid.shown(measure.row, goals[0].index), measure.polarity)

    def _unclear(self, draft: DraftRow) -> None:
        what = (
            "This tolerance is neither a figure between the target and red nor a width such as +/-5; amber is left out."
        )
        self.issues.append(Issue(code="tolerance-unclear", what=what, sheet=draft.sheet, cell=draft.cell))


def _with_bound(draft: DraftRow, bound: PrintedBound) -> DraftRow:
    """Complete a target draft; the figure to reach is named on the green band only."""
    return replace(
        draft,
        value=bound.target if draft.meaning == "green" else None,
        low=bound.low,
        high=bound.high,
        low_included=bound.low_included,
        high_included=bound.high_included,
    )
