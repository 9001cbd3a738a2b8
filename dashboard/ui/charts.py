"""Showing a figure: own colours, no tool bar, and its takeaway said to those who cannot see it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.trend import HEIGHT, SMALL_HEIGHT, draw_trend
from dashboard.charts.words import has_figures
from dashboard.ui.components import notice
from dashboard.views.indicator import TrendView

FIGURES_KEPT = 128
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def show_trend(trend: TrendView, *, key: str) -> None:
    """Show the trend chart; say so where there is nothing to draw."""
    if not has_figures(trend):
        st.html(notice("There is no figure to draw yet.", title="No chart"))
        return
    _show(trend, HEIGHT, key)


def show_judged(trend: TrendView, *, key: str) -> None:
    """Show the lower chart of the points judged."""
    if has_figures(trend):
        _show(trend, SMALL_HEIGHT, key)


def _show(trend: TrendView, height: int, key: str) -> None:
    st.plotly_chart(_figure(trend, is_dark(), height), theme=None, config=CONFIG, alt=trend.alt, key=key)


@st.cache_resource(show_spinner=False, max_entries=FIGURES_KEPT, hash_funcs={TrendView: hash})
def _figure(trend: TrendView, dark: bool, height: int) -> go.Figure:
    return draw_trend(trend, dark=dark, height=height)


def is_dark() -> bool:
    """Tell whether the reader's theme is the dark one."""
    return st.context.theme.type == "dark"
