"""Where pages get their data: the only door between Streamlit and the rest.

Views are frozen, so the very object is kept (``cache_resource``) instead of a pickled copy for each run. Every key
holds the store's revision, so a publication or a withdrawal shows at once, in every session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.intake import (
    Preview,
    Session,
    open_session,
    preview_workbook,
    publish_preview,
    withdraw_edition,
)
from dashboard.settings import read_settings
from dashboard.store.records import Receipt
from dashboard.ui.html import Html
from dashboard.ui.scorecard_table import scorecard_html
from dashboard.views.build import build_indicator, build_scorecard, build_upload, list_history
from dashboard.views.indicator import IndicatorView
from dashboard.views.scorecard import ScorecardView
from dashboard.views.upload import HistoryLine, UploadView

VIEWS_KEPT = 128
TABLES_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChoice:
    """One measure to choose: its id, its name and the theme it belongs to."""

    id: str
    name: str
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Whose scorecard it is, and the notice while figures are a demonstration."""

    council: str
    demonstration: str


@st.cache_resource(show_spinner=False)
def current_session() -> Session:
    """Open the store and the catalogue once for the process."""
    return open_session(read_settings())


def revision() -> int:
    """Give the store's revision, which every publication and withdrawal moves on."""
    return current_session().store.revision()


def read_header() -> Header:
    """Give the council's name and the demonstration notice."""
    session = current_session()
    return Header(council=session.our_name, demonstration=session.catalogue.council.demonstration or "")


def read_scorecard(report: str | None, as_at: str | None) -> ScorecardView:
    """Give the scorecard of a report and month; None takes the first report and the latest month."""
    return _scorecard(revision(), report, as_at)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _scorecard(revision: int, report: str | None, as_at: str | None) -> ScorecardView:
    return build_scorecard(current_session(), report=report, as_at=as_at)


def read_table(report: str, as_at: str, search: str) -> Html:
    """Give the scorecard's table as HTML, the measures that match ``search`` only."""
    return _table(revision(), report, as_at, " ".join(search.casefold().split()))


@st.cache_resource(show_spinner=False, max_entries=TABLES_KEPT)
def _table(revision: int, report: str, as_at: str, search: str) -> Html:
    return scorecard_html(_scorecard(revision, report, as_at), search)


def read_indicator(indicator: str, basis: str | None, as_at: str | None) -> IndicatorView:
    """Give one measure's page."""
    return _indicator(revision(), indicator, basis, as_at)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _indicator(revision: int, indicator: str, basis: str | None, as_at: str | None) -> IndicatorView:
    return build_indicator(current_session(), indicator=indicator, basis=basis, as_at=as_at)


def read_measures() -> tuple[MeasureChoice, ...]:
    """List every measure of the catalogue, by theme and then by name."""
    catalogue = current_session().catalogue
    themes = {theme.id: (place, theme.name) for place, theme in enumerate(catalogue.themes)}
    ordered = sorted(catalogue.indicators, key=lambda one: (themes[one.theme][0], one.name.casefold()))
    return tuple(MeasureChoice(id=one.id, name=one.name, theme=themes[one.theme][1]) for one in ordered)


def file_key(filename: str, content: bytes) -> str:
    """Name what a preview depends on: the file's name and bytes, and the store's revision."""
    return f"{hashlib.sha256(content).hexdigest()}@{revision()}/{filename}"


def read_preview(filename: str, content: bytes, progress: Callable[[str], None]) -> Preview:
    """Read a workbook and work out what publishing it would change; nothing is written."""
    return preview_workbook(current_session(), filename, content, progress=progress)


def preview_view(preview: Preview) -> UploadView:
    """Give a preview in words."""
    return build_upload(current_session(), preview)


def publish(preview: Preview, *, by: str, reason: str, accepted: bool, issued_on: date | None) -> Receipt:
    """Publish a preview as a numbered edition."""
    return publish_preview(current_session(), preview, by=by, reason=reason, accepted=accepted, issued_on=issued_on)


def withdraw(number: int, *, by: str, reason: str) -> Receipt:
    """Withdraw an edition; figures fall back to the editions before it."""
    return withdraw_edition(current_session(), number, by=by, reason=reason)


def read_history() -> tuple[HistoryLine, ...]:
    """List the editions, the newest first."""
    return _history(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _history(revision: int) -> tuple[HistoryLine, ...]:
    return list_history(current_session())
