"""The Indicator page's view: published comparators, the past as it was known, and what is not there."""

from datetime import date
from functools import cache

import pytest
from comparator_builders import a_published, publish

from dashboard.errors import StoreError
from dashboard.judge.signal import SignalState
from dashboard.periods import month
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.build import build_indicator, build_scorecard
from dashboard.vocabulary import Basis, Kind, Missing, Rag, Travel


@pytest.fixture(scope="module")
def demo_page(demo):
    """Give the page of a measure of the demonstration, made once: several tests look at every page."""
    return cache(lambda indicator, basis=None: page(demo, indicator, basis))


def page(session, indicator, basis=None, as_at=None, as_of=NOW):
    return build_indicator(session, indicator=indicator, basis=basis, as_at=as_at, as_of=as_of)


def compared(view, year):
    return {row.who: row.figure.text for row in view.comparison if row.period == year}


# The council's own committee papers of 16 June 2020.
@pytest.mark.parametrize(
    ("indicator", "ours", "region", "neighbours", "england"),
    [
        ("re-referrals", "21.3%", "24.6%", "20.01%", "22.6%"),
        ("repeat-cp-plans-ever", "21.2%", "19.6%", "18.39%", "20.8%"),
    ],
)
@pytest.mark.parametrize("as_at", [None, "2020-03", "2019-10"])
def test_the_published_figures_of_2018_19_stand_in_the_comparison(
    demo, indicator, ours, region, neighbours, england, as_at
):
    figures = compared(page(demo, indicator, as_at=as_at), "2018/19")
    assert figures["Rotherham"] == ours
    assert figures["Yorkshire and The Humber"] == region
    assert figures["Statistical neighbours"] == neighbours
    assert figures["England"] == england


def test_every_comparator_names_its_period_and_method(demo):
    rows = [row for row in page(demo, "re-referrals").comparison if row.figure.missing is None]
    assert all(row.period and row.method for row in rows)
    methods = {row.who: row.method for row in rows if row.period == "2018/19"}
    assert methods["Statistical neighbours"] == "mean of 10 neighbours, list of April 2021"
    assert methods["England"] == "published, counted across the whole area"


def test_our_place_and_the_age_of_the_comparison_are_said_before_the_table(demo):
    lead = page(demo, "re-referrals", as_at="2019-10").comparison_lead
    assert "Compared with 2018/19, the latest published; ours is October 2019." in lead
    assert (
        "In 2018/19 ours (21.3%) was joint 82nd of 151 authorities (1st is best), in the third quarter of them." in lead
    )
    lead = page(demo, "re-referrals").comparison_lead  # 2019/20 ends with our latest month
    assert not any("the latest published; ours is" in sentence for sentence in lead)
    assert any(sentence.startswith("In 2019/20 ours (20.7%) was joint") for sentence in lead)


def test_the_benchmarks_are_beside_what_the_scorecard_printed(demo):
    rows = [row for row in page(demo, "re-referrals", as_at="2019-10").benchmarks if row.year == "2018/19"]
    assert [row.figure.text for row in rows] == ["20.01%", "9.9%", "22.6%", "16.85%"]
    assert [row.printed.partition(" (")[0] for row in rows] == [
        "20.01%, the same", "9.9%, the same", "22.6%, the same", "16.85%, the same"
    ]  # fmt: skip


def test_a_restated_average_is_told(demo):
    notes = page(demo, "repeat-cp-plans-ever", basis="financial_year").comparison_notes
    assert (
        "r Statistical neighbours, 2021/22: was 29.83% (mean of 10), now 22.03% (mean of 9) since Doncaster's figure "
        "was withdrawn." in notes
    )


def test_region_and_mean_are_said_not_to_be_alike(demo):
    notes = page(demo, "re-referrals", as_at="2019-10").comparison_notes
    assert any("not like for like" in note for note in notes)
    assert (
        "Yorkshire and The Humber in 2018/19: 24.6% counted as a whole, 22.0% if each of its 15 "
        "authorities with a figure counted alike." in notes
    )


def test_a_count_on_one_day_is_not_set_beside_a_financial_years_heading(demo):
    view = page(demo, "average-caseload")
    assert view.as_at == "March 2020"
    assert {row.printed for row in view.benchmarks} == {""}
    assert any("not set side by side" in note for note in view.comparison_notes)


