"""What an upload would change of whether figures are news: the same as is found once it is really published."""

from dataclasses import replace

import pytest
from demo_fixtures import SOCIAL_CARE, preview_demo, publish_demo

from dashboard.intake.preview import Outcome
from dashboard.intake.publish import publish_preview
from dashboard.judge.judgement import judge
from dashboard.judge.signal import SignalState
from dashboard.observations import Observations
from dashboard.views.build_upload import build_upload
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import stand
from dashboard.views.upload_signals import now_and_then, signal_changes
from dashboard.vocabulary import Basis, Kind, Missing

LOUD = {
    SignalState.IMPROVEMENT, SignalState.CONCERN, SignalState.NEUTRAL_HIGH, SignalState.NEUTRAL_LOW
}  # fmt: skip
LAST = SOCIAL_CARE[-1]
OUTLIER = "contacts"
FAR_OUT = 99_999.0


def reading_of(session, report):
    return Reading(session, stand(session, session.store.figures(areas=[session.our_code])), report=report)


def lines_of(session, preview):
    """Our own series that a workbook prints."""
    own = [one for one in preview.changes.observations if one.area == session.our_code and one.kind is Kind.VALUE]
    return sorted({(one.indicator, one.basis) for one in own})


def told(change):
    return (change.indicator.id, change.basis, change.before, change.old_state, change.period, change.new)


def changes_between(session, before, after, lines):
    """What is told of two readings, the one made before and the other after the publication."""
    for name, basis in lines:
        indicator = session.catalogue.indicator(name)
        old, newest = (reading.judged(indicator, basis, with_others=False) for reading in (before, after))
        reached = old.case.latest.period if old else None
        periods = {reached, newest.case.latest.period if newest else None} - {None}
        for period in periods:
            new = after.judged(indicator, basis, period, with_others=False)
            state = old.signal.state if old else SignalState.NO_FIGURE
            if new.signal.state is not state and {new.signal.state, state} & LOUD:
                yield (name, basis, reached, state, period, new)


def assert_as_published(session, name):
    """Preview a workbook, publish it, and hold what was foreseen against what is found."""
    return publish_and_compare(session, name)[0]


def publish_and_compare(session, name, before=None):
    """Do so, and give what is found then with the signals foreseen; it is ``before`` of the next workbook."""
    preview = preview_demo(session, name)
    report, lines = preview.identity.report.id, lines_of(session, preview)
    assert lines
    before = before or reading_of(session, report)
    measures = [session.catalogue.indicator(indicator) for indicator in dict(lines)]
    _, then = now_and_then(session, preview, measures)
    foreseen = {}
    for line in lines:
        case = then.case_of(session.catalogue.indicator(line[0]), line[1], with_others=False)
        foreseen[line] = judge(case) if case else None
    expected = signal_changes(session, preview)
    found_before = {
        line: before.judged(session.catalogue.indicator(line[0]), line[1], with_others=False) for line in lines
    }
    assert len(found_before) == len(lines)  # read before anything is written
    publish_preview(session, preview, by="Team", reason="For a test", accepted=True)
    after = reading_of(session, report)
    for line, judgement in foreseen.items():
        assert judgement == after.judged(session.catalogue.indicator(line[0]), line[1], with_others=False), line
    found = list(changes_between(session, before, after, lines))
    assert sorted(map(told, expected), key=repr) == sorted(found, key=repr)
    return expected, after


def test_each_month_of_the_demonstration_is_foreseen_as_it_is_found(new_session):
    session = new_session()
    found, reading = [], None
    for name in SOCIAL_CARE:
        signals, reading = publish_and_compare(session, name, reading)
        found += signals
    assert {one.new.signal.state for one in found} >= {SignalState.CONCERN, SignalState.IMPROVEMENT}


def test_among_releases_and_other_reports_too(demo_copy):
    (edition,) = [one for one in demo_copy.store.editions() if one.filename == LAST]
    demo_copy.store.withdraw(edition.number, by="Team", reason="For a test", recorded_at=demo_copy.clock())
    assert assert_as_published(demo_copy, LAST)


