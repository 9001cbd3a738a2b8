"""The year-end report: judgements and nothing else, what could be chance called so, what cannot be said counted."""

import math
import re
from dataclasses import replace

import pytest

from dashboard.errors import DashboardError
from dashboard.judge.comparison import Position
from dashboard.judge.shift import Shift
from dashboard.judge.verdict import Clear
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import financial_year, month
from dashboard.views.as_of import parse_as_of
from dashboard.views.build_scorecard import build_scorecard
from dashboard.views.ground import Ground
from dashboard.views.year_end import words
from dashboard.views.year_end.build import ASKED_OF_ONE, SHOWN, build_year_end
from dashboard.views.year_end.sides import Side, side_of
from dashboard.views.year_end.year import OfYear, find_year, of_year, years_known
from dashboard.vocabulary import Audience, Basis, Rag

YEAR = financial_year(2019)
MARCH = month(2020, 3)
CONFERENCES = "conferences-within-15-days"


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def year_end(ground):
    return build_year_end(ground, year=None)


@pytest.fixture(scope="module")
def in_year(demo):
    return build_year_end(Ground(demo, parse_as_of("2019-11-30")), year=YEAR)


def row(view, name):
    return next(one for one in view.rows if one.indicator == name)


def titled(view, title):
    return next(table for table in view.tables if table.title == title)


def test_every_status_is_that_of_the_scorecard_page_of_march(year_end, ground):
    """The page rates the row's own figure; the year's beside it where a target is set for the year."""
    page = build_scorecard(ground.session, report="social-care-scorecard", as_at="2020-03", ground=ground)
    found = {(one.indicator, one.basis): one.rag for one in year_end.rows}
    compared = 0
    for shown in (one for section in page.sections for one in section.rows):
        if shown.key in found and shown.basis is not Basis.FINANCIAL_YEAR:
            assert found[shown.key] == replace(shown.rag, title=found[shown.key].title), shown.name
            compared += 1
    assert compared > 30


def test_every_row_is_its_judgement(year_end, ground):
    reading = ground.month(MARCH).reading
    for one in year_end.rows:
        indicator = ground.session.catalogue.indicator(one.indicator)
        judged = reading.judged(indicator, one.basis, YEAR if one.basis is Basis.FINANCIAL_YEAR else MARCH)
        assert one.rag.state is judged.rag.state
        assert one.now.value == pytest.approx(judged.said.value, abs=0.5 * 10**-indicator.decimal_places + 1e-9)
        apart = judged.year_on_year
        if one.change.text:
            assert one.change.value == pytest.approx(apart.change)
            assert one.chance in ("", words.CHANCE_WORDS[apart.clear])


def test_a_change_is_in_points_with_the_counts_of_both_years(year_end):
    late = row(year_end, CONFERENCES)
    assert (late.before.text, late.now.text) == ("82.7%\n(670 of 810)", "56.3%\n(428 of 760)")
    assert (late.change.text, late.way, late.chance) == ("−26.4 points", "Worse", words.CHANCE_WORDS[Clear.YES])
    assert late.words.startswith(
        "56.3% (428 of 760) in 2019/20, down from 82.7% (670 of 810) in 2018/19, clearly worse."
    )
    assert late in year_end.worried


def test_the_target_of_a_month_is_named_but_rates_no_year(year_end):
    late = row(year_end, CONFERENCES)
    assert (late.rag.state, late.target) == (Rag.NO_TARGET, "Only in the month: 90% or more")


def test_what_is_clear_comes_first_in_each_list(year_end):
    for title in (words.BETTER, words.WORSE):
        said = [one.chance for one in titled(year_end, title).rows]
        order = [words.CHANCE_WORDS[clear] for clear in (Clear.YES, Clear.CANNOT_SAY, Clear.NO)]
        assert said == sorted(said, key=order.index)
        assert order[0] in said


def test_every_measure_with_a_figure_stands_in_one_list(year_end, ground):
    listed = [one.indicator for table in year_end.tables for one in table.rows]
    unsaid = [name for group in year_end.not_said for name in group.measures]
    assert sorted(listed) == sorted(one.indicator for one in year_end.rows)
    assert len(listed) + len(unsaid) == len(ground.session.catalogue.indicators)
    assert f"{len(listed)} of {len(listed) + len(unsaid)} measures have a figure for the year." in year_end.lead