def test_better_and_worse_are_by_polarity_and_in_points(demo):
    rows = [row for row in page(demo, "re-referrals").comparison if row.period == "2018/19"]
    verdicts = {row.who: row.verdict for row in rows[:4]}
    assert verdicts["Statistical neighbours"].startswith("Ours is 1.29 points higher (worse)")
    assert verdicts["Yorkshire and The Humber"].startswith("Ours is 3.3 points lower (better)")


def test_the_page_in_the_past_shows_what_that_edition_said(demo, read_workbooks):
    view = page(demo, "contacts-decided-within-1-working-day", as_at="2019-09")
    months = {point.label: point.words for point in view.trend.points}
    assert months["Apr 2019"].startswith("84.7%")  # October's issue says 82.4%
    assert view.as_at == "September 2019"
    now = {point.label: point.words for point in page(demo, "contacts-decided-within-1-working-day").trend.points}
    assert now["Apr 2019"].startswith("82.4%")


RESTATED_IN_OCTOBER = ["Apr 2019", "May 2019", "Jun 2019", "Jul 2019", "Aug 2019", "Sep 2019"]


@pytest.mark.parametrize(
    ("as_at", "marked"), [("2019-09", []), ("2019-10", RESTATED_IN_OCTOBER), (None, RESTATED_IN_OCTOBER)]
)
def test_restated_months_are_marked_on_the_trend_ever_after(demo, as_at, marked):
    trend = page(demo, "contacts-decided-within-1-working-day", as_at=as_at).trend
    assert [point.label for point in trend.points if point.restated] == marked
    assert ("82.4%, restated from 84.7%" in {point.words for point in trend.points}) is bool(marked)
    assert (f"6 figures restated since first published: {', '.join(marked)}." in trend.alt) is bool(marked)


def test_the_table_says_every_earlier_value_with_edition_and_date(demo):
    rows = {row.period: row for row in page(demo, "contacts-decided-within-1-working-day").figures}
    august = (
        "first published as 91.2% in edition 7 (issued 12 September 2019), then 87.6% in edition 9 (issued 21 November "
        "2019), then 87.4% since edition 10 (issued 12 December 2019)"
    )
    assert rows["August 2019"].earlier == rows["August 2019"].figure.history == august
    assert rows["October 2019"].earlier == ""


def test_as_of_an_edition_only_the_restatements_known_then_are_told(demo):
    view = page(demo, "contacts-decided-within-1-working-day", as_of=AsOf(edition=9))
    rows = {row.period: row.earlier for row in view.figures}
    assert rows["August 2019"].endswith("then 87.6% since edition 9 (issued 21 November 2019)")
    assert (view.as_at, view.edition.number) == ("October 2019", 9)
    assert view.edition.notice == "1 figure shown here has been restated since."


def test_as_of_an_edition_comparators_are_those_published_by_then(demo):
    region = "Yorkshire and The Humber"
    assert compared(page(demo, "re-referrals", as_of=AsOf(edition=14)), "2018/19")[region] == "no figure"
    assert compared(page(demo, "re-referrals", as_of=AsOf(edition=23)), "2018/19")[region] == "24.6%"


def test_a_month_within_a_moment_says_whose_reports_are_heard(demo):
    view = page(demo, "contacts-decided-within-1-working-day", as_at="2019-09", as_of=AsOf(edition=9))
    assert view.edition.notice == (
        "Our monthly figures are those that the reports up to September 2019 stated. "
        "6 figures shown here have been restated since."
    )


def test_before_anything_was_published_the_page_says_so(demo):
    view = page(demo, "re-referrals", as_of=AsOf(issued=date(2010, 1, 1)))
    assert view.answer == "No figure had been published for this measure by then."
    assert (view.figures, view.edition.words) == ((), "Nothing published by then")


def test_an_edition_that_is_not_there_is_refused(demo):
    with pytest.raises(StoreError, match="no edition 99"):
        page(demo, "re-referrals", as_of=AsOf(edition=99))


def test_the_latest_figure_knows_its_cell_and_edition(demo):
    source = page(demo, "re-referrals", as_at="2019-10").provenance
    assert (source.file, source.sheet) == ("cyps-social-care-scorecard-2019-10.xlsx", "1 Front door & assessment")
    assert (source.edition, source.issued) == (9, "21 November 2019")


