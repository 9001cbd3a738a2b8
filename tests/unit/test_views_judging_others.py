"""Whose figures ours is held against, of which period, and why where it is not."""

from datetime import date

import pytest
from comparator_builders import (
    ENGLAND,
    OURS,
    YORKSHIRE,
    a_published,
    of_areas,
    of_neighbours,
    publish,
    with_indicator,
)

from dashboard.catalogue.schema import Comparator, ComparatorMethod, Comparators, Target
from dashboard.judge.series import Point
from dashboard.periods import financial_year, month
from dashboard.views.as_of import NOW
from dashboard.views.judging.cases import Cases
from dashboard.views.judging.level import level_of
from dashboard.views.judging.others import Others
from dashboard.views.standing import stand
from dashboard.vocabulary import AreaRole, Basis, Kind, Missing

RETURN, SCORECARD = "regional-return", "social-care-scorecard"
YEAR, LAST = financial_year(2018), financial_year(2017)
MARCH = month(2019, 3)
INDICATOR = "re-referrals"


def others(session, indicator=INDICATOR):
    return Others(session, session.catalogue.indicator(indicator), as_of=NOW)


def beside(session, period, basis, value=21.3):
    return {one.key: one for one in others(session).beside(Point(period=period, value=value), basis)}


def a_year(session, period, *, ours=21.3, region=24.6, england=22.6, neighbours=(20.0,) * 10):
    figures = {OURS: ours, YORKSHIRE: region, ENGLAND: england}
    listed = [*of_areas(figures, period), *of_neighbours(session, neighbours, period)]
    publish(session, listed, issued_on=date(period.end.year, 10, 31), year=period)


def in_year(session, period, basis, *, region, ours=21.0):
    figures = of_areas({OURS: ours, YORKSHIRE: region}, period, basis=basis, kind=Kind.VALUE, sheet="Return")
    publish(session, figures, issued_on=period.shift(1).end, report=RETURN, year=period)


def test_a_year_is_held_against_its_own_year_with_the_figure_judged(new_session):
    session = new_session()
    a_year(session, YEAR, ours=20.9)
    found = beside(session, YEAR, Basis.FINANCIAL_YEAR)
    assert {key: (one.value, str(one.period), one.ours.value) for key, one in found.items()} == {
        "region": (24.6, "2018/19", 21.3),
        "statistical_neighbours": (20.0, "2018/19", 21.3),
        "england": (22.6, "2018/19", 21.3),
    }
    assert not any(one.reason for one in found.values())


def test_a_year_that_nobody_has_published_is_held_against_no_other(new_session):
    session = new_session()
    a_year(session, LAST)
    found = beside(session, YEAR, Basis.FINANCIAL_YEAR)
    assert {(one.value, one.missing, one.reason) for one in found.values()} == {
        (None, Missing.NOT_YET_PUBLISHED, "not published yet for 2018/19")
    }
    assert found["statistical_neighbours"].who == "our statistical neighbours"


@pytest.mark.parametrize(
    ("period", "year"), [(MARCH, "2018/19"), (month(2019, 2), "2017/18"), (month(2019, 9), "2018/19")]
)
def test_a_month_takes_the_newest_year_that_had_ended_with_our_own_figure_of_it(new_session, period, year):
    session = new_session()
    a_year(session, LAST, ours=19.0)
    a_year(session, YEAR, ours=20.9)
    found = beside(session, period, Basis.IN_MONTH)
    assert {str(one.period) for one in found.values()} == {year}
    assert {one.ours.period == one.period and one.ours.value for one in found.values()} == (
        {20.9} if year == "2018/19" else {19.0}
    )


def test_a_year_without_ours_gives_way_to_the_one_before(new_session):
    session = new_session()
    a_year(session, LAST, ours=19.0)
    a_year(session, YEAR, ours=None)
    assert {str(one.period) for one in beside(session, MARCH, Basis.IN_MONTH).values()} == {"2017/18"}


