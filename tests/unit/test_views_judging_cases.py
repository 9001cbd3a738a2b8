"""What a judgement may rest on, gathered from a small store: points, counts, months, years, targets, what was said."""

from datetime import date

import pytest
from comparator_builders import OURS, a_published, publish, with_indicator

from dashboard.catalogue.schema import Bound, Target, Trajectory
from dashboard.periods import MONTHS_IN_QUARTER, financial_year, month, quarter
from dashboard.views.judging.cases import Cases
from dashboard.views.standing import stand
from dashboard.vocabulary import AreaRole, Basis, Kind, Missing, Unit

SCORECARD, PLAN = "social-care-scorecard", "council-plan"
APRIL = month(2019, 4)
YEAR = financial_year(2019)
INDICATOR, DENOMINATOR = "re-referrals", "referrals"


def a_month(value, period, basis=Basis.IN_MONTH, **changes):
    facts = {"area": OURS, "period": period, "basis": basis, "kind": Kind.VALUE, "sheet": "Social Care", **changes}
    return a_published(value, **facts)


def months(values, basis=Basis.IN_MONTH, first=APRIL, step=1, **changes):
    return [a_month(value, first.shift(at * step), basis, **changes) for at, value in enumerate(values)]


def issue(session, figures, as_at, report=SCORECARD):
    return publish(session, figures, issued_on=as_at.shift(1).end, report=report, year=as_at)


def cases(session, **changes):
    return Cases(session, stand(session, session.store.figures()), **changes)


def case_of(session, basis=Basis.IN_MONTH, period=None, *, indicator=INDICATOR, **changes):
    found = session.catalogue.indicator(indicator)
    return cases(session).case_of(found, basis, period, **{"with_others": False, **changes})


def test_there_is_no_case_without_a_point_up_to_the_period(new_session):
    session = new_session()
    assert case_of(session) is None
    issue(session, months([20.0, 21.0]), APRIL.shift(1))
    assert case_of(session, period=APRIL.shift(-1)) is None
    assert case_of(session, period=quarter(2019, 1)) is None  # not the series' kind of period
    assert case_of(session, Basis.ROLLING_12_MONTHS) is None


def test_a_gap_has_its_place_and_a_later_period_is_a_gap_too(new_session):
    session = new_session()
    issue(session, [a_month(20.0, APRIL), a_month(None, APRIL.shift(1)), a_month(22.0, APRIL.shift(3))], APRIL.shift(3))
    found = case_of(session, period=APRIL.shift(4))
    assert [(one.value, one.missing) for one in found.points] == [
        (20.0, None), (None, Missing.NOT_AVAILABLE), (None, Missing.NO_FIGURE), (22.0, None), (None, Missing.NO_FIGURE)
    ]  # fmt: skip
    assert found.latest.period == APRIL.shift(4)
    assert found.before.value == 22.0


def test_a_past_period_is_judged_on_what_came_before_it(new_session):
    session = new_session()
    issue(session, months([20.0, 21.0, 22.0]), APRIL.shift(2))
    found = case_of(session, period=APRIL.shift(1))
    assert [one.value for one in found.points] == [20.0, 21.0]
    assert found.before.value == 20.0


def test_direction_is_since_the_report_s_own_column_before(new_session):
    session = new_session()
    issue(session, months([20.0, 21.0, 22.0], step=MONTHS_IN_QUARTER), APRIL.shift(6), report=PLAN)
    assert case_of(session).before.period == APRIL.shift(3)
    assert len(case_of(session).points) == 3  # the months between are no gaps
    assert case_of(session, step=6).before.period == APRIL


def test_the_columns_are_those_of_the_edition_that_states_the_figure(new_session):
    session = new_session()
    issue(session, months([20.0, 21.0]), APRIL.shift(1))
    quarters = months([22.0, 23.0], first=APRIL.shift(2), step=MONTHS_IN_QUARTER)
    issue(session, quarters, APRIL.shift(5), report=PLAN)
    assert case_of(session).before.period == APRIL.shift(2)  # though the line is monthly, with two gaps since
    assert case_of(session, period=APRIL.shift(1)).before.period == APRIL


def test_a_year_to_date_has_no_direction_since_last_year(new_session):
    session = new_session()
    issue(session, months([20.0, 21.0], Basis.YEAR_TO_DATE, first=month(2019, 3)), APRIL)
    assert case_of(session, Basis.YEAR_TO_DATE).before is None


def test_counts_come_from_the_linked_measure_where_they_are_certain(new_session):
    session = new_session()
    issue(session, [*months([20.7, 25.0]), *months([300, 400], indicator=DENOMINATOR, decimals=0)], APRIL.shift(1))
    found = case_of(session)
    assert [(one.numerator, one.denominator) for one in found.points] == [(62, 300), (100, 400)]