def test_the_first_form_with_figures_is_shown_and_another_can_be_chosen(demo):
    view = page(demo, "re-referrals")
    assert view.basis.id == Basis.ROLLING_12_MONTHS
    assert [choice.id for choice in view.bases] == [
        "rolling_12_months", "in_month", "year_to_date", "financial_year"
    ]  # fmt: skip
    assert page(demo, "re-referrals", basis="in_month").latest.text != view.latest.text
    assert page(demo, "re-referrals", basis="nonsense").basis == view.basis


def test_the_trend_is_one_form_with_a_point_for_every_month(demo):
    trend = page(demo, "re-referrals").trend
    assert len(trend.points) == 24
    assert (trend.points[0].label, trend.points[-1].label) == ("Apr 2018", "Mar 2020")
    assert "rolling 12 months" in trend.subtitle


def test_comparators_lie_over_their_own_year_only(demo):
    levels = page(demo, "re-referrals").trend.comparators
    assert levels
    assert all((level.end - level.start).days in (364, 365) and level.start.month == 4 for level in levels)


def test_a_month_without_a_figure_says_why_and_is_a_gap(demo):
    view = page(demo, "unaccompanied-children", as_at="2019-10")
    last = view.trend.points[-1]
    assert (last.value, last.words) == (None, "suppressed")
    assert (
        view.answer
        == view.news.verdict
        == "No figure for October 2019: it is left out so that nobody can be recognised."
    )
    assert (view.signal.state, view.news.other_form) == (SignalState.NO_FIGURE, None)
    assert (view.latest.missing, view.travel.state) == (Missing.SUPPRESSED, Travel.NO_COMPARISON)


def test_a_cumulative_measure_is_not_compared_across_april(demo):
    april = page(demo, "foster-households-approved", basis="year_to_date", as_at="2019-04")
    assert (april.travel.state, april.travel.moved) == (Travel.NO_COMPARISON, None)
    assert "down from" not in april.answer


def test_a_measure_that_no_one_else_publishes_says_so(demo):
    view = page(demo, "repeat-cp-plans-within-2-years")
    assert view.comparison == ()
    assert view.comparison_notes == ("It is not a national measure, so nobody else publishes it.",)
    assert view.trend.comparators == ()


def test_a_change_of_definition_is_marked(demo):
    view = page(demo, "looked-after-up-to-date-plan")
    assert [(mark.at.isoformat(), mark.number) for mark in view.trend.breaks] == [("2019-12-01", 1)]
    assert page(demo, "looked-after-up-to-date-plan", as_at="2019-11").trend.breaks == ()


def test_an_unknown_id_says_so(demo):
    view = page(demo, "no-such-measure")
    assert "no measure called “no-such-measure”" in view.not_found
    assert (view.figures, view.comparison, view.trend.points) == ((), (), ())


def test_an_empty_store_has_a_page_without_figures(new_session):
    view = page(new_session(), "re-referrals")
    assert view.answer == "No figure has been published for this measure yet."
    assert (view.figures, view.trend.points, view.rag.state) == ((), (), Rag.NO_TARGET)
    assert view.edition.words == "Nothing published yet"


def test_every_indicator_has_a_page(demo, demo_page):
    pages = [demo_page(indicator.id) for indicator in demo.catalogue.indicators]
    assert all(view.answer and view.meaning and view.questions for view in pages)
    assert all(len({point.start for point in view.trend.points}) == len(view.trend.points) for view in pages)


# The clock of the page


def test_a_past_month_knows_no_full_year_that_had_not_ended(demo):
    view = build_indicator(demo, indicator="re-referrals", basis=None, as_at="2019-05")
    assert {row.period for row in view.comparison} == {"2018/19", "2017/18", "2016/17"}
    assert "2019/20" not in view.answer
    years = build_indicator(demo, indicator="re-referrals", basis="financial_year", as_at="2019-05")
    assert years.trend.points[-1].label == "2018/19"


@pytest.mark.parametrize("asked", ["bogus", "2019-13", "2019/20", ""])
def test_what_is_no_month_shows_the_latest(demo, asked):
    assert build_indicator(demo, indicator="re-referrals", basis=None, as_at=asked).as_at == "March 2020"


