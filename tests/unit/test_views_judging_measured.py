"""What the catalogue says of an indicator as judging needs it."""

from datetime import date
from types import SimpleNamespace

import pytest

from dashboard.catalogue.schema import Break, Rebase
from dashboard.judge.xmr import DEFAULT_RULES, NHS_EXCEL_RULES
from dashboard.periods import (
    PeriodKind,
    academic_year,
    calendar_year,
    financial_year,
    month,
    parse_period,
    quarter,
    week,
)
from dashboard.views.judging.measured import holding, measured_of
from dashboard.vocabulary import Basis, Ruleset

CHANGED = Break(since=month(2019, 12), bases=(Basis.IN_MONTH,), note="Counted otherwise.")
DECIDED = Rebase(since=month(2018, 7), decided_on=date(2018, 9, 1), by="Head of service", reason="A new front door.")


@pytest.fixture
def catalogue(demo):
    return demo.catalogue


def an_indicator(catalogue, **changes):
    return catalogue.indicator("re-referrals").model_copy(update={"breaks": (), "rebases": (), **changes})


def test_levels_begin_anew_by_decision_and_by_definition(catalogue):
    measured = measured_of(an_indicator(catalogue, breaks=(CHANGED,), rebases=(DECIDED,)), catalogue, Basis.IN_MONTH)
    assert measured.rebases == (month(2018, 7), month(2019, 12))
    assert measured.redefined == (month(2019, 12),)


def test_a_change_of_another_form_is_none_of_this_one(catalogue):
    indicator = an_indicator(catalogue, breaks=(CHANGED,), rebases=(DECIDED,))
    measured = measured_of(indicator, catalogue, Basis.IN_QUARTER, PeriodKind.QUARTER)
    assert (measured.rebases, measured.redefined) == ((quarter(2018, 2),), ())


@pytest.mark.parametrize(
    ("at", "kind", "expected"),
    [
        (month(2019, 12), PeriodKind.MONTH, month(2019, 12)),
        (month(2019, 4), PeriodKind.QUARTER, quarter(2019, 1)),
        (month(2020, 3), PeriodKind.QUARTER, quarter(2019, 4)),
        (month(2020, 3), PeriodKind.FINANCIAL_YEAR, financial_year(2019)),
        (month(2019, 8), PeriodKind.ACADEMIC_YEAR, academic_year(2018)),
        (month(2019, 9), PeriodKind.ACADEMIC_YEAR, academic_year(2019)),
        (month(2019, 12), PeriodKind.CALENDAR_YEAR, calendar_year(2019)),
        (month(2020, 1), PeriodKind.WEEK, week(2020, 1)),
    ],
)
def test_a_month_lies_in_one_period_of_each_kind(at, kind, expected):
    found = holding(at, kind)
    assert found == expected
    assert found.start <= at.start <= found.end


def test_the_rules_are_its_own_else_the_councils(catalogue):
    excel = SimpleNamespace(ruleset=Ruleset.NHS_EXCEL)
    own = an_indicator(catalogue, ruleset=Ruleset.PLOT_THE_DOTS, fix_after=12, fewest_cases=10)
    assert measured_of(an_indicator(catalogue), catalogue, Basis.IN_MONTH).rules == DEFAULT_RULES
    assert measured_of(an_indicator(catalogue), excel, Basis.IN_MONTH).rules == NHS_EXCEL_RULES
    measured = measured_of(own, excel, Basis.IN_MONTH)
    assert (measured.rules.fix_after, measured.rules.trend, measured.cases_needed) == (12, DEFAULT_RULES.trend, 10)


def test_every_indicator_of_the_catalogue_can_be_measured(catalogue):
    for indicator in catalogue.indicators:
        for basis in indicator.forms:
            measured = measured_of(indicator, catalogue, basis)
            assert measured.name == indicator.name
            assert set(measured.redefined) <= set(measured.rebases)


def test_a_month_of_no_kind_of_longer_period_is_itself():
    assert holding(parse_period("2019-12"), PeriodKind.MONTH) == month(2019, 12)
