"""Reports: choose a paper, see what it would hold, make it, download it; and the papers made so far."""

import streamlit as st

from dashboard.errors import StoreError
from dashboard.settings import read_settings
from dashboard.ui.access import may_publish
from dashboard.ui.components import notice, section
from dashboard.ui.controls import AS_OF, asked
from dashboard.ui.faults import plain_faults
from dashboard.ui.history_forms import asked_number
from dashboard.ui.html import element, join
from dashboard.ui.links import reports_link
from dashboard.ui.readers import read_as_of, read_ground, read_measures
from dashboard.ui.reports_asked import ONE_MADE, settle
from dashboard.ui.reports_controls import pick_paper, show_choices, wants_preview
from dashboard.ui.reports_making import offer_open_data, offer_preview, offer_to_make, show_paper
from dashboard.ui.reports_parts import NOT_SHOWN, NOTHING_YET, NOTHING_YET_READ_ONLY, heading_html, mail_html
from dashboard.ui.reports_readers import read_mail_status, read_paper, read_papers_table


def show_one(number: int, *, within: bool) -> None:
    """Show one paper that was made."""
    back = element("p", element("a", "All papers", href=reports_link(), target="_self"))
    try:
        line = read_paper(number)
    except StoreError as fault:
        st.html(join([element("h1", "Reports"), back, notice(str(fault), tone="warning")]))
        return
    if not (within or line.is_for_readers):
        st.html(join([element("h1", "Reports"), back, notice(NOT_SHOWN, tone="warning")]))
        return
    st.html(join([element("h1", f"Paper {number}: {line.title}"), back]))
    show_paper(line, within=within)


def show_choosing(*, within: bool) -> None:
    """Show the choice of a paper, its preview and its making."""
    moment = read_as_of(asked(AS_OF))
    ground = read_ground(moment.as_of)
    if not ground.editions and not moment.code:
        wrong = notice(moment.wrong, tone="warning") if moment.wrong else ""
        st.html(join([wrong, notice(NOTHING_YET if within else NOTHING_YET_READ_ONLY)]))
        return
    view = settle(st.query_params.to_dict(), ground, moment, within=within)
    said = [notice(words, tone="warning") for words in (moment.wrong, *view.wrong) if words]
    past = notice(moment.words, title=moment.title) if moment.code else ""
    st.html(join([*said, past]) or element("span", hidden=""))
    pick_paper(view)
    show_choices(view, moment, read_measures())
    if view.missing:
        st.html(notice(view.missing))
        return
    with plain_faults():
        offer_preview(view, is_open=wants_preview())
        offer_to_make(view, may_record=within)


with plain_faults():
    within = may_publish(read_settings())
    if (number := asked_number(ONE_MADE)) is not None:
        show_one(number, within=within)
    else:
        st.html(heading_html(may_record=within))
        show_choosing(within=within)
        st.html(section("Papers made so far", read_papers_table(within=within), id_="papers"))
        if within:
            st.html(mail_html(read_mail_status()))
        offer_open_data()
