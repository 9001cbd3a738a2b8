"""The indicator's page by quarter and by year, and its forms side by side, on the demonstration."""

import pytest

from dashboard.judge.signal import SignalState
from dashboard.periods import PeriodKind, financial_year, month, quarter
from dashboard.views.build import build_indicator
from dashboard.views.period_views import Longer, Step, WhyNone
from dashboard.views.step_words import how_words, origins_words, rule_words, why_words
from dashboard.vocabulary import Basis, Missing, Rag, Unit


def page(session, indicator, basis=None, as_at=None):
    return build_indicator(session, indicator=indicator, basis=basis, as_at=as_at)


def step_of(view, step):
    return next(one for one in view.steps if one.id == step)


def rows_of(view, step):
    return {row.period: row for row in step_of(view, step).rows}


def test_counts_of_months_make_a_quarter_and_name_every_cell(demo):
    view = page(demo, "contacts", "in_month")
    row = rows_of(view, "quarter")["January to March 2020"]
    months = [float(one.figure.text.replace(",", "")) for one in view.figures[:3]]
    assert row.figure.text == f"{sum(months):,.0f}"
    assert row.how == "3 months added up"
    assert row.source == "Edition 14, 1 Front door & assessment N6, O6, P6"


def test_a_percentage_of_a_quarter_is_that_of_its_counts(demo):
    view = page(demo, "assessments-within-45-days", "in_month")
    row = rows_of(view, "quarter")["January to March 2019"]
    tops = [int(one.counts.split(" of ")[0].replace(",", "")) for one in view.figures[12:15]]
    assert row.counts.startswith(f"{sum(tops):,} of ")
    top, bottom = (float(one.replace(",", "")) for one in row.counts.split(" of "))
    assert row.figure.text == f"{100 * top / bottom:.1f}%"


def test_a_quarter_that_a_report_prints_takes_precedence_and_says_whose_it_is(demo):
    view = page(demo, "assessments-within-45-days", "in_month")
    row = rows_of(view, "quarter")["January to March 2020"]
    assert row.is_printed
    assert row.how == "as printed by the Council Plan performance report"
    assert "From the months: Q1 2018/19 to Q4 2018/19." in step_of(view, "quarter").origins


def test_an_incomplete_quarter_has_no_figure(demo):
    view = page(demo, "contacts", "in_month", "2019-11")
    row = rows_of(view, "quarter")["October to December 2019"]
    assert (row.figure.text, row.figure.missing) == ("incomplete", Missing.NOT_AVAILABLE)
    assert row.how == "incomplete: 2 of 3 months have a figure"
    assert row.source == ""


def test_a_stock_is_that_of_the_quarters_end(demo):
    view = page(demo, "looked-after-children", "month_end")
    row = rows_of(view, "quarter")["October to December 2019"]
    december = next(one for one in view.figures if one.period == "December 2019")
    assert (row.figure.text, row.how) == (december.figure.text, "as at December 2019")
    assert step_of(view, "quarter").trend.title.endswith(", as at March 2020")


def test_a_rolling_figure_is_that_of_the_window_to_the_quarters_end(demo):
    view = page(demo, "re-referrals", "rolling_12_months")
    row = rows_of(view, "quarter")["July to September 2019"]
    september = next(one for one in view.figures if one.period == "September 2019")
    assert (row.figure.text, row.how) == (september.figure.text, "12 months to September 2019")


def test_years_are_the_published_ones_named_as_such_and_lead_to_their_form(demo):
    view = page(demo, "re-referrals", "in_month")
    step = step_of(view, "year")
    row = rows_of(view, "year")["2018/19"]
    assert (row.figure.text, row.how) == ("21.3%", "as published: Department for Education, Children in need")
    assert step.form_link == "financial_year"
    assert not step.trend.targets
    assert not step.trend.ranges
    assert all(point.mark is None for point in step.trend.points)


def test_yearly_figures_have_no_longer_step(demo):
    view = page(demo, "re-referrals", "financial_year")
    assert (view.native_step, view.steps) == (None, ())


def test_what_is_not_there_has_no_steps_nor_forms(demo):
    view = page(demo, "no-such-measure")
    assert (view.native_step, view.steps, view.forms, view.updates) == (None, (), (), ())


