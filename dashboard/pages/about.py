"""How judgements are made."""

import streamlit as st

from dashboard.ui.html import element

st.html(element("h1", "How judgements are made"))
