"""A year read alone says what it says among all years; counts of ours differ without anything else being made again."""

from __future__ import annotations

import pytest

from dashboard.store.records import AsOf
from dashboard.views.comparators import is_comparable
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.views.ground import Ground

# Every so many of the measures: reading one at once takes some hundredths of a second.
EVERY = 4


def pairs(session, as_of):
    """Give each comparable measure's figures read at once and year by year."""
    for indicator in [one for one in session.catalogue.indicators if is_comparable(one)][::EVERY]:
        measure = measure_of(indicator)
        yield (
            ComparatorSeries(session, measure, as_of=as_of),
            ComparatorSeries(session, measure, as_of=as_of, year_by_year=True),
        )


@pytest.mark.parametrize("before_the_last", [0, 5])
def test_a_year_read_alone_says_what_it_says_among_all(demo, before_the_last):
    as_of = AsOf(edition=demo.store.editions()[-1 - before_the_last].number)
    compared = 0
    for whole, yearly in pairs(demo, as_of):
        assert yearly.years == whole.years
        for year in whole.years[-2:]:
            assert yearly.year(year) == whole.year(year)
            compared += 1
    assert compared


def test_one_areas_trend_is_the_same(demo):
    for whole, yearly in pairs(demo, AsOf()):
        assert yearly.trend(demo.our_code) == whole.trend(demo.our_code)


def test_other_counts_of_ours_change_ours_alone(demo):
    whole = next(one for one, _ in pairs(demo, AsOf()) if one.years)
    year = whole.years[-1]
    before = whole.year(year)
    counted = whole.with_counts(lambda: {year: (1.0, 2.0)}).year(year)
    has_own = before.ours.value is None or before.ours.numerator is not None or before.ours.denominator is not None
    assert has_own or (counted.ours.numerator, counted.ours.denominator) == (1.0, 2.0)
    assert counted.authorities is before.authorities
    assert whole.year(year) is before


def test_a_ground_puts_a_measures_comparators_together_once_for_all_months(demo):
    ground = Ground(demo)
    indicator = next(one for one in demo.catalogue.indicators if is_comparable(one))
    assert ground.comparators(indicator) is ground.comparators(indicator)
