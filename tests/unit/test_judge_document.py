"""The JSON document of a judgement: what it says is what the judgement says."""

from dataclasses import replace

import pytest

from dashboard.catalogue.schema import Bound, Target
from dashboard.judge.case import Case, YearSoFar
from dashboard.judge.document import (
    NO_COUNTS_OF_THE_YEAR,
    NO_FIGURE,
    NO_PART_OF_A_YEAR,
    ONLY_PERCENTAGES,
    YEAR_IS_OVER,
    chart_document,
    judgement_document,
)
from dashboard.judge.judgement import judge
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point
from dashboard.periods import financial_year, month
from dashboard.vocabulary import AreaRole, Basis, Polarity, Unit
from tests.judge_series import line

MEASURED = Measured(name="Re-referrals", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.LOWER_IS_BETTER)


def case(values, target, **given) -> Case:
    return Case(measured=MEASURED, basis=Basis.IN_MONTH, points=tuple(line(values)), target=target, **given)


@pytest.mark.parametrize(("bound", "assurance"), [({"below": 22}, "fail"), ({"at_most": 22}, "pass")])
def test_the_last_stretch_says_of_the_target_what_the_headline_says(bound, assurance):
    target = Target(year="2019/20", basis=Basis.IN_MONTH, green=Bound.model_validate(bound))
    judged = judge(case([22.0] * 14, target))
    assert judgement_document(judged, None)["assurance"]["state"] == assurance
    assert chart_document(judged)["segments"][-1]["assurance"] == assurance


def test_a_target_set_by_a_comparator_is_written_with_its_figure_everywhere():
    target = Target(year="2019/20", basis=Basis.IN_MONTH, relative_to=AreaRole.ENGLAND)
    so_far = YearSoFar(numerator=60, denominator=300, expected_denominator=600, expected_from=financial_year(2018))
    document = judgement_document(judge(case([20.0] * 14, target, level=22.64, year_so_far=so_far)), None)
    assert document["rag"]["target"] == "Below the England figure (22.64%)"
    assert document["year_ahead"]["target"] == document["rag"]["target"]


@pytest.mark.parametrize(
    ("basis", "period", "changes", "reason"),
    [
        (Basis.IN_MONTH, month(2020, 2), {}, NO_COUNTS_OF_THE_YEAR),
        (Basis.IN_MONTH, month(2020, 3), {}, YEAR_IS_OVER),
        (Basis.ROLLING_12_MONTHS, month(2020, 3), {}, YEAR_IS_OVER),
        (Basis.FINANCIAL_YEAR, financial_year(2019), {}, YEAR_IS_OVER),
        (Basis.MONTH_END, month(2020, 2), {}, NO_PART_OF_A_YEAR),
        (Basis.IN_MONTH, month(2020, 2), {"unit": Unit.COUNT}, ONLY_PERCENTAGES),
    ],
)
def test_why_nothing_is_said_of_the_rest_of_the_year(basis, period, changes, reason):
    point = Point(period=period, value=20.0)
    found = judge(Case(measured=replace(MEASURED, **changes), basis=basis, points=(point,)))
    assert judgement_document(found, None)["year_ahead"]["reason"] == reason


def test_without_a_figure_nothing_is_said_of_the_rest_of_the_year_for_that_reason():
    so_far = YearSoFar(numerator=60, denominator=300, expected_denominator=600, expected_from=financial_year(2018))
    found = judge(case([20.0, None], None, year_so_far=so_far))
    assert judgement_document(found, None)["year_ahead"]["reason"] == NO_FIGURE


def test_across_a_change_of_definition_that_is_the_reason_for_saying_nothing():
    at = month(2018, 9)
    found = judge(replace(case([20.0] * 14, None), measured=replace(MEASURED, redefined=(at,), rebases=(at,))))
    said = judgement_document(found, None)["year_on_year"]
    assert (said["change"], said["reason"]) == (None, "The definition changed in September 2018.")
