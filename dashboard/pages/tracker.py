"""Vision tracker: for members, the answer first, then what stands out, then one line a measure."""

import streamlit as st

from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.components import notice, print_footer
from dashboard.ui.controls import AS_OF, asked
from dashboard.ui.html import join
from dashboard.ui.readers import read_as_of
from dashboard.ui.tracker_controls import BY_THEME, asked_tracker, offer_link, show_controls, view_asked, wrong_view
from dashboard.ui.tracker_parts import edition_html, heading_html
from dashboard.ui.tracker_readers import read_tracker, read_tracker_html

moment = read_as_of(asked(AS_OF))
wanted = asked_tracker(moment)
view = read_tracker(wanted)
st.html(heading_html(view))
st.html(print_footer(view.edition.words))
show_controls(view, moment)
instead = (notice(words, tone="warning") for words in (moment.wrong, view.instead, wrong_view()) if words)
past = standing_notice(moment, view.edition.notice, st.query_params.to_dict())
st.html(join([*instead, past, edition_html(view)]))
st.html(read_tracker_html(wanted, by_theme=view_asked() is BY_THEME))
if not view.empty:
    offer_link(view, moment)
