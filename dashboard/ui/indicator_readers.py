"""What the indicator page writes, kept as HTML: by the store's revision, what the address asks for, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.ui.chart_parts import chart_heading, chart_key, chart_notes
from dashboard.ui.compare_parts import compare_more_html
from dashboard.ui.components import section
from dashboard.ui.history_readers import read_edition
from dashboard.ui.html import Html, join
from dashboard.ui.indicator_parts import (
    answer_html,
    benchmarks_html,
    comparison_html,
    figures_html,
    meaning_html,
    provenance_html,
)
from dashboard.ui.indicator_steps import forms_html, instead_html, step_asked, step_html
from dashboard.ui.news_parts import how_to_read_html, judged_table_html, news_html
from dashboard.ui.readers import VIEWS_KEPT, forget_on_change, read_indicator, revision, today
from dashboard.views.as_of import AsOfView
from dashboard.views.history import EditionView
from dashboard.views.indicator import IndicatorView, StepView


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks the indicator page for."""

    indicator: str
    basis: str | None
    step: str | None
    month: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorParts:
    """The page's writing in its order: before the first chart, beneath it, and beneath the second where there is one.

    ``step`` is the longer step that the first chart shows, None for the series' own; ``file`` the edition whose
    workbook is offered. Of a measure that is not there, ``view`` alone says anything.
    """

    view: IndicatorView
    head: Html
    instead: Html
    lead: Html
    beneath: Html
    after: Html
    step: StepView | None
    file: EditionView | None


def read_parts(asked: Asked, moment: AsOfView) -> IndicatorParts:
    """Give one measure's page with what it writes."""
    return _parts(revision(), asked.indicator, asked.basis, asked.step, asked.month, moment, today())


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT, hash_funcs={AsOfView: lambda moment: moment.code})
def _parts(
    revision: int,
    indicator: str,
    basis: str | None,
    step: str | None,
    month: str | None,
    moment: AsOfView,
    day: str,
) -> IndicatorParts:
    view = read_indicator(indicator, basis, month, moment.as_of)
    if view.not_found:
        none = Html("")
        return IndicatorParts(
            view=view, head=none, instead=none, lead=none, beneath=none, after=none, step=None, file=None
        )
    longer = step_asked(view, step)
    judged = view.judged
    rest = _rest(view, moment.code, date.fromisoformat(day))
    news = _news(view, month, moment.code)
    beneath = [_beneath(view, longer, month, moment.code), news]
    return IndicatorParts(
        view=view,
        head=answer_html(view),
        instead=instead_html(view, basis, step, month),
        lead=section("How are we doing?", chart_heading(longer.trend if longer else view.trend)),
        beneath=join([*beneath, chart_heading(judged)] if judged else [*beneath, rest]),
        after=join([_judged(view), rest]) if judged else Html(""),
        step=longer,
        file=None if view.provenance.edition is None else read_edition(view.provenance.edition),
    )


def _beneath(view: IndicatorView, longer: StepView | None, month: str | None, as_of: str) -> Html:
    """Write what belongs to the first chart: its key, its notes, its table; then the other forms."""
    forms = forms_html(view, month, as_of)
    if longer is not None:
        return join([step_html(view, longer, month, as_of), forms])
    read = "" if view.judged else how_to_read_html(view)
    return join([chart_key(view.trend), chart_notes(view.trend), read, figures_html(view), forms])


def _news(view: IndicatorView, month: str | None, as_of: str) -> Html:
    return section("Is it news?", news_html(view, month, as_of)) if view.news.verdict else Html("")


def _judged(view: IndicatorView) -> Html:
    if view.judged is None:
        return Html("")
    return join(
        [chart_key(view.judged), chart_notes(view.judged), how_to_read_html(view), judged_table_html(view.judged)]
    )


def _rest(view: IndicatorView, as_of: str, today: date) -> Html:
    compared = join([comparison_html(view), compare_more_html(view, as_of), benchmarks_html(view)])
    return join(
        [
            section("How do we compare?", compared),
            section("What does it mean, and what should I ask?", meaning_html(view)),
            section("Where does the figure come from?", provenance_html(view, today)),
        ]
    )


forget_on_change(_parts)
