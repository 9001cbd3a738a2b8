"""The quarterly report: the Scorecard page's statuses and no others, drafts naming what they rest on, empty states."""

import re
from dataclasses import replace

import pytest

from dashboard.disclosure.session import for_audience
from dashboard.errors import DashboardError
from dashboard.judge.verdict import Clear
from dashboard.periods import financial_year, month, quarter
from dashboard.views.as_of import parse_as_of
from dashboard.views.build_scorecard import build_scorecard
from dashboard.views.council_plan import words
from dashboard.views.council_plan.build import build_council_plan
from dashboard.views.council_plan.commentary import year_words
from dashboard.views.council_plan.reports import find_source, is_of_quarters, quarters_up_to
from dashboard.views.ground import Ground
from dashboard.views.period_views import Rule, rule_of
from dashboard.vocabulary import Audience, Basis, Missing, Rag, Travel

PLAN, MONTHLY, EARLY_HELP = "council-plan", "social-care-scorecard", "early-help-scorecard"
Q3, Q4 = quarter(2019, 3), quarter(2019, 4)


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def november(demo):
    return Ground(demo, parse_as_of("2019-11-30"))


@pytest.fixture(scope="module")
def plan(ground):
    return build_council_plan(ground, report=None, quarter=None)


@pytest.fixture(scope="module")
def derived(ground):
    return build_council_plan(ground, report=MONTHLY, quarter=Q3)


@pytest.fixture(scope="module")
def page(ground):
    return build_scorecard(ground.session, report=PLAN, as_at=None, ground=ground)


def rows_of(page):
    return {row.key: row for section in page.sections for row in section.rows}


def row(view, name, basis=None):
    return next(one for one in view.rows if one.indicator == name and basis in (None, str(one.basis)))


def test_every_status_direction_and_target_is_that_of_the_scorecard_page(plan, page):
    of_page = rows_of(page)
    assert {(one.indicator, one.basis) for one in plan.rows} == set(of_page)
    for one in plan.rows:
        shown = of_page[one.indicator, one.basis]
        assert (one.rag, one.travel) == (shown.rag, shown.travel)
        assert one.target.casefold() == (shown.target or "No target set").casefold()
        if not one.is_yearly:
            assert [figure.text for figure in one.quarters] == [cell.text for cell in shown.months]


def test_a_figure_of_a_year_stands_under_no_quarter(plan, page):
    phonics = row(plan, "phonics-year-1")
    assert plan.year_heading == "Once a year"
    assert {figure.text for figure in phonics.quarters} == {"–"}
    assert (phonics.year.words, phonics.year.value) == ("80.2% (2019/20)", 80.2)
    assert (phonics.travel.moved, phonics.travel.word, phonics.since) == (-1, "Worse", "since 2018/19")
    assert rows_of(page)[phonics.indicator, phonics.basis].months[-1].text == "80.2%"
    assert {one.year.text for one in plan.rows if not one.is_yearly} == {""}
    assert words.ABOUT_YEARLY in plan.about


def test_without_a_measure_told_once_a_year_there_is_no_such_column(derived):
    assert (derived.year_heading, words.ABOUT_YEARLY in derived.about) == ("", False)


def test_what_a_figure_moved_from_is_not_said_again_as_that_of_the_year_before(plan):
    said = row(plan, "phonics-year-1").commentary
    assert said.startswith("80.2% in 2019/20, down from 80.9% in 2018/19. Not rated")
    assert said.count("80.9%") == 1


def test_the_figure_of_a_year_before_names_its_month(plan):
    """The column of the year before holds the published figure, which may be another: 113.0 here."""
    looked_after = row(plan, "looked-after-rate")
    assert looked_after.previous.text == "113.0"
    assert "At the end of March 2019 it was 113.2." in looked_after.commentary


def test_that_chance_cannot_be_said_is_said_once(plan, derived):
    assert plan.unsaid == words.UNSAID_CHANCE
    assert not any("change is more than chance cannot" in one.commentary for one in plan.rows)
    assert derived.unsaid == ""


@pytest.mark.parametrize(
    ("clear", "before", "said"),
    [
        (Clear.YES, False, "Clearly better than at the end of March 2019 (113.2)."),
        (Clear.NO, False, "At the end of March 2019 it was 113.2; the change since could be chance."),
        (Clear.CANNOT_SAY, False, "At the end of March 2019 it was 113.2."),
        (Clear.YES, True, "Clearly better than at the end of March 2019."),
        (Clear.NO, True, "The change could be chance."),
        (Clear.CANNOT_SAY, True, ""),
    ],
)
def test_how_a_year_before_is_said(ground, clear, before, said):
    indicator = ground.session.catalogue.indicator("looked-after-rate")
    judged = ground.month(month(2020, 3)).reading.judged(indicator, Basis.MONTH_END, month(2020, 3))
    apart = replace(judged.year_on_year, clear=clear)
    point = replace(judged.case.before, period=apart.period) if before else judged.case.before
    case = replace(judged.case, before=point)
    assert year_words(replace(judged, case=case, year_on_year=apart)) == said


