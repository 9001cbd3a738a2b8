"""The catalogue of measures: browse, search, and read one measure's whole definition."""

import streamlit as st

from dashboard.ui.catalogue_readers import read_catalogue
from dashboard.ui.controls import SEARCH, asked, choose_in_address
from dashboard.views.scorecard import Choice

ALL_THEMES = Choice(id="", words="All themes")

page = read_catalogue(asked("id"), asked("theme"), asked(SEARCH) or "")
st.html(page.heading)
if page.is_list:
    search, theme = st.columns([3, 2], vertical_alignment="bottom")
    with search:
        st.text_input(
            "Find a measure", key=SEARCH, placeholder="Name, number or meaning", bind="query-params", live=True
        )
    with theme:
        choose_in_address("Theme", "theme", (ALL_THEMES, *page.themes), page.theme or ALL_THEMES)
st.html(page.body)
