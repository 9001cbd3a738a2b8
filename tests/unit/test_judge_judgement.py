"""One figure judged whole: what rests on what, and what never touches what."""

from dataclasses import replace

import pytest

from dashboard.catalogue.schema import Bound, Question, Target
from dashboard.judge.assurance import Assurance
from dashboard.judge.case import Case, OtherFigure, YearSoFar
from dashboard.judge.judgement import judge
from dashboard.judge.measured import Measured
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.series import Point, gap
from dashboard.judge.signal import SignalState, WhyNotJudged
from dashboard.judge.verdict import Clear
from dashboard.judge.xmr import Rule
from dashboard.judge.year_ahead import YearAhead
from dashboard.periods import financial_year, month
from dashboard.vocabulary import AreaRole, Basis, Polarity, Rag, Situation, Travel, Unit
from tests.judge_series import line, shares, years_so_far

STEADY = [88.0, 90.0, 87.0, 91.0, 89.0, 88.0, 90.0, 86.0, 91.0, 89.0, 88.0, 90.0, 87.0, 89.0]
AT_LEAST_95 = {"green": Bound(at_least=95), "amber": Bound(at_least=85)}


def target(basis=Basis.IN_MONTH, **bands) -> Target:
    return Target(year="2019/20", basis=basis, **bands)


def measured(**given) -> Measured:
    return Measured(
        **{
            "name": "Reviews on time",
            "unit": Unit.PER_CENT,
            "decimals": 1,
            "polarity": Polarity.HIGHER_IS_BETTER,
            **given,
        }
    )


def case(values=STEADY, basis=Basis.IN_MONTH, *, points=None, of=None, **given) -> Case:
    series = tuple(points if points is not None else line(values))
    before = series[-2] if len(series) > 1 else None
    return Case(measured=of or measured(), basis=basis, points=series, **{"before": before, **given})


def test_a_steady_miss_is_red_no_news_and_fails():
    judged = judge(case(target=target(green=Bound(at_least=99), amber=Bound(at_least=95))))
    assert (judged.rag.state, judged.signal.state, judged.assurance) == (
        Rag.RED,
        SignalState.COMMON_CAUSE,
        Assurance.FAIL,
    )
    assert judged.situations[0] is Situation.STEADILY_MISSING
    assert judged.members.startswith("Steady, but steadily missing the target.")


def test_red_and_improving_stand_beside_each_other():
    judged = judge(case([*STEADY, 98.4], target=target(green=Bound(at_least=99.5), amber=Bound(at_least=99))))
    assert (judged.rag.state, judged.signal.state, judged.signal.rule) == (
        Rag.RED,
        SignalState.IMPROVEMENT,
        Rule.OUTSIDE_ABOVE,
    )
    assert judged.direction.state is Travel.IMPROVEMENT
    assert judged.direction.change == pytest.approx(9.4)


def test_without_a_figure_nothing_is_judged_and_the_gap_is_said():
    judged = judge(case([*STEADY, None], target=target(**AT_LEAST_95)))
    assert (judged.rag.state, judged.direction.state, judged.signal.state, judged.assurance) == (
        Rag.NO_FIGURE,
        Travel.NO_COMPARISON,
        SignalState.NO_FIGURE,
        Assurance.NONE,
    )
    assert judged.members == "No figure for June 2019."
    assert judged.situations == (Situation.NO_FIGURE,)


def test_without_a_target_nothing_is_green_and_nothing_is_assured():
    judged = judge(case())
    assert (judged.rag.state, judged.rag.reason, judged.assurance) == (Rag.NO_TARGET, "no target set", Assurance.NONE)


def test_a_case_without_points_is_refused():
    with pytest.raises(ValueError, match="no figure to judge"):
        judge(case([]))


def test_a_short_series_is_neither_news_nor_assured():
    judged = judge(case(STEADY[:11], target=target(**AT_LEAST_95)))
    assert (judged.signal.state, judged.assurance) == (SignalState.TOO_EARLY, Assurance.NONE)
    assert "11 of 12 months" in judged.members


@pytest.mark.parametrize(
    ("bound", "assurance"),
    [
        (Bound(at_most=22), Assurance.PASS),
        (Bound(below=22), Assurance.FAIL),
        (Bound(below=22.1), Assurance.PASS),
        (Bound(at_most=21.9), Assurance.FAIL),
    ],
)
def test_a_level_on_the_target_passes_only_where_the_target_takes_it_in(bound, assurance):
    judged = judge(
        case(
            [22.0] * 14,
            of=measured(polarity=Polarity.LOWER_IS_BETTER),
            target=target(green=bound),
        )
    )
    assert judged.assurance is assurance
    assert (judged.rag.state is Rag.GREEN) is (assurance is Assurance.PASS)


COUNTS = [(20 + at % 5, 60 + at % 3) for at in range(24)]


