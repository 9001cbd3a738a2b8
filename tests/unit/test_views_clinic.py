"""What the rule proposes for a clinic, what it could not check, and sheets that say nothing but their figures."""

import re
from dataclasses import replace

import pytest

from dashboard.catalogue.presenting import ClinicRule
from dashboard.formatting import plural
from dashboard.periods import month
from dashboard.views.as_of import parse_as_of
from dashboard.views.clinic.build import build_clinic
from dashboard.views.clinic.candidates import Candidate, candidate_of, find_candidates
from dashboard.views.clinic.drafts import months_left_words
from dashboard.views.clinic.proposals import check_concern, check_off_target, check_others, check_rule, check_year_ahead
from dashboard.views.clinic.view import RulePart, Verdict
from dashboard.views.clinic.words import NO_RULE, rule_words
from dashboard.views.ground import Ground
from dashboard.vocabulary import AreaRole

MARCH, JANUARY = month(2020, 3), month(2020, 1)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
ONE_TO_TWELVE = {str(number) for number in range(13)}
NEIGHBOURS = (AreaRole.STATISTICAL_NEIGHBOURS,)
CONFERENCES, REFERRALS = "conferences-within-15-days", "re-referrals"


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def proposed(ground):
    return build_clinic(ground, measures=None, month="2020-03")


@pytest.fixture(scope="module")
def every_sheet(ground):
    found = build_clinic(ground, measures=None, month="2020-01").candidates
    return build_clinic(ground, measures=tuple(one.id for one in found), month="2020-01").sheets


def candidate(ground, indicator, at=MARCH) -> Candidate:
    found = candidate_of(ground.month(at), ground.session.catalogue.indicator(indicator))
    assert isinstance(found, Candidate)
    return found


@pytest.mark.parametrize(
    ("indicator", "at", "running", "verdict", "words"),
    [
        (CONFERENCES, MARCH, 1, Verdict.MET, r"^Off target in March 2020: 41\.2%, target 90% or more$"),
        (
            CONFERENCES,
            MARCH,
            2,
            Verdict.MET,
            r"^Off target in February and March 2020: \S+%, 41\.2%, target 90% or more$",
        ),
        (
            CONFERENCES,
            JANUARY,
            2,
            Verdict.MET,
            r"^Off target in December 2019 and January 2020: 54\.5%, 21\.4%, target",
        ),
        (CONFERENCES, MARCH, 12, Verdict.NOT_MET, "^$"),
        (REFERRALS, MARCH, 1, Verdict.NOT_MET, "^$"),
        ("contacts", MARCH, 2, Verdict.NOT_CHECKED, "^No target set$"),
        ("foster-households-approved", MARCH, 2, Verdict.NOT_CHECKED, "^The target is in words"),
        (
            "initial-health-assessments",
            JANUARY,
            2,
            Verdict.NOT_CHECKED,
            "^Off target in January 2020; whether it was before could not be checked: December 2019: no figure$",
        ),
    ],
)
def test_off_target_so_many_periods_running(ground, indicator, at, running, verdict, words):
    found = check_off_target(candidate(ground, indicator, at), running)
    assert (found.part, found.verdict) == (RulePart.OFF_TARGET, verdict)
    assert re.search(words, found.words)


def test_a_line_too_short_for_the_rule_is_not_checked(ground):
    one = candidate(ground, CONFERENCES)
    short = replace(one, series=replace(one.series, points=one.series.points[-1:]))
    found = check_off_target(short, 2)
    assert found.verdict is Verdict.NOT_CHECKED
    assert found.words.endswith("there is no earlier figure")


@pytest.mark.parametrize(
    ("indicator", "verdict", "words"),
    [
        (CONFERENCES, Verdict.MET, "Worse than usual: 41.2% in March 2020"),
        ("assessments-within-45-days", Verdict.NOT_MET, ""),
        ("cp-reviews-on-time", Verdict.NOT_MET, ""),
        (REFERRALS, Verdict.NOT_CHECKED, "not judged month by month"),
        ("contacts", Verdict.NOT_CHECKED, "Neither high nor low is good"),
        ("return-interviews-within-72-hours", Verdict.NOT_CHECKED, "Too early to tell"),
    ],
)
def test_worse_than_usual(ground, indicator, verdict, words):
    found = check_concern(candidate(ground, indicator).judgement)
    assert found.verdict is verdict
    assert words in found.words
    assert "Ask what has changed" not in found.words


