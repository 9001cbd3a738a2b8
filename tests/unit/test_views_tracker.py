"""The tracker's view: what stands out first, what the month changed, and a line for each measure, figure or none."""

from dataclasses import replace
from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest
from comparator_builders import OURS, a_published, publish, with_indicator
from fixtures.judgements import STEADY, WORSE, judged

from dashboard.catalogue.presenting import Tracker, TrackerMeasure, TrackerTheme
from dashboard.catalogue.schema import Target
from dashboard.editions.history import History, Statement
from dashboard.judge.beside import compare_all
from dashboard.judge.case import OtherFigure
from dashboard.judge.judgement import judge
from dashboard.judge.series import Point
from dashboard.judge.signal import SignalState
from dashboard.observations import ENGLAND, Observation
from dashboard.periods import financial_year, month
from dashboard.store.records import AsOf
from dashboard.views.clinic.build import build_clinic
from dashboard.views.figures import Shown
from dashboard.views.ground import Ground
from dashboard.views.tracker.asked import settle
from dashboard.views.tracker.build import build_tracker
from dashboard.views.tracker.changes import build_changes, revisions_of
from dashboard.views.tracker.followed import Followed, follow, months_of
from dashboard.views.tracker.groups import build_groups, nothing_words, summary_words
from dashboard.views.tracker.lines import build_line
from dashboard.views.tracker.standouts import Placed, find_standing_out, place
from dashboard.views.tracker.view import Revision, Standout
from dashboard.views.tracker.words import about_words, comparison_words, named
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId, Kind, Missing, Polarity, Rag, Unit

MARCH = month(2020, 3)
# Demonstration measures: never reported; "not available" in March 2020; one case; last reported in March 2017; and
# one that stands under no report of children's social care at all.
NEVER, NOT_AVAILABLE, FEW, LONG_AGO = (
    "three-or-more-social-workers",
    "supervision-on-time",
    "adoptions-within-12-months",
    "parenting-programmes",
)


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def page(ground):
    """Build each page once."""
    return cache(lambda month=None, theme=None: build_tracker(ground, tracker=None, month=month, theme=theme))


def lines_of(view):
    return {line.indicator: line for group in view.groups for line in group.lines}


def with_trackers(session, *trackers):
    """Give a session whose catalogue has these trackers."""
    return replace(session, catalogue=session.catalogue.model_copy(update={"trackers": trackers}))


def a_theme(*measures, **changes):
    made = tuple(TrackerMeasure(indicator=name) for name in measures)
    return TrackerTheme(**{"id": "theme", "name": "A theme", "measures": made, **changes})


def a_tracker(*themes, name="followed"):
    return Tracker(id=name, name="What we follow", themes=themes)


def build(session, as_of=None, **asked):
    ground = Ground(session, as_of) if as_of else Ground(session)
    return build_tracker(ground, **{"tracker": None, "month": None, "theme": None, **asked})


# --- A share as people say it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (20.0, "1 in 5"),
        (20.7, "about 1 in 5"),
        (50.0, "half"),
        (49.0, "about half"),
        (41.2, "about 2 in 5"),
        (66.7, "2 in 3"),
        (89.8, "about 9 in 10"),
        (5.3, "about 1 in 20"),
        (1.0, "1 in 100"),
        (0.0, ""),
        (100.0, ""),
        (99.6, ""),
        (93.1, ""),
        (4.4, "about 1 in 25"),
        (35.9, ""),
        (0.4, ""),
        (56.3, ""),
        (104.0, ""),
        (-3.0, ""),
    ],
)
def test_a_share_is_said_as_a_fraction_only_where_one_is_near(share, words):
    assert about_words(share) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C and D"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 others"),
    ],
)
def test_many_names_are_counted(names, words):
    assert named(names) == words


# --- What stands out, and why -------------------------------------------------------------------------


def followed(demo, judgement, *, as_at=None, place_of=0):
    indicator = demo.catalogue.indicators[place_of]
    return Followed(
        theme=a_theme(indicator.id),
        indicator=indicator,
        basis=judgement.case.basis if judgement else indicator.forms[0],
        as_at=as_at or (judgement.case.latest.period if judgement else MARCH),
        judged=judgement,
        shown=None,
        past=(),
    )


