"""From a case and its judgement to what the sentences are made from."""

from dataclasses import replace

import pytest

from dashboard.judge.assurance import Assurance
from dashboard.judge.case import Case
from dashboard.judge.measured import Measured
from dashboard.judge.rag import RagJudgement
from dashboard.judge.sentences import heads_sentence, member_sentence
from dashboard.judge.series import Point, gap
from dashboard.judge.signal import judge_signal
from dashboard.judge.statuses import Statuses
from dashboard.judge.telling import to_say
from dashboard.judge.to_say import YearAheadToSay
from dashboard.judge.travel import Direction
from dashboard.judge.verdict import Clear
from dashboard.judge.year_ahead import RequiredRate, YearAhead
from dashboard.judge.year_on_year import YearOnYear
from dashboard.periods import month
from dashboard.vocabulary import Basis, Missing, Polarity, Rag, Travel, Unit

MEASURED = Measured(
    name="Re-referrals", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.LOWER_IS_BETTER, counted="referrals"
)
AMBER = RagJudgement(state=Rag.AMBER, target="below 22%", reason="so it is")
OCTOBER = Point(period=month(2019, 10), value=21.7, numerator=450, denominator=2074)
NEEDS = RequiredRate(state=YearAhead.NEEDS, needed=16.66, so_far=21.7)


UNSAID = {"assurance": Assurance.NONE, "level_since": None, "revised_from": None, "is_by_revision": False}


def told(*points, basis=Basis.YEAR_TO_DATE, rag=AMBER, case=None, year_goal="", **more):
    whole = Case(measured=MEASURED, basis=basis, points=points or (OCTOBER,), **(case or {}))
    signal = judge_signal(whole.points, basis, MEASURED.polarity, unit=MEASURED.unit)
    direction = Direction(state=Travel.NO_COMPARISON, moved=None)
    judged = Statuses(case=whole, rag=rag, direction=direction, signal=signal, **{**UNSAID, **more})
    return to_say(judged, year_goal=year_goal)


def test_the_measure_the_figure_and_the_rating_are_taken_over():
    said = told(case={"is_provisional": True, "published_in": month(2020, 10)}, revised_from=21.9)
    for field in ("name", "unit", "decimals", "polarity", "counted", "can_exceed_100"):
        assert getattr(said, field) == getattr(MEASURED, field)
    assert (said.period, said.value, said.numerator, said.denominator) == (OCTOBER.period, 21.7, 450, 2074)
    assert (said.rag, said.target, said.rag_reason) == (Rag.AMBER, "below 22%", "so it is")
    assert (said.is_provisional, said.published_in, said.revised_from) == (True, month(2020, 10), 21.9)


@pytest.mark.parametrize(("year_goal", "expected"), [("", "below 22%"), ("20% or less", "20% or less")])
def test_the_rest_of_the_year_is_for_the_years_own_target(year_goal, expected):
    said = told(year_ahead=NEEDS, year_goal=year_goal)
    assert said.year_ahead == YearAheadToSay(state=YearAhead.NEEDS, target=expected, needed=16.66, so_far=21.7)
    assert told().year_ahead is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Below 22%", "below 22%"),
        ("90% or more", "90% or more"),
        ("Above the statistical neighbours' average (20.0%)", "above the statistical neighbours' average, 20.0%"),
        ("At or below the England figure", "at or below the England figure"),
        ("Better than last year", "Better than last year"),
        ("Narrow the gap (all pupils)", "Narrow the gap, all pupils"),
        ("", ""),
    ],
)
def test_a_target_is_put_within_a_sentence(target, expected):
    assert told(rag=replace(AMBER, target=target)).target == expected


def test_parts_are_handed_on():
    apart = YearOnYear(period=month(2018, 10), value=25.4, change=-3.7, clear=Clear.NO)
    said = told(year_on_year=apart, assurance=Assurance.FAIL, level_since=month(2019, 4), is_by_revision=True)
    assert (said.year_on_year, said.assurance) == (apart, Assurance.FAIL)
    assert (said.signal.since, said.signal.is_by_revision) == (month(2019, 4), True)


def test_a_missing_figure_keeps_its_reason():
    said = told(OCTOBER, gap(month(2019, 11), Missing.SUPPRESSED), rag=replace(AMBER, state=Rag.NO_FIGURE))
    assert member_sentence(said) == "No figure for November 2019: it is left out so that nobody can be recognised."
    assert (
        heads_sentence(said)
        == "Re-referrals (year to date). No figure for November 2019: it is left out so that nobody can be recognised."
    )


def test_read_out_as_a_councillor_hears_it():
    apart = YearOnYear(
        period=month(2018, 10), value=25.4, change=-3.7, clear=Clear.YES, numerator=520, denominator=2047
    )
    assert member_sentence(told(year_on_year=apart, year_ahead=NEEDS)) == (
        "Clearly better than a year ago: 21.7% from April to October 2019, 25.4% a year before. "
        "To meet the year's target (below 22%) it needs 16.7% or lower for the rest of the year."
    )