@pytest.mark.parametrize("changes", [{"unit": Unit.COUNT}, {"can_exceed_100": True}, {"denominator_indicator": None}])
def test_no_counts_are_worked_out_for_what_is_no_share_of_a_linked_measure(new_session, changes):
    session = with_indicator(new_session(), INDICATOR, **changes)
    issue(session, [*months([20.7]), *months([300], indicator=DENOMINATOR, decimals=0)], APRIL)
    assert case_of(session).latest.numerator is None


def test_rolling_windows_bring_the_single_months_known_by_then(new_session):
    session = new_session()
    issue(session, [*months([20.0, 21.0, 22.0]), *months([20.5] * 3, Basis.ROLLING_12_MONTHS)], APRIL.shift(2))
    found = case_of(session, Basis.ROLLING_12_MONTHS, APRIL.shift(1))
    assert [one.period for one in found.known] == [APRIL, APRIL.shift(1)]
    assert case_of(session).known == ()


def test_what_was_restated_is_kept_as_first_reported_with_the_latest(new_session):
    session = new_session()
    issue(session, months([20.0]), APRIL)
    issue(session, months([24.0, 21.0]), APRIL.shift(1))  # April restated with May's issue
    issue(session, months([24.0, 23.0, 22.0]), APRIL.shift(2))  # May restated with June's
    assert [one.value for one in case_of(session, period=APRIL).as_reported] == [20.0]
    assert [one.value for one in case_of(session, period=APRIL.shift(1)).as_reported] == [24.0, 21.0]
    assert case_of(session, period=APRIL.shift(2)).as_reported == ()


def test_a_figure_that_came_late_was_a_gap_when_the_latest_was_reported(new_session):
    session = new_session()
    issue(session, [a_month(None, APRIL), a_month(21.0, APRIL.shift(1))], APRIL.shift(1))
    issue(session, months([24.0, 21.0, 22.0]), APRIL.shift(2))
    reported = case_of(session, period=APRIL.shift(1)).as_reported
    assert [(one.value, one.missing) for one in reported] == [(None, Missing.NOT_AVAILABLE), (21.0, None)]


def test_the_target_is_that_of_the_year_the_form_and_the_report(new_session):
    targets = (
        Target(year=YEAR, basis=Basis.IN_MONTH, green=Bound(below=22)),
        Target(year=YEAR, basis=Basis.IN_MONTH, report=PLAN, green=Bound(below=10)),
        Target(year=YEAR, basis=Basis.YEAR_TO_DATE, green=Bound(below=23)),
    )
    session = with_indicator(new_session(), INDICATOR, targets=targets)
    issue(session, months([20.0]), APRIL)
    assert case_of(session).target == targets[0]
    found = cases(session, report=PLAN).case_of(session.catalogue.indicator(INDICATOR), Basis.IN_MONTH)
    assert found.target == targets[1]


def test_our_own_full_years_stand_beside_a_month_as_far_as_they_had_ended(new_session):
    session = new_session()
    years = {2015: 22.0, 2017: 21.0, 2018: 20.0, 2019: 19.0}
    publish(
        session,
        [a_published(v, area=OURS, period=financial_year(y)) for y, v in years.items()],
        issued_on=date(2020, 10, 1),
    )
    issue(session, months([20.0]), APRIL)
    found = case_of(session).whole_years
    assert [(str(one.period), one.value) for one in found] == [
        ("2015/16", 22.0), ("2016/17", None), ("2017/18", 21.0), ("2018/19", 20.0)
    ]  # fmt: skip


def a_trajectory(since, until, basis=Basis.IN_MONTH):
    return Trajectory(basis=basis, since=since, baseline=22, until=until, target=18)


def test_the_trajectory_begun_last_is_taken(new_session):
    first, second = a_trajectory(APRIL, APRIL.shift(6)), a_trajectory(APRIL.shift(3), APRIL.shift(12))
    other = a_trajectory(APRIL, APRIL.shift(6), Basis.YEAR_TO_DATE)
    session = with_indicator(new_session(), INDICATOR, trajectories=(second, first, other))
    issue(session, months([20.0] * 5, first=APRIL.shift(-1)), APRIL.shift(3))
    assert case_of(session, period=APRIL.shift(2)).trajectory == first
    assert case_of(session, period=APRIL.shift(3)).trajectory == second
    assert case_of(session, period=APRIL.shift(-1)).trajectory == first


def test_a_case_is_gathered_once(new_session):
    session = new_session()
    issue(session, months([20.0]), APRIL)
    found, indicator = cases(session), session.catalogue.indicator(INDICATOR)
    assert found.case_of(indicator, Basis.IN_MONTH) is found.case_of(indicator, Basis.IN_MONTH)


