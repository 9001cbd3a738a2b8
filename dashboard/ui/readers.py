"""Where pages get their data: the only door between Streamlit and the rest.

Views are frozen, so the very object is kept (``cache_resource``) instead of a pickled copy for each run. Every key
holds the store's revision, so a publication or a withdrawal shows at once, in every session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import streamlit as st

from dashboard.intake import (
    Preview,
    Session,
    open_session,
    preview_workbook,
    publish_preview,
)
from dashboard.intake.live import LiveSession
from dashboard.intake.teach import try_out
from dashboard.settings import read_settings
from dashboard.store.records import AsOf, Receipt
from dashboard.ui.run_revision import NewestRevision, forget_run_revision, run_revision
from dashboard.ui.upload_help import Help
from dashboard.views.as_of import NOW, AsOfView, as_of_code, moment_of
from dashboard.views.build import build_as_of, build_indicator, build_scorecard, build_upload
from dashboard.views.ground import Ground
from dashboard.views.indicator import IndicatorView
from dashboard.views.scorecard import ScorecardView
from dashboard.views.upload import UploadView

VIEWS_KEPT = 128
TABLES_KEPT = 64
# All our figures of one moment each: now, and the few moments of the past that readers look at.
GROUNDS_KEPT = 4


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
def live_session() -> LiveSession:
    """Open the store and the catalogue once for the process."""
    return LiveSession(read_settings(), open_session, on_change=_forget_views)


def current_session() -> Session:
    """Give the session, with the catalogue and the layouts as their files are now."""
    return live_session().current()


class _Forgets(Protocol):
    def clear(self) -> None: ...


_MADE_OF_THE_CATALOGUE: list[_Forgets] = []


def forget_on_change(*kept: _Forgets) -> None:
    """Let what is kept go when the catalogue changes: the store's revision does not move then."""
    _MADE_OF_THE_CATALOGUE.extend(kept)


def _forget_views() -> None:
    for kept in _MADE_OF_THE_CATALOGUE:
        kept.clear()


def revision() -> int:
    """Give the store's revision, which every publication and withdrawal moves on.

    It is asked for once in a run of a page, so that all parts of a page are of one revision.
    """
    return run_revision(_revision_now)


def _revision_now() -> int:
    number = current_session().store.revision()
    _let_go_of_old(number)
    return number


def _let_go_of_old(number: int) -> None:
    """Let go of what was kept of the revision before: nobody asks for it again, and it is many megabytes."""
    if _newest_revision().moves_to(number):
        _forget_views()


@st.cache_resource(show_spinner=False)
def _newest_revision() -> NewestRevision:
    return NewestRevision()


def today() -> str:
    """Give the day by the session's clock, as a key of what is said by the day."""
    return current_session().clock().date().isoformat()


def read_header() -> Header:
    """Give the council's name and the demonstration notice."""
    session = current_session()
    return Header(council=session.our_name, demonstration=session.catalogue.council.demonstration or "")


def read_as_of(asked: str | None) -> AsOfView:
    """Settle the moment that the address asks for, and give those that can be chosen."""
    return _moment(revision(), asked)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _moment(revision: int, asked: str | None) -> AsOfView:
    return build_as_of(current_session(), asked)


def read_ground(as_of: AsOf = NOW) -> Ground:
    """Give our figures at a moment, read once for every page and session; hold its ``lock`` while building a view."""
    return _ground(revision(), as_of_code(as_of))


@st.cache_resource(show_spinner=False, max_entries=GROUNDS_KEPT)
def _ground(revision: int, moment: str) -> Ground:
    return Ground(current_session(), moment_of(moment))


def read_scorecard(report: str | None, as_at: str | None, as_of: AsOf = NOW) -> ScorecardView:
    """Give the scorecard of a report and month; None takes the first report and the latest month."""
    number, moment = revision(), as_of_code(as_of)
    # The view that stands for "the latest" is also the one asked for by its name, and the one built beforehand.
    latest = _scorecard(number, None, None, moment)
    shown, month = latest.report.id, latest.as_at.id
    if (report or shown) == shown and (as_at or month) == month:
        return latest
    return _scorecard(number, report or shown, as_at, moment)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _scorecard(revision: int, report: str | None, as_at: str | None, moment: str) -> ScorecardView:
    ground = _ground(revision, moment)
    with ground.lock:
        return build_scorecard(ground.session, report=report, as_at=as_at, as_of=moment_of(moment), ground=ground)


def read_indicator(indicator: str, basis: str | None, as_at: str | None, as_of: AsOf = NOW) -> IndicatorView:
    """Give one measure's page."""
    # What is due, and when, is said by the day; the store's revision does not move with it.
    return _indicator(revision(), indicator, basis, as_at, as_of_code(as_of), today())


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _indicator(
    revision: int, indicator: str, basis: str | None, as_at: str | None, moment: str, day: str
) -> IndicatorView:
    return build_indicator(current_session(), indicator=indicator, basis=basis, as_at=as_at, as_of=moment_of(moment))


def read_measures() -> tuple[MeasureChoice, ...]:
    """List every measure of the catalogue, by theme and then by name."""
    catalogue = current_session().catalogue
    themes = {theme.id: (place, theme.name) for place, theme in enumerate(catalogue.themes)}
    ordered = sorted(catalogue.indicators, key=lambda one: (themes[one.theme][0], one.name.casefold()))
    return tuple(MeasureChoice(id=one.id, name=one.name, theme=themes[one.theme][1]) for one in ordered)


def file_key(filename: str, content: bytes, said: str = "") -> str:
    """Name a file by its bytes and its name, the catalogue it is read by, and what was said of it."""
    return f"{hashlib.sha256(content).hexdigest()}/{live_session().version}/{said}/{filename}"


def read_preview(filename: str, content: bytes, progress: Callable[[str], None], said: Help) -> Preview:
    """Read a workbook and work out what publishing it would change; nothing is written."""
    session = try_out(current_session(), said.trial)
    return preview_workbook(session, filename, content, progress=progress, declared=said.declared)


def preview_view(preview: Preview) -> UploadView:
    """Give a preview in words."""
    return build_upload(current_session(), preview)


def publish(preview: Preview, *, by: str, reason: str, reasons: Sequence[str], issued_on: date | None) -> Receipt:
    """Publish a preview as a numbered edition; ``reasons`` go with its issues one for one, empty where none is due."""
    given = {issue: why for issue, why in zip(preview.issues, reasons, strict=True) if why}
    receipt = publish_preview(current_session(), preview, by=by, reason=reason, reasons=given, issued_on=issued_on)
    forget_run_revision()
    return receipt


forget_on_change(_moment, _ground, _scorecard, _indicator)