def beside(judgement, value, *, key="statistical_neighbours", who="our neighbours", counts=(40, 80)):
    """Set a judgement beside a comparator's figure of the same month; ours has counts."""
    latest = judgement.case.latest
    ours = Point(period=latest.period, value=100 * counts[0] / counts[1], numerator=counts[0], denominator=counts[1])
    other = OtherFigure(
        key=key,
        who=who,
        period=latest.period,
        basis=judgement.case.basis,
        value=value,
        decimals=1,
        ours=ours,
        half_digit=0.05,
    )
    return replace(judgement, comparisons=compare_all(judgement.case.measured, [other]))


def placed(one, *others, revisions=()):
    return place(one, find_standing_out([one, *others]), revisions)


A_REVISION = Revision(
    indicator=IndicatorId("a"), basis=Basis.IN_MONTH, name="A", period="February 2020", old="20.4%", new="20.9%"
)


@pytest.mark.parametrize(
    ("polarity", "standout", "reason"),
    [
        (Polarity.HIGHER_IS_BETTER, Standout.WORSE, "worse than usual"),
        (Polarity.LOWER_IS_BETTER, Standout.BETTER, "better than usual"),
        (Polarity.NO_POLARITY, Standout.CHANGED, "lower than usual"),
    ],
)
def test_a_signal_decides_the_part(demo, polarity, standout, reason):
    found = placed(followed(demo, judged(WORSE, polarity=polarity)))
    assert found == Placed(standout=standout, reasons=(reason,))


def test_the_reason_says_how_long_a_run_is(demo):
    run = (77.0, 76.5, 77.2, 76.8, 77.1, 76.9, 77.3)
    [reason] = placed(followed(demo, judged((*STEADY[:-1], *run)))).reasons
    assert reason == "getting worse, 7 months running"


def test_a_figure_of_which_a_later_one_is_due_is_no_news(demo):
    one = followed(demo, judged(WORSE), as_at=month(2019, 6))
    assert one.is_late
    found = placed(one)
    assert found.standout is Standout.REST
    assert found.reasons == ("worse than usual in May 2019",)


def test_quarterly_figures_are_not_late_in_the_months_between(demo):
    quarterly = judged([value for one in STEADY for value in (one, None, None)][:-2])
    points = tuple(point for point in quarterly.case.points if point.value is not None)
    quarterly = replace(quarterly, case=replace(quarterly.case, points=points))
    latest = points[-1].period
    late = {step: followed(demo, quarterly, as_at=latest.shift(step)).is_late for step in range(4)}
    assert late == {0: False, 1: False, 2: False, 3: True}


def test_a_clear_difference_from_others_alone_is_no_news_of_the_month(demo):
    one = followed(demo, beside(judged(STEADY), 80.0))
    found = placed(one)
    assert found.standout is Standout.APART
    assert found.reasons == (f"clearly worse than our neighbours ({one.period.words})",)
    assert placed(followed(demo, beside(judged(STEADY), 52.0))).standout is Standout.REST


def test_a_signal_comes_before_a_difference_from_others(demo):
    found = placed(followed(demo, beside(judged(WORSE), 80.0)))
    assert found.standout is Standout.WORSE
    assert [reason.split(" than ")[0] for reason in found.reasons] == ["worse", "clearly worse"]


def test_differences_are_held_against_chance_together(demo):
    """What is clear alone need not stand out among twenty tests that are nothing."""
    one = followed(demo, beside(judged(STEADY), 61.5))
    assert placed(one).standout is Standout.APART
    others = [followed(demo, beside(judged(STEADY), 50.0), place_of=place) for place in range(1, 21)]
    assert placed(one, *others).standout is Standout.REST


def test_only_the_comparator_that_members_are_told_of_is_tested(demo):
    judgement = beside(judged(STEADY), 50.5)
    england = beside(judged(STEADY), 80.0, key="england", who="England").comparisons
    both = replace(judgement, comparisons=(*england, *judgement.comparisons))
    assert placed(followed(demo, both)).standout is Standout.REST
    assert placed(followed(demo, replace(judgement, comparisons=england))).standout is Standout.APART


def a_year_later(last, *, basis):
    """Judge thirteen months with their counts, of 500 each, the last a year after the first."""
    values = (*STEADY[:12], last)
    first = judged(values, basis=basis)
    points = tuple(replace(point, numerator=point.value * 5, denominator=500.0) for point in first.case.points)
    return judge(replace(first.case, points=points))


