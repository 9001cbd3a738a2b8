"""The sparkline."""

import re
from xml.etree import ElementTree

import pytest

from dashboard.charts.sparkline import GRAIN, HEIGHT, WIDTH, draw_sparkline, shape_spark
from dashboard.charts.tokens import LIGHT
from dashboard.judge.signal import SignalState

SVG = "{http://www.w3.org/2000/svg}"


def drawn(values, words="words", **more):
    return ElementTree.fromstring(draw_sparkline(values, words=words, colours=LIGHT, **more))


def stretches(values, low=None, high=None):
    """Give the places of each stretch of the line."""
    written = shape_spark(values, low, high).path.replace("h0", "").split("M")[1:]
    found = []
    for one in written:
        across, down, *steps = map(int, re.findall(r"-?\d+", one))
        found.append([(across, down)])
        for right, lower in zip(steps[::2], steps[1::2], strict=True):
            across, down = across + right, down + lower
            found[-1].append((across, down))
    return found


def test_higher_figures_stand_higher_within_the_picture():
    ((_, low), (_, high), (_, middle)) = stretches([1.0, 3.0, 2.0])[0]
    assert high < middle < low
    places = stretches([1.0, 3.0, 2.0])[0]
    assert all(0 <= across <= GRAIN * WIDTH and 0 <= down <= GRAIN * HEIGHT for across, down in places)


def test_a_gap_parts_the_line():
    assert [len(stretch) for stretch in stretches([1.0, 2.0, None, 2.0, 3.0])] == [2, 2]


def test_a_month_between_gaps_is_a_dot():
    assert shape_spark([1.0, 2.0, None, 3.0, None]).path.endswith("h0")


def test_the_last_month_is_marked_only_where_it_has_a_figure():
    assert len(drawn([1.0, 2.0]).findall(f"{SVG}circle")) == 1
    assert not drawn([1.0, 2.0, None]).findall(f"{SVG}circle")


def test_the_usual_range_stands_to_the_scale_of_the_line():
    shape = shape_spark([4.0, 6.0], 2.0, 8.0)
    (_, first), (_, second) = stretches([4.0, 6.0], 2.0, 8.0)[0]
    top, bottom = shape.band
    assert top < second < first < bottom
    assert first - second == pytest.approx((bottom - top) / 3, abs=1)


@pytest.mark.parametrize(
    ("values", "low", "high"), [([1.0], None, 2.0), ([1.0], 0.5, None), ([None], 1.0, 2.0), ([], 1.0, 2.0)]
)
def test_half_a_range_or_one_around_nothing_is_not_drawn(values, low, high):
    assert shape_spark(values, low, high).band is None


@pytest.mark.parametrize(
    ("state", "tag", "colour"),
    [
        (SignalState.IMPROVEMENT, "circle", LIGHT.improvement),
        (SignalState.CONCERN, "path", LIGHT.concern),
        (SignalState.NEUTRAL_HIGH, "path", LIGHT.neutral),
        (SignalState.NEUTRAL_LOW, "path", LIGHT.neutral),
        (SignalState.COMMON_CAUSE, "circle", LIGHT.text),
        (None, "circle", LIGHT.text),
    ],
)
def test_the_last_point_has_the_shape_and_colour_of_its_state(state, tag, colour):
    assert drawn([1.0, 2.0], state=state).findall(f"{SVG}{tag}")[-1].get("fill") == colour


def test_better_and_worse_and_up_and_down_differ_by_shape():
    marks = {draw_sparkline([1.0, 2.0], words="", colours=LIGHT, state=state)[-90:] for state in SignalState}
    assert len(marks) == 5


@pytest.mark.parametrize("values", [[], [None, None], [5.0], [5.0, 5.0, 5.0]])
def test_little_or_flat_is_no_fault(values):
    assert drawn(values).get("role") == "img"


def test_its_words_are_escaped():
    assert drawn([1.0, 2.0], words='"<&').get("aria-label") == '"<&'