def test_where_no_year_has_ours_it_is_said(new_session):
    session = new_session()
    a_year(session, YEAR, ours=None)
    found = beside(session, MARCH, Basis.IN_MONTH)
    assert {(one.ours, one.reason) for one in found.values()} == {(None, "we have no figure for 2018/19")}


def test_without_any_published_year_each_comparator_says_so(new_session):
    found = beside(new_session(), MARCH, Basis.IN_MONTH)
    assert list(found) == ["region", "statistical_neighbours", "england"]
    assert {(one.period, one.value, one.reason) for one in found.values()} == {
        (MARCH, None, "no figure for March 2019")
    }


def test_the_year_so_far_is_held_against_the_region_s_of_the_same_month_and_form(new_session):
    session = new_session()
    a_year(session, LAST)
    in_year(session, month(2018, 10), Basis.YEAR_TO_DATE, region=23.5)
    found = beside(session, month(2018, 10), Basis.YEAR_TO_DATE)
    region = found["region"]
    assert (region.value, region.period, region.basis, region.is_provisional) == (
        23.5, month(2018, 10), Basis.YEAR_TO_DATE, True
    )  # fmt: skip
    assert region.ours.value == 21.3
    assert found["england"].reason == "not published yet for October 2018"


@pytest.mark.parametrize(
    ("period", "basis"),
    [
        (month(2018, 11), Basis.YEAR_TO_DATE),
        (month(2018, 10), Basis.ROLLING_12_MONTHS),
        (month(2018, 10), Basis.IN_MONTH),
    ],
)
def test_another_month_or_form_is_never_held_against_the_region_s_year_so_far(new_session, period, basis):
    session = new_session()
    a_year(session, LAST)
    in_year(session, month(2018, 10), Basis.YEAR_TO_DATE, region=23.5)
    found = beside(session, period, basis)
    assert {(one.period, one.basis) for one in found.values()} == {(LAST, Basis.FINANCIAL_YEAR)}


def test_once_the_year_is_published_the_year_so_far_gives_way(new_session):
    session = new_session()
    in_year(session, MARCH, Basis.YEAR_TO_DATE, region=23.5)
    a_year(session, YEAR)
    assert beside(session, MARCH, Basis.YEAR_TO_DATE)["region"].period == YEAR


def a_measure(session, missing):
    nobody = Comparator(missing=missing)
    return with_indicator(
        session, INDICATOR, comparators=Comparators(region=nobody, statistical_neighbours=nobody, england=nobody)
    )


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        (Missing.NOT_A_NATIONAL_MEASURE, "it is not a national measure, so nobody else publishes it"),
        (Missing.NOT_APPLICABLE, "numbers of places of different size do not compare"),
    ],
)
def test_a_measure_that_nobody_else_has_says_why(new_session, missing, reason):
    found = beside(a_measure(new_session(), missing), MARCH, Basis.IN_MONTH)
    assert {(one.missing, one.reason) for one in found.values()} == {(missing, reason)}


def test_a_measure_only_the_region_s_return_has_is_held_against_it(new_session):
    nobody = Comparator(missing=Missing.NOT_A_NATIONAL_MEASURE)
    kinds = Comparators(
        region=Comparator(method=ComparatorMethod.IN_YEAR_RETURN), statistical_neighbours=nobody, england=nobody
    )
    session = with_indicator(new_session(), INDICATOR, comparators=kinds)
    in_year(session, month(2018, 10), Basis.YEAR_TO_DATE, region=23.5)
    found = beside(session, month(2018, 10), Basis.YEAR_TO_DATE)
    assert found["region"].value == 23.5
    assert found["england"].reason == "it is not a national measure, so nobody else publishes it"


