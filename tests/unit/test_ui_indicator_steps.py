"""The indicator page's quarters and years, its forms, its dated notes and what it says of an address gone wrong."""

import dataclasses
from datetime import date

import pytest
from fixtures import views

from dashboard.judge.signal import SignalState
from dashboard.ui.chart_parts import chart_notes
from dashboard.ui.indicator_parts import answer_html, figures_html, provenance_html
from dashboard.ui.indicator_steps import forms_html, instead_html, step_asked, step_html
from dashboard.views.indicator import StepView
from dashboard.views.indicator_more import EventMark, FormRow, NextUpdate, StepRow
from dashboard.views.parts import FigureCell, RagChip, SignalMark
from dashboard.views.scorecard import Choice
from dashboard.vocabulary import Missing, Rag

QUARTER = StepView(
    id="quarter",
    words="by quarter",
    rule="A quarter is its three months added up.",
    judging="Quarters are not judged here.",
    trend=views.trend_view(targets=(), comparators=()),
    rows=(
        StepRow(
            period="January to March 2020",
            figure=FigureCell(text="incomplete", missing=Missing.NOT_AVAILABLE),
            counts="",
            how="incomplete: 2 of 3 months have a figure",
            source="",
        ),
        StepRow(
            period="October to December 2019",
            figure=FigureCell(text="20.1%"),
            counts="201 of 1,000",
            how="3 months added up",
            source="Edition 9, 1 <Front> K6, L6, M6",
        ),
    ),
    origins="As published: 2018/19.",
    form_link="financial_year",
)
FORMS = tuple(
    FormRow(
        id=form,
        words=words,
        period="March 2020",
        figure=FigureCell(text="20.7%"),
        counts="",
        rag=RagChip(state=rag, word=word),
        signal=SignalMark(state=SignalState.COMMON_CAUSE, word="No real change"),
        is_shown=form == "rolling_12_months",
    )
    for form, words, rag, word in (
        ("rolling_12_months", "rolling 12 months", Rag.GREEN, "On target"),
        ("in_month", "in the month", Rag.RED, "Off target"),
    )
)


def a_view(**changes):
    given = {"native_step": Choice(id="month", words="by month"), "steps": (QUARTER,), "forms": FORMS}
    return dataclasses.replace(views.indicator_view(), **(given | changes))


@pytest.mark.parametrize(("asked", "found"), [("quarter", QUARTER), ("month", None), ("week", None), (None, None)])
def test_the_address_asks_for_a_step(asked, found):
    assert step_asked(a_view(), asked) is found


def test_the_rule_stands_before_the_table_and_an_incomplete_quarter_says_why():
    html = step_html(a_view(), QUARTER, "2020-03", "9")
    assert html.index("three months added up") < html.index("<table")
    assert "Incomplete: 2 of 3 months have a figure" in html
    assert "1 &lt;Front&gt; K6, L6, M6" in html
    assert "As published: 2018/19." in html
    assert "basis=financial_year&amp;month=2020-03&amp;as_of=9" in html


def test_no_quarter_has_a_rating_or_a_signal():
    html = step_html(a_view(), QUARTER, None, "")
    assert "sc-chip" not in html
    assert "sc-ring" not in html


def test_forms_stand_side_by_side_each_with_its_own_rating_and_way_to_it():
    html = forms_html(a_view(), "2020-03", "9")
    assert html.count("sc-chip") == 2
    assert "Off target" in html
    assert "basis=in_month&amp;month=2020-03&amp;as_of=9" in html
    assert "basis=rolling_12_months" not in html
    assert "shown on this page" in html


def test_a_measure_of_one_form_has_no_table_of_forms():
    assert forms_html(a_view(forms=()), None, "") == ""


@pytest.mark.parametrize(
    ("basis", "step", "month", "words"),
    [
        ("rolling_12_months", "quarter", "2020-03", ""),
        (None, None, None, ""),
        (None, "month", None, ""),
        ("foo", None, None, "There is no time basis “foo”; the measure is shown rolling 12 months."),
        ("in_quarter", None, None, "There is no figure in the quarter; the measure is shown rolling 12 months."),
        (None, "<b>", None, "These figures cannot be shown by “&lt;b&gt;”; they are shown by month."),
        (None, None, "2020-13", "“2020-13” is not a month; the latest is shown."),
    ],
)
def test_what_is_not_there_is_said_with_what_is_shown_instead(basis, step, month, words):
    html = instead_html(a_view(), basis, step, month)
    assert words in html
    assert bool(html) is bool(words)


def test_events_are_listed_beneath_the_chart_with_their_day_and_source():
    mark = EventMark(
        at=date(2020, 3, 1), letter="A", period="Mar 2020", day="23 March 2020", what="A <move>", detail="Source: x."
    )  # fmt: skip
    html = chart_notes(views.trend_view(events=(mark,)))
    assert "Event A" in html
    assert "23 March 2020: A &lt;move&gt;. Source: x." in html


def test_figures_of_the_table_lead_to_the_edition_whose_file_can_be_downloaded():
    row = dataclasses.replace(
        views.indicator_view().figures[0], edition=14, source="1 Front door P15", noted="Event A", counts_derived=True
    )  # fmt: skip
    html = figures_html(a_view(figures=(row,)))
    assert 'href="history?edition=14"' in html
    assert "</a>, 1 Front door P15" in html
    assert ">Noted</th>" in html
    assert "worked out here from the printed percentage" in html


def test_without_worked_out_counts_or_events_the_table_has_neither_note():
    html = figures_html(views.indicator_view())
    assert "worked out here" not in html
    assert "Noted" not in html


@pytest.mark.parametrize(("today", "words"), [(date(2020, 5, 12), "is due"), (date(2020, 5, 13), "was due")])
def test_the_next_update_is_said_and_that_it_is_late(today, words):
    update = NextUpdate(what="Next report", words="is due", late_words="was due", expected=date(2020, 5, 12))
    html = provenance_html(a_view(updates=(update,)), today)
    assert f"<dt>Next report</dt><dd>{words}</dd>" in html


def test_the_past_expects_nothing():
    assert "What comes next" not in provenance_html(a_view(), date(2020, 5, 1))


def test_the_states_stand_beside_the_name_before_the_answer():
    html = answer_html(views.indicator_view())
    places = [
        html.index(one) for one in ("<h1>", "Rolling 12 months, March 2020", "On target", "No real change", "About 1")
    ]
    assert places == sorted(places)
    assert "<dt>Target 2019/20</dt><dd><span>Below 22%" in html