@pytest.mark.parametrize(
    ("basis", "state", "standout", "also"),
    [
        # Not judged month by month: a year ago is all there is, and the sentence says it.
        (Basis.MONTH_END, SignalState.NOT_JUDGED, Standout.WORSE, ""),
        # Judged, and within its usual range: the difference is said beside the sentence, and is no news.
        (Basis.IN_MONTH, SignalState.COMMON_CAUSE, Standout.REST, "Clearly worse than a year ago, when it was 80.0%."),
    ],
)
def test_a_year_ago_is_news_only_where_there_is_no_signal(demo, basis, state, standout, also):
    judgement = a_year_later(70.0, basis=basis)
    assert judgement.signal.state is state
    assert placed(followed(demo, judgement)) == Placed(
        standout=standout,
        reasons=("clearly worse than a year ago",),
        by_year=standout is Standout.WORSE,
        year_word="worse",
        also=also,
    )
    assert placed(followed(demo, a_year_later(79.0, basis=basis))).standout is Standout.REST


def test_a_revision_stands_apart_from_news(demo):
    quiet, loud = followed(demo, judged(STEADY)), followed(demo, judged(WORSE))
    assert placed(quiet, revisions=[A_REVISION]) == Placed(
        standout=Standout.REVISED, reasons=("1 earlier figure revised",)
    )
    assert placed(loud, revisions=[A_REVISION]).standout is Standout.WORSE
    assert placed(quiet, revisions=[replace(A_REVISION, is_late=True)]).standout is Standout.REST
    by_revision = replace(judged(WORSE), is_by_revision=True)
    found = placed(followed(demo, by_revision))
    assert found.standout is Standout.REVISED
    assert found.reasons == ("worse than usual, only since earlier figures were revised",)


def test_few_cases_and_nothing_at_all_stand_nowhere(demo):
    assert placed(followed(demo, None)) == Placed(standout=Standout.REST, reasons=())
    few = beside(judged(STEADY), 80.0)
    few = replace(few, said=replace(few.said, denominator=3.0))
    assert placed(followed(demo, few)).standout is Standout.REST


# --- Lines --------------------------------------------------------------------------------------------


def line_for(demo, judgement, **changes):
    one = followed(demo, judgement, **changes)
    return build_line(one, placed(one), ())


def test_no_figure_at_all_still_has_a_line(demo):
    line = line_for(demo, None)
    assert (line.figure.text, line.period, line.counts, line.about, line.comparison) == ("No figure", "", "", "", "")
    assert (line.rag.state, line.signal.state) == (Rag.NO_TARGET, SignalState.NO_FIGURE)
    assert line.sentence == "No figure of this measure has been published."
    assert line.spark.values == ()


def test_counts_take_the_place_of_a_percentage_of_few_cases(demo):
    judgement = judged(STEADY)
    judgement = replace(judgement, said=replace(judgement.said, numerator=2.0, denominator=3.0))
    line = line_for(demo, judgement)
    assert (line.figure.text, line.counts, line.about) == ("2 of 3 cases", "too few for a percentage", "")
    assert "too few" in line.comparison


def test_the_rating_names_the_target(demo):
    assert line_for(demo, judged(STEADY, target=90)).rating == "target 90% or more"
    assert line_for(demo, judged(STEADY)).rating == ""


def test_numbers_are_no_share_of_anybody(demo):
    assert line_for(demo, judged((20.0,) * 14, unit=Unit.COUNT)).about == ""
    assert line_for(demo, judged((20.0,) * 14)).about == "1 in 5"


def test_nobody_to_compare_with_says_why(demo, page):
    line = lines_of(page())["looked-after-children"]
    assert line.comparison == "Not compared with others: numbers of places of different size do not compare."
    assert lines_of(page())["visits-child-protection"].comparison == "Nobody else publishes this measure."
    assert comparison_words(None) == ""
    assert comparison_words(judged(STEADY)) == ""


# --- The whole page of the demonstration --------------------------------------------------------------


def test_the_page_of_the_latest_month(demo, page):
    view = page()
    tracker = demo.catalogue.trackers[0]
    themes = tracker.themes_at(MARCH)
    assert (view.id, view.title, view.as_at.id, view.theme) == (tracker.id, tracker.name, "2020-03", None)
    assert [one.id for one in view.themes] == [theme.id for theme in themes]
    wanted = [str(measure.indicator) for theme in themes for measure in theme.measures]
    assert sorted(lines_of(view)) == sorted(wanted)
    assert [line.indicator for group in view.by_theme for line in group.lines] == wanted
    order = [group.standout for group in view.groups]
    assert order == sorted(order, key=list(Standout).index)
    assert order[:2] == [Standout.WORSE, Standout.BETTER]
    assert view.summary == "5 of 17 measures stand out: 1 worse, 4 better."
    assert (view.nothing, view.instead, view.empty, view.edition.notice) == ("", "", "", "")
    assert view.by_chance.startswith("5 of 17 measures are judged month by month. Of 5 measures, most often none")
    assert view.against_targets == "Against their targets: 2 off target, 7 within tolerance, 7 on target."
    assert all(line.questions and line.sentence.endswith(".") for line in lines_of(view).values())


