"""How judgements are made: each mark with its meaning, the rules in force, and where published figures come from."""

import streamlit as st

from dashboard.ui.about_readers import read_about

st.html(read_about())
