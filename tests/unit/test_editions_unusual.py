"""Figures far outside the measure's own past."""

import math
import random

import pytest
from catalogue_snippets import a_catalogue, load, spoilt
from editions_builders import OURS, a_row
from hypothesis import given
from hypothesis import strategies as st
from store_fixtures import a_figure

from dashboard.editions.lines import NO_PAST, Past, StoredFigure, printed_lines
from dashboard.editions.unusual import MIN_HISTORY, OwnPast, check_unusual, past_lengths, slips
from dashboard.periods import month
from dashboard.vocabulary import Basis, IndicatorId, Kind, Unit

APRIL = month(2018, 4)
REFERRALS = (308, 367, 475, 283, 291, 319, 430, 463, 388, 418, 357, 394)  # Rotherham, April 2017 to March 2018
IN_TIME = (92.9, 91.4, 93.2, 94.0, 92.2, 90.8, 93.5, 92.7, 91.9, 93.1)
REPEATS = (21.3, 21.0, 21.6, 20.9, 20.4, 20.8, 21.1, 20.6, 20.2, 20.5)
ALL = (100.0,) * 12
CASELOAD = (16.2, 16.4, 16.1, 15.9, 16.6, 16.3, 16.0, 15.8, 16.5)
ADOPTIONS = (2, 0, 3, 1, 4, 2, 5, 0, 1, 3, 2, 6)


def is_unusual(values, value, unit, cases=None):
    figures = {APRIL.shift(step): float(one) for step, one in enumerate(values)}
    return OwnPast(figures=figures, unit=unit, cases=cases).is_unusual(value, APRIL.shift(len(values)))


@pytest.mark.parametrize(
    ("values", "value", "unit", "unusual"),
    [
        pytest.param(REFERRALS, 520, Unit.COUNT, False, id="a busy month"),
        pytest.param(REFERRALS, 39, Unit.COUNT, True, id="a digit lost"),
        pytest.param(REFERRALS, 3940, Unit.COUNT, True, id="a digit too many"),
        pytest.param(REFERRALS, 936, Unit.COUNT, True, id="the digits of 396 turned round"),
        pytest.param(IN_TIME, 88.0, Unit.PER_CENT, False, id="a poor month"),
        pytest.param(IN_TIME, 9.3, Unit.PER_CENT, True, id="ten times too small"),
        pytest.param(IN_TIME, 29.9, Unit.PER_CENT, True, id="leading digits swapped"),
        pytest.param(IN_TIME, 16.2, Unit.PER_CENT, True, id="another row's figure"),
        pytest.param(REPEATS, 2.1, Unit.PER_CENT, True, id="a decimal point slipped"),
        pytest.param(REPEATS, 12.1, Unit.PER_CENT, True, id="21.1 typed 12.1"),
        pytest.param(REPEATS, 19.6, Unit.PER_CENT, False, id="a new low"),
        pytest.param(ALL, 88.0, Unit.PER_CENT, False, id="less than all for once"),
        pytest.param(ALL, 10.0, Unit.PER_CENT, True, id="a nought lost"),
        pytest.param(CASELOAD, 17.4, Unit.AVERAGE, False, id="a heavier load"),
        pytest.param(CASELOAD, 162.0, Unit.AVERAGE, True, id="the decimal point left out"),
        pytest.param(CASELOAD, 61.2, Unit.AVERAGE, True, id="16.2 typed 61.2"),
        pytest.param(ADOPTIONS, 9, Unit.COUNT, False, id="many for a small number"),
        pytest.param(ADOPTIONS, 0, Unit.COUNT, False, id="none of a small number"),
        pytest.param(ADOPTIONS, 60, Unit.COUNT, True, id="far too many"),
        pytest.param(IN_TIME[: MIN_HISTORY - 1], 9.3, Unit.PER_CENT, False, id="too short a past"),
    ],
)
def test_a_figure_against_its_measures_past(values, value, unit, unusual):
    assert is_unusual(values, value, unit) is unusual


def test_few_cases_make_a_percentage_swing():
    assert is_unusual(IN_TIME, 50.0, Unit.PER_CENT)
    assert not is_unusual(IN_TIME, 50.0, Unit.PER_CENT, cases=4)


def test_a_lasting_change_is_unusual_once():
    """The month after a fall is held against the fall too."""
    fallen = (*IN_TIME, 55.0)
    assert is_unusual(IN_TIME, 55.0, Unit.PER_CENT)
    assert not is_unusual(fallen, 56.5, Unit.PER_CENT)


def test_the_same_month_a_year_before_excuses_a_season():
    year = [100.0, 101.0, 99.0, 100.0, 102.0, 300.0, 101.0, 98.0, 100.0, 99.0, 103.0, 100.0]
    assert not is_unusual([*year, *year[:5]], 310.0, Unit.COUNT)
    assert is_unusual([*year[:5], 100.0, *year[6:], *year[:5]], 310.0, Unit.COUNT)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (53.0, [530.0, 5.3, 35.0]),
        (44.1, [441.0, 4.41]),
        (7.5, [75.0, 0.75]),
        (936.0, [9360.0, 93.6, 396.0]),
        (0.0, [0.0, 0.0]),
    ],
)
def test_slips(value, meant):
    assert slips(value) == pytest.approx(meant)


@given(
    st.integers(0, 2**32),
    st.sampled_from([Unit.COUNT, Unit.PER_CENT, Unit.AVERAGE]),
    st.floats(5, 95),
    st.integers(MIN_HISTORY, 24),
)
def test_figures_within_their_past_are_never_unusual(seed, unit, level, length):
    draw = random.Random(seed)
    values = [level * (1 + draw.uniform(-0.04, 0.04)) for _ in range(length)]
    assert not is_unusual(values, draw.uniform(min(values), max(values)), unit)


