"""The accessibility statement: the standard, what was tested, known limits with the way round them, and whom to ask."""

import streamlit as st

from dashboard.ui.about_readers import read_accessibility

st.html(read_accessibility())