@pytest.mark.parametrize(
    ("indicator", "roles", "verdict", "words"),
    [
        ("cp-plan-rate", NEIGHBOURS, Verdict.MET, "In 2019/20 ours (78.8 per 10,000) was clearly worse"),
        ("three-or-more-placements", NEIGHBOURS, Verdict.NOT_MET, ""),
        ("repeat-cp-plans-ever", NEIGHBOURS, Verdict.NOT_MET, ""),
        ("cp-plans-ceased-after-2-years", (AreaRole.ENGLAND,), Verdict.NOT_MET, ""),
        ("cp-plans-ceased-after-2-years", (AreaRole.ENGLAND, AreaRole.REGION), Verdict.MET, "Yorkshire and The Humber"),
        ("placed-over-20-miles", NEIGHBOURS, Verdict.NOT_CHECKED, "whether that is chance cannot be said"),
        ("visits-child-protection", NEIGHBOURS, Verdict.NOT_CHECKED, "Not compared with our statistical neighbours"),
        ("referral-rate", NEIGHBOURS, Verdict.NOT_CHECKED, "Neither high nor low is good"),
        (CONFERENCES, (AreaRole.NATIONAL_TOP_QUARTILE,), Verdict.NOT_CHECKED, "No comparable figure"),
    ],
)
def test_clearly_worse_than_others(ground, indicator, roles, verdict, words):
    found = check_others(candidate(ground, indicator).judgement, roles)
    assert found.verdict is verdict
    assert words in found.words


@pytest.mark.parametrize(
    ("indicator", "at", "verdict", "words"),
    [
        (CONFERENCES, JANUARY, Verdict.MET, "The year's target (90% or more) is out of reach"),
        (REFERRALS, JANUARY, Verdict.NOT_MET, ""),
        (REFERRALS, MARCH, Verdict.NOT_CHECKED, "The year 2019/20 has ended"),
        ("looked-after-children", JANUARY, Verdict.NOT_CHECKED, "Worked out only for percentages"),
        ("repeat-cp-plans-ever", JANUARY, Verdict.NOT_CHECKED, "counts of this year so far"),
    ],
)
def test_the_years_target_out_of_reach(ground, indicator, at, verdict, words):
    found = check_year_ahead(candidate(ground, indicator, at).judgement)
    assert found.verdict is verdict
    assert words in found.words


def test_a_year_with_more_cases_than_the_one_before_is_not_said_to_be_lost(ground):
    """By last year's number 59 assessments would be left of the year's last month, which brought 451."""
    (sheet,) = build_clinic(ground, measures=("assessments-within-45-days",), month="2020-02").sheets
    assert RulePart.OUT_OF_REACH not in {one.part for one in sheet.met}
    words = next(one.words for one in sheet.not_checked if one.part is RulePart.OUT_OF_REACH)
    assert "(4,861 so far, 4,920 in all of 2018/19)" in words
    assert dict(sheet.ahead)["Rest of the year"] == f"{words}."
    assert not any("can no longer be met" in one.words for one in sheet.doing)


def test_only_the_parts_that_are_switched_on_are_checked_and_said(ground):
    one = candidate(ground, CONFERENCES)
    off = ClinicRule(months_red=None, concern=False, worse_than=(), out_of_reach=False)
    assert check_rule(off, one) == ()
    assert rule_words(off) == ()
    only = off.model_copy(update={"months_red": 3})
    assert [found.part for found in check_rule(only, one)] == [RulePart.OFF_TARGET]
    assert rule_words(only) == ("Off target: its figure is off target 3 periods running.",)


def test_the_proposals_name_the_part_and_its_figures(proposed):
    first = proposed.proposals[0]
    assert first.id == CONFERENCES
    assert {found.part for found in first.met} >= {RulePart.OFF_TARGET, RulePart.CONCERN}
    assert all(NUMBER.search(found.words) for one in proposed.proposals for found in one.met)
    assert proposed.proposed_words.startswith(plural(len(proposed.proposals), "measure"))
    most_first = [len(one.met) for one in proposed.proposals]
    assert most_first == sorted(most_first, reverse=True)


def test_every_measure_of_the_catalogue_is_accounted_for(ground, proposed):
    counted = [int(words.split()[0]) for words in proposed.checked]
    assert sum(counted) == len(ground.session.catalogue.indicators)
    assert any("could not be" in words and "not the same" in words for words in proposed.checked)
    absent = [one for one in proposed.not_checked if one.what == "No figure for March 2020"]
    assert {"The last is for March 2017"} <= {one.reason for one in absent}
    assert sum(len(one.measures) for one in absent) == len(find_candidates(ground.month(MARCH))[1])