def a_share(draw):
    """Percentages of five to eighty children a month."""
    share, cases = draw.uniform(0.05, 0.95), draw.randint(5, 80)
    return [round(100 * sum(draw.random() < share for _ in range(cases)) / cases, 1) for _ in range(13)]


def a_count(draw):
    """Counts that chance and a season move."""
    level, season = 10 ** draw.uniform(0.5, 2.9), draw.uniform(0, 0.4)
    means = [level * (1 + season * math.sin(step * math.tau / 12)) for step in range(13)]
    return [float(max(0, round(draw.gauss(mean, math.sqrt(mean))))) for mean in means]


def a_stock(draw):
    """A caseload that goes up and down from month to month."""
    values = [draw.uniform(50, 1500)]
    for _ in range(12):
        values.append(float(round(values[-1] + draw.gauss(0, math.sqrt(values[-1])))))
    return values


def an_average(draw):
    level, spread = 10 ** draw.uniform(0.5, 2.6), draw.uniform(0.01, 0.2)
    return [round(max(0.0, draw.gauss(level, level * spread)), 1) for _ in range(13)]


@pytest.mark.parametrize(
    ("a_series", "unit"),
    [(a_share, Unit.PER_CENT), (a_count, Unit.COUNT), (a_stock, Unit.COUNT), (an_average, Unit.AVERAGE)],
)
def test_how_often_an_ordinary_series_is_called_unusual(a_series, unit):
    """Series without a fault: at most two in a thousand are called unusual."""
    draw = random.Random(7)
    called = 0
    for _ in range(1000):
        *values, last = a_series(draw)
        called += is_unusual(values, last, unit)
    assert called <= 2


# ------------------------------------------------------------------------------------------------------
# Which figures are judged
# ------------------------------------------------------------------------------------------------------

FIRST = IndicatorId("first")
LINE = (FIRST, Basis.IN_MONTH)
PAST = Past(lines={LINE: {APRIL.shift(step): StoredFigure(value=one, decimals=1) for step, one in enumerate(IN_TIME)}})
WRONG = {"indicator": FIRST, "basis": Basis.IN_MONTH, "period": APRIL.shift(10), "sheet": "1 Front door", "cell": "K6"}


def found(*news, past=PAST, printed=(), catalogue=None):
    lines = printed_lines(printed, month(2019, 2))
    return check_unusual(news, lines, past, load(catalogue or a_catalogue()), OURS)


def test_a_new_figure_is_judged_and_told_with_its_range():
    (issue,) = found(a_figure(9.3, **WRONG))
    assert (issue.code, issue.place) == ("unusual-figure", "1 Front door!K6")
    assert issue.what == (
        "Name of first is 9.3% for February 2019; the measure's other 10 figures lie between 90.8% and 94.0%."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.BENCHMARK},
        {"area": "E92000001"},
        {"basis": Basis.YEAR_TO_DATE},
        {"basis": Basis.FINANCIAL_YEAR},
        {"indicator": IndicatorId("gone")},
    ],
)
def test_only_our_own_separate_periods_are_judged(changes):
    figure = a_figure(9.3, **{**WRONG, **changes})
    lines = {(figure.indicator, figure.basis): PAST.lines[LINE]}
    assert found(figure, past=Past(lines=lines)) == []


def test_the_months_on_the_sheet_are_past_too():
    rows = [a_row(one, period=str(APRIL.shift(step)), indicator=FIRST) for step, one in enumerate(IN_TIME)]
    assert len(found(a_figure(9.3, **WRONG), past=NO_PAST, printed=rows)) == 1
    assert found(a_figure(9.3, **WRONG), past=NO_PAST, printed=rows[: MIN_HISTORY - 1]) == []


def test_a_restated_month_is_held_against_the_other_months_not_against_itself():
    assert found(a_figure(92.0, **{**WRONG, "period": APRIL})) == []
    assert len(found(a_figure(9.2, **{**WRONG, "period": APRIL}))) == 1


def test_a_change_of_definition_starts_a_new_past():
    broken = spoilt("    why_it", "    breaks: [{since: 2019-02, note: Counted anew.}]\n    why_it")
    assert found(a_figure(80.5, **WRONG), catalogue=broken) == []
    assert len(found(a_figure(80.5, **WRONG))) == 1
    other_form = spoilt("note: Counted", "bases: [month_end], note: Counted", broken)
    assert len(found(a_figure(80.5, **WRONG), catalogue=other_form)) == 1


def test_a_reason_is_no_figure_to_judge():
    assert found(a_figure(None, missing="suppressed", **WRONG)) == []


def test_the_linked_denominator_is_used():
    linked = spoilt(
        "    forms: [in_month]",
        "    denominator_indicator: second\n    forms: [in_month]",
        a_catalogue("first", "second"),
    )
    few = a_row(4.0, period="2019-02", indicator=IndicatorId("second"))
    assert len(found(a_figure(50.0, **WRONG), catalogue=linked)) == 1
    assert found(a_figure(50.0, **WRONG), catalogue=linked, printed=[few]) == []


def test_how_long_each_measures_past_is():
    rows = [a_row(92.0, period="2019-02", indicator=FIRST), a_row(3.0, indicator=FIRST, basis=Basis.YEAR_TO_DATE)]
    assert past_lengths(printed_lines(rows, month(2019, 2)), PAST) == [10]
