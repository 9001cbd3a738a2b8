"""A year against the year before it, by counts where they are known, and the test of five years."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.chance import MAY_EXCEED, NOT_A_SHARE
from dashboard.judge.five_years import YearsTrend
from dashboard.judge.intervals import IntervalMethod
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point, gap
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import (
    NONE_OR_ALL,
    REDEFINED,
    TOO_FEW_YEARS,
    YearOnYear,
    judge_five_years,
    judge_year_on_year,
)
from dashboard.periods import Period, financial_year, month
from dashboard.vocabulary import Missing, Polarity, Unit

SHARE = Measured(name="Re-referrals", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.LOWER_IS_BETTER)
RATE = replace(SHARE, unit=Unit.RATE_PER_10000, polarity=Polarity.NO_POLARITY)
NO_COUNTS = "not all the counts behind the two are known"

# Rotherham's final counts by the year's first calendar year (Department for Education, Children in need, C1 and D3).
RE_REFERRALS = {
    2016: (1324, 5074), 2017: (1030, 4493), 2018: (886, 4163), 2019: (780, 3766), 2020: (580, 3269),
    2021: (537, 2956), 2022: (515, 3110), 2023: (472, 2672),
    2024: (570, 2909),
}  # fmt: skip
REPEAT_PLANS = {
    2018: (145, 684), 2019: (119, 676), 2020: (102, 593), 2021: (187, 596), 2022: (127, 504), 2023: (103, 401),
    2024: (109, 393),
}  # fmt: skip


def point(period: Period, counts: tuple[float, float], value: float | None = None, per: float = 100) -> Point:
    shown = per * counts[0] / counts[1] if value is None else value
    return Point(period=period, value=shown, numerator=counts[0], denominator=counts[1])


def years(counts: dict[int, tuple[float, float]], per: float = 100) -> list[Point]:
    return [point(financial_year(first), each, per=per) for first, each in counts.items()]


def plain(values: dict[int, float | None]) -> list[Point]:
    return [
        gap(financial_year(first)) if value is None else Point(period=financial_year(first), value=value)
        for first, value in values.items()
    ]


def judged(measured: Measured, points: list[Point], whole_years: list[Point] | None = None) -> YearOnYear:
    found = judge_year_on_year(measured, points, whole_years or [])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("counts", "last", "change", "interval", "clear"),
    [
        (REPEAT_PLANS, 2019, -3.6, (-7.8, 0.6), Clear.NO),
        (RE_REFERRALS, 2019, -0.6, (-2.4, 1.2), Clear.NO),
        (REPEAT_PLANS, 2021, 14.2, (9.3, 18.9), Clear.YES),  # 31.4%, 187 of 596
        (RE_REFERRALS, 2017, -3.2, (-4.9, -1.4), Clear.YES),
        (RE_REFERRALS, 2021, 0.5, (-1.5, 2.3), Clear.NO),
    ],
)
def test_a_year_against_the_year_before_by_the_final_counts(counts, last, change, interval, clear):
    points = [one for one in years(counts) if one.period.start.year <= last]
    found = judged(SHARE, points)
    assert (found.period, found.change, found.clear) == (financial_year(last - 1), change, clear)
    assert (found.numerator, found.denominator) == counts[last - 1]
    assert found.interval is not None
    assert found.interval.method is IntervalMethod.NEWCOMBE
    assert (round(found.interval.lower, 1), round(found.interval.upper, 1)) == interval
    assert (found.reason, found.past, found.moves) == ("", None, 0)
    assert found.p_value is not None
    assert (found.p_value < 0.05) is (clear is Clear.YES)


def test_a_change_that_is_not_clear_but_the_one_to_ask_about():
    """Repeat plans within two years, 6.0% of 684 and 8.6% of 676 (council plan): −0.2 to +5.4 points."""
    points = years({2018: (41, 684), 2019: (58, 676)})
    found = judged(SHARE, points)
    assert found.interval is not None
    assert (found.change, found.clear) == (2.6, Clear.NO)
    assert (round(found.interval.lower, 1), round(found.interval.upper, 1)) == (-0.2, 5.4)


def test_the_change_is_that_of_the_figures_as_shown():
    """A reader who takes 21.2 from 17.5 has −3.7; the provisional counts alone would give −3.6."""
    without = judged(SHARE, plain({2018: 21.2, 2019: 17.5}))
    assert without.change == -3.7
    exact = judged(SHARE, [point(financial_year(2018), (145, 684)), point(financial_year(2019), (118, 675))])
    assert (exact.value, exact.change) == (pytest.approx(21.1988, abs=1e-4), -3.7)


@pytest.mark.parametrize(
    ("later", "earlier", "reason"),
    [
        (Point(period=financial_year(2019), value=17.5), (145, 684), NO_COUNTS),
        (
            point(financial_year(2019), (119, 676), 17.5),
            (145, 684),
            "the counts behind the two figures do not give them as printed",
        ),
        (point(financial_year(2019), (3, 9)), (145, 684), "one of the two figures rests on fewer than 10 cases"),
        (point(financial_year(2019), (119, 676)), (3, 9), "one of the two figures rests on fewer than 10 cases"),
    ],
)
def test_without_sound_counts_on_both_sides_chance_cannot_be_said(later, earlier, reason):
    found = judged(SHARE, [point(financial_year(2018), earlier), later])
    assert (found.clear, found.reason, found.interval, found.p_value) == (Clear.CANNOT_SAY, reason, None, None)


@pytest.mark.parametrize(
    ("measured", "reason"),
    [
        (replace(SHARE, can_exceed_100=True), MAY_EXCEED),
        (replace(SHARE, unit=Unit.COUNT), NOT_A_SHARE),
        (replace(SHARE, unit=Unit.AVERAGE), NOT_A_SHARE),
    ],
)
def test_what_is_no_share_is_not_tested(measured, reason):
    found = judged(measured, years({2018: (145, 684), 2019: (119, 676)}))
    assert (found.clear, found.reason, found.change) == (Clear.CANNOT_SAY, reason, -3.6)


def test_rates_by_their_counts_and_population():
    """Section 47 enquiries of Rotherham: 2,168 and 2,132, 1,575 and 1,116."""
    calm = years({2018: (2168, 56735), 2019: (2132, 56887)}, per=10_000)
    fell = years({2022: (1575, 57205), 2023: (1116, 58441)}, per=10_000)
    found, other = judged(RATE, calm), judged(RATE, fell)
    assert (found.change, found.clear) == (-7.3, Clear.NO)
    assert (other.change, other.clear) == (-84.3, Clear.YES)
    assert other.interval is not None
    assert other.interval.method is IntervalMethod.DIFFERENCE_OF_RATES
    assert other.interval.lower < -84.3 < other.interval.upper < 0


@pytest.mark.parametrize(
    "points",
    [
        [],
        plain({2019: 17.5}),
        plain({2018: None, 2019: 17.5}),
        plain({2018: 21.2, 2019: None}),
        plain({2017: 21.2, 2019: 17.5}),
        [Point(period=month(2019, 4).shift(at), value=20.0) for at in range(12)],
    ],
)
def test_without_a_figure_now_or_a_year_before_there_is_nothing_to_compare(points):
    assert judge_year_on_year(SHARE, points) is None


def test_rolling_windows_are_compared_a_year_apart_and_never_with_the_month_before():
    points = [point(month(2019, 3).shift(at), (800 + 10 * at, 4000)) for at in range(13)]
    found = judged(SHARE, points)
    assert (found.period, found.value, found.change) == (month(2019, 3), 20.0, 3.0)


def test_without_counts_the_range_of_earlier_yearly_moves_stands_instead():
    values = {2012: 29.1, 2013: 22.5, 2014: 21.8, 2015: 28.0, 2016: 26.1, 2017: 22.9, 2018: 21.3, 2019: 20.7}
    found = judged(SHARE, plain(values), plain(values))
    assert (found.change, found.clear, found.reason) == (-0.6, Clear.CANNOT_SAY, NO_COUNTS)
    # Six moves; the seventh is the one judged.
    assert (found.past, found.moves) == ((-6.6, 6.2), 6)


def test_no_move_is_taken_across_a_gap():
    whole = plain({2012: 10.0, 2013: 11.0, 2014: None, 2015: 40.0, 2016: 42.5, 2018: 80.0})
    found = judged(SHARE, plain({2018: 21.2, 2019: 17.5}), whole)
    assert (found.past, found.moves) == ((1.0, 2.5), 2)


def test_one_earlier_move_is_no_range():
    found = judged(SHARE, plain({2018: 21.2, 2019: 17.5}), plain({2016: 10.0, 2017: 12.0}))
    assert (found.past, found.moves) == (None, 0)


def test_a_march_figure_is_not_measured_against_the_move_of_its_own_year():
    """A twelve-month figure in March is the year's: 2018/19 to 2019/20 is the move judged, not an earlier one."""
    points = [Point(period=month(2019, 3).shift(at), value=21.2 - at / 4) for at in range(13)]
    whole = plain({2016: 26.1, 2017: 22.9, 2018: 21.2, 2019: 18.2})
    found = judged(SHARE, points, whole)
    assert (found.past, found.moves) == ((-3.2, -1.7), 2)
    later = judged(SHARE, [*points, Point(period=month(2020, 4), value=18.0)], whole)
    assert (later.past, later.moves) == ((-3.2, -1.7), 3)


