"""Let the officer say which report and month a workbook is, where it does not say so itself."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.periods import parse_period
from dashboard.ui.components import section
from dashboard.ui.html import element
from dashboard.ui.upload_help import Help, keep_help
from dashboard.views.teaching import Choice, TeachingView
from dashboard.vocabulary import ReportId
from dashboard.workbook.identity import Declared

_LEAD = (
    "The workbook does not say it itself. What you say here is kept with the edition as something you accepted; it "
    "never overrules what a sheet prints. Better still: write it on the front sheet."
)


def ask_declaration(view: TeachingView, said: Help, *, is_open: bool) -> None:
    """Show the pickers where report or month is not known; read the file again once they are sent."""
    if not (view.reports or view.months):
        return
    title = "Which report is this, and of which month?" if view.reports and view.months else _one_question(view)
    st.html(section(title, element("p", _LEAD)))
    with (
        st.expander("Say it here", expanded=is_open, key="declare-form"),
        st.form("declare", enter_to_submit=False, border=False),
    ):
        report = _pick("Report", view.reports, str(said.declared.report or ""), "declare-report")
        as_at = _pick("As at the end of", view.months, str(said.declared.as_at or ""), "declare-month")
        sent = st.form_submit_button("Read it again", type="primary", key="declare-send")
    if not sent:
        return
    declared = Declared(
        report=(ReportId(report) if report else None) if view.reports else said.declared.report,
        as_at=(parse_period(as_at) if as_at else None) if view.months else said.declared.as_at,
    )
    keep_help(replace(said, declared=declared))
    st.rerun()


def _one_question(view: TeachingView) -> str:
    return "Which report is this?" if view.reports else "Of which month is this?"


def _pick(label: str, choices: tuple[Choice, ...], chosen: str, key: str) -> str:
    """Show one list; the first line takes a declaration back."""
    if not choices:
        return ""
    words = {choice.code: choice.words for choice in choices}
    codes = ["", *words]
    place = codes.index(chosen) if chosen in codes else 0
    picked = st.selectbox(label, codes, index=place, format_func=lambda code: words.get(code, "Not said"), key=key)
    return picked or ""
