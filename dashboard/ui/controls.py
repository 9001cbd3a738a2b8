"""The controls whose state lives in the address, so that a link reopens exactly this view.

The address is the only state: a control is set from what the page shows before it is drawn, and writes what was picked
back as an id. (Streamlit's own binding writes the option's words instead, which a changed name would break.)
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.periods import parse_period
from dashboard.ui.readers import MeasureChoice
from dashboard.views.indicator import IndicatorView
from dashboard.views.scorecard import Choice, ScorecardView

# The search box is bound to the address by Streamlit: it keeps up with typing without filling the browser's history.
SEARCH = "search"
# What an address asks for is said back; more than this of it helps nobody.
SAID_BACK = 40


def asked(name: str) -> str | None:
    """Give what the address asks for, None where it asks for nothing."""
    return st.query_params.get(name) or None


def instead_words(view: ScorecardView) -> str:
    """Say that the address asks for a report or a month that is not there; empty when it was found."""
    report, month = asked("report"), asked("month")
    if not view.reports:
        return ""
    if report and report != view.report.id:
        return f"There is no report {_quoted(report)}; the {view.report.words} is shown."
    if month and month != view.as_at.id:
        return f"There is no scorecard for {_month_words(month)}; the latest is shown."
    return ""


def _month_words(code: str) -> str:
    try:
        return parse_period(code).words
    except ValueError:
        return _quoted(code)


def _quoted(asked_for: str) -> str:
    return f"“{asked_for[:SAID_BACK]}{'…' if len(asked_for) > SAID_BACK else ''}”"


def show_scorecard_controls(view: ScorecardView) -> str:
    """Show the pickers of report and month and the search box; give what is searched for."""
    report, month, search = st.columns([5, 3, 5], vertical_alignment="bottom")
    with report:
        _select("Report", "report", view.reports, view.report, resets=("month",))
    with month:
        _select("As at", "month", view.months_to_choose, view.as_at)
    with search:
        typed = st.text_input(
            "Find a measure", key=SEARCH, placeholder="Name or number", type="search", bind="query-params", live=True
        )
    return typed or ""


def _select(
    label: str, name: str, options: Sequence[Choice], current: Choice | None, *, resets: Sequence[str] = ()
) -> None:
    words = {choice.id: choice.words for choice in options}
    key = _key(name)
    st.session_state[key] = current.id if current is not None and current.id in words else None
    st.selectbox(
        label,
        list(words),
        format_func=lambda one: words.get(one, one),
        # A picker that may be empty can also be emptied.
        index=0 if current is not None else None,
        placeholder="Type to find one",
        key=key,
        on_change=_write,
        args=(name, resets),
    )


def pick_basis(view: IndicatorView) -> None:
    """Show the choice of time basis, where the measure has more than one."""
    words = {choice.id: choice.words for choice in view.bases}
    if len(words) < 2:
        return
    key = _key("basis")
    st.session_state[key] = view.basis.id
    st.segmented_control(
        "Time basis",
        list(words),
        required=True,
        format_func=lambda one: _sentence_case(words.get(one or "", "")),
        key=key,
        on_change=_write,
        args=("basis", ()),
    )


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def pick_measure(measures: tuple[MeasureChoice, ...], current: str) -> None:
    """Show the box in which to find another measure by typing."""
    options = [Choice(id=measure.id, words=measure.name) for measure in measures]
    shown = next((option for option in options if option.id == current), None)
    _select("Measure", "id", options, shown, resets=("basis",))


def _key(name: str) -> str:
    return f"pick-{name}"


def _write(name: str, resets: Sequence[str]) -> None:
    """Put what was picked into the address, and take out what no longer fits."""
    picked = st.session_state.get(_key(name))
    kept = {key: value for key, value in st.query_params.items() if key not in (name, *resets)}
    if SEARCH not in kept:
        # One change, so that the browser's Back button undoes it in one step.
        st.query_params.from_dict(kept | ({name: picked} if picked else {}))
        return
    # Streamlit refuses to replace an address that holds a bound control's value.
    for other in resets:
        st.query_params.pop(other, None)
    st.query_params[name] = picked or ""