def test_a_target_of_the_plan_rates_it_and_not_the_monthly_one(plan):
    """The monthly scorecard rates the same figure of March within tolerance."""
    moves = row(plan, "three-or-more-placements")
    assert (moves.rag.state, moves.target) == (Rag.GREEN, "10.8% or less")
    assert "On target (10.8% or less)" in moves.commentary


def test_the_numbers_are_the_words(plan):
    for one in plan.rows:
        for figure in (one.previous, one.year, *one.quarters):
            shown = figure.text.replace(",", "").removesuffix("%").removesuffix("–")
            assert figure.value == (None if figure.missing or not shown else pytest.approx(float(shown)))


def test_the_red_ones_come_first_one_by_one(plan):
    assert [one.rag.state for one in plan.off_target] == [Rag.RED] * 6
    assert plan.counts[0].rag.state is Rag.RED
    assert sum(one.count for one in plan.counts) == len(plan.rows) == 16
    assert plan.lead == "13 of 16 measures have a figure and a target that rates it: 6 off target and 7 on target."


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        (
            "re-referrals",
            r"^20\.7% in the 12 months to March 2020, down from 21\.7% in the 12 months to December 2019\. "
            r"On target \(less than 22%\)\. In the 12 months to March 2019 it was 21\.3%\. "
            r"Better than the average of our ten statistical neighbours \(.*2019/20\), but that could be chance\.$",
        ),
        ("two-year-olds-early-education", r"^No figure for January to March 2020: not available\.$"),
    ],
)
def test_a_comment_names_figure_period_target_year_before_and_comparator(plan, indicator, said):
    assert re.search(said, row(plan, indicator).commentary)


def test_nothing_is_called_better_or_worse_without_saying_whether_it_is_clear(plan):
    for one in plan.rows:
        for sentence in re.split(r"(?<=\.) ", one.commentary):
            if re.search(r"\b(better|worse)\b", sentence, re.IGNORECASE):
                assert re.search(r"clearly|chance", sentence, re.IGNORECASE), sentence


def test_quarters_worked_out_from_months_are_not_rated_and_say_so(derived):
    assert derived.head.title == "Performance by quarter, Q3 2019/20"
    assert {one.rag.state for one in derived.rows} == {Rag.NOT_RATED, Rag.NO_TARGET}
    assert {one.travel.state for one in derived.rows} == {Travel.NO_COMPARISON}
    assert any("worked out from the Social care scorecard as at December 2019" in one for one in derived.notices)
    assert derived.quarter_headings == ("Q1 2019/20", "Q2 2019/20", "Q3 2019/20")
    # No comment says it of each: the reason is the same for all.
    said = {one.rag.state: one.words for one in derived.counts}
    assert said[Rag.NOT_RATED] == words.NOT_RATED_DERIVED
    assert words.lead_words(derived.rows[:1]) == "1 measure; it is not rated for the quarter."
    assert words.lead_words(derived.rows[:2]) == "2 measures; none of them is rated for the quarter."


def test_a_rating_that_is_lacking_in_a_quarterly_report_is_explained_by_its_comment(plan):
    said = {one.rag.state: one.words for one in plan.counts}
    assert said[Rag.NOT_RATED] == "It cannot be rated; its comment says why."
    for one in plan.rows:
        if one.rag.state is Rag.NOT_RATED:
            assert "Not rated against the target (" in one.commentary


def test_a_quarter_is_added_up_by_counts_and_says_why_where_it_cannot_be(derived):
    timely = row(derived, "assessments-within-45-days", "in_month")
    assert (timely.quarters[-1].text, timely.why_not) == ("91.1%", timely.rag.title)
    assert "91.1% in October to December 2019 (3 months added up)." in timely.commentary
    unknown = row(derived, "contacts-decided-within-1-working-day")
    assert unknown.quarters[-1].value is None
    assert unknown.commentary.startswith(
        "October to December 2019 cannot be worked out: the sheet prints percentages without counts. "
    )


def test_no_sentence_of_a_comment_has_two_colons(derived, november):
    view = build_council_plan(november, report=MONTHLY, quarter=Q3)
    for one in (*derived.rows, *view.rows):
        for sentence in re.split(r"(?<=\.) ", one.commentary):
            assert sentence.count(":") <= 1, sentence


def test_a_worked_out_quarter_says_how_the_scorecard_page_rates_its_last_month(derived, ground):
    of_page = rows_of(build_scorecard(ground.session, report=MONTHLY, as_at="2019-12", ground=ground))
    red = [key for key, one in of_page.items() if one.rag.state is Rag.RED]
    assert [(one.indicator, one.basis) for one in derived.off_target] == red
    for one in derived.off_target:
        if rule_of(one.basis) is Rule.LAST_WITHIN:
            # The quarter's figure is that of its last month: it is said once, and rated as the page rates the month.
            figure, how = one.quarters[-1].text, one.commentary.partition("(")[2].partition(")")[0]
            assert one.commentary.startswith(f"{figure} at the end of the quarter ({how}): off target (")
            assert how.endswith("December 2019")
        else:
            assert "December 2019 by itself: " in one.commentary
            assert ", off target (" in one.commentary