def test_no_measure_without_a_good_end_is_called_better_or_worse(year_end):
    for one in titled(year_end, words.OTHER).rows:
        assert one.way in ("Higher", "Lower")
        assert not re.search(r"better|worse", one.words, re.IGNORECASE)


def test_a_change_is_only_called_better_or_worse_where_it_is_clear(year_end):
    for one in year_end.rows:
        if "clearly better" in one.words.partition(".")[0] or "clearly worse" in one.words.partition(". ")[0]:
            assert one.chance == words.CHANCE_WORDS[Clear.YES] or "ours" in one.words
        if one.chance == words.CHANCE_WORDS[Clear.NO]:
            assert "which could be chance" in one.words
        if one.chance == words.CHANCE_WORDS[Clear.CANNOT_SAY]:
            assert not re.search("better|worse", one.words.partition(". ")[0])


def test_a_change_of_definition_is_no_change_of_performance(year_end):
    plans = row(year_end, "looked-after-up-to-date-plan")
    assert "its definition changed in December 2019" in plans.words
    assert (plans.change.text, plans.way, plans.chance) == ("", "", "")
    assert plans in titled(year_end, words.NO_BEFORE).rows


def test_what_misses_its_target_worries_and_what_meets_it_is_well(year_end):
    red = {one.indicator for one in year_end.rows if one.rag.state is Rag.RED}
    assert red <= {one.indicator for one in year_end.worried}
    assert len(year_end.well) == len(year_end.worried) == SHOWN
    assert not {one.indicator for one in year_end.well} & {one.indicator for one in year_end.worried}
    assert year_end.more_worried.startswith("Also within tolerance: ")


def test_what_next_asks_about_what_worries(year_end):
    assert [one.name for one in year_end.doing] == [one.name for one in year_end.worried]
    assert all(
        0 < len(one.lines) <= ASKED_OF_ONE and all(line.endswith("?") for line in one.lines) for one in year_end.doing
    )


def test_a_year_under_way_is_provisional_and_held_beside_the_same_part_of_the_year_before(in_year):
    assert in_year.head.title == "Performance so far in 2019/20"
    assert any("is not over: the figures reach to October 2019 and are provisional" in one for one in in_year.notices)
    assert (in_year.before_heading, in_year.now_heading) == ("2018/19 to October 2018", "2019/20 to October 2019")
    assert Basis.FINANCIAL_YEAR not in {one.basis for one in in_year.rows}
    assert re.search(
        r"in the 12 months to October 2019, \w+ from [\d.]+% a year before", row(in_year, "re-referrals").words
    )


def test_what_the_lists_have_no_room_for_is_named_by_why_it_is_there(year_end):
    shown = {one.indicator for one in (*year_end.well, *year_end.worried)}
    more = f"{year_end.more_well} {year_end.more_worried}"
    for one in (one for one in year_end.rows if one.rag.state.is_rated and one.indicator not in shown):
        group = next(said for said in more.split("Also ") if one.name in said)
        assert group.startswith(f"{RAG_WORDS[one.rag.state].lower()}: ")


def test_measures_without_a_figure_are_counted_by_theme(year_end):
    for group in year_end.not_said:
        assert sum(group.themes.values()) == len(group.measures)
    assert words.not_said_counts({"Early Help": 1, "Young people": 3}) == (
        "4 measures: Young people (3) and Early Help (1)."
    )


def test_a_year_that_is_over_asks_the_questions_of_the_measure_and_one_under_way_what_is_to_be_met(year_end, in_year):
    assert not any("who does what" in line for step in year_end.doing for line in step.lines)
    assert any("who does what" in line for step in in_year.doing for line in step.lines)


def test_the_newest_year_that_our_reports_reach_the_end_of_is_taken(ground):
    assert find_year(ground, None).year == YEAR
    earlier = Ground(ground.session, parse_as_of("2019-11-30"))
    assert find_year(earlier, None).year == financial_year(2018)


@pytest.mark.parametrize(
    ("asked", "whole", "until"),
    [(YEAR, True, MARCH), (financial_year(2016), True, month(2017, 3)), (financial_year(2023), True, month(2024, 3))],
)
def test_up_to_when_a_year_is_known(ground, asked, whole, until):
    found = find_year(ground, asked)
    assert (found.is_whole, found.until) == (whole, until)


