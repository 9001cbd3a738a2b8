"""How ours stands beside a comparator, in its two parts: by the figures, and whether that is more than chance."""

from __future__ import annotations

import math

from dashboard.formatting import format_difference, format_figure, format_number
from dashboard.judge.beside import Comparison
from dashboard.judge.case import Scatter
from dashboard.judge.comparison import Position
from dashboard.judge.verdict import Clear
from dashboard.judge.words import position_words
from dashboard.views.compare_page.words import gap_decimals
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import A_TOTAL_REASON
from dashboard.views.comparing.measure import Measure

A_TOTAL = "A total, so ours is not set beside it"
CLEAR_WORDS: dict[Clear, str] = {
    Clear.YES: ", clearly more than chance",
    Clear.NO: "; the difference could be chance",
    Clear.CANNOT_SAY: "; whether that is chance cannot be said",
}
ALIKE_ALL_THE_SAME = "; allowing for how much authorities differ, about the same"
CHANCE_NOTE = (
    "Better and worse compare the printed figures. A difference is more than chance where the other’s figure, its "
    "rounding allowed for, lies outside the range that ours could lie in by chance alone 19 times in 20."
)
NEIGHBOURS_NOTE = (
    "Single authorities are set beside ours by their figures alone: whether those differences are chance is not judged."
)


def verdict_words(one: Comparison, ours: AreaFigure, measure: Measure) -> str:
    """Say where ours stands beside a comparator and whether that is chance; empty where either has no figure.

    "Ours is 1.3 points lower (better); the difference could be chance".
    """
    theirs = one.other.value
    if ours.value is None or theirs is None:
        return ""
    if one.position is Position.CANNOT_SAY:
        return A_TOTAL if one.reason == A_TOTAL_REASON else f"Not compared: {one.reason}"
    gap = ours.value - theirs
    places = gap_decimals(ours, one.other.decimals)
    difference = format_difference(abs(gap), measure.unit, places).removeprefix("+")
    said = position_words(one.position, is_higher=gap > 0, difference=difference)
    return said if one.position is Position.SAME else f"{said}{_clear_words(one)}"


def _clear_words(one: Comparison) -> str:
    if one.clear is Clear.CANNOT_SAY and one.reason:
        return f"{CLEAR_WORDS[one.clear]}: {one.reason}"
    is_alike = one.clear is Clear.YES and one.allowing_for_scatter is Clear.NO
    return f"{CLEAR_WORDS[one.clear]}{ALIKE_ALL_THE_SAME if is_alike else ''}"


def range_words(comparisons: tuple[Comparison, ...], ours: AreaFigure, measure: Measure) -> str:
    """Say how far chance alone goes for ours: "between 18.3% and 24.4%, allowing for chance"; empty where unknown."""
    found = next((one.interval for one in comparisons if one.interval is not None), None)
    if found is None or ours.value is None:
        return ""
    low, high = (format_figure(end, measure.unit, ours.decimals) for end in (found.lower, found.upper))
    return f"between {low} and {high}, allowing for chance"


def range_note(comparisons: tuple[Comparison, ...], ours: AreaFigure, measure: Measure) -> str:
    """Say the same in a sentence; empty where it is not known."""
    words = range_words(comparisons, ours, measure)
    return f"Ours ({ours.period.words}) lies {words}." if words else ""


def scatter_words(scatter: Scatter | None) -> str:
    """Say how widely authorities differ, in times of what chance alone would give; empty where that is not known."""
    if scatter is None or scatter.phi <= 1:
        return ""
    times = format_number(math.sqrt(scatter.phi), 1)
    return (
        f"Authorities differ from each other about {times} times as much as chance alone would make them "
        f"({scatter.authorities} authorities)."
    )
