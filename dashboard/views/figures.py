"""Turn stored figures into cells of words, and targets into phrases."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.schema import Bound, Indicator, Target
from dashboard.formatting import MISSING_WORDS, format_counts, format_figure
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


# Nothing is more than all of it: "100%", not "100% or more".
WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One stored figure with the edition that states it, and what an earlier edition said instead."""

    figure: Observation
    edition: int
    report: str
    filename: str
    earlier: float | None = None


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
    earlier = "" if shown.earlier is None else format_figure(shown.earlier, indicator.unit, places)
    counts = format_counts(figure.numerator, figure.denominator)
    parts = [text, f"({counts})" if counts else "", f"revised from {earlier}" if earlier else ""]
    title = ", ".join(part for part in (" ".join(p for p in parts[:2] if p), parts[2]) if part)
    return FigureCell(
        text=text,
        missing=figure.missing,
        title=f"{label}: {title}" if label else title,
        revised_from=earlier,
    )


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
