"""What stands upright in a chart: financial years, changes of definition, and dated notes.

A change of definition is a full rule with its number at the ceiling. A dated note is a lettered flag on the floor, on
a dotted stem beneath the period that it falls in: behind our line, which it never breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from dashboard.charts.style import FONT_SIZE
from dashboard.charts.tokens import Palette
from dashboard.formatting import listed
from dashboard.periods import APRIL
from dashboard.views.indicator import BreakMark
from dashboard.views.indicator_more import EventMark

# A month's point stands at its first day; years, breaks and comparators begin in the gap before it.
HALF_MONTH = timedelta(days=15)
# The flag keeps within the chart: near either end it hangs to one side of its stem.
NEAR_END = 0.08
STEM_DASH = "1px,4px"


def year_rules(first: date, last: date, colours: Palette) -> list[dict[str, object]]:
    """Mark where each financial year begins."""
    aprils = [date(year, APRIL, 1) for year in range(first.year, last.year + 1)]
    return [
        _rule(day, {"color": colours.rule, "width": 1})
        for day in aprils
        if first + HALF_MONTH < day < last - HALF_MONTH
    ]


def break_rules(breaks: Sequence[BreakMark], colours: Palette) -> list[dict[str, object]]:
    """Draw a rule where the definition changes, or a usual level begins anew."""
    return [_rule(mark.at, {"color": colours.text, "width": 1.5}) for mark in breaks]


def _rule(day: date, line: dict[str, object]) -> dict[str, object]:
    """Draw a line from floor to ceiling in the middle of the gap before a month."""
    at = day - HALF_MONTH
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}


def break_numbers(breaks: Sequence[BreakMark], colours: Palette) -> list[dict[str, object]]:
    """Number the rules at the ceiling, as the notes beneath the chart do."""
    return [
        {
            "x": mark.at - HALF_MONTH,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": f"Note {mark.number}",
            "showarrow": False,
            "font": {"size": FONT_SIZE - 1, "color": colours.text},
        }
        for mark in breaks
    ]


def event_stems(events: Sequence[EventMark], colours: Palette) -> list[dict[str, object]]:
    """Draw a dotted stem through each period noted, behind everything else."""
    line = {"color": colours.secondary, "width": 1.5, "dash": STEM_DASH}
    return [
        {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}
        for at in dict.fromkeys(event.at for event in events)
    ]


def event_flags(events: Sequence[EventMark], first: date, last: date, colours: Palette) -> list[dict[str, object]]:
    """Write the letters of each period's notes in one frame on the chart's floor."""
    grouped = groupby(sorted(events, key=lambda one: one.at), key=lambda one: one.at)
    return [
        {
            "x": at,
            "y": 0,
            "yref": "paper",
            "xanchor": _anchor((at - first) / (last - first)),
            "yanchor": "bottom",
            "text": f"Event {listed([event.letter for event in group])}",
            "showarrow": False,
            "font": {"size": FONT_SIZE - 1, "color": colours.text},
            "bgcolor": colours.ground,
            "bordercolor": colours.secondary,
            "borderwidth": 1,
            "borderpad": 2,
        }
        for at, group in grouped
    ]


def _anchor(share: float) -> str:
    if share > 1 - NEAR_END:
        return "right"
    return "left" if share < NEAR_END else "center"
