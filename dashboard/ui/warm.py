"""Pay once for the process what the first reader would otherwise pay."""

from __future__ import annotations

import gc
import importlib

import streamlit as st

# What the first chart, and the first page that offers a workbook, would import while a reader waits.
HEAVY_MODULES = ("pandas", "plotly.graph_objects", "dashboard.charts.trend", "openpyxl")


@st.cache_resource(show_spinner=False)
def warm_up() -> bool:
    """Import the heavy modules and put what is loaded beyond the collector's reach."""
    for module in HEAVY_MODULES:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    return True
