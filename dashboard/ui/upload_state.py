"""What the upload page remembers between reruns: the preview of the file in hand, and the last receipt.

Every rerun presents the file again, so its preview is kept under the file's hash and the store's revision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.intake import Preview
from dashboard.store.records import Receipt
from dashboard.ui.html import Html
from dashboard.ui.readers import file_key, preview_view, read_preview
from dashboard.ui.upload_parts import receipt_html
from dashboard.views.upload import UploadView

_PREVIEW = "upload-preview"
_RECEIPT = "upload-receipt"
_TURN = "upload-turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInHand:
    """A file's preview and its words; ``key`` names the bytes and the store's revision they were made of."""

    key: str
    preview: Preview
    view: UploadView


def file_in_hand(filename: str, content: bytes) -> FileInHand:
    """Give the preview of the file in hand, reading it only where file or store have changed."""
    key = file_key(filename, content)
    kept: FileInHand | None = st.session_state.get(_PREVIEW)
    if kept is not None and kept.key == key:
        return kept
    with st.status("Reading the workbook", expanded=False) as status:
        preview = read_preview(filename, content, _say_on(status.update))
        status.update(label="Read and checked", state="complete")
    read = FileInHand(key=key, preview=preview, view=preview_view(preview))
    st.session_state[_PREVIEW] = read
    return read


def _say_on(update: Callable[..., None]) -> Callable[[str], None]:
    def say(words: str) -> None:
        update(label=words)

    return say


def uploader_key() -> str:
    """Name the file box; the name changes after a publication, which empties the box."""
    return f"workbook-{st.session_state.get(_TURN, 0)}"


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