class TestYearSoFar:
    COUNTS = (*months([300] * 24, first=APRIL.shift(-12), indicator=DENOMINATOR, decimals=0),)
    SHARES = (*months([20.0] * 24, first=APRIL.shift(-12)),)
    GOAL = Target(year=YEAR, basis=Basis.YEAR_TO_DATE, green=Bound(below=23))

    def test_months_add_up_where_every_one_is_known(self, new_session):
        session = with_indicator(new_session(), INDICATOR, targets=(self.GOAL,))
        issue(session, [*self.COUNTS, *self.SHARES], APRIL.shift(11))
        found = case_of(session, period=APRIL.shift(2)).year_so_far
        assert (found.numerator, found.denominator, found.expected_denominator) == (180, 900, 3600)
        assert (found.expected_from, found.target) == (financial_year(2018), self.GOAL)
        assert case_of(session, period=APRIL.shift(11)).year_so_far is None  # the year is over

    def test_one_month_without_counts_is_one_too_many(self, new_session):
        session = new_session()
        issue(session, [*self.COUNTS, *(one for one in self.SHARES if one.period != APRIL)], APRIL.shift(11))
        assert case_of(session, period=APRIL.shift(2)).year_so_far is None

    def test_its_own_counts_and_the_year_published_come_first(self, new_session):
        session = new_session()
        issue(session, [*self.COUNTS, *self.SHARES], APRIL.shift(11))
        own = a_month(30.0, APRIL.shift(2), Basis.YEAR_TO_DATE, numerator=300.0, denominator=1000.0)
        issue(session, [own], APRIL.shift(12))
        year = a_published(20.0, area=OURS, period=financial_year(2018), numerator=800.0, denominator=4000.0)
        publish(session, [year], issued_on=date(2019, 10, 31))
        found = case_of(session, period=APRIL.shift(2)).year_so_far
        assert (found.numerator, found.denominator, found.expected_denominator) == (300, 1000, 4000)
        whole = case_of(session, Basis.YEAR_TO_DATE, APRIL.shift(2)).year_so_far
        assert whole.target is None  # the figure's own

    def test_a_stock_and_a_year_before_unknown_have_none(self, new_session):
        session = new_session()
        issue(session, [*self.COUNTS[12:], *self.SHARES[12:]], APRIL.shift(11))
        assert case_of(session, period=APRIL.shift(2)).year_so_far is None
        other = new_session()
        issue(other, months([20.0] * 3, Basis.MONTH_END, numerator=1.0, denominator=5.0), APRIL.shift(2))
        assert case_of(other, Basis.MONTH_END).year_so_far is None


def test_a_release_s_month_is_no_point_of_our_own_monthly_line(new_session):
    session = new_session()
    publish(session, months([30.0], Basis.MONTH_END), issued_on=date(2019, 12, 1))
    assert case_of(session, Basis.MONTH_END).latest.value == 30.0  # nothing else gives the form
    issue(session, months([20.0, 21.0], Basis.MONTH_END, first=APRIL.shift(1)), APRIL.shift(2))
    assert [one.value for one in case_of(session, Basis.MONTH_END).points] == [20.0, 21.0]


RELATIVE = Target(year=YEAR, basis=Basis.IN_MONTH, relative_to=AreaRole.ENGLAND)


def test_a_single_month_is_never_held_against_a_year_s_level(new_session):
    session = with_indicator(new_session(), INDICATOR, targets=(RELATIVE,))
    issue(session, months([20.0]), APRIL)
    found = case_of(session)
    assert found.level is None
    assert found.level_reason == "England's figure is published for whole years, and April 2019 is not one"


@pytest.mark.parametrize("basis", [Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS])
def test_what_a_whole_year_was_out_of_is_also_what_it_stood_at_in_march(new_session, basis):
    session = new_session()
    march = month(2019, 3)
    last_year = a_month(20.0, march, basis, numerator=720.0, denominator=3600.0)
    so_far = a_month(20.0, APRIL.shift(2), Basis.YEAR_TO_DATE, numerator=180.0, denominator=900.0)
    issue(session, [last_year, so_far], APRIL.shift(2))
    found = case_of(session, Basis.YEAR_TO_DATE, APRIL.shift(2)).year_so_far
    assert (found.denominator, found.expected_denominator, found.expected_from) == (900, 3600, financial_year(2018))


def test_a_year_end_is_provisional_only_where_a_national_figure_is_to_come(new_session):
    ours = a_month(20.0, YEAR, Basis.FINANCIAL_YEAR, provisional=True)
    national, of_ours_alone = new_session(), with_indicator(new_session(), INDICATOR, published=())
    for session, is_provisional in ((national, True), (of_ours_alone, False)):
        issue(session, [ours], YEAR.last_month)
        assert case_of(session, Basis.FINANCIAL_YEAR).is_provisional is is_provisional


@pytest.mark.parametrize(("has_year", "is_provisional"), [(False, True), (True, False)])
def test_a_year_to_date_is_provisional_until_its_year_is_out(new_session, has_year, is_provisional):
    session, march = new_session(), YEAR.last_month
    issue(session, [a_month(20.0, march, Basis.YEAR_TO_DATE, provisional=True)], march)
    if has_year:
        publish(session, [a_published(20.3, area=OURS, period=YEAR)], issued_on=date(2020, 10, 29))
    assert case_of(session, Basis.YEAR_TO_DATE).is_provisional is is_provisional
