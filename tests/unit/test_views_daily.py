"""The daily e-mail's view: the tracker's own words, what is new to one reader, and nothing where nothing happened."""

from dataclasses import replace

import pytest

from dashboard.store.records import AsOf
from dashboard.views.daily.build import TITLE, build_daily, build_daily_for
from dashboard.views.daily.sections import MOST_ITEMS, MOST_RATINGS, measures_of_theme, measures_section
from dashboard.views.daily.view import EVERY_EVENT, NEWS_ONLY, DailyEvent, Follows
from dashboard.views.ground import Ground
from dashboard.views.tracker.build import NO_TRACKER, build_tracker
from dashboard.views.tracker.groups import NEWS
from dashboard.vocabulary import Audience, Basis, Rag

VISION = Follows(trackers=(("vision", EVERY_EVENT),))
ONLY = {event: frozenset({event}) for event in DailyEvent}


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def march(ground):
    """The number of the edition of March 2020."""
    return next(one.number for one in reversed(ground.scorecards) if one.report == "social-care-scorecard")


@pytest.fixture(scope="module")
def page(ground):
    return build_tracker(ground, tracker=None, month=None, theme=None)


def follows(*measures, events=NEWS_ONLY):
    return Follows(measures=tuple((one, events) for one in measures))


def test_it_says_what_the_tracker_says(ground, page):
    (section,) = build_daily(ground).sections
    lines = {line.indicator: line for group in page.groups if group.standout in NEWS for line in group.lines}
    assert section.summary == f"{page.summary} {page.against_targets}"
    assert len(section.items) == min(len(lines), MOST_ITEMS) > 0
    for item in section.items:
        line = lines[item.indicator]
        mark = line.year_mark or line.signal
        assert (item.mark, item.rag, item.figure, item.counts) == (mark, line.rag, line.figure, line.counts)
        assert item.sentence in ("", line.sentence)
    assert set(section.ratings) <= set(page.changes.ratings)
    assert len(section.revisions) == len(page.changes.revisions)


def test_the_subject_says_the_finding(ground, page):
    assert build_daily(ground).subject == f"Vision tracker, March 2020: {page.summary.split(': ')[1].rstrip('.')}"


def test_lists_are_cut_and_what_is_left_out_is_counted(ground, page):
    (section,) = build_daily(ground).sections
    assert len(section.ratings) == MOST_RATINGS < len(page.changes.ratings)
    assert section.more_ratings == f"and {len(page.changes.ratings) - MOST_RATINGS} more on the tracker"


def test_a_reader_told_of_a_new_edition_is_told_what_the_page_says(ground, march):
    view = build_daily_for(ground, VISION, new=frozenset({march}), base_url="https://scorecard.example.gov.uk")
    alone = build_daily(ground, base_url="https://scorecard.example.gov.uk")
    assert view.sections == alone.sections
    assert view.sections[0].address == "https://scorecard.example.gov.uk/?tracker=vision&month=2020-03"
    assert (view.editions, view.data_date) == (alone.editions, alone.data_date)


def test_figures_are_revised_since_what_the_reader_was_last_told(ground, march):
    one = build_daily_for(ground, VISION, new=frozenset({march})).sections[0]
    two = build_daily_for(ground, VISION, new=frozenset({march - 1, march})).sections[0]
    assert set(one.revisions) != set(two.revisions)
    # What February said at first, a reader who had not been told of it never read.
    assert any("February 2020" in words for words in one.revisions)
    assert not any("February 2020" in words for words in two.revisions)


def test_an_edition_that_states_nothing_followed_is_no_news(ground):
    early_help = ground.scorecards[0]
    assert early_help.report == "early-help-scorecard"
    view = build_daily_for(ground, VISION, new=frozenset({early_help.number}))
    assert (view.has_news, view.subject, view.sections) == (False, TITLE, ())


@pytest.mark.parametrize("event", DailyEvent)
def test_each_event_is_told_only_to_who_follows_it(ground, march, page, event):
    measures = {line.indicator: line for group in page.groups for line in group.lines}
    view = build_daily_for(ground, follows(*measures, events=ONLY[event]), new=frozenset({march}))
    if not view.has_news:
        assert event is DailyEvent.TURNED_RED  # nothing turned red in March 2020
        return
    (section,) = view.sections
    lists = (bool(section.ratings), bool(section.revisions))
    expected = {
        DailyEvent.TURNED_GREEN: (True, False),
        DailyEvent.REVISED: (False, True),
    }
    assert lists == expected.get(event, (False, False))
    if event is DailyEvent.TURNED_GREEN:
        assert {item.rag.state for item in section.items} == {Rag.GREEN}
    if event is DailyEvent.SIGNAL:
        assert all(item.standout in NEWS for item in section.items)
    if event is DailyEvent.PUBLISHED:
        assert section.more_items


@pytest.mark.parametrize(("back", "figures"), [(2, "was 19.6%, now 20.9%"), (1, "was 20.9%, now 22.1%")])
def test_revisions_of_every_form_are_told_with_the_form_s_name(demo, march, back, figures):
    """January and February 2020 restate the single month of December 2019, which is not the form shown first."""
    number = march - back
    follow = follows("re-referrals", events=ONLY[DailyEvent.REVISED])
    (section,) = build_daily_for(Ground(demo, AsOf(edition=number)), follow, new=frozenset({number})).sections
    assert f"Re-referrals within 12 months (in the month), December 2019: {figures}" in section.revisions
    assert all(words.startswith("Re-referrals within 12 months (") for words in section.revisions)
    assert (section.items, section.ratings) == ((), ())