def test_a_year_of_published_figures_alone_can_be_told(ground):
    view = build_year_end(ground, year=financial_year(2023))
    assert view.rows
    assert {one.basis for one in view.rows} <= {Basis.FINANCIAL_YEAR}


def test_a_year_that_no_report_is_as_at_the_end_of_is_read_from_the_next_one(ground):
    """No report of 2017/18 was published; the scorecard of March 2019 prints the year's figures."""
    view = build_year_end(ground, year=financial_year(2017))
    assert "Read as the report for March 2019 stated it: none was published as at March 2018." in view.notices
    assert row(view, CONFERENCES).basis is Basis.FINANCIAL_YEAR


def test_only_a_financial_year_has_a_year_end(ground):
    with pytest.raises(DashboardError, match=r"such as 2019/20; March 2020 is none\. Nothing has been made\."):
        build_year_end(ground, year=MARCH)


def test_a_year_without_figures_is_said(ground):
    empty = build_year_end(ground, year=financial_year(1999)).empty
    assert re.fullmatch(r"No measure has a figure for 1999/00\. The years there are: 20.* to 20.*\.", empty)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((), ""),
        ((2018,), " The years there are: 2018/19."),
        ((2012, 2013, 2014, 2018), " The years there are: 2012/13 to 2014/15 and 2018/19."),
        # A report of the year holds no figure of it: for the public all may be left out.
        ((2018, 2019), " The years there are: 2018/19."),
        ((2019,), ""),
    ],
)
def test_the_years_there_are_are_named(years, said):
    known = [financial_year(one) for one in years]
    assert words.no_figures(YEAR, known) == f"No measure has a figure for 2019/20.{said}"


def test_every_year_named_can_be_told(ground):
    named = years_known(ground)
    assert {financial_year(2018), YEAR} <= set(named)
    for one in (named[0], named[-1]):
        assert not build_year_end(ground, year=one).empty


BESIDE = "dashboard.views.year_end.sides._beside"


@pytest.mark.parametrize(
    ("rag", "way", "beside", "side"),
    [
        (Rag.GREEN, None, Position.WORSE, Side.WORRIED),
        (Rag.GREEN, None, Position.BETTER, Side.WELL),
        (Rag.GREEN, Shift.WORSE, None, Side.WORRIED),
        (Rag.AMBER, Shift.BETTER, None, Side.WORRIED),
        (Rag.NO_TARGET, Shift.BETTER, Position.WORSE, Side.WORRIED),
        (Rag.NO_TARGET, None, Position.BETTER, Side.WELL),
        (Rag.NO_TARGET, None, None, Side.NEITHER),
    ],
)
def test_a_measure_that_is_good_and_worrying_worries(ground, monkeypatch, rag, way, beside, side):
    monkeypatch.setattr(BESIDE, lambda judged, position: position is beside)
    monkeypatch.setattr("dashboard.views.year_end.sides.clear_way", lambda judged: way)
    indicator = ground.session.catalogue.indicator("re-referrals")
    judged = ground.month(MARCH).reading.judged(indicator, Basis.ROLLING_12_MONTHS, MARCH)
    assert side_of(replace(judged, rag=replace(judged.rag, state=rag))) is side


def test_a_gap_worries_unless_its_words_call_it_common(year_end):
    """What the paper says of its columns is so of every line in them."""
    for one in year_end.well:
        assert "learly worse" not in one.words or "such gaps are common" in one.words
    assert any("such gaps are common" in one.words for one in year_end.well)
    assert any("counts neither way" in one for one in year_end.about)


@pytest.mark.parametrize(("scatter", "side"), [(Clear.YES, Side.WORRIED), (Clear.NO, Side.WELL), (None, Side.WORRIED)])
def test_what_meets_its_target_but_is_clearly_worse_than_others_worries(ground, scatter, side):
    indicator = ground.session.catalogue.indicator("cp-plan-rate")
    judged = ground.month(MARCH).reading.judged(indicator, Basis.MONTH_END, MARCH)
    assert judged.rag.state is Rag.GREEN
    others = tuple(replace(one, allowing_for_scatter=scatter) for one in judged.comparisons)
    assert side_of(replace(judged, comparisons=others)) is side


def test_nothing_published_is_said(new_session):
    assert build_year_end(Ground(new_session()), year=None).empty == words.NOTHING


