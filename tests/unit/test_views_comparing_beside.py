"""The comparators of one year as they are judged: how sure each figure is, and how widely authorities differ."""

from dataclasses import replace
from datetime import date

import pytest
from comparator_builders import ENGLAND, OURS, a_published, publish, with_indicator

from dashboard.catalogue.schema import ComparatorMethod
from dashboard.judge.comparison import Position
from dashboard.judge.verdict import Clear
from dashboard.periods import financial_year
from dashboard.views.comparing.beside import (
    A_TOTAL_REASON,
    comparisons_of_year,
    others_of_year,
    overall_of_year,
    scatter_of,
)
from dashboard.views.comparing.series import FULL_YEAR_BASES, ComparatorSeries, measure_of
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import stand
from dashboard.vocabulary import Unit


@pytest.fixture(scope="module")
def measure(demo):
    return measure_of(demo.catalogue.indicator("re-referrals"))


@pytest.fixture(scope="module")
def year(demo, measure):
    return ComparatorSeries(demo, measure).year(financial_year(2018))


def test_a_mean_is_as_unsure_as_the_figures_it_is_of_and_what_is_counted_is_exact(year, measure):
    found = {one.key: (one.n, one.half_digit) for one in others_of_year(year, measure)}
    assert found == {
        "region": (None, 0.05),
        "statistical_neighbours": (10, 0.05),
        "statistical_neighbours_pooled": (10, 0),
        "england": (None, 0.05),
    }


def test_only_the_neighbours_of_the_mean_say_how_sure_it_is(year, measure):
    outside = replace(year.neighbours[0], decimals=0)
    members = tuple(one.area for one in year.neighbours[1:])
    nine = replace(year, neighbours=(outside, *year.neighbours[1:]), average=replace(year.average, members=members))
    found = next(one for one in others_of_year(nine, measure) if one.key == "statistical_neighbours")
    assert found.half_digit == 0.05


def test_neighbours_picked_as_counted_together_stand_once(demo, measure):
    pooled = ComparatorSeries(demo, measure, method=ComparatorMethod.POOLED_NEIGHBOURS).year(financial_year(2018))
    keys = [one.key for one in others_of_year(pooled, measure)]
    assert keys == ["region", "statistical_neighbours_pooled", "england"]


def test_authorities_differ_by_so_much_only_where_nearly_all_are_known(year):
    assert round(scatter_of(year, Unit.PER_CENT).phi, 2) == 38.71
    known = year.authorities[:15]
    unknown = tuple(replace(one, numerator=None) for one in year.authorities[15:])
    assert scatter_of(replace(year, authorities=known + unknown), Unit.PER_CENT) is None
    assert scatter_of(replace(year, authorities=()), Unit.PER_CENT) is None
    assert scatter_of(year, Unit.COUNT) is None


def test_a_total_is_not_set_beside_ours(year, measure):
    counted = replace(measure, unit=Unit.COUNT)
    totals = replace(year, england=replace(year.england, value=9_999.0))
    compared = comparisons_of_year(totals, counted)
    reasons = {one.other.key: one.reason for one in compared if one.other.key in ("region", "england")}
    assert reasons == {"region": A_TOTAL_REASON, "england": A_TOTAL_REASON}
    assert "England" not in overall_of_year(totals, counted, compared)


def test_the_neighbours_together_are_named_where_they_say_something_else(year, measure):
    compared = comparisons_of_year(year, measure)
    assert "counted together" in overall_of_year(year, measure, compared)
    alike = tuple(
        replace(one, position=compared[1].position, clear=Clear.YES) if "neighbours" in one.other.key else one
        for one in compared
    )
    assert "counted together" not in overall_of_year(year, measure, alike)


def test_a_judgement_of_a_year_and_the_comparison_of_it_say_the_same_of_every_measure(demo):
    rows = demo.store.figures()
    reading, seen = Reading(demo, stand(demo, rows), figures=rows), 0
    for indicator in demo.catalogue.indicators:
        measure = measure_of(indicator)
        if measure.basis not in indicator.forms or measure.basis not in FULL_YEAR_BASES:
            continue
        series = ComparatorSeries(demo, measure, figures=rows[rows["indicator"] == indicator.id])
        for year in series.years:
            judged = reading.judged(indicator, measure.basis, year)
            if judged is None:
                continue
            compared = {one.other.key: one for one in comparisons_of_year(series.year(year), measure)}
            both = [(one, compared[one.other.key]) for one in judged.comparisons if one.other.ours is not None]
            seen += len(both)
            for one, other in both:
                assert _verdict(one) == _verdict(other), (indicator.id, year, one.other.key)
    assert seen > 500


def _verdict(one):
    reason = one.reason if one.position is not Position.CANNOT_SAY else ""
    return one.position, one.clear, one.is_much, one.allowing_for_scatter, reason


def test_counts_of_a_year_come_from_the_measure_it_is_out_of(new_session):
    session = new_session()
    publish(
        session,
        [a_published(20.7, area=OURS), a_published(300, area=OURS, indicator="referrals", decimals=0)],
        issued_on=date(2019, 10, 31),
    )
    measure = measure_of(session.catalogue.indicator("re-referrals"))
    found = ComparatorSeries(session, measure).year(financial_year(2018)).ours
    assert (found.numerator, found.denominator) == (62, 300)
    given = ComparatorSeries(session, measure, counts=dict).year(financial_year(2018)).ours
    assert given.numerator is None


def test_what_can_be_more_than_all_of_it_has_no_interval(new_session):
    session = with_indicator(new_session(), "re-referrals", can_exceed_100=True)
    counts = {"numerator": 62, "denominator": 300}
    figures = [a_published(20.7, area=OURS, **counts), a_published(15.0, area=ENGLAND)]
    publish(session, figures, issued_on=date(2019, 10, 31))
    measure = measure_of(session.catalogue.indicator("re-referrals"))
    found = comparisons_of_year(ComparatorSeries(session, measure).year(financial_year(2018)), measure)
    assert {one.clear for one in found if one.other.key == "england"} == {Clear.CANNOT_SAY}
