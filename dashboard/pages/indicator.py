"""One measure: how we are doing, how we compare, what to ask, and where the figure comes from."""

import streamlit as st

from dashboard.ui.chart_parts import chart_heading, chart_key, chart_notes
from dashboard.ui.charts import show_trend
from dashboard.ui.components import notice, section
from dashboard.ui.controls import asked, pick_basis, pick_measure
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import join
from dashboard.ui.indicator_parts import answer_html, comparison_html, figures_html, meaning_html, provenance_html
from dashboard.ui.measure_list import measure_list_html
from dashboard.ui.readers import read_indicator, read_measures
from dashboard.views.indicator import IndicatorView


def show_sections(view: IndicatorView) -> None:
    """Show the page's questions, one after the other."""
    if view.edition.notice:
        st.html(notice(view.edition.notice))
    st.html(section("How are we doing?", chart_heading(view.trend)))
    show_trend(view.trend, key=f"trend-{view.id}-{view.basis.id}")
    st.html(join([chart_key(view.trend), chart_notes(view.trend), figures_html(view)]))
    st.html(section("How do we compare?", comparison_html(view)))
    st.html(section("What does it mean, and what should I ask?", meaning_html(view)))
    st.html(section("Where does the figure come from?", provenance_html(view)))


@st.fragment
def show_measure(indicator: str, month: str | None) -> None:
    """Show one measure on the basis picked; picking another reruns this part alone."""
    with plain_faults():
        view = read_indicator(indicator, asked("basis"), month)
        if view.not_found:
            st.html(notice(view.not_found, tone="warning", title="There is no such measure"))
            st.html(measure_list_html(read_measures()))
            return
        st.html(answer_html(view))
        pick_basis(view)
        show_sections(view)


indicator = asked("id") or ""
measures = read_measures()
pick_measure(measures, indicator)
if indicator:
    show_measure(indicator, asked("month"))
else:
    st.html(measure_list_html(measures))
