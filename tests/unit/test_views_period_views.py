"""Quarters and years worked out of shorter periods: by counts alone, and only of complete ones."""

import pytest

from dashboard.judge.series import Point, gap
from dashboard.periods import PeriodKind, financial_year, month, months_between, quarter, week
from dashboard.views.period_views import Step, WhyNone, by_step, counting_of, longer_period, steps_of
from dashboard.vocabulary import Basis, Missing, Unit

APRIL = month(2019, 4)
COUNTS = counting_of(Unit.COUNT, can_exceed_100=False)
POSTS = counting_of(Unit.FULL_TIME_EQUIVALENT, can_exceed_100=False)
SHARES = counting_of(Unit.PER_CENT, can_exceed_100=False)


def counts(*values, first=APRIL):
    return [
        gap(first.shift(place)) if value is None else Point(period=first.shift(place), value=float(value))
        for place, value in enumerate(values)
    ]


def shares(*pairs, first=APRIL):
    return [
        Point(
            period=first.shift(place),
            value=100 * top / bottom if bottom else None,
            numerator=top,
            denominator=bottom,
            missing=None if bottom else Missing.NOT_APPLICABLE,
        )
        for place, (top, bottom) in enumerate(pairs)
    ]


def bare(*values):
    return [Point(period=APRIL.shift(place), value=float(value)) for place, value in enumerate(values)]


def said(found):
    return [(str(one.period), one.value if one.value is None else round(one.value, 3), one.why) for one in found]


def test_counts_of_separate_months_are_added_up():
    found = by_step(counts(1, 2, 3, 10, 20, 30), Basis.IN_MONTH, Step.QUARTER, COUNTS)
    assert said(found) == [("2019/20-Q1", 6.0, None), ("2019/20-Q2", 60.0, None)]
    assert found[0].parts == tuple(months_between(month(2019, 4), month(2019, 6)))


def test_a_percentage_is_that_of_the_added_up_counts_and_no_average():
    found = by_step(shares((1, 2), (90, 100), (0, 0)), Basis.IN_MONTH, Step.QUARTER, SHARES)
    assert said(found) == [("2019/20-Q1", 89.216, None)]  # the average would be 70
    assert (found[0].numerator, found[0].denominator) == (91, 102)