def test_counts_come_before_past_moves():
    found = judged(SHARE, years(REPEAT_PLANS), years(REPEAT_PLANS))
    assert found.past is None
    assert found.interval is not None


WHOLES = st.integers(10, 100_000)


@given(WHOLES, st.floats(0, 1), WHOLES, st.floats(0, 1), st.integers(0, 2))
def test_a_clear_change_shows_in_the_figures_and_in_the_interval(now_of, now, then_of, then, decimals):
    points = years({2018: (round(then * then_of), then_of), 2019: (round(now * now_of), now_of)})
    found = judged(replace(SHARE, decimals=decimals), points)
    assert found.interval is not None
    assert found.clear in (Clear.YES, Clear.NO)
    if found.clear is Clear.YES:
        assert not found.interval.holds(0)
        assert (found.change > 0) is (found.interval.lower > 0)
        assert found.change != 0
    else:
        assert found.interval.holds(0) or found.change == 0


@given(WHOLES, st.floats(0, 1), WHOLES, st.floats(0, 1))
def test_turned_round_in_time_the_change_is_its_mirror(now_of, now, then_of, then):
    first, second = (round(then * then_of), then_of), (round(now * now_of), now_of)
    there = judged(SHARE, years({2018: first, 2019: second}))
    back = judged(SHARE, years({2018: second, 2019: first}))
    assert (there.clear, there.change) == (back.clear, -back.change)


