"""Where the catalogue page gets its HTML; it changes only with the catalogue's file."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.ui.catalogue_parts import catalogue_heading_html, catalogue_html
from dashboard.ui.html import Html
from dashboard.ui.readers import current_session, forget_on_change
from dashboard.views.catalogue_page import build_catalogue
from dashboard.views.scorecard import Choice

PAGES_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """The page as HTML, and the themes to choose from; ``is_list`` where it lists measures."""

    heading: Html
    body: Html
    theme: Choice | None
    themes: tuple[Choice, ...]
    is_list: bool


def read_catalogue(indicator: str | None, theme: str | None, search: str) -> CataloguePage:
    """Give one measure's definition, or the measures of a theme that match a search."""
    session = current_session()  # lets the pages kept go where the file has changed
    return _page(indicator, theme, " ".join(search.casefold().split()), str(session.catalogue_path))


@st.cache_resource(show_spinner=False, max_entries=PAGES_KEPT)
def _page(indicator: str | None, theme: str | None, search: str, catalogue: str) -> CataloguePage:
    view = build_catalogue(current_session().catalogue, indicator=indicator, theme=theme, search=search)
    return CataloguePage(
        heading=catalogue_heading_html(view),
        body=catalogue_html(view),
        theme=view.theme,
        themes=view.choices,
        is_list=view.definition is None,
    )


forget_on_change(_page)
