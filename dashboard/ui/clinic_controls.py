"""The controls of clinic preparation: month and measures, which live in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.formatting import plural
from dashboard.ui.clinic_readers import AskedClinic
from dashboard.ui.controls import asked, choose_in_address, pick_moment
from dashboard.views.as_of import AsOfView
from dashboard.views.clinic.view import ClinicView

MEASURES, MONTH = "measures", "month"
_KEY = "pick-measures"
SHEETS_ASKED = 100


def asked_clinic(as_of: str) -> AskedClinic:
    """Read what the address asks for: ids between commas, a month and a moment."""
    names = (name.strip() for name in (asked(MEASURES) or "").split(","))
    return AskedClinic(
        measures=tuple(name for name in names if name)[:SHEETS_ASKED], month=asked(MONTH) or "", as_of=as_of
    )


def show_controls(view: ClinicView, moment: AsOfView) -> None:
    """Show the pickers of month, measures and moment; where measures are proposed, a button that takes them all."""
    month, measures, stood = st.columns([2, 5, 2], vertical_alignment="bottom")
    with month:
        choose_in_address("Month", MONTH, view.months, view.month)
    with measures:
        _pick_measures(view)
    with stood:
        pick_moment(moment)
    if view.proposals:
        ids = [str(one.id) for one in view.proposals]
        label = f"Make the sheets of {f'all {len(ids)} proposed' if len(ids) > 1 else 'the one proposed'}"
        st.button(label, key="take-proposed", type="primary", on_click=_write, args=(ids,))


def _pick_measures(view: ClinicView) -> None:
    words = {choice.id: choice.words for choice in view.candidates}
    st.session_state[_KEY] = [str(one) for one in view.chosen if str(one) in words]
    st.multiselect(
        "Measures for the clinic",
        list(words),
        format_func=lambda one: words.get(one, one),
        placeholder=f"Type to find one of {plural(len(words), 'measure')}",
        key=_KEY,
        on_change=_write_picked,
    )


def _write_picked() -> None:
    _write(st.session_state.get(_KEY, []))


def _write(ids: Sequence[str]) -> None:
    """Put the measures into the address in one change, so that Back undoes it in one step."""
    kept = {name: value for name, value in st.query_params.items() if name != MEASURES}
    st.query_params.from_dict(kept | ({MEASURES: ",".join(ids)} if ids else {}))
