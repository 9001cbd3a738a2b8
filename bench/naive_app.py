"""The same content as most people write it: a styled dataframe and a fresh figure at every run, default settings.

Its data are kept (``cache_data``), which is generous: what is compared is how a page is drawn, not worked out.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.intake import Session, open_session
from dashboard.settings import read_settings
from dashboard.views.build import build_indicator, build_scorecard

COLOURS = {"On target": "#c8e6c9", "Within tolerance": "#ffe0b2", "Off target": "#ffcdd2"}
HEIGHT = 600


@st.cache_resource
def session() -> Session:
    """Open the store once."""
    return open_session(read_settings())


@st.cache_data
def table_of(month: str | None, tracked: tuple[str, ...]) -> pd.DataFrame:
    """Give the measures of a month with all columns of the printed scorecard."""
    view = build_scorecard(session(), report=None, as_at=month)
    names = ["No.", "Measure", "Good is", *view.month_headings, view.year_to_date_heading, "News", "Travel", "RAG"]
    names += ["Target", *view.previous_year_headings, *(" ".join(words) for words in view.benchmark_headings)]
    rows = [
        [
            *(row.number, row.name, row.good_is, *(cell.text for cell in row.months), row.year_to_date.text),
            *(row.signal.word, row.travel.word, row.rag.word, row.target),
            *(cell.text for cell in (*row.previous_years, *row.benchmarks)),
        ]
        for section in view.sections
        for row in section.rows
        if not tracked or str(row.indicator) in tracked
    ]
    return pd.DataFrame(rows, columns=names)


@st.cache_data
def series_of(indicator: str, month: str | None) -> pd.DataFrame:
    """Give one measure's figures as its page tables them."""
    view = build_indicator(session(), indicator=indicator, basis=None, as_at=month)
    rows = [("Ours", point.start, point.value, point.words) for point in view.trend.points]
    rows += [
        (level.label, point.start, level.value, "") for level in view.trend.comparators for point in view.trend.points
    ]
    return pd.DataFrame(rows, columns=["Line", "Period", "Value", "Figure"])


def styled(table: pd.DataFrame) -> Styler:
    """Colour the ratings, as in the workbook."""
    if "RAG" not in table:
        return table.style.format({"Value": "{:.1f}"}, na_rep="–")
    return table.style.map(lambda words: f"background-color: {COLOURS.get(words, '')}", subset=["RAG"])


def drawn(table: pd.DataFrame) -> go.Figure:
    """Draw a measure's lines."""
    figure = go.Figure()
    for name, points in table.groupby("Line", sort=False):
        figure.add_scatter(x=points["Period"], y=points["Value"], name=str(name), mode="lines+markers")
    return figure.update_layout(title="Trend", height=400, legend={"orientation": "h"})


page = st.query_params.get("page", "tracker")
asked = st.query_params.get("month")
st.title(page.capitalize())
st.text_input("Find a measure")
if page == "indicator":
    wanted = st.query_params.get("id", "")
    st.selectbox("Measure", [str(one.id) for one in session().catalogue.indicators])
    figures = series_of(wanted, asked)
    st.plotly_chart(drawn(figures))
    st.dataframe(styled(figures), height=HEIGHT)  # styled, for that is what our own tables are measured against
else:
    trackers = session().catalogue.trackers if page == "tracker" else ()
    followed = tuple(str(one.indicator) for kept in trackers for theme in kept.themes for one in theme.measures)
    shown = table_of(asked, followed)
    st.selectbox("Month", [asked or "latest"])
    st.dataframe(styled(shown), height=HEIGHT)
    if page == "tracker":
        figure = go.Figure(go.Bar(x=shown["Measure"], y=[1] * len(shown)))
        st.plotly_chart(figure.update_layout(title="Measures", height=400))
