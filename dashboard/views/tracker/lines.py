"""One line of the tracker: a measure's latest figure with everything that members are told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.formatting import BASIS_WORDS, POLARITY_WORDS, UNIT_WORDS, capital, format_counts, uncapital
from dashboard.judge.judgement import Judgement
from dashboard.judge.signal import SignalState
from dashboard.views.figures import BLANK, figure_cell
from dashboard.views.indicator_states import rag_of, signal_of, travel_of
from dashboard.views.parts import FigureCell, SignalMark
from dashboard.views.sparks import spark_of
from dashboard.views.tracker.followed import Followed
from dashboard.views.tracker.standouts import Placed
from dashboard.views.tracker.view import Revision, Standout, TrackerLine
from dashboard.views.tracker.words import about_of, comparison_words
from dashboard.vocabulary import Rag

NO_FIGURE = replace(BLANK, text="No figure")
NEVER = "No figure of this measure has been published."
TOO_FEW = "too few for a percentage"
THAN_A_YEAR_AGO = "{word} than a year ago"
_BY_YEAR = {
    Standout.WORSE: SignalState.CONCERN,
    Standout.BETTER: SignalState.IMPROVEMENT,
}


def build_line(one: Followed, placed: Placed, revisions: Sequence[Revision]) -> TrackerLine:
    """Put one measure in words; every status is the judgement's."""
    judged, indicator = one.judged, one.indicator
    return TrackerLine(
        indicator=indicator.id,
        basis=one.basis,
        theme=one.theme.id,
        name=indicator.name,
        unit_words=UNIT_WORDS[indicator.unit],
        basis_words=BASIS_WORDS[one.basis],
        good_is=POLARITY_WORDS[indicator.polarity],
        period=one.period.words if one.period else "",
        is_older=one.period is not None and one.period.end < one.as_at.end,
        figure=_figure(one, judged),
        counts=_counts(judged),
        about=about_of(judged),
        sentence=judged.members if judged else NEVER,
        rag=rag_of(judged),
        rating=_rating(judged),
        signal=signal_of(judged),
        travel=travel_of(judged),
        spark=spark_of(judged),
        comparison=comparison_words(judged),
        questions=judged.questions if judged else (),
        standout=placed.standout,
        reasons=placed.reasons,
        year_mark=_year_mark(judged, placed),
        also=placed.also,
        has_year_ago=judged is not None and judged.year_on_year is not None,
        revisions=tuple(revisions),
    )


def _year_mark(judged: Judgement | None, placed: Placed) -> SignalMark | None:
    """Give the mark of a change that only a year ago tells, as its part of the page has it; no signal says it."""
    if not placed.by_year:
        return None
    changed = SignalState.NEUTRAL_HIGH if placed.year_word == "higher" else SignalState.NEUTRAL_LOW
    word = THAN_A_YEAR_AGO.format(word=capital(placed.year_word))
    return replace(signal_of(judged), state=_BY_YEAR.get(placed.standout, changed), word=word)


def _figure(one: Followed, judged: Judgement | None) -> FigureCell:
    """Give the latest figure, or the reason why there is none; counts stand in place of a percentage of few cases."""
    if judged is None or one.period is None:
        return NO_FIGURE
    cell = figure_cell(one.shown, one.indicator, label=one.period.words)
    if judged.is_of_few_cases:
        return replace(cell, text=judged.counts)
    return cell if cell.text else NO_FIGURE


def _counts(judged: Judgement | None) -> str:
    if judged is None or judged.said.value is None:
        return ""
    latest = judged.case.latest
    return TOO_FEW if judged.is_of_few_cases else format_counts(latest.numerator, latest.denominator)


def _rating(judged: Judgement | None) -> str:
    """Name the target: "target 90% or more"; one in words, which no figure can be held against, is quoted."""
    if judged is None or judged.case.target is None or not judged.rag.target:
        return ""
    words, is_in_words = judged.rag.target, judged.rag.state is Rag.NOT_RATED and judged.case.target.text
    return f"target “{words}”" if is_in_words else f"target {uncapital(words)}"