def test_signals_stand_before_what_only_a_year_ago_tells(page):
    better = next(group for group in page().groups if group.standout is Standout.BETTER)
    marks = [(line.by_year, line.year_mark or line.signal) for line in better.lines]
    assert [(by_year, mark.word, mark.state) for by_year, mark in marks] == [
        *[(False, "Better than usual", SignalState.IMPROVEMENT)] * 2,
        *[(True, "Better than a year ago", SignalState.IMPROVEMENT)] * 2,
    ]


@pytest.mark.parametrize(
    ("last", "polarity", "word", "state"),
    [
        (70.0, Polarity.HIGHER_IS_BETTER, "Worse than a year ago", SignalState.CONCERN),
        (70.0, Polarity.LOWER_IS_BETTER, "Better than a year ago", SignalState.IMPROVEMENT),
        (70.0, Polarity.NO_POLARITY, "Lower than a year ago", SignalState.NEUTRAL_LOW),
        (90.0, Polarity.NO_POLARITY, "Higher than a year ago", SignalState.NEUTRAL_HIGH),
    ],
)
def test_the_mark_says_what_its_part_of_the_page_does(demo, last, polarity, word, state):
    first = a_year_later(last, basis=Basis.MONTH_END)
    judgement = judge(replace(first.case, measured=replace(first.case.measured, polarity=polarity)))
    one = followed(demo, judgement)
    line = build_line(one, placed(one), ())
    assert (line.year_mark.word, line.year_mark.state, line.by_year) == (word, state, True)
    assert line.signal.state is judgement.signal.state is SignalState.NOT_JUDGED


def test_what_is_off_target_comes_first_among_the_rest(page):
    for group in page().groups:
        states = [line.rag.state is not Rag.RED for line in group.lines]
        assert group.standout is not Standout.REST or states == sorted(states)
    assert any(
        line.rag.state is Rag.RED for group in page().groups if group.standout is Standout.REST for line in group.lines
    )


def test_a_theme_has_its_own_lines_alike(page):
    whole, part = page(), page(theme="leaving-care")
    assert part.theme.words == "Leaving care well"
    assert lines_of(part) == {name: lines_of(whole)[name] for name in lines_of(part)}
    assert [len(group.lines) for group in part.by_theme] == [3]
    assert part.summary == "1 of 3 measures stands out: 1 better."
    assert part.changes.new_month == "All 3 measures have a figure for March 2020."
    assert page(theme="help-at-the-right-time").theme_about.startswith("How quickly")


def test_nothing_stands_out_is_said_with_what_cannot_be_told(page):
    view = page("2019-10", "leaving-care")
    assert view.summary == "None of 3 measures stands out."
    assert view.nothing == (
        "Nothing stands out in October 2019: none is clearly other than a year ago. "
        "Of 3 measures, 3 cannot be judged month by month."
    )


def test_themes_are_those_of_the_month(page):
    september, october = page("2019-09"), page("2019-10")
    assert {one.id for one in september.themes} ^ {one.id for one in october.themes} == {
        "people-who-help",
        "leaving-care",
    }
    asked = page("2019-09", "leaving-care")
    assert asked.theme is None
    assert asked.instead == (
        "“Leaving care well” is not on the tracker in September 2019, only since October 2019: all themes are shown."
    )


def test_a_past_month_is_shown_as_it_was_and_says_what_changed_since(page):
    view = page("2019-11")
    assert view.edition.number == 10
    assert view.edition.notice.startswith("November 2019 is shown as the reports of that month stated it. 3 figures")
    assert lines_of(view)["conferences-within-15-days"].period == "November 2019"
    assert all(not line.is_older for line in lines_of(view).values())


