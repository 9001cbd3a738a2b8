"""The controls of the history page: which editions to compare, the original to download, and withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.ui.controls import asked, choose_in_address
from dashboard.ui.history_parts import fall_back_html
from dashboard.ui.history_readers import read_original
from dashboard.ui.html import element
from dashboard.ui.officer_name import ask_name
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.upload_issues import LONGEST_REASON
from dashboard.views.history import EditionView, HistoryStep
from dashboard.views.scorecard import Choice

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANY_FILE = "application/octet-stream"
# The longest number that an address may ask for; no store has a million editions.
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOrder:
    """What the officer filled in to withdraw an edition."""

    by: str
    reason: str


def asked_number(name: str) -> int | None:
    """Give the edition's number that the address asks for, None where it asks for none or for no number."""
    given = asked(name) or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else None


def pick_two(steps: tuple[HistoryStep, ...]) -> tuple[int, int] | None:
    """Show the two pickers of editions to compare; give both numbers once both are chosen."""
    choices = [Choice(id=str(step.number), words=f"{step.number} · {step.words}") for step in _publications(steps)]
    by_number: Mapping[str, Choice] = {choice.id: choice for choice in choices}
    picked = []
    for column, (label, name) in zip(st.columns(2), (("From edition", "from"), ("To edition", "to")), strict=True):
        current = by_number.get(str(asked_number(name)))
        with column:
            choose_in_address(label, name, choices, current)
        picked.append(current)
    first, second = picked
    return (int(first.id), int(second.id)) if first and second else None


def search_box(name: str) -> str:
    """Show the box in which to find a measure among the changes."""
    return st.text_input("Find a measure", key=f"find-{name}", placeholder="Name", type="search", live=True) or ""


def offer_original(view: EditionView) -> None:
    """Offer the file the edition was made from; its bytes are read when it is asked for."""
    st.download_button(
        f"Download {plain_label(view.filename)}",
        partial(read_original, view.number),
        file_name=view.filename,
        mime=XLSX if view.filename.endswith(".xlsx") else ANY_FILE,
        on_click="ignore",
        key=f"original-{view.number}",
    )
    if view.file_note:
        st.html(element("p", view.file_note))


def ask_to_withdraw(view: EditionView) -> WithdrawOrder | None:
    """Say what a withdrawal would do and show its form; give what was filled in once complete, confirmed and sent."""
    with st.expander("Withdraw this edition"):
        st.html(fall_back_html(view))
        with st.form("withdraw", enter_to_submit=False, border=False):
            by = ask_name("withdraw-by")
            reason = st.text_input("Reason", key="withdraw-reason", max_chars=LONGEST_REASON)
            sure = st.checkbox("Withdraw it: I have read what would change", key="withdraw-sure")
            sent = st.form_submit_button("Withdraw", key="withdraw-send")
    if not sent:
        return None
    order = WithdrawOrder(by=by, reason=reason.strip())
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


def _publications(steps: tuple[HistoryStep, ...]) -> tuple[HistoryStep, ...]:
    return tuple(step for step in steps if not step.is_withdrawal)
