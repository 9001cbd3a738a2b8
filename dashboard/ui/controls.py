"""The controls whose state lives in the address, so that a link reopens exactly this view.

The address is the only state: a control is set from what the page shows before it is drawn, and writes what was picked
back as an id. (Streamlit's own binding writes the option's words instead, which a changed name would break.)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard.periods import parse_period
from dashboard.ui.html import element
from dashboard.ui.readers import MeasureChoice
from dashboard.views.as_of import AsOfView, said_back
from dashboard.views.indicator import IndicatorView
from dashboard.views.scorecard import Choice, ScorecardView

# The search box is bound to the address by Streamlit: it keeps up with typing without filling the browser's history.
SEARCH = "search"
AS_OF = "as_of"
# The days that the calendar offers; an address may hold any.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
AS_OF_WORDS = (
    "Figures are restated as records are put right. Choose a moment to see every figure, rating and comparison as it "
    "was then. An edition goes by the order in which editions were recorded here; a date goes by the day of issue, "
    "and shows what readers had been given by then."
)


def asked(name: str) -> str | None:
    """Give what the address asks for, None where it asks for nothing."""
    return st.query_params.get(name) or None


def instead_words(view: ScorecardView) -> str:
    """Say that the address asks for a report or a month that is not there; empty when it was found."""
    report, month = asked("report"), asked("month")
    if not view.reports:
        return ""
    then = " at that moment" if view.as_of else ""
    if report and report != view.report.id:
        return f"There is no report {said_back(report)}{then}; the {view.report.words} is shown."
    if month and month != view.as_at.id:
        return f"There is no scorecard for {_month_words(month)}{then}; the latest is shown."
    return ""


def _month_words(code: str) -> str:
    try:
        return parse_period(code).words
    except ValueError:
        return said_back(code)


def show_scorecard_controls(view: ScorecardView, moment: AsOfView) -> str:
    """Show the pickers of report, month and moment, and the search box; give what is searched for."""
    report, month, search, stood = st.columns([4, 3, 4, 4], vertical_alignment="bottom")
    unheard = _unheard(view, moment)
    with report:
        choose_in_address("Report", "report", view.reports, view.report, resets=("month", "section", *unheard))
    with month:
        choose_in_address("As at", "month", view.months_to_choose, view.as_at, resets=unheard)
    with search:
        typed = st.text_input(
            "Find a measure", key=SEARCH, placeholder="Name or number", type="search", bind="query-params", live=True
        )
    with stood:
        pick_moment(moment)
    return typed or ""


def _unheard(view: ScorecardView, moment: AsOfView) -> tuple[str, ...]:
    """Name what the address asks for and does not get, so that the next pick takes it out."""
    report = asked("report")
    return tuple(
        name
        for name, wrong in (("report", bool(report) and report != view.report.id), (AS_OF, bool(moment.wrong)))
        if wrong
    )


def pick_moment(moment: AsOfView) -> None:
    """Show the choice of the moment to read at, folded away: now, just after an edition, or by a date."""
    with st.popover(f"As it stood: {moment.phrase}", width="stretch"):
        st.html(element("p", AS_OF_WORDS))
        edition = next((one for one in moment.editions if one.id == moment.code), None)
        choose_in_address("Just after an edition was recorded", AS_OF, moment.editions, edition)
        _pick_day(moment)
        st.button("Back to now", key="as-of-now", disabled=not (moment.code or moment.wrong), on_click=_go_to_now)


def _pick_day(moment: AsOfView) -> None:
    key, day = _key("as_of_day"), moment.as_of.issued
    st.session_state[key] = day if day is not None and FIRST_DAY <= day <= LAST_DAY else None
    st.date_input(
        "What readers had been given by",
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="DD/MM/YYYY",
        key=key,
        on_change=_write_day,
    )


def _write_day() -> None:
    picked = st.session_state.get(_key("as_of_day"))
    _put(AS_OF, picked.isoformat() if isinstance(picked, date) else None, ())


def _go_to_now() -> None:
    _put(AS_OF, None, ())


def choose_in_address(
    label: str, name: str, options: Sequence[Choice], current: Choice | None, *, resets: Sequence[str] = ()
) -> None:
    """Show a picker whose choice goes into the address under ``name``, taking out what no longer fits."""
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
    if len(view.bases) > 1:
        choose_one_in_address("Time basis", "basis", view.bases, view.basis)


def choose_one_in_address(
    label: str, name: str, options: Sequence[Choice], current: Choice, *, resets: Sequence[str] = ()
) -> None:
    """Show a few options side by side, of which one is always chosen; the choice goes into the address."""
    words = {choice.id: choice.words for choice in options}
    key = _key(name)
    st.session_state[key] = current.id
    st.segmented_control(
        label,
        list(words),
        required=True,
        format_func=lambda one: _sentence_case(words.get(one or "", "")),
        key=key,
        on_change=_write,
        args=(name, resets),
    )


def choose_several_in_address(
    label: str,
    name: str,
    options: Sequence[Choice],
    current: Sequence[str],
    *,
    is_long: bool = False,
    resets: Sequence[str] = (),
) -> None:
    """Show options of which any number may be chosen; their ids go into the address under ``name``, between commas.

    Few are shown side by side, a long list behind a box to type in.
    """
    words = {choice.id: choice.words for choice in options}
    key = _key(name)
    st.session_state[key] = [one for one in current if one in words]
    show = st.multiselect if is_long else partial(st.pills, selection_mode="multi")
    show(
        label,
        list(words),
        format_func=lambda one: words.get(one, one),
        key=key,
        on_change=_write_several,
        args=(name, resets),
    )


def clear_from_address(names: Sequence[str]) -> None:
    """Take choices out of the address, the words of the search box too where it is named."""
    if SEARCH in names:
        st.session_state[SEARCH] = ""
    _put("", None, [name for name in names if name != SEARCH])


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def pick_measure(measures: tuple[MeasureChoice, ...], current: str) -> None:
    """Show the box in which to find another measure by typing."""
    options = [Choice(id=measure.id, words=measure.name) for measure in measures]
    shown = next((option for option in options if option.id == current), None)
    choose_in_address("Measure", "id", options, shown, resets=("basis", "step"))


def _key(name: str) -> str:
    return f"pick-{name}"


def _write(name: str, resets: Sequence[str]) -> None:
    """Put what was picked into the address, and take out what no longer fits."""
    _put(name, st.session_state.get(_key(name)), resets)


def _write_several(name: str, resets: Sequence[str]) -> None:
    """Put all that were picked into the address; none at all takes the name out."""
    _put(name, ",".join(st.session_state.get(_key(name)) or ()) or None, resets)


def _put(name: str, picked: str | None, resets: Sequence[str]) -> None:
    kept = {key: value for key, value in st.query_params.items() if key not in (name, *resets)}
    if SEARCH not in kept:
        # One change, so that the browser's Back button undoes it in one step.
        st.query_params.from_dict(kept | ({name: picked} if picked else {}))
        return
    # Streamlit refuses to replace an address that holds a bound control's value.
    for other in (*resets, *([] if picked else [name])):
        st.query_params.pop(other, None)
    if picked:
        st.query_params[name] = picked
