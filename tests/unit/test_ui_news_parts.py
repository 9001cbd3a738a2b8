"""The signal's mark, the section that says whether a figure is news, and what stands by the chart."""

import dataclasses
import re

import pytest
from fixtures import views

from dashboard.judge.signal import SignalState
from dashboard.ui.chart_parts import chart_key
from dashboard.ui.indicator_parts import answer_html, figures_html
from dashboard.ui.news_parts import how_to_read_html, judged_table_html, news_html
from dashboard.ui.signal_parts import signal_mark, signal_ring
from dashboard.ui.style import style_sheet
from dashboard.views.indicator import RangeBand
from dashboard.views.news import OtherForm
from dashboard.views.parts import SignalMark
from dashboard.vocabulary import Basis


def with_range(view):
    points = view.trend.points
    marked = dataclasses.replace(points[-1], mark=SignalState.CONCERN, mark_words="Worse than usual")
    band = RangeBand(
        start=points[0].start, end=points[-1].start, level=21.2, low=18.9, high=23.5,
        words="18.9% to 23.5%, usual level 21.2%",
    )  # fmt: skip
    trend = dataclasses.replace(view.trend, points=(*points[:-1], marked), ranges=(band,))
    rows = (dataclasses.replace(view.figures[0], mark="Worse than usual"), *view.figures[1:])
    return dataclasses.replace(view, trend=trend, figures=rows)


@pytest.mark.parametrize("state", list(SignalState))
def test_every_state_has_a_ring_of_its_own_and_its_word(state):
    html = signal_mark(SignalMark(state=state, word="In a word", title="At length"))
    (ring,) = re.findall(r"sc-ring-[a-z-]+", html)
    assert f".{ring} {{ --sc-sign: url(" in style_sheet()
    assert "In a word" in html
    assert 'title="At length"' in html


def test_the_rings_are_all_different():
    signs = re.findall(r"--sc-sign: (url\(.+?\)); }", style_sheet())
    assert len(signs) == len(set(signs)) == len(SignalState)


def test_beside_its_sentence_the_ring_is_not_read_out():
    assert 'aria-hidden="true"' in signal_ring(SignalState.CONCERN)


def test_words_are_escaped():
    assert "<b>" not in signal_mark(SignalMark(state=SignalState.CONCERN, word="<b>", title="<b>"))


def test_the_answer_has_target_news_and_direction_beside_the_figure():
    view = dataclasses.replace(views.indicator_view(), caution="Few cases.", assurance="Will meet it some months.")
    html = answer_html(view)
    assert html.index("Against target") < html.index("Is it news?") < html.index("Direction of travel")
    assert "Few cases." in html
    assert "Will meet it some months." in html
    assert "Bear in mind" not in answer_html(views.indicator_view())


def test_a_missing_target_is_said_once():
    view = views.indicator_view()
    none = dataclasses.replace(view, rag=dataclasses.replace(view.rag, word="No target set"))
    assert answer_html(dataclasses.replace(none, target_words="No target set")).count("No target set") == 1


def test_news_has_its_grounds_and_the_fuller_sentence_folded():
    html = news_html(views.indicator_view(), None, "")
    assert html.index("No real change") < html.index("<dt>Why</dt>") < html.index("For heads of service")


def test_another_form_is_a_link_that_keeps_month_and_moment():
    form = OtherForm(words="In the month it is judged: no real change.", basis=Basis.IN_MONTH)
    view = dataclasses.replace(views.indicator_view(), news=views.news_view(other_form=form))
    assert 'href="indicator?id=re-referrals&amp;basis=in_month&amp;month=2019-10&amp;as_of=7"' in news_html(
        view, "2019-10", "7"
    )


def test_how_to_read_stands_only_where_a_range_is_drawn():
    assert how_to_read_html(views.indicator_view()) == ""
    assert "usual range" in how_to_read_html(with_range(views.indicator_view()))


def test_the_key_and_the_table_name_the_marks_and_the_range():
    view = with_range(views.indicator_view())
    key = chart_key(view.trend)
    assert "sc-mark-concern" in key
    assert "Worse than usual" in key
    assert "Usual range 18.9% to 23.5%, usual level 21.2%" in key
    table = figures_html(view)
    assert "Usual range: 18.9% to 23.5%" in table
    assert "Is it news?" in table
    assert "Is it news?" not in figures_html(views.indicator_view())


def test_the_points_judged_have_their_table():
    html = judged_table_html(with_range(views.indicator_view()).trend)
    assert html.count("<tr>") == len(views.indicator_view().trend.points) + 1
    assert "Worse than usual" in html
