"""Vision tracker."""

import streamlit as st

from dashboard.ui.html import element

st.html(element("h1", "Vision tracker"))
