"""The publishing form of the upload page. Writing happens when Publish is pressed, never while a control changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.formatting import plural
from dashboard.ui.html import element
from dashboard.ui.officer_name import ask_name
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.upload_issues import LONGEST_REASON, unanswered
from dashboard.views.upload import UploadView

# Places named where something still lacks its tick; the rest are counted.
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOrder:
    """What the officer filled in to publish; ``reasons`` go with the view's issues by their place in its list."""

    by: str
    reason: str
    reasons: Mapping[int, str]
    issued_on: date | None


def ask_to_publish(
    view: UploadView, reasons: Mapping[int, str], *, such_as: str = "monthly issue"
) -> PublishOrder | None:
    """Show the publishing form; give what was filled in once it is complete and sent.

    ``such_as`` is an example of a reason.
    """
    with st.container(key="publish-form"):
        name, why = st.columns(2)
        with name:
            by = ask_name("publish-by")
        with why:
            reason = st.text_input(
                "Reason", key="publish-reason", max_chars=LONGEST_REASON, placeholder=f"Such as: {such_as}"
            )
        issued_on = _ask_issue_date(view)
        if missing := unanswered(view, reasons):
            st.html(element("p", _unanswered_words(view, reasons, len(missing)), class_="sc-to-do"))
        sent = st.button("Publish", type="primary", key="publish-send")
    if not sent:
        return None
    order = PublishOrder(by=by, reason=reason.strip(), reasons=reasons, issued_on=issued_on)
    faults = publish_faults(view, order)
    for fault in faults:
        st.error(plain_label(fault))
    return None if faults else order


def publish_faults(view: UploadView, order: PublishOrder) -> list[str]:
    """Say what is still missing before this may be published."""
    missing = unanswered(view, order.reasons)
    said = [
        ("Give your name.", not order.by),
        ("Give a reason.", not order.reason),
        (_unanswered_words(view, order.reasons, len(missing)), bool(missing)),
        ("Give the date on which it was issued.", view.needs_issue_date and order.issued_on is None),
    ]
    return [words for words, holds in said if holds]


def _unanswered_words(view: UploadView, reasons: Mapping[int, str], count: int) -> str:
    places = [line.place or "the whole file" for line in unanswered(view, reasons)]
    named = ", ".join(places[:NAMED]) + (f" and {count - NAMED} more" if count > NAMED else "")
    needs = "needs" if count == 1 else "need"
    return f"{plural(count, 'thing')} listed under “What is wrong” still {needs} a tick and a reason: {named}."


def _ask_issue_date(view: UploadView) -> date | None:
    if not view.needs_issue_date:
        return None
    given = st.date_input("Date issued", value=None, key="publish-issued", format="DD/MM/YYYY")
    return given if isinstance(given, date) else None
