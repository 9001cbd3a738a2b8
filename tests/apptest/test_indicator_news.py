"""The indicator page's section on news: where it stands, and the chart of points worked out from printed ones."""

import dataclasses

import pytest
from fixtures import views

from dashboard.judge.signal import SignalState
from dashboard.ui import readers
from dashboard.views.indicator import RangeBand

MEASURE = "re-referrals"


@pytest.fixture
def shown_view(monkeypatch):
    """Let the page show a view changed by the test."""

    def show(**changes):
        view = dataclasses.replace(views.indicator_view(), **changes)
        monkeypatch.setattr(readers, "build_indicator", lambda *_, **__: view)
        return view

    return show


def a_judged_trend():
    points = views.trend_view().points
    marked = dataclasses.replace(points[-1], mark=SignalState.CONCERN, mark_words="Worse than usual")
    band = RangeBand(
        start=points[0].start, end=points[-1].start, level=21.0, low=18.0, high=24.0, words="18% to 24%"
    )  # fmt: skip
    changes = {"title": "What is judged: single months", "alt": "Single months.", "ranges": (band,)}
    return views.trend_view(points=(*points[:-1], marked), comparators=(), targets=(), **changes)


def test_news_stands_between_the_chart_and_the_comparison(open_app, html_of):
    html = html_of(open_app("indicator", id=MEASURE))
    order = ["How are we doing?", ">Is it news?</h2>", "The usual level is 21.2%", "How do we compare?"]
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_where_the_points_judged_are_not_the_printed_ones_they_have_a_chart_with_alt_text(
    open_app, html_of, shown_view
):
    shown_view(judged=a_judged_trend())
    app = open_app("indicator", id=MEASURE)
    assert [chart.proto.alt for chart in app.get("plotly_chart")] == [views.trend_view().alt, "Single months."]
    html = html_of(app)
    assert "What is judged: single months" in html
    assert html.count("How to read this chart") == 1
    assert "The points judged as a table" in html


def test_without_a_verdict_there_is_no_section(open_app, html_of, shown_view):
    shown_view(news=views.news_view(verdict=""))
    assert ">Is it news?</h2>" not in html_of(open_app("indicator", id=MEASURE))
