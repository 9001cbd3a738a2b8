"""Count the figures that a release adds, measure by measure: it may add half a million."""

from __future__ import annotations

import pandas as pd

from dashboard.formatting import plural
from dashboard.intake.session import Session
from dashboard.periods import parse_period
from dashboard.views.change_words import ChangeWords
from dashboard.views.upload import AddedLine
from dashboard.vocabulary import Basis


def added_by_measure(session: Session, figures: pd.DataFrame) -> tuple[AddedLine, ...]:
    """Count the figures of each measure: how many, of how many areas, over which time."""
    if figures.empty:
        return ()
    words = ChangeWords(session)
    grouped = figures.groupby(["indicator", "basis"], sort=True).agg(
        figures=("value", "size"), areas=("area", "nunique"), first=("period", "min"), last=("period", "max")
    )
    return tuple(
        AddedLine(indicator=words.basis_of_measure(indicator, Basis(basis)), words=_added_words(*counted))
        for (indicator, basis), counted in zip(
            grouped.index.tolist(), grouped.itertuples(index=False, name=None), strict=True
        )
    )


def _added_words(figures: int, areas: int, first: str, last: str) -> str:
    start, end = parse_period(first).short_words, parse_period(last).short_words
    span = start if start == end else f"{start} to {end}"
    return f"{plural(figures, 'figure')} of {plural(areas, 'area')}, {span}"