def test_only_months_of_its_own_reports_are_to_choose(demo, ground, page):
    """The early help report of March 2017 has none of its measures."""
    assert ground.months[-1] == month(2017, 3)
    assert [one.id for one in page().months_to_choose][-1] == "2019-03"
    early = a_tracker(a_theme(LONG_AGO))
    assert [str(one) for one in months_of(ground, early)] == ["2017-03"]
    assert months_of(ground, a_tracker(a_theme(NEVER))) == ground.months


# --- What the month changed ---------------------------------------------------------------------------


def test_the_new_month_stands_apart_from_the_restated_past(page):
    changes = page("2019-11").changes
    assert changes.new_month == "All 17 measures have a figure for November 2019."
    assert changes.revised == "3 figures of earlier months were revised."
    assert [(one.indicator, one.period, one.old, one.new) for one in changes.revisions] == [
        ("contacts-decided-within-1-working-day", "August 2019", "87.6%", "87.4%"),
        ("assessments-within-45-days", "October 2019", "90.5%", "90.3%"),
        ("conferences-within-15-days", "October 2019", "28.3%", "35.0%"),
    ]
    assert changes.ratings == (
        "Children in need with an up-to-date plan: on target, was within tolerance in October 2019",
        "Child protection visits on time (local standard, every 2 weeks): within tolerance, was on target in "
        "October 2019",
    )


def test_revisions_are_those_of_the_lines(page):
    for code in ("2019-11", "2020-03"):
        view = page(code)
        by_line = {revision for line in lines_of(view).values() for revision in line.revisions}
        assert by_line == set(view.changes.revisions)
        revised = [line for line in lines_of(view).values() if line.revisions]
        assert all("revised" in line.reasons[-1] for line in revised)


def said(edition, value, *, missing=None, decimals=1):
    reason = Missing.NOT_AVAILABLE if value is None else missing
    return Statement(edition=edition, issued_on=date(2020, 4, 1), value=value, missing=reason, decimals=decimals)


HISTORIES = {
    "restated by the month's edition": ([said(5, 20.4)], said(9, 20.9), [("20.4%", "20.9%", False)]),
    "restated by its second issue again": ([said(5, 20.4), said(9, 20.6)], said(10, 20.9), [("20.4%", "20.9%", False)]),
    "only between its two issues": ([said(9, 20.4)], said(10, 20.9), []),
    "as it was before, after all": ([said(5, 20.4), said(9, 20.6)], said(10, 20.4), []),
    "restated by an earlier month": ([said(5, 20.4)], said(7, 20.9), []),
    "came late": ([said(5, None)], said(9, 20.9), [("not available", "20.9%", True)]),
    "taken back": ([said(5, 20.4)], said(9, None), [("20.4%", "not available", False)]),
    "alike with one decimal": (
        [said(5, 20.41, decimals=2)],
        said(9, 20.44, decimals=2),
        [("20.41%", "20.44%", False)],
    ),
}


