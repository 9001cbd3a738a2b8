"""What the neighbours' average was before a later release changed a neighbour's figure."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.views.comparing.area_figure import AreaFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """The neighbours as they stood before the newest edition that changed any of them, and those it changed."""

    before: tuple[AreaFigure, ...]
    changed: tuple[AreaFigure, ...]


def undo_restatement(neighbours: tuple[AreaFigure, ...], rows: pd.DataFrame) -> Restatement | None:
    """Put the neighbours back to what the same release series said before the newest change; None where none changed.

    ``rows`` are those of the store, in which the earlier figure has its counts.
    """
    histories = [one.history for one in neighbours if one.history is not None]
    if not histories:
        return None
    newest = max((history.now.issued_on, history.now.edition) for history in histories)[1]
    changed = tuple(one for one in neighbours if one.history is not None and one.history.now.edition == newest)
    before = {one.area: _before(one, rows) for one in changed}
    return Restatement(before=tuple(before.get(one.area, one) for one in neighbours), changed=changed)


def _before(figure: AreaFigure, rows: pd.DataFrame) -> AreaFigure:
    """Give an area's figure as the edition before stated it."""
    assert figure.history is not None  # only figures that changed are asked for
    earlier = figure.history.earlier[-1]
    stated = rows[
        (rows["edition"] == earlier.edition)
        & (rows["area"] == str(figure.area))
        & (rows["period"] == str(figure.period))
    ]
    numerator, denominator = (_count(stated, name) for name in ("numerator", "denominator"))
    return replace(
        figure,
        value=earlier.value,
        missing=earlier.missing if earlier.value is None else None,
        numerator=numerator,
        denominator=denominator,
        edition=earlier.edition,
        history=None,
        change=None,
    )


def _count(rows: pd.DataFrame, name: str) -> float | None:
    known = rows[name].dropna()
    return None if known.empty else float(known.iloc[0])
