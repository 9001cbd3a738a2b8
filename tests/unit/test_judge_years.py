from datetime import date

import pytest

from dashboard.judge.measured import Measured
from dashboard.judge.series import Point
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import YearOnYear
from dashboard.judge.years import first_day, is_of_a_year, since_redefined, without_redefinition
from dashboard.periods import academic_year, calendar_year, financial_year, month, quarter
from dashboard.vocabulary import Basis, Polarity, Unit

MARCH = month(2020, 3)


def measured(*redefined) -> Measured:
    return Measured(
        name="A measure", unit=Unit.COUNT, decimals=0, polarity=Polarity.LOWER_IS_BETTER, redefined=tuple(redefined)
    )


@pytest.mark.parametrize(
    ("basis", "period", "day"),
    [
        (Basis.IN_MONTH, MARCH, date(2020, 3, 1)),
        (Basis.MONTH_END, MARCH, date(2020, 3, 1)),
        (Basis.YEAR_TO_DATE, MARCH, date(2019, 4, 1)),
        (Basis.YEAR_TO_DATE, month(2019, 4), date(2019, 4, 1)),
        (Basis.ROLLING_12_MONTHS, MARCH, date(2019, 4, 1)),
        (Basis.ROLLING_12_MONTHS, month(2019, 10), date(2018, 11, 1)),
        (Basis.ROLLING_12_MONTHS, quarter(2019, 4), date(2019, 4, 1)),
        (Basis.FINANCIAL_YEAR, financial_year(2019), date(2019, 4, 1)),
    ],
)
def test_the_first_day_that_a_figure_covers(basis, period, day):
    assert first_day(basis, period) == day


@pytest.mark.parametrize(
    ("basis", "period", "is_year"),
    [
        (Basis.IN_MONTH, MARCH, False),
        (Basis.IN_QUARTER, quarter(2019, 4), False),
        (Basis.MONTH_END, MARCH, False),
        (Basis.YEAR_TO_DATE, MARCH, True),
        (Basis.YEAR_TO_DATE, month(2020, 2), False),
        (Basis.ROLLING_12_MONTHS, month(2020, 2), True),
        (Basis.ROLLING_12_MONTHS, quarter(2019, 2), True),
        (Basis.FINANCIAL_YEAR, financial_year(2019), True),
        (Basis.ACADEMIC_YEAR, academic_year(2019), True),
        (Basis.CALENDAR_YEAR, calendar_year(2019), True),
    ],
)
def test_figures_that_cover_twelve_months(basis, period, is_year):
    assert is_of_a_year(basis, period) is is_year


def test_years_are_kept_from_the_first_whole_one_of_the_present_definition():
    years = [Point(period=financial_year(year), value=1.0) for year in range(2014, 2020)]
    assert since_redefined(measured(), years) == tuple(years)
    assert since_redefined(measured(month(2016, 12)), years) == tuple(years[3:])
    assert since_redefined(measured(month(2016, 4)), years) == tuple(years[2:])
    assert since_redefined(measured(month(2021, 4)), years) == tuple(years), "a change to come changes nothing yet"
    assert since_redefined(measured(month(2016, 12)), []) == ()


def apart(then) -> YearOnYear:
    return YearOnYear(period=then, value=20.0, change=1.5, clear=Clear.YES, past=(-1.0, 1.0), moves=3)


@pytest.mark.parametrize(
    ("redefined", "is_said"),
    [(month(2018, 4), False), (month(2018, 5), True), (month(2019, 12), True), (MARCH, True), (month(2020, 4), False)],
)
def test_a_change_of_definition_in_either_window_is_said(redefined, is_said):
    found = without_redefinition(measured(redefined), Basis.ROLLING_12_MONTHS, MARCH, apart(month(2019, 3)))
    assert found is not None
    assert (found.redefined == redefined) is is_said
    assert found.clear is (Clear.CANNOT_SAY if is_said else Clear.YES)
    assert (found.past is None) is is_said


def test_without_a_figure_of_a_year_before_there_is_nothing_to_say():
    assert without_redefinition(measured(MARCH), Basis.IN_MONTH, MARCH, None) is None