def test_by_a_day_before_everything_nothing_had_been_published(demo):
    assert build_year_end(Ground(demo, parse_as_of("2001-01-01")), year=None).empty == words.NOTHING_BY_THEN


def test_without_targets_the_changes_alone_place_a_measure(demo):
    bare = tuple(
        one.model_copy(update={"targets": ()})
        for one in demo.catalogue.indicators
        if one.id in (CONFERENCES, "contacts")
    )
    session = replace(
        demo, catalogue=demo.catalogue.model_copy(update={"indicators": bare, "events": (), "trackers": ()})
    )
    view = build_year_end(Ground(session), year=YEAR)
    assert [one.indicator for one in view.worried] == [CONFERENCES]
    assert (view.well, view.more_well, view.not_said) == ((), "", ())
    assert not any(line.startswith("Against their targets") for line in view.lead)


def test_what_is_said_of_chance_stands_by_itself_and_nothing_is_counted_where_nothing_is_held_beside(demo):
    early = build_year_end(Ground(demo, parse_as_of("1")), year=None)
    assert titled(early, words.BETTER).lead == "1 measure. Whether by more than chance cannot be said."
    alone = next(one.indicator for one in titled(early, words.NO_BEFORE).rows)
    few = tuple(one for one in demo.catalogue.indicators if one.id == alone)
    catalogue = demo.catalogue.model_copy(update={"indicators": few, "events": (), "trackers": ()})
    view = build_year_end(Ground(replace(demo, catalogue=catalogue), parse_as_of("1")), year=None)
    assert view.lead[0] == "1 of 1 measure has a figure for the year."
    assert view.lead[-1] == words.NONE_BESIDE


def test_a_list_of_several_kinds_counts_each(year_end):
    found = titled(year_end, words.BETTER)
    counts = [sum(row.chance == said for row in found.rows) for said in words.CHANCE_WORDS.values()]
    clear, chance, unsaid = counts
    assert found.lead == (
        f"{len(found.rows)} measures: {clear} by more than chance, "
        f"{unsaid} where it cannot be said whether that is chance, {chance} where it could be chance."
    )


class Hiding:
    """A mask that suppresses one measure."""

    def __init__(self, name):
        self.name = name

    def __call__(self, figures, as_of):
        hidden = figures["indicator"] == self.name
        changed = {"value": math.nan, "numerator": math.nan, "denominator": math.nan, "missing": "suppressed"}
        return figures.assign(**{name: figures[name].mask(hidden, other) for name, other in changed.items()})


def test_a_suppressed_year_is_not_said_and_why(demo):
    few = tuple(one for one in demo.catalogue.indicators if one.id in (CONFERENCES, "contacts"))
    catalogue = demo.catalogue.model_copy(update={"indicators": few, "events": (), "trackers": ()})
    masked = replace(demo, catalogue=catalogue, store=demo.store.masked(Hiding("contacts")))
    view = build_year_end(Ground(masked), year=YEAR, audience=Audience.PUBLIC)
    assert [(one.reason, len(one.measures)) for one in view.not_said] == [(words.SUPPRESSED, 1)]
    assert [one.indicator for one in view.rows] == [CONFERENCES]
    assert ("Prepared for", "The public") in view.head.lines


def test_of_few_cases_only_the_counts_are_written(ground):
    """Ten is the fewest; the year's adoptions are 29, those of a month fewer."""
    found = of_year(
        ground.month(MARCH), ground.session.catalogue.indicator("adoptions-within-12-months"), find_year(ground, YEAR)
    )
    assert isinstance(found, OfYear)
    few = replace(found.judged.said, numerator=3.0, denominator=9.0)
    judged = replace(found.judged, said=few)
    assert "69" not in words.year_words(judged).partition(",")[0]
    assert words.year_words(judged).startswith("3 of 9 ")


def test_the_head_names_the_editions(year_end):
    said = dict(year_end.head.lines)
    assert said["As at"] == "March 2020, the end of 2019/20"
    assert said["Editions"].startswith("14 (Social care scorecard, March 2020, issue 1), issued 16 April 2020; 15 (")


def test_the_reader_is_told_how_far_it_has_come(ground):
    told = []
    build_year_end(ground, year=YEAR, progress=told.append)
    assert told[0] == "Judging 0 of 96 measures"
    assert len(told) == 10
