"""Read targets and tolerances from their words, each end kept as included or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dashboard.plain_text import plain_characters
from dashboard.vocabulary import Polarity
from dashboard.workbook.cells import PER_CENT, is_per_cent_format
from dashboard.workbook.grid import GridCell, fold

_NUMBER = r"£?\s*(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*%?"
_RANGE = re.compile(rf"(?:between\s+)?{_NUMBER}\s*(?:-|to|and)\s*{_NUMBER}", re.IGNORECASE)
_BARE = re.compile(_NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBound:
    """A printed band: open ends are None; ``target`` is the figure a single bound names."""

    low: float | None = None
    high: float | None = None
    low_included: bool = False
    high_included: bool = False

    @property
    def target(self) -> float | None:
        """Give the figure to reach: the band's one closed end, the lower where both are closed."""
        return self.low if self.low is not None else self.high


# The forms in which a one-sided bound is worded: pattern, which end it closes, and whether the end itself counts.
_FORMS: tuple[tuple[re.Pattern[str], str, bool], ...] = tuple(
    (re.compile(pattern.replace("#", _NUMBER), re.IGNORECASE), end, included)
    for pattern, end, included in (
        (r"<=\s*#|≤\s*#", "high", True),
        (r">=\s*#|≥\s*#", "low", True),
        (r"<\s*#", "high", False),
        (r">\s*#", "low", False),
        (r"#\s*\+", "low", True),
        (r"(?:fewer|less|lower) than\s+#|(?:under|below)\s+#", "high", False),
        (r"(?:more|greater|higher) than\s+#|(?:over|above)\s+#", "low", False),
        (r"(?:no more than|at most|up to|maximum(?: of)?|not more than)\s+#", "high", True),
        (r"#\s+or\s+(?:less|fewer|lower|below|under)", "high", True),
        (r"(?:at least|no less than|no fewer than|minimum(?: of)?)\s+#", "low", True),
        (r"#\s+or\s+(?:more|greater|higher|above|over)|#\s+and\s+above", "low", True),
        (r"additional\s+#", "low", True),
    )
)


def read_bound(cell: GridCell, polarity: Polarity) -> PrintedBound | None:
    """Read a band or target; None when the words are no bound ("Above Stat Neighbour Average").

    A bare figure is a target to reach: at least it where high is good, at most it where low is good.
    """
    if isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        number = Decimal(repr(cell.value)) * (PER_CENT if is_per_cent_format(cell.number_format) else 1)
        return _bare(float(number), polarity)
    return parse_bound(cell.text, polarity)


def parse_bound(words: str, polarity: Polarity) -> PrintedBound | None:
    """Read the words of a band or target; see ``read_bound``."""
    text = plain_characters(fold(words))
    if found := _BARE.fullmatch(text):
        return _bare(_figure(found[1]), polarity)
    if found := _RANGE.fullmatch(text):
        low, high = sorted((_figure(found[1]), _figure(found[2])))
        return PrintedBound(low=low, high=high, low_included=True, high_included=True)
    for pattern, end, included in _FORMS:
        if found := pattern.fullmatch(text):
            figure = _figure(next(group for group in found.groups() if group is not None))
            if end == "low":
                return PrintedBound(low=figure, low_included=included)
            return PrintedBound(high=figure, high_included=included)
    return None


def _bare(figure: float, polarity: Polarity) -> PrintedBound | None:
    if polarity is Polarity.LOWER_IS_BETTER:
        return PrintedBound(high=figure, high_included=True)
    if polarity is Polarity.HIGHER_IS_BETTER:
        return PrintedBound(low=figure, low_included=True)
    if polarity is Polarity.CLOSE_TO_TARGET:
        return PrintedBound(low=figure, high=figure, low_included=True, high_included=True)
    return None


def _figure(digits: str) -> float:
    return float(digits.replace(",", ""))