@pytest.mark.parametrize("indicator", ["families-for-change-engaged", "education-health-care-plans-within-20-weeks"])
def test_direction_is_the_same_on_the_scorecard_and_on_the_page(demo, indicator):
    scorecard = build_scorecard(demo, report="council-plan", as_at=None)
    (row,) = [row for section in scorecard.sections for row in section.rows if row.indicator == indicator]
    page = build_indicator(demo, indicator=indicator, basis=row.basis, as_at=None)
    assert (page.travel.state, page.travel.word) == (row.travel.state, row.travel.word)
    assert row.travel.state is not Travel.NO_COMPARISON


def test_every_measure_has_one_direction_wherever_it_is_shown(demo, demo_page):
    scorecard = build_scorecard(demo, report="social-care-scorecard", as_at=None)
    for row in (row for section in scorecard.sections for row in section.rows):
        shown = demo_page(row.indicator, row.basis)
        assert (shown.travel.state, shown.rag.state) == (row.travel.state, row.rag.state), row.name


def test_a_decline_without_a_target_is_not_within_limits(demo):
    view = build_indicator(demo, indicator="phonics-year-1", basis=None, as_at=None)
    assert (view.travel.state, view.travel.word) == (Travel.DECLINE_WITHIN_LIMITS, "Worse")


# Whether it is news


def test_every_status_of_the_page_is_one_judgement(demo):
    view = page(demo, "conferences-within-15-days", basis="in_month")
    assert view.signal.state is SignalState.CONCERN
    assert view.answer.startswith("Worse than usual: 41.2% in March 2020 is outside the usual range")
    assert view.trend.title.endswith("41.2% in March 2020, off target; worse than usual")
    assert view.trend.points[-1].mark is SignalState.CONCERN
    assert view.figures[0].mark == "Worse than usual"
    assert (view.figures[0].rag.state, view.rag.state) == (Rag.RED, Rag.RED)
    assert view.trend.title in view.trend.alt
    assert f"Usual range {view.trend.ranges[-1].words}." in view.trend.alt
    assert view.judged is None


def test_no_overlapping_figure_ever_has_a_range_or_a_mark_on_its_printed_line(demo, demo_page):
    overlapping = (Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE, Basis.MONTH_END, Basis.FINANCIAL_YEAR)
    views = [demo_page(one.id, form) for one in demo.catalogue.indicators for form in one.forms if form in overlapping]
    shown = [view for view in views if view.basis.id in overlapping]
    assert shown
    assert all(not view.trend.ranges and not any(point.mark for point in view.trend.points) for view in shown)


def test_where_the_form_shown_is_not_judged_one_that_is_can_be_chosen(demo):
    other = page(demo, "re-referrals").news.other_form
    assert other.basis is Basis.IN_MONTH
    assert page(demo, "re-referrals", basis=other.basis).signal.word.lower() in other.words


def test_a_stock_is_judged_on_its_change_in_a_chart_of_its_own(demo):
    view = page(demo, "children-in-need", basis="month_end")
    assert view.judged.title == "What is judged: the change since the figure before"
    assert view.judged.ranges[0].low < 0 < view.judged.ranges[0].high
    assert "a month's change" in view.news.verdict


def test_the_signal_of_a_past_month_knows_nothing_of_later_ones(demo):
    early = page(demo, "conferences-within-15-days", basis="in_month", as_at="2019-06")
    assert early.signal.state is not SignalState.CONCERN
    assert all(point.mark is not SignalState.CONCERN for point in early.trend.points)


@pytest.mark.parametrize(
    ("counts", "headline", "beside"),
    [((3, 9), "3 of 9 cases", "too few for a percentage"), ((30, 90), "33.3%", "30 of 90")],
)
def test_the_headline_of_few_cases_is_their_counts(new_session, counts, headline, beside):
    session, (top, bottom) = new_session(), counts
    figure = a_published(
        round(100 * top / bottom, 1),
        area=session.our_code,
        period=month(2019, 4),
        basis=Basis.IN_MONTH,
        kind=Kind.VALUE,
        numerator=top,
        denominator=bottom,
    )
    publish(session, [figure], issued_on=date(2019, 5, 10), report="social-care-scorecard", year=month(2019, 4))
    view = page(session, "re-referrals", "in_month")
    assert (view.latest.text, view.numbers) == (headline, beside)