class TestLevel:
    """The comparator's figure that a target is relative to."""

    @pytest.mark.parametrize(
        ("role", "level"),
        [
            (AreaRole.REGION, 24.6),
            (AreaRole.STATISTICAL_NEIGHBOURS, 20.0),
            (AreaRole.ENGLAND, 22.6),
            (AreaRole.BEST_STATISTICAL_NEIGHBOUR, 20.0),
            (AreaRole.NATIONAL_TOP_QUARTILE, 20.0),
        ],
    )
    @pytest.mark.parametrize(
        ("period", "basis"),
        [(YEAR, Basis.FINANCIAL_YEAR), (MARCH, Basis.YEAR_TO_DATE), (MARCH, Basis.ROLLING_12_MONTHS)],
    )
    def test_a_year_takes_the_same_year_s(self, new_session, role, level, period, basis):
        session = new_session()
        a_year(session, YEAR)
        assert level_of(others(session), role, period, basis) == (level, "")

    @pytest.mark.parametrize(
        ("period", "basis", "reason"),
        [
            (YEAR, Basis.FINANCIAL_YEAR, "the statistical neighbours' average for 2018/19 is not published yet"),
            (MARCH, Basis.YEAR_TO_DATE, "the statistical neighbours' average for 2018/19 is not published yet"),
            (
                month(2018, 10),
                Basis.YEAR_TO_DATE,
                "the statistical neighbours' average is published for whole years, and October 2018 is not one",
            ),
            (
                MARCH,
                Basis.IN_MONTH,
                "the statistical neighbours' average is published for whole years, and March 2019 is not one",
            ),
        ],
    )
    def test_another_year_never_serves(self, new_session, period, basis, reason):
        session = new_session()
        a_year(session, LAST)
        assert level_of(others(session), AreaRole.STATISTICAL_NEIGHBOURS, period, basis) == (None, reason)

    @pytest.mark.parametrize("basis", [Basis.IN_MONTH, Basis.IN_QUARTER])
    def test_the_last_month_of_a_published_year_is_no_year(self, new_session, basis):
        session = new_session()
        a_year(session, YEAR)
        assert level_of(others(session), AreaRole.ENGLAND, MARCH, basis)[0] is None

    def test_the_year_so_far_takes_the_same_month_and_form(self, new_session):
        session = new_session()
        in_year(session, month(2018, 10), Basis.YEAR_TO_DATE, region=23.5)
        assert level_of(others(session), AreaRole.REGION, month(2018, 10), Basis.YEAR_TO_DATE) == (23.5, "")

    def test_it_stands_in_the_case_with_comparators_and_without(self, new_session):
        target = Target(year=YEAR, basis=Basis.FINANCIAL_YEAR, relative_to=AreaRole.ENGLAND)
        session = with_indicator(new_session(), INDICATOR, targets=(target,))
        a_year(session, YEAR)
        cases = Cases(session, stand(session, session.store.figures()))
        indicator = session.catalogue.indicator(INDICATOR)
        for with_others in (True, False):
            found = cases.case_of(indicator, Basis.FINANCIAL_YEAR, YEAR, with_others=with_others)
            assert (found.target, found.level) == (target, 22.6)


def test_a_published_figure_says_how_it_came_about_only_where_there_is_one(new_session):
    session = new_session()
    a_year(session, YEAR, region=None)
    found = beside(session, YEAR, Basis.FINANCIAL_YEAR)
    assert (found["region"].method, found["region"].reason) == ("", "not available for 2018/19")
    assert found["england"].method


def test_the_provisional_year_is_marked(new_session):
    session = new_session()
    year = a_published(20.0, area=OURS, provisional=True, kind=Kind.YEAR_END, sheet="Social Care")
    publish(session, [year], issued_on=date(2019, 4, 30), report=SCORECARD, year=MARCH)
    cases = Cases(session, stand(session, session.store.figures()))
    assert cases.case_of(session.catalogue.indicator(INDICATOR), Basis.FINANCIAL_YEAR, with_others=False).is_provisional