def test_a_quarter_without_cases_has_no_percentage_and_is_complete():
    (found,) = by_step(shares((0, 0), (0, 0), (0, 0)), Basis.IN_MONTH, Step.QUARTER, SHARES)
    assert (found.value, found.why, found.missing) == (None, WhyNone.NO_FIGURE, Missing.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("points", "basis", "counting", "why"),
    [
        (bare(80, 90, 85), Basis.IN_MONTH, SHARES, WhyNone.NO_COUNTS),
        (bare(3, 4, 5), Basis.IN_MONTH, POSTS, WhyNone.NO_COUNTS),
        (counts(1, 2), Basis.IN_MONTH, COUNTS, WhyNone.INCOMPLETE),
        (counts(1, None, 3), Basis.IN_MONTH, COUNTS, WhyNone.INCOMPLETE),
        (counts(1, 2.5, 3), Basis.IN_MONTH, COUNTS, WhyNone.COUNTS_DISAGREE),
        (counts(1, 2), Basis.MONTH_END, COUNTS, WhyNone.INCOMPLETE),
        (counts(1, 2, None), Basis.MONTH_END, COUNTS, WhyNone.NO_FIGURE),
        (counts(1, 2), Basis.ROLLING_12_MONTHS, COUNTS, WhyNone.INCOMPLETE),
        (counts(1, 2, None, 4), Basis.YEAR_TO_DATE, COUNTS, WhyNone.NO_FIGURE),
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_says_why(points, basis, counting, why):
    first = by_step(points, basis, Step.QUARTER, counting)[0]
    assert (first.value, first.why) == (None, why)


def test_an_incomplete_quarter_names_what_it_lacks():
    (found,) = by_step(counts(1, None, 3), Basis.IN_MONTH, Step.QUARTER, COUNTS)
    assert (len(found.parts), found.wanted, found.at) == (2, 3, month(2019, 5))


@pytest.mark.parametrize("basis", [Basis.MONTH_END, Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE])
@pytest.mark.parametrize(("step", "value"), [(Step.QUARTER, 12.0), (Step.YEAR, 12.0)])
def test_what_stands_at_a_periods_end_is_that_of_its_last_month(basis, step, value):
    found = by_step(counts(*range(1, 13)), basis, step, COUNTS)
    assert found[-1].value == value
    assert found[-1].parts == (month(2020, 3),)


def test_the_last_month_is_enough_where_earlier_ones_are_missing():
    (found,) = by_step(counts(7, first=month(2020, 3)), Basis.MONTH_END, Step.YEAR, COUNTS)
    assert found.value == 7


def test_a_change_of_definition_within_a_quarter_leaves_it_without_a_sum_but_a_stock_with_its_last():
    redefined = (month(2019, 5),)
    summed = by_step(counts(1, 2, 3), Basis.IN_MONTH, Step.QUARTER, COUNTS, redefined)
    stock = by_step(counts(1, 2, 3), Basis.MONTH_END, Step.QUARTER, COUNTS, redefined)
    assert (summed[0].why, summed[0].at, stock[0].value) == (WhyNone.REDEFINED, month(2019, 5), 3)


def test_a_change_with_the_quarters_first_month_harms_nothing():
    (found,) = by_step(counts(1, 2, 3), Basis.IN_MONTH, Step.QUARTER, COUNTS, (APRIL,))
    assert found.value == 6


def test_four_quarters_make_a_year_and_three_do_not():
    four = [Point(period=quarter(2019, number), value=float(number)) for number in (1, 2, 3, 4)]
    (year,) = by_step(four, Basis.IN_QUARTER, Step.YEAR, COUNTS)
    assert (year.period, year.value) == (financial_year(2019), 10)
    (short,) = by_step(four[:3], Basis.IN_QUARTER, Step.YEAR, COUNTS)
    assert (short.value, short.why, short.wanted) == (None, WhyNone.INCOMPLETE, 4)


def test_a_rate_is_taken_over_the_latest_population():
    points = [
        Point(period=APRIL.shift(place), value=top, numerator=top, denominator=10_000.0 + place)
        for place, top in enumerate((1.0, 2.0, 3.0))
    ]
    (found,) = by_step(points, Basis.IN_MONTH, Step.QUARTER, counting_of(Unit.RATE_PER_10000, can_exceed_100=False))
    assert found.value == pytest.approx(6 * 10_000 / 10_002)


@pytest.mark.parametrize(
    ("period", "step", "longer"),
    [
        (month(2020, 1), Step.QUARTER, quarter(2019, 4)),
        (month(2020, 3), Step.QUARTER, quarter(2019, 4)),
        (month(2020, 4), Step.QUARTER, quarter(2020, 1)),
        (month(2020, 3), Step.YEAR, financial_year(2019)),
        (quarter(2019, 4), Step.YEAR, financial_year(2019)),
    ],
)
def test_the_longer_period_is_that_of_the_financial_year(period, step, longer):
    assert longer_period(period, step) == longer


@pytest.mark.parametrize(
    ("basis", "kind", "steps"),
    [
        (Basis.IN_MONTH, PeriodKind.MONTH, (Step.MONTH, Step.QUARTER, Step.YEAR)),
        (Basis.IN_QUARTER, PeriodKind.QUARTER, (Step.QUARTER, Step.YEAR)),
        (Basis.FINANCIAL_YEAR, PeriodKind.FINANCIAL_YEAR, ()),
        (Basis.IN_WEEK, PeriodKind.WEEK, ()),
        (Basis.IN_MONTH, None, ()),
    ],
)
def test_only_months_and_quarters_can_be_shown_by_longer_steps(basis, kind, steps):
    assert steps_of(basis, kind) == steps


@pytest.mark.parametrize(
    ("points", "basis", "step"),
    [
        ([Point(period=week(2020, 5), value=1.0)], Basis.IN_WEEK, Step.QUARTER),
        ([Point(period=financial_year(2019), value=1.0)], Basis.FINANCIAL_YEAR, Step.YEAR),
        (counts(1), Basis.IN_MONTH, Step.MONTH),
        ([*counts(1), Point(period=quarter(2019, 2), value=1.0)], Basis.IN_MONTH, Step.YEAR),
    ],
)
def test_what_has_no_rule_is_refused(points, basis, step):
    with pytest.raises(ValueError, match="worked out"):
        by_step(points, basis, step, COUNTS)


def test_no_points_give_no_periods():
    assert by_step([], Basis.IN_MONTH, Step.QUARTER, COUNTS) == ()
