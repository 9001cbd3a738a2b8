"""Data quality: what is missing, late, provisional, suppressed or disagreeing, and what is due."""

import streamlit as st

from dashboard.ui.controls import asked, choose_in_address
from dashboard.ui.quality_readers import read_quality
from dashboard.views.scorecard import Choice

ALL_SECTIONS = Choice(id="", words="All sections")

page = read_quality(asked("section"))
st.html(page.heading)
choose_in_address("Section", "section", (ALL_SECTIONS, *page.sections), page.section or ALL_SECTIONS)
st.html(page.body)
st.html(page.footer)
