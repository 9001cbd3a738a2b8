"""The indicator page run without a browser: questions in order, quarters and years, the workbook, a wrong address."""

import dataclasses

import pytest
from fixtures import views

from dashboard.ui import readers
from dashboard.views.indicator import StepView
from dashboard.views.indicator_more import StepRow
from dashboard.views.parts import FigureCell
from dashboard.views.scorecard import Choice

MEASURE = "re-referrals"
QUESTIONS = (
    "How are we doing?", "Is it news?", "How do we compare?", "What does it mean, and what should I ask?",
    "Where does the figure come from?",
)  # fmt: skip
STEP = StepView(
    id="quarter",
    words="by quarter",
    rule="A quarter is its three months added up.",
    judging="Quarters are not judged here.",
    trend=views.trend_view(title="The finding by quarter", alt="By quarter.", targets=(), comparators=()),
    rows=(
        StepRow(period="January to March 2020", figure=FigureCell(text="20.1%"), counts="", how="added up", source=""),
    ),
)


@pytest.fixture
def with_steps(monkeypatch):
    """Let the measure be one that can be shown by quarter."""
    view = dataclasses.replace(
        views.indicator_view(), native_step=Choice(id="month", words="by month"), steps=(STEP,)
    )  # fmt: skip
    monkeypatch.setattr(readers, "build_indicator", lambda *_, **__: view)


def test_one_question_a_section_in_the_order_asked(open_app, html_of):
    html = html_of(open_app("indicator", id=MEASURE))
    headings = [part.split("</h2>")[0] for part in html.split("<h2>")[1:]]
    assert tuple(headings) == QUESTIONS
    assert html.count("<h1>") == 1


def test_months_are_shown_first(open_app, html_of, with_steps):
    app = open_app("indicator", id=MEASURE)
    assert [chart.proto.alt for chart in app.get("plotly_chart")] == [views.trend_view().alt]
    assert "three months added up" not in html_of(app)


def test_a_quarter_in_the_address_shows_quarters_and_their_rule(open_app, html_of, with_steps):
    app = open_app("indicator", id=MEASURE, step="quarter")
    assert [chart.proto.alt for chart in app.get("plotly_chart")] == ["By quarter."]
    html = html_of(app)
    assert "The finding by quarter" in html
    assert "A quarter is its three months added up. Quarters are not judged here." in html


def test_picking_quarters_puts_them_into_the_address_and_months_again(open_app, html_of, with_steps):
    app = open_app("indicator", id=MEASURE)
    app.button_group(key="pick-step").set_value("quarter").run()
    assert "quarter" in app.query_params["step"]
    assert "The finding by quarter" in html_of(app)
    app.button_group(key="pick-step").set_value("month").run()
    assert "The finding by quarter" not in html_of(app)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"step": "fortnight"}, "These figures cannot be shown by “fortnight”; they are shown by month."),
        ({"basis": "in_quarter"}, "There is no figure in the quarter"),
        ({"month": "yesterday"}, "“yesterday” is not a month; the latest is shown."),
    ],
)
def test_a_wrong_address_is_said_with_what_is_shown_instead(open_app, html_of, with_steps, query, words):
    app = open_app("indicator", id=MEASURE, **query)
    assert words in html_of(app)
    assert app.get("plotly_chart")
    assert not app.exception


def test_a_measure_without_longer_steps_offers_none(open_app):
    app = open_app("indicator", id=MEASURE)
    assert "pick-step" not in [group.key for group in app.get("button_group")]


def test_the_workbook_of_the_latest_figure_can_be_downloaded(open_app):
    (button,) = open_app("indicator", id=MEASURE).get("download_button")
    assert button.proto.label.startswith("Download ")


def test_without_a_figure_there_is_no_file_to_offer(open_app, html_of, monkeypatch):
    view = views.indicator_view()
    nowhere = dataclasses.replace(view.provenance, edition=None, file="")
    monkeypatch.setattr(
        readers, "build_indicator", lambda *_, **__: dataclasses.replace(view, provenance=nowhere, figures=())
    )
    app = open_app("indicator", id=MEASURE)
    assert not app.get("download_button")
    assert not app.exception
