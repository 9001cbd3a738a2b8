"""One measure: how we are doing, how we compare, what to ask, and where the figure comes from."""

import streamlit as st

from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.chart_parts import chart_heading, chart_key, chart_notes
from dashboard.ui.charts import show_judged, show_trend
from dashboard.ui.compare_parts import compare_more_html
from dashboard.ui.components import notice, section
from dashboard.ui.controls import AS_OF, asked, pick_basis, pick_measure, pick_moment
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import join
from dashboard.ui.indicator_parts import (
    answer_html,
    benchmarks_html,
    comparison_html,
    figures_html,
    meaning_html,
    provenance_html,
)
from dashboard.ui.measure_list import measure_list_html
from dashboard.ui.news_parts import how_to_read_html, judged_table_html, news_html
from dashboard.ui.readers import read_as_of, read_indicator, read_measures
from dashboard.views.as_of import AsOfView
from dashboard.views.indicator import IndicatorView


def show_news(view: IndicatorView, month: str | None, as_of: str) -> None:
    """Say whether the latest figure is news; points worked out from the printed ones have a chart of their own."""
    if not view.news.verdict:
        return
    st.html(section("Is it news?", news_html(view, month, as_of)))
    if view.judged:
        st.html(chart_heading(view.judged))
        show_judged(view.judged, key=f"judged-{view.id}-{view.basis.id}")
        parts = [chart_key(view.judged), chart_notes(view.judged), how_to_read_html(view)]
        st.html(join([*parts, judged_table_html(view.judged)]))


def show_sections(view: IndicatorView, month: str | None, as_of: str) -> None:
    """Show the page's questions, one after the other."""
    st.html(section("How are we doing?", chart_heading(view.trend)))
    show_trend(view.trend, key=f"trend-{view.id}-{view.basis.id}")
    read = "" if view.judged else how_to_read_html(view)
    st.html(join([chart_key(view.trend), chart_notes(view.trend), read, figures_html(view)]))
    show_news(view, month, as_of)
    st.html(section("How do we compare?", comparison_html(view), compare_more_html(view, as_of)))
    if view.benchmarks:
        st.html(section("Benchmarks", benchmarks_html(view)))
    st.html(section("What does it mean, and what should I ask?", meaning_html(view)))
    st.html(section("Where does the figure come from?", provenance_html(view)))


@st.fragment
def show_measure(indicator: str, month: str | None, moment: AsOfView) -> None:
    """Show one measure on the basis picked; picking another reruns this part alone."""
    with plain_faults():
        view = read_indicator(indicator, asked("basis"), month, moment.as_of)
        if view.not_found:
            st.html(notice(view.not_found, tone="warning", title="There is no such measure"))
            st.html(measure_list_html(read_measures(), moment.code))
            return
        said = standing_notice(moment, view.edition.notice, st.query_params.to_dict(), to_scorecard=True)
        # Another moment than now is said before the answer; a month of the past is named in the answer itself.
        st.html(join([said, answer_html(view)] if moment.code else [answer_html(view), said]))
        pick_basis(view)
        show_sections(view, month, moment.code)


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
