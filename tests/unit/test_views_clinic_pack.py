"""The clinic as a paper: what is in it and in which order, what is refused, and what each audience may see."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.catalogue.presenting import ClinicRule
from dashboard.errors import DashboardError
from dashboard.views.as_of import parse_as_of
from dashboard.views.clinic.build import build_clinic
from dashboard.views.clinic.pack import CHOSEN, build_clinic_pack, notes_of
from dashboard.views.clinic.words import NO_RULE
from dashboard.views.ground import Ground
from dashboard.vocabulary import Audience

CONFERENCES, REFERRALS, RATE = "conferences-within-15-days", "re-referrals", "looked-after-rate"
SWITCHED_OFF = ClinicRule(months_red=None, concern=False, worse_than=(), out_of_reach=False)


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def proposed(ground):
    return build_clinic_pack(ground, measures=None, month="2020-03")


def test_without_measures_it_holds_what_the_rule_proposes(ground, proposed):
    page = build_clinic(ground, measures=None, month="2020-03")
    assert [one.sheet.id for one in proposed.sheets] == [one.id for one in page.proposals]
    assert proposed.lead[0] == page.proposed_words
    assert proposed.sheets[0].why == "Off target; worse than usual; worse than others"
    assert proposed.sheets[0].reasons[0].startswith("Off target in February and March 2020: 41.1%, 41.2%")
    assert all(one.why != CHOSEN and one.reasons for one in proposed.sheets)


def test_measures_asked_for_stand_in_their_order_as_on_the_page(ground):
    asked = (RATE, REFERRALS, CONFERENCES, REFERRALS)
    pack = build_clinic_pack(ground, measures=asked, month="2020-03")
    page = build_clinic(ground, measures=asked, month="2020-03")
    assert tuple(one.sheet for one in pack.sheets) == page.sheets
    assert [one.sheet.id for one in pack.sheets] == [RATE, REFERRALS, CONFERENCES]
    assert [one.opening for one in pack.sheets] == ["Measure 1 of 3", "Measure 2 of 3", "Measure 3 of 3"]
    assert pack.sheets[1].why == CHOSEN


def test_the_head_says_whose_when_from_which_editions_and_for_whom(ground, proposed):
    head = dict(proposed.header)
    assert proposed.council == "Rotherham"
    assert proposed.title == "Clinic pack, March 2020"
    assert "the last issued 8 June 2020" in head["Figures from"]
    assert head["As at"].startswith("What stands now")
    assert head["Prepared for"] == "Members"
    assert "Made on" not in head
    assert proposed.demonstration.startswith("Demonstration")
    assert any("Open Government Licence" in words for words in proposed.sources)
    dated = build_clinic_pack(ground, measures=(REFERRALS,), month="2020-03", made_on=date(2020, 7, 1))
    assert dict(dated.header)["Made on"] == "1 July 2020"


def test_the_files_are_dated_by_the_moment_else_by_the_newest_edition(demo, ground, proposed):
    assert proposed.data_date == max(one.issued_on for one in ground.editions)
    then = Ground(demo, parse_as_of("2020-04-30"))
    assert build_clinic_pack(then, measures=(REFERRALS,), month=None).data_date == date(2020, 4, 30)


@pytest.mark.parametrize(
    ("measures", "month", "words"),
    [
        (("re-referal",), "2020-03", "No measure has the id “re-referal”. Did you mean re-referrals or referrals?"),
        ((REFERRALS, "<b>nothing</b>"), "2020-03", "`scorecard catalogue list` gives them all. Nothing has been made."),
        ((REFERRALS,), "2031-01", "There is no scorecard for January 2031. Choose another month, such as "),
        (None, "soon", "There is no scorecard for “soon”."),
        (("early-help-open-cases",), "2018-01", "There is no scorecard for January 2018."),
    ],
)
def test_what_cannot_be_had_is_refused_with_a_remedy(ground, measures, month, words):
    with pytest.raises(DashboardError) as refused:
        build_clinic_pack(ground, measures=measures, month=month)
    assert words in str(refused.value)


def test_a_measure_without_a_figure_is_named_and_none_at_all_is_refused(ground):
    page = build_clinic(ground, measures=None, month="2019-04")
    with_figure = page.candidates[0].id
    known = {one.id for one in page.candidates}
    without = next(str(one.id) for one in ground.session.catalogue.indicators if one.id not in known)
    pack = build_clinic_pack(ground, measures=(without, with_figure), month="2019-04")
    assert [one.sheet.id for one in pack.sheets] == [with_figure]
    assert "Without a figure for April 2019" in pack.notices[0]
    with pytest.raises(DashboardError, match="Choose other measures or another month") as refused:
        build_clinic_pack(ground, measures=(without,), month="2019-04")
    assert "proposes" not in str(refused.value)


def test_nothing_published_is_a_pack_that_says_so(new_session):
    pack = build_clinic_pack(Ground(new_session()), measures=None, month=None)
    assert not pack.sheets
    assert pack.nothing.startswith("Nothing has been published yet.")
    assert pack.empty == pack.nothing
    assert pack.title == "Clinic pack"
    assert pack.data_date == date(1980, 1, 1)


def test_a_rule_that_proposes_nothing_is_said(demo):
    catalogue = demo.catalogue.model_copy(update={"clinic": SWITCHED_OFF})
    pack = build_clinic_pack(Ground(replace(demo, catalogue=catalogue)), measures=None, month="2020-03")
    assert not pack.sheets
    assert NO_RULE in pack.nothing
    assert pack.empty == ""


def test_who_answers_for_a_measure_and_for_whom_it_is_made_are_said(ground):
    pack = build_clinic_pack(ground, measures=(CONFERENCES,), month="2020-03", audience=Audience.INTERNAL)
    assert pack.sheets[0].meta.endswith("Answers for it: Head of Service, Safeguarding and Quality Assurance")
    assert dict(pack.header)["Prepared for"] == "Officers; not for publication"


def test_comparisons_say_ours_once_where_it_is_one_figure(ground):
    pack = build_clinic_pack(ground, measures=(RATE, CONFERENCES, "contacts"), month="2020-03")
    rate, conferences, contacts = pack.sheets
    assert rate.beside_columns == ("Who", "Theirs per 10,000", "Ours is")
    assert rate.beside[0][:2] == ("Yorkshire and The Humber", "78")
    assert conferences.beside_columns == ("Who", "Theirs", "Ours is")
    assert conferences.beside_note == "2019/20, as ours beside it: 56.3%."
    assert contacts.beside == ()
    assert contacts.beside_note.startswith("There is nobody to compare with")


def test_the_notes_hold_the_full_words(proposed):
    one = proposed.sheets[0]
    said = " ".join(notes_of(one))
    for words in (one.sheet.heads, one.sheet.meaning, *one.reasons, one.sheet.trend.alt, "March 2020 41.2% (28 of 68)"):
        assert words in said


def test_progress_is_told(ground):
    told = []
    build_clinic_pack(ground, measures=(CONFERENCES,), month="2020-03", progress=told.append)
    assert told == ["Judging 0 of 1 measure"]
