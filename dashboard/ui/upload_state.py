"""What the upload and history pages remember between reruns: the preview of the file in hand, and the last receipt.

Every rerun presents the file again, so its preview is kept. Once somebody publishes or withdraws, it is made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.intake import Preview
from dashboard.store.records import Receipt
from dashboard.ui.history_readers import moved_since
from dashboard.ui.html import Html
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.readers import file_key, preview_view, read_preview, revision
from dashboard.ui.upload_help import help_for
from dashboard.ui.upload_parts import changes_html, read_html, receipt_html, verdict_html
from dashboard.views.upload import UploadView

_PREVIEW = "upload-preview"
_RECEIPT = "upload-receipt"
_TURN = "upload-turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInHand:
    """A file's preview and its words.

    ``key`` names the file, ``revision`` the store's that it is compared with. ``shown`` is the revision at which the
    officer first saw it, ``moved`` says what others did since.
    """

    key: str
    revision: int
    shown: int
    preview: Preview
    view: UploadView
    verdict: Html
    read: Html
    changes: Html
    moved: str = ""


def file_in_hand(filename: str, content: bytes) -> tuple[FileInHand, bool]:
    """Give the preview of the file in hand, and whether the officer has seen it: a new one cannot be published yet.

    The file is read only where it, or the store, has changed.
    """
    # What is being done is said here until it is done. The place is there in every run: what follows keeps its own.
    place = st.empty()
    said = help_for(content)
    key, now = file_key(filename, content, said.key), revision()
    kept: FileInHand | None = st.session_state.get(_PREVIEW)
    if kept is not None and kept.key == key and kept.revision == now:
        return kept, True
    shown = kept.shown if kept is not None and kept.key == key else now
    with place.status("Reading the workbook", expanded=False) as status:
        preview = read_preview(filename, content, say_on(status.update), said)
    place.empty()
    view = preview_view(preview)
    read = FileInHand(
        key=key,
        revision=now,
        shown=shown,
        preview=preview,
        view=view,
        verdict=verdict_html(view),
        read=read_html(view),
        changes=changes_html(view),
        moved=moved_since(shown) if shown != now else "",
    )
    st.session_state[_PREVIEW] = read
    return read, False


def say_on(update: Callable[..., None]) -> Callable[[str], None]:
    """Give a teller that writes its words as the label of what is being done."""

    def say(words: str) -> None:
        update(label=plain_label(words))

    return say


def uploader_key(what: str = "workbook") -> str:
    """Name the file box; the name changes after a publication, which empties the box."""
    return f"{what}-{st.session_state.get(_TURN, 0)}"


def keep_receipt(receipt: Receipt, *, withdrawn: bool) -> None:
    """Remember a receipt to show after the rerun, and let go of the file."""
    st.session_state[_RECEIPT] = receipt_html(receipt, withdrawn=withdrawn)
    st.session_state.pop(_PREVIEW, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def last_receipt() -> Html | None:
    """Give the last receipt, which stands until the next file or withdrawal."""
    receipt: Html | None = st.session_state.get(_RECEIPT)
    return receipt


def drop_receipt() -> None:
    """Let the last receipt go, because something else is being done now."""
    st.session_state.pop(_RECEIPT, None)
