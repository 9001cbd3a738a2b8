"""Where the upload page's teaching forms read and write: the door to the catalogue and the layouts."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.catalogue.layout_book import HeadingEntry
from dashboard.catalogue.patch import CatalogueEntry
from dashboard.intake import Preview
from dashboard.intake.teach import apply_change, propose_change, teach_headings, try_out
from dashboard.issues import Issue
from dashboard.ui.readers import current_session, live_session
from dashboard.ui.upload_help import Help
from dashboard.views.build import build_teaching
from dashboard.views.teaching import TeachingView
from dashboard.workbook.identity import Declared


def read_teaching(preview: Preview, said: Help) -> TeachingView:
    """Give what can be taught about the file in hand."""
    session = try_out(current_session(), said.trial)
    return build_teaching(session, preview, is_declared=said.declared != Declared())


def catalogue_faults() -> tuple[Issue, ...]:
    """List why a changed catalogue is not in use; empty while the files are sound."""
    return live_session().faults


def save_mapping(headings: Sequence[HeadingEntry], *, by: str) -> None:
    """Save headings in the layouts; every session knows them from now on."""
    teach_headings(current_session(), headings, by=by)


def write_patch(entries: Sequence[CatalogueEntry], *, by: str, why: str) -> str:
    """Write names and numbers as a change of the catalogue to review; nothing is changed yet."""
    return propose_change(current_session(), entries, by=by, why=why)


def apply_patch(patch: str) -> str:
    """Apply a change to the catalogue, and give the folder and name under which it is kept."""
    kept = apply_change(current_session(), patch)
    return f"{kept.parent.name}/{kept.name}"