def test_a_new_figure_is_told_in_every_form_and_the_first_form_first(ground, march):
    follow = follows("re-referrals", events=ONLY[DailyEvent.PUBLISHED])
    (section,) = build_daily_for(ground, follow, new=frozenset({march})).sections
    assert [(item.name, item.basis) for item in section.items] == [
        ("Re-referrals within 12 months", Basis.ROLLING_12_MONTHS),
        ("Re-referrals within 12 months (in the month)", Basis.IN_MONTH),
    ]
    assert len({item.figure.text for item in section.items}) == 2


def test_what_one_form_has_said_no_other_says_again(ground, march, page):
    """A form shown already is left out; one that stands out as another does is no news either, a new figure is."""
    worst = page.groups[0].lines[0].indicator
    new = frozenset({march})
    (told,) = build_daily_for(ground, follows(worst, events=ONLY[DailyEvent.SIGNAL]), new=new).sections
    other = replace(told, items=tuple(replace(item, basis=Basis.CALENDAR_YEAR) for item in told.items))
    for event, said, is_told in (
        (DailyEvent.SIGNAL, told, False),
        (DailyEvent.SIGNAL, other, False),
        (DailyEvent.PUBLISHED, other, True),
        (DailyEvent.PUBLISHED, told, False),
    ):
        found = measures_section(ground, {worst: ONLY[event]}, new, "", [said])
        keys = {(item.indicator, item.basis) for item in found.items} if found else set()
        assert bool(keys & {(item.indicator, item.basis) for item in told.items}) is is_told


def test_the_tracker_s_own_events_narrow_it(ground, march):
    only_revised = Follows(trackers=(("vision", ONLY[DailyEvent.REVISED]),))
    (section,) = build_daily_for(ground, only_revised, new=frozenset({march})).sections
    assert (section.items, section.ratings, section.summary) == ((), (), "")
    assert section.finding == "1 figure revised"


def test_what_the_tracker_shows_is_not_said_twice(ground, march, page):
    measures = tuple((line.indicator, NEWS_ONLY) for group in page.groups for line in group.lines)
    view = build_daily_for(ground, replace(VISION, measures=measures), new=frozenset({march}))
    said = [(item.indicator, item.standout) for section in view.sections for item in section.items]
    words = [one for section in view.sections for one in (*section.ratings, *section.revisions)]
    assert len(said) == len(set(said))
    assert len(words) == len(set(words))


def test_of_many_measures_what_stands_out_comes_first(ground, march, page):
    measures = [line.indicator for group in reversed(page.groups) for line in group.lines]
    (section,) = build_daily_for(ground, follows(*measures, events=EVERY_EVENT), new=frozenset({march})).sections
    ranks = [NEWS.index(item.standout) if item.standout in NEWS else len(NEWS) for item in section.items]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0
    assert section.finding.startswith("1 worse")


def test_a_theme_is_its_measures_of_the_catalogue_or_of_a_tracker(demo):
    theme = demo.catalogue.trackers[0].themes[0]
    assert measures_of_theme(demo.catalogue, theme.id) == tuple(one.indicator for one in theme.measures)
    assert len(measures_of_theme(demo.catalogue, "child-protection")) > 3


def test_a_catalogue_without_trackers_says_so(demo):
    bare = replace(demo, catalogue=demo.catalogue.model_copy(update={"trackers": ()}))
    view = build_daily(Ground(bare))
    assert (view.empty, view.has_news, view.data_date) == (NO_TRACKER, False, None)


def test_an_empty_store_says_so(new_session):
    ground = Ground(new_session())
    assert build_daily(ground).empty == "Nothing has been published yet." or build_daily(ground).empty
    assert not build_daily_for(ground, VISION, new=frozenset()).has_news


def test_a_tracker_that_is_gone_is_no_news(ground, march):
    assert not build_daily_for(ground, Follows(trackers=(("gone", EVERY_EVENT),)), new=frozenset({march})).has_news


def test_the_moment_and_the_audience_are_named(demo):
    view = build_daily(Ground(demo, AsOf(edition=10)), audience=Audience.PUBLIC)
    assert (view.moment, view.audience, len(view.notes)) == ("just after edition 10", "The public", 1)


def test_how_to_stop_it_is_said_where_there_is_somebody_to_write_to(ground, march):
    view = build_daily_for(ground, VISION, new=frozenset({march}), contact="team@example.gov.uk")
    assert "write to team@example.gov.uk" in view.stop
    assert build_daily_for(ground, VISION, new=frozenset({march})).stop == ""


@pytest.mark.parametrize("asked", [{"month": "2017-03"}, {"tracker": "nothing-such"}, {"theme": "nothing-such"}])
def test_what_was_asked_for_in_vain_is_said(ground, asked):
    assert build_daily(ground, **asked).instead
    assert build_daily(ground, tracker="vision", month="2020-03").instead == ""
