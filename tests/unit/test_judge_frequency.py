"""How often to look: what shows in a week, a month or a quarter, against how far the indicator really moves."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_series import line, shares, stable_months, without, years_so_far

from dashboard.judge.case import Case
from dashboard.judge.frequency import Frequency, advise_frequency, frequency_of
from dashboard.judge.measured import Measured
from dashboard.judge.xmr import limits_of
from dashboard.periods import financial_year, quarter, week
from dashboard.vocabulary import Basis, Polarity, Unit

JARGON = re.compile(r"special cause|control limit|sigma|p-value|significant|variation|signal", re.IGNORECASE)
WOBBLE = [50.0, 52.0] * 30  # the usual move is 2, so a month stands out from 5.32


def steps(*levels, months=12):
    """Give a level for so many months each, with the same wobble about it."""
    return [level + move for level in levels for move in [-1.0, 1.0] * (months // 2)]


def advise(points, unit=Unit.PER_CENT, **options):
    return advise_frequency(points, unit=unit, **options)


def test_what_shows_follows_from_the_usual_move():
    advice = advise(line(WOBBLE[:24]))
    assert advice.usual_move == pytest.approx(2.0)
    assert advice.shows_from == {
        Frequency.WEEKLY: pytest.approx(5.32 * math.sqrt(52 / 12)),
        Frequency.MONTHLY: pytest.approx(5.32),
        Frequency.QUARTERLY: pytest.approx(5.32 / math.sqrt(3)),
    }
    assert advice.figures == 24


@pytest.mark.parametrize(
    ("values", "frequency"),
    [
        (steps(50, 50), Frequency.YEARLY),
        (steps(50, 53), Frequency.YEARLY),  # a quarter shows 3.13
        (steps(50, 53.2), Frequency.QUARTERLY),
        (steps(50, 55.3), Frequency.QUARTERLY),
        (steps(50, 55.5), Frequency.MONTHLY),  # a month shows 5.49
        (steps(50, 44.6), Frequency.MONTHLY),
        (steps(50, 61), Frequency.MONTHLY),
        (steps(50, 61.2), Frequency.WEEKLY),  # a week shows 11.1
        (steps(50, 56, 50), Frequency.MONTHLY),  # there and back again
        ([50.0] * 24, Frequency.MONTHLY),
        ([100.0] * 23 + [92.0], Frequency.QUARTERLY),  # the same but for a month: a month shows 0.93, a quarter 0.53
    ],
)
def test_the_shortest_period_that_shows_what_the_level_does(values, frequency):
    assert advise(line(values)).frequency is frequency


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ([], "0 of 12 months"),
        (WOBBLE[:11], "11 of 12 months"),
        ([50.0, None] * 13, "no two months in a row"),
        (WOBBLE[:12], "after 2 years of figures (12 months so far)"),
        (WOBBLE[:23], "after 2 years of figures (23 months so far)"),
    ],
)
def test_when_it_cannot_be_told(values, part):
    advice = advise(line(values))
    assert advice.frequency is None
    assert part in advice.sentence


def test_two_levels_need_most_of_their_months():
    assert advise(without(line(steps(50, 56)), 3, 5, 20)).frequency is Frequency.MONTHLY
    assert advise(without(line(steps(50, 56)), 1, 3, 5, 7)).frequency is None


@pytest.mark.parametrize(
    ("cases", "frequency", "part"),
    [
        (300, Frequency.WEEKLY, "a week shows"),
        (130, Frequency.WEEKLY, "a week shows"),  # thirty a week
        (129, Frequency.MONTHLY, "a week has only about 30 cases"),
        (30, Frequency.MONTHLY, "a week has only about 7 cases"),
        (29, Frequency.QUARTERLY, "a month has only about 29 cases"),
        (9, Frequency.YEARLY, "a quarter has only about 27 cases"),
    ],
)
def test_a_percentage_needs_cases(cases, frequency, part):
    values = steps(50, 65)
    points = shares([(value * cases / 100, cases) for value in values])
    advice = advise(points)
    assert advice.frequency is frequency
    assert part in advice.sentence


def test_numbers_need_no_cases_but_rare_ones_are_looked_at_one_by_one():
    assert advise(line(steps(50, 65)), Unit.COUNT).frequency is Frequency.WEEKLY
    rare = advise(line([0, 0, 1] * 12), Unit.COUNT)
    assert rare.frequency is None
    assert "each case" in rare.sentence
    assert advise(line([0.0, 0.0, 1.0] * 12), Unit.PER_CENT).frequency is not None


def test_a_change_that_matters_takes_the_place_of_the_levels_own():
    assert advise(line(WOBBLE[:12]), matters=6.0).frequency is Frequency.MONTHLY
    assert advise(line(WOBBLE[:12]), matters=4.0).frequency is Frequency.QUARTERLY
    assert "a change of 4.0 points would matter" in advise(line(WOBBLE[:12]), matters=4.0).sentence
    assert advise(line(WOBBLE[:12]), matters=1.0).frequency is Frequency.YEARLY


@pytest.mark.parametrize(
    ("points", "unit", "decimals", "sentence"),
    [
        (
            line(steps(50, 56)), Unit.PER_CENT, 1,
            "Look at it monthly: a month shows a change of 5.6 points at once, a week only one of 11.6 points, and its "
            "usual level has moved by 6.0 points.",
        ),
        (
            line(steps(50, 51)), Unit.PER_CENT, 1,
            "Look at the year: a month shows a change of 5.2 points at once and a quarter one of 3.0 points, but its "
            "usual level has moved by only 1.0 points.",
        ),
        (
            line(steps(50, 51)), Unit.COUNT, 0,
            "Look at the year: a month shows a change of 5.2 at once and a quarter one of 3.0 a month, but its "
            "usual level has moved by only 1.0 a month.",
        ),
        (
            line([50.0] * 24), Unit.PER_CENT, 1,
            "It hardly ever moves (24 months), so look at it monthly: any change is news.",
        ),
        (line(WOBBLE[:7]), Unit.PER_CENT, 1, "Too early to tell how often to look: 7 of 12 months have a figure."),
    ],
)  # fmt: skip
def test_the_sentence(points, unit, decimals, sentence):
    assert advise(points, unit, decimals=decimals).sentence == sentence


def test_it_is_told_from_periods_shorter_than_a_year():
    with pytest.raises(ValueError, match="weeks, months or quarters"):
        advise(line([1.0] * 12, financial_year(2016)))


@pytest.mark.parametrize(
    ("values", "first", "frequency", "sentence", "members"),
    [
        (
            [50.0, 52.0] * 4 + [70.0, 72.0] * 4, quarter(2016, 1), Frequency.QUARTERLY,
            "Look at it quarterly: a quarter shows a change of 5.3 points at once, and its usual level has moved by "
            "20.0 points.",
            "Look at it quarterly.",
        ),
        (
            [50.0, 52.0] * 8, quarter(2016, 1), Frequency.YEARLY,
            "Look at the year: a quarter shows a change of 5.3 points at once, but its usual level has moved by only "
            "0.0 points.",
            "Look at the year: one quarter's movement is mostly chance.",
        ),
        (
            [50.0, 52.0] * 52, week(2018, 1), Frequency.YEARLY,
            "Look at the year: a month shows a change of 2.6 points at once and a quarter one of 1.5 points, but its "
            "usual level has moved by only 0.0 points.",
            "Look at the year: one month's or one quarter's movement is mostly chance.",
        ),
        (
            [50.0, 52.0] * 26 + [53.0, 55.0] * 26, week(2018, 1), Frequency.MONTHLY,
            "Look at it monthly: a month shows a change of 2.5 points at once, a week only one of 5.3 points, and its "
            "usual level has moved by 3.0 points.",
            "Look at it monthly; one week's movement is mostly chance.",
        ),
        (
            [50.0] * 12, quarter(2016, 1), Frequency.QUARTERLY,
            "It hardly ever moves (12 quarters), so look at it quarterly: any change is news.",
            "Look at it quarterly: it hardly ever moves, so any change is news.",
        ),
        (
            [50.0] * 7, quarter(2016, 1), None,
            "Too early to tell how often to look: 7 of 12 quarters have a figure.",
            "Too early to tell how often to look: 7 of 12 quarters have a figure.",
        ),
    ],
)  # fmt: skip
def test_weeks_and_quarters(values, first, frequency, sentence, members):
    advice = advise(line(values, first))
    assert (advice.frequency, advice.sentence, advice.members) == (frequency, sentence, members)


def test_months_a_quarter_apart_come_quarterly():
    every_third = [point for at, point in enumerate(line([50.0, 52.0, 51.0] * 16)) if at % 3 == 0]
    advice = advise(every_third)
    assert list(advice.shows_from) == [Frequency.QUARTERLY]
    assert "month" not in advice.sentence


def test_a_weekly_number_is_said_by_the_week():
    advice = advise(line(steps(50, 53, months=52), week(2018, 1)), Unit.COUNT, decimals=0)
    assert "by 3.0 a week" in advice.sentence


MEASURED = Measured(name="Visits", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.HIGHER_IS_BETTER)


def case(points, basis, **measured):
    return Case(measured=replace(MEASURED, **measured), basis=basis, points=tuple(points))


def test_a_case_is_advised_from_its_separate_points():
    months = stable_months(7, 48)
    in_month = frequency_of(case(shares(months), Basis.IN_MONTH))
    assert in_month == advise(shares(months))
    so_far = frequency_of(case(shares(years_so_far(months)), Basis.YEAR_TO_DATE))
    assert so_far == in_month
    assert so_far.frequency is not None


def test_a_stock_is_advised_from_its_net_changes_of_which_nought_is_not_rare():
    stock = [600.0 + (at % 3 == 0) * 6 for at in range(36)]
    advice = frequency_of(case(line(stock), Basis.MONTH_END, unit=Unit.COUNT, decimals=0))
    assert advice.frequency is not None
    assert "none" not in advice.sentence


def test_a_new_level_is_no_movement_of_the_level():
    months = [at % 2 + 50.0 + 30 * (at >= 24) for at in range(54)]
    begun = line(months)[24].period
    crossing = frequency_of(case(line(months), Basis.IN_MONTH))
    since = frequency_of(case(line(months), Basis.IN_MONTH, rebases=(begun,)))
    assert crossing.level_moved == pytest.approx(30, abs=1)
    assert (since.figures, since.level_moved) == (30, pytest.approx(0, abs=0.1))


def test_a_season_is_taken_out_first():
    season = [50.0 + 20 * (at % 12 == 5) + at % 2 for at in range(60)]
    plain, seasonal = (frequency_of(case(line(season), Basis.IN_MONTH, seasonal=taken)) for taken in (False, True))
    assert seasonal.figures == plain.figures - 12
    assert seasonal.usual_move < plain.usual_move


@pytest.mark.parametrize(
    ("points", "basis", "sentence"),
    [
        (
            line(WOBBLE), Basis.ROLLING_12_MONTHS,
            "How often to look cannot be told: what each single period brought is not known.",
        ),
        (line([1.0, 2.0], financial_year(2016)), Basis.FINANCIAL_YEAR, "Look at the year: it comes once a year."),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_taken_apart(points, basis, sentence):
    advice = frequency_of(case(points, basis))
    assert (advice.frequency, advice.sentence, advice.members) == (None, sentence, sentence)


@given(st.lists(st.none() | st.floats(0, 100), max_size=60), st.sampled_from(Unit))
def test_any_months_give_one_plain_sentence(values, unit):
    advice = advise(line(values), unit)
    assert advice.sentence.endswith(".")
    assert ". " not in advice.sentence
    assert not JARGON.search(advice.sentence + advice.members)
    assert len(advice.members) <= max(110, len(advice.sentence))
    if advice.shows_from:
        limits = limits_of(values)
        assert limits.mean + advice.shows_from[Frequency.MONTHLY] == pytest.approx(limits.upper)


@given(st.lists(st.floats(0, 100), min_size=24, max_size=48), st.floats(-50, 50))
def test_shifting_all_months_changes_no_advice(values, by):
    rounded = [round(value, 2) for value in values]
    before, after = advise(line(rounded)), advise(line([value + round(by, 2) for value in rounded]))
    assert after.usual_move == pytest.approx(before.usual_move, abs=1e-9)
    assert after.level_moved == pytest.approx(before.level_moved, abs=1e-9)


def test_a_process_that_never_changes_is_no_monthly_news():
    advised = [advise(shares(stable_months(seed, 60))).frequency for seed in range(60)]
    assert set(advised) <= {Frequency.YEARLY, Frequency.QUARTERLY}
    assert advised.count(Frequency.QUARTERLY) <= 6
