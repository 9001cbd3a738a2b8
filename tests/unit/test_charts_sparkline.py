"""The sparkline."""

from xml.etree import ElementTree

import pytest

from dashboard.charts.sparkline import HEIGHT, WIDTH, draw_sparkline
from dashboard.charts.tokens import LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def drawn(values, words="words"):
    return ElementTree.fromstring(draw_sparkline(values, words=words, colours=LIGHT))


def places(line):
    return [tuple(map(float, place.split(","))) for place in line.get("points").split()]


def test_higher_figures_stand_higher_within_the_picture():
    (line,) = drawn([1.0, 3.0, 2.0]).findall(f"{SVG}polyline")
    (_, low), (_, high), (_, middle) = places(line)
    assert high < middle < low
    assert all(0 <= across <= WIDTH and 0 <= down <= HEIGHT for across, down in places(line))


def test_a_gap_parts_the_line():
    picture = drawn([1.0, 2.0, None, 2.0, 3.0])
    assert [len(places(line)) for line in picture.findall(f"{SVG}polyline")] == [2, 2]


def test_a_month_between_gaps_is_a_dot():
    assert len(drawn([1.0, 2.0, None, 3.0, None]).findall(f"{SVG}circle")) == 1


def test_the_last_month_is_marked_only_where_it_has_a_figure():
    assert len(drawn([1.0, 2.0]).findall(f"{SVG}circle")) == 1
    assert not drawn([1.0, 2.0, None]).findall(f"{SVG}circle")


@pytest.mark.parametrize("values", [[], [None, None], [5.0], [5.0, 5.0, 5.0]])
def test_little_or_flat_is_no_fault(values):
    assert drawn(values).get("role") == "img"


def test_its_words_are_escaped():
    assert drawn([1.0, 2.0], words='"<&').get("aria-label") == '"<&'
