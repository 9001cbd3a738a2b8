"""Questions to ask: which situation a figure is in, and which questions are chosen for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.schema import Question
from dashboard.judge import phrases
from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.case import OtherFigure
from dashboard.judge.comparison import Position
from dashboard.judge.questions import MOST_QUESTIONS, choose_questions, situations_of
from dashboard.judge.series import Point
from dashboard.judge.signal import Signal, SignalState
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import YearOnYear
from dashboard.periods import financial_year, month, week
from dashboard.vocabulary import Basis, Polarity, Rag, Situation

MARCH = month(2020, 3)
HIGH, LOW, NONE = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NO_POLARITY


def beside(position, clear):
    year = financial_year(2018)
    point = Point(period=year, value=21.2)
    other = OtherFigure(
        key="region", who="the region", period=year, basis=Basis.FINANCIAL_YEAR, value=19.6, decimals=1, ours=point
    )
    return Comparison(other=other, position=position, clear=clear)


def a_year_ago(change, clear=Clear.YES):
    return YearOnYear(period=month(2019, 3), value=21.2, change=change, clear=clear)


def situations(state=SignalState.COMMON_CAUSE, value=20.0, **more):
    usual = {"polarity": HIGH, "rag": Rag.GREEN, "assurance": Assurance.PASS}
    return situations_of(value, signal=Signal(state=state), **{**usual, **more})


@pytest.mark.parametrize(
    ("given_state", "more", "expected"),
    [
        (SignalState.COMMON_CAUSE, {}, []),
        (SignalState.TOO_EARLY, {}, []),
        (SignalState.CONCERN, {}, ["worse"]),
        (SignalState.IMPROVEMENT, {}, ["better"]),
        (SignalState.NEUTRAL_HIGH, {}, ["higher"]),
        (SignalState.NEUTRAL_LOW, {}, ["lower"]),
        (SignalState.COMMON_CAUSE, {"assurance": Assurance.FAIL}, ["steadily_missing"]),
        (SignalState.CONCERN, {"assurance": Assurance.FAIL}, ["worse", "steadily_missing"]),
        (SignalState.CONCERN, {"rag": Rag.RED}, ["worse", "off_target"]),
        (SignalState.IMPROVEMENT, {"assurance": Assurance.FAIL, "rag": Rag.RED}, ["off_target", "better"]),
        (SignalState.COMMON_CAUSE, {"rag": Rag.AMBER}, []),
        (SignalState.COMMON_CAUSE, {"comparisons": [beside(Position.WORSE, Clear.YES)]}, ["worse_than_others"]),
        (SignalState.COMMON_CAUSE, {"comparisons": [beside(Position.WORSE, Clear.NO)]}, []),
        (SignalState.COMMON_CAUSE, {"comparisons": [beside(Position.BETTER, Clear.YES)]}, []),
        (SignalState.COMMON_CAUSE, {"is_revised": True}, ["revised"]),
        (SignalState.CONCERN, {"is_by_revision": True}, ["revised"]),
        (SignalState.NOT_JUDGED, {"year_on_year": a_year_ago(3.0)}, ["better"]),
        (SignalState.NOT_JUDGED, {"year_on_year": a_year_ago(3.0), "polarity": LOW}, ["worse"]),
        (SignalState.NOT_JUDGED, {"year_on_year": a_year_ago(-3.0), "polarity": NONE}, ["lower"]),
        (SignalState.NOT_JUDGED, {"year_on_year": a_year_ago(3.0), "polarity": NONE}, ["higher"]),
        (SignalState.NOT_JUDGED, {"year_on_year": a_year_ago(0.0)}, []),
        (SignalState.NOT_JUDGED, {"year_on_year": a_year_ago(3.0, Clear.NO)}, []),
        (SignalState.NOT_JUDGED, {}, []),
        (SignalState.COMMON_CAUSE, {"year_on_year": a_year_ago(-3.0)}, []),
        (SignalState.CONCERN, {"value": None, "rag": Rag.RED, "is_revised": True}, ["no_figure"]),
    ],
)  # fmt: skip
def test_situations(given_state, more, expected):
    assert list(situations(given_state, **more)) == [Situation(word) for word in expected]


def asked(*pairs):
    return [Question(ask=ask, when=when) for ask, when in pairs]


WORSE, MISSING, RED, NO_FIGURE = (
    Situation.WORSE, Situation.STEADILY_MISSING, Situation.OFF_TARGET, Situation.NO_FIGURE,
)  # fmt: skip
CATALOGUE = asked(
    ("Always?", ()), ("Why red?", (RED,)), ("Why worse?", (WORSE,)), ("Why better?", (Situation.BETTER,)), ("Ever?", ())
)
GENERAL_WORSE = "What changed in or before March 2020, and what is being done about it?"


@pytest.mark.parametrize(
    ("given_situations", "expected"),
    [
        ((), ["Always?", "Ever?"]),
        ((WORSE,), ["Why worse?", "Always?", "Ever?"]),
        ((WORSE, RED), ["Why worse?", "Why red?", "Always?"]),
        ((MISSING,), ["Always?", "Ever?", phrases.GENERAL_QUESTIONS[MISSING]]),
        ((NO_FIGURE,), ["Why is there no figure for March 2020, and when will there be one?", "Always?", "Ever?"]),
    ],
)
def test_chosen(given_situations, expected):
    assert list(choose_questions(CATALOGUE, given_situations, MARCH)) == expected


def test_general_ones_fill_up_in_the_order_of_urgency():
    assert choose_questions((), (WORSE, MISSING), MARCH) == (GENERAL_WORSE, phrases.GENERAL_QUESTIONS[MISSING])
    assert choose_questions((), (), MARCH) == ()
    of_week = choose_questions((), (WORSE,), week(2020, 5))
    assert of_week == ("What changed in or before the week of 27 January 2020, and what is being done about it?",)


def test_nothing_is_asked_twice():
    twice = asked(("Why?", (WORSE,)), ("Why?", ()), (GENERAL_WORSE, ()))
    assert choose_questions(twice, (WORSE,), MARCH) == ("Why?", GENERAL_WORSE)


def test_every_situation_has_a_general_question():
    assert set(phrases.GENERAL_QUESTIONS) == set(Situation)
    assert all(text.endswith("?") for text in phrases.GENERAL_QUESTIONS.values())


QUESTIONS = st.lists(
    st.builds(
        lambda number, when: Question(ask=f"Question {number}?", when=tuple(when)),
        st.integers(0, 6),
        st.lists(st.sampled_from(Situation), max_size=2, unique=True),
    ),
    max_size=6,
)


@given(QUESTIONS, st.lists(st.sampled_from(Situation), max_size=4, unique=True))
def test_never_one_for_another_situation(questions, found):
    chosen = choose_questions(questions, found, MARCH)
    assert chosen == choose_questions(questions, found, MARCH)
    assert len(chosen) == len(set(chosen)) <= MOST_QUESTIONS
    fit = {one.ask for one in questions if not one.when or set(one.when) & set(found)}
    general = {phrases.GENERAL_QUESTIONS[situation].format(period="March 2020") for situation in found}
    assert set(chosen) <= fit | general
    assert len(chosen) == min(MOST_QUESTIONS, len(fit | general))
