"""The members' paper says what the page says: the same measures, figures, statuses and words."""

from dataclasses import replace
from datetime import date

import pytest
from fixtures import tracker_papers, tracker_views

from dashboard.reports.tracker_fit import LADDER, arrange
from dashboard.store.records import AsOf
from dashboard.views.ground import Ground
from dashboard.views.paper import NO_DATE
from dashboard.views.tracker import paper as paper_module
from dashboard.views.tracker.build import build_tracker
from dashboard.views.tracker.paper import build_tracker_paper
from dashboard.views.tracker.view import Standout
from dashboard.vocabulary import Audience, Rag


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


def make(ground, **asked):
    return build_tracker_paper(ground, **{"tracker": None, "month": None, "theme": None, **asked})


@pytest.mark.parametrize(("month", "theme"), [(None, None), ("2019-03", None), (None, "safe-and-well")])
def test_every_measure_of_the_page_is_on_the_paper_with_its_status(ground, month, theme):
    view, paper = build_tracker(ground, tracker=None, month=month, theme=theme), make(ground, month=month, theme=theme)
    page = [line for group in view.groups for line in group.lines]
    assert [(one.indicator, one.basis, one.name) for one in paper.measures] == [
        (one.indicator, one.basis, one.name) for one in page
    ]
    assert [(one.figure, one.rag, one.signal) for one in paper.measures] == [
        (one.figure.text, one.rag, one.year_mark or one.signal) for one in page
    ]
    assert (paper.verdict, paper.targets, paper.edition) == (view.summary, view.against_targets, view.edition.words)


def test_what_stands_out_comes_first_and_the_rest_after(ground):
    paper = make(ground)
    assert [group.title for group in paper.news] == ["Worse", "Better"]
    assert paper.verdict == "5 of 17 measures stand out: 1 worse, 4 better."
    assert all(line.sentence and line.questions for group in paper.news for line in group.lines)


def test_paper_names_its_month_edition_readers_and_notice(ground, demo):
    paper = make(ground)
    assert paper.title == "Vision tracker: March 2020"
    assert paper.edition.startswith("Edition 14 ")
    assert (paper.council, paper.audience, paper.moment) == (demo.our_name, "For members", "")
    assert paper.demonstration == demo.catalogue.council.demonstration
    assert make(ground, audience=Audience.PUBLIC).audience == "For the public"


def test_paper_of_a_moment_says_so_and_is_dated_by_it(demo):
    paper = make(Ground(demo, AsOf(issued=date(2019, 11, 30))))
    assert paper.moment == "As it stood by 30 November 2019"
    assert paper.data_date == date(2019, 11, 30)


def test_foot_of_every_side_is_one_line_and_the_public_is_sent_to_no_page(demo, ground):
    assert make(ground).foot == f"Rotherham · {make(ground).edition}"
    past = make(Ground(demo, AsOf(issued=date(2019, 7, 25))), audience=Audience.PUBLIC)
    assert past.foot == "Rotherham · Edition 5 · as it stood by 25 July 2019"
    assert past.elsewhere == ""
    assert arrange(past, LADDER[4]).left_out.startswith("Left out for want of room: ")


def test_off_target_has_a_question_and_others_have_none(ground):
    asked = {line.name for line in make(ground).measures if line.ask}
    assert (
        asked == {line.name for line in make(ground).measures if line.rag.state is Rag.RED and line.questions} != set()
    )


def test_paper_of_now_is_dated_by_the_newest_edition(ground):
    assert make(ground).data_date == max(one.issued_on for one in ground.editions)


def test_month_and_theme_that_are_not_there_are_said(ground):
    paper = make(ground, month="2031-01", theme="nothing-such")
    assert "no report for January 2031" in paper.instead
    assert "no theme “nothing-such”" in paper.instead


def test_why_the_newest_month_is_not_shown_is_a_notice_where_nothing_else_was_asked_for(monkeypatch, ground):
    early = replace(build_tracker(ground, tracker=None, month=None, theme=None), instead="Of April few are known.")
    monkeypatch.setattr(paper_module, "build_tracker", lambda *_, **asked: early)
    made = make(ground)
    assert (made.instead, made.notice) == ("", "Of April few are known.")
    assert make(ground, theme="nothing-such").instead == "Of April few are known."


def test_what_is_left_out_is_counted_of_the_papers_own_figures_up_to_its_month(monkeypatch, ground):
    asked = []
    monkeypatch.setattr(paper_module, "suppressed_words", lambda _, as_of, keys: asked.append(keys) or "Left out.")
    made = make(ground, month="2019-06", theme="safe-and-well")
    forms, months = {key[:2] for key in asked[0]}, {key[2] for key in asked[0]}
    assert made.suppressed == "Left out."
    assert forms == {(line.indicator, line.basis.value) for line in made.measures}
    assert max(month for month in months if "/" not in month) == "2019-06"


def test_nothing_is_said_to_be_left_out_where_all_may_be_seen(ground):
    assert make(ground).suppressed == ""


def test_nothing_published_and_no_tracker_are_said_and_make_a_paper(new_session):
    session = new_session()
    paper = make(Ground(session))
    assert paper.empty.startswith("No scorecard has been published yet")
    assert (paper.measures, paper.data_date) == ((), NO_DATE)
    without = replace(session, catalogue=session.catalogue.model_copy(update={"trackers": ()}))
    assert make(Ground(without)).empty.startswith("No tracker is set up yet")


def test_comparison_that_the_sentence_holds_is_not_said_twice(ground):
    for line in make(ground).measures:
        assert not any(words in line.sentence for words in line.further)


def test_why_a_measure_is_apart_is_said_of_it_and_not_of_the_usual():
    apart = replace(tracker_views.REST, standout=Standout.APART, reasons=("clearly worse than England (2018/19)",))
    group = replace(tracker_views.VIEW.groups[3], lines=(apart, tracker_views.REST), standout=None)
    made = tracker_papers.paper(replace(tracker_views.VIEW, groups=(group,)))
    assert [line.why for line in made.measures] == ["Clearly worse than England (2018/19).", ""]


def test_revisions_are_told_with_what_the_figure_was():
    changes = tracker_papers.paper().changes
    assert changes.revisions == ("Re-referrals within 12 months, February 2020: 20.9%, was 20.4%",)
