"""Teach the product new words: headings saved in the layouts, names and numbers proposed to the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.catalogue.apply import apply_patch, checked
from dashboard.catalogue.files import read_text
from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.catalogue.layout_files import heading_key, save_headings
from dashboard.catalogue.patch import CatalogueEntry, add_entries, make_patch
from dashboard.intake.session import Session, report_ids, under_kept_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What an officer is trying out and has not saved: the preview is made with it, and nothing can be published."""

    headings: tuple[HeadingEntry, ...] = ()
    entries: tuple[CatalogueEntry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.headings or self.entries)


def try_out(session: Session, trial: Trial) -> Session:
    """Give a session that knows what is being tried out; no file is changed.

    Raises:
        CatalogueError: when an entry does not fit the catalogue.
    """
    if not trial:
        return session
    mapped = {(heading_key(one.heading), one.report) for one in trial.headings}
    kept = [one for one in session.layouts.headings if (heading_key(one.heading), one.report) not in mapped]
    layouts = session.layouts.model_copy(update={"headings": (*kept, *trial.headings)})
    catalogue = session.catalogue
    if trial.entries:
        path = session.catalogue_path
        added = checked(add_entries(read_text(path), trial.entries, str(path)), str(path))
        catalogue = under_kept_code(added, session.areas, path)
    return replace(session, catalogue=catalogue, layouts=layouts)


def teach_headings(session: Session, headings: Sequence[HeadingEntry], *, by: str) -> LayoutBook:
    """Save headings with the name of who mapped them and the day.

    Raises:
        CatalogueError: when the layouts have faults, hold one of the headings already, or cannot be written.
    """
    on = session.clock().date()
    signed = [heading.model_copy(update={"added_by": by, "added_on": on}) for heading in headings]
    return save_headings(session.layouts_path, signed, report_ids(session.catalogue))


def propose_change(session: Session, entries: Sequence[CatalogueEntry], *, by: str, why: str) -> str:
    """Write the catalogue change as a patch to review.

    Raises:
        CatalogueError: when an entry does not fit the catalogue.
    """
    path = session.catalogue_path
    on = session.clock().date()
    return make_patch(read_text(path), entries, file=str(path), by=by, why=why, on=on)


def apply_change(session: Session, patch: str) -> Path:
    """Apply a patch to the catalogue's file, and give the path of the patch as it is kept.

    Raises:
        CatalogueError: when it does not fit, would leave faults, or the file cannot be written.
    """
    return apply_patch(session.catalogue_path, patch, on=session.clock().date())