def test_a_years_number_is_no_target_for_a_single_month():
    printed = line([float(total) for total, _ in years_so_far(COUNTS)])
    judged = judge(
        case(
            points=printed,
            basis=Basis.YEAR_TO_DATE,
            of=measured(unit=Unit.COUNT, decimals=0),
            target=target(Basis.YEAR_TO_DATE, green=Bound(at_least=100)),
        )
    )
    assert judged.signal.derivation is Derivation.MONTHS_OF_YEAR_TO_DATE
    assert judged.signal.state is SignalState.COMMON_CAUSE
    assert (judged.rag.state, judged.assurance) == (Rag.GREEN, Assurance.NONE)


def test_a_years_percentage_is_a_target_for_its_months_too():
    judged = judge(
        case(
            points=shares(years_so_far(COUNTS)),
            basis=Basis.YEAR_TO_DATE,
            target=target(Basis.YEAR_TO_DATE, green=Bound(at_least=90)),
        )
    )
    assert (judged.signal.derivation, judged.assurance) == (Derivation.MONTHS_OF_YEAR_TO_DATE, Assurance.FAIL)


def test_the_change_of_a_stock_is_not_held_against_the_stocks_target():
    judged = judge(
        case(
            [600.0 + at % 4 for at in range(24)],
            Basis.MONTH_END,
            of=measured(unit=Unit.COUNT, decimals=0, polarity=Polarity.LOWER_IS_BETTER),
            target=target(Basis.MONTH_END, green=Bound(at_most=500)),
        )
    )
    assert (judged.signal.derivation, judged.assurance, judged.rag.state) == (
        Derivation.NET_CHANGE,
        Assurance.NONE,
        Rag.RED,
    )


def test_rolling_percentages_without_counts_are_held_against_a_year_ago_alone():
    judged = judge(case([20.0 + at / 10 for at in range(24)], Basis.ROLLING_12_MONTHS))
    assert (judged.signal.state, judged.signal.reason) == (SignalState.NOT_JUDGED, WhyNotSeparate.NO_COUNTS)
    assert judged.year_on_year is not None
    assert (judged.year_on_year.change, judged.year_on_year.clear) == (pytest.approx(1.2), Clear.CANNOT_SAY)


def test_events_that_most_months_have_none_of_are_not_judged():
    of = measured(unit=Unit.COUNT, decimals=0, polarity=Polarity.LOWER_IS_BETTER)
    judged = judge(case([0.0, 0, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 3], of=of))
    assert (judged.signal.state, judged.signal.reason) == (SignalState.NOT_JUDGED, WhyNotJudged.RARE_EVENTS)
    few = judge(case([0.0, 0, 1], of=of))
    assert few.signal.state is SignalState.TOO_EARLY


@pytest.mark.parametrize("cases_needed", [30, 60, 61])
def test_the_fewest_cases_are_the_measures_own(cases_needed):
    points = shares([(50 + at % 3, 60) for at in range(14)])
    judged = judge(case(points=points, of=measured(cases_needed=cases_needed)))
    is_enough = cases_needed <= 60
    assert (judged.signal.state is SignalState.COMMON_CAUSE) is is_enough
    assert (judged.signal.reason is WhyNotJudged.TOO_FEW_CASES) is not is_enough


def test_a_new_level_is_named_with_its_first_month():
    values = [*STEADY[:12], *(value - 30 for value in STEADY)]
    judged = judge(case(values, of=measured(rebases=(month(2019, 4),))))
    assert judged.level_since == month(2019, 4)
    assert judged.signal.state is SignalState.COMMON_CAUSE
    early = judge(case(values[:20], of=measured(rebases=(month(2019, 4),))))
    assert "since the change in April 2019" in early.members
    assert judge(case(values)).level_since is None


def test_a_new_level_may_begin_in_a_month_that_is_not_printed():
    quarters = [Point(period=month(2017, 6).shift(3 * at), value=80.0 + at % 2) for at in range(16)]
    judged = judge(case(points=quarters, of=measured(rebases=(month(2018, 4),))))
    assert judged.level_since == month(2018, 6)


def test_a_signal_that_only_restated_figures_made_is_no_new_change():
    reported = line([*STEADY, 89.0])
    now = line([*STEADY, 98.4])
    judged = judge(case(points=now, as_reported=tuple(reported)))
    assert (judged.signal.state, judged.is_by_revision) == (SignalState.IMPROVEMENT, True)
    assert judged.revised_from == pytest.approx(89.0)
    assert "Revised, not a new change" in judged.members
    assert Situation.REVISED in judged.situations


def test_a_restated_past_that_changes_no_state_is_no_revision_of_it():
    reported = line([*STEADY[:3], 90.9, *STEADY[4:]])
    judged = judge(case(as_reported=tuple(reported)))
    assert (judged.is_by_revision, judged.revised_from) == (False, None)


