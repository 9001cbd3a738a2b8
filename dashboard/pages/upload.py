"""Upload a workbook: see what would change, publish it as an edition, and take one back."""

import streamlit as st

from dashboard.ui.components import section
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import element, join
from dashboard.ui.readers import publish, read_history, withdraw
from dashboard.ui.upload_forms import ask_to_publish, ask_to_withdraw
from dashboard.ui.upload_parts import REFUSED, history_html, preview_html
from dashboard.ui.upload_state import drop_receipt, file_in_hand, keep_receipt, last_receipt, uploader_key

LEAD = "Drop the scorecard as it is. Nothing is saved until you have seen what would change and press Publish."


def show_file() -> None:
    """Take a file, show its preview, and publish it once the form is sent."""
    # Any file may be dropped: the guard behind the preview names the fault and the remedy, the box could only refuse.
    file = st.file_uploader("Scorecard workbook (.xlsx)", key=uploader_key(), max_upload_size=20)
    if file is None:
        return
    drop_receipt()
    in_hand = file_in_hand(file.name, file.getvalue())
    view = in_hand.view
    st.html(preview_html(view))
    if view.outcome == REFUSED or view.already_published:
        return
    st.html(section("Publish"))
    if order := ask_to_publish(view):
        receipt = publish(
            in_hand.preview, by=order.by, reason=order.reason, accepted=order.accepted, issued_on=order.issued_on
        )
        keep_receipt(receipt, withdrawn=False)
        st.rerun()


def show_history() -> None:
    """Show the editions, and withdraw one once the form is sent."""
    lines = read_history()
    st.html(section("History", history_html(lines)))
    if order := ask_to_withdraw(lines):
        keep_receipt(withdraw(order.number, by=order.by, reason=order.reason), withdrawn=True)
        st.rerun()


st.html(join([element("h1", "Upload and history"), element("p", LEAD)]))
if receipt := last_receipt():
    st.html(receipt)
with plain_faults():
    show_file()
show_history()