def test_each_form_has_its_own_rating_and_signal(demo):
    view = page(demo, "re-referrals")
    forms = {row.id: row for row in view.forms}
    assert list(forms) == [choice.id for choice in view.bases]
    assert forms["rolling_12_months"].signal.state is SignalState.NOT_JUDGED
    assert forms["in_month"].signal.state is not SignalState.NOT_JUDGED
    assert forms["year_to_date"].rag.state is Rag.NO_TARGET
    assert [row.id for row in view.forms if row.is_shown] == [view.basis.id]
    for form in forms.values():
        alone = page(demo, "re-referrals", form.id)
        assert (form.figure.text, form.rag.state) == (alone.latest.text, alone.rag.state)
        assert form.signal.state is alone.signal.state


def test_counts_worked_out_say_so(demo):
    row = page(demo, "assessments-within-45-days", "in_month").figures[0]
    assert (row.counts, row.counts_derived) == ("420 of 451", True)
    assert not page(demo, "re-referrals", "financial_year").figures[0].counts_derived


def test_the_next_report_and_release_are_expected_now_but_not_of_the_past(demo):
    updates = page(demo, "re-referrals").updates
    assert [one.what for one in updates] == ["Next report", "Next national release"]
    assert "Social care scorecard for April 2020: expected about" in updates[0].words
    assert page(demo, "re-referrals", as_at="2019-10").updates == ()


def test_an_event_in_the_window_is_marked_on_the_chart_and_in_the_table(demo):
    view = page(demo, "contacts", "in_month")
    assert [(one.name, one.what) for one in view.trend.events] == [("Event A", "National lockdown")]
    assert [row.noted for row in view.figures[:2]] == ["Event A", ""]
    assert "Event A, 23 March 2020: National lockdown." in view.trend.alt
    assert page(demo, "contacts", "in_month", "2019-12").trend.events == ()


def lacking(why, **more):
    return Longer(period=quarter(2019, 1), value=None, wanted=3, why=why, **more)


@pytest.mark.parametrize(
    ("made", "basis", "unit", "words"),
    [
        (lacking(WhyNone.NO_COUNTS), Basis.IN_MONTH, Unit.PER_CENT, "the sheet prints percentages without counts"),
        (lacking(WhyNone.NO_COUNTS), Basis.IN_MONTH, Unit.DAYS, "the sheet prints averages without counts"),
        (lacking(WhyNone.NO_COUNTS), Basis.IN_MONTH, Unit.FULL_TIME_EQUIVALENT, "such figures do not add up over"),
        (lacking(WhyNone.INCOMPLETE, at=month(2019, 6)), Basis.MONTH_END, Unit.COUNT, "it ends with June 2019"),
        (lacking(WhyNone.INCOMPLETE), Basis.IN_MONTH, Unit.COUNT, "incomplete: 0 of 3 months have a figure"),
        (lacking(WhyNone.REDEFINED, at=month(2019, 5)), Basis.IN_MONTH, Unit.COUNT, "changed in May 2019"),
        (lacking(WhyNone.COUNTS_DISAGREE), Basis.IN_MONTH, Unit.COUNT, "do not fit together"),
        (lacking(WhyNone.NO_FIGURE, missing=Missing.SUPPRESSED, at=month(2019, 6)), Basis.MONTH_END, Unit.COUNT,
         "suppressed: June 2019"),
        (lacking(WhyNone.NO_FIGURE), Basis.IN_MONTH, Unit.COUNT, "no figure"),
    ],
)  # fmt: skip
def test_why_there_is_no_figure_is_said(made, basis, unit, words):
    assert words in why_words(made, basis, PeriodKind.MONTH, unit)


@pytest.mark.parametrize(
    ("basis", "unit", "words"),
    [
        (Basis.IN_MONTH, Unit.PER_CENT, "never an average of percentages"),
        (Basis.IN_MONTH, Unit.COUNT, "A quarter is its three months added up"),
        (Basis.MONTH_END, Unit.COUNT, "The figure of a quarter is how things stood at its end."),
        (Basis.ROLLING_12_MONTHS, Unit.PER_CENT, "the twelve months to its end"),
        (Basis.YEAR_TO_DATE, Unit.COUNT, "the year so far at its end"),
    ],
)
def test_the_rule_is_one_sentence_of_its_form(basis, unit, words):
    said = rule_words(basis, Step.QUARTER, PeriodKind.MONTH, unit, is_published=False)
    assert words in said
    assert said.count(".") == 1


def test_how_a_year_so_far_came_about_is_said():
    made = Longer(period=financial_year(2019), value=1.0, parts=(month(2020, 3),), wanted=1)
    assert how_words(made, Basis.YEAR_TO_DATE, PeriodKind.MONTH) == "year so far at March 2020"


@pytest.mark.parametrize("printed", [True, False])
def test_of_one_origin_nothing_is_said(printed):
    assert origins_words([(financial_year(2018), printed)], PeriodKind.MONTH) == ""
