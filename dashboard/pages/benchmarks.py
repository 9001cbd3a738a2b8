"""Load published statistics: see what a release says and what it would change, and publish it as an edition."""

import streamlit as st

from dashboard.errors import StoreError
from dashboard.intake.publish import is_overtaken
from dashboard.intake.release_reading import is_workbook
from dashboard.store.records import Receipt
from dashboard.ui.benchmarks_forms import ask_about_list, ask_day, show_past
from dashboard.ui.benchmarks_parts import changes_part, read_part, to_upload_html
from dashboard.ui.benchmarks_readers import publish, read_loaded_table
from dashboard.ui.benchmarks_state import ReleaseInHand, day_said, let_go, release_in_hand, say_with_bar
from dashboard.ui.components import notice, section
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import element, join
from dashboard.ui.links import history_link
from dashboard.ui.upload_forms import PublishOrder, ask_to_publish
from dashboard.ui.upload_issues import REFUSED, show_issues
from dashboard.ui.upload_parts import verdict_html
from dashboard.ui.upload_state import drop_receipt, keep_receipt, last_receipt, uploader_key
from dashboard.views.build import shown_issues
from dashboard.workbook.limits import MAX_UPLOAD_MEGABYTES

LEAD = "Drop a published data file as it is. Nothing is saved until you have seen what would change and press Publish."
KINDS = "Data file (CSV or parquet), list of statistical neighbours (CSV or Excel) or regional return"
MOVED = "What is published has changed since you dropped this file"
MOVED_REMEDY = "What is said below has been worked out again. Look at it, then press Publish."
NO_DAY = "Give the day on which it was published."


def show_file() -> None:
    """Take a file, show its preview, and publish it once the form is sent."""
    file = st.file_uploader(KINDS, key=uploader_key("release"), max_upload_size=MAX_UPLOAD_MEGABYTES)
    if file is None:
        let_go()
        st.html(section("What is loaded", read_loaded_table()))
        return
    drop_receipt()
    in_hand, is_seen = release_in_hand(file.name, file.getvalue())
    upload = in_hand.view.upload
    is_refused = upload.outcome == REFUSED
    if in_hand.moved:
        st.html(notice(f"{in_hand.moved} {MOVED_REMEDY}", tone="warning", title=MOVED))
    st.html(join([verdict_html(upload), read_part(in_hand.view)]))
    if in_hand.preview is None and is_workbook(file.getvalue()):
        st.html(to_upload_html())
    ask_about_list(in_hand)
    if in_hand.preview is not None and not upload.already_published:
        ask_day(in_hand)
    reasons = show_issues(upload, in_hand.key)
    if is_refused or upload.already_published:
        return
    st.html(changes_part(in_hand.view))
    show_past(in_hand)
    st.html(section("Publish"))
    order = ask_to_publish(upload, reasons, such_as="yearly release")
    if order and day_said(in_hand) is None:
        st.error(NO_DAY)
    elif order and is_seen:
        keep_receipt(publish_order(in_hand, order), withdrawn=False)
        let_go()
        st.rerun()


def publish_order(in_hand: ReleaseInHand, order: PublishOrder) -> Receipt:
    """Publish the file in hand; where somebody was quicker, show anew what would change and keep what was typed."""
    if in_hand.preview is None:
        raise ValueError("a file that is refused is not published")
    place = st.empty()
    reasons = {
        issue: order.reasons[position]
        for position, issue in enumerate(shown_issues(in_hand.preview))
        if position in order.reasons
    }
    tell = say_with_bar(place)
    try:
        return publish(in_hand.preview, by=order.by, reason=order.reason, reasons=reasons, progress=tell)
    except StoreError as fault:
        if is_overtaken(fault):
            st.rerun()
        raise
    finally:
        place.empty()


history = element("a", "History", href=history_link(), target="_self")
st.html(
    join(
        [
            element("h1", "Published statistics"),
            element("p", LEAD, " What was published before, and withdrawing it: ", history, "."),
        ]
    )
)
if receipt := last_receipt():
    st.html(receipt)
with plain_faults():
    show_file()
