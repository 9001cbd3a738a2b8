"""The usual range on the chart: band, edges, level, and the marks by shape and colour."""

import dataclasses
from datetime import date, timedelta

import pytest
from fixtures.views import trend_view

from dashboard.charts.axis import axis_of, axis_words
from dashboard.charts.tokens import DARK, LIGHT
from dashboard.charts.trend import HEIGHT, SMALL_HEIGHT, draw_trend
from dashboard.charts.usual_range import RANGE_LABEL, SHAPES
from dashboard.judge.signal import SignalState
from dashboard.periods import month
from dashboard.views.indicator import BreakMark, RangeBand, TrendPoint

HALF_MONTH = timedelta(days=15)
STANDING_OUT = [
    (SignalState.IMPROVEMENT, "circle", LIGHT.improvement),
    (SignalState.CONCERN, "diamond", LIGHT.concern),
    (SignalState.NEUTRAL_HIGH, "triangle-up", LIGHT.neutral),
    (SignalState.NEUTRAL_LOW, "triangle-down", LIGHT.neutral),
]


def view_of(*values, marks=(), restated=(), **changes):
    marked = dict(marks)
    points = tuple(
        TrendPoint(
            start=month(2019, 4).shift(place).start,
            label=f"month {place}",
            value=value,
            words=f"{value}",
            restated=place in restated,
            mark=marked.get(place),
            mark_words="Stands out" if place in marked else "",
        )
        for place, value in enumerate(values)
    )
    empty = {"comparators": (), "targets": (), "breaks": (), "points": points}
    return trend_view(**(empty | changes))


def band(low=70.0, level=80.0, high=90.0, start=date(2019, 4, 1), end=date(2019, 6, 30)):
    return RangeBand(start=start, end=end, level=level, low=low, high=high, words="70% to 90%")


def markers(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_a_band_has_two_dashed_edges_and_a_level_over_its_own_months():
    figure = draw_trend(view_of(80.0, 81.0, 79.0, ranges=(band(),)), dark=False)
    (area,) = [trace for trace in figure.data if trace.fill == "toself"]
    assert (min(area.y), max(area.y)) == (70.0, 90.0)
    assert area.fillcolor.endswith(",0.08)")
    edges = [trace for trace in figure.data if trace.line.dash == "3px,3px"]
    assert [edge.y[0] for edge in edges] == [70.0, 90.0]
    assert {edge.x[0] for edge in edges} == {date(2019, 4, 1) - HALF_MONTH}


def test_it_is_labelled_directly_and_only_where_it_is_drawn():
    with_range = draw_trend(view_of(80.0, 81.0, ranges=(band(),)), dark=False)
    assert RANGE_LABEL in [words.text for words in with_range.layout.annotations]
    without = draw_trend(view_of(80.0, 81.0), dark=False)
    assert RANGE_LABEL not in [words.text for words in without.layout.annotations]


def test_of_several_stretches_each_is_drawn_and_the_latest_is_labelled():
    bands = (band(), band(low=30.0, level=40.0, high=50.0, start=date(2019, 7, 1), end=date(2019, 9, 30)))
    figure = draw_trend(view_of(80.0, 81.0, 79.0, 40.0, 41.0, 39.0, ranges=bands), dark=False)
    assert len([trace for trace in figure.data if trace.fill == "toself"]) == 2
    (label,) = [words for words in figure.layout.annotations if words.text == RANGE_LABEL]
    assert label.x == date(2019, 7, 1) - HALF_MONTH


def test_the_axis_reaches_the_range():
    axis = axis_of(view_of(80.0, 81.0, ranges=(band(low=55.0, high=97.0),)))
    assert axis.low <= 55.0
    assert 97.0 <= axis.high <= 100.0


@pytest.mark.parametrize(("state", "symbol", "colour"), STANDING_OUT)
def test_each_state_has_its_shape_and_colour(state, symbol, colour):
    drawn = markers(draw_trend(view_of(80.0, 60.0, marks=[(1, state)]), dark=False))
    assert drawn[-1].marker.symbol == symbol
    assert drawn[-1].marker.color == colour
    assert list(drawn[-1].y) == [60.0]
    assert list(drawn[-1].customdata) == ["month 1: 60.0. Stands out"]
    assert len(drawn) == (2 if state is SignalState.IMPROVEMENT else 1)


def test_every_state_that_stands_out_has_a_shape_of_its_own():
    assert len({shape.symbol for shape in SHAPES.values()}) == len(SHAPES) == len(STANDING_OUT)


def test_ordinary_points_are_grey_in_either_theme():
    for dark, colours in ((False, LIGHT), (True, DARK)):
        (line,) = [trace for trace in draw_trend(view_of(80.0, 81.0), dark=dark).data if trace.mode == "lines+markers"]
        assert (line.line.color, line.marker.color) == (colours.line, colours.line)


def test_a_restated_point_that_stands_out_keeps_its_ring_round_the_mark():
    view = view_of(80.0, 60.0, 79.0, marks=[(1, SignalState.CONCERN)], restated=(1, 2))
    ring, mark = markers(draw_trend(view, dark=False))
    assert ring.marker.size[0] > mark.marker.size
    assert ring.marker.size[0] > ring.marker.size[1]


def test_a_level_begun_anew_has_a_rule_with_its_number_and_does_not_cut_the_line():
    rule = BreakMark(at=date(2019, 6, 1), number=1, note="A new usual level.", cuts_line=False)
    figure = draw_trend(view_of(80.0, 81.0, 60.0, 61.0, breaks=(rule,)), dark=False)
    assert "Note 1" in [words.text for words in figure.layout.annotations]
    assert date(2019, 6, 1) - HALF_MONTH in [shape.x0 for shape in figure.layout.shapes]
    assert len([trace for trace in figure.data if trace.mode == "lines+markers"]) == 1
    cut = dataclasses.replace(rule, cuts_line=True)
    figure = draw_trend(view_of(80.0, 81.0, 60.0, 61.0, breaks=(cut,)), dark=False)
    assert len([trace for trace in figure.data if trace.mode == "lines+markers"]) == 2


def test_the_lower_chart_is_lower():
    view = view_of(80.0, 81.0)
    assert draw_trend(view, dark=False).layout.height == HEIGHT
    assert draw_trend(view, dark=False, height=SMALL_HEIGHT).layout.height == SMALL_HEIGHT


def test_differences_below_nought_leave_no_sentence_of_the_axis_and_have_a_true_minus():
    view = view_of(-3.0, 4.0, 2.0, unit_suffix="")
    assert axis_words(view) == ""
    assert draw_trend(view, dark=False).layout.yaxis.ticktext[0].startswith("−")
