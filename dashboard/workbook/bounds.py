"""Read targets and tolerances from their words, each end kept as included or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dashboard.plain_text import plain_characters
from dashboard.precision import PER_CENT
from dashboard.vocabulary import Polarity
from dashboard.workbook.cells import is_per_cent_format
from dashboard.workbook.grid import GridCell, fold

_NUMBER = r"£?\s*(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*%?"
_RANGE = re.compile(rf"(?:between\s+)?{_NUMBER}\s*(?:-|to|and)\s*{_NUMBER}", re.IGNORECASE)
_BARE = re.compile(_NUMBER)
_WIDTH = re.compile(
    rf"(?:\+\s*/?\s*-|±|within)\s*{_NUMBER}(?:\s*(?:percentage\s+)?(?:points?|pts?|pp))?"
    rf"|{_NUMBER}\s*(?:percentage\s+)?(?:points?|pts?|pp)",
    re.IGNORECASE,
)


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


# ------------------------------------------------------------------------------------------------------
# A target with one tolerance or floor standard
# ------------------------------------------------------------------------------------------------------

# A tolerance is either the figure where amber ends or a width beside the target. Of a target where high is good, a
# limit under half of it would rate nearly everything amber, and a width over half of it likewise: so half parts them.
_PLAUSIBLE_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceBands:
    """The two bands that a tolerance makes of a target: amber up to it, red beyond."""

    amber: PrintedBound
    red: PrintedBound | None


def tolerance_bands(
    target: PrintedBound, tolerance: GridCell, polarity: Polarity, *, is_width: bool = False
) -> ToleranceBands | None:
    """Give the bands of a target and its tolerance or floor standard: amber from the floor to the target, red under it.

    ``is_width`` says that the heading calls the tolerance a width (+/-), which a cell such as "±5" may say too. None
    where the tolerance is no figure, or could be either the floor or a width.
    """
    goal = target.target
    width = _width(tolerance, is_width=is_width)
    if goal is None:
        return None
    if polarity is Polarity.CLOSE_TO_TARGET:
        return None if width is None else ToleranceBands(amber=_around(goal, width), red=None)
    limit = _floor(goal, width, polarity) if width is not None else _limit(tolerance, polarity)
    if limit is None or not _is_plausible(goal, limit, polarity):
        return None
    if polarity is Polarity.HIGHER_IS_BETTER:
        amber = PrintedBound(low=limit, high=goal, low_included=True, high_included=not target.low_included)
        return ToleranceBands(amber=amber, red=PrintedBound(high=limit))
    amber = PrintedBound(low=goal, high=limit, low_included=not target.high_included, high_included=True)
    return ToleranceBands(amber=amber, red=PrintedBound(low=limit))


def expected_range(lower: GridCell | None, upper: GridCell | None) -> PrintedBound | None:
    """Give the range that a lower and an upper threshold name; both ends belong to it."""
    low, high = (None if cell is None else _number_of(cell) for cell in (lower, upper))
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return None
    return PrintedBound(low=low, high=high, low_included=low is not None, high_included=high is not None)


def _around(goal: float, width: float) -> PrintedBound:
    low, high = (float(Decimal(repr(goal)) + sign * Decimal(repr(width))) for sign in (-1, 1))
    return PrintedBound(low=low, high=high, low_included=True, high_included=True)


def _floor(goal: float, width: float, polarity: Polarity) -> float | None:
    around = _around(goal, width)
    return around.low if polarity is Polarity.HIGHER_IS_BETTER else around.high


def _is_plausible(goal: float, limit: float, polarity: Polarity) -> bool:
    if polarity is Polarity.HIGHER_IS_BETTER:
        return goal * _PLAUSIBLE_SHARE < limit <= goal
    return polarity is Polarity.LOWER_IS_BETTER and limit >= goal


def _width(cell: GridCell, *, is_width: bool) -> float | None:
    """Give a tolerance that is a width: "+/- 5%", "± 5", "5 points", or any figure where the heading says so."""
    found = _WIDTH.fullmatch(plain_characters(fold(cell.text)))
    if found:
        return _figure(found[1] or found[2])
    return _number_of(cell) if is_width else None


def _limit(cell: GridCell, polarity: Polarity) -> float | None:
    bound = read_bound(cell, polarity)
    if bound is None:
        return None
    return bound.low if polarity is Polarity.HIGHER_IS_BETTER else bound.high


def _number_of(cell: GridCell) -> float | None:
    bound = read_bound(cell, Polarity.HIGHER_IS_BETTER)
    return None if bound is None else bound.target
