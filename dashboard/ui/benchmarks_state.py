"""What the page of published statistics remembers between reruns: the file in hand and what was said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.benchmarks.list_month import month_said
from dashboard.benchmarks.said import ReleaseSaid
from dashboard.errors import BenchmarkError
from dashboard.intake.releases import COMPARING, SAVING, ReleasePreview
from dashboard.periods import Period
from dashboard.ui.benchmarks_readers import read_release_file, release_view, with_day
from dashboard.ui.history_readers import moved_since
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.readers import file_key, revision
from dashboard.views.benchmarks import ReleaseView
from dashboard.views.build import build_refused, redated

_IN_HAND = "release-in-hand"
# How far along the bar stands as each thing begins; reading has several steps, which share the part before comparing.
_AT_START, _A_STEP, _READ_BY = 0.05, 0.12, 0.55
_AT = {COMPARING: 0.65, SAVING: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseInHand:
    """A file's preview and its words; ``preview`` is None where it is no published file.

    ``key`` names the file and what was said of it, ``revision`` the store's that it is compared with. ``shown`` is the
    revision at which the officer first saw it, ``moved`` says what others did since. ``control`` names its controls.
    """

    key: str
    revision: int
    shown: int
    control: str
    preview: ReleasePreview | None
    view: ReleaseView
    moved: str = ""


def release_in_hand(filename: str, content: bytes) -> tuple[ReleaseInHand, bool]:
    """Give the preview of the file in hand, and whether the officer has seen it: a new one cannot be published yet.

    The file is read only where it, what was said of it, or the store has changed.
    """
    # What is being done is said here until it is done. The place is there in every run: what follows keeps its own.
    place = st.empty()
    control = hashlib.sha256(content).hexdigest()[:12]
    said = _said(control)
    key, now = file_key(filename, content, str(said)), revision()
    kept: ReleaseInHand | None = st.session_state.get(_IN_HAND)
    if kept is not None and kept.key == key and kept.revision == now:
        return _with_day_said(kept), True
    shown = kept.shown if kept is not None and kept.key == key else now
    st.session_state.pop(_IN_HAND, None)
    preview, view = _read(filename, content, say_with_bar(place), said)
    place.empty()
    read = ReleaseInHand(
        key=key,
        revision=now,
        shown=shown,
        control=control,
        preview=preview,
        view=view,
        moved=moved_since(shown) if shown != now else "",
    )
    st.session_state[_IN_HAND] = read
    return _with_day_said(read), False


def say_with_bar(place: DeltaGenerator) -> Callable[[str], None]:
    """Give a teller that shows in words and on a bar what is being done."""
    done = [_AT_START]
    bar = place.progress(_AT_START, text="Reading the file")

    def say(words: str) -> None:
        done[0] = _AT.get(words, min(_READ_BY, done[0] + _A_STEP))
        bar.progress(done[0], text=plain_label(words))

    return say


def day_key(control: str) -> str:
    """Name the field for the day of publication."""
    return f"release-day-{control}"


def month_key(control: str) -> str:
    """Name the field for the month of a list of neighbours."""
    return f"release-list-month-{control}"


def year_key(control: str) -> str:
    """Name the field for the first year that a list of neighbours serves."""
    return f"release-serves-from-{control}"


def day_said(in_hand: ReleaseInHand) -> date | None:
    """Give the day that the field for the day of publication holds: the one known until the officer changes it."""
    given = st.session_state.get(day_key(in_hand.control), in_hand.view.known_day)
    return given if isinstance(given, date) else None


def let_go() -> None:
    """Let the file in hand go, once it is published: a large release takes much memory."""
    st.session_state.pop(_IN_HAND, None)


def _said(control: str) -> ReleaseSaid:
    month = str(st.session_state.get(month_key(control)) or "")
    year = st.session_state.get(year_key(control))
    return ReleaseSaid(list_month=month_said(month), serves_from=year if isinstance(year, Period) else None)


def _read(
    filename: str, content: bytes, progress: Callable[[str], None], said: ReleaseSaid
) -> tuple[ReleasePreview | None, ReleaseView]:
    try:
        preview = read_release_file(filename, content, progress, said)
    except BenchmarkError as fault:
        return None, build_refused(filename, fault.issues)
    return preview, release_view(preview)


def _with_day_said(in_hand: ReleaseInHand) -> ReleaseInHand:
    """Give the preview with the day of publication that its field holds: checking that takes no time."""
    if in_hand.preview is None:
        return in_hand
    preview = with_day(in_hand.preview, day_said(in_hand))
    return replace(in_hand, preview=preview, view=redated(in_hand.view, preview))
