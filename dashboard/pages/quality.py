"""Data quality: what is missing, late, provisional, suppressed or disagreeing, and what is due."""

import streamlit as st

from dashboard.ui.controls import asked, choose_in_address
from dashboard.ui.quality_readers import read_quality

page = read_quality(asked("section"))
st.html(page.heading)
choose_in_address("Section", "section", page.sections, page.section)
st.html(page.body)
