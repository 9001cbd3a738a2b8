"""One status on every face: what the Scorecard says of a measure, its page, the tracker and the command say too."""

from __future__ import annotations

import pytest

from dashboard.judge.document import judgement_document
from dashboard.judge.signal import SignalState
from dashboard.periods import parse_period
from dashboard.store.records import AsOf
from dashboard.views.build import build_indicator, build_scorecard
from dashboard.views.ground import Ground
from dashboard.views.judging.own_series import drawn_on
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import stand
from dashboard.views.tracker.build import build_tracker
from dashboard.vocabulary import Basis, Rag

REPORT = "social-care-scorecard"
# A month long past as its own edition said it, and the latest as it stands now.
MOMENTS = [("2019-10", AsOf(edition=9)), ("2020-03", AsOf())]
# The command's contract has no word for a target in words: no rating, and no target that a figure can be held against.
AS_WRITTEN = {Rag.NOT_RATED: "no_target"}


def rows_of(view):
    return [row for section in view.sections for row in section.rows]


def statuses_of(row):
    return row.rag.state, row.travel.state, row.signal.state


def written(row):
    """Give a row's statuses as the command's JSON writes them."""
    rag, direction, signal = statuses_of(row)
    return AS_WRITTEN.get(rag, str(rag)), str(direction), str(signal)


@pytest.fixture(scope="module", params=MOMENTS, ids=["October 2019", "March 2020"])
def month(request, demo):
    """A month, the moment it is read at, and what the Scorecard says of it."""
    code, as_of = request.param
    view = build_scorecard(demo, report=REPORT, as_at=code, as_of=as_of)
    assert (view.as_at.id, len(rows_of(view)) > 60) == (code, True)
    return code, as_of, rows_of(view)


def test_the_indicator_page_says_what_the_scorecard_says(demo, month):
    code, as_of, rows = month
    for row in rows:
        page = build_indicator(demo, indicator=row.indicator, basis=str(row.basis), as_at=code, as_of=as_of)
        assert (page.id, page.basis.id) == (row.indicator, str(row.basis))
        assert statuses_of(page) == statuses_of(row), (row.indicator, row.basis)


def test_the_command_says_what_the_scorecard_says(demo, month):
    code, as_of, rows = month
    for row in rows:
        indicator = demo.catalogue.indicator(row.indicator)
        figures = demo.store.figures(as_of=as_of, indicators=drawn_on(indicator))
        reading = Reading(demo, stand(demo, figures), as_of=as_of, figures=figures)
        period = parse_period(code)
        # Comparators change no status, and a release has a hundred thousand rows.
        judged = reading.judged(indicator, row.basis, period, with_others=False)
        if judged is None:
            assert row.signal.state is SignalState.NO_FIGURE
            continue
        said = judgement_document(judged, row.indicator)
        states = said["rag"]["state"], said["direction"]["state"], said["signal"]["state"]
        assert (said["period"], states) == (code, written(row)), (row.indicator, row.basis)


def test_the_tracker_says_what_the_indicator_page_says(demo, month):
    """Statuses, the figure with its counts, the members' sentence and the questions, all of one judgement."""
    code, as_of, _ = month
    view = build_tracker(Ground(demo, as_of), tracker=None, month=code, theme=None)
    lines = [line for group in view.groups for line in group.lines]
    assert len(lines) > 12
    for line in lines:
        page = build_indicator(demo, indicator=line.indicator, basis=str(line.basis), as_at=code, as_of=as_of)
        assert (page.basis.id, page.as_at) == (str(line.basis), line.period), line.indicator
        assert statuses_of(page) == statuses_of(line), line.indicator
        assert (page.rag, page.travel, page.signal) == (line.rag, line.travel, line.signal), line.indicator
        assert (page.latest, page.answer) == (line.figure, line.sentence), line.indicator
        assert page.questions == line.questions, line.indicator
        # The page prints stored counts alone; the tracker those that are certain, too.
        assert page.numbers in (line.counts, ""), line.indicator


def test_statuses_of_every_kind_are_among_them(month):
    """What never differs because it never varies would prove nothing."""
    *_, rows = month
    assert {Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NO_TARGET} <= {row.rag.state for row in rows}
    signals = {SignalState.CONCERN, SignalState.COMMON_CAUSE, SignalState.NOT_JUDGED}
    assert signals <= {row.signal.state for row in rows}
    assert {Basis.IN_MONTH, Basis.MONTH_END, Basis.ROLLING_12_MONTHS} <= {row.basis for row in rows}


def test_a_report_that_rates_by_its_own_target_is_named_on_the_page(demo):
    """A council plan sets targets of its own: where they rate a figure otherwise, the page says by whose it is what."""
    view = build_scorecard(demo, report="council-plan", as_at=None)
    named = 0
    for row in rows_of(view):
        page = build_indicator(demo, indicator=row.indicator, basis=str(row.basis), as_at=None)
        said = [words for words in page.other_ratings if words.startswith(view.title)]
        assert (len(said) == 1) is (page.rag.state is not row.rag.state), row.indicator
        assert all(row.rag.word.lower() in words for words in said)
        named += len(said)
    assert named > 0
