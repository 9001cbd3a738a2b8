"""For the lead: move to tests/unit once judge_signal stands; expects Signal.state of SignalState."""

import pytest
from judge_series import APRIL_2018, line, shares, stable_months, stable_stock, windows_of, years_so_far

from dashboard.judge.signal import SignalState, judge_signal
from dashboard.vocabulary import Basis, Polarity, Unit

SERIES, QUIET = 200, 0.05
MARKED = {SignalState.IMPROVEMENT, SignalState.CONCERN, SignalState.NEUTRAL_HIGH, SignalState.NEUTRAL_LOW}


def judged(points, basis, unit=Unit.PER_CENT, polarity=Polarity.LOWER_IS_BETTER):
    return judge_signal(points, basis, polarity, unit=unit).state


def test_a_stable_process_is_marked_by_chance_in_under_a_twentieth():
    states = [judged(shares(stable_months(seed)), Basis.IN_MONTH) for seed in range(SERIES)]
    assert sum(state in MARKED for state in states) / SERIES < QUIET
    assert SignalState.COMMON_CAUSE in states


@pytest.mark.parametrize(
    ("basis", "make"),
    [
        (Basis.ROLLING_12_MONTHS, lambda seed: shares(windows_of(stable_months(seed, 36)), APRIL_2018.shift(11))),
        (Basis.YEAR_TO_DATE, lambda seed: line([100 * a / b for a, b in years_so_far(stable_months(seed))])),
        (Basis.MONTH_END, lambda seed: line([float(value) / 10 for value in stable_stock(seed)])),  # percentages
    ],
)
def test_what_cannot_be_taken_apart_is_not_judged(basis, make):
    assert {judged(make(seed), basis) for seed in range(SERIES)} == {SignalState.NOT_JUDGED}
