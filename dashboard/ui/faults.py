"""Faults said plainly: no traceback reaches a reader."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.issues import Issue
from dashboard.ui.components import notice
from dashboard.ui.html import Html, element

LOG = logging.getLogger(__name__)


@contextmanager
def plain_faults() -> Iterator[None]:
    """Show what stops work as a notice; log anything unforeseen under a reference the reader can quote."""
    try:
        yield
    except DashboardError as error:
        st.html(fault_html(error))
    except Exception:  # no traceback may reach a reader; the log has it
        reference = secrets.token_hex(3)
        LOG.exception("Fault %s", reference)
        st.html(
            notice(
                f"Nothing has been saved or lost. Reload the page; if it happens again, quote reference {reference} "
                "to whoever looks after this app.",
                tone="error",
                title="This page could not be shown",
            )
        )


def fault_html(error: DashboardError) -> Html:
    """Say an error's message and those of its issues that the message does not say, each with its remedy."""
    lines = [element("li", _issue_words(issue)) for issue in error.issues if issue.what not in str(error)]
    listed = element("ul", *lines, class_="sc-list") if lines else ""
    title = element("strong", str(error))
    return element("div", title, listed, class_="sc-notice sc-notice-error", role="alert")


def _issue_words(issue: Issue) -> str:
    place = f"{issue.place}: " if issue.place else ""
    return f"{place}{issue.what} {issue.remedy}"
