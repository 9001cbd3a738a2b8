"""The scorecard: the measures asked for of one report as at one month, in the order and columns asked for."""

import streamlit as st

from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.components import notice, print_footer
from dashboard.ui.controls import AS_OF, SEARCH, asked, instead_words, show_scorecard_controls
from dashboard.ui.html import join
from dashboard.ui.readers import read_as_of, read_scorecard
from dashboard.ui.scorecard_controls import show_filters
from dashboard.ui.scorecard_parts import found_html, title_html
from dashboard.ui.scorecard_readers import read_board, read_page
from dashboard.views.scorecard_ask import read_ask

moment = read_as_of(asked(AS_OF))
view = read_scorecard(asked("report"), asked("month"), moment.as_of)
st.html(title_html(view))
st.html(print_footer(view.edition.words))
search = show_scorecard_controls(view, moment)
read = read_ask({**st.query_params.to_dict(), SEARCH: search}, view)
page = read_page(view)
if not view.empty:
    show_filters(page, read.ask)
wrong = (moment.wrong, instead_words(view), *(() if view.empty else read.wrong))
notices = [notice(words, tone="warning") for words in wrong if words]
if said := standing_notice(moment, view.edition.notice, st.query_params.to_dict()):
    notices.append(said)
if view.empty:
    st.html(join([*notices, notice(view.empty, title="No figures to show")]))
else:
    board = read_board(page, read.ask)
    st.html(join([*notices, found_html(view, board)]))
    st.html(board.html)
