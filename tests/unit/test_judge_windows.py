"""Only figures of separate periods are judged one by one; the others are taken apart exactly, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_series import (
    APRIL_2018,
    counts_of,
    line,
    number,
    percentage,
    shares,
    stable_months,
    values,
    windows_of,
    without,
    years_so_far,
)

from dashboard.judge.series import Point, gap
from dashboard.judge.windows import Derivation, NotSeparate, Separate, WhyNotSeparate, separate_periods, year_apart
from dashboard.periods import month, parse_period, quarter, week
from dashboard.vocabulary import Basis, Missing, Unit

YTD, ROLLING, MONTH_END = Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS, Basis.MONTH_END
SEPARATE_BASES = (Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER)
YEARLY_BASES = (Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR)
FIRST = {Basis.IN_WEEK: week(2019, 40), Basis.IN_QUARTER: quarter(2018, 3)}

PAIRS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda pair: (min(pair), max(pair)))
MONTHS = st.lists(PAIRS, min_size=25, max_size=50)


def separate(points, basis, unit=Unit.PER_CENT, **options):
    return separate_periods(points, basis, unit=unit, **options)


def why(points, basis, unit=Unit.PER_CENT, **options):
    found = separate(points, basis, unit, **options)
    assert isinstance(found, NotSeparate)
    return found.reason


def taken(points, basis, unit=Unit.PER_CENT, **options):
    found = separate(points, basis, unit, **options)
    assert isinstance(found, Separate), found
    return found


# --- separate periods, as printed -----------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", SEPARATE_BASES)
@pytest.mark.parametrize("unit", Unit)
def test_separate_periods_are_as_printed(basis, unit):
    points = line([3.0, None, 4.0, 5.0], FIRST.get(basis, APRIL_2018))
    found = taken(points, basis, unit)
    assert found.points == tuple(points)
    assert found.derivation is found.underlying is Derivation.AS_PRINTED


def test_a_month_left_out_of_the_series_is_a_gap_in_it():
    points = line([3.0, 4.0, 5.0])
    assert values(taken([points[0], points[2]], Basis.IN_MONTH).points) == [3.0, None, 5.0]
    assert separate([], Basis.IN_MONTH) == Separate(
        points=(), derivation=Derivation.AS_PRINTED, underlying=Derivation.AS_PRINTED
    )


@pytest.mark.parametrize("basis", YEARLY_BASES)
def test_whole_years_are_for_the_test_of_five_years(basis):
    points = [number(parse_period(code), 21.0) for code in ("2017/18", "2018/19")]
    assert why(points, basis) is WhyNotSeparate.WHOLE_YEARS


@pytest.mark.parametrize(
    ("basis", "codes"),
    [
        (Basis.IN_QUARTER, ["2019-04", "2019-05"]),  # three months each, printed every month: they overlap
        (Basis.IN_MONTH, ["2019/20-Q1"]),
        (Basis.IN_WEEK, ["2019-04"]),
        (YTD, ["2019/20"]),
        (ROLLING, ["2019-W10"]),
        (MONTH_END, ["2018/19", "2019/20"]),
        (MONTH_END, ["2019-04", "2019/20-Q1"]),
    ],
)
def test_periods_that_do_not_fit_their_basis(basis, codes):
    points = [number(parse_period(code), 5.0) for code in codes]
    assert why(points, basis, Unit.COUNT) is WhyNotSeparate.PERIODS_DO_NOT_FIT


# --- the year to date -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("so_far", "months", "revised"),
    [
        ([10, 25, 45], [10, 15, 20], []),
        ([10, None, 45, 50], [10, None, None, 5], []),  # May and June cannot be parted
        ([None, 25, 45], [None, None, 20], []),
        ([10, 10, 12], [10, 0, 2], []),
        ([10, 25, 24, 30], [10, 15, None, 6], [2]),  # a fall is a revision
        ([0, 0, 0], [0, 0, 0], []),
    ],
)
def test_months_of_a_year_to_date(so_far, months, revised):
    found = taken(line(so_far), YTD, Unit.COUNT)
    assert values(found.points) == months
    assert found.derivation is Derivation.MONTHS_OF_YEAR_TO_DATE
    assert list(found.revised) == [APRIL_2018.shift(at) for at in revised]


def test_a_year_to_date_starts_again_in_april():
    points = line([90, 100, 8, 20], month(2019, 2))
    assert values(taken(points, YTD, Unit.COUNT).points) == [None, 10, 8, 12]


def test_a_fall_over_the_turn_of_the_year_is_no_revision():
    assert taken(line([90, 100, 8, 20], month(2019, 2)), YTD, Unit.COUNT).revised == ()


def test_percentages_of_months_come_from_their_counts():
    found = taken(shares([(10, 40), (16, 60), (16, 60), (20, 68)]), YTD)
    assert values(found.points) == [25.0, 30.0, None, 50.0]
    assert counts_of(found.points) == [(10, 40), (6, 20), (0, 0), (4, 8)]
    assert found.points[2].missing is Missing.NOT_APPLICABLE  # a month without cases


@pytest.mark.parametrize(
    "second",
    [
        (9, 60),  # the count fell
        (16, 39),  # what it is out of fell
        (21, 45),  # eleven of five
        (15, 40),  # five of none
    ],
)
def test_counts_that_no_month_can_have_are_a_revision(second):
    found = taken(shares([(10, 40), second, (40, 100)]), YTD)
    assert found.revised == (APRIL_2018.shift(1),)
    assert found.points[1] == gap(APRIL_2018.shift(1), Missing.NOT_AVAILABLE)


def test_a_percentage_that_is_no_share_may_pass_a_hundred():
    points = shares([(10, 40), (50, 60)])
    assert taken(points, YTD).revised
    assert values(taken(points, YTD, can_exceed_100=True).points) == [25.0, 200.0]


@pytest.mark.parametrize(
    ("unit", "value"), [(Unit.DAYS, 21.5), (Unit.AVERAGE, 21.5), (Unit.RATE_PER_10000, 21.5 / 12 * 10_000)]
)
def test_other_units_come_from_their_counts_too(unit, value):
    if unit is Unit.RATE_PER_10000:
        points = [percentage(APRIL_2018, 100, 11), percentage(APRIL_2018.shift(1), 122, 12)]
        assert values(taken(points, YTD, unit).points)[1] == pytest.approx(22 / 12 * 10_000)  # of its own population
    else:
        points = [
            Point(period=APRIL_2018.shift(at), value=top / bottom, numerator=top, denominator=bottom)
            for at, (top, bottom) in enumerate([(100.5, 4), (143.5, 6)])
        ]
        assert values(taken(points, YTD, unit).points)[1] == pytest.approx(value)


@pytest.mark.parametrize(
    ("points", "unit", "reason"),
    [
        (line([21.3, 21.4]), Unit.PER_CENT, WhyNotSeparate.NO_COUNTS),
        (line([104.6, 104.9]), Unit.RATE_PER_10000, WhyNotSeparate.NO_COUNTS),
        (line([12.5, 13.5]), Unit.FULL_TIME_EQUIVALENT, WhyNotSeparate.NO_COUNTS),
        (line([None, None]), Unit.PER_CENT, WhyNotSeparate.NO_FIGURES),
        ([], Unit.COUNT, WhyNotSeparate.NO_FIGURES),
        (line([5], month(2018, 6)), Unit.COUNT, WhyNotSeparate.NO_MONTHS_BEFORE),
        (line([5, 4], month(2018, 6)), Unit.COUNT, WhyNotSeparate.COUNTS_DISAGREE),
        (line([5.4, 8.1]), Unit.COUNT, WhyNotSeparate.COUNTS_DISAGREE),
        (line([-5, 8]), Unit.COUNT, WhyNotSeparate.COUNTS_DISAGREE),
        (shares([(10.5, 40), (16, 60)]), Unit.PER_CENT, WhyNotSeparate.COUNTS_DISAGREE),
        (shares([(50, 40), (60, 60)]), Unit.PER_CENT, WhyNotSeparate.COUNTS_DISAGREE),
    ],
)
def test_why_a_year_to_date_stays_whole(points, unit, reason):
    assert why(points, YTD, unit) is reason


def test_a_figure_without_counts_between_others_is_a_gap():
    points = [*shares([(10, 40)]), number(APRIL_2018.shift(1), 25.0), *shares([(20, 80), (30, 90)], month(2018, 6))]
    found = taken(points, YTD)
    assert values(found.points) == [25.0, None, None, 100.0]
    assert found.points[1].missing is Missing.NOT_AVAILABLE


def test_ends_of_quarters_give_quarters():
    points = [number(month(2018, 6).shift(3 * at), value) for at, value in enumerate([30, 50, 90, 100, 20])]
    found = taken(points, YTD, Unit.COUNT)
    assert values(found.points) == [30, 20, 40, 10, 20]


def test_three_months_over_the_turn_of_the_year_are_no_stretch_of_it():
    points = [number(month(2018, 5).shift(3 * at), value) for at, value in enumerate([30, 50, 90, 100, 120])]
    found = taken(points, YTD, Unit.COUNT)
    assert values(found.points) == [None, 20, 40, 10, None]
    assert found.revised == ()


def test_days_without_a_case_are_a_revision():
    points = [
        Point(period=APRIL_2018.shift(at), value=top / 4, numerator=top, denominator=4)
        for at, top in enumerate([100, 120])
    ]
    assert taken(points, YTD, Unit.DAYS).revised == (APRIL_2018.shift(1),)


def test_quarters_of_a_year_to_date():
    points = line([30, 50, 90, 100, 20, 15], quarter(2018, 1))
    assert values(taken(points, YTD, Unit.COUNT).points) == [30, 20, 40, 10, 20, None]


# --- rolling windows ------------------------------------------------------------------------------------------------

YEAR = [(5, 20), (6, 22), (4, 18), (7, 25), (5, 20), (6, 21), (3, 15), (8, 30), (5, 20), (6, 24), (4, 19), (7, 23)]
NEXT = [(9, 30), (2, 12), (0, 10), (5, 5)]


@pytest.mark.parametrize("skipped", [0, 1])
def test_months_of_rolling_windows(skipped):
    counts = YEAR + NEXT
    windows = shares(windows_of(counts), month(2019, 3))[skipped:]
    found = taken(windows, ROLLING, known=shares(YEAR))
    assert counts_of(found.points) == counts
    assert found.points[13].value == pytest.approx(100 * 2 / 12)
    assert found.derivation is Derivation.MONTHS_OF_ROLLING


def test_a_number_over_twelve_months_gives_its_months():
    counts = [2, 0, 1, 3, 2, 2, 1, 0, 4, 1, 2, 2, 5, 0, 1]
    windows = line([sum(counts[at : at + 12]) for at in range(4)], month(2019, 3))
    assert values(taken(windows, ROLLING, Unit.COUNT, known=line(counts[:12])).points) == counts


def test_a_gap_in_the_windows_leaves_two_months_open():
    windows = without(shares(windows_of(YEAR + NEXT), month(2019, 3)), 2)
    found = taken(windows, ROLLING, known=shares(YEAR))
    assert values(found.points[12:]) == [30.0, None, None, 100.0]


def test_a_month_known_stands_as_it_is_printed():
    known = [*shares(YEAR), number(month(2019, 4), 31.0)]
    found = taken(shares(windows_of(YEAR + NEXT), month(2019, 3)), ROLLING, known=known)
    assert found.points[12].value == 30.0  # worked out, for the printed month has no counts
    with_counts = [*shares(YEAR), percentage(month(2019, 4), 9, 30)]
    assert taken(shares(windows_of(YEAR + NEXT), month(2019, 3)), ROLLING, known=with_counts).points[12].value == 30.0


@pytest.mark.parametrize(
    ("windows", "known", "reason"),
    [
        (windows_of(YEAR + NEXT), None, WhyNotSeparate.NO_MONTHS_BEFORE),
        (windows_of(YEAR + NEXT), YEAR[:11], WhyNotSeparate.NO_MONTHS_BEFORE),
        (windows_of(YEAR + NEXT), [*YEAR[:5], None, *YEAR[6:]], WhyNotSeparate.NO_MONTHS_BEFORE),
        (windows_of([*YEAR[:5], (7, 21), *YEAR[6:], *NEXT]), YEAR, WhyNotSeparate.COUNTS_DISAGREE),
        ([(66, 257), (60, 267)], YEAR, WhyNotSeparate.COUNTS_DISAGREE),  # −1 of 30
        ([(66, 257), (76, 242)], YEAR, WhyNotSeparate.COUNTS_DISAGREE),  # 15 of 5
        ([(66, 257), (66.4, 260)], YEAR, WhyNotSeparate.COUNTS_DISAGREE),
    ],
)
def test_why_rolling_windows_stay_whole(windows, known, reason):
    points = shares(windows, month(2019, 3))
    assert why(points, ROLLING, known=shares(known) if known else ()) is reason


def test_a_known_month_must_be_the_one_that_the_windows_give():
    windows = shares(windows_of(YEAR + NEXT), month(2019, 3))
    known = [*shares(YEAR), percentage(month(2019, 5), 2, 12)]
    assert counts_of(taken(windows, ROLLING, known=known).points) == YEAR + NEXT
    known[-1] = percentage(month(2019, 5), 3, 12)
    assert why(windows, ROLLING, known=known) is WhyNotSeparate.COUNTS_DISAGREE


def test_rolling_percentages_without_counts_stay_whole():
    assert why(line([21.2, 17.5]), ROLLING, known=shares(YEAR)) is WhyNotSeparate.NO_COUNTS
    assert why(line([None]), ROLLING) is WhyNotSeparate.NO_FIGURES


def test_known_months_of_another_kind_do_not_serve():
    windows = shares(windows_of(YEAR + NEXT), month(2019, 3))
    assert why(windows, ROLLING, known=shares(YEAR, quarter(2016, 1))) is WhyNotSeparate.NO_MONTHS_BEFORE


def test_rolling_quarters_lean_on_four_known_quarters():
    counts = YEAR[:9]
    windows = shares(windows_of(counts, 4), quarter(2018, 4))
    found = taken(windows, ROLLING, known=shares(counts[:4], quarter(2018, 1)))
    assert counts_of(found.points) == counts


# --- stocks at month end --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "stock", "changes"),
    [
        (Unit.COUNT, [600, 610, 605], [None, 10, -5]),
        (Unit.COUNT, [600, None, 605, 607], [None, None, None, 2]),
        (Unit.FULL_TIME_EQUIVALENT, [80.5, 81.0], [None, 0.5]),
    ],
)
def test_the_net_change_of_a_stock(unit, stock, changes):
    found = taken(line(stock), MONTH_END, unit)
    assert values(found.points) == changes
    assert found.derivation is Derivation.NET_CHANGE


def test_the_net_change_of_a_rate_is_of_the_children_not_of_the_population():
    points = [
        Point(period=APRIL_2018.shift(at), value=10_000 * top / people, numerator=top, denominator=people)
        for at, (top, people) in enumerate([(600, 57_000), (600, 60_000), (606, 60_000)])
    ]
    found = taken(points, MONTH_END, Unit.RATE_PER_10000)
    assert values(found.points) == [None, 0.0, pytest.approx(1.0)]
    printed = [Point(period=one.period, value=one.value, denominator=one.denominator) for one in points]
    again = taken(printed, MONTH_END, Unit.RATE_PER_10000)
    assert values(again.points) == [None, pytest.approx(0.0), pytest.approx(1.0)]


@pytest.mark.parametrize(
    ("unit", "points", "reason"),
    [
        (Unit.PER_CENT, shares([(5, 20), (6, 20)]), WhyNotSeparate.SHARE_OF_A_STOCK),
        (Unit.AVERAGE, line([12.5, 13.0]), WhyNotSeparate.SHARE_OF_A_STOCK),
        (Unit.DAYS, line([12.5, 13.0]), WhyNotSeparate.SHARE_OF_A_STOCK),
        (Unit.RATE_PER_10000, line([104.6, 105.0]), WhyNotSeparate.NO_COUNTS),
        (Unit.COUNT, line([600]), WhyNotSeparate.NO_MONTHS_BEFORE),
        (Unit.COUNT, line([600, None, 610]), WhyNotSeparate.NO_MONTHS_BEFORE),
        (Unit.COUNT, line([None, None]), WhyNotSeparate.NO_FIGURES),
    ],
)
def test_why_a_stock_has_no_change_to_judge(unit, points, reason):
    assert why(points, MONTH_END, unit) is reason


# --- seasons --------------------------------------------------------------------------------------------------------


def test_a_season_is_taken_out_by_the_same_month_last_year():
    months = [float(at) for at in range(24)]
    found = taken(line(months), Basis.IN_MONTH, seasonal=True)
    assert values(found.points) == [None] * 12 + [12.0] * 12
    assert (found.derivation, found.underlying) == (Derivation.SAME_MONTH_LAST_YEAR, Derivation.AS_PRINTED)


def test_the_difference_rests_on_the_smaller_month():
    found = taken(shares([(5, 20), *[(6, 40)] * 11, (9, 30), *[(6, 10)] * 11]), Basis.IN_MONTH, seasonal=True)
    assert found.points[12] == Point(period=month(2019, 4), value=5.0, denominator=20)
    assert found.points[13].denominator == 10


@pytest.mark.parametrize(
    ("months", "reason"),
    [(23, WhyNotSeparate.SEASON_NEEDS_TWO_YEARS), (0, WhyNotSeparate.SEASON_NEEDS_TWO_YEARS)],
)
def test_a_season_needs_two_years(months, reason):
    assert why(line([5.0] * months), Basis.IN_MONTH, seasonal=True) is reason


def test_a_gap_is_left_out_of_both_its_years():
    found = taken(without(line([float(at) for at in range(36)]), 14), Basis.IN_MONTH, seasonal=True)
    assert [at for at, value in enumerate(values(found.points)) if value is None] == [*range(12), 14, 26]


def test_a_season_of_months_taken_out_of_the_year_to_date():
    found = taken(shares(years_so_far([(10, 40)] * 12 + [(12, 40)] * 12)), YTD, seasonal=True)
    assert values(found.points)[12:] == [pytest.approx(5.0)] * 12
    assert found.underlying is Derivation.MONTHS_OF_YEAR_TO_DATE


def test_a_season_of_quarters_needs_eight():
    assert isinstance(separate(line([5.0] * 8, quarter(2017, 1)), Basis.IN_QUARTER, seasonal=True), Separate)
    assert isinstance(separate(line([5.0] * 7, quarter(2017, 1)), Basis.IN_QUARTER, seasonal=True), NotSeparate)


# --- a year apart ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "pair"),
    [
        (line([1.0] + [2.0] * 11 + [3.0]), ("2019-04", "2018-04")),
        (line([2.0] * 12), None),
        (without(line([1.0] * 13), 12), None),  # the latest is missing: no earlier one takes its place
        (without(line([1.0] * 13), 0), None),
        (line([1.0] * 5, quarter(2018, 1)), ("2019/20-Q1", "2018/19-Q1")),
        ([], None),
    ],
)
def test_windows_a_year_apart(points, pair):
    found = year_apart(points)
    assert (found and tuple(str(point.period) for point in found)) == pair


# --- properties -----------------------------------------------------------------------------------------------------


@given(MONTHS)
def test_any_months_come_back_exactly_from_the_year_to_date(months):
    found = separate(shares(years_so_far(months)), YTD)
    if all(size == 0 for _, size in months):
        assert isinstance(found, NotSeparate)
    else:
        assert counts_of(found.points) == months
        assert values(found.points) == values(shares(months))


@given(MONTHS)
def test_any_months_come_back_exactly_from_rolling_windows(months):
    found = separate(shares(windows_of(months), month(2019, 3)), ROLLING, known=shares(months[:12]))
    if all(size == 0 for _, size in months):
        assert isinstance(found, NotSeparate)
    else:
        assert counts_of(found.points) == months
        assert values(found.points) == values(shares(months))


@given(MONTHS)
def test_every_window_is_the_sum_of_its_months_however_many_are_known(months):
    found = separate(shares(windows_of(months), month(2019, 3)), ROLLING, known=shares(months))
    assert isinstance(found, NotSeparate) == all(size == 0 for _, size in months)
    assert isinstance(found, NotSeparate) or counts_of(found.points) == months


@given(
    st.sampled_from([YTD, ROLLING, MONTH_END, *YEARLY_BASES]),
    st.sampled_from(Unit),
    st.lists(st.none() | PAIRS, max_size=40),
    st.booleans(),
    st.booleans(),
)
def test_no_rolling_or_cumulative_figure_is_ever_as_printed(basis, unit, months, seasonal, has_known):
    known = shares(stable_months(1, 12), month(2017, 4)) if has_known else ()
    found = separate(shares(months), basis, unit, seasonal=seasonal, known=known)
    if isinstance(found, Separate):
        assert found.underlying is not Derivation.AS_PRINTED
        assert found.derivation is not Derivation.AS_PRINTED
        assert found.points[-1].period == APRIL_2018.shift(len(months) - 1)


@given(MONTHS, st.data(), st.sampled_from([Basis.IN_MONTH, YTD, ROLLING, MONTH_END]), st.booleans())
def test_a_gap_never_makes_a_figure(months, data, basis, seasonal):
    made = {YTD: shares(years_so_far(months)), ROLLING: shares(windows_of(months), month(2019, 3))}
    stock = line([float(top) for top, _ in months])
    points = made.get(basis, stock if basis is MONTH_END else shares(months))
    unit = Unit.COUNT if basis is MONTH_END else Unit.PER_CENT
    options = {"unit": unit, "seasonal": seasonal, "known": shares(months[:12])}
    place = data.draw(st.integers(0, len(points) - 1))
    whole, holed = separate(points, basis, **options), separate(without(points, place), basis, **options)
    if isinstance(holed, Separate):
        assert isinstance(whole, Separate)
        before = {point.period: point.value for point in whole.points}
        assert {point.period for point in holed.points} == set(before)
        for point in holed.points:
            assert point.value is None or point.value == before[point.period]
        if basis is not ROLLING:
            assert {point.period: point.value for point in holed.points}[points[place].period] is None