@pytest.mark.parametrize(("earlier", "now", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_what_the_months_editions_changed(demo, earlier, now, expected):
    percentage = next(at for at, one in enumerate(demo.catalogue.indicators) if one.unit is Unit.PER_CENT)
    one = followed(demo, judged(STEADY), place_of=percentage)
    figure = Observation(
        indicator=one.indicator.id,
        kind=Kind.VALUE,
        area=AreaCode("E08000018"),
        period=month(2020, 2),
        basis=one.basis,
        value=now.value,
        missing=now.missing,
        decimals=now.decimals,
    )
    history = History(earlier=tuple(earlier), now=now, said_by=now.edition)
    shown = Shown(figure=figure, edition=now.edition, report="scorecard", filename="a.xlsx", history=history)
    of_month = SimpleNamespace(editions=[SimpleNamespace(number=9), SimpleNamespace(number=10)])
    found = revisions_of(replace(one, past=(shown,)), of_month)
    assert [(revision.old, revision.new, revision.is_late) for revision in found] == expected
    assert all(revision.period == "February 2020" for revision in found)


def test_a_rating_is_set_beside_the_one_first_given(demo, ground):
    """February was off target, and was revised to be on it: March, on target, reads otherwise than last month."""
    indicator = next(one for one in demo.catalogue.indicators if one.id == "assessments-within-45-days")
    judgement = judged((*STEADY[:10], 92.0, 93.0), start=month(2019, 4), target=90)
    figure = {
        "indicator": indicator.id, "area": AreaCode("E08000018"), "basis": Basis.IN_MONTH, "missing": None
    }  # fmt: skip
    history = History(earlier=(said(5, 70.0),), now=said(9, 92.0), said_by=9)
    past = tuple(
        Shown(
            figure=Observation(period=point.period, value=point.value, **figure),
            edition=9,
            report="social-care-scorecard",
            filename="a.xlsx",
            history=history if point.period == month(2020, 2) else None,
        )
        for point in judgement.case.points
    )
    one = replace(followed(demo, judgement), indicator=indicator, past=past)
    reading = ground.month(MARCH).reading
    for number, expected in ((9, (f"{indicator.name}: on target, was off target in February 2020",)), (7, ())):
        of_month = SimpleNamespace(as_at=MARCH, editions=[SimpleNamespace(number=number)], reading=reading)
        assert build_changes([one], (), of_month, is_first=False).ratings == expected
    # Another report's target may be another: a rating by it is no change.
    other = replace(one, shown=replace(past[-1], report="council-plan"))
    of_month = SimpleNamespace(as_at=MARCH, editions=[SimpleNamespace(number=9)], reading=reading)
    assert build_changes([other], (), of_month, is_first=False).ratings == ()


def test_a_rating_is_set_beside_that_of_the_level_of_its_own_year(new_session):
    """A target of "no more than England" is another figure each year: the year before is held against its own."""
    years = (financial_year(2018), financial_year(2019))
    targets = tuple(Target(year=year, basis=Basis.FINANCIAL_YEAR, relative_to=AreaRole.ENGLAND) for year in years)
    session = with_indicator(new_session(), "re-referrals", targets=targets)
    for year, ours, england in zip(years, (30.0, 24.0), (22.6, 25.0), strict=True):
        publish(session, [a_published(england, area=ENGLAND, period=year)], issued_on=date(year.end.year, 10, 29))
        figure = a_published(ours, area=OURS, period=year, kind=Kind.YEAR_END, sheet="Social Care")
        edition = {"issued_on": date(year.end.year, 4, 30), "report": "social-care-scorecard", "year": year.last_month}
        publish(session, [figure], **edition)
    measure = TrackerMeasure(indicator="re-referrals", basis=Basis.FINANCIAL_YEAR)
    view = build(with_trackers(session, a_tracker(a_theme(measures=(measure,)))))
    assert view.changes.ratings == ("Re-referrals within 12 months: on target, was off target in 2018/19",)


def test_late_figures_are_counted_apart(ground):
    late, restated = replace(A_REVISION, is_late=True), A_REVISION
    words = {
        (): "No figure of an earlier month was revised.",
        (restated,): "1 figure of earlier months was revised.",
        (late, late): "No figure of an earlier month was revised. 2 figures of earlier months came late.",
        (restated, restated, late): "2 figures of earlier months were revised. 1 figure of earlier months came late.",
    }
    for revisions, expected in words.items():
        assert build_changes([], revisions, ground.month(MARCH), is_first=False).revised == expected


def test_a_month_without_revisions_says_so(page):
    assert page("2019-09").changes.revised == "No figure of an earlier month was revised."


def test_the_first_month_has_nothing_before_it(page):
    changes = page("2019-03").changes
    assert (changes.revised, changes.revisions, changes.ratings) == (
        "There is no earlier month to compare with.",
        (),
        (),
    )


def test_every_revision_of_the_store_is_found_once_over_the_months(demo, ground):
    """What the months show, put together, is every restatement that the last month's histories hold."""
    tracker = a_tracker(a_theme("assessments-within-45-days", "conferences-within-15-days"))
    shown = [
        (one.indicator, one.period, one.new)
        for code in ground.months
        for each in follow(ground.month(code), tracker)
        for one in revisions_of(each, ground.month(code))
    ]
    held = [
        (each.indicator.id, past.figure.period.words)
        for each in follow(ground.month(MARCH), tracker)
        for past in each.past
        if past.history is not None and past.history.is_restated
    ]
    assert len(held) > 3
    assert {(name, period) for name, period, _ in shown} == set(held)


# --- Whatever is missing ------------------------------------------------------------------------------


def test_an_unknown_tracker_month_and_theme_are_named_with_what_is_shown(demo, ground):
    view = build_tracker(ground, tracker="x" * 60, month="2019-13", theme="<b>")
    assert view.instead == (
        f"There is no tracker “{'x' * 40}…”: Vision tracker is shown. "
        "This tracker has no report for “2019-13”: March 2020, the latest, is shown. "
        "Vision tracker has no theme “<b>”: all themes are shown."
    )
    assert len(lines_of(view)) == 17
    # Nothing asked for is no fault, and what is right is not named.
    first = demo.catalogue.trackers[0]
    asked = settle([first], lambda _: [MARCH], lambda _: MARCH, tracker=first.id, month="2020-03", theme="")
    assert (asked.instead, asked.theme) == ("", None)


@pytest.mark.parametrize(
    ("asked", "words"),
    [("1999-01", "January 1999"), ("2019/20-Q2", "July to September 2019"), ("nan", "“nan”"), ("١", "“١”")],
)
def test_a_month_that_is_not_there_is_said_in_words(page, asked, words):
    assert page(asked).instead == f"This tracker has no report for {words}: March 2020, the latest, is shown."


def test_a_month_of_which_only_another_report_is_out_is_not_the_one_it_opens_at(demo_copy):
    scorecard = next(
        one
        for one in demo_copy.store.editions()
        if one.report == "social-care-scorecard" and str(one.as_at) == "2020-03"
    )
    demo_copy.store.withdraw(scorecard.number, by="Tester", reason="sent too early", recorded_at=scorecard.recorded_at)
    view = build(demo_copy)
    assert view.as_at.id == "2020-02"
    assert [one.id for one in view.months_to_choose][:2] == ["2020-03", "2020-02"]
    assert view.instead == (
        "February 2020 is shown: of March 2020 only few of the measures are known so far. "
        "Choose March 2020 to see them."
    )
    asked = build_tracker(Ground(demo_copy), tracker=None, month="2020-03", theme=None)
    assert (asked.as_at.id, asked.instead) == ("2020-03", "")
    assert asked.summary == "None of 17 measures stands out. 12 have no new figure yet."
    opened = build_clinic(Ground(demo_copy), measures=None, month=None)
    assert (opened.month.id, opened.notices) == (
        "2020-02",
        ("February 2020 is shown: of March 2020 only few of the measures are known so far.",),
    )
    assert build_clinic(Ground(demo_copy), measures=None, month="2020-03").notices == ()


def test_several_trackers(demo):
    second = a_tracker(a_theme("looked-after-children"), name="second")
    session = with_trackers(demo, demo.catalogue.trackers[0], second)
    view = build(session, tracker="second")
    assert (view.id, [one.id for one in view.trackers]) == ("second", ["vision", "second"])
    assert list(lines_of(view)) == ["looked-after-children"]
    assert view.summary == "Its 1 measure does not stand out."


def test_an_empty_store_and_a_catalogue_without_trackers_say_what_to_do(demo, new_session):
    empty = build(new_session())
    assert empty.empty == "No scorecard has been published yet. Upload the first workbook on the Upload page."
    assert (empty.groups, empty.changes, empty.title) == ((), None, "Vision tracker")
    without = build(with_trackers(demo))
    assert "“trackers” in the catalogue" in without.empty
    assert (without.title, without.trackers, without.groups) == ("Tracker", (), ())
    # Editions there are: only no tracker to show them.
    assert (empty.edition.words, without.edition.words) == ("Nothing published yet", "")


def test_before_anything_was_published(demo):
    view = build(demo, AsOf(issued=demo.store.editions()[0].issued_on.replace(year=2001)))
    assert view.empty.startswith("No scorecard had been published by then.")
    assert view.as_of.startswith("2001-")


def test_a_month_without_themes(demo):
    session = with_trackers(demo, a_tracker(a_theme("looked-after-children", until=month(2019, 9))))
    view = build(session)
    assert view.empty == (
        "What we follow has no themes in March 2020. Choose another month, or change the dates of its themes."
    )
    assert (view.summary, view.nothing, view.groups, view.changes, view.themes) == ("", "", (), None, ())
    assert len(view.months_to_choose) == 13
    assert lines_of(build(session, month="2019-09"))


def test_one_month_only(demo):
    first = next(one for one in demo.store.editions() if str(one.as_at) == "2019-03")
    view = build(demo, AsOf(edition=first.number))
    assert [one.id for one in view.months_to_choose] == ["2019-03"]
    assert view.changes.revised == "There is no earlier month to compare with."
    assert view.as_of == str(first.number)
    assert "restated since" in view.edition.notice
    assert view.edition.notice[:3] != "Mar"  # it is the latest month of its moment


def test_each_kind_of_absence_has_its_line_and_its_words(demo):
    session = with_trackers(demo, a_tracker(a_theme(NEVER, NOT_AVAILABLE, FEW, LONG_AGO)))
    view = build(session)
    lines = lines_of(view)
    assert (lines[NEVER].figure.text, lines[NEVER].period) == ("No figure", "")
    assert lines[NOT_AVAILABLE].figure.text == "not available"
    assert lines[NOT_AVAILABLE].sentence == "No figure for March 2020: not available."
    assert (lines[FEW].figure.text, lines[FEW].counts) == ("1 of 1 case", "too few for a percentage")
    assert lines[LONG_AGO].is_older
    assert lines[LONG_AGO].period == "March 2017"
    assert [(group.id, [line.indicator for line in group.lines]) for group in view.groups] == [
        ("rest-not-judged", [FEW]),
        ("rest-no-figure", [NEVER, NOT_AVAILABLE, LONG_AGO]),
    ]
    assert view.changes.new_month.startswith("1 of 4 measures has a figure for March 2020; ")


def test_a_figure_long_past_is_no_figure_of_the_month(demo):
    early = next(
        str(one.id)
        for one in demo.catalogue.indicators
        if one.theme == "early-help" and one.id != LONG_AGO and "in_month" in one.forms
    )
    view = build(with_trackers(demo, a_tracker(a_theme(early, "looked-after-children"))))
    group = next(group for group in view.groups if early in [line.indicator for line in group.lines])
    assert (group.id, group.title) == ("rest-no-new-figure", "No new figure")
    assert lines_of(view)[early].is_older
    assert view.changes.new_month.endswith("has none yet.")


def test_all_figures_missing(demo):
    view = build(with_trackers(demo, a_tracker(a_theme(NEVER))))
    assert view.nothing == "Nothing can be said of March 2020: no measure has a figure."
    assert [group.title for group in view.groups] == ["No figure"]
    assert view.by_chance == ""
    assert view.changes.new_month == "No measure has a figure for March 2020 yet."


def test_a_measure_under_two_themes_counts_once(demo):
    twice = a_tracker(a_theme("looked-after-children"), a_theme("looked-after-children", id="again", name="Again"))
    view = build(with_trackers(demo, twice))
    assert [len(group.lines) for group in view.groups] == [1]
    assert [len(group.lines) for group in view.by_theme] == [1, 1]
    assert view.summary == "Its 1 measure does not stand out."


def test_a_tracker_may_show_another_form(demo):
    measure = TrackerMeasure(indicator="re-referrals", basis=Basis.FINANCIAL_YEAR)
    view = build(with_trackers(demo, a_tracker(a_theme("re-referrals", measures=(measure,)))))
    line = lines_of(view)["re-referrals"]
    assert (line.basis, line.basis_words) == (Basis.FINANCIAL_YEAR, "financial year")


def test_groups_and_summary_of_every_part(demo):
    line = line_for(demo, judged(STEADY))
    lines = [replace(line, standout=part, indicator=IndicatorId(part)) for part in reversed(Standout)]
    groups = build_groups(lines, lambda _: False)
    assert [group.standout for group in groups] == list(Standout)
    assert summary_words(lines) == "3 of 6 measures stand out: 1 worse, 1 better, 1 higher or lower."
    assert nothing_words(lines, MARCH) == ""
    quiet = [one for one in lines if one.standout not in (Standout.WORSE, Standout.BETTER, Standout.CHANGED)]
    assert nothing_words(quiet, MARCH) == (
        "Nothing stands out in March 2020: no figure is better or worse than usual, "
        "and none is clearly other than a year ago."
    )


def test_asking_twice_reads_and_judges_once(ground, page, monkeypatch):
    page()
    monkeypatch.setattr(ground.session.store, "figures", lambda **_: pytest.fail("read again"))
    assert build_tracker(ground, tracker=None, month=None, theme=None) == page()


def test_nothing_is_said_to_stand_out_before_anything_can_be_judged(demo):
    line = replace(line_for(demo, judged(STEADY[:3])), has_year_ago=False)
    assert line.signal.state is SignalState.TOO_EARLY
    lines = [replace(line, indicator=IndicatorId(name)) for name in "ab"]
    too_few = "be judged yet: too few months are known so far."
    assert nothing_words(lines, MARCH) == f"None of 2 measures can {too_few}"
    assert nothing_words(lines[:1], MARCH) == f"Its 1 measure cannot {too_few}"
    assert "clearly other than a year ago" in nothing_words([lines[0], replace(lines[1], has_year_ago=True)], MARCH)
