"""Why the windows come first: on a process that never changes, separate months stay quiet and overlapping ones do not.

Each figure is the share of 200 seeded series whose latest point the rules flag, as ``statistics.md`` §0 tabulates it.
"""

import pytest
from judge_series import APRIL_2018, line, shares, stable_months, stable_stock, values, windows_of, years_so_far

from dashboard.judge.windows import Separate, separate_periods
from dashboard.judge.xmr import make_chart
from dashboard.vocabulary import Basis, Unit

SERIES = 200
QUIET, LOUD = 0.05, 0.5


def flagged(make):
    """Give the share of series whose latest point stands out."""
    return sum(make_chart(values(make(seed))).rules[-1] is not None for seed in range(SERIES)) / SERIES


def taken_apart(points, basis, unit=Unit.PER_CENT, **options):
    found = separate_periods(points, basis, unit=unit, **options)
    assert isinstance(found, Separate)
    return found.points


def rolling(seed):
    return shares(windows_of(stable_months(seed, 36)), APRIL_2018.shift(11))


def so_far(seed):
    return shares(years_so_far(stable_months(seed)))


@pytest.mark.parametrize(
    "make",
    [
        lambda seed: shares(stable_months(seed)),
        lambda seed: taken_apart(so_far(seed), Basis.YEAR_TO_DATE),
        lambda seed: taken_apart(
            rolling(seed), Basis.ROLLING_12_MONTHS, known=shares(stable_months(seed, 36)[:12])
        ),
        lambda seed: taken_apart(line(stable_stock(seed)), Basis.MONTH_END, Unit.COUNT),
        lambda seed: taken_apart(shares(stable_months(seed, 36)), Basis.IN_MONTH, seasonal=True),
    ],
    ids=["in month", "months of the year to date", "months of rolling windows", "net change", "same month last year"],
)  # fmt: skip
def test_separate_periods_stay_quiet(make):
    assert flagged(make) < QUIET


@pytest.mark.parametrize(
    "make", [so_far, rolling, lambda seed: line(stable_stock(seed))], ids=["year to date", "rolling", "stock"]
)
def test_overlapping_ones_would_not(make):
    assert flagged(make) > LOUD
