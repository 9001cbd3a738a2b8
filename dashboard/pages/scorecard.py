"""The scorecard as printed: every measure of one report as at one month."""

import streamlit as st

from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.components import notice
from dashboard.ui.controls import AS_OF, asked, instead_words, show_scorecard_controls
from dashboard.ui.readers import read_as_of, read_scorecard, read_table
from dashboard.ui.scorecard_parts import edition_html, how_judged_html, matches_words, title_html

moment = read_as_of(asked(AS_OF))
view = read_scorecard(asked("report"), asked("month"), moment.as_of)
st.html(title_html(view))
search = show_scorecard_controls(view, moment)
for instead in (moment.wrong, instead_words(view)):
    if instead:
        st.html(notice(instead, tone="warning"))
if said := standing_notice(moment, view.edition.notice, st.query_params.to_dict()):
    st.html(said)
if view.empty:
    st.html(notice(view.empty, title="No figures to show"))
else:
    st.html(edition_html(view, matches_words(view, search)))
    st.html(how_judged_html(view))
    st.html(read_table(view.report.id, view.as_at.id, search, moment.as_of))
