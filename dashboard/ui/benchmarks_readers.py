"""Where the page of published statistics gets its data; like ``readers``, keyed by the store's revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from dashboard.benchmarks.said import ReleaseSaid
from dashboard.intake.releases import ReleasePreview, dated, preview_release, publish_release
from dashboard.issues import Issue
from dashboard.store.records import Receipt
from dashboard.ui.benchmarks_parts import loaded_html
from dashboard.ui.html import Html
from dashboard.ui.readers import current_session, forget_on_change, revision
from dashboard.ui.run_revision import forget_run_revision
from dashboard.views.benchmarks import ReleaseView
from dashboard.views.build import build_loaded, build_release


def read_loaded_table() -> Html:
    """Give the list of what is loaded as HTML."""
    return _loaded_table(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _loaded_table(revision: int) -> Html:
    return loaded_html(build_loaded(current_session()))


def read_release_file(
    filename: str, content: bytes, progress: Callable[[str], None], said: ReleaseSaid
) -> ReleasePreview:
    """Read a published file and work out what publishing it would change; nothing is written.

    Raises:
        BenchmarkError: when it is no published file that the catalogue knows.
    """
    return preview_release(current_session(), filename, content, progress=progress, said=said)


def release_view(preview: ReleasePreview) -> ReleaseView:
    """Give a preview in words."""
    return build_release(current_session(), preview)


def with_day(preview: ReleasePreview, day: date | None) -> ReleasePreview:
    """Give the preview with the day of publication that the officer says, checked."""
    known = preview.issued.published_on if preview.issued else None
    return dated(current_session(), preview, None if day == known else day)


def publish(
    preview: ReleasePreview, *, by: str, reason: str, reasons: Mapping[Issue, str], progress: Callable[[str], None]
) -> Receipt:
    """Publish a preview as a numbered edition; ``reasons`` say of each issue why it may stand."""
    receipt = publish_release(current_session(), preview, by=by, reason=reason, reasons=reasons, progress=progress)
    forget_run_revision()
    return receipt


forget_on_change(_loaded_table)
