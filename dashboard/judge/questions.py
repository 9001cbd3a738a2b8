"""Which questions a member could ask of a figure, chosen by how it was judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.catalogue.schema import Question
from dashboard.judge import phrases
from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.comparison import Position
from dashboard.judge.said_figures import period_words
from dashboard.judge.shift import Shift, shift_of
from dashboard.judge.signal import Signal, SignalState
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import YearOnYear
from dashboard.periods import Period
from dashboard.vocabulary import Polarity, Rag, Situation

# As many as a member can hold in mind and ask in one item of an agenda (ours).
MOST_QUESTIONS = 3

_OF_SIGNAL = {
    SignalState.CONCERN: Situation.WORSE,
    SignalState.IMPROVEMENT: Situation.BETTER,
    SignalState.NEUTRAL_HIGH: Situation.HIGHER,
    SignalState.NEUTRAL_LOW: Situation.LOWER,
}
_OF_SHIFT = {
    Shift.BETTER: Situation.BETTER,
    Shift.WORSE: Situation.WORSE,
    Shift.HIGHER: Situation.HIGHER,
    Shift.LOWER: Situation.LOWER,
}
# The most urgent first: what cannot be seen, what goes wrong, what stays wrong, what moved, and what went well.
_BY_URGENCY = (
    Situation.NO_FIGURE,
    Situation.WORSE,
    Situation.STEADILY_MISSING,
    Situation.OFF_TARGET,
    Situation.WORSE_THAN_OTHERS,
    Situation.HIGHER,
    Situation.LOWER,
    Situation.REVISED,
    Situation.BETTER,
)


def situations_of(
    value: float | None,
    *,
    polarity: Polarity,
    rag: Rag,
    signal: Signal,
    assurance: Assurance,
    comparisons: Iterable[Comparison] = (),
    year_on_year: YearOnYear | None = None,
    is_revised: bool = False,
    is_by_revision: bool = False,
) -> tuple[Situation, ...]:
    """Name the situations that a figure is in, the most urgent first.

    A figure that is not judged period by period has moved where it clearly differs from a year ago. What only revised
    figures brought about is no change.
    """
    if value is None:
        return (Situation.NO_FIGURE,)
    is_steady = signal.state in (SignalState.COMMON_CAUSE, SignalState.CONCERN)
    found = {
        None if is_by_revision else _moved(signal.state, year_on_year, polarity),
        Situation.STEADILY_MISSING if assurance is Assurance.FAIL and is_steady else None,
        Situation.OFF_TARGET if rag is Rag.RED else None,
        Situation.WORSE_THAN_OTHERS if any(map(_is_clearly_worse, comparisons)) else None,
        Situation.REVISED if is_revised or is_by_revision else None,
    }
    return tuple(situation for situation in _BY_URGENCY if situation in found)


def choose_questions(questions: Sequence[Question], situations: Sequence[Situation], period: Period) -> tuple[str, ...]:
    """Choose up to three questions: those meant for the situation, those always worth asking, then general ones.

    Of those meant for it, the ones for the most urgent situation come first; one meant for another never comes. Where
    there is no figure, what is asked of figures waits until after the question for it.
    """
    meant = sorted(
        (one for one in questions if set(one.when) & set(situations)), key=lambda one: _rank(one, situations)
    )
    always = [one.ask for one in questions if not one.when]
    general = [_general(situation, period) for situation in situations]
    rest = [*general, *always] if Situation.NO_FIGURE in situations else [*always, *general]
    chosen = dict.fromkeys([*(one.ask for one in meant), *rest])
    return tuple(chosen)[:MOST_QUESTIONS]


def _rank(question: Question, situations: Sequence[Situation]) -> int:
    return min(at for at, situation in enumerate(situations) if situation in question.when)


def _general(situation: Situation, period: Period) -> str:
    return phrases.GENERAL_QUESTIONS[situation].format(period=period_words(period))


def _moved(state: SignalState, apart: YearOnYear | None, polarity: Polarity) -> Situation | None:
    if state is not SignalState.NOT_JUDGED:
        return _OF_SIGNAL.get(state)
    if apart is None or apart.clear is not Clear.YES or apart.change == 0:
        return None
    return _OF_SHIFT[shift_of(apart.change, polarity)]


def _is_clearly_worse(one: Comparison) -> bool:
    return one.position is Position.WORSE and one.clear is Clear.YES
