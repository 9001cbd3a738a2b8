"""Where clinic preparation gets its view: built once for what is asked, from figures that every page shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.ui.clinic_parts import pack_html, proposals_html
from dashboard.ui.html import Html
from dashboard.ui.readers import forget_on_change, read_ground, revision
from dashboard.views.as_of import moment_of
from dashboard.views.clinic.build import build_clinic
from dashboard.views.clinic.view import ClinicView

# A pack of ten sheets is some hundred kilobytes.
VIEWS_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClinic:
    """What the address asks for; no measures asks for what the rule proposes."""

    measures: tuple[str, ...] = ()
    month: str = ""
    as_of: str = ""


def read_clinic(asked: AskedClinic, progress: Callable[[str], None]) -> ClinicView:
    """Give the page's view; ``progress`` is told how far judging has come, the first time only."""
    kept, ground = _views(revision()), read_ground(moment_of(asked.as_of))
    found = kept.get(asked)
    if found is not None:
        return found
    with ground.lock:
        # Another reader may have asked for the same, and had it built while this one waited.
        found = kept.get(asked)
        if found is None:
            found = build_clinic(ground, measures=asked.measures or None, month=asked.month or None, progress=progress)
            _make_room(kept)
            kept[asked] = found
    return found


def _make_room(kept: dict[AskedClinic, ClinicView]) -> None:
    for oldest in list(kept)[: max(len(kept) - VIEWS_KEPT + 1, 0)]:
        kept.pop(oldest, None)


@st.cache_resource(show_spinner=False, max_entries=2)
def _views(revision: int) -> dict[AskedClinic, ClinicView]:
    """Keep the views of a revision: progress is shown while one is built, which a cached function may not do."""
    return {}


def read_clinic_html(asked: AskedClinic, view: ClinicView, *, dark: bool) -> Html:
    """Give the proposals, or the agenda with its sheets, in the colours of a theme."""
    return _html(revision(), asked, view, dark)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT, hash_funcs={AskedClinic: repr})
def _html(revision: int, asked: AskedClinic, _view: ClinicView, dark: bool) -> Html:
    if _view.sheets:
        return pack_html(_view, asked.as_of, dark=dark)
    return proposals_html(_view, asked.as_of)


forget_on_change(_views, _html)
