"""What a chart's points say in words: whether there are any, how long each lasts, and where the gaps lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from dashboard.views.indicator import TrendPoint, TrendView

MONTH_WORD = "month"
# How the short words of each other kind of period begin, as dashboard.periods writes them.
_LABELS = (
    (re.compile(r"Q\d "), "quarter"),
    (re.compile(r"week "), "week"),
    (re.compile(r"(school year )?\d{4}/\d{2}|calendar year \d{4}"), "year"),
)


def has_figures(trend: TrendView) -> bool:
    """Tell whether there is any figure of ours to draw."""
    return any(point.value is not None for point in trend.points)


def period_word(points: Sequence[TrendPoint]) -> str:
    """Name what one point stands for: ``month``, ``quarter``, ``year`` or ``week``."""
    label = points[0].label if points else ""
    return next((word for pattern, word in _LABELS if pattern.match(label)), MONTH_WORD)


def gap_words(points: Sequence[TrendPoint]) -> list[str]:
    """Say each reason for a gap once, with its periods: "No figure: Apr 2017 to Mar 2019, Jan 2020."."""
    stretches: dict[str, list[str]] = {}
    for reason, run in groupby(points, key=lambda point: point.words if point.value is None else None):
        if reason is not None:
            stretches.setdefault(reason, []).append(_stretch(list(run)))
    return [f"{reason[:1].upper()}{reason[1:]}: {', '.join(spans)}." for reason, spans in stretches.items()]


def _stretch(run: list[TrendPoint]) -> str:
    first, last = run[0].label, run[-1].label
    return first if len(run) == 1 else f"{first} to {last}"