def test_a_candidate_stands_on_its_first_form_with_a_figure_at_the_month(ground):
    candidates, absent = find_candidates(ground.month(MARCH))
    assert all(one.series.basis in one.indicator.forms for one in candidates)
    assert all(one.period.end <= MARCH.end for one in candidates)
    assert {one.indicator.id for one in candidates}.isdisjoint(one.indicator.id for one in absent)
    weekly = [one for one in candidates if len({period.kind for period, _ in one.series.points}) > 1]
    assert weekly == []


def test_every_edition_that_the_figures_come_from_is_named(ground):
    """The Council Plan comes out after the scorecard, which most of the figures are from."""
    assert build_clinic(ground, measures=None, month="2020-03").edition == (
        "Editions 14 and 15 · March 2020 · the last issued 8 June 2020"
    )
    assert build_clinic(ground, measures=None, month="2020-02").edition == (
        "Edition 13 · February 2020, issue 1 · issued 12 March 2020"
    )


def test_the_sheets_stand_in_the_order_asked_and_what_has_none_is_named(ground):
    asked = (REFERRALS, CONFERENCES, REFERRALS, "no-such", "early-help-exit-survey")
    view = build_clinic(ground, measures=asked, month="2020-01")
    assert [sheet.id for sheet in view.sheets] == [REFERRALS, CONFERENCES] == list(view.chosen)
    assert view.proposals == ()
    (notice,) = view.notices
    assert "There is no measure called “no-such”." in notice
    assert "Without a figure for January 2020" in notice
    assert notice.endswith("The others asked for are shown.")


def test_where_nothing_asked_for_has_a_sheet_the_proposals_stand(ground):
    view = build_clinic(ground, measures=("no-such",), month="2020-01")
    assert view.sheets == ()
    assert view.proposals
    assert view.notices[0].endswith("What the rule proposes is shown.")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("2031-01", "There is no scorecard for January 2031; March 2020, the latest, is shown."),
        ("<b>", "There is no scorecard for “<b>”; March 2020, the latest, is shown."),
        ("2020-03", None),
        (None, None),
    ],
)
def test_a_month_that_is_none_gets_a_notice(ground, asked, says):
    view = build_clinic(ground, measures=(CONFERENCES,), month=asked)
    assert view.month.words == "March 2020"
    assert view.notices == ((says,) if says else ())


def test_a_sheet_holds_all_that_a_pack_needs_in_words(ground):
    (sheet,) = build_clinic(ground, measures=(CONFERENCES,), month="2020-01").sheets
    assert (sheet.figure.text, sheet.counts, sheet.period) == ("21.4%", "12 of 56, worked out", "January 2020")
    assert sheet.owner.startswith("Head of Service")
    assert sheet.trend.points[-1].value == pytest.approx(100 * 12 / 56, abs=0.05)
    assert {level.key for level in sheet.trend.comparators} == {"region", "statistical_neighbours", "england"}
    assert [row.period for row in sheet.recent[:2]] == ["January 2020", "December 2019"]
    assert sheet.recent[1].counts == "30 of 55"
    assert {row.period for row in sheet.beside} == {"2018/19"}
    assert all(row.ours == "82.7%" and row.position == "Better" for row in sheet.beside)
    assert ("Months left", "2 months: February and March") in sheet.ahead
    assert {found.part for found in sheet.met} == {RulePart.OFF_TARGET, RulePart.CONCERN, RulePart.OUT_OF_REACH}


def test_counts_that_no_report_prints_are_said_to_be_worked_out(every_sheet):
    said = {row.worked_out: sheet.counts_note for sheet in every_sheet for row in sheet.recent if row.counts}
    assert set(said) == {True, False}
    assert "worked out" in said[True]
    assert "worked out" not in said[False]


def test_dated_notes_stand_on_the_chart(ground):
    (sheet,) = build_clinic(ground, measures=(CONFERENCES,), month="2020-03").sheets
    assert [(mark.letter, mark.day) for mark in sheet.trend.events] == [("A", "23 March 2020")]


