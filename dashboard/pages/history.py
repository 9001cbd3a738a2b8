"""The history: every publication and withdrawal, one edition with its original file, and two editions compared."""

import streamlit as st

from dashboard.ui.components import notice, print_footer, section
from dashboard.ui.faults import plain_faults
from dashboard.ui.history_forms import ask_to_withdraw, asked_number, offer_original, pick_two, search_box
from dashboard.ui.history_parts import edition_html
from dashboard.ui.history_readers import (
    read_comparison_table,
    read_edition,
    read_steps,
    read_steps_table,
    withdraw,
)
from dashboard.ui.html import element, join
from dashboard.ui.links import history_link
from dashboard.ui.upload_state import keep_receipt, last_receipt

LEAD = "Every edition and every withdrawal is kept: who, when, why, and the file itself. Nothing is ever deleted."


def show_edition(number: int) -> None:
    """Show one edition and what it changed, and withdraw it once the form is sent."""
    view = read_edition(number)
    back = element("p", element("a", "All editions", href=history_link(), target="_self"))
    if view.not_found:
        st.html(join([element("h1", "History"), back]))
        st.html(notice(view.not_found, tone="warning", title="There is no such edition"))
        return
    st.html(join([element("h1", f"Edition {number}: {view.words}"), back]))
    show_receipt()
    st.html(edition_html(view))
    st.html(print_footer(f"Edition {number}: {view.words}"))
    offer_original(view)
    st.html(section("What it changed"))
    st.html(read_comparison_table(number, None, search_box(f"in-{number}")))
    if not view.withdrawn and (order := ask_to_withdraw(view)):
        keep_receipt(withdraw(number, by=order.by, reason=order.reason), withdrawn=True)
        st.rerun()


def show_all() -> None:
    """Show two editions compared, where they are chosen, and the list of all."""
    steps = read_steps()
    st.html(join([element("h1", "History"), element("p", LEAD)]))
    show_receipt()
    if steps:
        # With no two chosen the heading stands over pickers alone, which are not on paper.
        st.html(section("Compare two editions", id_=None if asked_number("to") else "pick-two"))
        if chosen := pick_two(steps):
            st.html(read_comparison_table(*chosen, search_box("between")))
    st.html(section("Editions and withdrawals", read_steps_table()))


def show_receipt() -> None:
    """Show the receipt of what was just done."""
    if receipt := last_receipt():
        st.html(receipt)


with plain_faults():
    if (number := asked_number("edition")) is not None:
        show_edition(number)
    else:
        show_all()
