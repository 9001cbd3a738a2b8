"""The control "As it stood", through the app's own frame on invented views."""

from datetime import date

import pytest

from dashboard.store.records import AsOf
from dashboard.ui import readers
from dashboard.views.as_of import AsOfView

MEASURE = "re-referrals"


def test_it_is_folded_and_says_now_until_a_moment_is_chosen(open_app, html_of):
    app = open_app()
    labels = [popover.proto.popover.label for popover in app.get("popover")]
    assert "As it stood: now" in labels
    assert "Back to now" not in html_of(app)


@pytest.mark.parametrize(("code", "title"), [("7", "edition 7"), ("2019-11-30", "by 30 November 2019")])
def test_the_address_chooses_the_moment_and_the_page_says_so(open_app, html_of, code, title):
    app = open_app(as_of=code)
    html = html_of(app)
    assert title in html
    assert "6 editions recorded since are left out." in html
    assert f"basis=in_month&amp;month=2020-03&amp;as_of={code}" in html


def test_picking_an_edition_writes_it_into_the_address(open_app):
    app = open_app(month="2019-10")
    app.selectbox(key="pick-as_of").select("7").run()
    assert app.query_params == {"month": "2019-10", "as_of": "7"}
    assert not app.exception


def test_picking_a_day_writes_it_into_the_address(open_app):
    app = open_app(search="plan")
    app.date_input(key="pick-as_of_day").set_value(date(2019, 11, 30)).run()
    assert app.query_params["as_of"] == "2019-11-30"
    assert app.selectbox(key="pick-as_of").value is None


def test_the_way_back_to_now(open_app, html_of):
    app = open_app(as_of="7")
    assert app.selectbox(key="pick-as_of").value == "7"
    app.button(key="as-of-now").click().run()
    assert "as_of" not in app.query_params
    assert "Back to now" not in html_of(app)


def test_what_is_no_moment_is_said_and_goes_at_the_next_pick(open_app, html_of):
    app = open_app(as_of="<b>", report="bins")
    html = html_of(app)
    assert "“&lt;b&gt;” is no moment" in html
    assert "There is no report “bins”" in html
    app.selectbox(key="pick-month").select("2019-10").run()
    assert app.query_params == {"month": "2019-10"}
    assert "There is no report" not in html_of(app)
    assert not app.exception


def test_a_day_beyond_the_calendar_is_shown_but_not_in_the_box(open_app, monkeypatch):
    moment = AsOfView(as_of=AsOf(issued=date(1066, 10, 14)), code="1066-10-14", title="By 1066")
    monkeypatch.setattr(readers, "build_as_of", lambda *_: moment)
    app = open_app(as_of="1066-10-14")
    assert app.date_input(key="pick-as_of_day").value is None
    assert not app.exception


def test_the_indicator_page_keeps_the_moment_and_links_back(open_app, html_of):
    app = open_app("indicator", id=MEASURE, month="2019-08", as_of="7")
    html = html_of(app)
    assert html.index("As it stood just after edition 7") < html.index("About 1 in 5 referrals")
    assert 'href="scorecard?month=2019-08&amp;as_of=7"' in html
    app.selectbox(key="pick-id").select("number-of-referrals").run()
    assert app.query_params["as_of"] == "7"


def test_the_list_of_measures_keeps_the_moment(open_app, html_of):
    assert f"indicator?id={MEASURE}&amp;as_of=7" in html_of(open_app("indicator", as_of="7"))
