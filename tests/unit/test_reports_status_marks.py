"""The shapes of statuses on paper."""

from dashboard.charts.marks import RAG_SHAPES
from dashboard.judge.signal import SignalState
from dashboard.reports import daily_eml, tracker_docx
from dashboard.reports.status_marks import SIGNAL_SHAPES, signal_mark
from dashboard.views.parts import SignalMark


def test_better_than_usual_has_one_shape_on_every_paper_and_not_that_of_on_target():
    better = SIGNAL_SHAPES[SignalState.IMPROVEMENT]
    assert better == "◉"
    assert better not in RAG_SHAPES.values()
    assert tracker_docx.SIGNAL_SHAPES is daily_eml.SIGNAL_SHAPES is SIGNAL_SHAPES


def test_each_shape_is_of_one_signal_and_stands_before_its_word():
    assert len(set(SIGNAL_SHAPES.values())) == len(SIGNAL_SHAPES)
    mark = SignalMark(state=SignalState.IMPROVEMENT, word="Better than usual", title="")
    assert signal_mark(mark).words == "◉ Better than usual"
