"""One measure: how we are doing, whether it is news, how we compare, what to ask, and where the figure comes from."""

import streamlit as st

from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.charts import show_judged, show_trend
from dashboard.ui.components import notice, print_footer
from dashboard.ui.controls import AS_OF, asked, choose_one_in_address, pick_basis, pick_measure, pick_moment
from dashboard.ui.faults import plain_faults
from dashboard.ui.history_forms import offer_original
from dashboard.ui.html import join
from dashboard.ui.indicator_readers import Asked, IndicatorParts, read_parts
from dashboard.ui.measure_list import measure_list_html
from dashboard.ui.readers import read_as_of, read_measures
from dashboard.views.as_of import AsOfView


def pick_step(parts: IndicatorParts) -> None:
    """Show the choice of month, quarter or year, where the figures can be shown by longer periods."""
    own, shown = parts.view.native_step, parts.step
    if own is None:
        return
    choices = [own, *parts.view.step_choices]
    choose_one_in_address("Shown", "step", choices, next((one for one in choices if shown and one.id == shown.id), own))


def show_charts(parts: IndicatorParts) -> None:
    """Show the page's questions, one after the other, with the chart of each."""
    view, step = parts.view, parts.step
    key = f"{view.id}-{view.basis.id}"
    st.html(parts.lead)
    show_trend(step.trend if step else view.trend, key=f"trend-{key}-{step.id}" if step else f"trend-{key}")
    st.html(parts.beneath)
    if view.judged:
        show_judged(view.judged, key=f"judged-{key}")
        st.html(parts.after)


@st.fragment
def show_measure(indicator: str, month: str | None, moment: AsOfView) -> None:
    """Show one measure on the basis picked; picking another reruns this part alone."""
    with plain_faults():
        wanted = Asked(indicator=indicator, basis=asked("basis"), step=asked("step"), month=month)
        parts = read_parts(wanted, moment)
        view = parts.view
        if view.not_found:
            st.html(notice(view.not_found, tone="warning", title="There is no such measure"))
            st.html(measure_list_html(read_measures(), moment.code))
            return
        said = standing_notice(moment, view.edition.notice, st.query_params.to_dict(), to_scorecard=True)
        # Another moment than now is said before the answer; a month of the past is named in the answer itself.
        st.html(join([parts.instead, *([said, parts.head] if moment.code else [parts.head, said])]))
        with st.container(horizontal=True, gap="medium"):
            pick_basis(view)
            pick_step(parts)
        show_charts(parts)
        st.html(print_footer(view.edition.words))
        if parts.file:
            offer_original(parts.file)


indicator = asked("id") or ""
moment = read_as_of(asked(AS_OF))
measures = read_measures()
measure, stood = st.columns([3, 2], vertical_alignment="bottom")
with measure:
    pick_measure(measures, indicator)
with stood:
    pick_moment(moment)
if moment.wrong:
    st.html(notice(moment.wrong, tone="warning"))
if indicator:
    show_measure(indicator, asked("month"), moment)
else:
    st.html(measure_list_html(measures, moment.code))
