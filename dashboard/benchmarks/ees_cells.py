"""The cells of an Explore education statistics file: numbers, reasons, and what is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.benchmarks.release import Findings
from dashboard.benchmarks.symbols import EES_SYMBOLS, SYMBOL_LENGTH, Reading, parse_reading


@dataclass(slots=True, kw_only=True)
class CellReader:
    """Reads the cells of a file's columns, each text once; what says nothing known is kept in mind to be noted."""

    frame: pd.DataFrame
    findings: Findings
    _readings: dict[str, Reading | None] = field(default_factory=dict)
    _columns: dict[str, dict[int, str]] = field(default_factory=dict)
    _slacks: dict[str, float] = field(default_factory=dict)
    _unknown: dict[str, dict[int, str]] = field(default_factory=dict)

    def cell(self, column: str, row: int) -> Reading | None:
        """Read one cell; None when it is neither a number nor a known symbol."""
        text = self._texts(column)[row]
        if text not in self._readings:
            self._readings[text] = parse_reading(text, EES_SYMBOLS)
        reading = self._readings[text]
        if reading is None:
            self._unknown.setdefault(column, {})[row] = text
        return reading

    def cells(self, columns: Sequence[str], row: int) -> list[Reading] | None:
        """Read the cells of some columns; None when any of them says nothing known."""
        readings = [self.cell(column, row) for column in columns]
        known = [reading for reading in readings if reading is not None]
        return known if len(known) == len(readings) else None

    def slack(self, columns: Sequence[str]) -> float:
        """Give how far the sum of some counts may lie from what it was rounded from; whole numbers are exact."""
        return sum(self._slack(column) for column in columns)

    def _slack(self, column: str) -> float:
        if column not in self._slacks:
            places = max((len(text.partition(".")[2]) for text in self._texts(column).values()), default=0)
            self._slacks[column] = 0.5 * 0.1**places if places else 0.0
        return self._slacks[column]

    def _texts(self, column: str) -> Mapping[int, str]:
        if column not in self._columns:
            self._columns[column] = dict(zip(self.frame.index.tolist(), self.frame[column].tolist(), strict=True))
        return self._columns[column]

    def note_unknown(self) -> None:
        """Note what was met that says nothing known, one issue for each column."""
        for column, cells in self._unknown.items():
            texts = list(dict.fromkeys(cells.values()))
            said = _say_texts(texts)
            what = f"Column {column!r} of {self.findings.filename} holds {said}: neither a number nor a known symbol."
            for row in sorted(cells):
                self.findings.add("benchmark-unknown-symbol", what, row)


def _say_texts(texts: Sequence[str]) -> str:
    short = [text for text in texts if len(text) <= SYMBOL_LENGTH]
    shown = "a text" if not short else repr(short[0]) if short[0] else "nothing"
    return f"{shown} and other texts" if len(texts) > 1 else shown
