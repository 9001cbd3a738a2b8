"""The forms of the upload page. Writing happens on submission only, never while a control changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.ui.upload_parts import needs_acceptance
from dashboard.views.upload import HistoryLine, UploadView


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOrder:
    """What the officer filled in to publish."""

    by: str
    reason: str
    accepted: bool
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOrder:
    """What the officer filled in to withdraw an edition."""

    number: int
    by: str
    reason: str


def ask_to_publish(view: UploadView) -> PublishOrder | None:
    """Show the publishing form; give what was filled in once it is complete and sent."""
    standing = needs_acceptance(view)
    with st.form("publish", enter_to_submit=False):
        by = st.text_input("Your name", key="publish-by", max_chars=80)
        reason = st.text_input("Reason", key="publish-reason", max_chars=300, placeholder="Such as: monthly issue")
        issued_on = _ask_issue_date(view)
        accepted = _ask_acceptance(standing)
        sent = st.form_submit_button("Publish", type="primary", key="publish-send")
    if not sent:
        return None
    order = PublishOrder(by=by.strip(), reason=reason.strip(), accepted=accepted, issued_on=issued_on)
    faults = publish_faults(view, order)
    for fault in faults:
        st.error(fault)
    return None if faults else order


def publish_faults(view: UploadView, order: PublishOrder) -> list[str]:
    """Say what is still missing before this may be published."""
    missing = [
        ("Give your name.", not order.by),
        ("Give a reason.", not order.reason),
        (
            "Tick that you accept what is listed under “What is wrong”.",
            bool(needs_acceptance(view)) and not order.accepted,
        ),
        ("Give the date on which it was issued.", view.needs_issue_date and order.issued_on is None),
    ]
    return [words for words, holds in missing if holds]


def _ask_issue_date(view: UploadView) -> date | None:
    if not view.needs_issue_date:
        return None
    given = st.date_input("Date issued", value=None, key="publish-issued", format="DD/MM/YYYY")
    return given if isinstance(given, date) else None


def _ask_acceptance(standing: int) -> bool:
    if not standing:
        return False
    things = "1 thing" if standing == 1 else f"{standing} things"
    return st.checkbox(f"I have read the {things} listed under “What is wrong” and accept them", key="publish-accepted")


def ask_to_withdraw(lines: tuple[HistoryLine, ...]) -> WithdrawOrder | None:
    """Show the withdrawal form; give what was filled in once it is complete, confirmed and sent."""
    standing = {line.number: line.words for line in lines if not line.withdrawn}
    if not standing:
        return None
    with st.expander("Withdraw an edition"), st.form("withdraw", enter_to_submit=False):
        number = st.selectbox(
            "Edition", list(standing), format_func=lambda one: f"{one} · {standing[one]}", key="withdraw-number"
        )
        by = st.text_input("Your name", key="withdraw-by", max_chars=80)
        reason = st.text_input("Reason", key="withdraw-reason", max_chars=300)
        sure = st.checkbox("Withdraw it: figures fall back to the editions before", key="withdraw-sure")
        sent = st.form_submit_button("Withdraw", key="withdraw-send")
    if not sent:
        return None
    order = WithdrawOrder(number=number, by=by.strip(), reason=reason.strip())
    faults = withdraw_faults(order, sure=sure)
    for fault in faults:
        st.error(fault)
    return None if faults else order


def withdraw_faults(order: WithdrawOrder, *, sure: bool) -> list[str]:
    """Say what is still missing before the edition may be withdrawn."""
    missing = [
        ("Give your name.", not order.by),
        ("Give a reason.", not order.reason),
        ("Tick that the edition is to be withdrawn.", not sure),
    ]
    return [words for words, holds in missing if holds]
