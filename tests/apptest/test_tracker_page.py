"""The tracker's page on invented views: pickers, address, notices, link."""

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import pytest
from fixtures import tracker_views as invented

from dashboard.ui import tracker_readers

ASKED = []


@pytest.fixture(autouse=True)
def invented_tracker(monkeypatch):
    """Give an invented tracker for whatever is asked, and keep what was asked."""

    def build(_ground, *, tracker, month, theme):
        ASKED.append((tracker, month, theme))
        if month == "1999-01":
            return replace(invented.VIEW, instead="There is no report for January 1999: March 2020 is shown.")
        return invented.EMPTY if theme == "nothing" else invented.VIEW

    ASKED.clear()
    monkeypatch.setattr(tracker_readers, "read_ground", lambda _as_of: SimpleNamespace(lock=nullcontext()))
    monkeypatch.setattr(tracker_readers, "build_tracker", build)


def test_it_opens_with_the_answer_and_what_stands_out(open_app, html_of):
    app = open_app("tracker")
    assert not app.exception
    assert html_of(app).index("2 of 6 measures stand out") < html_of(app).index("Worse than usual")
    assert ASKED == [(None, None, None)]


def test_the_address_says_what_is_shown(open_app, html_of):
    app = open_app("tracker", month="2020-02", theme="a-good-home", view="theme")
    assert ASKED[-1] == (None, "2020-02", "a-good-home")
    assert "part-a-good-home" in html_of(app)


def test_picking_a_month_goes_into_the_address(open_app):
    app = open_app("tracker")
    app.selectbox(key="pick-month").set_value("2020-02").run()
    assert app.query_params["month"] in ("2020-02", ["2020-02"])


def test_a_month_or_a_view_that_is_not_there_is_said(open_app, html_of):
    shown = html_of(open_app("tracker", month="1999-01", view="sideways"))
    assert "There is no report for January 1999" in shown
    assert "asks for a view that there is not" in shown


def test_paper_names_the_edition(open_app, html_of):
    assert '@bottom-left{content:"Edition 12 · March 2020' in html_of(open_app("tracker"))


def test_an_empty_tracker_offers_no_link(open_app, html_of):
    app = open_app("tracker", theme="nothing")
    assert "Nothing has been published yet" in html_of(app)
    assert not app.code


def test_the_link_names_the_month_even_of_the_latest(open_app):
    app = open_app("tracker")
    assert "month=2020-03" in app.code[0].value
    assert "as_of=" in app.code[1].value
