"""Turn stored figures into cells of words, and targets into phrases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from dashboard.catalogue.schema import Indicator, Target
from dashboard.editions.history import History, Statement
from dashboard.formatting import MISSING_WORDS, format_counts, format_date, format_figure
from dashboard.judge.rag import rate
from dashboard.judge.targets import target_words
from dashboard.judge.targets import tolerance_words as tolerance_words
from dashboard.judge.travel import Direction
from dashboard.judge.words import RAG_WORDS, travel_words
from dashboard.observations import Observation
from dashboard.views.parts import FigureCell, RagChip, TravelMark
from dashboard.vocabulary import Missing, Rag, Travel, Unit

BLANK = FigureCell(text="", missing=Missing.NO_FIGURE, title="No figure")

# A mean of published one-decimal figures is printed with two, as the council's own papers do (20.01).
MEAN_DECIMALS = 2


def mean_decimals(decimals: Iterable[int], otherwise: int) -> int:
    """Give the decimals of an average: one more than the figures it is taken over, and two at most."""
    return min(max(decimals, default=otherwise) + 1, MEAN_DECIMALS)


class InUnit(Protocol):
    """A measure, of which only the unit matters: an indicator of the catalogue, or any other published one."""

    @property
    def unit(self) -> Unit:
        """Give what one unit of its figures is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One stored figure with the edition that states it, and what its report said before where that differs."""

    figure: Observation
    edition: int
    report: str
    filename: str
    history: History | None = None

    @property
    def restated_by(self) -> int | None:
        """Give the edition that first stated the present figure in place of another; None where none did."""
        return self.history.now.edition if self.history is not None and self.history.is_restated else None


def figure_words(value: float | None, missing: Missing | None, unit: Unit, decimals: int) -> str:
    """Write a figure, or the words for its absence."""
    if value is None:
        return MISSING_WORDS[missing or Missing.NO_FIGURE]
    return format_figure(value, unit, decimals)


def figure_cell(
    shown: Shown | None, indicator: Indicator, *, label: str = "", decimals: int | None = None
) -> FigureCell:
    """Make the cell of a stored figure; a blank one where nothing is stored. ``label`` opens its title."""
    if shown is None:
        return BLANK
    places = indicator.decimal_places if decimals is None else decimals
    figure = shown.figure
    text = figure_words(figure.value, figure.missing, indicator.unit, places)
    counts = format_counts(figure.numerator, figure.denominator)
    history = history_words(shown.history, indicator, places)
    said = " ".join(part for part in (text, f"({counts})" if counts else "") if part)
    title = ", ".join(part for part in (said, f"{change_word(shown.history)}: {history}" if history else "") if part)
    return FigureCell(
        text=text,
        missing=figure.missing,
        title=f"{label}: {title}" if label else title,
        restated_from=restated_from(shown.history, indicator, places),
        history=history,
    )


def restated_from(history: History | None, indicator: InUnit, places: int) -> str:
    """Give the figure that stood just before the present one; empty where nothing was restated."""
    if history is None or not history.is_restated:
        return ""
    return _stated(history.earlier[-1], indicator, _telling_places(history, indicator, places))


def history_words(history: History | None, indicator: InUnit, places: int) -> str:
    """Say what was stated, in which edition and when issued; empty where nothing ever changed.

    "first published as 84.7% in edition 3 (issued 14 May 2019), then 82.4% since edition 9 (issued 21 November 2019)".
    """
    if not change_word(history) or history is None:
        return ""
    places = _telling_places(history, indicator, places)
    opening = "first published as " if history.earlier[0].value is not None else ""
    before = [f"{_stated(one, indicator, places)} in {_edition(one)}" for one in history.earlier]
    return opening + ", then ".join(
        [*before, f"{_stated(history.now, indicator, places)} since {_edition(history.now)}"]
    )


def change_word(history: History | None) -> str:
    """Name what happened to a figure: ``restated``, ``added late``, or nothing."""
    if history is None:
        return ""
    return "restated" if history.is_restated else "added late" if history.came_late else ""


def _edition(one: Statement) -> str:
    return f"edition {one.edition} (issued {format_date(one.issued_on)})"


def _stated(one: Statement, indicator: InUnit, places: int) -> str:
    return figure_words(one.value, one.missing, indicator.unit, places)


def _telling_places(history: History, indicator: InUnit, places: int) -> int:
    """Give the page's decimals, or those printed where the page's would make two different figures look the same."""
    all_said = (*history.earlier, history.now)
    written = [_stated(one, indicator, places) for one in all_said]
    if all(before != after for before, after in pairwise(written)):
        return places
    return max([places, *(one.decimals or 0 for one in all_said)])


def rag_chip(value: float | None, indicator: Indicator, target: Target | None) -> RagChip:
    """Rate a figure and give its chip."""
    judged = rate(value, target, polarity=indicator.polarity, unit=indicator.unit, decimals=indicator.decimal_places)
    return chip_of(judged.state, indicator, target)


def chip_of(state: Rag, indicator: Indicator, target: Target | None) -> RagChip:
    """Give the chip of a rating, its title saying the target."""
    return RagChip(state=state, word=RAG_WORDS[state], title=target_words(target, indicator))


# The direction where there is nothing to compare.
NO_DIRECTION = Direction(state=Travel.NO_COMPARISON, moved=None)


def travel_mark(judged: Direction, rag: Rag) -> TravelMark:
    """Give the mark of a direction, its title saying since when."""
    since = judged.since
    word, title = travel_words(judged.state, rag)
    return TravelMark(
        state=judged.state,
        word=word,
        moved=judged.moved,
        title=f"{title}, since {since.words}" if since and judged.moved is not None else title,
    )
