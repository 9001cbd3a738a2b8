"""Upload a workbook: see what is wrong and what would change, accept it with reasons, and publish it as an edition."""

import streamlit as st

from dashboard.errors import StoreError
from dashboard.intake.publish import is_overtaken
from dashboard.store.records import Receipt
from dashboard.ui.benchmarks_parts import may_be_published, to_benchmarks_html
from dashboard.ui.components import notice, section
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import element, join
from dashboard.ui.links import history_link
from dashboard.ui.quality_readers import read_reports
from dashboard.ui.readers import publish
from dashboard.ui.upload_forms import PublishOrder, ask_to_publish
from dashboard.ui.upload_issues import REFUSED, show_issues
from dashboard.ui.upload_state import FileInHand, drop_receipt, file_in_hand, keep_receipt, last_receipt, uploader_key
from dashboard.ui.upload_teaching import ask_for_help
from dashboard.workbook.limits import MAX_UPLOAD_MEGABYTES

LEAD = "Drop the scorecard as it is. Nothing is saved until you have seen what would change and press Publish."
MOVED = "What is published has changed since you dropped this file"
MOVED_REMEDY = "What is said below has been worked out again. Look at it, then press Publish."


def show_file() -> None:
    """Take a file, show its preview, and publish it once the form is sent."""
    # Any file may be dropped: the guard behind the preview names the fault and the remedy, the box could only refuse.
    file = st.file_uploader("Scorecard workbook (.xlsx)", key=uploader_key(), max_upload_size=MAX_UPLOAD_MEGABYTES)
    if file is None:
        if reports := read_reports():
            st.html(reports)
        return
    drop_receipt()
    in_hand, is_seen = file_in_hand(file.name, file.getvalue())
    view = in_hand.view
    if in_hand.moved:
        st.html(notice(f"{in_hand.moved} {MOVED_REMEDY}", tone="warning", title=MOVED))
    st.html(in_hand.verdict)
    is_refused = view.outcome == REFUSED
    if is_refused and may_be_published(file.name, file.getvalue(), view):
        st.html(to_benchmarks_html())
    if not is_refused:
        st.html(in_hand.read)
    reasons = show_issues(view, in_hand.key)
    is_tried_out = ask_for_help(in_hand.preview, file.getvalue(), is_open=is_refused)
    if is_refused and in_hand.read:
        # What stops a file comes first; how far the reading got is of use to whoever mends it.
        st.html(in_hand.read)
    if is_refused or view.already_published or is_tried_out:
        return
    st.html(join([in_hand.changes, section("Publish")]))
    order = ask_to_publish(view, reasons)
    if order and is_seen:
        keep_receipt(publish_order(in_hand, order), withdrawn=False)
        st.rerun()


def publish_order(in_hand: FileInHand, order: PublishOrder) -> Receipt:
    """Publish the file in hand; where somebody was quicker, show anew what would change and keep what was typed."""
    reasons = [order.reasons.get(position, "") for position in range(len(in_hand.view.issues))]
    try:
        return publish(in_hand.preview, by=order.by, reason=order.reason, reasons=reasons, issued_on=order.issued_on)
    except StoreError as fault:
        if is_overtaken(fault):
            st.rerun()
        raise


history = element("a", "History", href=history_link(), target="_self")
st.html(
    join(
        [element("h1", "Upload"), element("p", LEAD, " What was published before, and withdrawing it: ", history, ".")]
    )
)
if receipt := last_receipt():
    st.html(receipt)
with plain_faults():
    show_file()
