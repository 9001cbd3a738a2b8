"""Where the tracker's page gets its view and its HTML: both are kept for each month, theme and moment asked for.

Keys hold the store's revision, as in ``readers``, so a publication or a withdrawal shows at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.ui.html import Html
from dashboard.ui.readers import forget_on_change, read_ground, revision
from dashboard.ui.tracker_parts import tracker_html
from dashboard.views.as_of import moment_of
from dashboard.views.tracker.build import build_tracker
from dashboard.views.tracker.view import TrackerView

# Every month of a year or two in every theme; a page of HTML is some 60 kB.
VIEWS_KEPT = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTracker:
    """What the address asks the page for; empty where it asks for nothing."""

    tracker: str = ""
    month: str = ""
    theme: str = ""
    as_of: str = ""


def read_tracker(wanted: AskedTracker) -> TrackerView:
    """Give the page's view."""
    return _view(revision(), wanted)


def read_tracker_html(wanted: AskedTracker, *, by_theme: bool) -> Html:
    """Give everything beneath the controls."""
    return _html(revision(), wanted, by_theme)


@st.cache_resource(show_spinner="Working out what stands out…", max_entries=VIEWS_KEPT, hash_funcs={AskedTracker: repr})
def _view(revision: int, wanted: AskedTracker) -> TrackerView:
    ground = read_ground(moment_of(wanted.as_of))
    with ground.lock:
        return build_tracker(
            ground, tracker=wanted.tracker or None, month=wanted.month or None, theme=wanted.theme or None
        )


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT, hash_funcs={AskedTracker: repr})
def _html(revision: int, wanted: AskedTracker, by_theme: bool) -> Html:
    return tracker_html(_view(revision, wanted), by_theme=by_theme)


forget_on_change(_view, _html)
