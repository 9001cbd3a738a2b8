"""One measure beside our neighbours, our region or every authority: "How do we compare?"."""

import streamlit as st

from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.charts import is_dark
from dashboard.ui.compare_controls import asked_view, offer_downloads, pick_compared, show_pickers
from dashboard.ui.compare_parts import (
    answer_html,
    empty_html,
    instead_html,
    measures_html,
    not_found_html,
    notes_html,
)
from dashboard.ui.compare_readers import Asked, read_chart, read_compare, read_compared_measures, read_trends
from dashboard.ui.components import notice, section
from dashboard.ui.controls import AS_OF, asked, pick_moment
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import join
from dashboard.ui.readers import read_as_of
from dashboard.views.as_of import AsOfView
from dashboard.views.compare_page.view import CompareView


@st.fragment
def show_comparison(measure: str, moment: AsOfView) -> None:
    """Show one measure's comparison; picking a year, list, method or neighbour reruns this part alone."""
    with plain_faults():
        wanted = asked_view(measure, moment.code)
        view = read_compare(wanted)
        if view.not_found:
            st.html(not_found_html(view, moment.code))
            st.html(measures_html(read_compared_measures(moment.as_of), moment.code))
            return
        if moment.code:
            st.html(standing_notice(moment, "", st.query_params.to_dict()))
        if view.empty:
            st.html(empty_html(view, moment.code))
            return
        show_view(view, wanted, moment.code)


def show_view(view: CompareView, wanted: Asked, as_of: str) -> None:
    """Show the answer, the pickers, the pictures with their tables, and what explains them."""
    st.html(join([answer_html(view), instead_html(view)]))
    show_pickers(view)
    st.html(read_chart(wanted))
    offer_downloads(view, wanted)
    st.html(section("How have they moved?", read_trends(wanted, dark=is_dark())))
    st.html(section("What should I know about these figures?", notes_html(view, as_of)))


measure = asked("id") or ""
moment = read_as_of(asked(AS_OF))
measures = read_compared_measures(moment.as_of)
picker, stood = st.columns([3, 2], vertical_alignment="bottom")
with picker:
    pick_compared(measures, measure)
with stood:
    pick_moment(moment)
if moment.wrong:
    st.html(notice(moment.wrong, tone="warning"))
if measure:
    show_comparison(measure, moment)
else:
    st.html(measures_html(measures, moment.code))