def test_an_older_workbook_published_late_changes_the_past_alone(new_session):
    session = new_session()
    for name in (*SOCIAL_CARE[:7], *SOCIAL_CARE[8:]):
        publish_demo(session, name)
    assert all(one.is_restated for one in assert_as_published(session, SOCIAL_CARE[7]))


# Restated, come late, and the first of all


def with_latest(session, preview, value, *, issue=2):
    """The preview as a further issue, in which a measure's latest month reads otherwise; nothing where None."""
    frame = preview.changes.observations.frame.copy()
    own = (frame["indicator"] == OUTLIER) & (frame["basis"] == str(Basis.IN_MONTH)) & (frame["kind"] == str(Kind.VALUE))
    latest = own & (frame["area"] == session.our_code) & (frame["period"] == str(preview.identity.as_at))
    assert latest.sum() == 1
    frame.loc[latest, "value"] = float("nan") if value is None else value
    frame.loc[latest, "missing"] = str(Missing.NOT_AVAILABLE) if value is None else ""
    return replace(
        preview,
        already=None,
        file=replace(preview.file, sha256=f"{value}"),
        identity=replace(preview.identity, issue_number=issue),
        changes=replace(preview.changes, observations=Observations(frame)),
    )


def test_a_latest_month_that_is_restated_is_told_as_such(thirteen_issues):
    session, published = thirteen_issues
    preview = with_latest(session, published[-1].preview, FAR_OUT)
    (change,) = signal_changes(session, preview)
    assert (change.indicator.id, change.basis) == (OUTLIER, Basis.IN_MONTH)
    assert change.is_restated
    assert change.before == change.period == preview.identity.as_at
    assert (change.old_state, change.new.signal.state) == (SignalState.COMMON_CAUSE, SignalState.NEUTRAL_HIGH)
    assert change.new.is_by_revision  # the new edition's order among the others decides this
    (line,) = build_upload(session, preview).signals
    assert line.mark.word == "Revised, not new"
    assert line.words == "was no real change before figures were restated"
    assert line.sentence == change.new.members


def test_what_says_nothing_else_changes_no_signal(thirteen_issues):
    session, published = thirteen_issues
    preview = published[-1].preview
    again = replace(preview, already=None, identity=replace(preview.identity, issue_number=2))
    assert signal_changes(session, again) == ()


@pytest.mark.parametrize("reason", ["refused", "already"])
def test_nothing_is_told_of_a_file_that_changes_nothing(thirteen_issues, reason):
    session, published = thirteen_issues
    preview = with_latest(session, published[-1].preview, FAR_OUT)
    edition = session.store.edition(published[-1].receipt.edition)
    stopped = replace(preview, changes=None) if reason == "refused" else replace(preview, already=edition)
    assert signal_changes(session, stopped) == ()
    assert (stopped.outcome is Outcome.REFUSE) == (reason == "refused")


def test_the_first_figures_of_a_series_may_be_news(new_session):
    session = new_session()
    preview = with_latest(session, preview_demo(session, SOCIAL_CARE[0]), FAR_OUT, issue=1)
    (change,) = signal_changes(session, preview)
    assert (change.before, change.old, change.old_state) == (None, None, SignalState.NO_FIGURE)
    assert not change.is_restated
    (line,) = build_upload(session, preview).signals
    assert (line.mark.word, line.words) == ("Higher than usual", "the first figures of it")


def test_a_figure_that_comes_late_is_no_restatement(new_session):
    session = new_session()
    preview = with_latest(session, preview_demo(session, SOCIAL_CARE[0]), None, issue=1)
    publish_preview(session, preview, by="Team", reason="For a test", accepted=True)
    late = replace(with_latest(session, preview, FAR_OUT), revision=session.store.revision())
    (change,) = signal_changes(session, late)
    assert change.is_restated
    assert build_upload(session, late).signals[0].words == "had no figure, which has now come"


def test_a_newest_month_names_the_month_that_stood_before(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[0])
    preview = preview_demo(session, SOCIAL_CARE[1])
    (line,) = build_upload(session, preview).signals
    assert (line.mark.word, line.words) == ("Getting better", "was no real change in March 2019")
    assert line.period == "April 2019"
    assert line.sentence.startswith("Getting better, not yet enough to reach the target")