def test_too_few_cases_are_shown_as_counts(derived):
    assert [one.text for one in row(derived, "adoptions-within-12-months").quarters] == [
        "6 of 7", "7 of 9", "not available",
    ]  # fmt: skip


def test_a_quarter_under_way_is_said_to_be(november):
    view = build_council_plan(november, report=MONTHLY, quarter=Q3)
    assert "The quarter is under way: the Social care scorecard reaches to October 2019." in view.notices
    assert row(view, "referrals").commentary.startswith(
        "October to December 2019 is incomplete: 1 of 3 months has a figure. The quarter before it was 809. "
        "October 2019 by itself: 372, "
    )
    stock = row(view, "cp-plans").commentary
    assert stock.startswith("October to December 2019 is incomplete: it ends with December 2019. The quarter before it")
    assert " October 2019: " in stock
    assert "by itself" not in stock


def test_without_a_quarterly_report_the_last_whole_quarter_of_the_monthly_one_is_taken(november):
    view = build_council_plan(november, report=None, quarter=None)
    assert view.head.title == "Performance by quarter, Q2 2019/20"


@pytest.mark.parametrize(
    ("report", "asked", "found"),
    [
        (None, None, (PLAN, Q4, True)),
        (PLAN, month(2020, 2), (PLAN, Q4, True)),
        (MONTHLY, None, (MONTHLY, Q4, False)),
        (MONTHLY, Q3, (MONTHLY, Q3, False)),
        (EARLY_HELP, None, (EARLY_HELP, quarter(2016, 4), False)),
    ],
)
def test_the_report_and_quarter_that_are_taken(ground, report, asked, found):
    source = find_source(ground, report, asked)
    assert (source.edition.report, source.quarter, source.is_quarterly) == found


@pytest.mark.parametrize(
    ("report", "asked", "message"),
    [
        ("no-such-report", None, "Choose one of .*council-plan.* Nothing has been made"),
        (PLAN, Q3, r"There is no report for Q3 2019/20\. .*: Q4 2019/20\. Nothing has been made\."),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(ground, report, asked, message):
    with pytest.raises(DashboardError, match=message):
        build_council_plan(ground, report=report, quarter=asked)


def test_only_the_plan_is_a_report_of_quarters(ground):
    assert [one for one in (PLAN, MONTHLY, EARLY_HELP) if is_of_quarters(ground, one)] == [PLAN]


@pytest.mark.parametrize(
    ("last", "first", "count"), [(Q4, quarter(2019, 1), 4), (quarter(2020, 1), quarter(2020, 1), 1)]
)
def test_the_quarters_of_a_year_up_to_one(last, first, count):
    found = quarters_up_to(last)
    assert (found[0], found[-1], len(found)) == (first, last, count)


def test_nothing_published_is_said(new_session):
    view = build_council_plan(Ground(new_session()), report=None, quarter=None)
    assert (view.empty, view.rows, view.counts) == (words.NOTHING, (), ())


def test_by_a_day_before_everything_nothing_had_been_published(ground):
    view = build_council_plan(Ground(ground.session, parse_as_of("2001-01-01")), report=None, quarter=None)
    assert view.empty == words.NOTHING_BY_THEN


def test_without_any_target_nothing_is_rated(demo):
    of_plan = [one for one in demo.catalogue.indicators if any(alias.report == PLAN for alias in one.aliases)]
    bare = tuple(one.model_copy(update={"targets": ()}) for one in of_plan)
    session = replace(demo, catalogue=demo.catalogue.model_copy(update={"indicators": bare}))
    view = build_council_plan(Ground(session), report=None, quarter=None)
    assert {one.rag.state for one in view.rows} == {Rag.NO_TARGET}
    assert (view.off_target, view.lead) == ((), "16 measures; none of them is rated for the quarter.")


def test_for_the_public_suppressed_figures_are_words_and_are_counted(demo):
    public = Ground(for_audience(demo, Audience.PUBLIC))
    view = build_council_plan(public, report=MONTHLY, quarter=Q4, audience=Audience.PUBLIC)
    hidden = [one for one in view.rows if one.is_suppressed]
    assert hidden
    for one in hidden:
        texts = {figure.text for figure in (one.previous, *one.quarters) if figure.missing is Missing.SUPPRESSED}
        assert texts == {"suppressed"}
    assert any(one.startswith("To protect children") for one in view.notices)
    assert ("Prepared for", "The public") in view.head.lines


def test_the_head_names_the_edition_and_the_day_it_was_issued(plan):
    said = dict(plan.head.lines)
    assert said["Edition"] == "15 (Council Plan performance report, March 2020, issue 1), issued 8 June 2020"
    assert "Prepared for" not in said
    assert plan.head.demonstration


def test_a_year_is_taken_for_its_last_quarter(ground):
    assert find_source(ground, PLAN, financial_year(2019)).quarter == Q4