@pytest.mark.parametrize("latest", [98.4, 89.0])
def test_a_figure_that_came_late_is_news_of_its_own_and_no_revision(latest):
    reported = line([*STEADY, None])
    judged = judge(case(points=line([*STEADY, latest]), as_reported=tuple(reported)))
    assert (judged.is_by_revision, judged.revised_from) == (False, None)
    assert "evised" not in judged.members


def test_a_figure_taken_back_since_is_no_signal_by_revision():
    judged = judge(case(points=line([*STEADY, None]), as_reported=tuple(line([*STEADY, 98.4]))))
    assert (judged.signal.state, judged.is_by_revision) == (SignalState.NO_FIGURE, False)


def test_whether_revision_made_a_signal_cannot_be_told_where_the_counts_reported_were_not_kept():
    counts = [(round(3 * value), 300) for value in (*STEADY, 55.0)]
    now = tuple(shares(years_so_far(counts)))
    reported = (*now[:-1], replace(now[-1], value=now[-1].value + 0.4, numerator=None, denominator=None))
    judged = judge(case(points=now, basis=Basis.YEAR_TO_DATE, as_reported=reported))
    assert judged.signal.derivation is Derivation.MONTHS_OF_YEAR_TO_DATE
    assert (judged.signal.state, judged.is_by_revision) == (SignalState.CONCERN, False)
    assert judged.revised_from is not None


def test_the_rest_of_the_year_is_held_against_the_years_own_target():
    so_far = YearSoFar(
        numerator=90,
        denominator=100,
        expected_denominator=200,
        expected_from=financial_year(2018),
        target=target(Basis.YEAR_TO_DATE, green=Bound(at_least=80)),
    )
    of_month = target(green=Bound(at_least=95))
    september = [*STEADY, *STEADY][:18]
    judged = judge(case(september, target=of_month, year_so_far=so_far))
    assert judged.year_ahead is not None
    assert (judged.year_ahead.state, judged.year_ahead.needed) == (YearAhead.NEEDS, pytest.approx(70.0))
    without = judge(case(september, target=of_month, year_so_far=replace(so_far, target=None)))
    assert without.year_ahead is not None
    assert without.year_ahead.needed == pytest.approx(100.0)
    assert judge(case(september, year_so_far=replace(so_far, target=None))).year_ahead is None


def test_a_relative_target_waits_for_its_comparator():
    relative = target(relative_to=AreaRole.STATISTICAL_NEIGHBOURS)
    waiting = judge(case(target=relative, level_reason="the neighbours' average for 2019/20 is not published yet"))
    assert (waiting.rag.state, waiting.rag.reason) == (
        Rag.NOT_RATED,
        "the neighbours' average for 2019/20 is not published yet",
    )
    met = judge(case(target=relative, level=88.9))
    missed = judge(case(target=relative, level=89.0))
    assert (met.rag.state, missed.rag.state) == (Rag.GREEN, Rag.RED)


ENGLAND = OtherFigure(
    key="england",
    who="England",
    period=financial_year(2018),
    basis=Basis.FINANCIAL_YEAR,
    value=70.0,
    decimals=1,
    half_digit=0.05,
    ours=Point(period=financial_year(2018), value=90.0, numerator=900, denominator=1000),
)


def test_comparators_change_neither_rating_nor_signal():
    plain = judge(case(target=target(**AT_LEAST_95)))
    beside = judge(case(target=target(**AT_LEAST_95), others=(ENGLAND,)))
    assert (plain.rag, plain.direction, plain.signal, plain.assurance) == (
        beside.rag,
        beside.direction,
        beside.signal,
        beside.assurance,
    )
    assert [one.clear for one in beside.comparisons] == [Clear.YES]
    assert "England" in beside.members
    assert "England" not in plain.members


def test_questions_are_chosen_by_the_state():
    questions = (
        Question(ask="What is different since?", when=(Situation.WORSE,)),
        Question(ask="What went well?", when=(Situation.BETTER,)),
        Question(ask="Who checks the dates?"),
    )
    worse = judge(case([*STEADY, 80.0], questions=questions)).questions
    better = judge(case([*STEADY, 98.4], questions=questions)).questions
    assert worse[0] == "What is different since?"
    assert better[0] == "What went well?"
    assert "What went well?" not in worse
    assert "What is different since?" not in better
    assert all("Who checks the dates?" in asked for asked in (worse, better))
    assert all(len(asked) <= 3 for asked in (worse, better))


def test_a_definition_that_changed_leaves_the_year_before_out():
    changed = month(2019, 1)
    of = measured(rebases=(changed,), redefined=(changed,))
    judged = judge(case([85.0 + at % 3 for at in range(24)], Basis.ROLLING_12_MONTHS, of=of))
    assert judged.year_on_year is not None
    assert judged.year_on_year.redefined == changed
    assert "its definition changed in January 2019" in judged.members


def test_a_gap_in_the_latest_month_takes_no_earlier_months_place():
    points = [*line(STEADY), gap(month(2019, 6))]
    judged = judge(case(points=points))
    assert judged.year_on_year is None
    assert judged.revised_from is None
