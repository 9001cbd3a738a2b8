"""Where the history page gets its data; like ``readers``, keyed by the store's revision."""

from __future__ import annotations

import streamlit as st

from dashboard.intake import withdraw_edition
from dashboard.store.records import Receipt
from dashboard.ui.history_parts import comparison_html, steps_html
from dashboard.ui.html import Html
from dashboard.ui.readers import TABLES_KEPT, VIEWS_KEPT, current_session, forget_on_change, revision
from dashboard.ui.run_revision import forget_run_revision
from dashboard.views.build import build_comparison, build_edition, list_steps, moved_words
from dashboard.views.history import ComparisonView, EditionView, HistoryStep

# A comparison of two full scorecards holds thousands of lines.
COMPARISONS_KEPT = 16


def read_steps() -> tuple[HistoryStep, ...]:
    """List every publication and withdrawal, the newest first."""
    return _steps(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _steps(revision: int) -> tuple[HistoryStep, ...]:
    return list_steps(current_session())


def read_steps_table() -> Html:
    """Give the list of publications and withdrawals as HTML."""
    return _steps_table(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _steps_table(revision: int) -> Html:
    return steps_html(_steps(revision))


def read_edition(number: int) -> EditionView:
    """Give everything about one edition."""
    return _edition(revision(), number)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _edition(revision: int, number: int) -> EditionView:
    return build_edition(current_session(), number)


@st.cache_resource(show_spinner=False, max_entries=COMPARISONS_KEPT)
def _comparison(revision: int, first: int, second: int | None) -> ComparisonView:
    return build_comparison(current_session(), first, second)


def read_comparison_table(first: int, second: int | None, search: str) -> Html:
    """Give a comparison as HTML, the measures that match ``search`` only."""
    return _comparison_table(revision(), first, second, " ".join(search.casefold().split()))


@st.cache_resource(show_spinner=False, max_entries=TABLES_KEPT)
def _comparison_table(revision: int, first: int, second: int | None, search: str) -> Html:
    return comparison_html(_comparison(revision, first, second), search)


def read_original(number: int) -> bytes:
    """Give the bytes of the file an edition was made from."""
    return current_session().store.original(number).content


def moved_since(earlier: int) -> str:
    """Say what others published or withdrew since a revision of the store; empty when nothing."""
    return moved_words(current_session(), earlier)


def withdraw(number: int, *, by: str, reason: str) -> Receipt:
    """Withdraw an edition; figures fall back to the editions before it."""
    receipt = withdraw_edition(current_session(), number, by=by, reason=reason)
    forget_run_revision()
    return receipt


forget_on_change(_steps, _steps_table, _edition, _comparison, _comparison_table)
