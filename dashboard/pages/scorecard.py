"""The scorecard as printed: every measure of one report as at one month."""

import streamlit as st

from dashboard.ui.components import notice
from dashboard.ui.controls import asked, instead_words, show_scorecard_controls
from dashboard.ui.readers import read_scorecard, read_table
from dashboard.ui.scorecard_parts import edition_html, matches_words, title_html

view = read_scorecard(asked("report"), asked("month"))
st.html(title_html(view))
search = show_scorecard_controls(view)
if instead := instead_words(view):
    st.html(notice(instead, tone="warning"))
if view.edition.notice:
    st.html(notice(view.edition.notice))
if view.empty:
    st.html(notice(view.empty, title="No figures to show"))
else:
    st.html(edition_html(view, matches_words(view, search)))
    st.html(read_table(view.report.id, view.as_at.id, search))
