"""Where the pages about the product get their HTML; it changes only with the catalogue's file."""

from __future__ import annotations

import streamlit as st

from dashboard.ui.about_parts import about_html
from dashboard.ui.accessibility_parts import accessibility_html
from dashboard.ui.html import Html
from dashboard.ui.readers import current_session, forget_on_change
from dashboard.views.about import build_about
from dashboard.views.accessibility import build_accessibility


def read_about() -> Html:
    """Give the page on how judgements are made."""
    session = current_session()  # lets the page kept go where the file has changed
    return _about(str(session.catalogue_path))


def read_accessibility() -> Html:
    """Give the accessibility statement."""
    session = current_session()
    return _accessibility(str(session.catalogue_path))


@st.cache_resource(show_spinner=False, max_entries=2)
def _about(catalogue: str) -> Html:
    return about_html(build_about(current_session()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _accessibility(catalogue: str) -> Html:
    session = current_session()
    return accessibility_html(build_accessibility(session.our_name, session.catalogue.council.contact))


forget_on_change(_about, _accessibility)
