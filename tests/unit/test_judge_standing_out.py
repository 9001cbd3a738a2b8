"""The list of what stands out: which tests take part, and which of them are on it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.judge.beside import compare_all
from dashboard.judge.case import OtherFigure, Scatter
from dashboard.judge.five_years import FiveYears, YearsTrend
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point
from dashboard.judge.stand_out import stands_out
from dashboard.judge.standing_out import Aspect, Candidate, candidates_of
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import judge_five_years, judge_year_on_year
from dashboard.periods import financial_year
from dashboard.vocabulary import Basis, IndicatorId, Polarity, Unit

ONE, OTHER = IndicatorId("one"), IndicatorId("other")
SHARE = Measured(name="A share", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.LOWER_IS_BETTER)
COUNTS = {2016: (1324, 5074), 2017: (1030, 4493), 2018: (886, 4163), 2019: (780, 3766), 2020: (580, 3269)}
YEARS = [
    Point(period=financial_year(first), value=100 * part / whole, numerator=part, denominator=whole)
    for first, (part, whole) in COUNTS.items()
]


def others(*values: float | None) -> list[OtherFigure]:
    keys = ("region", "statistical_neighbours", "england")
    return [
        OtherFigure(
            key=key, who=key, period=financial_year(2020), basis=Basis.FINANCIAL_YEAR, value=value, decimals=1,
            half_digit=0.05, ours=YEARS[-1],
        )
        for key, value in zip(keys, values, strict=False)
    ]  # fmt: skip


def candidates(measured: Measured = SHARE, *values: float | None):
    return candidates_of(
        ONE,
        comparisons=compare_all(measured, others(*values)),
        year_on_year=judge_year_on_year(measured, YEARS),
        five_years=judge_five_years(measured, YEARS),
    )


def test_every_test_that_was_made_takes_part_under_its_own_name():
    found = candidates(SHARE, 18.0, 25.0, 22.0)
    assert [one.key for one in found] == [
        Candidate(indicator=ONE, aspect=Aspect.COMPARATOR, comparator="region"),
        Candidate(indicator=ONE, aspect=Aspect.COMPARATOR, comparator="statistical_neighbours"),
        Candidate(indicator=ONE, aspect=Aspect.COMPARATOR, comparator="england"),
        Candidate(indicator=ONE, aspect=Aspect.YEAR_ON_YEAR),
        Candidate(indicator=ONE, aspect=Aspect.FIVE_YEARS),
    ]
    assert all(one.p_value is not None and 0 <= one.p_value <= 1 for one in found)


def test_what_could_be_chance_does_not_stand_out():
    named = {(one.aspect, one.comparator) for one in stands_out(candidates(SHARE, 18.0, 25.0, 22.0))}
    assert named == {
        (Aspect.COMPARATOR, "statistical_neighbours"),
        (Aspect.FIVE_YEARS, ""),
        (Aspect.COMPARATOR, "england"),
        (Aspect.YEAR_ON_YEAR, ""),
    }


def test_what_could_not_be_tested_takes_no_part():
    assert candidates(replace(SHARE, unit=Unit.DAYS), 18.0, 25.0) == ()
    assert [one.key.comparator for one in candidates(SHARE, None, 25.0)][:1] == ["statistical_neighbours"]
    assert candidates_of(ONE) == ()
    untested = FiveYears(trend=YearsTrend.CANNOT_SAY, chi_squared=None)
    assert candidates_of(ONE, five_years=untested) == ()


def test_a_change_that_is_taken_back_takes_no_part_though_it_was_tested():
    """Where the definition changed between the two years, chance cannot be said whatever the counts."""
    tested = judge_year_on_year(SHARE, YEARS)
    assert tested is not None
    assert candidates_of(ONE, year_on_year=replace(tested, clear=Clear.CANNOT_SAY)) == ()


def test_where_authorities_scatter_more_than_chance_a_comparator_needs_more_to_stand_out():
    plain = compare_all(SHARE, others(20.5))
    scattered = compare_all(SHARE, [replace(others(20.5)[0], scatter=Scatter(phi=39, authorities=152))])
    assert stands_out(candidates_of(ONE, comparisons=plain))
    assert not stands_out(candidates_of(ONE, comparisons=scattered))


def test_two_indicators_are_told_apart():
    tests = [
        *candidates_of(ONE, five_years=judge_five_years(SHARE, YEARS)),
        *candidates_of(OTHER, five_years=judge_five_years(SHARE, YEARS)),
    ]
    assert {one.indicator for one in stands_out(tests)} == {ONE, OTHER}