# --- Five years ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "first", "trend", "chi_squared"),
    [
        (RE_REFERRALS, 2018, YearsTrend.DECREASING, 33.6),
        (RE_REFERRALS, 2020, YearsTrend.NO_CLEAR_CHANGE, 2.0),
        (REPEAT_PLANS, 2020, YearsTrend.NO_CLEAR_CHANGE, 7.1),  # though 17.2 became 27.7
        (REPEAT_PLANS, 2018, YearsTrend.INCREASING, 16.4),
    ],
)
def test_five_years_of_the_final_counts(counts, first, trend, chi_squared):
    found = judge_five_years(SHARE, years({year: each for year, each in counts.items() if year < first + 5}))
    assert (found.first, found.last) == (financial_year(first), financial_year(first + 4))
    assert (found.trend, found.reason) == (trend, "")
    assert found.chi_squared is not None
    assert round(found.chi_squared, 1) == chi_squared


def test_five_years_of_rates_by_their_intervals():
    counts = {2018: (2168, 56735), 2019: (2132, 56887), 2020: (2007, 56555), 2021: (1641, 56349), 2022: (1575, 57205)}
    found = judge_five_years(RATE, years(counts, per=10_000))
    assert found.trend is YearsTrend.DECREASING


FIVE = {2018: (145, 684), 2019: (119, 676), 2020: (102, 593), 2021: (187, 596), 2022: (127, 504)}


@pytest.mark.parametrize(
    ("measured", "whole_years", "reason"),
    [
        (SHARE, [], TOO_FEW_YEARS),
        (SHARE, years(FIVE)[1:], TOO_FEW_YEARS),
        (SHARE, [*years(FIVE)[:2], *years(FIVE)[3:]], TOO_FEW_YEARS),
        (
            SHARE,
            [*years(FIVE)[:2], gap(financial_year(2020), Missing.SUPPRESSED), *years(FIVE)[3:]],
            TOO_FEW_YEARS,
        ),
        (SHARE, [gap(financial_year(first)) for first in range(2018, 2023)], TOO_FEW_YEARS),
        (SHARE, plain(dict.fromkeys(FIVE, 20.0)), "the counts behind all five years are not known"),
        (SHARE, years({**FIVE, 2020: (0, 593)}), NONE_OR_ALL),
        (SHARE, years({**FIVE, 2020: (593, 593)}), NONE_OR_ALL),
        (SHARE, years({**FIVE, 2020: (2, 9)}), "one of the five years rests on fewer than 10 cases"),
        (replace(SHARE, can_exceed_100=True), years(FIVE), MAY_EXCEED),
        (replace(SHARE, unit=Unit.DAYS), years(FIVE), NOT_A_SHARE),
        (replace(SHARE, redefined=(month(2020, 4),)), years(FIVE), REDEFINED),
        (replace(SHARE, redefined=(month(2018, 5),)), years(FIVE), REDEFINED),
    ],
)
def test_when_five_years_say_nothing(measured, whole_years, reason):
    found = judge_five_years(measured, whole_years)
    assert (found.trend, found.chi_squared, found.reason) == (YearsTrend.CANNOT_SAY, None, reason)


@pytest.mark.parametrize("changed", [month(2018, 4), month(2017, 12), month(2023, 4)])
def test_a_definition_that_changed_before_or_after_the_five_years_does_not_matter(changed):
    found = judge_five_years(replace(SHARE, redefined=(changed,)), years(FIVE))
    assert found.trend is YearsTrend.INCREASING


def test_a_year_not_yet_published_is_left_off():
    not_yet = gap(financial_year(2023), Missing.NOT_YET_PUBLISHED)
    assert judge_five_years(SHARE, [*years(FIVE), not_yet]) == judge_five_years(SHARE, years(FIVE))
