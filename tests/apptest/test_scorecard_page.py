"""The scorecard's filters, order and columns through the app's own frame: the address is the only state."""

from __future__ import annotations

import dataclasses

import pytest
from fixtures import views

from dashboard.ui import readers

MEASURE_ROW = 'scope="row" class="sc-name"'
PILLS = "pick-rag"


def press(app, key, *picked):
    """Choose these of several, as a reader's presses leave them."""
    control = next(one for one in app.get("button_group") if one.key == key)
    control.set_value(list(picked))
    return app.run()


def chosen_in(app, key):
    return next(one for one in app.get("button_group") if one.key == key).value


def test_the_short_view_is_shown_first(open_app, html_of):
    html = html_of(open_app())
    assert "Mar<br>2020" in html
    assert "Apr<br>2019" not in html
    assert "65 measures" in html


def test_a_link_reopens_exactly_this_view(open_app, html_of):
    asked = {"rag": "red,amber", "sort": "name", "columns": "latest,rag,months", "section": "section-1"}
    app = open_app(**asked)
    html = html_of(app)
    assert "Apr<br>2019" in html
    assert "Is it news?</th>" not in html
    assert "sc-group" not in html.split("</style>")[-1]
    assert chosen_in(app, PILLS) == ["red", "amber"]
    assert app.selectbox(key="pick-sort").value == "name"
    assert app.multiselect(key="pick-section").value == ["section-1"]
    assert app.multiselect(key="pick-columns").value == ["latest", "rag", "months"]
    assert app.query_params == asked


def test_pressing_a_count_filters_by_it_and_goes_into_the_address(open_app, html_of):
    app = press(open_app(month="2019-10"), PILLS, "red")
    assert app.query_params == {"month": "2019-10", "rag": "red"}
    html = html_of(app)
    assert 0 < html.count(MEASURE_ROW) < 65
    assert f"{html.count(MEASURE_ROW)} of 65 measures match: Off target" in html
    assert "sc-amber" not in html.split('class="sc-scorecard')[1].split("</table>")[0]
    app = press(app, PILLS)
    assert app.query_params == {"month": "2019-10"}
    assert html_of(app).count(MEASURE_ROW) == 65


def test_the_printed_view_replaces_columns_of_ones_own(open_app, html_of):
    app = open_app(columns="latest")
    assert chosen_in(app, "pick-view") == "own"
    next(one for one in app.get("button_group") if one.key == "pick-view").set_value("printed")
    app.run()
    assert app.query_params == {"view": "printed"}
    assert "Latest benchmarks" in html_of(app)


def test_choosing_columns_replaces_the_view(open_app):
    app = open_app(view="printed")
    app.multiselect(key="pick-columns").set_value(["rag"]).run()
    assert app.query_params == {"columns": "rag"}
    app.multiselect(key="pick-columns").set_value([]).run()
    assert app.query_params == {}


def test_clear_filters_takes_all_out_and_leaves_the_rest(open_app, html_of):
    app = open_app(rag="red", search="zebra", only="rating", sort="name", month="2019-10")
    html = html_of(app)
    assert "No measure matches every filter" in html
    assert "<table" not in html
    app.button(key="clear-filters").click().run()
    assert dict(app.query_params) == {"sort": "name", "month": "2019-10"}
    assert html_of(app).count(MEASURE_ROW) == 65
    assert "clear-filters" not in [button.key for button in app.button]
    assert not app.exception


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"rag": "purple"}, "There is no rating “purple”; it is left out."),
        ({"section": "<i>"}, "There is no section “&lt;i&gt;”; it is left out."),
        ({"sort": "up"}, "There is no order “up”; the printed order is used."),
        ({"view": "wide", "columns": "a,b"}, "There is no column “a” or “b”; they are left out."),
    ],
)
def test_what_is_not_there_is_said_and_everything_is_shown(open_app, html_of, asked, said):
    app = open_app(**asked)
    html = html_of(app)
    assert said in html
    assert html.count(MEASURE_ROW) == 65
    assert not app.exception


def test_what_is_asked_for_can_be_taken_back_though_no_measure_has_it(open_app, monkeypatch):
    view = views.scorecard_view()
    kept = [
        dataclasses.replace(one, rows=tuple(row for row in one.rows if row.rag.state != "red")) for one in view.sections
    ]
    monkeypatch.setattr(readers, "build_scorecard", lambda *_, **__: dataclasses.replace(view, sections=tuple(kept)))
    assert chosen_in(open_app(rag="red"), PILLS) == ["red"]


def test_another_report_drops_the_section(open_app):
    app = open_app(section="section-1", rag="red")
    app.selectbox(key="pick-report").select("early-help").run()
    assert app.query_params == {"rag": "red", "report": "early-help"}


def test_without_figures_there_is_nothing_to_filter(open_app, html_of, monkeypatch):
    nothing = views.scorecard_view(empty="Nothing published.")
    monkeypatch.setattr(readers, "build_scorecard", lambda *_, **__: nothing)
    app = open_app(rag="purple")
    assert "Nothing published." in html_of(app)
    assert "purple" not in html_of(app)
    assert not app.get("button_group")
