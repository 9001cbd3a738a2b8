"""Turn stored figures into cells of words, and targets into phrases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from dashboard.catalogue.schema import Bound, Indicator, Target
from dashboard.editions.history import History, Statement
from dashboard.formatting import MISSING_WORDS, format_counts, format_date, format_figure
from dashboard.judge.rag import judge_rag
from dashboard.judge.travel import TravelJudgement
from dashboard.judge.words import RAG_WORDS, travel_words
from dashboard.observations import Observation
from dashboard.periods import Period
from dashboard.views.parts import FigureCell, RagChip, TravelMark
from dashboard.vocabulary import Missing, Rag, Unit

BLANK = FigureCell(text="", missing=Missing.NO_FIGURE, title="No figure")

# A mean of published one-decimal figures is printed with two, as the council's own papers do (20.01).
MEAN_DECIMALS = 2


def mean_decimals(decimals: Iterable[int], otherwise: int) -> int:
    """Give the decimals of an average: one more than the figures it is taken over, and two at most."""
    return min(max(decimals, default=otherwise) + 1, MEAN_DECIMALS)


# Nothing is more than all of it: "100%", not "100% or more".
WHOLE = 100


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
    return chip_of(judge_rag(value, target, indicator.decimal_places), indicator, target)


def chip_of(state: Rag, indicator: Indicator, target: Target | None) -> RagChip:
    """Give the chip of a rating, its title saying the target."""
    return RagChip(state=state, word=RAG_WORDS[state], title=target_words(target, indicator))


def travel_mark(judged: TravelJudgement, since: Period | None, rag: Rag) -> TravelMark:
    """Give the mark of a direction, its title saying since when."""
    word, title = travel_words(judged.state, rag)
    return TravelMark(
        state=judged.state,
        word=word,
        moved=judged.moved,
        title=f"{title}, since {since.words}" if since and judged.moved is not None else title,
    )


def target_words(target: Target | None, indicator: Indicator) -> str:
    """Say a target in words: "Below 22%", "90% or more", or its own words; empty where there is none."""
    if target is None:
        return ""
    if target.text:
        return target.text
    return bound_words(target.green, indicator) if target.green else ""


def tolerance_words(target: Target | None, indicator: Indicator) -> str:
    """Say the amber band as a range: "22% to 26%"; empty where there is none."""
    if target is None or target.amber is None or target.green is None:
        return ""
    ends = [target.amber.low, target.amber.high]
    if ends[0] is None:
        ends[0] = target.green.high
    if ends[1] is None:
        ends[1] = target.green.low
    return " to ".join(_plain(end, indicator.unit) for end in ends if end is not None)


def bound_words(bound: Bound, indicator: Indicator) -> str:
    """Say a band with its ends as they count: "Below 22%", "10.8% or less", "10% to 15%"."""
    if bound.low is not None and bound.high is not None:
        return f"{_plain(bound.low, indicator.unit)} to {_plain(bound.high, indicator.unit)}"
    if bound.at_least is not None and bound.at_least == WHOLE and indicator.unit is Unit.PER_CENT:
        return _plain(bound.at_least, indicator.unit)
    if bound.at_least is not None:
        return f"{_plain(bound.at_least, indicator.unit)} or more"
    if bound.at_most is not None:
        return f"{_plain(bound.at_most, indicator.unit)} or less"
    if bound.below is not None:
        return f"Below {_plain(bound.below, indicator.unit)}"
    return f"Above {_plain(bound.low, indicator.unit)}" if bound.low is not None else ""


def _plain(value: float, unit: Unit) -> str:
    """Write a target's figure with no more decimals than it was set with."""
    return f"{value:g}%" if unit is Unit.PER_CENT else f"{value:,g}"