def test_good_and_bad_stand_each_in_their_column(ground):
    (sheet,) = build_clinic(ground, measures=(CONFERENCES,), month="2020-01").sheets
    worried = " ".join(one.words for one in sheet.worried)
    assert "21.4% (12 of 56) in January 2020. Off target (90% or more)." in worried
    assert "clearly worse, 21.4% (12 of 56) against 90.3% (65 of 72) in January 2019" in worried
    assert "is out of reach" in worried
    (well,) = sheet.well
    assert "clearly better than Yorkshire and The Humber (78.9%)" in well.words
    assert well.words.endswith("though such gaps are common.")


def test_what_is_to_be_done_asks_for_the_required_rate(ground):
    (sheet,) = build_clinic(ground, measures=("assessments-within-45-days",), month="2020-01").sheets
    assert sheet.doing[0].words == (
        "To meet the year's target (90% or more) by March 2020, the remaining 2 months need 95.9% or higher "
        "(so far 89.4%): who does what, by when?"
    )


def test_no_draft_holds_a_number_that_the_sheet_does_not(ground, every_sheet):
    """Nothing is invented: every number of a draft is a figure of the sheet, or a date of its periods."""
    for sheet in every_sheet:
        ahead = " ".join(words for _, words in sheet.ahead)
        rows = " ".join(f"{row.period} {row.figure.text} {row.counts}" for row in sheet.recent)
        beside = " ".join(f"{row.figure} {row.ours} {row.period}" for row in sheet.beside)
        known = NUMBER.findall(f"{sheet.heads} {sheet.target} {ahead} {rows} {beside} {sheet.period}")
        asked = ground.session.catalogue.indicator(sheet.id).questions_to_ask
        questions = {one.ask for one in asked}
        until = {"2020"}
        for one in (*sheet.well, *sheet.worried, *sheet.neither, *sheet.doing):
            if one.words not in questions:
                missing = set(NUMBER.findall(one.words)) - set(known) - until - ONE_TO_TWELVE
                assert not missing, (sheet.id, one.words)


def test_every_status_has_its_place(every_sheet):
    """Balance: a rating and a verdict stand on every sheet, whichever column they belong to."""
    for sheet in every_sheet:
        said = " ".join(one.words for one in (*sheet.well, *sheet.worried, *sheet.neither))
        assert sheet.figure.text in said or sheet.figure.missing is not None, sheet.id
        side = {"green": sheet.well, "amber": sheet.worried, "red": sheet.worried}.get(sheet.rag.state, ())
        assert not side or any(sheet.figure.text in one.words for one in side), sheet.id
        assert sheet.doing, sheet.id


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (month(2020, 3), "0 months"),
        (month(2020, 2), "1 month: March"),
        (month(2019, 12), "3 months: January, February and March"),
        (month(2019, 4), "11 months"),
    ],
)
def test_the_months_left_of_a_year(at, words):
    assert months_left_words(at) == words


def test_progress_is_told_now_and_then(ground):
    told: list[str] = []
    build_clinic(ground, measures=None, month="2020-03", progress=told.append)
    candidates = len(find_candidates(ground.month(MARCH))[0])
    assert told[0] == f"Judging 0 of {candidates} measures"
    assert len(told) == -(-candidates // 10)


def test_a_rule_that_is_switched_off_says_so(demo):
    off = ClinicRule(months_red=None, concern=False, worse_than=(), out_of_reach=False)
    catalogue = demo.catalogue.model_copy(update={"clinic": off})
    view = build_clinic(Ground(replace(demo, catalogue=catalogue)), measures=None, month=None)
    assert (view.proposals, view.proposed_words, view.rule) == ((), NO_RULE, ())
    assert view.candidates


def test_nothing_proposed_is_said_with_its_month(demo):
    never = ClinicRule(months_red=60, concern=False, worse_than=(), out_of_reach=False)
    catalogue = demo.catalogue.model_copy(update={"clinic": never})
    view = build_clinic(Ground(replace(demo, catalogue=catalogue)), measures=None, month=None)
    assert view.proposed_words == "The rule proposes nothing for March 2020."


def test_an_empty_store_has_nothing_to_prepare(new_session):
    session = new_session()
    assert build_clinic(Ground(session), measures=(CONFERENCES,), month="2020-03").empty == (
        "Nothing has been published yet."
    )


def test_another_moment_is_read_as_it_stood(demo):
    view = build_clinic(Ground(demo, parse_as_of("2019-06-30")), measures=None, month=None)
    assert view.month is not None
    assert view.month.id < "2019-07"
