"""The sparkline on a page: small, following the theme, and with its words."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard.judge.signal import SignalState
from dashboard.ui.spark_parts import END_MARKS, spark_html
from dashboard.views.spark import SparkView

# 24 months, the most that a page shows; words apart.
MONTHS = tuple(78.1 + 9 * ((place * 7) % 11) / 11 for place in range(24))
BYTES_AT_MOST = 700
WORDS = "April 2018 to March 2020: from 78.1% to 56.3%"


def drawn(**more):
    return spark_html(SparkView(values=more.pop("values", MONTHS), words=more.pop("words", WORDS), **more))


def places(html):
    return [tuple(map(float, found)) for found in re.findall(r"left:([\d.]+)%;top:([\d.]+)%", html)]


def test_it_is_one_picture_with_its_words():
    html = drawn()
    assert html.startswith('<span class="sc-spark" role="img" ')
    assert f'aria-label="{WORDS}"' in html


def test_it_is_light():
    assert len(drawn(low=71.0, high=92.0, state=SignalState.CONCERN, words="").encode()) <= BYTES_AT_MOST


def test_the_line_is_a_whole_picture():
    address = re.search(r"--sc-path:url\(data:image/svg\+xml,([^)]*)\)", drawn()).group(1)
    assert not re.search(r"[\s\"'()<>#]", address)
    (line,) = ElementTree.fromstring(unquote(address))
    assert line.get("d").startswith("M14,")


def test_the_page_gives_the_colours():
    assert not re.search(r"#[0-9A-Fa-f]{3,6}|rgb|style=\"[^\"]*colou?r", unquote(drawn(low=70.0, high=90.0)))


@pytest.mark.parametrize("state", list(SignalState))
def test_the_last_point_has_the_shape_of_its_state(state):
    assert f'"sc-spark-end {END_MARKS.get(state, "sc-mark-plain")}"' in drawn(state=state)


def test_the_mark_stands_on_the_last_point():
    ((left, top),) = places(drawn(values=(1.0, 2.0, 3.0)))
    assert left > 90
    assert top < 30


def test_nothing_is_marked_where_the_last_month_has_no_figure():
    assert "sc-spark-end" not in drawn(values=(1.0, 2.0, None), state=SignalState.NO_FIGURE)


@pytest.mark.parametrize("values", [(), (None,), (None, None)])
def test_without_a_figure_there_is_no_picture(values):
    assert drawn(values=values) == ""


def test_the_range_is_drawn_only_where_it_is_known():
    assert "sc-spark-band" in drawn(low=70.0, high=90.0)
    assert "sc-spark-band" not in drawn()


def test_words_are_escaped():
    assert 'aria-label="&lt;b&gt; &quot;"' in drawn(words='<b> "')
