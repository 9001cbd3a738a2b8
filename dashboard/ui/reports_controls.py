"""The controls of the Reports page: which paper, of when, for whom, in which format; all of it lives in the address."""

from __future__ import annotations

import streamlit as st

from dashboard.papers.registry import PAPERS, PERIOD_WORDS
from dashboard.ui.controls import asked, choose_in_address, choose_several_in_address, pick_moment
from dashboard.ui.readers import MeasureChoice
from dashboard.ui.reports_asked import (
    ALL_THEMES,
    AS_THEY_ARE,
    AUDIENCE,
    COMPARE,
    FORMAT,
    KIND,
    MEASURES,
    NEWEST,
    OF_ONE_KIND,
    PERIOD,
    REPORT,
    SHOW,
    THEME,
    TRACKER,
    USUAL_REPORT,
    YEARS,
    AskedReport,
)
from dashboard.views.as_of import AsOfView, as_of_code
from dashboard.views.scorecard import Choice

_KIND_KEY = "pick-kind"


def pick_paper(view: AskedReport) -> None:
    """Show the papers, each with what it is for; another one takes out of the address what was meant for this."""
    papers = {str(paper.kind): paper for paper in PAPERS.values()}
    st.session_state[_KIND_KEY] = str(view.paper.kind)
    st.radio(
        "Which paper?",
        list(papers),
        format_func=lambda kind: papers[kind].name,
        captions=[paper.purpose for paper in papers.values()],
        key=_KIND_KEY,
        on_change=_write_kind,
    )


def show_choices(view: AskedReport, moment: AsOfView, measures: tuple[MeasureChoice, ...]) -> None:
    """Show what may be chosen of the paper: only what means something to its kind."""
    request = view.request
    period, audience, form, stood = st.columns([3, 3, 3, 3], vertical_alignment="bottom")
    with period:
        if view.paper.period is not None:
            _pick(PERIOD_WORDS[view.paper.period], PERIOD, (NEWEST, *view.periods), str(request.period or ""))
        else:
            _pick_years(view)
    with audience:
        _pick("For whom?", AUDIENCE, view.audiences, str(request.audience))
    with form:
        _pick("Format", FORMAT, view.formats, str(request.format))
    with stood:
        pick_moment(moment)
    _show_further(view, measures)


def wants_preview() -> bool:
    """Tell whether the address asks for the preview."""
    return asked(SHOW) is not None


def _show_further(view: AskedReport, measures: tuple[MeasureChoice, ...]) -> None:
    if len(view.trackers) > 1:
        _pick("Tracker", TRACKER, view.trackers, view.request.tracker or view.trackers[0].id)
    if view.themes:
        _pick("Theme", THEME, (ALL_THEMES, *view.themes), view.request.theme)
    if len(view.reports) > 1:
        _pick("Made from which report?", REPORT, (USUAL_REPORT, *view.reports), str(view.request.report or ""))
    if view.compared:
        earlier = "" if view.request.compare_with is None else as_of_code(view.request.compare_with) or ""
        label = "Show what read differently at an earlier edition?"
        _pick(label, COMPARE, (AS_THEY_ARE, *view.compared), earlier)
    if "indicators" in view.paper.takes:
        proposed = "" if "indicators" in view.paper.needs else "; without any, those that the rule proposes"
        choose_several_in_address(
            f"Measures, {len(measures)} to choose from{proposed}",
            MEASURES,
            [Choice(id=one.id, words=one.name) for one in measures],
            [str(one) for one in view.request.indicators],
            is_long=True,
        )


def _pick_years(view: AskedReport) -> None:
    if view.years:
        chosen = [str(year) for year in view.request.years]
        choose_several_in_address(
            "Financial years; the latest two without any", YEARS, view.years, chosen, is_long=True
        )


def _pick(label: str, name: str, options: tuple[Choice, ...], current: str) -> None:
    choose_in_address(label, name, options, next((one for one in options if one.id == current), options[0]))


def _write_kind() -> None:
    kept = {name: value for name, value in st.query_params.items() if name not in (KIND, *OF_ONE_KIND)}
    st.query_params.from_dict(kept | {KIND: st.session_state[_KIND_KEY]})
